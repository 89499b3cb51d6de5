"""The invented meetings of the demonstration, as they were told afterwards: every word here is made up."""

from __future__ import annotations

from typing import NamedTuple

TAFEL = {
    "gemeente": ("ja", "Wil Houder (wethouder wonen), Mees de Werker"),
    "de-alliantie": ("ja", "Ali Antons"),
    "omnia-wonen": ("ja", "Omar van Nia"),
    "portaal": ("ja", "Petra Taal"),
    "hbva": ("nee", "leest het verslag"),
    "show": ("ja", "Hanna Huurder"),
    "hestia": ("ja", "Hes Tiaan"),
}


class Punt(NamedTuple):
    """A point of an agenda with its minutes; `eerder` is the place in the story of the decision it comes back to."""

    titel: str
    vraag: str
    verslag: str
    actie: int | None = None
    cijfer: str = ""
    eerder: int | None = None


class Besluit(NamedTuple):
    """A decision at a point (from 1) of the agenda; `klaar` is the day it was done, with what came of it."""

    punt: int
    wat: str
    waarom: str
    partij: str
    wie: str
    uiterlijk: str
    actie: int | None = None
    cijfer: str = ""
    klaar: tuple[str, str] | None = None


class Vergadering(NamedTuple):
    """A meeting that was held, in the town hall."""

    vorm: str
    datum: str
    halfjaar: str
    gasten: str
    punten: list[Punt]
    besluiten: list[Besluit]


PLAATS = "Stadhuis, Molenplein"
OVERLEGGEN = [
    Vergadering(
        "portefeuille-bestuurlijk",
        "2026-05-21",
        "2026-1",
        "Pro Vincie (Provincie Utrecht), bij punt 2",
        [
            Punt(
                "Hoe kijken we samen naar de voorraad?",
                "We leggen de nulmeting van alle partijen naast elkaar.",
                "De cijfers van de corporaties sluiten op elkaar aan. Wat marktpartijen bouwen, ontbreekt nog. "
                "Iedereen wil dat in dezelfde ronde zien.",
                actie=5,
            ),
            Punt(
                "Harde plannen tot 2030",
                "Blijft er bij tegenslag genoeg over voor 1.380 woningen erbij?",
                "Twee grote projecten kunnen een halfjaar opschuiven. De corporaties kennen elkaars planning nog niet "
                "goed genoeg om dat op te vangen. SHOW vraagt aandacht voor wie nu in een sloopwoning woont.",
                cijfer="V8",
            ),
            Punt(
                "Pilot Slimmer Kopen",
                "De eerste verkopen zijn geweest. Wat merken kopers ervan?",
                "De eerste kopers zijn blij. In het najaar bekijken we de uitkomsten en beslissen we hoe het verder "
                "gaat.",
                actie=9,
            ),
        ],
        [
            Besluit(
                1,
                "De gemeente levert de nieuwbouw van marktpartijen voortaan in dezelfde ronde aan als de corporaties.",
                "Dan zien we in één keer hoeveel sociale huur er in de hele stad bij komt.",
                "gemeente",
                "medewerker",
                "2026-09-01",
                actie=5,
                klaar=(
                    "2026-08-27",
                    "Gelukt: in de cijfers over de eerste helft van 2026 zit ook wat marktpartijen bouwden.",
                ),
            ),
            Besluit(
                2,
                "De drie corporaties leggen hun planningen naast elkaar en kijken welke projecten eerder kunnen.",
                "Als een groot project opschuift, kan een ander de plaats innemen.",
                "de-alliantie",
                "alliantie",
                "2026-12-10",
                cijfer="V8",
            ),
        ],
    ),
    Vergadering(
        "portefeuille-bestuurlijk",
        "2026-09-17",
        "2026-1",
        "",
        [
            Punt(
                "De cijfers over de eerste helft van 2026",
                "Hoe staan we ervoor, en is bijsturen nodig?",
                "We keken voor het eerst naar alle cijfers samen, ook die van marktpartijen. Bijsturen hoeft nu niet.",
                actie=5,
                cijfer="V1",
            ),
            Punt(
                "Eerder besluit: de planningen naast elkaar",
                "Hoe ver zijn de corporaties?",
                "De planningen liggen naast elkaar. In het BO van december komt er een voorstel.",
                cijfer="V8",
                eerder=2,
            ),
        ],
        [],
    ),
]
BO_OVER_WEKEN = 2  # so long after the demonstration is loaded the next BO is, on the Thursday after
DONDERDAG = 3
