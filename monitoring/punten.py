"""What stored half-years mean together: cumulative, per calendar year, a state, a task with arrears, a look ahead.

Pure reading: from the raw cells of each half-year to the figures of a series, by the period of the indicator. A
missing figure is None, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij
from monitoring.indicatoren import Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.indicatoren.vormen import GEPLAND, GEREALISEERD, NOEMER


@dataclass(frozen=True)
class Cel:
    """Numerator and denominator."""

    teller: float = 0.0
    noemer: float = 0.0

    def __add__(self, other: Cel) -> Cel:
        return Cel(self.teller + other.teller, self.noemer + other.noemer)

    @property
    def quotient(self) -> float | None:
        """A share or a mean; None where there is nothing to divide by."""
        return self.teller / self.noemer if self.noemer else None


Cellen = dict[str, Cel]  # one per onderdeel; '' is the figure itself
Half = tuple[Halfjaar, Cellen, set[Partij]]  # with the parties that are not in the figure


@dataclass(frozen=True)
class Punt:
    """The figure of one half-year.

    `waarde` is in the unit of the indicator (a share as a fraction); `periode` is the figure of the half-year alone.
    Nothing delivered is None. `ontbreekt` names the parties whose delivery is not in the figure, in this half-year or
    in an earlier one that counts too: the figure is then provisional.

    `onderdelen` has the count of each part; `delen` numerator and denominator, where a part is a share of what it
    lies in, or has a denominator of its own (a mean). `verschillen` is what a state differs from that of the half-year
    before, per part, '' for the figure itself; `vorige_stand` names the missing parties of which an earlier state is
    counted. `in_quotienten`: a part is itself a share or a mean, not a count. `taak`, `achterstand` (carried in;
    negative is a lead) and `gehuisvest` belong to indicators with a task, in persons; `waarde` is then the share of
    the task.
    """

    halfjaar: Halfjaar
    waarde: float | None
    teller: float | None = None
    noemer: float | None = None
    periode: float | None = None
    onderdelen: dict[str, float] = field(default_factory=dict)
    onderdelen_periode: dict[str, float] = field(default_factory=dict)
    delen: Cellen = field(default_factory=dict)
    verschillen: dict[str, float] = field(default_factory=dict)
    ontbreekt: tuple[str, ...] = ()
    vorige_stand: tuple[str, ...] = ()
    in_quotienten: bool = False
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

    def deel(self, onderdeel: str) -> float | None:
        """A part as a share of what it lies in, or as a mean: None where it is neither."""
        return self.delen[onderdeel].quotient if onderdeel in self.delen else None

    def cijfer(self, onderdeel: str) -> float | None:
        """The figure of a part: a share, a mean or a count, as the figure itself is."""
        return self.deel(onderdeel) if self.in_quotienten else self.onderdelen.get(onderdeel)


def series(indicator: Indicator, raw: list[Half], onderdeel: str = "", groepen: set[str] | None = None) -> list[Punt]:
    """The figures of a series of half-years, each read as the indicator says.

    `groepen` are the groups that have a figure, 0 where they do not occur; without it those that occur at all.
    """
    known = groepen_in(indicator, raw) if groepen is None else groepen
    return _SERIES[indicator.periode](indicator, _completed(indicator, raw, known), onderdeel)


def telt_vanaf(indicator: Indicator, halfjaar: Halfjaar) -> Halfjaar:
    """The first half-year that counts for the figure of this one; of a state the one that it is compared with."""
    match indicator.periode:
        case Periode.HALFJAAR:
            return halfjaar
        case Periode.KALENDERJAAR:
            return Halfjaar(halfjaar.jaar, 1)
        case Periode.STAND:
            return max(EERSTE, halfjaar - 1)
    return EERSTE


def groepen_in(indicator: Indicator, raw: list[Half]) -> set[str]:
    """The parts that are named after codes, and occur in any of these half-years."""
    return {part for _, cells, _ in raw for part, cell in cells.items() if _is_group(indicator, part) and cell != Cel()}


def met_verschillen(punten: list[Punt], vergelijkbaar: set[Halfjaar]) -> list[Punt]:
    """States with what they differ from the half-year before, where the same parties are in both."""
    found = punten[:1]
    for before, punt in pairwise(punten):
        both = punt.waarde is not None and before.waarde is not None and punt.halfjaar in vergelijkbaar
        found.append(replace(punt, verschillen=_differences(before, punt)) if both else punt)
    return found


def _differences(before: Punt, punt: Punt) -> dict[str, float]:
    old = {"": before.teller, **before.onderdelen}
    return {naam: teller - old.get(naam, 0) for naam, teller in {"": punt.teller, **punt.onderdelen}.items()}


def met_nul(indicator: Indicator, punt: Punt, onderdelen: Iterable[str]) -> Punt:
    """The same figure with 0 for groups that it could have and has not, such as plans in a half-year without any."""
    if punt.teller is None:
        return punt
    none = {naam: 0.0 for naam in onderdelen if _is_group(indicator, naam) and not _has_own_whole(indicator, naam)}
    made = replace(
        punt,
        onderdelen={**none, **punt.onderdelen},
        onderdelen_periode={**none, **punt.onderdelen_periode},
    )
    return replace(made, delen=_shares(indicator, {"": Cel(punt.teller, punt.noemer)} | _as_cells(made)))


def _has_own_whole(indicator: Indicator, naam: str) -> bool:
    """Whether it is divided by something of its own, of which there need not be any either."""
    return indicator.onder_de_streep(naam)[0] == naam


def _as_cells(punt: Punt) -> Cellen:
    """Its parts; a denominator of their own they keep."""
    return {naam: Cel(count, punt.delen.get(naam, Cel()).noemer) for naam, count in punt.onderdelen.items()}


def _completed(indicator: Indicator, raw: list[Half], groepen: set[str]) -> list[Half]:
    """The cells of each half-year as the shape reads them, and 0 for a group that occurred in others only."""
    if indicator.is_kans:
        return [(half, _with_both(cells), missing) for half, cells, missing in raw]
    around = {part: _around(indicator, part) for part in groepen}
    return [(half, _with_groups(indicator, cells, around), missing) for half, cells, missing in raw]


def _with_groups(indicator: Indicator, cells: Cellen, named: dict[str, str]) -> Cellen:
    """Of groups those that occur in any half-year, each with what it lies in: 0 where that is known."""
    found = {part: cell for part, cell in cells.items() if part in named or not _is_group(indicator, part)}
    return found | {part: Cel() for part, around in named.items() if part not in found and around in found}


def _is_group(indicator: Indicator, onderdeel: str) -> bool:
    return onderdeel not in indicator.onderdelen


def _around(indicator: Indicator, onderdeel: str) -> str:
    """The nearest part around this one that always is there; '' is the figure itself."""
    around = indicator.rondom(onderdeel)
    return _around(indicator, around) if _is_group(indicator, around) else around


def _with_both(cells: Cellen) -> Cellen:
    """Chances: only parts of which both sides are known, and their total. Nobody chosen at all is one side unknown."""
    known = {naam: cell for naam, cell in cells.items() if naam and cell.noemer}
    total = sum(known.values(), Cel())
    if not total.teller:
        return {"": Cel()} if cells else {}
    return {"": total, **known}


def _value(indicator: Indicator, cell: Cel) -> float | None:
    return cell.quotient if indicator.is_quotient else cell.teller


def _parts(cells: Cellen) -> dict[str, float]:
    return {naam: cell.teller for naam, cell in cells.items() if naam}


def _shares(indicator: Indicator, cells: Cellen) -> Cellen:
    """Each part with what it is divided by."""
    if not indicator.vorm.in_delen:
        return {}
    return {naam: _share(indicator, naam, cell, cells) for naam, cell in cells.items() if naam}


def _share(indicator: Indicator, naam: str, cell: Cel, cells: Cellen) -> Cel:
    part, side = indicator.onder_de_streep(naam)
    below = cells.get(part, Cel())
    return Cel(cell.teller, below.noemer if side == NOEMER else below.teller)


def names(parties: set[Partij]) -> tuple[str, ...]:
    """In the fixed order of the parties."""
    return tuple(each.naam for each in sorted(parties, key=lambda each: (each.volgorde, each.naam)))


def _summed(
    indicator: Indicator, raw: list[Half], onderdeel: str, starts_anew: Callable[[Halfjaar], bool]
) -> list[Punt]:
    """Sums over sums, from the last half-year that starts anew."""
    points, sums, gaps = [], {}, set()
    for half, cells, missing in raw:
        if starts_anew(half):
            sums, gaps = {}, set()
        sums = {naam: sums.get(naam, Cel()) + cells.get(naam, Cel()) for naam in {**sums, **cells}}
        gaps = gaps | missing
        points.append(_point(indicator, half, onderdeel, sums, cells, names(gaps)))
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
        delen=_shares(indicator, sums),
        in_quotienten=indicator.is_quotient,
        ontbreekt=missing,
    )


def _per_half_year(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: True)


def _calendar_year(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: half.helft == 1)


def _cumulative(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, starts_anew=lambda half: False)


def _look_ahead(indicator, raw, onderdeel) -> list[Punt]:
    """What was realised adds up; what is planned is that of the newest list. Together they are the figure."""
    points, done, gaps = [], Cel(), set()
    for half, cells, missing in raw:
        gaps = gaps | missing
        if "" in cells:
            plans = {naam: cell for naam, cell in cells.items() if naam not in ("", GEREALISEERD)}
            alone = cells.get(GEREALISEERD, Cel())
            done += alone
            now = {"": done + plans.get(GEPLAND, Cel()), GEREALISEERD: done, **plans}
            points.append(_point(indicator, half, onderdeel, now, {**now, "": alone, GEREALISEERD: alone}, names(gaps)))
        else:
            points.append(Punt(half, None, ontbreekt=names(gaps)))
    return points


def _carried_over(indicator, raw, onderdeel) -> list[Punt]:
    """Housed ÷ (task + arrears − lead): what was not done goes to the next half-year, what was done extra too."""
    points, carried, gaps = [], 0.0, set()
    for half, cells, missing in raw:
        gaps = gaps | missing
        named, cell = names(gaps), cells.get(onderdeel)
        points.append(_with_arrears(half, cell, carried, named) if cell else Punt(half, None, ontbreekt=named))
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
    Periode.VOORUITBLIK: _look_ahead,
}
