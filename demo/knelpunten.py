"""The bottlenecks and chances of the demonstration: every word here is made up."""

from __future__ import annotations

from typing import NamedTuple

from acties import spoor
from acties.dossier import knelpunten
from acties.models import Actie, Knelpunt
from basis.models import Gebied, Gebruiker, Partij, Wijk


class Melding(NamedTuple):
    """What was reported by whom, and how far it came: `stappen` are states, `notities` are (user, words)."""

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
    stappen: tuple[str, ...] = ()
    afloop: str = ""
    notities: tuple[tuple[str, str], ...] = ()


MELDINGEN = [
    Melding(
        "knelpunt",
        "Het stroomnet zit vol, twee projecten wachten op een aansluiting",
        "Zonder aansluiting kunnen 96 woningen niet worden opgeleverd. De netbeheerder noemt nog geen datum.",
        "alliantie",
        "gemeente",
        actie=7,
        doorbraakteam=True,
        team="Mees de Werker (gemeente), Ali Antons (de Alliantie) en iemand van de netbeheerder",
        stappen=("opgepakt",),
        notities=(
            (
                "medewerker",
                "De netbeheerder doet mee. We zoeken samen naar een tijdelijke oplossing.",
            ),
            ("alliantie", "Wij rekenen uit wat een buurtbatterij kost. Over twee weken weten we meer."),
        ),
    ),
    Melding(
        "knelpunt",
        "Bezwaren tegen woningdelen duren langer dan een jaar",
        "Bewoners die willen delen, haken af voordat er een besluit is.",
        "omnia",
        "gemeente",
        actie=8,
    ),
    Melding(
        "kans",
        "Leegstaand kantoor is geschikt voor jongeren",
        "De eigenaar wil wel verkopen. Er passen ongeveer zestig studio’s in.",
        "portaal",
        "portaal",
        actie=15,
        doorbraakteam=True,
    ),
    Melding(
        "knelpunt",
        "Huurders horen laat dat hun woning wordt gesloopt",
        "Wij horen in de wijk dat mensen het eerst in de krant lezen.",
        "huurder",
        "omnia-wonen",
        gebied="Schuilenburg-Noord",
        stappen=("opgepakt",),
        notities=(("omnia", "Dank voor het melden. Voortaan bellen wij aan voordat er een brief komt."),),
    ),
    Melding(
        "kans",
        "Samen één bouwstroom voor hergebruikte kozijnen",
        "Bij de sloop komen kozijnen vrij die bij een andere corporatie zo de bouw in kunnen.",
        "alliantie",
        "de-alliantie",
        actie=20,
        stappen=("opgepakt", "opgelost"),
        afloop="De eerste 140 kozijnen zijn hergebruikt. De drie corporaties maken er een vaste afspraak van.",
    ),
    Melding(
        "knelpunt",
        "Parkeernorm maakt splitsen te duur",
        "Voor elke woning erbij zijn anderhalve parkeerplaats nodig.",
        "medewerker",
        "gemeente",
        actie=8,
        stappen=("vervallen",),
        afloop="De raad heeft de parkeernorm intussen zelf al aangepast.",
    ),
]


def load(users: dict[str, Gebruiker]) -> None:
    """Report them all, and move them as far as they came."""
    for told in MELDINGEN:
        made = knelpunten.report(_values(told), by=users[told.door])
        for naar in told.stappen:
            by, seen = users["medewerker"], spoor.versie(made)
            made = knelpunten.move(made, naar, by=by, versie=seen, afloop=told.afloop)
        for door, tekst in told.notities:
            knelpunten.note(made, tekst, by=users[door])
        if told.team:
            _team(made, told, users["medewerker"])


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


def _team(made: Knelpunt, told: Melding, by: Gebruiker) -> None:
    """Who sits in the doorbraakteam is noted after it was asked for."""
    same = _values(told) | {"wie": None, "thema": made.thema, "team": told.team, "team_uitkomst": ""}
    knelpunten.change(made, same, by=by, versie=spoor.versie(made))
