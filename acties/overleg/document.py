"""The minutes as a Word document (DOCX): headings, agenda, attendance, a table of decisions and page numbers."""

from __future__ import annotations

from django.utils.formats import date_format
from docx.document import Document as Bestand
from docx.shared import Cm

from acties.models import Agendapunt, Besluit, Deelname
from acties.overleg.notulen import Notulen
from basis.worddocument import clean, nieuw, opgeslagen, tafel, widths

BREEDTES = Cm(7.6), Cm(3.2), Cm(3.1), Cm(2.7)  # of the columns of the table of decisions; 16,6 cm together


def docx(notulen: Notulen, *, fictief: bool) -> bytes:
    """The document as bytes; `fictief` says at the head of every page that figures in it are invented."""
    made = nieuw(f"{notulen.soort} {notulen.overleg}", fictief=fictief)
    _opening(made, notulen)
    _attendance(made, notulen)
    _agenda(made, notulen.punten)
    _decisions(made, "Besluiten", notulen.besluiten)
    _decisions(made, "Eerdere besluiten op deze agenda", notulen.eerder)
    return opgeslagen(made)


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
    if not (notulen.overleg.begonnen and notulen.heeft_aanwezigen):
        return
    made.add_heading("Wie waren er", 1)
    for name, rows in [("Aanwezig", notulen.aanwezig), ("Afwezig", notulen.afwezig)]:
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
    table = tafel(made, ("Besluit", "Wie", "Uiterlijk", "Stand"))
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
    widths(table, BREEDTES)
