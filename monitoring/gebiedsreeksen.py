"""Series of areas: what is stored of wijken and buurten, loaded at once for as many figures and areas as are asked.

An area is read along with the city: where that has a figure, an area without rows has 0. Only half-years that count
for what is asked are loaded: of a figure per half-year one, of a sum since 2026 all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Partij, Wijk
from monitoring import reeksen
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import STANDEN
from monitoring.punten import Cel, Cellen, Half, Punt, groepen_in, met_verschillen, series, telt_vanaf
from monitoring.reeksen import CELVELDEN, Reeksen

Masker = Callable[[Halfjaar, str, Cellen], Cellen]  # changes what a reader may not see of an area in a half-year


@dataclass(frozen=True)
class Stad:
    """An indicator in the city as a whole, half-year by half-year: what its areas are read along with."""

    code: str
    partij: Partij | None
    masker: Masker | None
    halven: list[Half]
    groepen: set[str]
    vergelijkbaar: set[Halfjaar]

    def punten(self, eigen: Iterable[Reeksen | None], namen: Iterable[str]) -> list[Punt]:
        """The series of areas together. Groups that they have none of are 0 where the city has any."""
        raws = [self._rauw(own, naam) for own, naam in zip(eigen, namen, strict=True)]
        summed = [(half, _added(raw[place] for raw in raws), gone) for place, (half, _, gone) in enumerate(self.halven)]
        return met_verschillen(series(INDICATOREN[self.code], summed, groepen=self.groepen), self.vergelijkbaar)

    def _rauw(self, own: Reeksen | None, area: str) -> list[Cellen]:
        """The cells of an area in each half-year, as far as they may be seen."""
        found = []
        for half, cells, _ in self.halven:
            mine = own.cellen(self.code, self.partij, half) if own else {}
            mine = {naam: mine.get(naam, Cel()) for naam in cells}
            found.append(self.masker(half, area, mine) if self.masker else mine)
        return found


def stad(
    reeks: Reeksen, code: str, halfjaar: Halfjaar, partij: Partij | None = None, masker=None, *, alles=False
) -> Stad:
    """The city up to a half-year; of earlier ones those that count for it, or all with `alles`."""
    indicator = INDICATOREN[code]
    halves = reeks.halves(code, partij, Halfjaar.range(EERSTE, halfjaar))
    groups = groepen_in(indicator, halves)
    first = EERSTE if alles else telt_vanaf(indicator, halfjaar)
    comparable = reeks.vergelijkbaar(code) if indicator.periode in STANDEN else set()
    return Stad(code, partij, masker, [each for each in halves if each[0] >= first], groups, comparable)


def _added(cellen: Iterable[Cellen]) -> Cellen:
    sums: Cellen = {}
    for cells in cellen:
        sums = {naam: sums.get(naam, Cel()) + cel for naam, cel in cells.items()}
    return sums


@dataclass(frozen=True)
class Bereik:
    """The half-years of an indicator that are asked for, both included."""

    eerste: Halfjaar
    laatste: Halfjaar


def load(
    reeks: Reeksen,
    bereik: dict[str, Bereik],
    soort: type[Wijk] | type[Buurt],
    gebieden: Collection[str] | None = None,
    *,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
) -> dict[str, Reeksen]:
    """What is stored of each wijk or buurt, or of some, in one query; where editions have both, both count.

    `bereik` says which half-years per indicator; `partij` is loaded beside all parties together.
    """
    name = "wijk__code" if soort is Wijk else "buurt__code"
    stored = reeksen.bekend(op).filter(wijk__isnull=False, buurt__isnull=soort is Wijk)
    stored = stored if gebieden is None else stored.filter(**{f"{name}__in": gebieden})
    scope = Q(partij__isnull=True) | Q(partij=partij) if partij else Q(partij__isnull=True)
    rows = stored.filter(_van(bereik) & scope | reeks.stood_before(bereik))
    found: dict[str, dict[tuple, Cellen]] = {}
    for area, code, party, half, onderdeel, *pair in rows.values_list(name, *CELVELDEN):
        cells = found.setdefault(area, {}).setdefault((code, party, half), {})
        cells[onderdeel] = cells.get(onderdeel, Cel()) + Cel(*pair)
    return {area: reeks.met(values) for area, values in found.items()}


def _van(bereik: dict[str, Bereik]) -> Q:
    """The half-years that are asked for; of those before only the whole: who had any, has 0 now and not 'unknown'."""
    found = Q(pk__in=[])
    for each in set(bereik.values()):
        codes = [code for code, its in bereik.items() if its == each]
        known = Q(halfjaar__gte=each.eerste) | Q(onderdeel="")
        found |= Q(known, indicator__in=codes, halfjaar__lte=each.laatste)
    return found


def load_gebieden(
    code: str,
    halfjaar: Halfjaar,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
    *,
    soort: type[Wijk] | type[Buurt] = Wijk,
    masker=None,
    reeks: Reeksen | None = None,
) -> list[tuple[Wijk | Buurt, Punt]]:
    """The figure of an indicator up to a half-year, for each wijk or buurt that has one; editions count together.

    `masker` changes the cells of an area before anything is computed with them, and says which areas are listed;
    `reeks` is the city, for who has it already.
    """
    reeks = reeks or reeksen.load([code], partij=partij, tot=halfjaar, op=op)
    city = stad(reeks, code, halfjaar, partij, masker)
    if not city.halven:
        return []
    own = load(reeks, {code: Bereik(city.halven[0][0], halfjaar)}, soort, partij=partij, op=op)
    own = {area: values for area, values in own.items() if values.kent(code, partij)}
    listed = masker.gebieden(soort, halfjaar) if masker else set()
    newest = {
        area.code: area for area in soort.objects.filter(code__in={*own, *listed}).defer("vorm").order_by("editie")
    }
    areas = sorted(newest.values(), key=lambda area: area.naam)
    found = [(area, city.punten([own.get(area.code)], [area.code])[-1]) for area in areas]
    return [(area, punt) for area, punt in found if punt.waarde is not None]


def delen(plek: Wijk | Buurt | Gebied) -> tuple[set[str], set[str]]:
    """The codes of what an area is the sum of: its wijken, and its buurten outside these."""
    if isinstance(plek, Gebied):
        wijken = set(plek.wijken.values_list("code", flat=True))
        return wijken, set(plek.buurten.exclude(wijk__code__in=wijken).values_list("code", flat=True))
    return ({plek.code}, set()) if isinstance(plek, Wijk) else (set(), {plek.code})


@dataclass(frozen=True)
class Plekreeksen:
    """What is stored of one area, for several indicators. See `van_plek`.

    An own area has a figure wherever the city has one; a wijk or buurt only where it ever had any, or where a masker
    lists all areas.
    """

    plek: Wijk | Buurt | Gebied
    reeks: Reeksen
    eigen: dict[str, Reeksen | None]

    def punten(self, code: str, halfjaar: Halfjaar, partij: Partij | None = None, masker=None) -> list[Punt]:
        """The series up to a half-year."""
        return self._punten(stad(self.reeks, code, halfjaar, partij, masker, alles=True))

    def punt(self, code: str, halfjaar: Halfjaar, partij: Partij | None = None, masker=None) -> Punt | None:
        """The figure of a half-year, or None where there is none."""
        found = self._punten(stad(self.reeks, code, halfjaar, partij, masker))
        return found[-1] if found and found[-1].waarde is not None else None

    def _punten(self, city: Stad) -> list[Punt]:
        known = any(own and own.kent(city.code, city.partij) for own in self.eigen.values())
        listed = isinstance(self.plek, Gebied) or (city.masker and city.masker.noemt_alle)
        return city.punten(self.eigen.values(), self.eigen) if self.eigen and (known or listed) else []


def van_plek(
    plek: Wijk | Buurt | Gebied,
    reeks: Reeksen,
    bereik: dict[str, Bereik],
    *,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
) -> Plekreeksen:
    """An area, an own one as the sum of what lies in it: its wijken, then its buurten, as `load` does."""
    wijken, buurten = delen(plek)
    own: dict[str, Reeksen] = {}
    for soort, codes in ((Wijk, wijken), (Buurt, buurten)):
        own |= load(reeks, bereik, soort, codes, partij=partij, op=op) if codes else {}
    return Plekreeksen(plek, reeks, {code: own.get(code) for code in sorted({*wijken, *buurten})})
