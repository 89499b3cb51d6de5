"""From the cells of a workbook to rows with values: finds each sheet, its head, its columns, and reads every cell."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.cellen import Naslag, Onverwacht, is_leeg, lees, plat
from voorraad.columns import Blad, Kolom, Soort, bladen_van
from voorraad.eerder import Eerder
from voorraad.models import Niveau, Rij
from voorraad.workbook import BladInhoud, Gelezen, Gevonden

KOPREGELS = 10  # the head of a table stands within so many rows
TOTAALWOORDEN = ("totaal", "eindtotaal", "subtotaal", "total")


@dataclass
class Regel:
    """One row of a sheet: its number as shown, the raw cells and the values, by field."""

    blad: Blad
    nummer: int
    cellen: dict[str, object] = field(default_factory=dict)
    waarden: dict[str, object] = field(default_factory=dict)
    onverwacht: list[Gevonden] = field(default_factory=list)

    def __getitem__(self, veld: str):
        return self.waarden.get(veld)

    def fout(self, veld: str, verwacht: str, soort: str) -> Gevonden:
        """A finding at one cell of this row that stops the delivery."""
        return self._gevonden(Niveau.FOUT, veld, verwacht, soort)

    def waarschuwing(self, veld: str, verwacht: str, soort: str) -> Gevonden:
        """A finding at one cell of this row that asks for an explanation."""
        return self._gevonden(Niveau.WAARSCHUWING, veld, verwacht, soort)

    def _gevonden(self, niveau, veld, verwacht, soort) -> Gevonden:
        kop = next(kolom.kop for kolom in self.blad.kolommen if kolom.veld == veld)
        raw = self.cellen.get(veld)
        gevonden = "niets" if is_leeg(raw) else str(raw)
        return Gevonden(niveau, soort, verwacht, gevonden[:200], self.blad.naam, self.nummer, kop)

    @cached_property
    def totaalveld(self) -> str | None:
        """The field that says that this is a total. Free text says so only in a row that lacks what it needs."""
        said = [veld for veld, raw in self.cellen.items() if isinstance(raw, str) and _says_total(raw)]
        if not said:
            return None
        if any(kolom.verplicht and is_leeg(self.cellen.get(kolom.veld)) for kolom in self.blad.kolommen):
            return said[0]
        free = {kolom.veld for kolom in self.blad.kolommen if kolom.soort is Soort.TEKST}
        return next((veld for veld in said if veld not in free), None)

    @property
    def is_totaal(self) -> bool:
        return self.totaalveld is not None


def _says_total(text: str) -> bool:
    return plat(text).startswith(TOTAALWOORDEN)


@dataclass
class Tabel:
    """One expected sheet: what of it was found in the workbook."""

    blad: Blad
    inhoud: BladInhoud | None
    kopregel: int = 0
    kolommen: dict[int, Kolom] = field(default_factory=dict)
    dubbele_koppen: list[tuple[int, Kolom]] = field(default_factory=list)
    onbekende_koppen: list[str] = field(default_factory=list)
    herhaalde_koppen: list[int] = field(default_factory=list)
    regels: list[Regel] = field(default_factory=list)

    @property
    def ontbrekend(self) -> list[Kolom]:
        found = set(self.kolommen.values())
        return [kolom for kolom in self.blad.kolommen if kolom not in found]


@dataclass
class Werk:
    """A workbook on its way to rows: what every check looks at."""

    gelezen: Gelezen
    partij: Partij
    halfjaar: Halfjaar
    tabellen: list[Tabel]

    def regels(self, model: type[Rij]) -> Iterator[Regel]:
        """The rows of the sheet of `model`, totals left out."""
        for tabel in self.tabellen:
            if tabel.blad.model is model:
                yield from tabel.regels

    def rijen(self, model: type[Rij], *velden: str) -> Iterator[tuple]:
        """Per row its number, and the values of these fields."""
        for regel in self.regels(model):
            yield (regel.nummer, *(regel[veld] for veld in velden))

    @cached_property
    def eerder(self) -> Eerder:
        """What was accepted before, to compare with."""
        return Eerder(self.partij, self.halfjaar)


def lay_out(gelezen: Gelezen, partij: Partij, halfjaar: Halfjaar) -> Werk:
    """Find the sheets that this party delivers, and read every cell of them."""
    naslag = Naslag(halfjaar)
    by_name = {plat(naam): inhoud for naam, inhoud in gelezen.bladen.items()}
    bladen = bladen_van(partij.soort)
    if gelezen.csv:
        by_name |= _sheets_of_csv(gelezen, bladen)
    tabellen = [Tabel(blad, gelezen.bladen.get(blad.naam) or by_name.get(plat(blad.naam))) for blad in bladen]
    for tabel in tabellen:
        if tabel.inhoud is not None:
            _find_columns(tabel)
            _read_rows(tabel, naslag)
    return Werk(gelezen, partij, halfjaar, tabellen)


def _sheets_of_csv(gelezen: Gelezen, bladen: tuple[Blad, ...]) -> dict[str, BladInhoud]:
    """Which sheet each CSV file is: its name says so (‘omnia mutaties 2026’), or else its heads do."""
    found: dict[str, BladInhoud] = {}
    for naam, inhoud in list(gelezen.bladen.items()):
        named = [blad for blad in bladen if plat(blad.naam) in plat(naam)]
        blad = named[0] if len(named) == 1 else _by_heads(inhoud, bladen)
        if blad is not None and plat(blad.naam) not in found:
            found[plat(blad.naam)] = inhoud
            gelezen.bladen[blad.naam] = gelezen.bladen.pop(naam)
    return found


def _by_heads(inhoud: BladInhoud, bladen: tuple[Blad, ...]) -> Blad | None:
    heads = {plat(cell) for row in inhoud.rijen[:KOPREGELS] for cell in row if cell is not None}
    matching = {blad: len(heads & {plat(kolom.kop) for kolom in blad.kolommen}) for blad in bladen}
    best = max(matching, key=matching.get)
    sure = [blad for blad, count in matching.items() if count == matching[best]] == [best]
    return best if sure and matching[best] > len(best.kolommen) / 2 else None


def _find_columns(tabel: Tabel) -> None:
    """The row with most known heads is the head; columns may stand in any order."""
    known = {plat(kolom.kop): kolom for kolom in tabel.blad.kolommen}
    rows = tabel.inhoud.rijen[:KOPREGELS]
    counts = [len({plat(cell) for cell in row if cell is not None} & known.keys()) for row in rows]
    tabel.kopregel = counts.index(max(counts)) if counts else 0
    for position, cell in enumerate(rows[tabel.kopregel] if rows else []):
        kolom = known.get(plat(cell)) if cell is not None else None
        if kolom is not None and kolom in tabel.kolommen.values():
            tabel.dubbele_koppen.append((position, kolom))
        elif kolom is not None:
            tabel.kolommen[position] = kolom
        elif not is_leeg(cell):
            tabel.onbekende_koppen.append(str(cell))


def _read_rows(tabel: Tabel, naslag: Naslag) -> None:
    for index, cells in enumerate(tabel.inhoud.rijen[tabel.kopregel + 1 :], tabel.kopregel + 1):
        raw = {kolom.veld: cells[at] for at, kolom in tabel.kolommen.items() if at < len(cells)}
        if _is_head(raw, tabel):
            tabel.herhaalde_koppen.append(index + 1)
            continue
        broken = {at: text for at in tabel.kolommen if (text := tabel.inhoud.formulefouten.get((index, at)))}
        if broken or not all(is_leeg(cell) for cell in raw.values()):
            tabel.regels.append(_read_row(tabel, index, raw, broken, naslag))


def _is_head(raw: dict, tabel: Tabel) -> bool:
    """Whether the heads stand here once more, as on every printed page."""
    said = {kolom.veld: plat(kolom.kop) for kolom in tabel.kolommen.values()}
    filled = {veld: cell for veld, cell in raw.items() if not is_leeg(cell)}
    return len(filled) > 1 and all(isinstance(c, str) and plat(c) == said[veld] for veld, c in filled.items())


def _read_row(tabel: Tabel, index: int, raw: dict, broken: dict[int, str], naslag: Naslag) -> Regel:
    regel = Regel(tabel.blad, index + 1, raw)
    if regel.is_totaal:
        return regel
    for at, kolom in tabel.kolommen.items():
        if at in broken:
            regel.cellen[kolom.veld] = broken[at]
            regel.onverwacht.append(regel.fout(kolom.veld, "een waarde; de formule geeft er geen", "formulefout"))
            continue
        try:
            regel.waarden[kolom.veld] = _value(raw.get(kolom.veld), kolom, regel, naslag)
        except Onverwacht as error:
            regel.onverwacht.append(regel.fout(kolom.veld, error.verwacht, error.soort))
    for kolom in tabel.ontbrekend:
        if not kolom.verplicht:
            regel.waarden[kolom.veld] = _value(None, kolom, regel, naslag)
    return regel


def _value(cell, kolom: Kolom, regel: Regel, naslag: Naslag):
    if not is_leeg(cell):
        value = lees(cell, kolom, naslag)
        limit = regel.blad.model._meta.get_field(kolom.veld).max_length if kolom.soort is Soort.TEKST else None
        if limit and len(value) > limit:
            raise Onverwacht("te-lang", f"een tekst van ten hoogste {limit} tekens")
        return value
    if kolom.verplicht:
        raise Onverwacht("leeg", "een waarde; deze cel mag niet leeg zijn")
    return {Soort.JA_NEE: False, Soort.TEKST: "", Soort.CODE: ""}.get(kolom.soort)


def nearest(name: str, candidates: list[str]) -> str | None:
    """The candidate that was probably meant by `name`, if one is near."""
    by_plain = {plat(candidate): candidate for candidate in candidates}
    near = difflib.get_close_matches(plat(name), list(by_plain), n=1, cutoff=0.6)
    return by_plain[near[0]] if near else None
