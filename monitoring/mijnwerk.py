"""All that is asked of a user now: deliveries, actions, and remarks to answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse

from acties import mijnwerk
from acties.models import Opmerking
from basis.halfjaar import begonnen
from basis.models import Gebruiker
from voorraad import ronde
from voorraad.ronde import Vraag

OP_OVERZICHT = 4  # so many lines fit on the start page; the rest stands on the page of one's work


@dataclass(frozen=True)
class MijnWerk:
    leveringen: list[Vraag]
    acties: list[mijnwerk.Werk]
    opmerkingen: list[Opmerking]

    @property
    def aantal(self) -> int:
        return len(self.leveringen) + len(self.acties) + len(self.opmerkingen)

    @property
    def vragen(self) -> list[Vraag]:
        """Everything as one list, for the start page: deliveries, then remarks, then actions."""
        return [*self.leveringen, *map(_answer, self.opmerkingen), *map(_update, self.acties)]


def load(user: Gebruiker, today: datetime.date) -> MijnWerk:
    return MijnWerk(
        ronde.questions(user, begonnen(today), today), mijnwerk.actions(user, today), list(mijnwerk.unanswered(user))
    )


def _answer(opmerking: Opmerking) -> Vraag:
    text = f"{opmerking.door_partij} heeft een {opmerking.get_soort_display()} bij actie {opmerking.actie.nummer}."
    return Vraag(text, "Antwoorden", reverse("acties:antwoord", args=[opmerking.pk]))


def _update(werk: mijnwerk.Werk) -> Vraag:
    actie = werk.actie
    text = f"Actie {actie.nummer}, {actie.titel}. {werk.redenen[0]}"
    return Vraag(text, "Bijwerken", f"{reverse('acties:bijwerken', args=[actie.jaar, actie.nummer])}?terug=mijn-werk")
