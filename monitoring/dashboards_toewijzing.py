"""The page on allocation: to whom homes went, what room is left, and who waits longer."""

from __future__ import annotations

from monitoring import grafieken, zinnen, zinnen_toewijzing
from monitoring.dashboards import Grafiekpagina, Kop, noot
from monitoring.grafiek import Cijfers, load, verwijs
from monitoring.grafieken.toewijzing import opgaven
from monitoring.keuze import ALLES, Keuze

CODES = ["T1", "T2", "T3", "T4", "T5", "T6"]


def toewijzing(keuze: Keuze = ALLES) -> Grafiekpagina:
    """Urgent seekers and the chance of each group first, then all groups, free allocation, and waiting.

    Of one corporation without what is counted for the city as a whole: chances and the task.
    """
    cijfers = load(CODES, keuze, elk=True)
    city = keuze.corporatie is None
    charts = [
        grafieken.urgent(cijfers),
        grafieken.kansen(cijfers) if city else None,
        grafieken.groepen(cijfers),
        grafieken.nieuwbouw(cijfers),
        grafieken.vrije_toewijzing(cijfers),
        grafieken.ruimte(cijfers),
        grafieken.wachttijd(cijfers),
        grafieken.statushouders(cijfers) if city else None,
    ]
    shown = [chart for chart in charts if chart]
    return Grafiekpagina(_kop(cijfers), shown, leeg=not any(chart.figuur for chart in shown))


def _kop(cijfers: Cijfers) -> Kop:
    """Of one corporation: without the task of the city."""
    city = cijfers.keuze.corporatie is None
    t1, t2 = cijfers.laatste("T1"), cijfers.laatste("T2")
    t3 = (opgaven(cijfers) or [None])[-1] if city else None
    newest = [punt for punt in (t1, cijfers.laatste("T3") if city else None) if punt]
    missing = list(dict.fromkeys(naam for punt in newest for naam in punt.ontbreekt))
    sentence = zinnen.toewijzing(t1 and t1.waarde, t2 and t2.waarde, t3 and t3.gehuisvest, t3 and t3.opgave)
    of_city = [] if city else [zinnen.STATUSHOUDERS_STAD, zinnen_toewijzing.KANS_STAD]
    notes = [zinnen.nog_open(missing) if missing else "", *of_city]
    named = [("urgent woningzoekenden", "T1", t1), ("vrije toewijzing", "T2", t2), ("statushouders", "T3", t3)]
    herkomst = [link for naam, code, punt in named for link in verwijs(cijfers, naam, code, punt)]
    return Kop("Toewijzing", sentence, noot(cijfers.keuze, *notes), herkomst, cijfers.keuze.dag)
