"""The turn of the year: what is finished, what is dropped, and what is carried on into the next year.

The only writer of `vervolg_van`. What was decided stays decided: doing it a second time adds only what was left open.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from acties.models import AF, EERSTE_JAAR, Actie, Actieindicator, Actiestatus, Contactpersoon, Mijlpaal
from acties.status import DOORGEZET, begin_as, change_status
from basis.models import Gebruiker, Wijziging

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


@dataclass
class Uitkomst:
    """What was stored: the new actions, and those that were finished or dropped."""

    doorgezet: list[Actie] = field(default_factory=list)
    afgesloten: list[Actie] = field(default_factory=list)


@dataclass(frozen=True)
class Voorbeeld:
    """What a decision would do: under which number an action goes on, and which milestones go along."""

    actie: Actie
    keuze: Keuze
    waarom: str
    nummer: int | None = None
    mijlpalen: list[Mijlpaal] = field(default_factory=list)


class Achterhaald(Exception):  # noqa: N818  two people at once is no error of ours
    """Some of the actions were changed meanwhile; `redenen` says per action (by row number) how."""

    def __init__(self, redenen: dict[int, str]):
        super().__init__(" ".join(redenen.values()))
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


def free_number(jaar: int, wanted: int | None = None) -> int:
    """The number that is wanted when no other action of that year has it, else the next one."""
    taken = set(Actie.objects.filter(jaar=jaar).values_list("nummer", flat=True))
    return wanted if wanted and wanted not in taken else max(taken, default=0) + 1


def lock_years(*jaren: int) -> dict[int, Actie]:
    """The actions of these years, held until we are done: milestones first, as everywhere."""
    list(Mijlpaal.objects.open().filter(actie__jaar__in=jaren).select_for_update(of=("self",)))
    rows = Actie.objects.filter(jaar__in=jaren).order_by("pk").select_for_update(of=("self",))
    return {actie.pk: actie for actie in rows}


def preview(beslissingen: Sequence[Beslissing], jaar: int) -> list[Voorbeeld]:
    """What these decisions would do, in the order in which they would be stored. Nothing is stored."""
    taken = set(Actie.objects.filter(jaar=jaar).values_list("nummer", flat=True))
    shown = []
    for each in beslissingen:
        keuze, number, along = Keuze(each.keuze), None, []
        if keuze == Keuze.DOORZETTEN:
            wanted = each.actie.nummer
            number = wanted if wanted not in taken else max(taken) + 1
            taken.add(number)
            along = list(each.actie.mijlpalen.open())
        shown.append(Voorbeeld(each.actie, keuze, each.waarom, number, along))
    return shown


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
    done = Uitkomst()
    for actie, beslissing in open_ones:
        if beslissing.keuze == Keuze.DOORZETTEN:
            done.doorgezet.append(carry_on(actie, jaar=jaar, by=by, waarom=beslissing.waarom))
        else:
            _close(actie, beslissing, jaar, by)
            done.afgesloten.append(actie)
    return done


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


@transaction.atomic
def carry_on(actie: Actie, *, jaar: int, by: Gebruiker, waarom: str = "", nummer: int | None = None) -> Actie:
    """Make the action of `jaar` that carries on this one, with the same number unless that is taken.

    Everything that describes it goes along, and its milestones that are still open. The old one stays as it was. The
    caller holds both years (`lock_years`).
    """
    if jaar <= actie.jaar:
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} kan alleen door in een later jaar.")
    if Actie.objects.filter(vervolg_van=actie).exists():
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} is al doorgezet.")
    new = Actie.objects.create(
        jaar=jaar,
        nummer=free_number(jaar, nummer or actie.nummer),
        planning=str(jaar),
        vervolg_van=actie,
        loopt_sinds=actie.loopt_sinds or actie.jaar,
        **{name: getattr(actie, name) for name in ("titel", "samenvatting", "thema", "doel")},
    )
    _take_along(actie, new)
    _milestones_along(actie, new, by)
    told = " ".join(filter(None, [f"Doorgezet vanuit {actie.jaar} (daar actie {actie.nummer}).", waarom.strip()]))
    Wijziging.objects.log(actie, by=by, veld=DOORGEZET, naar=f"actie {new.nummer} ({jaar})", waarom=waarom.strip())
    Wijziging.objects.log(new, by=by, veld=DOORGEZET, van=f"actie {actie.nummer} ({actie.jaar})", naar=new.titel)
    begin_as(new, actie, by=by, toelichting=told)
    return new


def _take_along(actie: Actie, new: Actie) -> None:
    """Parties, areas, figures and people; related actions as far as they were carried on too."""
    for name in ("trekkers", "partners", "gebieden"):
        getattr(new, name).set(getattr(actie, name).all())
    new.verwant.set(Actie.objects.filter(jaar=new.jaar, vervolg_van__in=actie.verwant.all()))
    Actieindicator.objects.bulk_create(Actieindicator(actie=new, code=each.code) for each in actie.indicatoren.all())
    Contactpersoon.objects.bulk_create(
        Contactpersoon(actie=new, partij=each.partij, naam=each.naam, functie=each.functie, email=each.email)
        for each in actie.contactpersonen.select_related("partij")
    )


def _milestones_along(actie: Actie, new: Actie, by: Gebruiker) -> None:
    for mijlpaal in actie.mijlpalen.open():
        Mijlpaal.objects.create(actie=new, naam=mijlpaal.naam, gepland_op=mijlpaal.gepland_op, vervolg_van=mijlpaal)
        mijlpaal.doorgezet_op = timezone.localdate()
        mijlpaal.save(update_fields=["doorgezet_op"])
        Wijziging.objects.log(mijlpaal, by=by, veld=DOORGEZET, naar=f"actie {new.nummer} ({new.jaar})")
