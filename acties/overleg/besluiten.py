"""The only writer of decisions. Every change is kept; nothing is overwritten."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from acties import spoor
from acties.aandacht import INDICATOREN
from acties.models import Besluit, Besluitstatus, Overleg, Overlegstatus, Thema
from basis.models import Gebruiker, Wijziging

GAAT_OVER = "Kies waar het besluit over gaat: een actie, een cijfer, een thema of het hele overleg."
ZOJUIST = datetime.timedelta(minutes=1)


@transaction.atomic
def take(overleg: Overleg, values: dict, *, by: Gebruiker) -> Besluit:
    """Note what a meeting decided. The same decision sent twice within a minute is noted once.

    Raises ValidationError when it is about nothing, or when who does it does not belong to the party.
    """
    overleg = Overleg.objects.select_for_update().get(pk=overleg.pk)  # what we test stays so until we are done
    check_can_decide(overleg)
    values = _complete(overleg, values)
    recent = timezone.now() - ZOJUIST
    same = Besluit.objects.filter(**values, overleg=overleg, gemaakt_op__gte=recent).first()
    if same:
        return same
    besluit = Besluit.objects.create(overleg=overleg, **values)
    Wijziging.objects.log(besluit, by=by, veld="besloten", naar=besluit.wat, waarom=besluit.waarom)
    return besluit


@transaction.atomic
def change(besluit: Besluit, values: dict, *, by: Gebruiker, versie: int) -> Besluit:
    """Change the words of a decision, who does it or by when.

    `versie` is what the user saw (acties.spoor). Raises spoor.Gewijzigd and ValidationError.
    """
    complete = _complete(besluit.overleg, values)
    if not values["wie"] and not besluit.wie and values["partij"] == besluit.partij:
        complete["wie_naam"] = besluit.wie_naam  # the account is gone, the name stays
    return spoor.change(besluit, complete, by=by, versie=versie)


@transaction.atomic
def finish(
    besluit: Besluit, *, by: Gebruiker, status: str, uitkomst: str, afgerond_op: datetime.date | None, versie: int
) -> Besluit:
    """Note what came of a decision, or open it again. Raises spoor.Gewijzigd and ValidationError."""
    if status not in Besluitstatus.values:
        raise ValidationError({"status": "Kies hoe het besluit ervoor staat."})
    done = status != Besluitstatus.OPEN
    if done and not uitkomst.strip():
        raise ValidationError({"uitkomst": "Vertel kort wat ervan kwam, of waarom het besluit vervalt."})
    if done and afgerond_op is None:
        raise ValidationError({"afgerond_op": "Vul in op welke dag het klaar was."})
    if done and afgerond_op > timezone.localdate():
        raise ValidationError({"afgerond_op": "Deze dag moet nog komen. Kies vandaag of een dag die al is geweest."})
    if done and afgerond_op < besluit.overleg.datum:
        raise ValidationError({"afgerond_op": "Deze dag ligt voor het overleg waarin dit is besloten."})
    values = {"status": status, "uitkomst": uitkomst.strip(), "afgerond_op": afgerond_op if done else None}
    return spoor.change(besluit, values, by=by, versie=versie)


def check_can_decide(overleg: Overleg) -> None:
    """Nothing is decided before a meeting, or in one that does not go on."""
    if overleg.status == Overlegstatus.VERVALLEN:
        raise ValidationError("Dit overleg ging niet door, dus hier is niets besloten. Kies een ander overleg.")
    if overleg.datum > timezone.localdate():
        day = date_format(overleg.datum, "j F Y")
        raise ValidationError(f"Dit overleg is pas op {day}. Leg het besluit vast als het is genomen.")


def _complete(overleg: Overleg, values: dict) -> dict:
    """What follows from what was filled in: the theme, and the name of who does it. Refuses what cannot be."""
    thema = values["thema"] or _thema(values)
    about, whole = bool(values["actie"] or values["indicator"] or thema), values["hele_overleg"]
    if not about and not whole:
        raise ValidationError({"actie": GAAT_OVER})
    if about and whole:
        raise ValidationError({"hele_overleg": "Kies het hele overleg, óf een actie, cijfer of thema; niet allebei."})
    if values["indicator"] and values["indicator"] not in INDICATOREN:
        raise ValidationError({"indicator": f"We kennen geen cijfer {values['indicator']}. Kies er een uit de lijst."})
    if values["uiterlijk"] < overleg.datum:
        raise ValidationError({"uiterlijk": "Deze dag ligt voor het overleg waarin dit is besloten."})
    if values["punt"] and values["punt"].overleg_id != overleg.pk:
        raise ValidationError({"punt": "Dit agendapunt hoort bij een ander overleg."})
    wie = values["wie"]
    if wie and wie.partij_id != values["partij"].pk:
        raise ValidationError({"wie": f"{wie} hoort bij {wie.partij}. Kies iemand van {values['partij']}."})
    return {**values, "thema": thema, "wie_naam": str(wie) if wie else ""}


def _thema(values: dict) -> Thema | None:
    """The theme of the action, of the bottleneck that it came from, or of the figure."""
    if values["actie"]:
        return values["actie"].thema
    if values.get("knelpunt") and not values["hele_overleg"]:
        return values["knelpunt"].thema
    named = INDICATOREN.get(values["indicator"])
    return Thema.objects.filter(slug=named.thema).first() if named else None
