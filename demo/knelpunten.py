"""The bottlenecks and chances of the demonstration: every word here is made up."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from acties import spoor
from acties.dossier import knelpunten
from acties.models import Actie, Knelpunt
from basis.models import Gebied, Gebruiker, Partij, Wijk
from demo import klok

_day = datetime.date.fromisoformat


class Melding(NamedTuple):
    """What was reported on which day by whom, and how far it came: `stappen` are (day, state), `notities` are
    (day, user, words)."""

    dag: str
    soort: str
    titel: str
    tekst: str
    door: str
    partij: str
    actie: int | None = None
    wijk: str = ""
    gebied: str = ""
    doorbraakteam: bool = False
    team: str = ""
    stappen: tuple[tuple[str, str], ...] = ()
    afloop: str = ""
    notities: tuple[tuple[str, str, str], ...] = ()


MELDINGEN = [
    Melding(
        "2026-06-16",
        "knelpunt",
        "Het stroomnet zit vol, twee projecten wachten op een aansluiting",
        "Zonder aansluiting kunnen 96 woningen niet worden opgeleverd. De netbeheerder noemt nog geen datum.",
        "alliantie",
        "gemeente",
        actie=7,
        doorbraakteam=True,
        team="Mees de Werker (gemeente), Ali Antons (de Alliantie) en iemand van de netbeheerder",
        stappen=(("2026-06-23", "opgepakt"),),
        notities=(
            (
                "2026-07-07",
                "medewerker",
                "De netbeheerder doet mee. We zoeken samen naar een tijdelijke oplossing.",
            ),
            ("2026-11-05", "alliantie", "Wij rekenen uit wat een buurtbatterij kost. Over twee weken weten we meer."),
        ),
    ),
    Melding(
        "2026-11-17",
        "knelpunt",
        "Bezwaren tegen woningdelen duren langer dan een jaar",
        "Bewoners die willen delen, haken af voordat er een besluit is.",
        "omnia",
        "gemeente",
        actie=8,
    ),
    Melding(
        "2026-11-24",
        "kans",
        "Leegstaand kantoor is geschikt voor jongeren",
        "De eigenaar wil wel verkopen. Er passen ongeveer zestig studio’s in.",
        "portaal",
        "portaal",
        actie=15,
        doorbraakteam=True,
    ),
    Melding(
        "2026-09-29",
        "knelpunt",
        "Huurders horen laat dat hun woning wordt gesloopt",
        "Wij horen in de wijk dat mensen het eerst in de krant lezen.",
        "huurder",
        "omnia-wonen",
        gebied="Schuilenburg-Noord",
        stappen=(("2026-10-06", "opgepakt"),),
        notities=(("2026-10-08", "omnia", "Dank voor het melden. Voortaan bellen wij aan voordat er een brief komt."),),
    ),
    Melding(
        "2026-04-28",
        "kans",
        "Samen één bouwstroom voor hergebruikte kozijnen",
        "Bij de sloop komen kozijnen vrij die bij een andere corporatie zo de bouw in kunnen.",
        "alliantie",
        "de-alliantie",
        actie=20,
        stappen=(("2026-05-19", "opgepakt"), ("2026-10-15", "opgelost")),
        afloop="De eerste 140 kozijnen zijn hergebruikt. De drie corporaties maken er een vaste afspraak van.",
    ),
    Melding(
        "2026-05-07",
        "knelpunt",
        "Parkeernorm maakt splitsen te duur",
        "Voor elke woning erbij zijn anderhalve parkeerplaats nodig.",
        "medewerker",
        "gemeente",
        actie=8,
        stappen=(("2026-06-30", "vervallen"),),
        afloop="De raad heeft de parkeernorm intussen zelf al aangepast.",
    ),
]


def load(users: dict[str, Gebruiker]) -> None:
    """Report them all, and move them as far as they came."""
    for place, told in enumerate(MELDINGEN):
        with klok.op(_day(told.dag), place):
            made = knelpunten.report(_values(told), by=users[told.door])
        for day, naar in told.stappen:
            with klok.op(_day(day), place):
                seen = spoor.versie(made)
                made = knelpunten.move(made, naar, by=users["medewerker"], versie=seen, afloop=told.afloop)
                if told.team:
                    made = _team(made, told, users["medewerker"])
        for day, door, tekst in told.notities:
            with klok.op(_day(day), place):
                knelpunten.note(made, tekst, by=users[door])


def _values(told: Melding) -> dict:
    return {
        "soort": told.soort,
        "titel": told.titel,
        "tekst": told.tekst,
        "partij": Partij.objects.get(code=told.partij),
        "actie": Actie.objects.get(jaar=2026, nummer=told.actie) if told.actie else None,
        "thema": None,
        "wijk": Wijk.objects.in_editie(2026).get(code=told.wijk) if told.wijk else None,
        "gebied": Gebied.objects.get(naam=told.gebied) if told.gebied else None,
        "project": "",
        "doorbraakteam": told.doorbraakteam,
    }


def _team(made: Knelpunt, told: Melding, by: Gebruiker) -> Knelpunt:
    """Who sits in the doorbraakteam is noted after it was asked for."""
    same = _values(told) | {"wie": None, "thema": made.thema, "team": told.team, "team_uitkomst": ""}
    return knelpunten.change(made, same, by=by, versie=spoor.versie(made))
