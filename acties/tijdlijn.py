"""The timeline of an action: status updates, remarks, milestones and wording, newest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from acties.models import Actie, Mijlpaal, Mijlpaalstand
from acties.status import GEHAALD_OP, GEPLAND_OP
from basis.models import Wijziging


@dataclass(frozen=True)
class Gebeurtenis:
    """One entry: `soort` is melding, opmerking, mijlpaal, voorbij or tekst; `bron` is the row behind it.

    `naam` is the name of the milestone that it is about.
    """

    op: datetime.datetime
    soort: str
    bron: object
    naam: str = ""


def timeline(actie: Actie) -> list[Gebeurtenis]:
    """Everything that happened to an action."""
    entries = [Gebeurtenis(melding.op, "melding", melding) for melding in actie.meldingen.all()]
    entries += [
        Gebeurtenis(opmerking.op, "opmerking", opmerking) for opmerking in actie.opmerkingen.select_related("antwoord")
    ]
    entries += _milestones(actie)
    wording = Wijziging.objects.over(actie).filter(veld="officiële tekst")
    entries += [Gebeurtenis(change.op, "tekst", change) for change in wording]
    return sorted(entries, key=lambda entry: entry.op, reverse=True)


def _milestones(actie: Actie) -> list[Gebeurtenis]:
    """What was noted about the milestones, and the dates that passed without one being reached."""
    milestones = actie.mijlpalen.in_bulk()
    changes = Wijziging.objects.filter(
        onderwerp=Mijlpaal._meta.label_lower, onderwerp_id__in=milestones, veld__in=[GEPLAND_OP, GEHAALD_OP]
    )
    noted = [Gebeurtenis(change.op, "mijlpaal", change, milestones[change.onderwerp_id].naam) for change in changes]
    passed = [mijlpaal for mijlpaal in milestones.values() if mijlpaal.stand == Mijlpaalstand.VOORBIJ]
    return noted + [Gebeurtenis(_end_of(each.gepland_op), "voorbij", each, each.naam) for each in passed]


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
