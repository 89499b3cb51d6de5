"""What asks for attention, for an agenda. Each room of the program adds what it knows with `@bron`.

What is known of figures and deliveries is added from where they are known (`monitoring.overleg`): this app does not
know them. So are the names of the figures (`INDICATOREN`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from acties import mijnwerk
from acties.models import (
    VRAAGT,
    Actie,
    Besluit,
    Knelpunt,
    Knelpuntstand,
    Overleg,
    Puntsoort,
    Statusmelding,
)

BINNENKORT = datetime.timedelta(weeks=4)  # a decision that is due so soon after the meeting comes on its agenda
BLIJFT_LIGGEN = datetime.timedelta(weeks=4)  # a bottleneck or chance that nobody took up for so long
VERZAMELD = "acties-bijwerken"  # the point with the actions that only miss an update
_VOLGORDE = (Puntsoort.BESLUIT, Puntsoort.ACTIE, Puntsoort.KNELPUNT, Puntsoort.INDICATOR, Puntsoort.LEVERING)


@dataclass(frozen=True)
class Indicatornaam:
    """What a figure is called, and the slug of the theme that it stands at."""

    naam: str
    thema: str


@dataclass(frozen=True)
class Aandachtspunt:
    """Something to talk about. By `sleutel` it is known again; `thema` is a slug, or nothing where it is for all."""

    sleutel: str
    soort: Puntsoort
    titel: str
    toelichting: str
    thema: str = ""
    actie: Actie | None = None
    indicator: str = ""
    besluit: Besluit | None = None
    knelpunt: str = ""
    knelpunt_of_kans: Knelpunt | None = None


Bron = Callable[[Overleg, datetime.date], Iterable[Aandachtspunt]]
INDICATOREN: dict[str, Indicatornaam] = {}
_bronnen: list[Bron] = []


def bron(function: Bron) -> Bron:
    """Register what knows of things that ask for attention."""
    _bronnen.append(function)
    return function


def punten(overleg: Overleg, vandaag: datetime.date) -> list[Aandachtspunt]:
    """Everything that asks for attention within the themes of this kind of meeting, in the order of an agenda."""
    themas = _themas(overleg)
    found = [punt for source in _bronnen for punt in source(overleg, vandaag)]
    fit = [punt for punt in found if not themas or not punt.thema or punt.thema in themas]
    return sorted(fit, key=lambda punt: (punt.sleutel == VERZAMELD, _VOLGORDE.index(punt.soort)))


def _themas(overleg: Overleg) -> set[str]:
    """What this kind of meeting is about; nothing where that is everything."""
    return set(overleg.vorm.themas.values_list("slug", flat=True))


@bron
def open_besluiten(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """Open decisions of earlier meetings of this kind, and others of which the day has passed or is near."""
    near = Q(overleg__vorm=overleg.vorm) | Q(uiterlijk__lte=overleg.datum + BINNENKORT)
    before = Besluit.objects.open().filter(near, overleg__datum__lt=overleg.datum)
    for besluit in before.select_related("partij", "thema", "overleg__vorm"):
        own = besluit.overleg.vorm_id == overleg.vorm_id
        asked = f"Wie: {besluit.wie_tekst}. Uiterlijk: {date_format(besluit.uiterlijk, 'j F Y')}."
        passed = " Die dag is voorbij: wat is er nodig?" if besluit.over_tijd(vandaag) else ""
        yield Aandachtspunt(
            f"besluit-{besluit.pk}",
            Puntsoort.BESLUIT,
            f"Eerder besluit: {besluit.kort}",
            f"Besloten in: {besluit.overleg}. {asked}{passed}",
            "" if own or not besluit.thema else besluit.thema.slug,
            actie=besluit.actie,
            indicator=besluit.indicator,
            besluit=besluit,
        )


@bron
def acties_met_aandacht(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """Actions of this year that ask for adjusting or attention, with all reasons in one point; adjusting goes first."""
    asked = [actie for actie in _acties(vandaag) if actie.status in VRAAGT]
    for actie in sorted(asked, key=lambda each: VRAAGT.index(each.status)):
        reasons = [f"{fact}: {question}" for fact, question in _waits(actie, vandaag)]
        yield Aandachtspunt(
            f"actie-{actie.pk}",
            Puntsoort.ACTIE,
            f"{actie.titel} (actie {actie.nummer})",
            " ".join([f"Status: {actie.get_status_display()}.", *reasons]),
            actie.thema.slug if actie.thema else "",
            actie=actie,
            knelpunt=actie.laatste_knelpunt or "",
        )


@bron
def acties_om_bij_te_werken(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """One point, at the end, for the actions that only miss an update or the date of a milestone."""
    themas = _themas(overleg)
    waiting = [
        (actie, facts)
        for actie in _acties(vandaag)
        if actie.status not in VRAAGT
        and (not themas or not actie.thema or actie.thema.slug in themas)
        and (facts := [fact for fact, _ in _waits(actie, vandaag)])
    ]
    if waiting:
        title = "deze actie" if len(waiting) == 1 else f"deze {len(waiting)} acties"
        lines = [f"{actie}. {'. '.join(facts)}." for actie, facts in waiting]
        yield Aandachtspunt(VERZAMELD, Puntsoort.ACTIE, f"Hoe staat het met {title}?", "\n".join(lines))


def _acties(vandaag: datetime.date) -> Iterable[Actie]:
    """The open actions of the running year, and what was carried on already into the next."""
    running = (Actie.objects.lopend(vandaag) | Actie.objects.exclude(vervolg_van=None)).open()
    told = Statusmelding.objects.filter(actie=OuterRef("pk"), bevestigt=False)  # the newest is first
    found = running.annotate(laatste_knelpunt=Subquery(told.values("knelpunt")[:1]))
    return found.select_related("thema").prefetch_related("mijlpalen").order_by("jaar", "nummer")


def _waits(actie: Actie, vandaag: datetime.date) -> list[tuple[str, str]]:
    """What is not known of an action: each fact with its question."""
    found = [
        (f"Mijlpaal ‘{mijlpaal.naam}’ was gepland op {date_format(mijlpaal.gepland_op, 'j F Y')}", "is het gelukt?")
        for mijlpaal in actie.mijlpalen.all()
        if mijlpaal.is_open and mijlpaal.gepland_op < vandaag
    ]
    since = timezone.localdate(actie.bijgewerkt_op) if actie.bijgewerkt_op else datetime.date(actie.jaar, 1, 1)
    if vandaag >= mijnwerk.silent_from(actie):
        updated = f"Het laatst bijgewerkt op {date_format(since, 'j F Y')}" if actie.bijgewerkt_op else ""
        found.append((updated or "Dit jaar nog niet bijgewerkt", "hoe staat het ervoor?"))
    return found


@bron
def knelpunten_en_kansen(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """What wants a doorbraakteam, and then what nobody took up for four weeks; oldest first."""
    waiting = Knelpunt.objects.open().select_related("partij", "thema", "actie")
    waiting = waiting.order_by("-doorbraakteam", "gemeld_op", "pk")
    for each in waiting:
        since = timezone.localdate(each.stand_op)
        left = each.stand == Knelpuntstand.GEMELD and vandaag - since >= BLIJFT_LIGGEN
        if not (each.doorbraakteam or left):
            continue
        reasons = [_reported(each)]
        if each.doorbraakteam and each.team:
            reasons.append("Er is een doorbraakteam: hoe ver is het?")
        elif each.doorbraakteam:
            reasons.append("Er is om een doorbraakteam gevraagd: wie doen mee?")
        if left:
            reasons.append(f"Het staat sinds {date_format(since, 'j F Y')} op ‘gemeld’: wie pakt het op?")
        yield Aandachtspunt(
            f"knelpunt-{each.pk}",
            Puntsoort.KNELPUNT,
            str(each),
            " ".join(reasons),
            each.thema.slug if each.thema else "",
            actie=each.actie,
            knelpunt_of_kans=each,
        )


def _reported(knelpunt: Knelpunt) -> str:
    """Who reported it and who takes it up, or can."""
    party, takes = knelpunt.gemeld_door_partij, knelpunt.stand != Knelpuntstand.GEMELD
    if party == str(knelpunt.partij):
        return f"{party} meldde dit en {'pakt het zelf op' if takes else 'kan het zelf oppakken'}."
    return f"{party} meldde dit; {knelpunt.wie_tekst} {'pakt het op' if takes else 'kan het oppakken'}."
