"""The story of a year or a half-year as the figures stand now: what `vorm` describes, made from everything known."""

from __future__ import annotations

import datetime
from collections import Counter

from django.utils import timezone

from acties.models import VRAAGT
from monitoring import context
from monitoring.grafiek import Grafiek, waarde_tekst, wanneer
from monitoring.grafieken.groeipad import pad_zin
from monitoring.grafieken.voorraad import met_daeb
from monitoring.jaaroverzicht import cijfers as overzichtcijfers
from monitoring.jaaroverzicht import (
    openen,
    opening,
    spanningen,
    terugblik,
    themas,
    toewijzingen,
    vergelijken,
    verwijzingen,
    vorm,
)
from monitoring.jaaroverzicht.opening import Gegevens
from monitoring.jaaroverzicht.terugblik import Bron
from monitoring.oordeel import AANDACHT, NOG_NIET, ONDERWEG, OP_SCHEMA
from monitoring.tijdvak import Tijdvak
from monitoring.zinnen import algemeen
from monitoring.zinnen import jaaroverzicht as zinnen

INLEIDING = "Hoe staan we ervoor, wat hebben we gevierd, en waar is samen iets aan te doen?"
SAMENWERKING = "Samenwerkingsafspraken Amersfoort"
# places where only an officer writes: what they are called, and where they stand
EIGEN = {"bijsturen": "Bij wat om bijsturen vraagt", "volgend": "Bij wat we nu gaan doen"}


def openbaar(tijdvak: Tijdvak, today: datetime.date, eigen: dict[str, str]) -> dict:
    """What somebody without an account may read of it. Told anew, so that what is drawn and said follows too."""
    return vorm.openbaar(vorm.plain(_story(Bron(tijdvak, today, openbaar=True), eigen)))


def story(tijdvak: Tijdvak, today: datetime.date, eigen: dict[str, str] | None = None) -> dict:
    """The content as plain data. `eigen` are the texts that an officer put in the place of those of the system."""
    return vorm.plain(_story(Bron(tijdvak, today), eigen or {}))


def _story(bron: Bron, eigen: dict[str, str]) -> dict:
    definities = overzichtcijfers.definities(bron.cijfers)
    since, charts = _sinds(bron)
    delen = [*_delen(bron, definities)]
    delen[1:1] = since
    tijdvak = bron.tijdvak
    return {
        "schema": vorm.SCHEMA,
        "tijdvak": {"sleutel": str(tijdvak), "naam": tijdvak.naam, "titel": tijdvak.titel, "tm": str(tijdvak.tm)},
        "gemaakt_op": timezone.now(),
        "fictief": context.fictief(),
        "teksten": _teksten(bron, definities, eigen),
        "notities": _plaatsen([(vorm.notitie(deel), _plaats(deel), "") for deel in delen], eigen),
        "delen": delen,
        "grafieken": _als_data(charts | _grafieken(bron, delen, charts)),
        "cijfers": overzichtcijfers.cijfers(bron.cijfers),
        "definities": definities,
    }


def _delen(bron: Bron, definities: list[dict]) -> list[dict]:
    """The sections in the order in which they are told."""
    first = {
        "soort": "opening",
        "boven": bron.tijdvak.titel,
        "titel": SAMENWERKING,
        "regels": list(opening.REGELS),
        "herkomst": verwijzingen.van_opening(bron.cijfers, bron.tijdvak, definities),
    }
    return [
        first,
        terugblik.successen(bron),
        *themas.delen(bron),
        spanningen.deel(bron.cijfers),
        terugblik.besluiten(bron),
        _bijsturen(bron, definities),
        terugblik.huurders(bron),
        terugblik.volgend(bron),
        terugblik.bronnen(bron),
    ]


def _sinds(bron: Bron) -> tuple[list[dict], dict[str, Grafiek]]:
    vorige = openen.vorige(bron.tijdvak, openbaar=bron.openbaar)
    if vorige is None:
        return [], {}
    deel, charts = vergelijken.deel(bron.cijfers, vorige)
    return [deel], charts


def _grafieken(bron: Bron, delen: list[dict], made: dict) -> dict[str, Grafiek]:
    """The charts that the sections name, each once."""
    inside = [each for deel in delen for each in (deel, *deel.get("spanningen", []))]
    names = [chart["naam"] for each in inside for chart in each.get("grafieken", [])]
    return {naam: themas.tekenen(bron.cijfers, naam) for naam in names if naam not in made}


def _als_data(charts: dict[str, Grafiek]) -> dict[str, dict]:
    """Each with the code of its figure, so that it can be shown per party when that figure exists no more."""
    return {naam: vars(chart) | {"code": themas.code(naam)} for naam, chart in charts.items()}


