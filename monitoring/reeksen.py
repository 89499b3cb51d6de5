"""Series of figures as a reader needs them: per half-year, cumulative, per calendar year, or with arrears.

Half-years are stored as they were delivered (`IndicatorWaarde`); what they mean together is worked out here, from
one small frame, by the period of the indicator. A missing figure is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Sum

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Wijk
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.models import Doelstelling, IndicatorWaarde, Rekenstand
from voorraad.models import Levering

ELK = "elk"


@dataclass(frozen=True)
class Punt:
    """The figure of one half-year.

    `waarde` is in the unit of the indicator (a share as a fraction); `periode` is the figure of the half-year alone.
    `ontbreekt` names the parties whose accepted delivery is missing: the figure is then provisional. `taak`,
    `achterstand` (carried in; negative is a lead) and `gehuisvest` belong to indicators with a task, in persons.
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
    teller: float
    noemer: float


class Reeksen:
    """Stored half-years of several indicators and scopes, loaded at once. See `load`."""

    def __init__(self, values: dict, parties: list[Partij], accepted: set[tuple[int, Halfjaar]]):
        self._values = values
        self._accepted = accepted
        self.partijen = parties
        self.halfjaren = Halfjaar.range(EERSTE, max((key[2] for key in values), default=EERSTE - 1))

    def punten(self, code: str, partij: Partij | None = None, onderdeel: str = "") -> list[Punt]:
        """The series of an indicator, for all parties together or for one, from the first half-year on."""
        indicator = INDICATOREN[code]
        scope = partij.pk if partij else None
        raw = [
            (half, self._cells(code, scope, half), self._missing(indicator, partij, half)) for half in self.halfjaren
        ]
        while raw and not raw[-1][1]:
            raw.pop()
        return _SERIES[indicator.periode](indicator, raw, onderdeel)

    def laatste(self, code: str, partij: Partij | None = None) -> Punt | None:
        """The newest figure there is, or None."""
        return next((punt for punt in reversed(self.punten(code, partij)) if punt.waarde is not None), None)

    def _cells(self, code: str, scope: int | None, half: Halfjaar) -> dict[str, Cel]:
        return self._values.get((code, scope, half), {})

    def _missing(self, indicator: Indicator, partij: Partij | None, half: Halfjaar) -> tuple[str, ...]:
        """Names of the parties that this figure needs and whose delivery is not accepted."""
        asked = [partij] if partij else [each for each in self.partijen if each.soort in indicator.van]
        return tuple(each.naam for each in asked if indicator.van and (each.pk, half) not in self._accepted)


def load(
    codes: Iterable[str] | None = None, *, partij: Partij | str | None = None, tot: Halfjaar | None = None
) -> Reeksen:
    """Load series in three queries. `partij`: None is all together, a Partij that one too, 'elk' every one."""
    values = IndicatorWaarde.objects.filter(wijk__isnull=True)
    if codes is not None:
        values = values.filter(indicator__in=list(codes))
    if tot is not None:
        values = values.filter(halfjaar__lte=tot)
    if partij is None:
        values = values.filter(partij__isnull=True)
    elif partij != ELK:
        values = values.filter(partij__isnull=True) | values.filter(partij=partij)
    return Reeksen(_by_scope(values), list(Partij.objects.aanleverend()), _accepted())


def _accepted() -> set[tuple[int, Halfjaar]]:
    return set(Levering.objects.vastgesteld().values_list("partij", "halfjaar"))


def _by_scope(values) -> dict[tuple, dict[str, Cel]]:
    found: dict[tuple, dict[str, Cel]] = {}
    rows = values.values_list("indicator", "partij", "halfjaar", "onderdeel", "teller", "noemer")
    for code, partij, half, onderdeel, teller, noemer in rows:
        found.setdefault((code, partij, half), {})[onderdeel] = Cel(teller, noemer)
    return found


