"""Reads a workbook in a process of its own, with limits: a spoilt file can only end this process, never the site.

Run as a script: `python -I sheet_reader.py MAX_UNPACKED_BYTES < workbook > answer`. It imports the standard
library and calamine only, so that it starts in some 30 ms. The answer is marshalled:

    {"fout": (code, detail)}                                    the file cannot be read
    {"bladen": {name: [[cell, …], …]}, "fouten": {name: {(row, column): "#REF!"}}, "csv": bool}

A CSV file is a sheet that is called after the file; a zip of CSV files has a sheet for each.

Rows and columns count from 0; a cell is None, bool, int, float or str (dates as ISO text).
"""

import csv
import datetime
import io
import marshal
import re
import resource
import sys
import zipfile

MAX_ENTRIES = 2000
MAX_COLUMNS = 500
MAX_ROWS = 300_000
MAX_CSV_ROWS = 1_100_000
MAX_RATIO = 400
_CHUNK = 1 << 20
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})([0-9]{1,7})"[^>]*>')
_ERROR_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_UNCOMPUTED_CELL = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR_TAG = re.compile(rb'<c\b[^>]*\bt="e"')
_PREFIX = re.compile(rb":[cvf]\b")
_PREFIXED = re.compile(rb"<(/?)[\w.-]+:([cvf])\b")
_ODD_SIGNS = (b"='", b" =", b"\t=", b"\n=", b"\r=", b"= ", b"=\t", b"=\n", b"=\r")
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


def read_csv(text: bytes) -> list:
    """The cells of a CSV file: UTF-8 or UTF-16 with or without mark, else Windows-1252; by semicolon, comma or tab."""
    lines = _decoded(text).splitlines(keepends=True)
    head = next((line for line in lines if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", head)
    delimiter = max(";,\t", key=unquoted.count)
    csv.field_size_limit(1 << 20)
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            if len(row) > MAX_COLUMNS or len(rows) >= MAX_CSV_ROWS:
                raise Unreadable("te-breed", f"rij {len(rows) + 1}")
            rows.append([_csv_cell(cell) for cell in row])
    except csv.Error:
        raise Unreadable("csv", f"rij {len(rows) + 1}") from None
    return rows


def _csv_cell(cell: str):
    """A quote in front keeps a spreadsheet from reading a text as a formula: it is not part of the text."""
    return _plain(cell[1:] if cell.startswith("'") else cell)


def _decoded(text: bytes) -> str:
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return text.decode("utf-16", "replace")
    if b"\0" in text:
        raise Unreadable("geen-werkmap")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def csv_files(data: bytes, name: str, max_unpacked: int) -> dict | None:
    """The CSV files in an upload by their names, or None when it is something else."""
    if name.lower().endswith(".csv"):
        return {name: data}
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
        return {name: archive.read(name) for name in names}
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


def look_at_cells(data: bytes, parts: dict) -> dict:
    """Refuse cells far outside any table (they would abort the fast reader); find the formulas without a value."""
    errors = {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    for position, part in parts.items():
        xml = _as_usual(archive.read(part))
        for column, row in _CELL.findall(xml):
            if len(column) > 2 or int(row) > MAX_ROWS or _column_number(column) >= MAX_COLUMNS:
                raise Unreadable("te-breed", f"{column.decode()}{row.decode()}")
        errors[position] = {
            (int(row) - 1, _column_number(column)): value.decode("utf-8", "replace")
            for column, row, value in _ERROR_CELL.findall(xml)
        }
        if b't="e"' in xml and len(_ERROR_TAG.findall(xml)) > len(errors[position]):
            raise Unreadable("onleesbaar", "een formulefout op een plek die niet te vinden is")
        for column, row in _UNCOMPUTED_CELL.findall(xml) if b"<f" in xml else ():
            errors[position][int(row) - 1, _column_number(column)] = UNCOMPUTED
    return errors


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


def read(data: bytes, max_unpacked: int, name: str = "") -> dict:
    """The whole workbook as plain values, or Unreadable."""
    if not data:
        raise Unreadable("leeg")
    if files := csv_files(data, name, max_unpacked):
        sheets = {_stem(each): read_csv(text) for each, text in files.items()}
        return {"bladen": sheets, "fouten": {}, "csv": True}
    return read_workbook(data, max_unpacked)


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].rpartition(".")[0].replace("\0", "") or "csv"


def read_workbook(data: bytes, max_unpacked: int) -> dict:
    import python_calamine

    parts = look_at_zip(data, max_unpacked)
    errors = look_at_cells(data, parts)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets, found = {}, {}
    for position, name in enumerate(book.sheet_names):
        rows = book.get_sheet_by_index(position).to_python(skip_empty_area=False)
        name = name.replace("\0", "")  # a database cannot hold it
        sheets[name] = [[_plain(cell) for cell in row] for row in rows]
        found[name] = errors.get(position, {})
    return {"bladen": sheets, "fouten": found}


def _limit(max_unpacked: int) -> None:
    """At most so much memory and a minute of computing, whatever the file asks for."""
    memory = (1 << 30) + 4 * max_unpacked
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    _limit(int(sys.argv[1]))
    try:
        answer = read(sys.stdin.buffer.read(), int(sys.argv[1]), *sys.argv[2:])
    except Unreadable as error:
        answer = {"fout": (error.code, error.detail)}
    except Exception as error:
        answer = {"fout": ("onleesbaar", f"{type(error).__name__}: {error}"[:200])}
    sys.stdout.buffer.write(marshal.dumps(answer))


if __name__ == "__main__":
    main()
