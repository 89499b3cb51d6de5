"""What the pages of areas show: the map, one area, two beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from acties.models import Actie, Knelpunt, Prioriteitsgebied
from basis.models import Gebied
from monitoring import gebieden
from monitoring.dashboards import Kop, noot
from monitoring.gebieden import Plek
from monitoring.gebieden import cijfers as gebiedscijfers
from monitoring.gebieden.cijfers import Hier
from monitoring.grafiek import Cijfers, Grafiek, load
from monitoring.grafieken import gebied
from monitoring.grafieken.kaart import kaart
from monitoring.keuze import Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import wijken as zinnen_wijken


@dataclass(frozen=True)
class Verwijzing:
    naam: str
    adres: str


@dataclass(frozen=True)
class Kaartpagina:
    kop: Kop
    kaart: Grafiek
    eigen: list[Verwijzing] = field(default_factory=list)


@dataclass(frozen=True)
class Gebiedspagina:
    """Everything of one area."""

    kop: Kop
    cijfers: Grafiek
    verloop: list[Grafiek]
    projecten: Grafiek
    acties: list[Actie]
    prioriteiten: list[Prioriteitsgebied]
    binnen: list[Verwijzing]
    eigen: list[Verwijzing]
    binnen_kop: str
    knelpunten: list[Knelpunt]


@dataclass(frozen=True)
class Vergelijking:
    kop: Kop
    tabel: Grafiek | None = None
    verlopen: list[tuple[Grafiek, Grafiek]] = field(default_factory=list)


def wijken(code: str, soort: str, keuze: Keuze, kleine_aantallen: Lezer | bool) -> Kaartpagina:
    """The map of the city, coloured by one figure."""
    cijfers = load([code], keuze, kleine_aantallen=kleine_aantallen)
    made = kaart(cijfers, code, soort)
    half = gebiedscijfers.halfjaar(cijfers, code)
    known = half is not None
    punt = gebiedscijfers.tot(cijfers, code, half).laatste(code)
    open_ = zinnen.nog_open(list(punt.ontbreekt)) if known and punt.voorlopig else ""
    kop = Kop("Wijken", made.titel if known else zinnen_wijken.ONBEKEND, noot(keuze, open_), dag=keuze.dag)
    return Kaartpagina(kop, made, verwijzingen(Gebied.objects.all(), keuze))


def verwijzingen(plekken, keuze: Keuze) -> list[Verwijzing]:
    return [Verwijzing(plek.naam, gebieden.adres(plek) + keuze.vraag) for plek in plekken]


def van_gebied(plek: Plek, keuze: Keuze, kleine_aantallen: Lezer | bool) -> Gebiedspagina:
    """One area: what matters there first, then all figures, the plans, the actions and its place on the list."""
    cijfers = load(None, keuze, kleine_aantallen=kleine_aantallen)
    here, eigen = gebied.hier(cijfers, plek), gebieden.eigen_met(plek)
    places = gebieden.prioriteiten(eigen)
    others = [each for each in eigen if each != plek]
    return Gebiedspagina(
        Kop(plek.naam, _kernzin(here, places), noot(keuze, _open(cijfers)), dag=keuze.dag),
        gebied.cijfers_van(here),
        [gebied.verloop(here, code) for code in gebied.VERLOOP],
        gebied.projecten_van(cijfers, plek),
        gebieden.acties({plek.naam, *(each.naam for each in others)}),
        places,
        verwijzingen(gebieden.binnen(plek), keuze),
        verwijzingen(others, keuze),
        "Wijken en buurten in dit gebied" if isinstance(plek, Gebied) else "Buurten in deze wijk",
        gebieden.knelpunten(plek, eigen),
    )


def _open(cijfers: Cijfers) -> str:
    punt = cijfers.laatste("V1")
    return zinnen.nog_open(list(punt.ontbreekt)) if punt and punt.voorlopig else ""


def _kernzin(here: Hier, places: list[Prioriteitsgebied]) -> str:
    growth, urgent = here.nieuwste("V1"), here.nieuwste("T1")
    listed = [place.gebied.naam for place in places if place.tot is None]
    return zinnen_wijken.gebied(growth and growth.waarde, urgent and urgent.waarde, listed)


def vergelijk(a: Plek | None, b: Plek | None, keuze: Keuze, kleine_aantallen: Lezer | bool) -> Vergelijking:
    """Two areas beside each other; what to choose when there are no two yet."""
    if a is None or b is None:
        return Vergelijking(Kop("Gebieden vergelijken", "Kies twee gebieden om ze naast elkaar te zien."))
    cijfers = load(None, keuze, kleine_aantallen=kleine_aantallen)
    kop = Kop("Gebieden vergelijken", f"{a.naam} en {b.naam} naast elkaar.", noot(keuze, _open(cijfers)), dag=keuze.dag)
    here, there = gebied.hier(cijfers, a), gebied.hier(cijfers, b)
    return Vergelijking(kop, gebied.vergelijking(here, there), gebied.verlopen(here, there))
