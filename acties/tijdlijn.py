"""What happened to actions, newest first: status updates, remarks, milestones and wording.

An action may have thousands of notes: the moments of all are read, and the rows of what is shown alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from acties.models import AF, Actie, Mijlpaal, Mijlpaalstand, Opmerking, Statusmelding
from acties.status import DOORGEZET, GEHAALD_OP, GEPLAND_OP, NIEUW_OP, VERVALLEN_OP
from basis.models import Wijziging

MELDING, OPMERKING, MIJLPAAL, VOORBIJ, TEKST, NIEUW = "melding", "opmerking", "mijlpaal", "voorbij", "tekst", "nieuw"
VERDER = "verder"  # carried on into a next year


@dataclass(frozen=True)
class Gebeurtenis:
    """One entry: `soort` is melding, opmerking, mijlpaal, voorbij, tekst, nieuw or verder; `bron` is the row behind it.

    `naam` is the name of the milestone that it is about; `actie` the number of the row that it happened to.
    """

    op: datetime.datetime
    soort: str
    bron: object
    naam: str = ""
    actie: int = 0


class Moment(NamedTuple):
    op: datetime.datetime
    soort: str
    pk: int
    actie: int


class Verloop:
    """What happened to these actions, from a moment on."""

    def __init__(self, acties: Iterable[Actie], sinds: datetime.datetime | None = None):
        acties = list(acties)
        pks = [actie.pk for actie in acties]
        self._running = {actie.pk for actie in acties if actie.status not in AF}
        self._milestones = Mijlpaal.objects.filter(actie__in=pks).in_bulk()
        over_acties = Wijziging.objects.filter(onderwerp=Actie._meta.label_lower, onderwerp_id__in=pks)
        self._rows: dict[str, QuerySet] = {
            MELDING: Statusmelding.objects.filter(actie__in=pks).prefetch_related("ter_plekke__overleg__vorm"),
            OPMERKING: Opmerking.objects.filter(actie__in=pks).select_related("antwoord"),
            MIJLPAAL: milestone_changes(self._milestones),
            TEKST: over_acties.filter(veld="officiële tekst"),
            NIEUW: over_acties.filter(veld="nieuw"),
            # where the next one is there too, its first update tells of it
            VERDER: over_acties.filter(veld=DOORGEZET, van="").exclude(
                onderwerp_id__in=[actie.vervolg_van_id for actie in acties if actie.vervolg_van_id]
            ),
        }
        if sinds:
            self._rows = {soort: rows.filter(_since(soort, sinds)) for soort, rows in self._rows.items()}

    def moments(self) -> list[Moment]:
        """When something happened, newest first."""
        found = []
        for soort, rows in self._rows.items():
            subject = "actie" if soort in (MELDING, OPMERKING) else "onderwerp_id"
            for op, pk, about in rows.values_list("op", "pk", subject):
                actie = self._milestones[about].actie_id if soort == MIJLPAAL else about
                found.append(Moment(op, soort, pk, actie))
        return sorted(found, key=lambda moment: moment.op, reverse=True)

    def passed(self) -> list[Moment]:
        """The dates that passed without their milestone being reached; of what is finished or dropped none is asked."""
        running = (each for each in self._milestones.values() if each.actie_id in self._running)
        late = (each for each in running if each.stand == Mijlpaalstand.VOORBIJ)
        return [Moment(_end_of(each.gepland_op), VOORBIJ, each.pk, each.actie_id) for each in late]

    def entries(self, moments: Sequence[Moment]) -> list[Gebeurtenis]:
        """What happened at these moments."""
        numbers = defaultdict(list)
        for moment in moments:
            numbers[moment.soort].append(moment.pk)
        found = {soort: rows.in_bulk(numbers[soort]) for soort, rows in self._rows.items() if numbers[soort]}
        found[VOORBIJ] = self._milestones
        return [self._entry(moment, found[moment.soort][moment.pk]) for moment in moments]

    def _entry(self, moment: Moment, row) -> Gebeurtenis:
        milestone = {MIJLPAAL: "onderwerp_id", VOORBIJ: "pk"}.get(moment.soort)
        naam = self._milestones[getattr(row, milestone)].naam if milestone else ""
        return Gebeurtenis(moment.op, moment.soort, row, naam, moment.actie)


class Tijdlijn(Sequence):
    """Everything that happened to an action and to those it carries on, as a list of which only the asked part is read.

    `eerdere` are the actions of earlier years that it carries on, by row number.
    """

    def __init__(self, actie: Actie):
        before = actie.voorgangers()
        self.eerdere = {each.pk: each for each in before}
        self._verloop = Verloop([actie, *before])
        moments = self._verloop.moments() + self._verloop.passed()
        self._moments = sorted(moments, key=lambda moment: moment.op, reverse=True)

    def __len__(self) -> int:
        return len(self._moments)

    def place(self, soort: str, pk: int) -> int:
        """Where an entry stands, from 0; it is there."""
        return next(at for at, moment in enumerate(self._moments) if (moment.soort, moment.pk) == (soort, pk))

    def __getitem__(self, part: slice) -> list[Gebeurtenis]:
        return self._verloop.entries(self._moments[part])


def milestone_changes(pks: Iterable[int]) -> QuerySet[Wijziging]:
    """What was noted about these milestones."""
    return Wijziging.objects.filter(
        onderwerp=Mijlpaal._meta.label_lower,
        onderwerp_id__in=list(pks),
        veld__in=[GEPLAND_OP, GEHAALD_OP, NIEUW_OP, VERVALLEN_OP],
    )


def shifts(pks: Iterable[int]) -> dict[int, list[Wijziging]]:
    """Per milestone the changes of its date and that it was dropped, oldest first; those of earlier years too."""
    about = _with_earlier(pks)
    history = defaultdict(list)
    for change in milestone_changes(about).filter(veld__in=[GEPLAND_OP, VERVALLEN_OP]).order_by("op", "pk"):
        history[about[change.onderwerp_id]].append(change)
    return history


def _with_earlier(pks: Iterable[int]) -> dict[int, int]:
    """These milestones and those of earlier years that they carry on, each with the one that it belongs to.

    Where both a milestone and what it carries on are asked for, the history is told at the newest.
    """
    about = {pk: pk for pk in pks}
    newest = about
    while newest:
        rows = Mijlpaal.objects.filter(vervolg__in=newest).values_list("pk", "vervolg")
        newest = {earlier: about[later] for earlier, later in rows}
        about = about | newest
    return about


def milestones(actie: Actie) -> list[tuple[Mijlpaal, list[Wijziging]]]:
    """Every milestone with what became of its date: 'was 30 juni, nu 1 oktober, omdat …'."""
    rows = list(actie.mijlpalen.all())
    history = shifts(row.pk for row in rows)
    return [(row, history[row.pk]) for row in rows]


def _since(soort: str, sinds: datetime.datetime) -> Q:
    """A remark counts again when it is answered."""
    return Q(op__gte=sinds) | Q(antwoord__op__gte=sinds) if soort == OPMERKING else Q(op__gte=sinds)


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
