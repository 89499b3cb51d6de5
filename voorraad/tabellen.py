"""From the cells of a workbook to columns of values: finds each sheet, its head and columns, and reads every cell.

Cells come and stay in blocks of columns. Equal cells of a column are read once, and a row is looked at by itself only
when there is something about it: a cell that cannot be read, a total, a head that stands there again. So a large file
costs little more than a walk along its cells.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.blokken import Blokken
from voorraad.boekhouding import Boekhouding, Plek, Vergelijking, van_mutaties, van_stand, vergelijk
from voorraad.cellen import Ligging, Naslag, Onverwacht, is_leeg, lees, plat
from voorraad.columns import Blad, Kolom, Soort, bladen_van
from voorraad.eerder import Eerder
from voorraad.gevonden import Gevonden, Verzameling, in_woorden
from voorraad.models import Mutatie, Niveau, Rij, Voorraadstand
from voorraad.workbook import BladInhoud, Gelezen

ONTHOUDEN = 50_000  # different cells of a column
KOPREGELS = 10  # the head of a table stands within so many rows
TOTAALWOORDEN = ("totaal", "eindtotaal", "subtotaal", "total")


@dataclass
class Blok:
    """Some thousands of rows: their numbers as the spreadsheet shows them, and their values by field."""

    nummers: Sequence[int]
    waarden: dict[str, Sequence]

    def kolom(self, veld: str) -> Sequence:
        """The values of a field; None for every row when its column is not there."""
        return self.waarden.get(veld) or [None] * len(self.nummers)


@dataclass
class Tabel:
    """One expected sheet: what of it was found in the workbook.

    `namen` are the sheets or files that it can be: with more than one, which of them counts is for its owner to say.
    `onverwacht` holds the findings at single cells, `totalen` those at totals, and `onvolledig` the numbers of the rows
    of either: they have a place in the blocks, with None for what could not be read. `aantal` counts the rows.
    """

    blad: Blad
    inhoud: BladInhoud | None
    namen: list[str] = field(default_factory=list)
    kopregel: int = 0
    kolommen: dict[int, Kolom] = field(default_factory=dict)
    dubbele_koppen: list[tuple[int, Kolom]] = field(default_factory=list)
    onbekende_koppen: dict[str, int] = field(default_factory=dict)
    herhaalde_koppen: list[int] = field(default_factory=list)
    blokken: Blokken = field(default_factory=Blokken)
    onverwacht: Verzameling = field(default_factory=Verzameling)
    totalen: Verzameling = field(default_factory=Verzameling)
    onvolledig: set[int] = field(default_factory=set)
    aantal: int = 0

    @property
    def ontbrekend(self) -> list[Kolom]:
        found = set(self.kolommen.values())
        return [kolom for kolom in self.blad.kolommen if kolom not in found]

    def cel(self, rij: int | None, kop: str) -> str:
        """The address of a cell: without row that of the head; a column that is not there is the one that was meant."""
        positions = {kolom.kop: at for at, kolom in self.kolommen.items()} | self.onbekende_koppen
        meant = kop if kop in positions else nearest(kop, list(self.onbekende_koppen)) if kop else None
        return xl_rowcol_to_cell(
            self.kopregel if rij is None else rij - 1, positions.get(meant, min(positions.values(), default=0))
        )


@dataclass
class Werk:
    """A workbook on its way to rows: what every check looks at."""

    gelezen: Gelezen
    partij: Partij
    halfjaar: Halfjaar
    tabellen: list[Tabel]

    def rijen(self, model: type[Rij], *velden: str) -> Iterator[tuple]:
        """Per row of the sheet of `model` its number, and the values of these fields."""
        for tabel in self.tabellen:
            if tabel.blad.model is model:
                for blok in tabel.blokken:
                    yield from zip(blok.nummers, *map(blok.kolom, velden), strict=True)

    def kenmerken(self, blad: str, nummers: set[int]) -> dict[int, str]:
        """Of the rows of a sheet with these numbers a hash of all they hold, whatever the order of the columns."""
        found = {}
        for tabel in (tabel for tabel in self.tabellen if tabel.blad.naam == blad):
            for blok in tabel.blokken:
                columns = [blok.kolom(kolom.veld) for kolom in tabel.blad.kolommen]
                for n in (n for n, nummer in enumerate(blok.nummers) if nummer in nummers):
                    content = repr([str(column[n]) for column in columns]).encode()
                    found[blok.nummers[n]] = hashlib.blake2b(content, digest_size=16).hexdigest()
        return found

    def tabel(self, blad: str) -> Tabel | None:
        """The sheet of this name that was found."""
        return next((each for each in self.tabellen if each.blad.naam == blad and each.inhoud is not None), None)

    @cached_property
    def andere_bladen(self) -> list[str]:
        """The sheets or files that are none of those that are asked for, and do not only explain."""
        ours = {naam for tabel in self.tabellen for naam in tabel.namen}
        return [n for n in self.gelezen.bladen if n not in ours and not only_explains(n, self.gelezen.csv)]

    @cached_property
    def eerder(self) -> Eerder:
        """What was accepted before, to compare with."""
        return Eerder(self.partij, self.halfjaar)

    @cached_property
    def stand(self) -> Boekhouding:
        """The closing stock as it is delivered. Rows without a place or segment, which are findings, left out."""
        rijen = self.rijen(Voorraadstand, "gebied", "segment", "aantal")
        return van_stand(
            (rij, _plek(gebied), segment, aantal or 0) for rij, gebied, segment, aantal in rijen if gebied and segment
        )

    @cached_property
    def mutaties(self) -> Boekhouding:
        """What the changes that are delivered come to, likewise."""
        rijen = self.rijen(Mutatie, "gebied", "soort", "segment", "naar_segment", "aantal")
        return van_mutaties(
            (rij, _plek(gebied), soort, segment, naar, aantal or 0)
            for rij, gebied, soort, segment, naar, aantal in rijen
            if gebied and soort and segment
        )

    @cached_property
    def sinds_vorige(self) -> list[Vergelijking]:
        """Previous closing stock, changes and closing stock side by side; nothing where there is no previous."""
        return [] if self.eerder.vorige is None else vergelijk(self.eerder.stand, self.mutaties, self.stand)


def _plek(gebied: Ligging) -> Plek:
    return gebied.wijk, gebied.code if gebied.buurt_id else ""


def lay_out(gelezen: Gelezen, partij: Partij, halfjaar: Halfjaar) -> Werk:
    """Find the sheets that this party delivers, and read every cell of them."""
    naslag, tabellen = Naslag(halfjaar), find_tables(gelezen, partij)
    for tabel in tabellen:
        if tabel.inhoud is not None:
            _read_rows(tabel, naslag)
    return Werk(gelezen, partij, halfjaar, tabellen)


def find_tables(gelezen: Gelezen, partij: Partij) -> list[Tabel]:
    """The sheets that this party delivers, with their columns where there are any; no rows yet."""
    bladen = bladen_van(partij.soort)
    named = _by_file(gelezen, bladen) if gelezen.csv else _by_name(gelezen, bladen)
    tabellen = []
    for blad, namen in named.items():
        naam = blad.naam if blad.naam in namen else next(iter(namen), "")
        tabellen.append(Tabel(blad, gelezen.bladen.get(naam), namen))
    for tabel in tabellen:
        if tabel.inhoud is not None:
            _find_columns(tabel)
    return tabellen


def _by_name(gelezen: Gelezen, bladen: tuple[Blad, ...]) -> dict[Blad, list[str]]:
    """Which sheets of a workbook each expected one can be."""
    return {blad: [naam for naam in gelezen.bladen if plat(naam) == plat(blad.naam)] for blad in bladen}


def _by_file(gelezen: Gelezen, bladen: tuple[Blad, ...]) -> dict[Blad, list[str]]:
    """Which CSV files each sheet can be: names say so (‘omnia mutaties 2026’), or where none does, the heads."""
    found: dict[Blad, list[str]] = {blad: [] for blad in bladen}
    left = []
    for naam in gelezen.bladen:
        named = [blad for blad in bladen if plat(blad.naam) in plat(naam)]
        if len(named) == 1:
            found[named[0]].append(naam)
        elif not only_explains(naam, csv=True):
            left.append(naam)
    lacking = tuple(blad for blad in bladen if not found[blad])
    for naam in left if lacking else ():
        if blad := _by_heads(gelezen.bladen[naam], lacking):
            found[blad].append(naam)
    return found


def only_explains(naam: str, csv: bool = False) -> bool:
    """Whether this is a sheet that the template or a returned workbook has besides: ‘Uitleg’, ‘omnia-Codes.csv’."""
    words = re.split(r"[\W_]+", naam.strip().casefold()) if csv else [plat(naam)]
    return words[-1] in ("uitleg", "codes", "bevindingen")


def _by_heads(inhoud: BladInhoud, bladen: tuple[Blad, ...]) -> Blad | None:
    heads = {plat(cell) for row in inhoud.eerste_rijen(KOPREGELS) for cell in row if cell is not None}
    matching = {blad: len(heads & {plat(kolom.kop) for kolom in blad.kolommen}) for blad in bladen}
    best = max(matching, key=matching.get)
    sure = [blad for blad, count in matching.items() if count == matching[best]] == [best]
    return best if sure and matching[best] > len(best.kolommen) / 2 else None


def _find_columns(tabel: Tabel) -> None:
    """The row with most known heads is the head; columns may stand in any order."""
    known = {plat(kolom.kop): kolom for kolom in tabel.blad.kolommen}
    rows = tabel.inhoud.eerste_rijen(KOPREGELS)
    counts = [len({plat(cell) for cell in row if cell is not None} & known.keys()) for row in rows]
    tabel.kopregel = counts.index(max(counts)) if counts else 0
    for position, cell in enumerate(rows[tabel.kopregel] if rows else []):
        kolom = known.get(plat(cell)) if cell is not None else None
        if kolom is not None and kolom in tabel.kolommen.values():
            tabel.dubbele_koppen.append((position, kolom))
        elif kolom is not None:
            tabel.kolommen[position] = kolom
        elif not is_leeg(cell):
            tabel.onbekende_koppen[str(cell)] = position


class Kolomlezer(dict):
    """What each cell of a column says: cell → value, or the Onverwacht that it raises. Every cell is read once.

    `bijzonder` holds the cells for which a row must be looked at by itself.
    """

    def __init__(self, tabel: Tabel, kolom: Kolom, naslag: Naslag):
        super().__init__()
        self.kolom, self.naslag = kolom, naslag
        self.kop = plat(kolom.kop)
        text = tabel.blad.model._meta.get_field(kolom.veld) if kolom.soort is Soort.TEKST else None
        self.lengte = text and text.max_length
        self.eerste = kolom is next(iter(tabel.kolommen.values()))
        self.bijzonder: set = set()

    def __missing__(self, cell):
        if len(self) >= ONTHOUDEN:
            self.clear()  # free text: nothing to win by keeping it
        try:
            value = self._value(cell)
        except Onverwacht as error:
            value = error
        if isinstance(value, Onverwacht) or self._stands_out(cell):
            self.bijzonder.add(cell)
        self[cell] = value
        return value

    def _value(self, cell):
        if not is_leeg(cell):
            value = lees(cell, self.kolom, self.naslag)
            if self.lengte and len(value) > self.lengte:
                raise Onverwacht("te-lang", f"een tekst van ten hoogste {self.lengte} tekens")
            return value
        if self.kolom.verplicht:
            raise Onverwacht("leeg", "een waarde; deze cel mag niet leeg zijn")
        return _waarde_van_leeg(self.kolom)

    def _stands_out(self, cell) -> bool:
        if is_leeg(cell):
            return self.eerste  # perhaps the whole row is empty
        return isinstance(cell, str) and (_says_total(cell) or plat(cell) == self.kop)


def _waarde_van_leeg(kolom: Kolom):
    return {Soort.JA_NEE: False, Soort.TEKST: "", Soort.CODE: ""}.get(kolom.soort)


def _read_rows(tabel: Tabel, naslag: Naslag) -> None:
    lezers = {at: Kolomlezer(tabel, kolom, naslag) for at, kolom in tabel.kolommen.items()}
    broken = _formulefouten(tabel)
    first, head = 0, tabel.kopregel + 1
    for columns in tabel.inhoud.blokken if lezers else ():
        size = len(columns[0])
        skip = max(head - first, 0)
        if skip < size:
            cells = {at: (columns[at] if at < len(columns) else [None] * size)[skip:] for at in lezers}
            _read_block(tabel, cells, first + skip + 1, lezers, broken)
        first += size


def _formulefouten(tabel: Tabel) -> dict[int, dict[int, str]]:
    """Row number → column → the error that stands there, of the columns that are read."""
    found: dict[int, dict[int, str]] = {}
    for (row, at), text in tabel.inhoud.formulefouten.items():
        if at in tabel.kolommen:
            found.setdefault(row + 1, {})[at] = text
    return found


def _read_block(tabel: Tabel, cells: dict[int, list], nummer: int, lezers: dict, broken: dict) -> None:
    """Add the rows of a block: cells by column, of which the first row is number `nummer` of the spreadsheet."""
    values = {at: list(map(lezer.__getitem__, cells[at])) for at, lezer in lezers.items()}
    size = len(next(iter(values.values())))
    special = {row - nummer for row in broken if nummer <= row < nummer + size}
    for at, lezer in lezers.items():
        if not lezer.bijzonder.isdisjoint(cells[at]):
            special.update(n for n, cell in enumerate(cells[at]) if cell in lezer.bijzonder)
    dropped = {n for n in sorted(special) if not _is_row(tabel, n, nummer, cells, values, broken)}
    nummers: Sequence[int] = range(nummer, nummer + size)
    if dropped:
        kept = [n for n in range(size) if n not in dropped]
        nummers = array("L", (nummer + n for n in kept))
        values = {at: [column[n] for n in kept] for at, column in values.items()}
    if nummers:
        waarden = {tabel.kolommen[at].veld: column for at, column in values.items()}
        optional = [kolom for kolom in tabel.ontbrekend if not kolom.verplicht]
        waarden |= {kolom.veld: [_waarde_van_leeg(kolom)] * len(nummers) for kolom in optional}
        tabel.blokken.add(Blok(nummers, waarden))
        tabel.aantal += len(nummers)


def _is_row(tabel: Tabel, n: int, first: int, cells: dict, values: dict, broken: dict) -> bool:
    """Look at one row by itself: whether it counts as a row, with a finding for each cell that cannot be read."""
    nummer, errors = first + n, broken.get(first + n, {})
    raw = {kolom.veld: cells[at][n] for at, kolom in tabel.kolommen.items()}
    if _is_head(raw, tabel):
        tabel.herhaalde_koppen.append(nummer)
        return False
    if not errors and all(is_leeg(cell) for cell in raw.values()):
        return False
    if veld := _totaalveld(raw, tabel):
        verwacht = "alleen gewone rijen; haal de totaalregel weg"
        tabel.totalen.add(_fout(tabel, nummer, veld, raw[veld], verwacht, "totaalregel"))
        unread = list(tabel.kolommen)
    else:
        unread = list(_unread_cells(tabel, nummer, raw, {at: column[n] for at, column in values.items()}, errors))
    for at in unread:
        values[at][n] = None
        tabel.onvolledig.add(nummer)
    return True


def _unread_cells(tabel: Tabel, nummer: int, raw: dict, values: dict, errors: dict[int, str]) -> Iterator[int]:
    """Which columns of a row cannot be read, with a finding for each."""
    for at, kolom in tabel.kolommen.items():
        value = values[at]
        if at in errors:
            value = Onverwacht("formulefout", "een waarde; de formule geeft er geen")
        if isinstance(value, Onverwacht):
            found = errors.get(at, raw[kolom.veld])
            tabel.onverwacht.add(_fout(tabel, nummer, kolom.veld, found, value.verwacht, value.soort))
            yield at


def _is_head(raw: dict, tabel: Tabel) -> bool:
    """Whether the heads stand here once more, as on every printed page."""
    said = {kolom.veld: plat(kolom.kop) for kolom in tabel.kolommen.values()}
    filled = {veld: cell for veld, cell in raw.items() if not is_leeg(cell)}
    return len(filled) > 1 and all(isinstance(c, str) and plat(c) == said[veld] for veld, c in filled.items())


def _totaalveld(raw: dict, tabel: Tabel) -> str | None:
    """The field that says that this is a total. Free text says so only in a row that lacks what it needs."""
    said = [veld for veld, cell in raw.items() if isinstance(cell, str) and _says_total(cell)]
    if not said:
        return None
    if any(kolom.verplicht and is_leeg(raw.get(kolom.veld)) for kolom in tabel.blad.kolommen):
        return said[0]
    free = {kolom.veld for kolom in tabel.blad.kolommen if kolom.soort is Soort.TEKST}
    return next((veld for veld in said if veld not in free), None)


def _says_total(text: str) -> bool:
    return plat(text).startswith(TOTAALWOORDEN)


def _fout(tabel: Tabel, nummer: int, veld: str, cell, verwacht: str, soort: str) -> Gevonden:
    kop = next(kolom.kop for kolom in tabel.blad.kolommen if kolom.veld == veld)
    gevonden = "niets" if is_leeg(cell) else in_woorden(cell)
    return Gevonden(Niveau.FOUT, soort, verwacht, gevonden, tabel.blad.naam, nummer, kop)


def nearest(name: str, candidates: list[str]) -> str | None:
    """The candidate that was probably meant by `name`, if one is near."""
    by_plain = {plat(candidate): candidate for candidate in candidates}
    near = difflib.get_close_matches(plat(name), list(by_plain), n=1, cutoff=0.6)
    return by_plain[near[0]] if near else None
