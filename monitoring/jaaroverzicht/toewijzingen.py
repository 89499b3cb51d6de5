"""What went to whom in the time of an overview: sums over its half-years, each with the time that it is about."""

from __future__ import annotations

from monitoring.grafiek import Cijfers
from monitoring.reeksen import Punt
from monitoring.tijdvak import Tijdvak
from monitoring.zinnen.jaaroverzicht import Telling


def urgent(cijfers: Cijfers, tijdvak: Tijdvak) -> Telling | None:
    """Allocations to urgent seekers, of all; None where there are none."""
    punten = in_tijdvak(cijfers, tijdvak, "T1")
    sums = (sum(punt.teller for punt in punten), sum(punt.noemer for punt in punten))
    return _telling(*sums, punten, tijdvak)


def vrij(cijfers: Cijfers, tijdvak: Tijdvak) -> Telling | None:
    """Free allocations, of all: the figure of a half-year counts from January on."""
    punten = in_tijdvak(cijfers, tijdvak, "T2")
    if not punten:
        return None
    last = punten[-1]
    about = Tijdvak(tijdvak.jaar, last.halfjaar.helft % 2)  # until June it is the first half-year, then the year
    return Telling(last.teller, last.noemer, about.naam, last.voorlopig)


def taak(cijfers: Cijfers, tijdvak: Tijdvak) -> Telling | None:
    """Persons housed, of what was asked: with what was left of before, each task once."""
    punten = in_tijdvak(cijfers, tijdvak, "T3")
    asked = punten[0].opgave + sum(punt.taak for punt in punten[1:]) if punten else 0
    return _telling(sum(punt.gehuisvest for punt in punten), asked, punten, tijdvak)


def in_tijdvak(cijfers: Cijfers, tijdvak: Tijdvak, code: str) -> list[Punt]:
    """What a line about this time is made of; of the task every half-year in which there was one."""
    punten = [punt for punt in cijfers.punten(code) if punt.halfjaar in tijdvak.halfjaren]
    return [punt for punt in punten if (punt.taak if code == "T3" else punt.waarde) is not None]


def _telling(teller: float, noemer: float, punten: list[Punt], tijdvak: Tijdvak) -> Telling | None:
    """Of a year with figures of one half-year, it is about that half-year."""
    if noemer <= 0:
        return None
    about = Tijdvak(tijdvak.jaar, punten[0].halfjaar.helft) if len(punten) == 1 else tijdvak
    return Telling(teller, noemer, about.naam, any(punt.ontbreekt for punt in punten))
