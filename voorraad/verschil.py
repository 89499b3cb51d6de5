"""What differs between two versions of a delivery: rows that came, rows that left, and rows that changed.

The database finds which rows are not the same; only those that are shown are fetched. So a page of two versions of
200.000 rows costs a walk along them in the database, and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from voorraad.columns import Blad, bladen_van
from voorraad.models import Levering, Mutatie, Project, Rij
from voorraad.sjabloon import cell_of

# by what a row is recognised in another version; what stands beside it may have changed
HERKEND_AAN = {
    Mutatie: ("gebied", "soort", "segment", "project"),
    Project: ("projectcode", "soort", "segment", "gebied"),
}
ERBIJ, ERAF, ANDERS = "erbij", "weg", "gewijzigd"
_GEBIED = "gebied"  # is no field of a row, but the code of its buurt or else its wijk


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
    """A sheet of two versions: its totals, and by what rows are recognised how many of either have no equal."""

    blad: Blad
    oud: Levering
    nieuw: Levering
    totaal_oud: int
    totaal_nieuw: int
    over: dict[tuple, tuple[int, int]]

    @property
    def naam(self) -> str:
        return self.blad.naam

    @cached_property
    def aantallen(self) -> Counter:
        """How many rows changed, left and came: those without an equal are matched as far as there are."""
        found = Counter()
        for oud, nieuw in self.over.values():
            both = min(oud, nieuw)
            found += Counter({ANDERS: both, ERAF: oud - both, ERBIJ: nieuw - both})
        return found

    def __len__(self) -> int:
        return self.aantallen.total()

    def regels(self, van: int = 0, tot: int | None = None) -> list[Regel]:
        """The rows that are not the same, from `van` to `tot`."""
        tot = len(self) if tot is None else tot
        shown, start, at = [], van, 0
        for key, counts in self.over.items():
            if at < tot and at + max(counts) > van:
                start = at if not shown else start
                shown.append(key)
            at += max(counts)
        return _regels(self, shown)[max(van - start, 0) :][: max(tot - van, 0)] if shown else []


class Regels(Sequence):
    """(Sheet, Regel) of all sheets one after the other, made when a page of them is asked for."""

    def __init__(self, bladen: list[Bladverschil]):
        self.bladen = bladen

    def __len__(self) -> int:
        return sum(map(len, self.bladen))

    def __getitem__(self, deel: slice) -> list[tuple[str, Regel]]:
        van, tot, _ = deel.indices(len(self))
        found = []
        for blad in self.bladen:
            found += [(blad.naam, regel) for regel in blad.regels(max(van, 0), min(tot, len(blad)))]
            van, tot = van - len(blad), tot - len(blad)
        return found


def verschil(oud: Levering, nieuw: Levering) -> list[Bladverschil]:
    """Per sheet what is different in `nieuw`."""
    return [_compare(blad, oud, nieuw) for blad in bladen_van(nieuw.partij.soort)]


def _compare(blad: Blad, oud: Levering, nieuw: Levering) -> Bladverschil:
    totals = dict(
        blad.model.objects.filter(levering__in=[oud, nieuw]).order_by().values_list("levering").annotate(Sum("aantal"))
    )
    velden = _velden(blad)
    over: dict[tuple, list[int]] = {}
    for *key, before, after in _unequal(blad, oud, nieuw).values_list(*map(_naam, velden), "before", "after"):
        left = over.setdefault(tuple(key), [0, 0])
        left[before < after] += abs(after - before)
    ordered = {key: tuple(over[key]) for key in sorted(over, key=str)}
    return Bladverschil(blad, oud, nieuw, totals.get(oud.pk, 0), totals.get(nieuw.pk, 0), ordered)


def _unequal(blad: Blad, oud: Levering, nieuw: Levering) -> QuerySet:
    """Rows that are alike in every column, taken together, of which there are not as many in either version."""
    columns = [_naam(kolom.veld) for kolom in blad.kolommen]
    return (
        _rijen(blad.model, oud, nieuw)
        .values(*columns)
        .annotate(before=Count("pk", filter=Q(levering=oud)), after=Count("pk", filter=Q(levering=nieuw)))
        .exclude(before=F("after"))
    )


def _rijen(model: type[Rij], *leveringen: Levering) -> QuerySet:
    place = Coalesce("buurt__code", "wijk__code")
    return model.objects.filter(levering__in=leveringen).order_by().annotate(plaats=place)


def _velden(blad: Blad) -> tuple[str, ...]:
    return HERKEND_AAN.get(blad.model) or blad.sleutel


def _naam(veld: str) -> str:
    return "plaats" if veld == _GEBIED else veld


def _regels(verschil: Bladverschil, sleutels: list[tuple]) -> list[Regel]:
    """Of these keys the rows that are not the same."""
    blad, velden = verschil.blad, list(map(_naam, _velden(verschil.blad)))
    found = {key: ([], []) for key in sleutels}
    near = Q(**{f"{velden[0]}__in": {key[0] for key in sleutels}})
    rows = _rijen(blad.model, verschil.oud, verschil.nieuw).filter(near).order_by("rijnummer")
    for row in rows.select_related("wijk", "buurt").iterator(chunk_size=2000):
        key = tuple(getattr(row, veld) for veld in velden)
        if key in found:
            cells = tuple(cell_of(row, kolom) for kolom in blad.kolommen)
            found[key][row.levering_id == verschil.nieuw.pk].append((row.rijnummer, cells))
    return [regel for before, after in found.values() for regel in _pair(blad, before, after)]


def _pair(blad: Blad, before: list, after: list) -> list[Regel]:
    """Rows that are the same cancel out; what is left is matched in the order of the files."""
    same = Counter(cells for _, cells in before) & Counter(cells for _, cells in after)
    before, after = _without(before, same), _without(after, same)
    both = min(len(before), len(after))
    changed = [_changed(blad, old, new) for old, new in zip(before, after, strict=False)]
    gone = [_single(blad, ERAF, row) for row in before[both:]]
    come = [_single(blad, ERBIJ, row) for row in after[both:]]
    return [*changed, *gone, *come]


def _without(rows: list, same: Counter) -> list:
    left, kept = Counter(same), []
    for number, cells in rows:
        if left[cells]:
            left[cells] -= 1
        else:
            kept.append((number, cells))
    return kept


def _changed(blad: Blad, old: tuple, new: tuple) -> Regel:
    cells = [
        (kolom.kop, was, wordt) for kolom, was, wordt in zip(blad.kolommen, old[1], new[1], strict=True) if was != wordt
    ]
    return Regel(ANDERS, old[0], new[0], _about(blad, new[1]), cells)


def _single(blad: Blad, soort: str, row: tuple) -> Regel:
    number, cells = row
    aantal = next(index for index, kolom in enumerate(blad.kolommen) if kolom.veld == "aantal")
    shown = ("aantal", cells[aantal], None) if soort == ERAF else ("aantal", None, cells[aantal])
    numbers = (number, None) if soort == ERAF else (None, number)
    return Regel(soort, *numbers, _about(blad, cells), [shown])


def _about(blad: Blad, cells: tuple) -> str:
    velden = _velden(blad)
    named = [str(cell) for kolom, cell in zip(blad.kolommen, cells, strict=True) if kolom.veld in velden and cell]
    return ", ".join(named)
