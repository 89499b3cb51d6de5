"""A Word document (DOCX) in the house style: headings, tables that keep their widths, page numbers, the language."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.utils import timezone
from docx import Document
from docx.document import Document as Bestand
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from basis.tabelbestand import AFZENDER, FICTIEF
from basis.tekens import regels

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAAL = "nl-NL"
INKT, PETROL = RGBColor(0x16, 0x20, 0x2C), RGBColor(0x00, 0x56, 0x6B)
LIJN, VLAK, NIETS = "B8C2CB", "F6F8F9", 'w:val="nil"'  # of a table
BREED = Cm(16.6)  # of the text between the margins
KOPREGEL = Pt(9)  # one line, in a wider letter too


def clean(text: object) -> str:
    """A text without the signs that a document cannot hold."""
    return regels(str(text))


def nieuw(titel: str, *, fictief: bool) -> Bestand:
    """An empty A4 with its styles; `fictief` says at the head of every page that figures in it are invented."""
    made = Document()
    _styles(made)
    _frame(made, titel, fictief)
    return made


def opgeslagen(made: Bestand) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _styles(made: Bestand) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), INKT
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.1
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAAL)
    normal.element.get_or_add_rPr().append(language)
    for name, size, above in (("Title", 26, 0), ("Heading 1", 18, 20), ("Heading 2", 13.5, 14)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), PETROL
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(6)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)


def _frame(made: Bestand, titel: str, fictief: bool) -> None:
    """What stands on every page, and what the file says of itself."""
    about = made.core_properties
    about.title, about.language = clean(titel)[:255], TAAL
    about.author = about.last_modified_by = AFZENDER
    about.comments = FICTIEF if fictief else ""
    about.created = about.modified = timezone.now().replace(tzinfo=None)
    section = made.sections[0]
    head = section.header.paragraphs[0]
    head.text = "Samenwerkingsafspraken Amersfoort 2026–2030"
    if fictief:
        head.add_run(f" · demonstratie met {FICTIEF}").bold = True
    for run in head.runs:
        run.font.size = KOPREGEL
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("Bladzijde ")
    _field(foot, "PAGE")
    foot.add_run(" van ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word fills in."""
    run = paragraph.add_run()._r
    for kind in ("begin", None, "separate", "text", "end"):
        if kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = code
        run.append(element)


def tafel(made: Bestand, koppen: Sequence[str]) -> Table:
    """A table with its head, which comes back on every page; call `widths` once its rows are there."""
    table = made.add_table(rows=1, cols=len(koppen), style="Table Grid")
    _lines(table)
    for cell, word in zip(table.rows[0].cells, koppen, strict=True):
        cell.paragraphs[0].add_run(clean(word)).bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    return table


def _lines(table: Table) -> None:
    """Thin lines between rows, as on the screen, and a head with a background."""
    drawn = f'w:val="single" w:sz="4" w:color="{LIJN}"'
    sides = {"top": drawn, "left": NIETS, "bottom": drawn, "right": NIETS, "insideH": drawn, "insideV": NIETS}
    lines = "".join(f"<w:{side} {how}/>" for side, how in sides.items())
    wide = table._tbl.tblPr.find(qn("w:tblW"))  # behind it, as the format asks
    wide.addnext(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{VLAK}"/>'))


def widths(table: Table, breedtes: Sequence[Length]) -> None:
    """Word reads the width of each cell, LibreOffice that of the column."""
    table.autofit = False
    for column, width in zip(table.columns, breedtes, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