def load_wijken(code: str, halfjaar: Halfjaar, partij: Partij | None = None) -> list[tuple[Wijk, Punt]]:
    """The figure of an indicator up to a half-year, for each wijk that has one."""
    values = IndicatorWaarde.objects.filter(
        indicator=code, partij=partij, halfjaar__lte=halfjaar, wijk__isnull=False, buurt__isnull=True
    )
    per_wijk: dict[int, dict] = {}
    for wijk, half, onderdeel, teller, noemer in values.values_list(
        "wijk", "halfjaar", "onderdeel", "teller", "noemer"
    ):
        per_wijk.setdefault(wijk, {}).setdefault(half, {})[onderdeel] = Cel(teller, noemer)
    wijken = Wijk.objects.defer("vorm").in_bulk(per_wijk)
    indicator = INDICATOREN[code]
    found = []
    for wijk, halves in per_wijk.items():
        raw = [(half, halves.get(half, {}), ()) for half in Halfjaar.range(EERSTE, halfjaar)]
        found.append((wijken[wijk], _SERIES[indicator.periode](indicator, raw, "")[-1]))
    return sorted(((wijk, punt) for wijk, punt in found if punt.waarde is not None), key=lambda pair: pair[0].naam)


def generation() -> int:
    """Changes whenever any figure does: the key under which pages keep what they made of the figures."""
    return Rekenstand.objects.aggregate(som=Sum("versie"))["som"] or 0


def doelen() -> dict[str, list[Doelstelling]]:
    """The goals in force, per indicator."""
    found: dict[str, list[Doelstelling]] = {}
    for doel in Doelstelling.objects.geldig():
        found.setdefault(doel.indicator, []).append(doel)
    return found


def _value(indicator: Indicator, cell: Cel | None) -> float | None:
    if cell is None:
        return None
    if indicator.is_aandeel:
        return cell.teller / cell.noemer if cell.noemer else None
    return cell.teller


def _point(indicator: Indicator, half, cell: Cel | None, missing, alone: Cel | None = None, **extra) -> Punt:
    """A point whose value is that of `cell`; `alone` is the half-year by itself."""
    return Punt(
        half,
        _value(indicator, cell),
        cell and cell.teller,
        cell and cell.noemer,
        periode=_value(indicator, alone or cell),
        ontbreekt=missing,
        **extra,
    )


def _parts(cells: dict[str, Cel]) -> dict[str, float]:
    return {naam: cell.teller for naam, cell in cells.items() if naam}


def _per_half_year(indicator, raw, onderdeel) -> list[Punt]:
    return [
        _point(
            indicator, half, cells.get(onderdeel), missing, onderdelen=_parts(cells), onderdelen_periode=_parts(cells)
        )
        for half, cells, missing in raw
    ]


def _added(sums: dict[str, Cel], cells: dict[str, Cel]) -> dict[str, Cel]:
    zero = Cel(0, 0)
    return {
        naam: Cel(
            sums.get(naam, zero).teller + cells.get(naam, zero).teller,
            sums.get(naam, zero).noemer + cells.get(naam, zero).noemer,
        )
        for naam in {**sums, **cells}
    }


def _summed(indicator, raw, onderdeel, same_year: bool) -> list[Punt]:
    """Sums over sums: since the first half-year, or since 1 January of the same year."""
    points, sums, gaps, year = [], {}, {}, None
    for half, cells, missing in raw:
        if same_year and half.jaar != year:
            sums, gaps, year = {}, {}, half.jaar
        sums = _added(sums, cells)
        gaps |= dict.fromkeys(missing)
        parts = {"onderdelen": _parts(sums), "onderdelen_periode": _parts(cells)}
        points.append(_point(indicator, half, sums.get(onderdeel), tuple(gaps), cells.get(onderdeel), **parts))
    return points


def _cumulative(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, same_year=False)


def _calendar_year(indicator, raw, onderdeel) -> list[Punt]:
    return _summed(indicator, raw, onderdeel, same_year=True)


def _carried_over(indicator, raw, onderdeel) -> list[Punt]:
    """Housed ÷ (task + arrears − lead): what was not done goes to the next half-year, what was done extra too."""
    points, carried = [], 0.0
    for half, cells, missing in raw:
        cell = cells.get(onderdeel)
        if cell is None:
            points.append(Punt(half, None, ontbreekt=missing))
            continue
        asked = cell.noemer + carried
        points.append(
            Punt(
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
        )
        carried = asked - cell.teller
    return points


_SERIES = {
    Periode.HALFJAAR: _per_half_year,
    Periode.STAND: _per_half_year,
    Periode.CUMULATIEF: _cumulative,
    Periode.KALENDERJAAR: _calendar_year,
    Periode.DOORLOPEND: _carried_over,
}
