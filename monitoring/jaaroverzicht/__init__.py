"""The overview that the BO projects: a story of a year or a half-year, frozen in versions, and public once published.

`story` makes the content from what is known now; `bevriezen` keeps it; `openen` reads what was kept and checks it.
From there on everything (page, slides, exports) reads that content alone, as `vorm` describes it.
"""
