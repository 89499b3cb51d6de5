"""The turn of the year: what is finished, what is dropped, and what is carried on into the next year.

The only writer of `vervolg_van`. What was decided stays decided: doing it a second time adds only what was left open.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from acties.models import AF, EERSTE_JAAR, Actie, Actieindicator, Actiestatus, Contactpersoon, Mijlpaal
from acties.status import DOORGEZET, GEPLAND_OP, begin_as, change_status, drop_milestone
from basis.models import Gebruiker, Wijziging

LIJSTEN = ("trekkers", "partners", "gebieden")
GAAT_MEE = (*LIJSTEN, "verwant", "indicatoren", "contactpersonen__partij", "mijlpalen")  # read for all actions at once
VOORUIT = datetime.timedelta(weeks=13)  # so long before New Year its turn is near


class Keuze(models.TextChoices):
    """What becomes of an action at the turn of the year."""

    DOORZETTEN = "doorzetten", "doorzetten"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"


@dataclass(frozen=True)
class Nieuwedag:
    """What becomes of an open milestone: planned for another day, or dropped where there is none; and why."""

    op: datetime.date | None
    waarom: str


@dataclass(frozen=True)
class Meegenomen:
    """What an action takes along into the next year: its planning, and its open milestones by row number. A milestone
    that is not in it keeps its day."""

    planning: str
    mijlpalen: Mapping[int, Nieuwedag] = field(default_factory=dict)


@dataclass(frozen=True)
class Beslissing:
    """What somebody decided about an action, with the version of it that they saw."""

    actie: Actie
    keuze: str
    waarom: str
    versie: int
    mee: Meegenomen | None = None


@dataclass
class Uitkomst:
    """What was stored: the new actions, and those that were finished or dropped."""

    doorgezet: list[Actie] = field(default_factory=list)
    afgesloten: list[Actie] = field(default_factory=list)


@dataclass(frozen=True)
class Voorbeeld:
    """What a decision would do: under which number an action goes on."""

    actie: Actie
    keuze: Keuze
    waarom: str
    nummer: int | None = None


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
    found = rows.select_related("thema", "doel", "vervolg").prefetch_related(*GAAT_MEE)
    return {actie.pk: actie for actie in found}


def preview(beslissingen: Sequence[Beslissing], jaar: int) -> list[Voorbeeld]:
    """What these decisions would do, in the order in which they would be stored. Nothing is stored."""
    taken = set(Actie.objects.filter(jaar=jaar).values_list("nummer", flat=True))
    shown = []
    for each in beslissingen:
        keuze, number = Keuze(each.keuze), None
        if keuze == Keuze.DOORZETTEN:
            wanted = each.actie.nummer
            number = wanted if wanted not in taken else max(taken) + 1
            taken.add(number)
        shown.append(Voorbeeld(each.actie, keuze, each.waarom, number))
    return shown


def planning_in(planning: str, van: int, naar: int) -> str:
    """'2026, jaarlijks' → '2027, jaarlijks'; words without the year, such as 'doorlopend', stay."""
    return re.sub(rf"\b{van}\b", str(naar), planning)


def day_in(day: datetime.date, jaar: int) -> datetime.date:
    """A first proposal for a milestone that goes on in this year: the same day, unless it lies there already."""
    return day if day.year >= jaar else day.replace(year=jaar, day=min(day.day, 28) if day.month == 2 else day.day)


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
            done.doorgezet.append(carry_on(actie, jaar=jaar, by=by, waarom=beslissing.waarom, mee=beslissing.mee))
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
def carry_on(
    actie: Actie,
    *,
    jaar: int,
    by: Gebruiker,
    waarom: str = "",
    nummer: int | None = None,
    mee: Meegenomen | None = None,
) -> Actie:
    """Make the action of `jaar` that carries on this one, with the same number unless that is taken.

    Everything that describes it goes along, and its milestones that are still open. The old one stays as it was. The
    caller holds both years (`lock_years`).
    """
    if jaar <= actie.jaar:
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} kan alleen door in een later jaar.")
    if Actie.objects.filter(vervolg_van=actie).exists():
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} is al doorgezet.")
    mee = mee or Meegenomen(planning_in(actie.planning, actie.jaar, jaar))
    _drop(actie, mee, by)
    new = Actie.objects.create(
        jaar=jaar,
        nummer=free_number(jaar, nummer or actie.nummer),
        planning=mee.planning,
        vervolg_van=actie,
        loopt_sinds=actie.loopt_sinds or actie.jaar,
        **{name: getattr(actie, name) for name in ("titel", "samenvatting", "thema", "doel")},
    )
    _take_along(actie, new)
    _milestones_along(actie, new, mee, by)
    told = " ".join(filter(None, [f"Doorgezet vanuit {actie.jaar} (daar actie {actie.nummer}).", waarom.strip()]))
    Wijziging.objects.log(actie, by=by, veld=DOORGEZET, naar=f"actie {new.nummer} ({jaar})", waarom=waarom.strip())
    Wijziging.objects.log(new, by=by, veld=DOORGEZET, van=f"actie {actie.nummer} ({actie.jaar})", naar=new.titel)
    begin_as(new, actie, by=by, toelichting=told)
    return new


def _take_along(actie: Actie, new: Actie) -> None:
    """Parties, areas, figures and people; related actions as far as they were carried on too."""
    for name in LIJSTEN:
        getattr(new, name).add(*getattr(actie, name).all())
    new.verwant.add(*Actie.objects.filter(jaar=new.jaar, vervolg_van__in=list(actie.verwant.all())))
    Actieindicator.objects.bulk_create(Actieindicator(actie=new, code=each.code) for each in actie.indicatoren.all())
    Contactpersoon.objects.bulk_create(
        Contactpersoon(actie=new, partij=each.partij, naam=each.naam, functie=each.functie, email=each.email)
        for each in actie.contactpersonen.all()
    )


def _drop(actie: Actie, mee: Meegenomen, by: Gebruiker) -> None:
    """The milestones that do not go along: before the action is carried on, because after that it stays as it is."""
    for mijlpaal in actie.mijlpalen.open():
        if (day := mee.mijlpalen.get(mijlpaal.pk)) and day.op is None:
            drop_milestone(mijlpaal, by=by, waarom=day.waarom)


def _milestones_along(actie: Actie, new: Actie, mee: Meegenomen, by: Gebruiker) -> None:
    for mijlpaal in actie.mijlpalen.open():
        was = mijlpaal.gepland_op
        day = mee.mijlpalen.get(mijlpaal.pk, Nieuwedag(was, ""))
        goes_on = Mijlpaal.objects.create(actie=new, naam=mijlpaal.naam, gepland_op=day.op, vervolg_van=mijlpaal)
        where = f"actie {actie.nummer} ({actie.jaar})"
        Wijziging.objects.log(goes_on, by=by, veld=DOORGEZET, van=where, naar=goes_on.naam)
        if day.op != was:
            Wijziging.objects.log(goes_on, by=by, veld=GEPLAND_OP, van=was, naar=day.op, waarom=day.waarom)
        mijlpaal.doorgezet_op = timezone.localdate()
        mijlpaal.save(update_fields=["doorgezet_op"])
        Wijziging.objects.log(mijlpaal, by=by, veld=DOORGEZET, naar=f"actie {new.nummer} ({new.jaar})")
