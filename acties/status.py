"""The only writer of an action's status and of its milestones. Every change is kept; nothing is overwritten."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acties.models import Actie, Actiestatus, Mijlpaal, Statusmelding
from basis.models import Gebruiker, Wijziging

GEPLAND_OP, GEHAALD_OP = "gepland op", "gehaald op"  # what a change of a milestone is called in the trail


class StatusConflict(Exception):  # noqa: N818  two people at once is no error of ours
    """The action has changed in the meantime. `meldingen` are the updates since, newest first."""

    def __init__(self, actie: Actie, meldingen: list[Statusmelding]):
        super().__init__(f"Actie {actie.nummer} is intussen gewijzigd.")
        self.actie, self.meldingen = actie, meldingen


@transaction.atomic
def change_status(
    actie: Actie,
    *,
    by: Gebruiker,
    naar: str,
    toelichting: str,
    succes: str = "",
    knelpunt: str = "",
    versie: int,
) -> Statusmelding:
    """Give an action a status, with an explanation and perhaps a success and a bottleneck.

    `versie` is the version that the user saw. Raises StatusConflict when the action has changed since, and
    ValidationError for an unknown status or a missing explanation.
    """
    locked = Actie.objects.select_for_update().get(pk=actie.pk)
    if locked.versie != versie:
        raise StatusConflict(locked, list(locked.meldingen.all()[: max(locked.versie - versie, 1)]))
    if naar not in Actiestatus.values:
        raise ValidationError({"naar": "Kies een status uit de lijst."})
    if not toelichting.strip():
        raise ValidationError({"toelichting": "Schrijf in een paar woorden hoe het met de actie gaat."})
    melding = Statusmelding.objects.create(
        actie=locked,
        van=locked.status,
        naar=naar,
        toelichting=toelichting.strip(),
        succes=succes.strip(),
        knelpunt=knelpunt.strip(),
        door=by,
        door_naam=str(by),
        door_partij=str(by.partij),
    )
    before, after = locked.get_status_display(), Actiestatus(naar).label
    Wijziging.objects.log(locked, by=by, veld="status", van=before, naar=after, waarom=melding.toelichting)
    _store(actie, locked, naar)
    return melding


def _store(actie: Actie, locked: Actie, naar: str) -> None:
    """Write the new status, and let the caller's object know it."""
    locked.status, locked.versie, locked.bijgewerkt_op = naar, locked.versie + 1, timezone.now()
    locked.save(update_fields=["status", "versie", "bijgewerkt_op"])
    actie.status, actie.versie, actie.bijgewerkt_op = locked.status, locked.versie, locked.bijgewerkt_op


@transaction.atomic
def complete_milestone(mijlpaal: Mijlpaal, *, by: Gebruiker, op: datetime.date | None) -> None:
    """Note the day on which a milestone was reached; None takes it back."""
    locked = Mijlpaal.objects.select_for_update().get(pk=mijlpaal.pk)
    if locked.gehaald_op == op:
        return
    Wijziging.objects.log(locked, by=by, veld=GEHAALD_OP, van=locked.gehaald_op or "", naar=op or "")
    locked.gehaald_op = op
    locked.save(update_fields=["gehaald_op"])


@transaction.atomic
def move_milestone(mijlpaal: Mijlpaal, *, by: Gebruiker, naar: datetime.date, waarom: str) -> None:
    """Give a milestone another date, with the reason. The old date stays in the trail."""
    if not waarom.strip():
        raise ValidationError({"waarom": "Vertel kort waarom de datum verandert."})
    locked = Mijlpaal.objects.select_for_update().get(pk=mijlpaal.pk)
    if locked.gepland_op == naar:
        return
    Wijziging.objects.log(locked, by=by, veld=GEPLAND_OP, van=locked.gepland_op, naar=naar, waarom=waarom.strip())
    locked.gepland_op = naar
    locked.save(update_fields=["gepland_op"])
