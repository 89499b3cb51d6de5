"""The only writer of meetings: planning one, changing it, confirming its date, noting that it was held."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from acties import spoor
from acties.models import Overleg, Overlegstatus, Overlegvorm
from acties.overleg import berichten
from basis.models import Gebruiker, Wijziging

ZOJUIST = datetime.timedelta(minutes=1)


@transaction.atomic
def plan(values: dict, *, by: Gebruiker | None) -> Overleg:
    """Plan a meeting. The same one sent twice within a minute is planned once.

    Raises ValidationError where such a meeting stands at that moment already.
    """
    vorm = Overlegvorm.objects.select_for_update().get(pk=values["vorm"].pk)
    double = _zojuist(values, by)
    if double:
        return double
    _check_free(vorm, values["datum"], values["begin"])
    overleg = Overleg.objects.create(**values)
    Wijziging.objects.log(overleg, by=by, veld="gepland", naar=_wanneer(overleg))
    berichten.gepland(overleg, by)
    return overleg


def _zojuist(values: dict, by: Gebruiker | None) -> Overleg | None:
    same = Overleg.objects.filter(**values, status=Overlegstatus.GEPLAND).first()
    if same is None or by is None:
        return None
    recent = timezone.now() - ZOJUIST
    mine = Wijziging.objects.over(same).filter(veld="gepland", door=by, op__gte=recent)
    return same if mine.exists() else None


@transaction.atomic
def change(overleg: Overleg, values: dict, *, by: Gebruiker, versie: int) -> Overleg:
    """Change a meeting; a reason why it does not go on is kept in the trail as well.

    Raises spoor.Gewijzigd when somebody else changed it meanwhile, ValidationError for what cannot be.
    """
    before = _locked(overleg)
    vorm = Overlegvorm.objects.select_for_update().get(pk=before.vorm_id)
    if values["status"] == Overlegstatus.VERVALLEN:
        if not values["reden"].strip():
            raise ValidationError({"reden": "Vertel kort waarom het overleg niet doorgaat."})
        if before.besluiten.exists():
            raise ValidationError({"status": "In dit overleg zijn besluiten genomen. Het kan niet meer vervallen."})
    else:
        values = {**values, "reden": ""}
        _check_free(vorm, values["datum"], values["begin"], before.pk)
    if values["status"] == Overlegstatus.GEHOUDEN:
        _check_held(values["datum"])
        values = {**values, "voorstel": False}
    after = spoor.change(before, values, by=by, versie=versie, waarom=values["reden"])
    berichten.gewijzigd(before, after, by)
    return after


@transaction.atomic
def confirm(overleg: Overleg, *, by: Gebruiker) -> Overleg:
    """The proposed date stands. A second time changes nothing."""
    before = _locked(overleg)
    after = spoor.change(before, {"voorstel": False}, by=by)
    berichten.gewijzigd(before, after, by)
    return after


@transaction.atomic
def hold(overleg: Overleg, *, by: Gebruiker) -> Overleg:
    """Note that a planned meeting was held. Raises ValidationError before its day, or where it does not go on."""
    now = _locked(overleg)
    if now.status == Overlegstatus.VERVALLEN:
        raise ValidationError("Dit overleg gaat niet door. Zet het eerst weer op gepland.")
    _check_held(now.datum)
    return spoor.change(now, {"status": Overlegstatus.GEHOUDEN, "voorstel": False}, by=by)


def _locked(overleg: Overleg) -> Overleg:
    """The meeting as it is stored, held until we are done: what we test stays so. Its kind is locked after it."""
    return Overleg.objects.select_for_update().get(pk=overleg.pk)


def _check_held(datum: datetime.date) -> None:
    if datum > timezone.localdate():
        raise ValidationError(f"Dit overleg is pas op {date_format(datum, 'j F Y')}: het is nog niet gehouden.")


def _check_free(vorm: Overlegvorm, datum: datetime.date, begin: datetime.time, but: int | None = None) -> None:
    """Two meetings of one kind never begin at the same moment."""
    there = Overleg.objects.filter(vorm=vorm, datum=datum, begin=begin).exclude(status=Overlegstatus.VERVALLEN)
    if there.exclude(pk=but).exists():
        moment = f"{date_format(datum, 'j F Y')} om {date_format(begin, 'H:i')} uur"
        raise ValidationError({"datum": f"Op {moment} staat dit overleg al in de planning. Kies een ander moment."})


def _wanneer(overleg: Overleg) -> str:
    words = f"{date_format(overleg.datum, 'j F Y')}, {date_format(overleg.begin, 'H:i')} uur"
    return f"{words} (voorstel)" if overleg.voorstel else words
