"""A workbook as LibreOffice saves it again, without LibreOffice.

Seen in what `soffice --headless --convert-to xlsx` (7.4) made of our workbooks: see docs/libreoffice.md.
"""

import io
import re
import zipfile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_T = f"{{{MAIN}}}"
LEEG_ERONDER = 1000  # rows with formatted empty cells below the last one, where a column has a drop-down or a format
_REGEL = {"customFormat": "false", "ht": "15", "hidden": "false", "customHeight": "false", "outlineLevel": "0"}
_KOP = {"sheetPr": {"filterMode": "false"}, "sheetFormatPr": {"defaultRowHeight": "15", "zeroHeight": "false"}}


def bewaard(data: bytes) -> bytes:
    """The same workbook with the cells, drop-downs and parts as LibreOffice writes them."""
    parts = _parts(data)
    texts = _Texts(parts.get("xl/sharedStrings.xml"))
    for name in [name for name in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]:
        parts[name] = _sheet(parts[name], texts)
    parts["xl/sharedStrings.xml"] = texts.xml()
    parts["xl/workbook.xml"] = _book(parts["xl/workbook.xml"])
    parts["docProps/custom.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    )
    _declare_texts(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Texts:
    """All texts of a workbook in one table: the formatted ones become plain, and spaces are kept."""

    def __init__(self, xml: bytes | None):
        root = etree.fromstring(xml) if xml else ()
        self.known = ["".join(item.itertext(f"{_T}t")) for item in root]
        self.made: dict[str, int] = {}

    def number(self, text: str) -> str:
        return str(self.made.setdefault(text, len(self.made)))

    def xml(self) -> bytes:
        root = etree.Element(f"{_T}sst", {"uniqueCount": str(len(self.made))}, nsmap={None: MAIN})
        for text in self.made:
            item = etree.SubElement(etree.SubElement(root, f"{_T}si"), f"{_T}t")
            item.text = text
            item.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return _bytes(root)


def _sheet(xml: bytes, texts: _Texts) -> bytes:
    root = etree.fromstring(xml)
    for name, values in _KOP.items():
        for each in root.findall(f"{_T}{name}"):
            each.attrib.update(values)
    for pane in root.iter(f"{_T}pane"):
        pane.getparent().remove(pane)
    data = root.find(f"{_T}sheetData")
    for row in data:
        row.attrib.update(_REGEL)
        for cell in row:
            _cell(cell, texts)
    last = max((int(row.get("r")) for row in data), default=1)
    validations = list(root.iter(f"{_T}dataValidation"))
    columns = sorted({each.get("sqref").split(":")[0].rstrip("0123456789") for each in validations})
    for each in validations:
        each.set("sqref", re.sub(r"\d+$", str(last + LEEG_ERONDER), each.get("sqref")))
        etree.SubElement(each, f"{_T}formula2").text = "0"
    if last > 1 and columns:
        for number in range(last + 1, last + LEEG_ERONDER + 1):
            row = etree.SubElement(data, f"{_T}row", {"r": str(number), **_REGEL})
            for column in columns:
                etree.SubElement(row, f"{_T}c", {"r": f"{column}{number}", "s": "0"})
    return _bytes(root)


def _cell(cell, texts: _Texts) -> None:
    """Texts as numbers of the table, also those that stood in the cell itself; numbers say that they are."""
    value = cell.find(f"{_T}v")
    if cell.get("t") in ("s", "inlineStr"):
        text = texts.known[int(value.text)] if value is not None else "".join(cell.itertext(f"{_T}t"))
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "s")
        etree.SubElement(cell, f"{_T}v").text = texts.number(text)
    elif value is not None:
        cell.set("t", cell.get("t", "n"))


def _book(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for sheet in root.iter(f"{_T}sheet"):
        sheet.set("state", sheet.get("state", "visible"))
    root.insert(0, etree.Element(f"{_T}fileVersion", {"appName": "Calc"}))
    return _bytes(root)


def _declare_texts(parts: dict[str, bytes]) -> None:
    """A workbook whose texts stood in its cells has no table of texts yet."""
    if b"sharedStrings.xml" not in parts["xl/_rels/workbook.xml.rels"]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        relation = f'<Relationship Id="rIdT" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
        rels, types = parts["xl/_rels/workbook.xml.rels"], parts["[Content_Types].xml"]
        parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", relation.encode())
        content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/></Types>'
        parts["[Content_Types].xml"] = types.replace(b"</Types>", override.encode())


def _bytes(root) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
