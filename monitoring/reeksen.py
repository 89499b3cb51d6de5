"""Series of figures as a reader needs them: per half-year, cumulative, per calendar year, or with arrears.

Half-years are stored as they were delivered (`IndicatorWaarde`); what they mean together is worked out here, from
one small frame, by the period of the indicator. A missing figure is None, never 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Sum

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Partij, Wijk
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.models import Berekening, Doelstelling, IndicatorWaarde, Rekenstand

ELK = "elk"
CELVELDEN = ("indicator", "partij", "halfjaar", "onderdeel", "teller", "noemer")


@dataclass(frozen=True)
class Punt:
    """The figure of one half-year.

    `waarde` is in the unit of the indicator (a share as a fraction); `periode` is the figure of the half-year alone.
    Nothing delivered is None. `ontbreekt` names the parties whose delivery is not in the figure, in this half-year or
    in an earlier one that counts too: the figure is then provisional. `taak`, `achterstand` (carried in; negative is
    a lead) and `gehuisvest` belong to indicators with a task, in persons; `waarde` is then the share of the task.
    """

    halfjaar: Halfjaar
    waarde: float | None
    teller: float | None = None
    noemer: float | None = None
    periode: float | None = None
    onderdelen: dict[str, float] = field(default_factory=dict)
    onderdelen_periode: dict[str, float] = field(default_factory=dict)
    ontbreekt: tuple[str, ...] = ()
    taak: float | None = None
    achterstand: float | None = None
    gehuisvest: float | None = None

    @property
    def voorlopig(self) -> bool:
        return self.waarde is not None and bool(self.ontbreekt)

    @property
    def opgave(self) -> float | None:
        """The task with what was carried over from earlier half-years."""
        return None if self.taak is None else self.taak + self.achterstand


@dataclass(frozen=True)
class Cel:
    teller: float = 0.0
    noemer: float = 0.0

    def __add__(self, other: Cel) -> Cel:
        return Cel(self.teller + other.teller, self.noemer + other.noemer)


Cellen = dict[str, Cel]  # one per onderdeel; '' is the figure itself
Half = tuple[Halfjaar, Cellen, set[Partij]]  # with the parties that are not in the figure


class Reeksen:
    """Stored half-years of several indicators and scopes, loaded at once. See `load`."""

    def __init__(self, values: dict, parties: list[Partij], counted: set[tuple[int, Halfjaar]]):
        self._values = values
        self._counted = counted
        self.partijen = parties
        self.halfjaren = Halfjaar.range(EERSTE, max((key[2] for key in values), default=EERSTE - 1))

    def punten(self, code: str, partij: Partij | None = None, onderdeel: str = "") -> list[Punt]:
        """The series of an indicator, for all parties together or for one, from the first half-year on."""
        raw = self.halves(code, partij, self.halfjaren)
        while raw and not raw[-1][1]:
            raw.pop()
        return _series(code, raw, onderdeel)

    def laatste(self, code: str, partij: Partij | None = None) -> Punt | None:
        """The newest figure there is, or None."""
        return next((punt for punt in reversed(self.punten(code, partij)) if punt.waarde is not None), None)

    def halves(self, code: str, partij: Partij | None, halfjaren: list[Halfjaar]) -> list[Half]:
        """What is stored of each half-year, with the parties that are not in it."""
        scope = partij.pk if partij else None
        return [
            (half, self._values.get((code, scope, half), {}), self._missing(code, partij, half)) for half in halfjaren
        ]

    def anders(self, partij: Partij, half: Halfjaar, own: dict, moved: dict) -> Reeksen:
        """The same series with other figures of one party in one half-year, and all together moved by the difference.

        `own` and `moved` hold a Cel, or None for no figure, per (indicator, onderdeel).
        """
        values = {key: dict(cells) for key, cells in self._values.items()}
        for (code, part), cell in own.items():
            mine = values.setdefault((code, partij.pk, half), {})
            mine.pop(part, None)
            if cell is not None:
                mine[part] = cell
        for (code, part), cell in moved.items():
            together = values.setdefault((code, None, half), {})
            together[part] = together.get(part, Cel()) + cell
        return Reeksen(values, self.partijen, self._counted | {(partij.pk, half)})

    def _missing(self, code: str, partij: Partij | None, half: Halfjaar) -> set[Partij]:
        van = INDICATOREN[code].van
        asked = [partij] if partij else self.partijen
        return {each for each in asked if each.soort in van and not self.is_counted(each, half)}

    def is_counted(self, partij: Partij, half: Halfjaar) -> bool:
        """Whether the delivery of this party is in the figures of this half-year."""
        return (partij.pk, half) in self._counted


def load(
    codes: Iterable[str] | None = None,
    *,
    partij: Partij | str | None = None,
    tot: Halfjaar | None = None,
    op: datetime.datetime | None = None,
) -> Reeksen:
    """Load series in three queries. `partij`: None is all together, a Partij that one too, 'elk' every one.

    With `op` the series are those that were known at that moment, with who was missing then.
    """
    values = _bekend(op).filter(wijk__isnull=True)
    if codes is not None:
        values = values.filter(indicator__in=list(codes))
    if tot is not None:
        values = values.filter(halfjaar__lte=tot)
    if partij is None:
        values = values.filter(partij__isnull=True)
    elif partij != ELK:
        values = values.filter(partij__isnull=True) | values.filter(partij=partij)
    counted = set(geteld(op))  # before the values: a party may be called missing a moment too long, never too short
    return Reeksen(_by_scope(values.values_list(*CELVELDEN)), list(Partij.objects.aanleverend()), counted)


def _bekend(op: datetime.datetime | None):
    """The stored figures of now, or those that were known at a moment."""
    return IndicatorWaarde.geschiedenis.bekend_op(op) if op else IndicatorWaarde.objects.all()


def geteld(op: datetime.datetime | None = None) -> dict[tuple[int, Halfjaar], int]:
    """Which delivery of a party and half-year is in the figures; an accepted one may be on its way there."""
    if op is None:
        stands = Rekenstand.objects.values_list("halfjaar", "leveringen")
    else:  # the last of each half-year that was made by then
        made = Berekening.objects.filter(op__lte=op).order_by("op")
        stands = dict(made.values_list("halfjaar", "leveringen")).items()
    return _per_party(stands)


def _per_party(stands) -> dict[tuple[int, Halfjaar], int]:
    return {(int(partij), half): pk for half, leveringen in stands for partij, pk in leveringen.items()}


def berekend_op(halfjaren: list[Halfjaar], op: datetime.datetime | None = None) -> datetime.datetime | None:
    """When a figure over these half-years last became what it is, now or at a moment."""
    made = Berekening.objects.filter(halfjaar__in=halfjaren)
    return (made.filter(op__lte=op) if op else made).aggregate(laatste=Max("op"))["laatste"]


def _by_scope(values: Iterable[tuple]) -> dict[tuple, Cellen]:
    """From rows of CELVELDEN."""
    found: dict[tuple, Cellen] = {}
    for code, partij, half, onderdeel, teller, noemer in values:
        found.setdefault((code, partij, half), {})[onderdeel] = Cel(teller, noemer)
    return found


def load_gebieden(
    code: str,
    halfjaar: Halfjaar,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
    *,
    soort: type[Wijk] | type[Buurt] = Wijk,
    masker=None,
) -> list[tuple[Wijk | Buurt, Punt]]:
    """The figure of an indicator up to a half-year, for each wijk or buurt that has one; editions count together.

    `masker` changes the cells of an area before anything is computed with them, and says which areas are listed.
    """
    city = _city(code, halfjaar, partij, op)
    own = _per_area(code, halfjaar, partij, op, soort)
    listed = masker.gebieden(soort, halfjaar) if masker else set()
    newest = {
        area.code: area for area in soort.objects.filter(code__in={*own, *listed}).defer("vorm").order_by("editie")
    }
    areas = sorted(newest.values(), key=lambda area: area.naam)
    found = [(area, _series(code, _raw(city, own, area.code, masker))[-1]) for area in areas]
    return [(area, punt) for area, punt in found if punt.waarde is not None]


def load_gebied(
    gebied: Gebied,
    code: str,
    halfjaar: Halfjaar,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
    *,
    masker=None,
) -> Punt | None:
    """The figure of an area of our own: the sum of its wijken, and of its buurten outside these."""
    city = _city(code, halfjaar, partij, op)
    wijken = set(gebied.wijken.values_list("code", flat=True))
    buurten = set(gebied.buurten.exclude(wijk__code__in=wijken).values_list("code", flat=True))
    raws = []
    for soort, codes in ((Wijk, wijken), (Buurt, buurten)):
        own = _per_area(code, halfjaar, partij, op, soort) if codes else {}
        raws += [_raw(city, own, area, masker) for area in sorted(codes)]
    if not raws:
        return None
    summed = [
        (half, _added(raw[place][1] for raw in raws), missing) for place, (half, _, missing) in enumerate(raws[0])
    ]
    punt = _series(code, summed)[-1]
    return punt if punt.waarde is not None else None


def _city(code: str, halfjaar: Halfjaar, partij: Partij | None, op) -> list[Half]:
    series = load([code], partij=partij, tot=halfjaar, op=op)
    return series.halves(code, partij, Halfjaar.range(EERSTE, halfjaar))


def _raw(city: list[Half], own: dict[str, dict[Halfjaar, Cellen]], area: str, masker) -> list[Half]:
    """The cells of an area in each half-year, as far as they may be seen."""
    raw = []
    for half, cells, missing in city:
        mine = _with_zeros(own.get(area, {}).get(half, {}), cells)
        raw.append((half, masker(half, area, mine) if masker else mine, missing))
    return raw


def _added(cellen: Iterable[Cellen]) -> Cellen:
    sums: Cellen = {}
    for cells in cellen:
        sums = {naam: sums.get(naam, Cel()) + cel for naam, cel in cells.items()}
    return sums


def _per_area(code: str, halfjaar: Halfjaar, partij: Partij | None, op, soort) -> dict[str, dict[Halfjaar, Cellen]]:
    """What is stored of each wijk or buurt; where editions have both, both count."""
    values = _bekend(op).filter(indicator=code, partij=partij, halfjaar__lte=halfjaar, wijk__isnull=False)
    values = values.filter(buurt__isnull=soort is Wijk)
    name = "wijk__code" if soort is Wijk else "buurt__code"
    found: dict[str, dict[Halfjaar, Cellen]] = {}
    for area, half, onderdeel, *pair in values.values_list(name, "halfjaar", "onderdeel", "teller", "noemer"):
        cells = found.setdefault(area, {}).setdefault(half, {})
        cells[onderdeel] = cells.get(onderdeel, Cel()) + Cel(*pair)
    return found


def _with_zeros(cells: Cellen, city: Cellen) -> Cellen:
    """Where the city has figures, an area without rows has 0; where nobody delivered it has nothing either."""
    return {naam: cells.get(naam, Cel()) for naam in city}


def generation() -> int:
    """Changes whenever any figure does: the key under which pages keep what they made of the figures."""
    return Rekenstand.objects.aggregate(som=Sum("versie"))["som"] or 0


@dataclass(frozen=True)
class Stap:
    """What a figure became at a moment, and the deliveries that were counted then and not before."""

    op: datetime.datetime
    punt: Punt
    leveringen: tuple[int, ...] = ()


def geschiedenis(code: str, halfjaar: Halfjaar, partij: Partij | None = None) -> list[Stap]:
    """Each value that this figure had, oldest first: cumulated over earlier half-years as the indicator says.

    In three queries, however often it changed: the state at each moment is put together from what was loaded.
    """
    stored = IndicatorWaarde.geschiedenis.filter(
        indicator=code, partij=partij, wijk__isnull=True, halfjaar__lte=halfjaar
    )
    rows = list(stored.values_list("van", "tot", *CELVELDEN))
    made = list(Berekening.objects.filter(halfjaar__lte=halfjaar).order_by("op"))
    parties = list(Partij.objects.aanleverend())
    moments = {moment for van, tot, *_ in rows for moment in (van, tot) if moment} | {each.op for each in made}
    steps: list[Stap] = []
    for moment in sorted(moments):
        known = [cell for van, tot, *cell in rows if van <= moment and (tot is None or tot > moment)]
        series = Reeksen(_by_scope(known), parties, set(_counted_at(moment, made)))
        punten = series.punten(code, partij)
        punt = next((each for each in punten if each.halfjaar == halfjaar), Punt(halfjaar, None))
        if not steps or steps[-1].punt != punt:
            steps.append(Stap(moment, punt, _new_at(moment, made)))
    return [step for step in steps if step.punt.waarde is not None or step is not steps[0]]


def _counted_at(moment: datetime.datetime, made: list[Berekening]) -> dict[tuple[int, Halfjaar], int]:
    """As `geteld`: from the last computation of each half-year by then; `made` stands in the order of time."""
    last = {each.halfjaar: each.leveringen for each in made if each.op <= moment}
    return _per_party(last.items())


def _new_at(moment: datetime.datetime, made: list[Berekening]) -> tuple[int, ...]:
    """The deliveries that a computation at this moment counted for the first time."""
    now = {pk for each in made if each.op == moment for pk in each.leveringen.values()}
    before = {pk for each in made if each.op < moment for pk in each.leveringen.values()}
    return tuple(sorted(now - before))


def doelen(op: datetime.date | None = None) -> dict[str, list[Doelstelling]]:
    """The goals in force, now or on a day, per indicator."""
    found: dict[str, list[Doelstelling]] = {}
    for doel in Doelstelling.objects.geldig(op):
        found.setdefault(doel.indicator, []).append(doel)
    return found


def _series(code: str, raw: list[Half], onderdeel: str = "") -> list[Punt]:
    indicator = INDICATOREN[code]
    return _SERIES[indicator.periode](indicator, raw, onderdeel)


def _value(indicator: Indicator, cell: Cel) -> float | None:
    if indicator.is_aandeel:
        return cell.teller / cell.noemer if cell.noemer else None
    return cell.teller


def _parts(cells: Cellen) -> dict[str, float]:
    return {naam: cell.teller for naam, cell in cells.items() if naam}


def _names(parties: set[Partij]) -> tuple[str, ...]:
    """In the fixed order of the parties."""
    return tuple(each.naam for each in sorted(parties, key=lambda each: (each.volgorde, each.naam)))


def _summed(indicator: Indicator, raw: list[Half], onderdeel: str, starts_anew) -> list[Punt]:
    """Sums over sums, from the last half-year that starts anew."""
    points, sums, gaps = [], {}, set()
    for half, cells, missing in raw:
        if starts_anew(half):
            sums, gaps = {}, set()
        sums = {naam: sums.get(naam, Cel()) + cells.get(naam, Cel()) for naam in {**sums, **cells}}
        gaps = gaps | missing
        points.append(_point(indicator, half, onderdeel, sums, cells, _names(gaps)))
    return points


def _point(indicator: Indicator, half: Halfjaar, onderdeel: str, sums: Cellen, alone: Cellen, missing) -> Punt:
    """The point of a half-year: `sums` up to and including it, `alone` by itself. Nothing of itself is no figure."""
    if onderdeel not in alone:
        return Punt(half, None, ontbreekt=missing)
    cell = sums[onderdeel]
    return Punt(
        half,
        _value(indicator, cell),
        cell.teller,
        cell.noemer,
        periode=_value(indicator, alone[onderdeel]),
        onderdelen=_parts(sums),
        onderdelen_periode=_parts(alone),
        ontbreekt=missing,
    )


def _per_half_year(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: True)


def _calendar_year(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: half.helft == 1)


def _cumulative(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: False)


def _carried_over(indicator, raw, onderdeel) -> list[Punt]:
    """Housed ÷ (task + arrears − lead): what was not done goes to the next half-year, what was done extra too."""
    points, carried, gaps = [], 0.0, set()
    for half, cells, missing in raw:
        gaps = gaps | missing
        names, cell = _names(gaps), cells.get(onderdeel)
        points.append(_with_arrears(half, cell, carried, names) if cell else Punt(half, None, ontbreekt=names))
        carried += cell.noemer - cell.teller if cell else 0
    return points


def _with_arrears(half: Halfjaar, cell: Cel, carried: float, missing: tuple[str, ...]) -> Punt:
    asked = cell.noemer + carried
    return Punt(
        half,
        cell.teller / asked if asked > 0 else None,
        cell.teller,
        asked,
        periode=cell.teller / cell.noemer if cell.noemer else None,
        ontbreekt=missing,
        taak=cell.noemer,
        achterstand=carried,
        gehuisvest=cell.teller,
    )


_SERIES = {
    Periode.HALFJAAR: _per_half_year,
    Periode.STAND: _per_half_year,
    Periode.CUMULATIEF: _cumulative,
    Periode.KALENDERJAAR: _calendar_year,
    Periode.DOORLOPEND: _carried_over,
}
