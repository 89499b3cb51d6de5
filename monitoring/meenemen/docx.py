"""A document as Word: the text to work on, with its tables, and the charts as pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx.document import Document as Bestand
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from basis.worddocument import BREED, clean, nieuw, opgeslagen, tafel, widths
from monitoring.meenemen.pdf import ZONDER_BEELD
from monitoring.meenemen.stuk import Alinea, Beeld, Blok, Lijst, Stuk, Tafel, Tussenkop

STIL = RGBColor(0x52, 0x60, 0x6D)
VEEL = 5  # columns; from there on letters are smaller


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
        above = _small(made, chapter.boven, after=0).paragraph_format
        above.keep_with_next, above.space_before = True, Pt(20)
        made.add_heading(clean(chapter.titel), 1).paragraph_format.space_before = Pt(0)
        for block in chapter.blokken:
            _block(made, block, plaatjes, chapter.titel)
    return opgeslagen(made)


def _block(made: Bestand, block: Blok, plaatjes: Mapping[str, bytes], boven: str) -> None:
    if isinstance(block, Alinea):
        _small(made, block.tekst) if block.klein else made.add_paragraph(clean(block.tekst))
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
    for row in block.rijen:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(text)
    parts = block.maten or [2, *[1] * (len(block.koppen) - 1)]
    widths(table, [Emu(BREED * part // sum(parts)) for part in parts])
    size = Pt(7.5 if len(block.koppen) > VEEL + 2 else 8.5 if len(block.koppen) > VEEL else 9.5)
    for place, column in enumerate(table.columns):
        for cell in column.cells:
            for paragraph in cell.paragraphs:
                _cell(paragraph, size, place in block.getallen)
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _cell(paragraph, size: Pt, is_number: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(1)
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
        run = made.add_paragraph().add_run()
        shape = run.add_picture(io.BytesIO(picture), width=BREED)
        shape._inline.find(qn("wp:docPr")).set("descr", clean(block.in_woorden))  # read aloud in its place
    else:
        _small(made, ZONDER_BEELD)
    for text in filter(None, (block.noot, block.uitleg)):
        _small(made, text)
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