def _bijsturen(bron: Bron, definities: list[dict]) -> dict:
    """The figures and actions that ask for steering: steering first."""
    figures = [_cijfer(bron, each) for each in definities if each["oordeel"] and each["oordeel"]["status"] == AANDACHT]
    asks = [actie for actie in bron.acties if actie.status in VRAAGT]
    asks.sort(key=lambda actie: VRAAGT.index(actie.status))
    return {
        "soort": "bijsturen",
        "boven": "Waar bijsturen nodig is",
        "titel": zinnen.bijsturen(len(figures), len(asks)),
        "cijfers": figures,
        "acties": [themas.actie_als_data(bron, actie) | {"waarom": _waarom(bron, actie.pk)} for actie in asks],
    }


def _cijfer(bron: Bron, definitie: dict) -> dict:
    """A figure that asks for a talk: what it is, and why."""
    code, punt = definitie["code"], bron.cijfers.laatste(definitie["code"])
    return {
        "code": code,
        "naam": definitie["naam"],
        "zin": definitie["oordeel"]["zin"],
        "waarde": waarde_tekst(code, punt),
        "halfjaar": wanneer(code, punt),
        "adres": verwijzingen.van(bron.cijfers, code),
    }


def _waarom(bron: Bron, actie: int) -> str:
    """What the newest update of an action says is in the way."""
    return next((m.knelpunt or m.toelichting for m in bron.nieuwste if m.actie_id == actie), "")


def _teksten(bron: Bron, definities: list[dict], eigen: dict[str, str]) -> dict[str, dict]:
    """Every place where an officer may write, with what the system wrote there."""
    lines = opening.regels(_gegevens(bron, definities))
    places = [("inleiding", "Inleiding", INLEIDING)]
    places += [(sleutel, naam, lines[sleutel]) for sleutel, naam in opening.REGELS.items()]
    places += [(each.sleutel, each.titel, each.vraag) for each in spanningen.SPANNINGEN]
    places += [(sleutel, naam, "") for sleutel, naam in EIGEN.items()]
    return _plaatsen(places, eigen)


def _plaatsen(places: list[tuple[str, str, str]], eigen: dict[str, str]) -> dict[str, dict]:
    return {sleutel: {"naam": naam, "systeem": text, "eigen": eigen.get(sleutel, "")} for sleutel, naam, text in places}


def _plaats(deel: dict) -> str:
    """What a section is called where its title is a finding that changes with the figures."""
    return f"{deel['boven']}: {deel['titel']}" if deel["soort"] == "thema" else deel["boven"]


def _gegevens(bron: Bron, definities: list[dict]) -> Gegevens:
    """What the five lines of the opening are made of."""
    cijfers = bron.cijfers
    growth, goal = cijfers.laatste("V1"), cijfers.doel("V1")
    judged = [(each["naam"], each["oordeel"]["status"]) for each in definities if each["oordeel"]]
    return Gegevens(
        netto=growth and growth.waarde,
        met_daeb=growth and met_daeb(growth),
        doel=goal and goal.waarde,
        doeljaar=goal and goal.uiterlijk and goal.uiterlijk.jaar,
        pad=pad_zin(cijfers),
        urgent=toewijzingen.urgent(cijfers, bron.tijdvak),
        vrij=toewijzingen.vrij(cijfers, bron.tijdvak),
        taak=toewijzingen.taak(cijfers, bron.tijdvak),
        statussen=Counter(actie.status for actie in bron.acties),
        op_schema=sum(status == OP_SCHEMA for _, status in judged),
        aandacht=[naam for naam, status in judged if status == AANDACHT],
        onderweg=sum(status == ONDERWEG for _, status in judged),
        open=sum(status == NOG_NIET for _, status in judged),
        gevraagd_cijfers=bool(bron.ontbreekt),
        ontbreekt=[(algemeen.van_jaar(half.voluit), missing) for half, _, missing in bron.ontbreekt if missing],
    )


def has_figures(inhoud: dict) -> bool:
    """Whether anything is drawn."""
    return any(chart["figuur"] for chart in inhoud["grafieken"].values())


def open_ends(inhoud: dict) -> list[str]:
    """What is still to come in the figures: 'Eerste helft van 2026. Nog niet vastgesteld: Portaal.'"""
    sources = next(deel for deel in inhoud["delen"] if deel["soort"] == "bronnen")
    return [f"{punt['titel']}. {punt['onder']}" for punt in sources["punten"] if punt["onder"]]
