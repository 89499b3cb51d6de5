"""Marks and comments cells of a workbook, in a process of its own with limits, like `sheet_reader`.

Run as a script: `python -I sheet_marker.py MAX_UNPACKED_BYTES < question > workbook`. The question is marshalled:

    {"data": workbook, "merken": {sheet: [(row, column, level, text), …]},
     "naam": name of our list, "koppen": its heads, "lijst": [[cell, …], …]}

Rows and columns count from 0. A cell is coloured by conditional formatting and gets a comment, so that its value and
its style stay as they are; every part of the file without a mark stays byte for byte the same. `lijst` becomes one more
sheet; one of an earlier time is written over, and known by its heads. What an earlier run added is taken out first.
Source of the formats: ECMA-376, part 1, SpreadsheetML.
"""

import itertools
import marshal
import re
import sys
from pathlib import Path

from lxml import etree

sys.path.append(str(Path(__file__).parent))  # a script of its own, outside the package
from sheet_package import OFFICE, PARSER, Book
from sheet_reader import limit_process

AUTHOR = "Monitor Samenwerkingsafspraken"
COLOURS = {"fout": "FFFFC7CE", "waarschuwing": "FFFFEB9C", "mededeling": "FFDDEBF7"}
_OURS = '"monitor"="monitor"'  # the formula of our marks: always true, and known again
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\b[^>]*/>")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# what may follow our elements in a sheet (CT_Worksheet)
_AFTER_DRAWING = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"}
_AFTER_DRAWING |= {"extLst"}
_AFTER_COLOURS = {"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"}
_AFTER_COLOURS |= {"rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"}
_AFTER_COLOURS |= {"legacyDrawing", *_AFTER_DRAWING}
_NOTE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*<x:ClientData ObjectType=\"Note\".*?</v:shape>", re.DOTALL)
# on each shape of ours: other programs give these names a prefix of their own
_VML_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPETYPE = (
    f'<v:shapetype {_VML_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_VML = f"<xml {_VML_NAMES}></xml>"


def mark(data: bytes, merken: dict, naam: str, koppen: tuple, lijst: list) -> bytes:
    """The same workbook with these marks and one more sheet."""
    book = Book(data)
    for sheet, part in book.sheets().items():
        if sheet in merken or _was_marked(book, part):
            _try_sheet(book, part, merken.get(sheet, []))
    _add_list(book, _name_of_list(book, naam, koppen), lijst)
    return book.packed()


def _try_sheet(book: Book, part: str, marks: list) -> None:
    """A sheet that other programs made too odd to mark stays as it is: the list has every finding."""
    before = dict(book.changed)
    try:
        _mark_sheet(book, part, marks)
    except Exception as error:
        book.changed = before
        sys.stderr.write(f"{part}: {type(error).__name__}: {error}\n")


def _was_marked(book: Book, part: str) -> bool:
    return _OURS.encode() in book.read(part).replace(b"&quot;", b'"')


def _mark_sheet(book: Book, part: str, marks: list) -> None:
    """Change what follows the rows of a sheet, which is small; the rows themselves are not parsed."""
    xml = book.read(part)
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = re.sub(rb"^<\?xml[^>]*\?>", b"", xml.decode("utf-16").encode())
    start = re.search(rb"<(?:\w+:)?worksheet\b[^>]*>", xml)
    cut = [end.end() for end in _ROWS_END.finditer(xml)][-1]
    root = etree.fromstring(xml[: start.end()] + xml[cut:], PARSER)
    for each in root.findall("{*}conditionalFormatting"):
        if _OURS in [formula.text for formula in each.iter("{*}formula")]:
            root.remove(each)
    for each in _colours(book, root, marks):
        root.insert(_place(root, _AFTER_COLOURS), each)
    drawing = next((_id(each) for each in root.findall("{*}legacyDrawing")), None)
    fresh = _comment(book, part, drawing, [(row, column, text) for row, column, _, text in marks])
    if fresh:
        element = root.makeelement(_tag(root, "legacyDrawing"), {f"{{{OFFICE}}}id": fresh})
        root.insert(_place(root, _AFTER_DRAWING), element)
    tail = etree.tostring(root, encoding="ascii")  # fits whatever the encoding of the sheet is
    book.write(part, xml[:cut] + tail[tail.index(b">", tail.index(b"worksheet")) + 1 :])


def _tag(root, name: str) -> str:
    return f"{{{etree.QName(root).namespace}}}{name}"


def _id(element) -> str | None:
    return next((value for name, value in element.items() if etree.QName(name).localname == "id"), None)


def _place(root, after: set[str]) -> int:
    """Before the first element that must come after ours."""
    names = [etree.QName(each).localname if isinstance(each.tag, str) else "" for each in root]
    return next((place for place, name in enumerate(names) if name in after), len(root))


def _colours(book: Book, root, marks: list) -> list:
    """Conditional formatting of the marked cells, a block for each level."""
    formats = _differential_formats(book)
    used = max((int(each.get("priority", 0)) for each in root.iter("{*}cfRule")), default=0)
    blocks = []
    for level in COLOURS if formats else ():
        cells = sorted({(row, column) for row, column, said, _ in marks if said == level})
        if cells:
            used += 1
            where = " ".join(_reference(*cell) for cell in cells)
            block = root.makeelement(_tag(root, "conditionalFormatting"), {"sqref": where})
            values = {"type": "expression", "dxfId": str(formats[level]), "priority": str(used)}
            rule = etree.SubElement(block, _tag(root, "cfRule"), values)
            etree.SubElement(rule, _tag(root, "formula")).text = _OURS
            blocks.append(block)
    return blocks


def _differential_formats(book: Book) -> dict[str, int]:
    """Level → number of a format that only fills; nothing when the workbook has no styles."""
    name = book.related("xl/workbook.xml", "styles")
    if name is None:
        return {}
    root = book.tree(name)
    tag = etree.QName(root).namespace
    formats = root.find(f"{{{tag}}}dxfs")
    if formats is None:
        formats = etree.Element(f"{{{tag}}}dxfs")
        later = [root.find(f"{{{tag}}}{each}") for each in ("tableStyles", "colors", "extLst")]
        place = next((root.index(each) for each in later if each is not None), len(root))
        root.insert(place, formats)
    found = {}
    for level, colour in COLOURS.items():
        same = [
            n for n, each in enumerate(formats) if [c.get("rgb") for c in each.iter(f"{{{tag}}}bgColor")] == [colour]
        ]
        if not same:
            made = etree.SubElement(formats, f"{{{tag}}}dxf")
            fill = etree.SubElement(etree.SubElement(made, f"{{{tag}}}fill"), f"{{{tag}}}patternFill")
            etree.SubElement(fill, f"{{{tag}}}bgColor", {"rgb": colour})
        found[level] = same[0] if same else len(formats) - 1
    formats.set("count", str(len(formats)))
    book.write(name, root)
    return found


def _comment(book: Book, part: str, drawing: str | None, comments: list) -> str | None:
    """Comment these cells, below what stands there already. Returns the id of a drawing that the sheet should name."""
    name = book.related(part, "comments")
    if name is None and not comments:
        return None
    root = book.tree(name) if name else etree.Element(f"{{{_MAIN}}}comments", nsmap={None: _MAIN})
    tag = f"{{{etree.QName(root).namespace}}}"
    authors, kept = _child(root, f"{tag}authors", 0), _child(root, f"{tag}commentList", 1)
    removed = _without_our_comments(authors, kept, tag)
    if AUTHOR not in [each.text for each in authors.iter(f"{tag}author")]:
        etree.SubElement(authors, f"{tag}author").text = AUTHOR
    us = [each.text for each in authors.iter(f"{tag}author")].index(AUTHOR)
    there, fresh = {each.get("ref"): each for each in kept.iter(f"{tag}comment")}, []
    for row, column, text in comments:
        reference = _reference(row, column)
        comment = there.get(reference)
        if comment is None:
            comment = there[reference] = etree.SubElement(
                kept, f"{tag}comment", {"ref": reference, "authorId": str(us)}
            )
            etree.SubElement(comment, f"{tag}text")
            fresh.append((row, column))
        block = _child(comment, f"{tag}text", 0)
        run = etree.SubElement(etree.SubElement(block, f"{tag}r"), f"{tag}t")
        run.text = ("\n\n" if len(block) > 1 else "") + f"{AUTHOR}:\n{_clean(text)}"
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if name is None:
        name = book.new_name("xl/commentsMonitor{}.xml")
        book.relate(part, "comments", name)
        book.declare(name, f"{_CONTENT}.comments+xml")
    book.write(name, root)
    return _draw(book, part, drawing, fresh, removed)


def _child(parent, tag: str, place: int):
    """The child of this tag, made when it is not there."""
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag)
        parent.insert(place, found)
    return found


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _without_our_comments(authors, kept, tag: str) -> list[tuple[int, int]]:
    """Take out what an earlier run said. Returns the cells that have no comment any more."""
    gone = []
    names = [each.text for each in authors.iter(f"{tag}author")]
    for comment in list(kept.iter(f"{tag}comment")):
        number = comment.get("authorId", "")
        author = names[int(number)] if number.isdecimal() and int(number) < len(names) else ""
        block = comment.find(f"{tag}text")
        for run in list(block.iter(f"{tag}r")) if block is not None else ():
            if "".join(run.itertext()).lstrip("\n").startswith(AUTHOR):
                run.getparent().remove(run)
        said = "".join(block.itertext()).strip() if block is not None else ""
        if not said or (author == AUTHOR and said.startswith(AUTHOR)):
            kept.remove(comment)
            found = re.fullmatch(r"([A-Z]+)(\d+)", comment.get("ref", ""))
            gone += [(int(found[2]) - 1, _column_number(found[1]))] if found else []
    return gone


