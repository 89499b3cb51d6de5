"""The timeline of an action: status updates, remarks, and changes of milestones and wording, newest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from acties.models import Actie, Mijlpaal
from acties.status import GEHAALD_OP, GEPLAND_OP
from basis.models import Wijziging


@dataclass(frozen=True)
class Gebeurtenis:
    """One entry: `soort` is melding, opmerking, mijlpaal or tekst; `bron` is the row behind it."""

    op: datetime.datetime
    soort: str
    bron: object


def timeline(actie: Actie) -> list[Gebeurtenis]:
    """Everything that happened to an action."""
    entries = [Gebeurtenis(melding.op, "melding", melding) for melding in actie.meldingen.all()]
    entries += [Gebeurtenis(opmerking.op, "opmerking", opmerking) for opmerking in actie.opmerkingen.all()]
    milestones = [mijlpaal.pk for mijlpaal in actie.mijlpalen.all()]
    changes = Wijziging.objects.filter(
        onderwerp=Mijlpaal._meta.label_lower, onderwerp_id__in=milestones, veld__in=[GEPLAND_OP, GEHAALD_OP]
    )
    entries += [Gebeurtenis(change.op, "mijlpaal", change) for change in changes]
    wording = Wijziging.objects.over(actie).filter(veld="officiële tekst")
    entries += [Gebeurtenis(change.op, "tekst", change) for change in wording]
    return sorted(entries, key=lambda entry: entry.op, reverse=True)
