"""The charts, one builder each: from series of figures to a Grafiek.

Each builder takes the same `Cijfers` (series, goals, what was chosen). GRAFIEKEN names those that stand on a page of
their own; `vind` finds a builder by the name that stands in the address of a download.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from monitoring.grafiek import Bouwer, Cijfers, Grafiek
from monitoring.grafieken import gebied
from monitoring.grafieken.aanbod import middenhuur, prijscategorieen, verkoop
from monitoring.grafieken.algemeen import per_partij, per_wijk, reeks
from monitoring.grafieken.delen import heeft_delen, per_onderdeel
from monitoring.grafieken.groeipad import groei_op_pad, waterval
from monitoring.grafieken.groepen import groepen, nieuwbouw
from monitoring.grafieken.kaart import buurtkaart, kaart
from monitoring.grafieken.kansen import kansen
from monitoring.grafieken.plannen import plancapaciteit, vooruitblik
from monitoring.grafieken.projecten import programma, projecten_per_jaar, projectenlijst
from monitoring.grafieken.ruimte import ruimte
from monitoring.grafieken.themas import BIJ_THEMA, bouwwijze, energielabels, ouderen, ouderen_beweging
from monitoring.grafieken.toewijzing import statushouders, urgent, vrije_toewijzing
from monitoring.grafieken.voorraad import opbouw, per_corporatie
from monitoring.grafieken.wachttijd import wachttijd
from monitoring.indicatoren import INDICATOREN

__all__ = [
    "BIJ_THEMA",
    "groei_op_pad",
    "groepen",
    "heeft_delen",
    "kansen",
    "middenhuur",
    "nieuwbouw",
    "opbouw",
    "per_corporatie",
    "per_onderdeel",
    "per_partij",
    "per_wijk",
    "plancapaciteit",
    "prijscategorieen",
    "programma",
    "projecten_per_jaar",
    "projectenlijst",
    "reeks",
    "ruimte",
    "statushouders",
    "urgent",
    "verkoop",
    "vind",
    "vooruitblik",
    "vrije_toewijzing",
    "wachttijd",
    "waterval",
]

GRAFIEKEN: dict[str, tuple[str, Callable[[Cijfers], Grafiek]]] = {
    "netto-groei": ("V1", groei_op_pad),
    "opbouw": ("V1", opbouw),
    "per-corporatie": ("V1", per_corporatie),
    "urgent": ("T1", urgent),
    "vrije-toewijzing": ("T2", vrije_toewijzing),
    "statushouders": ("T3", statushouders),
    "waterval": ("V1", waterval),
    "vooruitblik": ("V2", vooruitblik),
    "plancapaciteit": ("V8", plancapaciteit),
    "verkoop-en-nieuwbouw": ("V7", verkoop),
    "middenhuur": ("V5", middenhuur),
    "prijscategorieen": ("V9", prijscategorieen),
    "projecten": ("V4", projectenlijst),
    "programma": ("V4", programma),
    "ruimte": ("T2", ruimte),
    "groepen": ("T6", groepen),
    "groepen-nieuwbouw": ("T6", nieuwbouw),
    "kansen": ("T5", kansen),
    "wachttijd": ("T4", wachttijd),
    "ouderen": ("O1", ouderen),
    "ouderen-beweging": ("O1", ouderen_beweging),
    "energielabels": ("D1", energielabels),
    "bouwwijze": ("D2", bouwwijze),
}
# indicators that a chart reads besides its own
OOK_NODIG = {"netto-groei": ["V8"], "vooruitblik": ["V8"], "kansen": ["T1"]}
PER_INDICATOR = {
    "": reeks,
    "-partijen": per_partij,
    "-onderdelen": per_onderdeel,
    "-wijken": per_wijk,
    "-kaart": kaart,
    "-buurtkaart": buurtkaart,
}


def vind(naam: str) -> Bouwer | None:
    """The builder of the chart with this name, or None when there is no such chart."""
    if naam in GRAFIEKEN:
        code, build = GRAFIEKEN[naam]
        return Bouwer((code, *OOK_NODIG.get(naam, [])), build)
    for code in INDICATOREN:
        for suffix, build in PER_INDICATOR.items():
            if naam == f"indicator-{code.lower()}{suffix}":
                return Bouwer((code,), functools.partial(build, code=code))
    return gebied.vind(naam)
