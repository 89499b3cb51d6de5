"""Carrying actions on into a next year: the only writer of `vervolg_van` and `loopt_sinds`.

However many actions go on together, the database is asked about as often: every kind of row is written at once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acties.models import Actie, Actieindicator, Contactpersoon, Mijlpaal
from acties.status import DOORGEZET, GEPLAND_OP, begin_as, drop_milestone
from basis.models import Gebruiker, Wijziging

LIJSTEN = ("trekkers", "partners", "gebieden")
WOORDEN = ("titel", "samenvatting", "thema", "doel")
GAAT_MEE = (*LIJSTEN, "verwant", "indicatoren", "contactpersonen__partij", "mijlpalen")  # read for all actions at once


@dataclass(frozen=True)
class Nieuwedag:
    """What becomes of an open milestone: planned for another day, or dropped where there is none; and why."""

    op: datetime.date | None
    waarom: str


@dataclass(frozen=True)
class Meegenomen:
    """What an action takes along into the next year: its planning, and its open milestones by row number. For what
    is not in it our own proposal holds."""

    planning: str = ""
    mijlpalen: Mapping[int, Nieuwedag] = field(default_factory=dict)


@dataclass(frozen=True)
class Verder:
    """An action that goes on, as `lock_years` gave it: why, and under which number (its own if none is asked)."""

    actie: Actie
    waarom: str = ""
    nummer: int | None = None
    mee: Meegenomen = field(default_factory=Meegenomen)


Paar = tuple[Verder, Actie]  # what goes on, and the new action in which it does


def lock_years(*jaren: int) -> dict[int, Actie]:
    """The actions of these years, held until we are done: milestones first, as everywhere."""
    list(Mijlpaal.objects.open().filter(actie__jaar__in=jaren).select_for_update(of=("self",)))
    rows = Actie.objects.filter(jaar__in=jaren).order_by("pk").select_for_update(of=("self",))
    found = rows.select_related("thema", "doel", "vervolg").prefetch_related(*GAAT_MEE)
    return {actie.pk: actie for actie in found}


def free_numbers(jaar: int, wanted: Sequence[int | None]) -> list[int]:
    """For each that is wanted, in order: that number when no action of the year has it, else the next free one."""
    taken = set(Actie.objects.filter(jaar=jaar).values_list("nummer", flat=True))
    found = []
    for number in wanted:
        found.append(number if number and number not in taken else max(taken, default=0) + 1)
        taken.add(found[-1])
    return found


def planning_in(planning: str, van: int, naar: int) -> str:
    """'2026, jaarlijks' → '2027, jaarlijks'; words without the year, such as 'doorlopend', stay."""
    return re.sub(rf"\b{van}\b", str(naar), planning)


def day_in(day: datetime.date, jaar: int) -> datetime.date:
    """A first proposal for a milestone that goes on in this year: the same day, unless it lies there already."""
    return day if day.year >= jaar else day.replace(year=jaar, day=min(day.day, 28) if day.month == 2 else day.day)


def proposal(mijlpaal: Mijlpaal, jaar: int) -> Nieuwedag:
    """What becomes of an open milestone when nobody says anything else: it moves along."""
    return Nieuwedag(day_in(mijlpaal.gepland_op, jaar), f"Doorgezet naar {jaar}.")


@transaction.atomic
def carry_on(verder: Sequence[Verder], *, jaar: int, by: Gebruiker) -> list[Actie]:
    """Make the actions of `jaar` that carry on these, in the same order; the old ones stay as they were.

    Everything that describes an action goes along, and its milestones that are still open. The caller holds both
    years (`lock_years`). Raises ValidationError for an action of that year or later, or that was carried on already.
    """
    for each in verder:
        _check(each.actie, jaar)
    kept = {each.actie.pk: list(_kept_milestones(each, jaar, by)) for each in verder}
    made = Actie.objects.bulk_create(_new_actions(verder, jaar))
    pairs = list(zip(verder, made, strict=True))
    _take_along(pairs, jaar)
    lines = _milestones_along(pairs, kept, by)
    for each, new in pairs:
        old, waarom = each.actie, each.waarom.strip()
        lines.append(Wijziging.line(old, by=by, veld=DOORGEZET, naar=_name(new), waarom=waarom))
        lines.append(Wijziging.line(new, by=by, veld=DOORGEZET, van=_name(old), naar=new.titel))
    Wijziging.objects.bulk_create(lines)
    begin_as([(new, each.actie, _told(each)) for each, new in pairs], by=by)
    return made


def _check(actie: Actie, jaar: int) -> None:
    if jaar <= actie.jaar:
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} kan alleen door in een later jaar.")
    if actie.doorgezet:
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} is al doorgezet.")


def _name(actie: Actie) -> str:
    return f"actie {actie.nummer} ({actie.jaar})"


def _told(verder: Verder) -> str:
    """The first update of the new action."""
    from_where = f"Doorgezet vanuit {verder.actie.jaar} (daar actie {verder.actie.nummer})."
    return " ".join(filter(None, [from_where, verder.waarom.strip()]))


def _new_actions(verder: Sequence[Verder], jaar: int) -> list[Actie]:
    numbers = free_numbers(jaar, [each.nummer or each.actie.nummer for each in verder])
    return [
        Actie(
            jaar=jaar,
            nummer=number,
            planning=each.mee.planning or planning_in(each.actie.planning, each.actie.jaar, jaar),
            vervolg_van=each.actie,
            loopt_sinds=each.actie.loopt_sinds or each.actie.jaar,
            **{name: getattr(each.actie, name) for name in WOORDEN},
        )
        for each, number in zip(verder, numbers, strict=True)
    ]


def _take_along(pairs: list[Paar], jaar: int) -> None:
    """Parties, areas, figures and people; related actions as far as they were carried on too."""
    for name in LIJSTEN:
        to = Actie._meta.get_field(name).m2m_reverse_field_name()
        rows = ((new, row) for each, new in pairs for row in getattr(each.actie, name).all())
        through = getattr(Actie, name).through
        through.objects.bulk_create(through(actie=new, **{to: row}) for new, row in rows)
    _relate(pairs, jaar)
    Actieindicator.objects.bulk_create(
        Actieindicator(actie=new, code=row.code) for each, new in pairs for row in each.actie.indicatoren.all()
    )
    Contactpersoon.objects.bulk_create(
        Contactpersoon(actie=new, partij=row.partij, naam=row.naam, functie=row.functie, email=row.email)
        for each, new in pairs
        for row in each.actie.contactpersonen.all()
    )


def _relate(pairs: list[Paar], jaar: int) -> None:
    """Relate the new actions to each other, and to those that were carried on before; both ways, as the field does."""
    related = {new.pk: [row.pk for row in each.actie.verwant.all()] for each, new in pairs}
    old = {pk for each in related.values() for pk in each}
    goes_on = dict(Actie.objects.filter(jaar=jaar, vervolg_van__in=old).values_list("vervolg_van", "pk"))
    ways = {(new, goes_on[pk]) for new, each in related.items() for pk in each if pk in goes_on}
    through = Actie.verwant.through
    both = sorted(ways | {(to, of) for of, to in ways})
    through.objects.bulk_create(through(from_actie_id=of, to_actie_id=to) for of, to in both)


def _kept_milestones(verder: Verder, jaar: int, by: Gebruiker) -> Iterator[tuple[Mijlpaal, Nieuwedag]]:
    """The open milestones with their new day. What does not go along is dropped here: before its action is carried
    on, because after that it stays as it is."""
    for mijlpaal in (each for each in verder.actie.mijlpalen.all() if each.is_open):
        day = verder.mee.mijlpalen.get(mijlpaal.pk) or proposal(mijlpaal, jaar)
        if day.op is None:
            drop_milestone(mijlpaal, by=by, waarom=day.waarom)
        else:
            yield mijlpaal, day


def _milestones_along(
    pairs: list[Paar], kept: dict[int, list[tuple[Mijlpaal, Nieuwedag]]], by: Gebruiker
) -> list[Wijziging]:
    """Milestones of the new actions, and the lines of the trail that say so at both."""
    moved = [(new, mijlpaal, day) for each, new in pairs for mijlpaal, day in kept[each.actie.pk]]
    made = Mijlpaal.objects.bulk_create(
        Mijlpaal(actie=new, naam=old.naam, gepland_op=day.op, vervolg_van=old) for new, old, day in moved
    )
    numbers = [old.pk for _, old, _ in moved]
    Mijlpaal.objects.filter(pk__in=numbers).update(doorgezet_op=timezone.localdate())
    lines = []
    for goes_on, (new, old, day) in zip(made, moved, strict=True):
        lines.append(Wijziging.line(goes_on, by=by, veld=DOORGEZET, van=_name(old.actie), naar=goes_on.naam))
        if day.op != old.gepland_op:
            days = {"van": old.gepland_op, "naar": day.op}
            lines.append(Wijziging.line(goes_on, by=by, veld=GEPLAND_OP, **days, waarom=day.waarom))
        lines.append(Wijziging.line(old, by=by, veld=DOORGEZET, naar=_name(new)))
    return lines
