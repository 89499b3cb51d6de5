"""All that is asked of a user now: deliveries, actions, remarks to answer, and decisions to carry out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.formats import date_format

from acties import mijnwerk
from acties.models import Besluit, Knelpunt, Knelpuntstand, Opmerking
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
    besluiten: list[Besluit]
    knelpunten: list[Knelpunt]

    @property
    def aantal(self) -> int:
        asked = self.leveringen, self.acties, self.opmerkingen, self.besluiten, self.knelpunten
        return sum(map(len, asked))

    @property
    def stil(self) -> bool:
        """Whether an action is asked about that one press can confirm."""
        return any(werk.stil for werk in self.acties)

    @property
    def vragen(self) -> list[Vraag]:
        """Everything as one list, for the start page: deliveries, then remarks, decisions, bottlenecks and actions."""
        asked = [*map(_answer, self.opmerkingen), *map(_carry_out, self.besluiten), *map(_take_up, self.knelpunten)]
        return [*self.leveringen, *asked, *map(_update, self.acties)]


def load(user: Gebruiker, today: datetime.date) -> MijnWerk:
    return MijnWerk(
        ronde.questions(user, begonnen(today), today),
        mijnwerk.actions(user, today),
        list(mijnwerk.unanswered(user)),
        list(mijnwerk.decisions(user)),
        mijnwerk.knelpunten(user, today),
    )


def _answer(opmerking: Opmerking) -> Vraag:
    text = f"{opmerking.door_partij} heeft een {opmerking.get_soort_display()} bij actie {opmerking.actie.nummer}."
    return Vraag(text, "Antwoorden", reverse("acties:antwoord", args=[opmerking.pk]))


def _carry_out(besluit: Besluit) -> Vraag:
    when = date_format(besluit.uiterlijk, "j F Y")
    text = f"Besluit: {truncatechars(besluit.wat, 120)} Uiterlijk {when}."
    return Vraag(text, "Bekijken", besluit.get_absolute_url())


def _take_up(knelpunt: Knelpunt) -> Vraag:
    asked = "Pakt u dit op?" if knelpunt.stand == Knelpuntstand.GEMELD else "Hoe staat het ervoor?"
    return Vraag(f"{truncatechars(str(knelpunt), 120)}. {asked}", "Bekijken", knelpunt.get_absolute_url())


def _update(werk: mijnwerk.Werk) -> Vraag:
    actie = werk.actie
    text = f"Actie {actie.nummer}, {actie.titel}. {werk.redenen[0]}"
    return Vraag(text, "Bijwerken", f"{reverse('acties:bijwerken', args=[actie.jaar, actie.nummer])}?terug=mijn-werk")
