"""The minutes as a Word document (DOCX): headings, agenda, attendance, a table of decisions and page numbers."""

from __future__ import annotations

import io

from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from docx.document import Document as Bestand
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from acties.models import Agendapunt, Besluit, Deelname
from acties.overleg.notulen import Notulen
from basis.tabelbestand import FICTIEF
from basis.tekens import regels

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAAL = "nl-NL"
INKT, PETROL = RGBColor(0x16, 0x20, 0x2C), RGBColor(0x00, 0x56, 0x6B)
BREEDTES = Cm(7.6), Cm(3.2), Cm(3.1), Cm(2.7)  # of the columns of the table of decisions; 16,6 cm together


def docx(notulen: Notulen, *, fictief: bool) -> bytes:
    """The document as bytes; `fictief` says at the head of every page that figures in it are invented."""
    made = Document()
    _styles(made)
    _frame(made, notulen, fictief)
    _opening(made, notulen)
    _attendance(made, notulen)
    _agenda(made, notulen.punten)
    _decisions(made, "Besluiten", notulen.besluiten)
    _decisions(made, "Eerdere besluiten op deze agenda", notulen.eerder)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def clean(text: object) -> str:
    """A text without the signs that a document cannot hold."""
    return regels(str(text))


def _styles(made: Bestand) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), INKT
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAAL)
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2"):
        made.styles[name].font.color.rgb = PETROL
        made.styles[name].font.name = "Calibri"
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)


def _frame(made: Bestand, notulen: Notulen, fictief: bool) -> None:
    """What stands on every page, and what the file says of itself."""
    about = made.core_properties
    about.title, about.language = clean(f"{notulen.soort} {notulen.overleg}")[:255], TAAL
    about.author, about.comments = "Monitor samenwerkingsafspraken Amersfoort", FICTIEF if fictief else ""
    about.created = about.modified = timezone.now().replace(tzinfo=None)
    section = made.sections[0]
    head = section.header.paragraphs[0]
    head.text = "Samenwerkingsafspraken Amersfoort 2026–2030"
    if fictief:
        head.add_run(f" · demonstratie met {FICTIEF}").bold = True
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


def _opening(made: Bestand, notulen: Notulen) -> None:
    overleg = notulen.overleg
    made.add_heading(clean(f"{notulen.soort} {overleg.naam}"), 0)
    times = f"{date_format(overleg.begin, 'H:i')}"
    if overleg.einde:
        times += f" tot {date_format(overleg.einde, 'H:i')}"
    day = date_format(overleg.datum, "l j F Y")
    words = [f"{day[0].upper()}{day[1:]}, {times} uur", overleg.plaats, f"Over de {overleg.halfjaar.voluit}"]
    made.add_paragraph(clean("\n".join(filter(None, words))))
    if overleg.reden:
        made.add_paragraph(clean(f"Dit overleg ging niet door. {overleg.reden}"))


def _attendance(made: Bestand, notulen: Notulen) -> None:
    groups = [("Aanwezig", notulen.aanwezig), ("Afwezig", notulen.afwezig)]
    if not any(rows for _, rows in groups) and not notulen.overleg.gasten:
        return
    made.add_heading("Wie waren er", 1)
    for name, rows in groups:
        for row in rows:
            made.add_paragraph(clean(f"{_who(row)} – {name.lower()}"), style="List Bullet")
    if notulen.overleg.gasten:
        made.add_paragraph(clean(f"Verder: {notulen.overleg.gasten}"))


def _who(deelname: Deelname) -> str:
    return f"{deelname.partij}: {deelname.namen}" if deelname.namen else str(deelname.partij)


def _agenda(made: Bestand, punten: list[Agendapunt]) -> None:
    made.add_heading("Agenda", 1)
    if not punten:
        made.add_paragraph("Er staat nog niets op de agenda.")
    for number, punt in enumerate(punten, 1):
        made.add_heading(clean(f"{number}. {punt.titel}"), 2)
        if punt.toelichting:
            made.add_paragraph(clean(punt.toelichting)).runs[0].italic = True
        _labelled(made, "Knelpunt: ", punt.knelpunt)
        if punt.notulen:
            made.add_paragraph(clean(punt.notulen))
        for besluit in punt.besluiten.all():
            _labelled(made, "Besluit: ", besluit.wat)


def _labelled(made: Bestand, label: str, text: str) -> None:
    if text:
        paragraph = made.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(clean(text))


def _decisions(made: Bestand, title: str, besluiten: list[Besluit]) -> None:
    if not besluiten:
        return
    made.add_heading(title, 1)
    table = made.add_table(rows=1, cols=4, style="Table Grid")
    for cell, word in zip(table.rows[0].cells, ("Besluit", "Wie", "Uiterlijk", "Stand"), strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    _repeat(table.rows[0])
    for besluit in besluiten:
        cells = table.add_row().cells
        words = [besluit.wat]
        if besluit.waarom:
            words.append(f"Waarom: {besluit.waarom}")
        if besluit.uitkomst:
            words.append(f"Wat ervan kwam: {besluit.uitkomst}")
        texts = "\n".join(words), besluit.wie_tekst, date_format(besluit.uiterlijk, "j F Y"), besluit.stand[1]
        for cell, text in zip(cells, texts, strict=True):
            cell.text = clean(text)
    _widths(table)


def _widths(table: Table) -> None:
    """Word reads the width of each cell, LibreOffice that of the column."""
    table.autofit = False
    for column, width in zip(table.columns, BREEDTES, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _repeat(row) -> None:
    """The head of the table comes back on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
