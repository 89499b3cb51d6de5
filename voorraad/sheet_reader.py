"""Reads a workbook in a process of its own, with limits: a spoilt file can only end this process, never the site.

Run as a script: `python -I sheet_reader.py MAX_UNPACKED_BYTES BLOCKS [NAME] < workbook > answer`. It imports the
standard library and calamine only, so that it starts in some 30 ms. The cells go to the file BLOCKS, some thousands
of rows at a time, so that a large file takes no more memory than a small one. The answer is marshalled:

    {"fout": (code, detail)}            the file cannot be read
    {"bladen": {name: [(offset, size), …]},     where the blocks of each sheet stand in BLOCKS
     "fouten": {name: {(row, column): "#REF!"}}, "opvallend": {name: [(what, detail, row or None), …]}, "csv": bool}

A block is a marshalled list of columns, each a list of cells. A CSV file is a sheet that is called after the file; a
zip of CSV files has a sheet for each. Rows and columns count from 0; a cell is None, int, float or str (dates as ISO
text, yes and no as WAAR and ONWAAR).
"""

import codecs
import csv
import datetime
import io
import marshal
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice, zip_longest

MAX_ENTRIES = 2000
MAX_COLUMNS = 500
MAX_ROWS = 300_000
MAX_CSV_ROWS = 1_100_000
MAX_RATIO = 400
MAX_STRIKING = 20  # merged areas that are mentioned
BLOCK = 16_384  # rows
_CHUNK = 1 << 20
# a cell that may lie beyond the limits, and what follows its address
_FAR = re.compile(
    rb'r="([A-Z]{3,}[0-9]+|[S-Z][A-Z][0-9]+|[A-Z]+(?:[3-9][0-9]{5}|[0-9]{7,}))"([^>]*>(?:\s*</c>)?)',
)
_REFERENCE = re.compile(rb"([A-Z]+)([0-9]+)")
_ERROR_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_UNCOMPUTED_CELL = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR_TAG = re.compile(rb'<c\b[^>]*\bt="e"')
_PREFIX = re.compile(rb":[cvf]\b")
_PREFIXED = re.compile(rb"<(/?)[\w.-]+:([cvf])\b")
_ODD_SIGNS = (b"='", b" =", b"\t=", b"\n=", b"\r=", b"= ", b"=\t", b"=\n", b"=\r")
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"[^>]*?(/?)>')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+([0-9]+):[A-Z]+[0-9]+)"')
_CELL_TAG = re.compile(rb"<c\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
UNCOMPUTED = "formule zonder uitkomst"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<Relationship\b([^>]*)/?>")


class Unreadable(Exception):  # noqa: N818  a finding, no fault of ours
    """Why a file cannot be read: a code that `workbook` words in Dutch, and a detail."""

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.code, self.detail = code, str(detail)


def read_csv(source: Callable) -> Iterator[list]:
    """The rows of a CSV file: UTF-8 or UTF-16 with or without mark, else Windows-1252; by semicolon, comma or tab.

    `source` opens the file anew: it is read once to learn its encoding, and once for its rows.
    """
    encoding = _encoding(source)
    with source() as file:
        delimiter = _delimiter(io.TextIOWrapper(file, encoding, "replace", newline=""))
    csv.field_size_limit(1 << 20)
    number = 0
    with source() as file:
        lines = io.TextIOWrapper(file, encoding, "replace", newline="")
        try:
            for row in csv.reader(lines, delimiter=delimiter, strict=True):
                if len(row) > MAX_COLUMNS or number >= MAX_CSV_ROWS:
                    raise Unreadable("te-breed", f"rij {number + 1}")
                yield row
                number += 1
        except csv.Error:
            raise Unreadable("csv", f"rij {number + 1}") from None


def _encoding(source: Callable) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source() as file:
        chunk = file.read(_CHUNK)
        if chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        utf8 = True
        while chunk:
            if b"\0" in chunk:
                raise Unreadable("geen-werkmap")
            try:
                decoder.decode(chunk, final=not (following := file.read(_CHUNK)))
            except UnicodeDecodeError:
                utf8, following = False, file.read(_CHUNK)
            chunk = following
    return "utf-8-sig" if utf8 else "cp1252"


def _delimiter(lines: Iterable[str]) -> str:
    head = next((line for line in islice(lines, 100) if line.strip()), "")
    return max(";,\t", key=re.sub(r'"[^"]*"', "", head).count)


def _csv_cell(cell):
    """A quote in front keeps a spreadsheet from reading a text as a formula: it is not part of the text."""
    return _plain(cell[1:] if cell is not None and cell.startswith("'") else cell)


def csv_files(data: bytes, name: str, max_unpacked: int) -> dict | None:
    """What opens each CSV file in an upload, by its name; None when it is something else."""
    if name.lower().endswith(".csv"):
        return {name: lambda: io.BytesIO(data)}
    if data[:2] != b"PK":
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [info.filename for info in archive.infolist() if info.filename.lower().endswith(".csv")]
        if not names or "xl/workbook.xml" in archive.namelist():
            return None
        if any(info.flag_bits & 1 for info in archive.infolist()):
            raise Unreadable("versleuteld")
        _count_bytes(archive, max_unpacked)
        return {name: partial(archive.open, name) for name in names}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable("afgebroken") from None


def look_at_zip(data: bytes, max_unpacked: int) -> dict:
    """Check the packing before anything is unpacked; returns the sheet parts by sheet name."""
    if not data:
        raise Unreadable("leeg")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("versleuteld" if encrypted else "oud-xls")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable("afgebroken" if data[:2] == b"PK" else "geen-werkmap") from None
    if "xl/workbook.xml" not in names:
        ods = "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]
        raise Unreadable("ods" if ods else "geen-werkmap")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Unreadable("versleuteld")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("macros")
    _count_bytes(archive, max_unpacked)
    return _sheet_parts(archive)


def _count_bytes(archive: zipfile.ZipFile, limit: int) -> None:
    """Unpack in small pieces and count, so that a bomb is stopped whatever its header says."""
    if len(archive.infolist()) > MAX_ENTRIES:
        raise Unreadable("te-groot", f"{len(archive.infolist())} onderdelen")
    total = 0
    for info in archive.infolist():
        if info.file_size > limit or (info.file_size > 10 << 20 and info.file_size > MAX_RATIO * info.compress_size):
            raise Unreadable("bom")
        with archive.open(info) as part:
            chunk = part.read(4096)
            if info.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                raise Unreadable("doctype")
            while chunk:
                total += len(chunk)
                if total > limit:
                    raise Unreadable("bom")
                chunk = part.read(_CHUNK)


def _attributes(text: bytes) -> dict:
    return {k.decode(): v.decode("utf-8", "replace") for k, v in re.findall(rb'([\w:]+)\s*=\s*"([^"]*)"', text)}


def _sheet_parts(archive: zipfile.ZipFile) -> dict:
    """Sheet name → name of its XML part, by position in the workbook."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        for found in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels")):
            relation = _attributes(found[1])
            target = relation.get("Target", "")
            targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for position, found in enumerate(_SHEET.finditer(archive.read("xl/workbook.xml"))):
        part = targets.get(_attributes(found[1]).get("r:id"))
        if part in archive.namelist():
            parts[position] = part
    return parts


def look_at_cells(data: bytes, parts: dict) -> tuple[dict, dict]:
    """Refuse cells far outside any table (they would abort the fast reader); find what it does not tell.

    Returns per sheet the formulas without a value, and what stands out: hidden rows and merged cells.
    """
    errors, striking = {}, {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    for position, part in parts.items():
        found, merged, hidden = {}, [], 0
        for xml in _pieces(archive, part):
            _refuse_far(xml)
            found |= _errors(xml)
            merged += _MERGED.findall(xml) if b"mergeCell " in xml and len(merged) < MAX_STRIKING else []
            hidden += sum(1 for row in _HIDDEN_ROW.finditer(xml) if not row[1]) if b'hidden="' in xml else 0
        errors[position] = found
        striking[position] = [("samengevoegde-cellen", area.decode(), int(row)) for area, row in merged[:MAX_STRIKING]]
        striking[position] += [("verborgen-rijen", str(hidden), None)] if hidden else []
    return errors, striking


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet, some whole rows at a time."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            cut = max(rest.rfind(b"</row>"), rest.rfind(b":row>"))
            if cut > 0:
                yield _as_usual(rest[:cut])
                rest = rest[cut:]
    yield _as_usual(rest)


def _refuse_far(xml: bytes) -> None:
    for found in _FAR.finditer(xml):
        tag = xml.rfind(b"<", 0, found.start())
        if xml[tag : tag + 2] != b"<c" or found[2].endswith((b"/>", b"</c>")):
            continue  # another element, or a cell that is formatted only
        reference = _REFERENCE.fullmatch(found[1])
        if len(reference[1]) > 2 or int(reference[2]) > MAX_ROWS or _column_number(reference[1]) >= MAX_COLUMNS:
            raise Unreadable("te-breed", found[1].decode())


def _errors(xml: bytes) -> dict:
    found = {}
    if b't="e"' in xml:
        for column, row, value in _ERROR_CELL.findall(xml):
            found[int(row) - 1, _column_number(column)] = value.decode("utf-8", "replace")
        if len(_ERROR_TAG.findall(xml)) > len(found):
            raise Unreadable("onleesbaar", "een formulefout op een plek die niet te vinden is")
    for column, row in _UNCOMPUTED_CELL.findall(xml) if b"<f" in xml else ():
        found[int(row) - 1, _column_number(column)] = UNCOMPUTED
    return found


def _as_usual(xml: bytes) -> bytes:
    """The same cells the way nearly all programs write them: no prefix, double quotes, no space around '='."""
    if _PREFIX.search(xml):
        xml = _PREFIXED.sub(rb"<\1\2", xml)
    if any(sign in xml for sign in _ODD_SIGNS):
        xml = _CELL_TAG.sub(lambda tag: _ATTRIBUTE.sub(_quoted, tag[0]), xml)
    return xml


def _quoted(attribute) -> bytes:
    value = attribute[2] if attribute[2] is not None else attribute[3]
    return b'%s="%s"' % (attribute[1], value)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


class _Plain(dict):
    """Cells as plain values: each value is made once, and stands once in a block."""

    def __init__(self, plain: Callable):
        super().__init__()
        self.plain = plain

    def __missing__(self, cell):
        value = self[cell] = self.plain(cell)
        return value


def _plain(cell):
    if cell == "" or cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, (datetime.date, datetime.time, datetime.timedelta)):
        return str(cell)
    if isinstance(cell, str) and "\0" in cell:  # a database cannot hold it
        return cell.replace("\0", "") or None
    return cell


def _without_bool(column: tuple) -> Iterable:
    """Yes and no as a spreadsheet here shows them; as keys they are the same as 1 and 0."""
    if bool not in set(map(type, column)):
        return column
    return [("WAAR" if cell else "ONWAAR") if isinstance(cell, bool) else cell for cell in column]


def blocks(rows: Iterable[list], plain: Callable = _plain) -> Iterator[list]:
    """The rows as columns of plain values, a block at a time."""
    rows = iter(rows)
    while block := list(islice(rows, BLOCK)):
        columns = zip_longest(*block)
        yield [list(map(_Plain(plain).__getitem__, _without_bool(column))) for column in columns] or [[None]]


def read(data: bytes, max_unpacked: int, name: str, emit: Callable) -> dict:
    """The answer for a whole upload; its cells go to `emit(sheet, columns)`. Raises Unreadable."""
    if not data:
        raise Unreadable("leeg")
    if files := csv_files(data, name, max_unpacked):
        for each, source in files.items():
            for columns in blocks(read_csv(source), _csv_cell):
                emit(_stem(each), columns)
        return {"bladen": list(map(_stem, files)), "fouten": {}, "opvallend": {}, "csv": True}
    return read_workbook(data, max_unpacked, emit)


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].rpartition(".")[0].replace("\0", "") or "csv"


def read_workbook(data: bytes, max_unpacked: int, emit: Callable) -> dict:
    import python_calamine

    parts = look_at_zip(data, max_unpacked)
    errors, striking = look_at_cells(data, parts)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found, stands_out = {}, {}
    for position, metadata in enumerate(book.sheets_metadata):
        name = metadata.name.replace("\0", "")  # a database cannot hold it
        while name in found:
            name += " "  # a second sheet of this name: which of them counts is for its owner to say
        sheet = book.get_sheet_by_index(position)
        for columns in blocks(_rows(sheet)):
            emit(name, columns)
        found[name], stands_out[name] = errors.get(position, {}), striking.get(position, [])
        if metadata.visible != python_calamine.SheetVisibleEnum.Visible:
            stands_out[name].append(("verborgen-blad", "", None))
    if any(part.startswith("xl/externalLinks/") for part in zipfile.ZipFile(io.BytesIO(data)).namelist()):
        stands_out[""] = [("koppeling", "", None)]
    return {"bladen": list(found), "fouten": found, "opvallend": stands_out, "csv": False}


def _rows(sheet) -> Iterator[list]:
    """The rows of a sheet from its very first; the reader itself leaves out the columns before the first filled one."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    return (before + row for row in sheet.iter_rows()) if before else sheet.iter_rows()


def limit_process(max_unpacked: int) -> None:
    """At most so much memory and a minute of computing, whatever the file asks for."""
    memory = (1 << 30) + 4 * max_unpacked
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    limit, path, *name = sys.argv[1:]
    limit_process(int(limit))
    where = {}
    try:
        with open(path, "wb") as file:

            def emit(sheet: str, columns: list) -> None:
                block = marshal.dumps(columns)
                where.setdefault(sheet, []).append((file.tell(), len(block)))
                file.write(block)

            answer = read(sys.stdin.buffer.read(), int(limit), *(name or [""]), emit)
        answer["bladen"] = {sheet: where.get(sheet, []) for sheet in answer["bladen"]}
    except Unreadable as error:
        answer = {"fout": (error.code, error.detail)}
    except Exception as error:
        answer = {"fout": ("onleesbaar", f"{type(error).__name__}: {error}"[:200])}
    sys.stdout.buffer.write(marshal.dumps(answer))


if __name__ == "__main__":
    main()
