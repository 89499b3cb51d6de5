"""A document as Word: the text to work on, with its tables, and the charts as pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx.document import Document as Bestand
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from basis.worddocument import BREED, clean, nieuw, opgeslagen, tafel, widths
from monitoring.meenemen import passen
from monitoring.meenemen.pdf import ZONDER_BEELD
from monitoring.meenemen.stuk import BIJLAGE, Alinea, Beeld, Blok, Hoofdstuk, Lijst, Stuk, Tafel, Tussenkop

STIL = RGBColor(0x52, 0x60, 0x6D)
PLAATJE = Cm(14)
RAND, SMAL = 11, 5  # points that a cell leaves free at its sides together, and one of a table of many columns
VEEL = 8  # columns
GROOTTES = (9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)  # points, of the letter in a table
HEEL, LANG = 6, 1500  # rows of a table, and signs of a cell, that stay on one page


def docx(stuk: Stuk, plaatjes: Mapping[str, bytes]) -> bytes:
    """`plaatjes`: the charts by name, as PNG."""
    made = nieuw(stuk.titel, fictief=stuk.fictief)
    made.add_heading(clean(stuk.titel), 0)
    for naam, woorden in stuk.gegevens:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{naam}: ").bold = True
        paragraph.add_run(clean(woorden))
    for chapter in stuk.hoofdstukken:
        _head(made, chapter)
        for block in chapter.blokken:
            _block(made, block, plaatjes, chapter.titel)
    return opgeslagen(made)


def _head(made: Bestand, chapter: Hoofdstuk) -> None:
    """The name of a section, so that a list of contents can be made, and its finding below that."""
    if chapter.bovenregel:
        above = _small(made, chapter.bovenregel, after=0).paragraph_format
        above.keep_with_next, above.space_before = True, Pt(20)
        above.page_break_before = chapter.boven == BIJLAGE
    made.add_heading(clean(chapter.kop), 1).paragraph_format.space_before = Pt(0 if chapter.bovenregel else 20)
    if chapter.bevinding:
        paragraph = made.add_paragraph()
        paragraph.add_run(clean(chapter.bevinding)).bold = True
        paragraph.paragraph_format.keep_with_next = True


def _block(made: Bestand, block: Blok, plaatjes: Mapping[str, bytes], boven: str) -> None:
    if isinstance(block, Alinea):
        for text in block.tekst.split("\n\n"):
            _small(made, text) if block.klein else made.add_paragraph(clean(text))
    elif isinstance(block, Tussenkop):
        made.add_heading(clean(block.tekst), 2)
    elif isinstance(block, Lijst):
        _list(made, block)
    elif isinstance(block, Tafel):
        _table(made, block)
    else:
        _chart(made, block, plaatjes.get(block.naam), boven)


def _small(made: Bestand, text: str, after: float = 6):
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb = Pt(9.5), STIL
    return paragraph


def _list(made: Bestand, block: Lijst) -> None:
    for titel, onder in block.punten:
        paragraph = made.add_paragraph(style="List Bullet")
        paragraph.add_run(clean(titel)).bold = bool(onder)
        if onder:
            paragraph.add_run(clean(f"\n{onder}"))


def _table(made: Bestand, block: Tafel) -> None:
    table = tafel(made, block.koppen)
    _named(table, block.titel)
    rows = [table.rows[0].cells, *(table.add_row().cells for _ in block.rijen)]
    for cells, row in zip(rows[1:], block.rijen, strict=True):
        for cell, text in zip(cells, row, strict=True):
            cell.text = clean(text)
    edge = RAND if len(block.koppen) <= VEEL else SMAL
    if edge == SMAL:
        _edges(table, edge)
    size, parts = passen.kolommen(block, BREED.pt, edge, GROOTTES, passen.RUIMER)
    widths(table, [Pt(part) for part in parts])
    short = len(block.rijen) <= HEEL
    for row, cells in enumerate(rows):
        _together(table.rows[row], cells)
        for place, cell in enumerate(cells):
            for paragraph in cell.paragraphs:
                _cell(paragraph, Pt(size), place in block.getallen)
                paragraph.paragraph_format.keep_with_next = row == 0 or (short and row < len(rows) - 1)
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _named(table, titel: str) -> None:
    """What a screen reader says of it."""
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), clean(titel))
    table._tbl.tblPr.append(name)


def _edges(table, edge: float) -> None:
    """What its cells leave free at their sides, of which Word counts twentieths of a point."""
    sides = "".join(f'<w:{side} w:w="{round(edge / 2 * 20)}" w:type="dxa"/>' for side in ("left", "right"))
    made = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(made)  # as the format asks


def _together(row, cells) -> None:
    """A row is not divided over pages, unless it might be longer than one."""
    if all(len(cell.text) < LANG for cell in cells):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _cell(paragraph, size: Pt, is_number: bool) -> None:
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(1), 1
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in paragraph.runs:
        run.font.size = size


def _chart(made: Bestand, block: Beeld, picture: bytes | None, boven: str) -> None:
    if block.titel != boven:
        made.add_heading(clean(block.titel), 2)
    _small(made, block.ondertitel).paragraph_format.keep_with_next = True
    if picture:
        _legend(made, block)
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=PLAATJE)
        shape._inline.find(qn("wp:docPr")).set("descr", clean(block.in_woorden))  # read aloud in its place
    else:
        _small(made, ZONDER_BEELD)
    for text in filter(None, (block.noot, block.uitleg)):
        _small(made, text).paragraph_format.keep_with_next = text is block.noot
    _table(made, block.tafel)


def _legend(made: Bestand, block: Beeld) -> None:
    if not block.legenda:
        return
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    for naam, kleur in block.legenda:
        mark = paragraph.add_run("■ ")
        mark.font.color.rgb = RGBColor.from_string(kleur.lstrip("#").upper())
        text = paragraph.add_run(f"{clean(naam)}    ")
        mark.font.size = text.font.size = Pt(9.5)
