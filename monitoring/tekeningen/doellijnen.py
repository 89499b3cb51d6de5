"""How a goal that was adjusted is drawn: the old line up to the day, the new one from it, and a mark between them."""

from __future__ import annotations

HOOGTE_BREUK = 20  # pixels that one line of text above the drawing takes


def doorlopend(doel) -> dict:
    """From where to where a goal line runs: over the whole drawing, or over its own half-years."""
    if doel.begin is None:
        return {"xref": "paper", "x0": 0, "x1": 1}
    return {"xref": "x", "x0": doel.begin, "x1": doel.eind}


def plaats_label(doel, left: bool) -> dict:
    """Where the label of a goal line stands: at its end, or at its start where the end is taken.

    The line of a goal that was replaced may be short: its label starts with it, so that it is never cut off.
    """
    if doel.begin is None:
        return {"xref": "paper", "x": 0 if left else 1, "xanchor": "left" if left else "right"}
    if left or not doel.breuk:
        return {"xref": "x", "x": doel.begin, "xanchor": "left"}
    return {"xref": "x", "x": doel.eind, "xanchor": "right"}


def met_breuken(layout: dict, doelen, kleur: str) -> dict:
    """The same layout with a thin upright line where a goal was adjusted, which says when."""
    broken = [doel for doel in doelen if doel.breuk]
    if not broken:
        return layout
    begin, eind = min(_begins(doelen)), max(doel.eind for doel in doelen if doel.eind is not None)
    marks = dict.fromkeys((doel.begin, doel.breuk) for doel in broken)
    for n, (place, text) in enumerate(marks):
        layout["shapes"].append(_mark(place, kleur))
        layout["annotations"].append(_said(place, text, "left" if place < (begin + eind) / 2 else "right", n, kleur))
    # a category axis leaves air beside lines but not beside bars: here places must be the same for both
    axis = {"range": [begin, eind]}
    return layout | {"xaxis": axis, "margin": {"l": 8, "r": 8, "t": 12 + HOOGTE_BREUK * len(marks), "b": 8}}


def _begins(doelen) -> list[float]:
    return [doel.begin for doel in doelen if doel.begin is not None]


def _mark(place: float, kleur: str) -> dict:
    across = {"xref": "x", "x0": place, "x1": place, "yref": "paper", "y0": 0, "y1": 1, "layer": "above"}
    return {"type": "line", **across, "line": {"color": kleur, "width": 1, "dash": "dot"}}


def _said(place: float, text: str, anchor: str, n: int, kleur: str) -> dict:
    where = {"xref": "x", "x": place, "xanchor": anchor, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return {**where, "yshift": n * HOOGTE_BREUK, "text": text, "showarrow": False, "font": {"color": kleur}}
