"""The page on the stock: are we on course, what moved since last half-year and why, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring import grafieken
from monitoring.dashboards import Kop, noot, op_de_kaart
from monitoring.grafiek import Grafiek, load
from monitoring.grafieken.groeipad import pad_zin
from monitoring.grafieken.projecten import Projectgroep
from monitoring.grafieken.voorraad import groei_herkomst, groei_zin
from monitoring.keuze import ALLES, Keuze
from monitoring.zinnen import algemeen as zinnen

CODES = ["V1", "V2", "V4", "V5", "V7", "V8", "V9"]


@dataclass(frozen=True)
class Voorraadpagina:
    """In the order of the questions of a meeting."""

    kop: Kop
    koers: Grafiek
    veranderd: list[Grafiek]
    komt: list[Grafiek]
    programma: Grafiek
    aanbod: list[Grafiek]
    leeg: bool
    vraag: str
    kaart: str


def voorraad(keuze: Keuze = ALLES) -> Voorraadpagina:
    """V1 on its path and what moved it; the plans; sales, mid-rent and rents."""
    cijfers = load(CODES, keuze, elk=keuze.corporatie is None)
    veranderd = [grafieken.waterval(cijfers), grafieken.opbouw(cijfers)]
    if keuze.corporatie is None:
        veranderd.append(grafieken.per_corporatie(cijfers))
    punt = cijfers.laatste("V1")
    open_ = zinnen.nog_open(list(punt.ontbreekt)) if punt and punt.voorlopig else ""
    sentence = " ".join(filter(None, [groei_zin(cijfers), pad_zin(cijfers)]))
    return Voorraadpagina(
        Kop("Voorraad", sentence, noot(keuze, open_), groei_herkomst(cijfers), keuze.dag),
        grafieken.groei_op_pad(cijfers),
        veranderd,
        [grafieken.vooruitblik(cijfers), grafieken.plancapaciteit(cijfers)],
        grafieken.programma(cijfers),
        [grafieken.verkoop(cijfers), grafieken.middenhuur(cijfers), grafieken.prijscategorieen(cijfers)],
        leeg=not any(cijfers.laatste(code) for code in CODES),
        vraag=keuze.vraag,
        kaart=op_de_kaart("V1", keuze),
    )


@dataclass(frozen=True)
class Projectenpagina:
    kop: Kop
    lijst: Grafiek
    groepen: list[Projectgroep]


def projecten(keuze: Keuze = ALLES) -> Projectenpagina:
    """All projects on the newest plan lists, as one table in groups: by the year that they are expected, then done."""
    lijst, groups = grafieken.projecten_per_jaar(load(["V4"], keuze))
    return Projectenpagina(Kop("Projecten", lijst.titel, noot(keuze), dag=keuze.dag), lijst, groups)
