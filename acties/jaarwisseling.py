"""The turn of the year: what is finished, what is dropped, and what is carried on into the next year.

What was decided stays decided: doing it a second time adds only what was left open.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import models, transaction

from acties.doorzetten import Meegenomen, Verder, carry_on, free_numbers, lock_years
from acties.models import AF, EERSTE_JAAR, Actie, Actiestatus
from acties.status import change_status
from basis.intussen import Intussen
from basis.models import Gebruiker

VOORUIT = datetime.timedelta(weeks=13)  # so long before New Year its turn is near


class Bestemming(models.TextChoices):
    """What becomes of an action at the turn of the year."""

    DOORZETTEN = "doorzetten", "doorzetten"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"


@dataclass(frozen=True)
class Beslissing:
    """What somebody decided about an action, with the version of it that they saw."""

    actie: Actie
    bestemming: str
    waarom: str
    versie: int
    mee: Meegenomen = field(default_factory=Meegenomen)


@dataclass(frozen=True)
class Besloten:
    """What was stored: the new actions, and those that were finished or dropped."""

    doorgezet: list[Actie]
    afgesloten: list[Actie]


@dataclass(frozen=True)
class Voorbeeld:
    """What a decision would do: under which number an action goes on."""

    actie: Actie
    bestemming: Bestemming
    waarom: str
    nummer: int | None = None


class Achterhaald(Intussen):
    """`redenen` says per action (by row number) what became of it."""

    def __init__(self, redenen: dict[int, str]):
        super().__init__("Een deel van de acties")
        self.redenen = redenen


def check_year(jaar: int, vandaag: datetime.date) -> None:
    """Whether the turn to this year can be made now. Raises ValidationError."""
    if jaar <= EERSTE_JAAR:
        raise ValidationError(f"De afspraken beginnen in {EERSTE_JAAR}: de eerste jaarwisseling is die naar 2027.")
    if jaar > vandaag.year + 1:
        raise ValidationError(f"{jaar} is nog te ver weg. U kunt nu vooruit tot en met {vandaag.year + 1}.")
    if not Actie.objects.filter(jaar=jaar - 1).exists():
        raise ValidationError(f"Er zijn geen acties van {jaar - 1} om naar {jaar} door te zetten.")


def aanstaand(vandaag: datetime.date) -> int | None:
    """The year to which actions wait to be carried over, when it is near or has begun."""
    oldest = Actie.objects.open().aggregate(models.Min("jaar"))["jaar__min"]
    return oldest + 1 if oldest and oldest + 1 <= (vandaag + VOORUIT).year else None


def preview(beslissingen: Sequence[Beslissing], jaar: int) -> list[Voorbeeld]:
    """What these decisions would do, in the order in which they would be stored. Nothing is stored."""
    on = [each.actie for each in beslissingen if each.bestemming == Bestemming.DOORZETTEN]
    numbers = dict(zip(on, free_numbers(jaar, [actie.nummer for actie in on]), strict=True))
    return [
        Voorbeeld(each.actie, Bestemming(each.bestemming), each.waarom, numbers.get(each.actie))
        for each in beslissingen
    ]


@transaction.atomic
def carry_over(beslissingen: Sequence[Beslissing], *, jaar: int, by: Gebruiker) -> Besloten:
    """Store all these decisions about actions of the year before, or none.

    Raises Achterhaald when an action was changed since somebody saw it, and ValidationError for dropping without a
    reason. What was decided already in the same way is left alone.
    """
    todo = _to_do(beslissingen, lock_years(jaar - 1, jaar), jaar)
    on = [each for each in todo if each.bestemming == Bestemming.DOORZETTEN]
    closed = [each for each in todo if each.bestemming != Bestemming.DOORZETTEN]
    for each in closed:
        _close(each, jaar, by)
    made = carry_on([Verder(each.actie, each.waarom, mee=each.mee) for each in on], jaar=jaar, by=by)
    return Besloten(made, [each.actie for each in closed])


def _to_do(beslissingen: Sequence[Beslissing], rows: dict[int, Actie], jaar: int) -> list[Beslissing]:
    """What was not done yet, with the actions as they are stored. Raises Achterhaald."""
    stored = [replace(each, actie=rows[each.actie.pk]) for each in beslissingen]
    outdated = {each.actie.pk: reason for each in stored if (reason := _outdated(each, jaar))}
    if outdated:
        raise Achterhaald(outdated)
    return [each for each in stored if not _is_done(each)]


def _is_done(beslissing: Beslissing) -> bool:
    actie = beslissing.actie
    if beslissing.bestemming == Bestemming.DOORZETTEN:
        return bool(actie.doorgezet)
    return actie.status == beslissing.bestemming


def _outdated(beslissing: Beslissing, jaar: int) -> str:
    """Why a decision does not fit what is stored; nothing when it does, or when it was stored already."""
    actie = beslissing.actie
    if actie.jaar != jaar - 1:
        raise ValidationError(f"Actie {actie.nummer} is van {actie.jaar}, niet van {jaar - 1}.")
    if _is_done(beslissing):
        return ""
    if actie.doorgezet:
        return f"Intussen doorgezet naar {actie.doorgezet.jaar}."
    if actie.status in AF:
        return f"Intussen {actie.get_status_display()}: {actie.meldingen.first().toelichting}"
    if actie.versie != beslissing.versie:
        last = actie.meldingen.first()
        return f"Intussen bijgewerkt door {last.door_naam}: {actie.get_status_display()}. ‘{last.toelichting[:300]}’"
    return ""


def _close(beslissing: Beslissing, jaar: int, by: Gebruiker) -> None:
    actie, waarom = beslissing.actie, beslissing.waarom.strip()
    if beslissing.bestemming == Bestemming.VERVALLEN and not waarom:
        raise ValidationError(f"Vertel kort waarom actie {actie.nummer} vervalt.")
    told = waarom or f"Afgerond bij de jaarwisseling naar {jaar}."
    change_status(actie, by=by, naar=Actiestatus(beslissing.bestemming), toelichting=told, versie=actie.versie)
