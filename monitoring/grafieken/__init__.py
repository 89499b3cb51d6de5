"""The charts, one builder each: from series of figures to a Grafiek.

Each builder takes the same `Cijfers` (series, goals, what was chosen). GRAFIEKEN names those that stand on a page of
their own; `vind` finds a builder by the name that stands in the address of a download.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from monitoring.grafiek import Cijfers, Grafiek
from monitoring.grafieken import gebied
from monitoring.grafieken.algemeen import per_partij, per_wijk, reeks
from monitoring.grafieken.delen import heeft_delen, per_onderdeel
from monitoring.grafieken.kaart import buurtkaart, kaart
from monitoring.grafieken.toewijzing import statushouders, urgent, vrije_toewijzing
from monitoring.grafieken.voorraad import netto_groei, opbouw, per_corporatie
from monitoring.indicatoren import INDICATOREN

__all__ = [
    "heeft_delen",
    "netto_groei",
    "opbouw",
    "per_corporatie",
    "per_onderdeel",
    "per_partij",
    "per_wijk",
    "reeks",
    "statushouders",
    "urgent",
    "vind",
    "vrije_toewijzing",
]

GRAFIEKEN: dict[str, tuple[str, Callable[[Cijfers], Grafiek]]] = {
    "netto-groei": ("V1", netto_groei),
    "opbouw": ("V1", opbouw),
    "per-corporatie": ("V1", per_corporatie),
    "urgent": ("T1", urgent),
    "vrije-toewijzing": ("T2", vrije_toewijzing),
    "statushouders": ("T3", statushouders),
}
PER_INDICATOR = {
    "": reeks,
    "-partijen": per_partij,
    "-onderdelen": per_onderdeel,
    "-wijken": per_wijk,
    "-kaart": kaart,
    "-buurtkaart": buurtkaart,
}


def vind(naam: str) -> tuple[str, Callable[[Cijfers], Grafiek]] | None:
    """The indicator and the builder of the chart with this name, or None when there is no such chart."""
    if naam in GRAFIEKEN:
        return GRAFIEKEN[naam]
    for code in INDICATOREN:
        for suffix, build in PER_INDICATOR.items():
            if naam == f"indicator-{code.lower()}{suffix}":
                return code, functools.partial(build, code=code)
    return gebied.vind(naam)
