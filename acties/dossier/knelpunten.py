"""The only writer of bottlenecks and chances: report, change, move on, and note the course. Every change is kept."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acties import spoor
from acties.dossier import knelpuntberichten
from acties.models import Knelpunt, Knelpuntnotitie, Knelpuntstand, Thema
from acties.models.knelpunt import KLAAR
from acties.waarover import projecten
from basis.models import Gebruiker, Partij, Rol, Wijziging

GEMELD, OPGEPAKT, OPGELOST, VERVALLEN = Knelpuntstand
OVERGANGEN = {
    GEMELD: (OPGEPAKT, VERVALLEN),
    OPGEPAKT: (OPGELOST, VERVALLEN, GEMELD),
    OPGELOST: (OPGEPAKT,),
    VERVALLEN: (OPGEPAKT,),
}
ZOJUIST = datetime.timedelta(minutes=1)
THEMA_VAN_PROJECTEN = "voorraad"  # the theme that building belongs to


@transaction.atomic
def report(values: dict, *, by: Gebruiker) -> Knelpunt:
    """Store what somebody reported. The same words of the same person within a minute are one report.

    Without an owner it is for the party of who reports it, or for the municipality. Raises ValidationError.
    """
    Gebruiker.objects.select_for_update().get(pk=by.pk)
    same = Knelpunt.objects.filter(
        gemeld_door=by, soort=values["soort"], titel=values["titel"], tekst=values["tekst"],
        gemeld_op__gte=timezone.now() - ZOJUIST,
    ).first()  # fmt: skip
    if same:
        return same
    complete = _complete({**values, "partij": values.get("partij") or _owner(by)})
    names = {"gemeld_door": by, "gemeld_door_naam": str(by), "gemeld_door_partij": str(by.partij)}
    made = Knelpunt.objects.create(**complete, **names, stand_op=timezone.now())
    Wijziging.objects.log(made, by=by, veld="gemeld", naar=made.titel, waarom=made.tekst)
    knelpuntberichten.gevraagd(made, by)
    return made


def owners(chosen: int | None = None):
    """The parties that can take something up: the municipality and the corporations that take part now.

    `chosen` is the owner that it has already, which may stay.
    """
    found = Partij.objects.aanleverend()
    return (found | Partij.objects.filter(pk=chosen)).distinct() if chosen else found


def _owner(by: Gebruiker) -> Partij:
    if by.rol == Rol.CORPORATIE and owners().filter(pk=by.partij_id).exists():
        return by.partij
    return owners().order_by("volgorde").filter(soort="gemeente")[0]


@transaction.atomic
def change(knelpunt: Knelpunt, values: dict, *, by: Gebruiker, versie: int) -> Knelpunt:
    """Change the words, what it is about, who takes it up, or the doorbraakteam.

    `versie` is what the user saw (acties.spoor). Raises spoor.Gewijzigd and ValidationError.
    """
    now = Knelpunt.objects.select_for_update().get(pk=knelpunt.pk)
    complete = _complete(values, now)
    if not values["wie"] and not now.wie_id and values["partij"] == now.partij:
        complete["wie_naam"] = now.wie_naam  # the account is gone, the name stays
    before = (now.partij_id, now.wie_id)
    changed = spoor.change(now, complete, by=by, versie=versie)
    if (changed.partij_id, changed.wie_id) != before:
        knelpuntberichten.gevraagd(changed, by)
    return changed


def _complete(values: dict, now: Knelpunt | None = None) -> dict:
    """What follows from what was filled in: the theme, and the name of who does it. Refuses what cannot be."""
    wie, partij = values.get("wie"), values["partij"]
    if not owners(now and now.partij_id).filter(pk=partij.pk).exists():
        raise ValidationError({"partij": f"{partij} kan dit niet oppakken. Kies de gemeente of een corporatie."})
    if wie and wie.partij_id != partij.pk:
        raise ValidationError({"wie": f"{wie} hoort bij {wie.partij}. Kies iemand van {partij}."})
    project = values.get("project", "")
    if project and project != (now and now.project) and project not in projecten():
        raise ValidationError({"project": f"We kennen geen project {project}. Kies er een uit de lijst."})
    if (values.get("team") or values.get("team_uitkomst")) and not values["doorbraakteam"]:
        raise ValidationError({"doorbraakteam": "Zet aan dat een doorbraakteam nodig is, of maak de vakken leeg."})
    return {**values, "thema": values.get("thema") or _thema(values), "wie_naam": str(wie) if wie else ""}


def _thema(values: dict) -> Thema | None:
    if values.get("actie"):
        return values["actie"].thema
    return Thema.objects.filter(slug=THEMA_VAN_PROJECTEN).first() if values.get("project") else None


@transaction.atomic
def move(knelpunt: Knelpunt, naar: str, *, by: Gebruiker, versie: int, afloop: str = "") -> Knelpunt:
    """To another state; what is already there stays so. Solved or dropped asks how it ended (`afloop`).

    Raises spoor.Gewijzigd when somebody changed it after `versie`, and ValidationError.
    """
    now = Knelpunt.objects.select_for_update().get(pk=knelpunt.pk)
    if now.stand == naar:
        return now
    spoor.check(now, versie)
    if naar not in OVERGANGEN[now.stand]:
        raise ValidationError(f"‘{now.titel}’ is {now.get_stand_display()} en kan nu niet deze stap maken.")
    if naar in KLAAR and not afloop.strip():
        raise ValidationError({"afloop": GEVRAAGD[naar]})
    moved = {"stand": naar, "afloop": afloop.strip() if naar in KLAAR else ""}
    changed = spoor.change(now, moved, by=by, waarom=moved["afloop"], ook={"stand_op": timezone.now()})
    if naar in KLAAR:
        knelpuntberichten.afgelopen(changed, by)
    return changed


GEVRAAGD = {
    OPGELOST: "Vertel kort hoe het is opgelost, of wat de kans opleverde.",
    VERVALLEN: "Vertel kort waarom dit vervalt.",
}


@transaction.atomic
def note(knelpunt: Knelpunt, tekst: str, *, by: Gebruiker) -> Knelpuntnotitie:
    """Add a step to the course. The same words of the same person within a minute are one note."""
    Knelpunt.objects.select_for_update().get(pk=knelpunt.pk)
    recent = timezone.now() - ZOJUIST
    same = knelpunt.notities.filter(door=by, tekst=tekst, op__gte=recent).first()
    if same:
        return same
    names = {"door": by, "door_naam": str(by), "door_partij": str(by.partij)}
    made = Knelpuntnotitie.objects.create(knelpunt=knelpunt, tekst=tekst, **names)
    Wijziging.objects.log(made, by=by, veld="notitie", naar=tekst)
    return made
