"""What differs between two versions of a delivery: rows that came, rows that left, and rows that changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from voorraad.columns import Blad, bladen_van
from voorraad.models import Levering, Mutatie, Project
from voorraad.sjabloon import cell_of

# by what a row is recognised in another version; what stands beside it may have changed
HERKEND_AAN = {
    Mutatie: ("gebied", "soort", "segment", "project"),
    Project: ("projectcode", "soort", "segment", "gebied"),
}
ERBIJ, ERAF, ANDERS = "erbij", "weg", "gewijzigd"


@dataclass(frozen=True)
class Regel:
    """One row that is not the same: its number in either file, what it is about, and the cells that differ."""

    soort: str
    rij_oud: int | None
    rij_nieuw: int | None
    waarover: str
    cellen: list[tuple[str, object, object]]


@dataclass
class Bladverschil:
    naam: str
    totaal_oud: int = 0
    totaal_nieuw: int = 0
    regels: list[Regel] = field(default_factory=list)

    @property
    def aantallen(self) -> Counter:
        return Counter(regel.soort for regel in self.regels)

    @property
    def verschil(self) -> int:
        return self.totaal_nieuw - self.totaal_oud


Rijen = dict[tuple, list[tuple[int, tuple]]]  # by what they are recognised: row number and cells


def verschil(oud: Levering, nieuw: Levering) -> list[Bladverschil]:
    """Per sheet what is different in `nieuw`."""
    return [_compare(blad, oud, nieuw) for blad in bladen_van(nieuw.partij.soort)]


def _compare(blad: Blad, oud: Levering, nieuw: Levering) -> Bladverschil:
    velden = HERKEND_AAN.get(blad.model) or tuple(veld for veld in blad.sleutel)
    before, total_before = _rows(blad, oud, velden)
    after, total_after = _rows(blad, nieuw, velden)
    found = Bladverschil(blad.naam, total_before, total_after)
    for key in sorted({*before, *after}, key=str):
        found.regels += _pair(blad, velden, before.get(key, []), after.get(key, []))
    return found


def _rows(blad: Blad, levering: Levering, velden: tuple[str, ...]) -> tuple[Rijen, int]:
    rows, total = defaultdict(list), 0
    places = [index for index, kolom in enumerate(blad.kolommen) if kolom.veld in velden]
    stored = blad.model.objects.filter(levering=levering).select_related("wijk", "buurt").order_by("rijnummer")
    for row in stored.iterator(chunk_size=2000):
        cells = tuple(cell_of(row, kolom) for kolom in blad.kolommen)
        rows[tuple(cells[place] for place in places)].append((row.rijnummer, cells))
        total += row.aantal
    return rows, total


def _pair(blad: Blad, velden: tuple[str, ...], before: list, after: list) -> list[Regel]:
    """Rows that are the same cancel out; what is left is matched in the order of the files."""
    same = Counter(cells for _, cells in before) & Counter(cells for _, cells in after)
    before, after = _without(before, same), _without(after, same)
    both = min(len(before), len(after))
    changed = [_changed(blad, velden, old, new) for old, new in zip(before, after, strict=False)]
    gone = [_single(blad, velden, ERAF, row) for row in before[both:]]
    come = [_single(blad, velden, ERBIJ, row) for row in after[both:]]
    return [*changed, *gone, *come]


def _without(rows: list, same: Counter) -> list:
    left, kept = Counter(same), []
    for number, cells in rows:
        if left[cells]:
            left[cells] -= 1
        else:
            kept.append((number, cells))
    return kept


def _changed(blad: Blad, velden: tuple[str, ...], old: tuple, new: tuple) -> Regel:
    cells = [
        (kolom.kop, was, wordt) for kolom, was, wordt in zip(blad.kolommen, old[1], new[1], strict=True) if was != wordt
    ]
    return Regel(ANDERS, old[0], new[0], _about(blad, velden, new[1]), cells)


def _single(blad: Blad, velden: tuple[str, ...], soort: str, row: tuple) -> Regel:
    number, cells = row
    aantal = next(index for index, kolom in enumerate(blad.kolommen) if kolom.veld == "aantal")
    shown = ("aantal", cells[aantal], None) if soort == ERAF else ("aantal", None, cells[aantal])
    numbers = (number, None) if soort == ERAF else (None, number)
    return Regel(soort, *numbers, _about(blad, velden, cells), [shown])


def _about(blad: Blad, velden: tuple[str, ...], cells: tuple) -> str:
    named = [str(cell) for kolom, cell in zip(blad.kolommen, cells, strict=True) if kolom.veld in velden and cell]
    return ", ".join(named)
