"""What an action is: its words, who does it and what it is about. The only writer of these, also of new actions.

Every field that changes leaves a line in the trail, with why when somebody said so.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acties import spoor
from acties.doorzetten import free_numbers, lock_years
from acties.models import AF, EERSTE_JAAR, Actie
from acties.status import check_running
from basis.models import Gebruiker, Wijziging

VELDEN = ("titel", "samenvatting", "planning", "deadline", "thema", "doel")
LIJSTEN = ("trekkers", "partners", "verwant", "gebieden")
CIJFERS = "cijfers"  # in the trail
ZOJUIST = datetime.timedelta(minutes=1)  # the same new action within this time is the same button pressed twice


def may_change(actie: Actie, vandaag: datetime.date) -> bool:
    """Past years stay as they were: what is finished there, or carried on, does not change any more."""
    return not actie.doorgezet and (actie.jaar >= vandaag.year or actie.status not in AF)


def check_open(actie: Actie) -> None:
    """Raises ValidationError when an action stays as it was."""
    check_running(actie)
    if not may_change(actie, timezone.localdate()):
        raise ValidationError(f"Actie {actie.nummer} van {actie.jaar} is klaar en blijft zoals ze was.")


@transaction.atomic
def create(values: dict, *, jaar: int, nummer: int | None, by: Gebruiker, waarom: str = "") -> Actie:
    """A new action, under the number that is asked for or the next free one. Raises ValidationError.

    The same action sent twice within a minute is made once.
    """
    _check_year(jaar, timezone.localdate())
    lock_years(jaar - 1, jaar)
    if same := _just_made(values["titel"], jaar, by):
        return same
    [number] = free_numbers(jaar, [nummer])
    if nummer and number != nummer:
        told = f"Actie {nummer} van {jaar} bestaat al. Vrij is {number}; leeg laten mag ook."
        raise ValidationError({"nummer": told})
    _check(None, values)
    words = {name: values[name] for name in VELDEN}
    actie = Actie.objects.create(jaar=jaar, nummer=number, **words)
    Wijziging.objects.log(actie, by=by, veld="nieuw", naar=actie.titel, waarom=waarom)
    _store_lists(actie, values)
    return actie


@transaction.atomic
def change(actie: Actie, values: dict, *, by: Gebruiker, versie: int, waarom: str = "") -> Actie:
    """Write what differs. Raises spoor.Gewijzigd when one of these fields was changed after `versie`, unless nothing
    differs any more, and ValidationError."""
    locked = Actie.objects.select_for_update().get(pk=actie.pk)
    if not _differs(locked, values):
        return locked
    check_open(locked)
    since = Wijziging.objects.over(locked).filter(pk__gt=versie, veld__in=_names()).order_by("pk")
    if since:
        raise spoor.Gewijzigd(locked, list(since))
    _check(locked, values)
    spoor.change(locked, {name: values[name] for name in VELDEN}, by=by, waarom=waarom)
    for naam, van, naar in _store_lists(locked, values):
        Wijziging.objects.log(locked, by=by, veld=naam, van=van, naar=naar, waarom=waarom)
    return locked


def _check_year(jaar: int, vandaag: datetime.date) -> None:
    if jaar < EERSTE_JAAR:
        raise ValidationError({"jaar": f"De afspraken beginnen in {EERSTE_JAAR}. Kies {EERSTE_JAAR} of later."})
    if not vandaag.year <= jaar <= vandaag.year + 1:
        raise ValidationError({"jaar": f"Een nieuwe actie is voor {vandaag.year} of {vandaag.year + 1}."})


def _just_made(titel: str, jaar: int, by: Gebruiker) -> Actie | None:
    made = Wijziging.objects.filter(
        onderwerp=Actie._meta.label_lower, veld="nieuw", door=by, naar=titel, op__gte=timezone.now() - ZOJUIST
    )
    return Actie.objects.filter(jaar=jaar, pk__in=made.values("onderwerp_id")).first()


def _check(actie: Actie | None, values: dict) -> None:
    """The rules that a form cannot know field by field. Raises ValidationError, at the field that can mend it."""
    doel, wrong = values["doel"], {}
    if doel and doel.thema != values["thema"]:
        wrong["doel"] = f"Dit doel hoort bij ‘{doel.thema}’. Kies een doel van het thema van de actie."
    if actie and actie in values["verwant"]:
        wrong["verwant"] = "Een actie hangt niet samen met zichzelf. Kies een andere actie."
    both = set(values["trekkers"]) & set(values["partners"])
    if both:
        names = ", ".join(sorted(map(str, both)))
        wrong["partners"] = f"{names} staat al bij de trekkers. Een partij is trekker of partner."
    if wrong:
        raise ValidationError(wrong)


def _differs(actie: Actie, values: dict) -> bool:
    fields = any(getattr(actie, name) != values[name] for name in VELDEN)
    return fields or any(van != naar for van, naar in _lists(actie, values).values())


def _lists(actie: Actie, values: dict) -> dict[str, tuple[set, set]]:
    """Per list what it holds and what it is to hold."""
    found = {name: (set(getattr(actie, name).all()), set(values[name])) for name in LIJSTEN}
    codes = set(actie.indicatoren.values_list("code", flat=True))
    return {**found, CIJFERS: (codes, set(values["indicatoren"]))}


def _store_lists(actie: Actie, values: dict) -> list[tuple[str, str, str]]:
    """Store the lists that differ; what changed, in words: the name, what it held and what it holds."""
    told = []
    for name, (van, naar) in _lists(actie, values).items():
        if van == naar:
            continue
        if name == CIJFERS:
            actie.indicatoren.filter(code__in=van - naar).delete()
            for code in sorted(naar - van):
                actie.indicatoren.create(code=code)
        else:
            getattr(actie, name).set(naar)
        told.append((_name(name), _in_words(van), _in_words(naar)))
    return told


def _name(name: str) -> str:
    return name if name == CIJFERS else str(Actie._meta.get_field(name).verbose_name)


def _names() -> list[str]:
    """What these fields are called in the trail."""
    return [_name(name) for name in (*VELDEN, *LIJSTEN, CIJFERS)]


def _in_words(rows: set) -> str:
    return ", ".join(sorted(map(str, rows)))
