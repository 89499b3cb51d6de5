"""The counts of people of one half-year per area, as the one table that they are: whichever indicators show them.

All allocations of an area are urgent or regular, and of one group each; above the income limit or not. T1, T2, T4 and
T6 show parts of it. What a reader cannot see in the one must not follow from the other, so they are hidden together.

Which stored count is which column: some are named here, others are recognised because they are the same number in
the city and in every area. What is neither, has no column, and is not shown to readers from whom small counts are
hidden. Groups change between urgent and regular; which ones are urgent in stored figures is found from the figures.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

import numpy as np
from django.db.models import Q

from basis.halfjaar import Halfjaar
from basis.models import Buurt, Partij, Wijk
from basis.models.gebied import editie_van
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Eenheid
from monitoring.indicatoren.vormen import NOEMER, TELLER
from monitoring.kleine_aantallen.small_numbers import NIETS, Basis, Deling, Zicht, verberg
from monitoring.models import Berekening, IndicatorWaarde
from voorraad.models import Codelijst, Codewaarde

STAD = ""
TOTAAL, URGENT, REGULIER, BOVEN, ONDER = "totaal", "urgent", "regulier", "boven", "onder"
GROEPEN = "T6"  # its parts are the groups
LEEG = "leeg"  # a side that this count does not have, such as the denominator of a number

Sleutel = tuple[str, str, str]  # indicator, onderdeel, numerator or denominator
Stand = dict[Sleutel, dict[str, float]]  # what was stored at a moment: per count the value of the city and of each area
ALLE, NAAR_URGENT, VRIJ = ("T1", "", NOEMER), ("T1", "", TELLER), ("T2", "", TELLER)


@dataclass(frozen=True)
class Gezien:
    """What a reader without the right to small numbers sees of a half-year, and which column each count is."""

    zicht: Zicht = NIETS
    kolommen: dict[Sleutel, str] | None = None

    def kolom(self, sleutel: Sleutel) -> str | None:
        return (self.kolommen or {}).get(sleutel)


@dataclass(frozen=True)
class Indeling:
    """The smallest areas ('' is the rest of a wijk), the wijk of each, and all areas that have a name."""

    bladen: list[tuple[str, str]]

    @property
    def gebieden(self) -> list[str]:
        return list(dict.fromkeys(chain.from_iterable((wijk, naam) for naam, wijk in self.bladen if naam or wijk)))

    def reeks(self, counts: dict[str, float]) -> np.ndarray:
        """Per smallest area; the rest of a wijk is what its buurten leave."""
        in_buurten: dict[str, float] = {}
        for naam, wijk in self.bladen:
            in_buurten[wijk] = in_buurten.get(wijk, 0) + (counts.get(naam, 0) if naam else 0)
        rows = [counts.get(naam, 0) if naam else counts.get(wijk, 0) - in_buurten[wijk] for naam, wijk in self.bladen]
        return np.array(rows).round().astype(np.int64)


def gezien_van(
    halfjaren: Collection[Halfjaar], op: datetime.datetime | None = None, zelf: Partij | None = None
) -> dict[Halfjaar, Gezien]:
    """What a reader sees now or saw at a moment, with regard to every page of each half-year before.

    A page is worked out from what was known by then, so that it is the same whenever it is worked out. For a reader of
    a corporation (`zelf`), who can subtract its own counts, it is worked out from those of the others. In six queries,
    however many half-years.
    """
    if not halfjaren:
        return {}
    bronnen, lijst = _bronnen(halfjaren, op, zelf), _Lijst.load()
    return {
        half: _gezien(_standen(bronnen, half, op), lijst.in_jaar(half.jaar, zelf is not None)) for half in halfjaren
    }


def _gezien(found: Iterable[Stand | None], known: _Bekend) -> Gezien:
    standen = list(found)
    if not standen or standen[-1] is None or not known.wijken:
        return Gezien()
    complete = [stand for stand, before in zip(standen, [None, *standen], strict=False) if stand not in (None, before)]
    pages: list[Zicht] = []
    for number in range(1, len(complete) + 1):
        tafel = _tabel(complete[:number], known)
        before = list(zip(tafel.bases[:-1], pages, strict=True))
        pages.append(verberg(tafel.bases[-1], before))
    return Gezien(replace(pages[-1], tafel=None), tafel.kolommen)


@dataclass(frozen=True)
class _Bekend:
    """The areas of the edition of a year, and which groups are urgent now."""

    zelf: bool
    urgent: dict[str, bool]
    wijken: set[str]
    buurten: set[str]


@dataclass(frozen=True)
class _Lijst:
    """The areas of all editions, and which groups are urgent now."""

    urgent: dict[str, bool]
    wijken: list[tuple[int, str]]
    buurten: list[tuple[int, str]]

    @classmethod
    def load(cls) -> _Lijst:
        groups = Codewaarde.objects.filter(lijst=Codelijst.DOELGROEP).order_by("code")
        areas = [list(soort.objects.order_by().values_list("editie", "code")) for soort in (Wijk, Buurt)]
        return cls(dict(groups.values_list("code", "urgent")), *areas)

    def in_jaar(self, jaar: int, zelf: bool) -> _Bekend:
        return _Bekend(zelf, self.urgent, *(_in_editie(areas, jaar) for areas in (self.wijken, self.buurten)))


def _in_editie(areas: list[tuple[int, str]], jaar: int) -> set[str]:
    asked = editie_van({editie for editie, _ in areas}, jaar) if areas else None
    return {code for editie, code in areas if editie == asked}


@dataclass(frozen=True)
class _Tabel:
    """The counts of a half-year at each moment so far, in the same areas and columns; what the columns are called."""

    bases: list[Basis]
    kolommen: dict[Sleutel, str]


def _tabel(standen: list[Stand], known: _Bekend) -> _Tabel:
    indeling, groepen = _indeling(standen, known), _groepen(standen, set(known.urgent))
    urgent = [_urgent(stand, groepen, {code for code in groepen if known.urgent[code]}) for stand in standen]
    kolommen = [_kolommen(stand, groepen, own, known.zelf) for stand, own in zip(standen, urgent, strict=True)]
    bladen, wijken = zip(*indeling.bladen, strict=True)
    sets = {each for each in urgent if each}
    bases = [
        Basis(bladen, wijken, _delingen(stand, indeling, groepen, sets, set(names.values())), zwijgt=known.zelf)
        for stand, names in zip(standen, kolommen, strict=True)
    ]
    return _Tabel(bases, kolommen[-1])


@dataclass(frozen=True)
class _Bronnen:
    """Of several half-years: all counts of people that ever stood there, and when which deliveries were in them."""

    tellingen: dict[Halfjaar, list[tuple]]
    berekeningen: dict[Halfjaar, list[tuple]]
    corporaties: set[str]


def _bronnen(halfjaren: Collection[Halfjaar], op: datetime.datetime | None, zelf: Partij | None) -> _Bronnen:
    codes = [code for code, indicator in INDICATOREN.items() if indicator.over_personen]
    rows = IndicatorWaarde.geschiedenis.filter(halfjaar__in=halfjaren, indicator__in=codes)
    rows = rows.filter(Q(partij__isnull=True) | Q(partij=zelf) if zelf else Q(partij__isnull=True))
    rows = rows if op is None else rows.filter(van__lte=op)
    made = Berekening.objects.filter(halfjaar__in=halfjaren).order_by("op")
    corporaties = {str(pk) for pk in Partij.objects.corporaties().values_list("pk", flat=True)}
    per_half = _per_half(rows.values_list("halfjaar", *_VELDEN))
    return _Bronnen(per_half, _per_half(made.values_list("halfjaar", "op", "leveringen")), corporaties)


def _per_half(rows: Iterable[tuple]) -> dict[Halfjaar, list[tuple]]:
    found: dict[Halfjaar, list[tuple]] = {}
    for half, *values in rows:
        found.setdefault(half, []).append(tuple(values))
    return found


def _standen(bronnen: _Bronnen, halfjaar: Halfjaar, op: datetime.datetime | None) -> Iterator[Stand | None]:
    """What stood there at each moment that anything changed; None while figures of a corporation were not in it."""
    found, made = bronnen.tellingen.get(halfjaar, []), bronnen.berekeningen.get(halfjaar, [])
    changed = {moment for row in found for moment in (row[6], row[7]) if moment and (op is None or moment <= op)}
    for moment in sorted(changed | {each for each, _ in made if op is None or each <= op}):
        counted = [leveringen for each, leveringen in made if each <= moment]
        whole = bool(counted) and bronnen.corporaties <= set(counted[-1])
        yield _stand([row for row in found if row[6] <= moment and (not row[7] or row[7] > moment)]) if whole else None


_VELDEN = ("indicator", "onderdeel", "wijk__code", "buurt__code", "teller", "noemer", "van", "tot", "partij")


def _stand(rows: list[tuple]) -> Stand:
    """Editions of an area count together; what a party has in it itself is taken off."""
    stand: Stand = {}
    for code, onderdeel, wijk, buurt, teller, noemer, _, _, partij in rows:
        for kant, value in ((TELLER, teller), (NOEMER, noemer)):
            areas = stand.setdefault((code, onderdeel, kant), {})
            area = buurt or wijk or STAD
            areas[area] = round(areas.get(area, 0) + (value if partij is None else -value), 1)
    return stand


def _indeling(standen: list[Stand], known: _Bekend) -> Indeling:
    """All areas of the edition, and the others that have figures."""
    all_ = [stand.get(ALLE, {}) for stand in standen]
    counted = {area for each in all_ for area in each if area}
    wijken = known.wijken | {area for area in counted if area.startswith("WK")}
    buurten = known.buurten | {area for area in counted if area.startswith("BU")}
    bladen = []
    for wijk in sorted(wijken):
        own = sorted(buurt for buurt in buurten if buurt[2:8] == wijk[2:])
        rest = any(each.get(wijk, 0) > sum(each.get(buurt, 0) for buurt in own) for each in all_)
        bladen += [(buurt, wijk) for buurt in own] + ([("", wijk)] if rest or not own else [])
    return Indeling(bladen)


def _groepen(standen: list[Stand], known: set[str]) -> list[str]:
    """The groups that all allocations fall apart in; none when they do not add up to them."""
    names = {onderdeel for stand in standen for code, onderdeel, _ in stand if code == GROEPEN and onderdeel in known}
    groepen = sorted(names)
    add_up = all(_same(stand.get(ALLE, {}), _som(stand, groepen)) for stand in standen)
    return groepen if add_up else []


def _som(stand: Stand, groepen) -> dict[str, float]:
    sums: dict[str, float] = {}
    for groep in groepen:
        for area, count in stand.get((GROEPEN, groep, TELLER), {}).items():
            sums[area] = sums.get(area, 0) + count
    return sums


def _min(left: dict[str, float], right: dict[str, float]) -> dict[str, float]:
    return {area: left.get(area, 0) - right.get(area, 0) for area in {*left, *right}}


def _same(left: dict[str, float], right: dict[str, float]) -> bool:
    return all(abs(rest) < 0.05 for rest in _min(left, right).values())


def _urgent(stand: Stand, groepen: list[str], marked: set[str]) -> tuple[str, ...] | None:
    """The groups that were urgent when this was stored, or None when that cannot be seen."""
    likely = tuple(groep for groep in groepen if groep in marked)
    every = chain.from_iterable(combinations(groepen, size) for size in range(len(groepen) + 1))
    counted = stand.get(NAAR_URGENT, {})
    return next((each for each in chain([likely], every) if groepen and _same(counted, _som(stand, each))), None)


def _naam(urgent: tuple[str, ...], kant: str) -> str:
    """A column per set of groups that ever was urgent."""
    return f"{kant}: {', '.join(urgent)}"


def _kolommen(stand: Stand, groepen: list[str], urgent: tuple[str, ...] | None, zelf: bool) -> dict[Sleutel, str]:
    """Which column each stored count is. What the others have none of, is what the corporation itself has."""
    all_, counted, above = (stand.get(key, {}) for key in (ALLE, NAAR_URGENT, VRIJ))
    columns = {TOTAAL: all_, BOVEN: above, ONDER: _min(all_, above)}
    columns |= {groep: stand.get((GROEPEN, groep, TELLER), {}) for groep in groepen}
    if urgent is not None or not groepen:
        columns |= {_naam(urgent or (), URGENT): counted, _naam(urgent or (), REGULIER): _min(all_, counted)}
    named = {ALLE: TOTAAL, VRIJ: BOVEN} | {(GROEPEN, groep, TELLER): groep for groep in groepen}
    named |= {NAAR_URGENT: _naam(urgent or (), URGENT)} if urgent is not None or not groepen else {}
    found = {key: named.get(key) or _recognised(values, columns) for key, values in stand.items() if key != NAAR_URGENT}
    found |= {key: naam for key, naam in named.items() if key == NAAR_URGENT}
    for code, onderdeel, kant in list(found):  # Σ measure × number says no more than the number does
        if kant == TELLER and INDICATOREN[code].eenheid is Eenheid.MAANDEN:
            found[code, onderdeel, kant] = found.get((code, onderdeel, NOEMER))
    nought = {key for key, values in stand.items() if zelf and not any(values.values())}
    return {key: LEEG if key in nought else naam for key, naam in found.items() if naam}


def _recognised(values: dict[str, float], columns: dict[str, dict[str, float]]) -> str | None:
    """The column that is this number in the city and in every area."""
    if not any(values.values()):
        return LEEG
    return next((naam for naam, column in columns.items() if _same(values, column)), None)


def _delingen(
    stand: Stand, indeling: Indeling, groepen: list[str], urgent: set[tuple[str, ...]], printed: set[str]
) -> list[Deling]:
    """All allocations, by group (or urgent and regular), and by income."""
    all_, counted, above = (indeling.reeks(stand.get(key, {})) for key in (ALLE, NAAR_URGENT, VRIJ))
    columns: dict[str, tuple[int, ...]] = {groep: (place,) for place, groep in enumerate(groepen)}
    for each in sorted(urgent):
        columns[_naam(each, URGENT)] = tuple(place for place, groep in enumerate(groepen) if groep in each)
        columns[_naam(each, REGULIER)] = tuple(place for place, groep in enumerate(groepen) if groep not in each)
    by_group = [indeling.reeks(stand.get((GROEPEN, groep, TELLER), {})) for groep in groepen]
    if not groepen:
        columns, by_group = {_naam((), URGENT): (0,), _naam((), REGULIER): (1,)}, [counted, all_ - counted]
    made = [
        ([all_], {TOTAAL: (0,)}),
        (by_group, {naam: parts for naam, parts in columns.items() if parts}),
        ([above, all_ - above], {BOVEN: (0,), ONDER: (1,)}),
    ]
    return [Deling(np.column_stack(values), names, frozenset(names) & printed) for values, names in made]
