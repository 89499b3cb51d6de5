"""What the actions ask of a user now: an update, a milestone, an answer to a remark."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Actie, Besluit, Knelpunt, Knelpuntstand, Mijlpaal, Opmerking
from basis.models import Gebruiker, Rol

STIL = datetime.timedelta(weeks=8)  # an action without an update for so long asks for one
VOORUIT = datetime.timedelta(weeks=3)  # a milestone asks for attention so long before its date
BESLUIT_VOORUIT = datetime.timedelta(weeks=2)  # a decision is reminded of so long before its date


@dataclass(frozen=True)
class Werk:
    """An action that asks for something: an update (`stil`), or what became of these milestones."""

    actie: Actie
    stil: bool
    mijlpalen: list[Mijlpaal]
    dag: datetime.date

    @property
    def redenen(self) -> list[str]:
        """Why it stands here, in whole sentences: milestones that passed first."""
        told = [milestone_in_words(mijlpaal, self.dag) for mijlpaal in self.mijlpalen]
        if self.stil:
            told.append(silence_in_words(self.actie))
        return told


def silence_in_words(actie: Actie) -> str:
    if not actie.bijgewerkt_op:
        return "Nog niet bijgewerkt."
    return f"Voor het laatst bijgewerkt op {date_format(timezone.localdate(actie.bijgewerkt_op), 'j F Y')}."


def milestone_in_words(mijlpaal: Mijlpaal, today: datetime.date) -> str:
    when = date_format(mijlpaal.gepland_op, "j F Y")
    if mijlpaal.gepland_op < today:
        return f"Mijlpaal ‘{mijlpaal.naam}’ stond voor {when}: is het gelukt, of wordt het later?"
    return f"Mijlpaal ‘{mijlpaal.naam}’ staat voor {when}."


def actions(user: Gebruiker, today: datetime.date) -> list[Werk]:
    """The open actions of this user's party that ask for something: first those with the earliest milestone."""
    due: dict[int, list[Mijlpaal]] = {}
    mine = Actie.objects.visible_to(user).open().asked_of(user)
    waiting = Mijlpaal.objects.open().filter(actie__in=mine, gepland_op__lte=today + VOORUIT)
    for mijlpaal in waiting.order_by("gepland_op", "pk"):
        due.setdefault(mijlpaal.actie_id, []).append(mijlpaal)
    found = [
        Werk(actie, silent, due.get(actie.pk, []), today)
        for actie in mine.order_by("jaar", "nummer")
        if (silent := _is_silent(actie, today)) or actie.pk in due
    ]
    return sorted(found, key=lambda werk: werk.mijlpalen[0].gepland_op if werk.mijlpalen else datetime.date.max)


def _is_silent(actie: Actie, today: datetime.date) -> bool:
    return today >= silent_from(actie)


def silent_from(actie: Actie) -> datetime.date:
    """The day from which an action asks for an update; what was never updated counts from the beginning of its year."""
    last = actie.bijgewerkt_op
    return (timezone.localdate(last) if last else datetime.date(actie.jaar, 1, 1)) + STIL


def unanswered(user: Gebruiker) -> QuerySet[Opmerking]:
    """Questions and other opinions that this user may answer and nobody has, oldest first; 'gezien' asks nothing."""
    waiting = Opmerking.objects.visible_to(user).filter(antwoord=None).exclude(soort=Opmerking.Soort.GEZIEN)
    if not user.is_gemeente:
        mine = user.rol == Rol.CORPORATIE
        waiting = waiting.filter(actie__trekkers=user.partij_id) if mine else waiting.none()
    return waiting.select_related("actie").order_by("op", "pk")


def decisions(user: Gebruiker) -> QuerySet[Besluit]:
    """Open decisions that this user carries out: in person, or as one of the party when nobody there was named."""
    mine = Besluit.objects.visible_to(user).open().asked_of(user)
    return mine.select_related("overleg").order_by("uiterlijk", "pk")


def knelpunten(user: Gebruiker, today: datetime.date) -> list[Knelpunt]:
    """Bottlenecks and chances for this user to take up, and those taken up of which nothing was heard for a while."""
    if not user.has_perm("acties.edit_knelpunt"):
        return []
    found = Knelpunt.objects.visible_to(user).open().asked_of(user).annotate(genoteerd_op=Max("notities__op"))
    return [each for each in found.order_by("gemeld_op", "pk") if _waits(each, today)]


def _waits(knelpunt: Knelpunt, today: datetime.date) -> bool:
    return knelpunt.stand == Knelpuntstand.GEMELD or today - heard_on(knelpunt) >= STIL


def heard_on(knelpunt: Knelpunt) -> datetime.date:
    """The day of its last step or note; `genoteerd_op` is what `knelpunten` found."""
    return timezone.localdate(max(filter(None, (knelpunt.stand_op, knelpunt.genoteerd_op))))
