"""What would change on the dashboards if a delivery were accepted: computed beside the stored figures, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from basis.getallen import getal, verschil
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import doelen, recompute, reeksen
from monitoring.grafiek import vorm_van, waarde_tekst
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.models import Doelsoort, Doelstelling, IndicatorWaarde
from monitoring.reeksen import Cel, Punt, Reeksen
from voorraad.models import Levering

GELIJK = "blijft gelijk"


@dataclass(frozen=True)
class Omslag:
    """Something that flips: a goal that comes within reach or slips out of it, a figure that becomes final."""

    tekst: str
    gunstig: bool


@dataclass(frozen=True)
class Verandering:
    """One figure of one half-year, now and after acceptance."""

    code: str
    naam: str
    halfjaar: Halfjaar
    nu: str
    straks: str
    verschil: str
    doel: str
    omslagen: list[Omslag] = field(default_factory=list)

    @property
    def anders(self) -> bool:
        return self.verschil != GELIJK or bool(self.omslagen)


@dataclass(frozen=True)
class Blik:
    """What one scope would see: the party itself, or all parties together."""

    naam: str
    veranderingen: list[Verandering]

    @property
    def anders(self) -> list[Verandering]:
        return [each for each in self.veranderingen if each.anders]

    @property
    def gelijk(self) -> list[Verandering]:
        return [each for each in self.veranderingen if not each.anders]


def proef(levering: Levering) -> list[Blik]:
    """For the party and for all together: every figure that its delivery is in, from its half-year on."""
    now = reeksen.load(partij=levering.partij)
    then = _as_if_accepted(now, levering)
    goals = reeksen.doelen()
    codes = [code for code, indicator in INDICATOREN.items() if levering.partij.soort in indicator.van]
    scopes = [(levering.partij.naam, levering.partij), ("Alle partijen samen", None)]
    return [
        Blik(
            naam,
            [
                change
                for code in codes
                for change in _changes(
                    code, partij, levering.halfjaar, (now, then), [] if partij else goals.get(code, [])
                )
            ],
        )
        for naam, partij in scopes
    ]


def _as_if_accepted(now: Reeksen, levering: Levering) -> Reeksen:
    """The series with the figures of this delivery in the place of those of its party and half-year."""
    stored = IndicatorWaarde.objects.filter(halfjaar=levering.halfjaar, partij=levering.partij, wijk__isnull=True)
    before = {(code, part): Cel(*pair) for code, part, *pair in stored.values_list(*_CELL)}
    frame = recompute.figures(levering)
    city = frame.xs((recompute.ZONDER, recompute.ZONDER), level=("wijk", "buurt"))
    after = {key: Cel(teller, noemer) for key, teller, noemer, _ in city.itertuples(name=None)}
    own = {key: after.get(key) for key in {*before, *after}}
    moved = {key: _minus(after.get(key, Cel()), before.get(key, Cel())) for key in own}
    return now.anders(levering.partij, levering.halfjaar, own, moved)


_CELL = ("indicator", "onderdeel", "teller", "noemer")


def _minus(left: Cel, right: Cel) -> Cel:
    return Cel(round(left.teller - right.teller, 1), round(left.noemer - right.noemer, 1))


def _changes(code: str, partij: Partij | None, first: Halfjaar, series: tuple, goals: list) -> list[Verandering]:
    """Its own half-year, and the later ones that change with it."""
    now, then = series
    old = {punt.halfjaar: punt for punt in now.punten(code, partij)}
    new = {punt.halfjaar: punt for punt in then.punten(code, partij) if punt.halfjaar >= first}
    found = [_change(INDICATOREN[code], old.get(half), punt, goals) for half, punt in new.items()]
    return [change for change in found if change.halfjaar == first or change.anders]


def _change(indicator: Indicator, old: Punt | None, new: Punt, goals: list[Doelstelling]) -> Verandering:
    code = indicator.code
    return Verandering(
        code,
        indicator.naam,
        new.halfjaar,
        _tekst(code, old),
        _tekst(code, new),
        _verschil(indicator, old, new),
        doelen.in_woorden(goals[0], vorm_van(indicator)) if goals else "",
        [*_goal_flips(old, new, goals), *_status_flips(old, new)],
    )


def _tekst(code: str, punt: Punt | None) -> str:
    """As on the dashboards; a task says persons, since its share says little by itself."""
    if punt is not None and punt.taak is not None:
        return f"{getal(punt.gehuisvest)} van de {getal(punt.opgave)} personen"
    return waarde_tekst(code, punt)


def _verschil(indicator: Indicator, old: Punt | None, new: Punt) -> str:
    if old is None or _getoond(indicator, old) is None:
        return "nieuw" if _getoond(indicator, new) is not None else GELIJK
    if _getoond(indicator, new) is None:
        return "vervalt"
    change = _getoond(indicator, new) - _getoond(indicator, old)
    if indicator.is_aandeel:
        points = round(change * 100, 1)
        return f"{verschil(points, 1)} procentpunt" if points else GELIJK
    decimalen = 1 if indicator.is_gemiddelde else 0
    return f"{verschil(change, decimalen)} {indicator.eenheid}" if round(change, 1) else GELIJK


def _getoond(indicator: Indicator, punt: Punt) -> float | None:
    return punt.gehuisvest if punt.taak is not None else punt.waarde


def _goal_flips(old: Punt | None, new: Punt, goals: list[Doelstelling]) -> list[Omslag]:
    flips = []
    for goal in goals:
        was, wordt = _gehaald(goal, old), _gehaald(goal, new)
        if wordt is not None and was is not None and was != wordt:
            text = f"{goal.omschrijving}: {'wordt gehaald' if wordt else 'wordt niet meer gehaald'}"
            if goal.soort == Doelsoort.PLAFOND:
                text = f"{goal.omschrijving}: {'komt weer onder het plafond' if wordt else 'komt boven het plafond'}"
            flips.append(Omslag(text, wordt))
    return flips


def _gehaald(goal: Doelstelling, punt: Punt | None) -> bool | None:
    """Whether a figure meets its goal; nothing where there is no figure or no number to meet."""
    if punt is None or punt.waarde is None or goal.waarde is None or goal.soort == Doelsoort.PLANSTAND:
        return None
    if goal.soort in (Doelsoort.PLAFOND, Doelsoort.GEMIDDELDE):
        return punt.waarde <= float(goal.waarde)
    if goal.soort == Doelsoort.BAND:
        return float(goal.waarde) <= punt.waarde <= float(goal.waarde_tot)
    return punt.waarde >= float(goal.waarde)


def _status_flips(old: Punt | None, new: Punt) -> list[Omslag]:
    if new.waarde is None:
        return []
    if old is not None and old.voorlopig and not new.voorlopig:
        return [Omslag("niet meer voorlopig: alle cijfers zijn er", True)]
    if old is not None and old.waarde is not None and not old.voorlopig and new.voorlopig:
        return [Omslag("wordt voorlopig", False)]
    return []


def zin(levering: Levering, blikken: list[Blik]) -> str:
    """What its reader came for, in one sentence with its number."""
    together = blikken[-1].anders
    if not together:
        return "Als deze cijfers worden vastgesteld, verandert er niets op de dashboards."
    first = next((each for each in together if each.code == "V1"), together[0])
    count = len({each.code for each in together})
    start = f"Als deze cijfers worden vastgesteld, gaat ‘{first.naam}’ van {first.nu} naar {first.straks}"
    others = "verandert nog 1 ander cijfer" if count == 2 else f"veranderen nog {count - 1} andere cijfers"
    return f"{start}." if count == 1 else f"{start}. Er {others}."