def _draw(book: Book, part: str, drawing: str | None, fresh: list, removed: list) -> str | None:
    """A note for every new comment in the drawing of the sheet, which Excel shows them by."""
    relations = book.relations(part)
    name = relations[drawing][1] if drawing in relations else None
    vml = book.read(name) if name else _VML.encode()
    kept = _NOTE.sub(lambda note: b"" if _cell_of(note[0]) in removed else note[0], vml)
    shapes = "" if b"_x0000_t202" in kept or not fresh else _SHAPETYPE
    shapes += "".join(
        _note(row, column, number) for number, (row, column) in enumerate(fresh, kept.count(b"<v:shape "))
    )
    end = kept.rindex(b"</xml>")
    made = kept[:end] + shapes.encode() + kept[end:]
    if name:
        book.write(name, made)
        return None
    name = book.new_name("xl/drawings/vmlMonitor{}.vml")
    book.write(name, made)
    book.declare(name, "application/vnd.openxmlformats-officedocument.vmlDrawing")
    return book.relate(part, "vmlDrawing", name)


def _cell_of(note: bytes) -> tuple[int, int] | None:
    row, column = (re.search(rb"<x:%s>\s*(\d+)" % name, note) for name in (b"Row", b"Column"))
    return (int(row[1]), int(column[1])) if row and column else None


