"""An overview as a presentation: a slide per message, with charts and tables that can be edited there.

The title of a slide is its finding, and nothing is cut: what is long goes on, on the next slide. For who has an account
the notes hold the whole text of a section, or the words and table of a chart; what is public has none. Where a chart
has no native form its picture stands in, and without a browser its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from pptx.util import Emu

from monitoring.jaaroverzicht import dias
from monitoring.meenemen import passen, pptx_grafiek, stuk
from monitoring.meenemen.bron import Bron
from monitoring.meenemen.grafiekvorm import vorm_van
from monitoring.meenemen.pptx_dia import BREED, KLEIN, LINKS, ONDER, TEKST, Presentatie, Regel
from monitoring.meenemen.stuk import Alinea, Beeld, Hoofdstuk, Lijst, Tafel, Tussenkop

STUK = 32, 12  # sizes of the letter and lines: how much of a text stays together


def pptx(bron: Bron, plaatjes: Mapping[str, bytes]) -> bytes:
    """`plaatjes`: charts that have no native form (`zonder_vorm`) by name, as PNG."""
    made = Presentatie(bron.titel, bron.gegevens, bron.fictief)
    made.titeldia(bron.titel)
    for deel in dias.delen(bron.inhoud):
        chapter = stuk.hoofdstuk(bron.inhoud, deel)
        teller = _Verteller(made, chapter, plaatjes, "" if bron.openbaar else _notes(chapter))
        for part in _verhaal(deel, chapter):
            teller.vertel(part)
    return made.als_bytes()


def _verhaal(deel: dict, chapter: Hoofdstuk) -> Iterator[dict | Tafel]:
    """The slides and tables of a section in the order of its story; what a table tells is no slide as well."""
    slides = deel["dias"]
    tables = [block for block in chapter.blokken if isinstance(block, Tafel) and block.rijen]
    if deel["soort"] == "thema":
        yield slides[0]
        yield from tables[:1] if deel["standen"] else []
        yield from (dia for dia in slides[1:] if dia["grafiek"])
        yield from tables[1:] if deel["standen"] else tables
        if deel["knelpunten"]:
            yield slides[-1] | {"titel": f"Wat aandacht vraagt bij {deel['titel'].lower()}"}
    elif deel["soort"] == "besluiten" and tables:
        yield replace(tables[0], titel=deel["titel"])
    elif deel["soort"] == "spanningen":  # the slide of each has its figures
        yield from map(_met_vraag, slides)
    else:
        yield from slides
        yield from tables


def _met_vraag(dia: dict) -> dict:
    """A tension with its question above its two sides."""
    if dia["soort"] != "spanning":
        return dia
    *sides, question = dia["punten"]
    return dia | {"tekst": question["titel"], "punten": sides}


def zonder_vorm(bron: Bron) -> dict[str, dict]:
    """The drawings that no presentation program makes itself, by name."""
    charts = [dia["grafiek"] for deel in dias.delen(bron.inhoud) for dia in deel["dias"] if dia.get("grafiek")]
    return {each["naam"]: each["figuur"] for each in charts if each.get("figuur") and vorm_van(each["figuur"]) is None}


@dataclass
class _Verteller:
    """Puts the parts of a section on slides. `notes`: its whole text, for who presents it."""

    made: Presentatie
    chapter: Hoofdstuk
    plaatjes: Mapping[str, bytes]
    notes: str
    _open: tuple | None = None  # the last slide of points and where it is free: a table that fits goes below them

    def vertel(self, part: dict | Tafel) -> None:
        if isinstance(part, Tafel):
            self._table(part, self.chapter.boven, self.notes)
        elif part.get("grafiek"):
            self._chart(part)
        else:
            self._points(part)

    def _points(self, dia: dict) -> None:
        """A text, then points in columns; what does not fit goes on, on the next slide."""
        made, points = self.made, [piece for punt in dia.get("punten", []) for piece in _stukken(punt)]
        texts = made.stukken(dia["tekst"]) if dia.get("tekst") else [""]
        while texts or points:
            slide, top = made.dia(dia.get("boven", ""), dia["titel"])
            if text := texts.pop(0) if texts else "":
                top = made.tekst(slide, [[Regel(text, stil=bool(points))]], LINKS, top, BREED, TEKST)
            if not texts:
                points, top = made.kolommen(slide, points, top, 2 if dia.get("soort") == "spanning" else 0)
            made.notes(slide, self.notes)
        self._open = slide, top

    def _chart(self, dia: dict) -> None:
        made, chart = self.made, stuk.beeld(dia["grafiek"])
        vorm, picture = vorm_van(chart.figuur), self.plaatjes.get(chart.naam)
        notes = self.notes and _chart_notes(chart)
        if vorm is None and not picture:
            self._table(chart.tafel, dia["boven"], notes)
            return
        slide, top = made.dia(dia["boven"], dia["titel"])
        about = [[Regel(text, stil=True)] for text in (dia.get("tekst"), chart.ondertitel, chart.noot) if text]
        top = made.tekst(slide, about, LINKS, top, BREED, KLEIN)
        box = LINKS, top, BREED, Emu(ONDER - top)
        if vorm is None:
            made.plaatje(slide, picture, chart, box)
        else:
            made.woorden_bij(pptx_grafiek.place(slide, vorm, box), chart.titel, chart.in_woorden)
        made.notes(slide, notes)
        self._open = None

    def _table(self, table: Tafel, boven: str, notes: str) -> None:
        """Below the points before it where it fits there, else as many slides as its rows ask for."""
        made, left = self.made, [row for whole in table.rijen for row in _rijen(whole)]
        if self._open and made.past(table, left, self._open[1]):
            left = made.tafel(self._open[0], table, left, self._open[1])
        while left:
            slide, top = made.dia(boven, table.titel)
            left = made.tafel(slide, table, left, top)
            made.notes(slide, notes)
        self._open = None


def _stukken(punt: dict) -> list[list[Regel]]:
    """A point; one of many words as several."""
    titles, texts = passen.stukken(punt["titel"], *STUK), passen.stukken(punt.get("tekst") or "", *STUK)
    found = [[Regel(title, vet=True)] for title in titles]
    found[-1] += [Regel(texts[0])] if texts[0] else []
    found += [[Regel(text)] for text in texts[1:]]
    told = [f"{each['aantal']} {each['naam']}".strip() for each in punt.get("statussen") or []]
    found[-1] += [Regel(", ".join(told))] if told else []
    found[-1] += [Regel(punt["onder"], stil=True)] if punt.get("onder") else []
    return found if len(found[0]) > 1 or len(found) > 1 else [[replace(found[0][0], vet=False)]]


def _rijen(row: list[str]) -> list[list[str]]:
    """A row; one with a cell of many words as several."""
    cells = [passen.stukken(cell, *STUK) for cell in row]
    return [list(each) for each in zip_longest(*cells, fillvalue="")]


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
