"""The timeline of an action: status updates, remarks, milestones and wording, newest first.

An action may have thousands of notes: a page of the timeline reads the moments of all, and the rows of that page alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils import timezone

from acties.models import Actie, Mijlpaal, Mijlpaalstand
from acties.status import GEHAALD_OP, GEPLAND_OP, NIEUW_OP, VERVALLEN_OP
from basis.models import Wijziging

MELDING, OPMERKING, MIJLPAAL, VOORBIJ, TEKST = "melding", "opmerking", "mijlpaal", "voorbij", "tekst"


@dataclass(frozen=True)
class Gebeurtenis:
    """One entry: `soort` is melding, opmerking, mijlpaal, voorbij or tekst; `bron` is the row behind it.

    `naam` is the name of the milestone that it is about.
    """

    op: datetime.datetime
    soort: str
    bron: object
    naam: str = ""


class Tijdlijn(Sequence):
    """Everything that happened to an action, as a list of which only the asked part is read."""

    def __init__(self, actie: Actie):
        self._milestones = actie.mijlpalen.in_bulk()
        self._rows: dict[str, QuerySet] = {
            MELDING: actie.meldingen.all(),
            OPMERKING: actie.opmerkingen.select_related("antwoord"),
            MIJLPAAL: milestone_changes(self._milestones),
            TEKST: Wijziging.objects.over(actie).filter(veld="officiële tekst"),
        }
        moments = [(op, soort, pk) for soort, rows in self._rows.items() for op, pk in rows.values_list("op", "pk")]
        passed = (each for each in self._milestones.values() if each.stand == Mijlpaalstand.VOORBIJ)
        moments += [(_end_of(each.gepland_op), VOORBIJ, each.pk) for each in passed]
        self._moments = sorted(moments, key=lambda moment: moment[0], reverse=True)

    def __len__(self) -> int:
        return len(self._moments)

    def __getitem__(self, part: slice) -> list[Gebeurtenis]:
        asked = self._moments[part]
        numbers = defaultdict(list)
        for _, soort, pk in asked:
            numbers[soort].append(pk)
        found = {soort: rows.in_bulk(numbers[soort]) for soort, rows in self._rows.items() if numbers[soort]}
        found[VOORBIJ] = self._milestones
        return [self._entry(op, soort, found[soort][pk]) for op, soort, pk in asked]

    def _entry(self, op: datetime.datetime, soort: str, row: Model) -> Gebeurtenis:
        milestone = {MIJLPAAL: "onderwerp_id", VOORBIJ: "pk"}.get(soort)
        naam = self._milestones[getattr(row, milestone)].naam if milestone else ""
        return Gebeurtenis(op, soort, row, naam)


def milestone_changes(pks: Iterable[int]) -> QuerySet[Wijziging]:
    """What was noted about these milestones."""
    return Wijziging.objects.filter(
        onderwerp=Mijlpaal._meta.label_lower,
        onderwerp_id__in=list(pks),
        veld__in=[GEPLAND_OP, GEHAALD_OP, NIEUW_OP, VERVALLEN_OP],
    )


def milestones(actie: Actie) -> list[tuple[Mijlpaal, list[Wijziging]]]:
    """Every milestone with what became of its date, oldest change first: 'was 30 juni, nu 1 oktober, omdat …'."""
    rows = list(actie.mijlpalen.all())
    history = defaultdict(list)
    told = milestone_changes(row.pk for row in rows).filter(veld__in=[GEPLAND_OP, VERVALLEN_OP])
    for change in told.order_by("op", "pk"):
        history[change.onderwerp_id].append(change)
    return [(row, history[row.pk]) for row in rows]


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
