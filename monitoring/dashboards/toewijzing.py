"""The page on allocation: to whom homes went, what room is left, and who waits longer."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring import grafieken
from monitoring.dashboards import Kop, noot, op_de_kaart
from monitoring.grafiek import Cijfers, Grafiek, load, verwijs
from monitoring.grafieken.toewijzing import opgaven
from monitoring.keuze import ALLES, Keuze
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import toewijzing as zinnen_toewijzing

CODES = ["T1", "T2", "T3", "T4", "T5", "T6"]


@dataclass(frozen=True)
class Vraagblok:
    """A question of the meeting, and the charts that answer it."""

    vraag: str
    grafieken: list[Grafiek]


@dataclass(frozen=True)
class Toewijzingspagina:
    """In the order of the questions of a meeting."""

    kop: Kop
    blokken: list[Vraagblok]
    kaart: str

    @property
    def grafieken(self) -> list[Grafiek]:
        return [chart for blok in self.blokken for chart in blok.grafieken]

    @property
    def leeg(self) -> bool:
        return not any(chart.figuur for chart in self.grafieken)


def toewijzing(keuze: Keuze = ALLES) -> Toewijzingspagina:
    """Urgent seekers, the chance of each group and how long people wait first; then groups, room and the task.

    Of one corporation without what is counted for the city as a whole: chances and the task.
    """
    cijfers = load(CODES, keuze, elk=True)
    city = keuze.corporatie is None
    blocks = {
        "Wie krijgt een woning, en wie wacht langer?": (
            [grafieken.urgent, *([grafieken.kansen] if city else []), grafieken.wachttijd]
        ),
        "Naar welke groepen gingen de woningen?": [grafieken.groepen, grafieken.nieuwbouw],
        "Hoeveel ruimte is er voor vrije toewijzing?": [grafieken.vrije_toewijzing, grafieken.ruimte],
        "Halen we de taakstelling voor statushouders?": [grafieken.statushouders] if city else [],
    }
    shown = [Vraagblok(vraag, [build(cijfers) for build in builders]) for vraag, builders in blocks.items() if builders]
    return Toewijzingspagina(_kop(cijfers), shown, op_de_kaart("T1", keuze))


def _kop(cijfers: Cijfers) -> Kop:
    """Of one corporation: without the task of the city."""
    city = cijfers.keuze.corporatie is None
    t1, t2 = cijfers.laatste("T1"), cijfers.laatste("T2")
    t3 = (opgaven(cijfers) or [None])[-1] if city else None
    newest = [punt for punt in (t1, cijfers.laatste("T3") if city else None) if punt]
    missing = list(dict.fromkeys(naam for punt in newest for naam in punt.ontbreekt))
    sentence = zinnen.toewijzing(t1 and t1.waarde, t2 and t2.waarde, t3 and t3.gehuisvest, t3 and t3.opgave)
    of_city = [] if city else [zinnen_toewijzing.VAN_DE_STAD]
    notes = [zinnen.nog_open(missing) if missing else "", *of_city]
    named = [("urgent woningzoekenden", "T1", t1), ("vrije toewijzing", "T2", t2), ("statushouders", "T3", t3)]
    herkomst = [link for naam, code, punt in named for link in verwijs(cijfers, naam, code, punt)]
    return Kop("Toewijzing", sentence, noot(cijfers.keuze, *notes), herkomst, cijfers.keuze.dag)
