"""The turn of the year: what is finished, what is dropped, and what is carried on into the next year.

What was decided stays decided: doing it a second time adds only what was left open.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction

from acties.doorzetten import Meegenomen, Verder, carry_on, free_numbers, lock_years
from acties.models import AF, EERSTE_JAAR, Actie, Actiestatus
from acties.status import change_status
from basis.intussen import Intussen
from basis.models import Gebruiker

VOORUIT = datetime.timedelta(weeks=13)  # so long before New Year its turn is near


class Keuze(models.TextChoices):
    """What becomes of an action at the turn of the year."""

    DOORZETTEN = "doorzetten", "doorzetten"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"


@dataclass(frozen=True)
class Beslissing:
    """What somebody decided about an action, with the version of it that they saw."""

    actie: Actie
    keuze: str
    waarom: str
    versie: int
    mee: Meegenomen = field(default_factory=Meegenomen)


@dataclass(frozen=True)
class Uitkomst:
    """What was stored: the new actions, and those that were finished or dropped."""

    doorgezet: list[Actie]
    afgesloten: list[Actie]


@dataclass(frozen=True)
class Voorbeeld:
    """What a decision would do: under which number an action goes on."""

    actie: Actie
    keuze: Keuze
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
    on = [each.actie for each in beslissingen if each.keuze == Keuze.DOORZETTEN]
    numbers = dict(zip(on, free_numbers(jaar, [actie.nummer for actie in on]), strict=True))
    return [Voorbeeld(each.actie, Keuze(each.keuze), each.waarom, numbers.get(each.actie)) for each in beslissingen]


@transaction.atomic
def carry_over(beslissingen: Sequence[Beslissing], *, jaar: int, by: Gebruiker) -> Uitkomst:
    """Store all these decisions about actions of the year before, or none.

    Raises Achterhaald when an action was changed since somebody saw it, and ValidationError for dropping without a
    reason. What was decided already in the same way is left alone.
    """
    rows = lock_years(jaar - 1, jaar)
    open_ones, outdated = [], {}
    for beslissing in beslissingen:
        actie = rows[beslissing.actie.pk]
        if reason := _outdated(actie, beslissing, jaar):
            outdated[actie.pk] = reason
        elif not _is_done(actie, beslissing.keuze):
            open_ones.append((actie, beslissing))
    if outdated:
        raise Achterhaald(outdated)
    on = [Verder(actie, each.waarom, mee=each.mee) for actie, each in open_ones if each.keuze == Keuze.DOORZETTEN]
    closed = [(actie, each) for actie, each in open_ones if each.keuze != Keuze.DOORZETTEN]
    for actie, beslissing in closed:
        _close(actie, beslissing, jaar, by)
    return Uitkomst(carry_on(on, jaar=jaar, by=by), [actie for actie, _ in closed])


def _is_done(actie: Actie, keuze: str) -> bool:
    return bool(actie.doorgezet) if keuze == Keuze.DOORZETTEN else actie.status == keuze


def _outdated(actie: Actie, beslissing: Beslissing, jaar: int) -> str:
    """Why a decision does not fit what is stored; nothing when it does, or when it was stored already."""
    if actie.jaar != jaar - 1:
        raise ValidationError(f"Actie {actie.nummer} is van {actie.jaar}, niet van {jaar - 1}.")
    if _is_done(actie, beslissing.keuze):
        return ""
    if actie.doorgezet:
        return f"Intussen doorgezet naar {actie.doorgezet.jaar}."
    if actie.status in AF:
        return f"Intussen {actie.get_status_display()}: {actie.meldingen.first().toelichting}"
    if actie.versie != beslissing.versie:
        last = actie.meldingen.first()
        return f"Intussen bijgewerkt door {last.door_naam}: {actie.get_status_display()}. ‘{last.toelichting[:300]}’"
    return ""


def _close(actie: Actie, beslissing: Beslissing, jaar: int, by: Gebruiker) -> None:
    waarom = beslissing.waarom.strip()
    if beslissing.keuze == Keuze.VERVALLEN and not waarom:
        raise ValidationError(f"Vertel kort waarom actie {actie.nummer} vervalt.")
    told = waarom or f"Afgerond bij de jaarwisseling naar {jaar}."
    change_status(actie, by=by, naar=Actiestatus(beslissing.keuze), toelichting=told, versie=actie.versie)
