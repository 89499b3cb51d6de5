"""An overview as a presentation: a slide per message, with charts and tables that can be edited there.

The title of a slide is its finding. What stands in the notes is the whole text of its section, or the words and table
of its chart. Where a chart has no native form its picture stands in, and without a browser its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pptx.util import Emu

from monitoring.jaaroverzicht import dias
from monitoring.meenemen import pptx_grafiek, stuk
from monitoring.meenemen.bron import Bron
from monitoring.meenemen.grafiekvorm import vorm_van
from monitoring.meenemen.pptx_dia import BREED, KLEIN, LINKS, ONDER, Presentatie, Regel
from monitoring.meenemen.stuk import Alinea, Beeld, Hoofdstuk, Lijst, Tafel, Tussenkop

VERVOLG = " (vervolg)"


def pptx(bron: Bron, plaatjes: Mapping[str, bytes]) -> bytes:
    """`plaatjes`: charts that have no native form (`zonder_vorm`) by name, as PNG."""
    made = Presentatie(bron.titel, bron.gegevens, bron.fictief)
    _first(made, bron)
    for deel in dias.delen(bron.inhoud):
        chapter = stuk.hoofdstuk(bron.inhoud, deel)
        notes = _notes(chapter)
        for dia in deel["dias"]:
            if dia.get("grafiek"):
                _chart(made, dia, plaatjes)
            else:
                _points(made, dia, notes)
        for table in _tables(chapter):
            _table(made, chapter.boven, table, notes)
    return made.als_bytes()


def zonder_vorm(bron: Bron) -> dict[str, dict]:
    """The drawings that no presentation program makes itself, by name."""
    charts = [dia["grafiek"] for deel in dias.delen(bron.inhoud) for dia in deel["dias"] if dia.get("grafiek")]
    return {each["naam"]: each["figuur"] for each in charts if each.get("figuur") and vorm_van(each["figuur"]) is None}


def _first(made: Presentatie, bron: Bron) -> None:
    slide = made.titeldia(bron.titel)
    made.notes(slide, "\n".join(f"{naam}: {woorden}" for naam, woorden in bron.gegevens))


def _points(made: Presentatie, dia: dict, notes: str) -> None:
    """A slide with a text and points in two columns; what does not fit goes on, on the next slide."""
    points = [_regels(punt) for punt in dia.get("punten", [])]
    titel = dia["titel"]
    while True:
        slide, top = made.dia(dia.get("boven", ""), titel)
        if dia.get("tekst") and titel == dia["titel"]:
            top = made.tekst(slide, [[Regel(dia["tekst"], stil=True)]], LINKS, top, BREED)
        points = made.kolommen(slide, points, top)
        made.notes(slide, notes)
        if not points:
            return
        titel = dia["titel"] + VERVOLG


def _regels(punt: dict) -> list[Regel]:
    found = [Regel(punt["titel"], vet=bool(punt.get("tekst") or punt.get("onder") or punt.get("statussen")))]
    found += [Regel(punt["tekst"])] if punt.get("tekst") else []
    found += [Regel(punt["onder"], stil=True)] if punt.get("onder") else []
    told = [f"{each['aantal']} {each['naam']}".strip() for each in punt.get("statussen") or []]
    return [*found, Regel(", ".join(told))] if told else found


def _chart(made: Presentatie, dia: dict, plaatjes: Mapping[str, bytes]) -> None:
    chart = stuk.beeld(dia["grafiek"])
    vorm, picture = vorm_van(chart.figuur), plaatjes.get(chart.naam)
    if vorm is None and not picture:
        _table(made, dia["boven"], chart.tafel, _chart_notes(chart))
        return
    slide, top = made.dia(dia["boven"], dia["titel"])
    about = [[Regel(text, stil=True)] for text in (dia.get("tekst"), chart.ondertitel, chart.noot) if text]
    top = made.tekst(slide, about, LINKS, top, BREED, KLEIN)
    box = LINKS, top, BREED, Emu(ONDER - top)
    if vorm is None:
        made.plaatje(slide, picture, chart, box)
    else:
        made.woorden_bij(pptx_grafiek.place(slide, vorm, box), chart.titel, chart.in_woorden)
    made.notes(slide, _chart_notes(chart))


def _table(made: Presentatie, boven: str, table: Tafel, notes: str) -> None:
    """As many slides as the rows ask for, each with the head of the table."""
    left, titel = table.rijen, table.titel
    while left:
        slide, top = made.dia(boven, titel)
        left = made.tafel(slide, table, left, top)
        made.notes(slide, notes)
        titel = table.titel + VERVOLG


def _tables(chapter: Hoofdstuk) -> Iterator[Tafel]:
    """The tables of a section, without those that stand at a chart."""
    return (block for block in chapter.blokken if isinstance(block, Tafel) and block.rijen)


def _chart_notes(chart: Beeld) -> str:
    return "\n\n".join(filter(None, [chart.titel, chart.ondertitel, chart.noot, chart.uitleg, _rows(chart.tafel)]))


def _notes(chapter: Hoofdstuk) -> str:
    """The whole text of a section, to read aloud or to look up."""
    parts = [chapter.titel]
    for block in chapter.blokken:
        if isinstance(block, Alinea | Tussenkop):
            parts.append(block.tekst)
        elif isinstance(block, Lijst):
            parts += ["\n".join(filter(None, pair)) for pair in block.punten]
        elif isinstance(block, Tafel):
            parts.append(_rows(block))
    return "\n\n".join(parts)


def _rows(table: Tafel) -> str:
    return "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in (table.koppen, *table.rijen))
