"""What would change on the dashboards if a delivery were accepted: computed beside the stored figures, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from basis.getallen import verschil
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import doelen, reeksen
from monitoring.doelen import Stand
from monitoring.grafiek import doel_woorden, getekend, waarde_tekst
from monitoring.herkomst import Verwijzing, adres
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.models import Doelstelling, IndicatorWaarde
from monitoring.reeksen import Cel, Punt, Reeksen
from monitoring.rekenen import recompute
from voorraad.models import Levering

GELIJK = "blijft gelijk"


@dataclass(frozen=True)
class Omslag:
    """Something that flips: where a figure stands towards a goal, or whether it is final."""

    tekst: str
    gunstig: bool


@dataclass(frozen=True)
class Doelregel:
    """One goal of a figure, and where the figure stands towards it now and after acceptance."""

    tekst: str
    omschrijving: str
    nu: Stand | None
    straks: Stand | None

    @property
    def woorden(self) -> str:
        """'nog niet op het doel → op het doel', or where it stands when that stays as it is."""
        if self.omslag:
            return f"{self.nu.woorden} → {self.straks.woorden}"
        return self.straks.woorden if self.straks else ""

    @property
    def omslag(self) -> bool:
        return self.nu is not None and self.straks is not None and self.nu != self.straks


@dataclass(frozen=True)
class Verandering:
    """One figure of one half-year, now and after acceptance; each leads to its passport where there is a figure."""

    code: str
    naam: str
    halfjaar: Halfjaar
    nu: str
    straks: str
    verschil: str
    nu_adres: str = ""
    straks_adres: str = ""
    doelen: list[Doelregel] = field(default_factory=list)
    zekerheid: Omslag | None = None

    @property
    def omslagen(self) -> list[Omslag]:
        """What flips, in words: the goals first."""
        goals = [
            Omslag(f"{doel.omschrijving}: {doel.woorden}", doel.straks.gehaald) for doel in self.doelen if doel.omslag
        ]
        return [*goals, self.zekerheid] if self.zekerheid else goals

    @property
    def anders(self) -> bool:
        return self.verschil != GELIJK or bool(self.omslagen)


@dataclass(frozen=True)
class Blik:
    """What one scope would see: the party itself, or all parties together. Goals hold for all together."""

    naam: str
    veranderingen: list[Verandering]
    met_doelen: bool

    @property
    def anders(self) -> list[Verandering]:
        return [each for each in self.veranderingen if each.anders]

    @property
    def gelijk(self) -> list[Verandering]:
        return [each for each in self.veranderingen if not each.anders]


def proef(levering: Levering) -> list[Blik]:
    """For the party and for all together: every figure that its delivery is in, from its half-year on."""
    now = reeksen.load(partij=levering.partij)
    series = now, as_if_accepted(now, levering)
    goals = reeksen.doelen()
    codes = [code for code, indicator in INDICATOREN.items() if levering.partij.soort in indicator.van]
    scopes = [(levering.partij.naam, levering.partij), ("Alle partijen samen", None)]
    return [
        Blik(naam, [change for code in codes for change in _changes(code, partij, levering, series, goals)], not partij)
        for naam, partij in scopes
    ]


def as_if_accepted(now: Reeksen, levering: Levering) -> Reeksen:
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


def _changes(code: str, partij: Partij | None, levering: Levering, series: tuple, goals: dict) -> list[Verandering]:
    """Its own half-year, and the later ones that change with it. Goals hold for all parties together."""
    now, then = series
    agreed = [] if partij else goals.get(code, [])
    old = {punt.halfjaar: punt for punt in now.punten(code, partij)}
    new = [punt for punt in then.punten(code, partij) if punt.halfjaar >= levering.halfjaar]
    found = [_change(code, partij, levering, (old.get(punt.halfjaar), punt), agreed) for punt in new]
    return [change for change in found if change.halfjaar == levering.halfjaar or change.anders]


def _change(code: str, partij: Partij | None, levering: Levering, points: tuple, goals: list) -> Verandering:
    old, new = points
    indicator = INDICATOREN[code]
    return Verandering(
        code,
        indicator.naam,
        new.halfjaar,
        waarde_tekst(code, old),
        waarde_tekst(code, new),
        _verschil(indicator, old, new),
        "" if _getoond(old) is None else adres(code, new.halfjaar, partij=partij),
        "" if _getoond(new) is None else adres(code, new.halfjaar, partij=partij, proef=levering.pk),
        [_doelregel(indicator, doel, old, new) for doel in goals],
        _zekerheid(old, new),
    )


def _doelregel(indicator: Indicator, doel: Doelstelling, old: Punt | None, new: Punt) -> Doelregel:
    was, wordt = (doelen.stand(doel, punt and getekend(punt, indicator.is_deel)) for punt in (old, new))
    return Doelregel(doel_woorden(indicator.code, doel), doel.omschrijving, was, wordt)


def _verschil(indicator: Indicator, old: Punt | None, new: Punt) -> str:
    was, wordt = _getoond(old), _getoond(new)
    if was is None:
        return "nieuw" if wordt is not None else GELIJK
    if wordt is None:
        return "vervalt"
    change = wordt - was
    if indicator.is_aandeel:
        points = round(change * 100, 1)
        return f"{verschil(points, 1)} procentpunt" if points else GELIJK
    decimalen = 1 if indicator.is_gemiddelde else 0
    return f"{verschil(change, decimalen)} {indicator.eenheid}" if round(change, 1) else GELIJK


def _getoond(punt: Punt | None) -> float | None:
    """The number that says most: of a task the persons, since its share says little by itself."""
    if punt is None:
        return None
    return punt.gehuisvest if punt.taak is not None else punt.waarde


def _zekerheid(old: Punt | None, new: Punt) -> Omslag | None:
    """Whether a figure becomes final, or stops being so."""
    if new.waarde is None or old is None:
        return None
    if old.voorlopig and not new.voorlopig:
        return Omslag("voorlopig → definitief: alle cijfers zijn er", True)
    if old.waarde is not None and not old.voorlopig and new.voorlopig:
        return Omslag("definitief → voorlopig: er komen nog cijfers bij", False)
    return None


def zin(blikken: list[Blik]) -> str:
    """What its reader came for, in one sentence with its number."""
    together = blikken[-1].anders
    if not together:
        return "Als deze cijfers worden vastgesteld, verandert er niets op de dashboards."
    first = _first(together)
    count = len({each.code for each in together})
    start = f"Als deze cijfers worden vastgesteld, gaat ‘{first.naam}’ van {first.nu} naar {first.straks}"
    others = "verandert nog 1 ander cijfer" if count == 2 else f"veranderen nog {count - 1} andere cijfers"
    return f"{start}." if count == 1 else f"{start}. Er {others}."


def zin_herkomst(blikken: list[Blik]) -> list[Verwijzing]:
    """The figures that `zin` names."""
    if not blikken[-1].anders:
        return []
    first = _first(blikken[-1].anders)
    named = {"het cijfer van nu": first.nu_adres, "het cijfer na vaststellen": first.straks_adres}
    return [Verwijzing(naam, address) for naam, address in named.items() if address]


def _first(changes: list[Verandering]) -> Verandering:
    return next((each for each in changes if each.code == "V1"), changes[0])
