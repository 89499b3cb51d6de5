"""Links from the five lines of the opening to the passports of the figures that they name."""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.grafiek import Cijfers
from monitoring.grafieken.voorraad import groei_herkomst
from monitoring.herkomst import adres
from monitoring.jaaroverzicht.toewijzingen import in_tijdvak
from monitoring.oordeel import AANDACHT
from monitoring.tijdvak import Tijdvak

TOEWIJZINGEN = {"T1": "naar urgent woningzoekenden", "T2": "vrij toegewezen", "T3": "statushouders"}
CUMULATIEF = ("T2",)  # counts from January on: the newest half-year says it all


def van_opening(cijfers: Cijfers, tijdvak: Tijdvak, definities: list[dict]) -> list[dict]:
    """[{regel, naam, adres}]: per line the figures in it. A sum over a year leads to each of its half-years."""
    growth = [(link.naam, link.adres) for link in groei_herkomst(cijfers)]
    asks = [each for each in definities if each["oordeel"] and each["oordeel"]["status"] == AANDACHT]
    goals = [(each["naam"], van(cijfers, each["code"])) for each in asks]
    found = {"groei": growth, "toewijzing": [*_toewijzingen(cijfers, tijdvak)], "doelen": goals}
    return [{"regel": regel, "naam": naam, "adres": to} for regel, links in found.items() for naam, to in links if to]


def van(cijfers: Cijfers, code: str) -> str:
    """The passport of the newest figure; '' where there is none."""
    punt = cijfers.laatste(code)
    return adres(code, punt.halfjaar) if punt else ""


def _toewijzingen(cijfers: Cijfers, tijdvak: Tijdvak) -> Iterator[tuple[str, str]]:
    for code, naam in TOEWIJZINGEN.items():
        punten = in_tijdvak(cijfers, tijdvak, code)
        for punt in punten[-1:] if code in CUMULATIEF else punten:
            yield f"{naam} ({punt.halfjaar})", adres(code, punt.halfjaar)