def _note(row: int, column: int, number: int) -> str:
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 4}, 15, {row + 6}, 4"
    return (
        f'<v:shape {_VML_NAMES} id="_x0000_s{20_000 + number}" type="#_x0000_t202" fillcolor="#ffffe1" '
        'o:insetmode="auto" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:110pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _name_of_list(book: Book, naam: str, koppen: tuple) -> str:
    """The name of our list of an earlier time, to write it over; else one that no sheet has."""
    sheets = book.sheets()
    for sheet, part in sheets.items():
        if sheet.startswith(naam) and all(head in _texts(book, part) for head in koppen):
            return sheet
    taken = {sheet.lower() for sheet in sheets}
    names = itertools.chain([naam], (f"{naam} ({n})" for n in itertools.count(2)))
    return next(name for name in names if name.lower() not in taken)


def _texts(book: Book, part: str) -> set[str]:
    """The texts that stand in the first rows of a sheet, also those that it shares with other sheets."""
    rows = list(book.tree(part).iter("{*}row"))[:2]
    shared = book.related("xl/workbook.xml", "sharedStrings")
    items = list(book.tree(shared).iter("{*}si")) if shared else []
    found = set()
    for cell in (cell for row in rows for cell in row.iter("{*}c")):
        text = "".join(cell.itertext())
        if cell.get("t") == "s" and text.isdecimal() and int(text) < len(items):
            text = "".join(items[int(text)].itertext())
        found.add(text)
    return found


def _add_list(book: Book, naam: str, lijst: list) -> None:
    """One more sheet with these rows of text and numbers; the one of an earlier run is written over."""
    root = etree.Element(f"{{{_MAIN}}}worksheet", nsmap={None: _MAIN})
    widths = etree.SubElement(root, f"{{{_MAIN}}}cols")
    for n, width in enumerate((16, 16, 8, 22, 40, 60, 40, 40), 1):
        values = {"min": str(n), "max": str(n), "width": str(width), "customWidth": "1"}
        etree.SubElement(widths, f"{{{_MAIN}}}col", values)
    rows = etree.SubElement(root, f"{{{_MAIN}}}sheetData")
    for n, cells in enumerate(lijst):
        row = etree.SubElement(rows, f"{{{_MAIN}}}row", {"r": str(n + 1)})
        for column, cell in enumerate(cells):
            _write_cell(row, _reference(n, column), cell)
    there = book.sheets().get(naam)
    if there is None:
        there = book.new_name("xl/worksheets/bevindingen{}.xml")
        _add_sheet(book, naam, there)
    book.write(there, root)


def _write_cell(row, reference: str, cell) -> None:
    if isinstance(cell, int):
        made = etree.SubElement(row, f"{{{_MAIN}}}c", {"r": reference})
        etree.SubElement(made, f"{{{_MAIN}}}v").text = str(cell)
    elif cell:
        made = etree.SubElement(row, f"{{{_MAIN}}}c", {"r": reference, "t": "inlineStr"})
        text = etree.SubElement(etree.SubElement(made, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
        text.text = _clean(cell)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add_sheet(book: Book, naam: str, part: str) -> None:
    key = book.relate("xl/workbook.xml", "worksheet", part)
    book.declare(part, f"{_CONTENT}.worksheet+xml")
    root = book.tree("xl/workbook.xml")
    sheets = next(root.iter("{*}sheets"))
    number = max((int(each.get("sheetId", 0)) for each in sheets), default=0) + 1
    tag = f"{{{etree.QName(root).namespace}}}sheet"
    etree.SubElement(sheets, tag, {"name": naam, "sheetId": str(number), f"{{{OFFICE}}}id": key})
    book.write("xl/workbook.xml", root)


def _reference(row: int, column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def main() -> None:
    limit_process(int(sys.argv[1]))
    question = marshal.loads(sys.stdin.buffer.read())  # noqa: S302  written by `gemarkeerd`
    sys.stdout.buffer.write(mark(**question))


if __name__ == "__main__":
    main()
