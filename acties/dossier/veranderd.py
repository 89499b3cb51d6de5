"""What changed since a day, per action: for who prepares a meeting."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from acties.models import Actie, Actiestatus, Statusmelding
from acties.tijdlijn import Gebeurtenis, Moment, Verloop

OP_EEN_RIJ = 8  # so many entries of one action stand here; the rest is on its own page


@dataclass(frozen=True)
class Verandering:
    """What happened to one action. `was` is its status before, in a word; nothing when it is still that."""

    actie: Actie
    gebeurtenissen: list[Gebeurtenis]
    meer: int
    was: str = ""


def since(dag: datetime.date, acties: Sequence[Actie]) -> list[Verandering]:
    """The actions to which something happened on or after a day, in the order given; updates that only confirm
    are no change."""
    begin = timezone.make_aware(datetime.datetime.combine(dag, datetime.time.min))
    told = Verloop(acties, begin)
    confirmed = _confirmed(acties, begin)
    per_action: dict[int, list[Moment]] = defaultdict(list)
    for moment in told.moments():
        if (moment.soort, moment.pk) not in confirmed:
            per_action[moment.actie].append(moment)
    before = _statuses_before(acties, begin)
    shown = [moment for moments in per_action.values() for moment in moments[:OP_EEN_RIJ]]
    entries = dict(zip(shown, told.entries(shown), strict=True))
    return [
        Verandering(
            actie,
            [entries[moment] for moment in moments[:OP_EEN_RIJ]],
            max(len(moments) - OP_EEN_RIJ, 0),
            "" if before.get(actie.pk, actie.status) == actie.status else Actiestatus(before[actie.pk]).label,
        )
        for actie in acties
        if (moments := per_action.get(actie.pk))
    ]


def _confirmed(acties: Sequence[Actie], begin: datetime.datetime) -> set[tuple[str, int]]:
    rows = Statusmelding.objects.filter(actie__in=[actie.pk for actie in acties], op__gte=begin, bevestigt=True)
    return {("melding", pk) for pk in rows.values_list("pk", flat=True)}


def _statuses_before(acties: Sequence[Actie], begin: datetime.datetime) -> dict[int, str]:
    """The status of each action that was updated since, as it was before the first of those updates."""
    rows = Statusmelding.objects.filter(actie__in=[actie.pk for actie in acties], op__gte=begin)
    return dict(rows.order_by("-op", "-pk").values_list("actie", "van"))  # the oldest comes last, and stays
