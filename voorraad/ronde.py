"""The round of deliveries: half-year × party, how far each is, and what is asked of whom now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from basis.halfjaar import Halfjaar, begonnen
from basis.models import Gebruiker, Partij
from voorraad import termijnen
from voorraad.models import LOPEND, Levering, Status, Verwerking

ZICHTBAAR_VOOR_ALLEN = "nog niet vastgesteld"
WACHT = "wacht"


@dataclass(frozen=True)
class Vak:
    """One party in one half-year: the newest delivery that this reader may see, and its state in a word."""

    partij: Partij
    halfjaar: Halfjaar
    levering: Levering | None
    status: str
    naam: str
    vastgesteld: Levering | None = None

    @property
    def begonnen(self) -> bool:
        """Whether there is a delivery, also one that this reader may not see yet."""
        return self.status != WACHT

    @property
    def herzien(self) -> bool:
        """Whether a correction is under way beside an accepted version."""
        return bool(self.vastgesteld and self.vastgesteld != self.levering)


@dataclass(frozen=True)
class Vraag:
    """What is asked of this reader now, in one sentence, and where to do it."""

    tekst: str
    doen: str
    url: str


@dataclass(frozen=True)
class Rij:
    halfjaar: Halfjaar
    vakken: list[Vak]


def overview(user: Gebruiker, halfjaren: list[Halfjaar], partijen: list[Partij], today: datetime.date) -> list[Rij]:
    """The matrix, newest half-year first. What this user may not see yet is 'nog niet vastgesteld'."""
    current = _current(halfjaren, partijen)
    visible = set(Levering.objects.visible_to(user).filter(halfjaar__in=halfjaren).values_list("pk", flat=True))
    return [
        Rij(halfjaar, [_vak(partij, halfjaar, current, visible, today) for partij in partijen])
        for halfjaar in halfjaren
    ]


def latest(rijen: list[Rij], today: datetime.date) -> Rij | None:
    """The newest half-year of which figures may be expected: it has ended, or somebody delivered already."""
    expected = (rij for rij in rijen if today > rij.halfjaar.peildatum or any(vak.begonnen for vak in rij.vakken))
    return next(expected, None)


def _current(halfjaren: list[Halfjaar], partijen: list[Partij]) -> dict[tuple, list[Levering]]:
    """Per party and half-year its deliveries that count, newest version first."""
    found: dict[tuple, list[Levering]] = {}
    leveringen = Levering.objects.filter(halfjaar__in=halfjaren, partij__in=partijen, status__in=LOPEND)
    for levering in leveringen.select_related("partij").order_by("-versie"):
        found.setdefault((levering.partij_id, levering.halfjaar), []).append(levering)
    return found


def _vak(partij: Partij, halfjaar: Halfjaar, current: dict, visible: set[int], today: datetime.date) -> Vak:
    found = current.get((partij.pk, halfjaar), [])
    seen = [levering for levering in found if levering.pk in visible]
    accepted = next((levering for levering in seen if levering.status == Status.VASTGESTELD), None)
    if seen:
        failed = seen[0].verwerking == Verwerking.MISLUKT
        naam = "controle niet gelukt" if failed else seen[0].get_status_display()
        return Vak(partij, halfjaar, seen[0], "mislukt" if failed else seen[0].status, naam, accepted)
    if found:
        return Vak(partij, halfjaar, None, "onderweg", ZICHTBAAR_VOOR_ALLEN)
    running = today <= halfjaar.peildatum
    return Vak(partij, halfjaar, None, WACHT, "halfjaar loopt nog" if running else "nog niet aangeleverd")


def te_laat(today: datetime.date) -> list[tuple[Partij, Halfjaar, datetime.date]]:
    """Whose figures over which half-year are not handed in while the agreed day has passed, oldest first."""
    terms = termijnen.alle([half for half in reversed(begonnen(today)) if half.peildatum < today])
    passed = {half: term for half, term in terms.items() if term < today}
    there = Levering.objects.filter(halfjaar__in=passed, status__in=[Status.INGEDIEND, Status.VASTGESTELD])
    done = set(there.values_list("partij", "halfjaar"))
    parties = list(Partij.objects.aanleverend())
    return [(each, half, term) for half, term in passed.items() for each in parties if (each.pk, half) not in done]


def questions(user: Gebruiker, halfjaren: list[Halfjaar], today: datetime.date) -> list[Vraag]:
    """What this user can do now, the oldest half-year first."""
    asked = []
    if user.has_perm("voorraad.add_levering", user.partij):
        mine, terms = _current(halfjaren, [user.partij]), termijnen.alle(halfjaren)
        for halfjaar in reversed(halfjaren):
            asked += _own(mine.get((user.partij_id, halfjaar), [None])[0], halfjaar, terms[halfjaar], today)
    if user.has_perm("voorraad.accept_levering"):
        waiting = Levering.objects.filter(status=Status.INGEDIEND).select_related("partij")
        asked += [
            Vraag(
                f"{levering.partij} heeft de cijfers over de {levering.halfjaar.voluit} ingediend.",
                "Bekijken en vaststellen",
                levering.get_absolute_url(),
            )
            for levering in waiting.order_by("halfjaar", "partij")
        ]
    return asked


def _own(levering: Levering | None, halfjaar: Halfjaar, term: datetime.date, today: datetime.date) -> list[Vraag]:
    if levering is None:
        until = ", zodra ze compleet zijn"
        if today > halfjaar.peildatum:
            until = f", tot en met {date_format(term, 'j F Y')}"
        url = f"{reverse('voorraad:nieuw')}?halfjaar={halfjaar}"
        return [Vraag(f"Lever uw cijfers over de {halfjaar.voluit} aan{until}.", "Cijfers aanleveren", url)]
    texts = {
        Status.CONCEPT: f"Uw cijfers over de {halfjaar.voluit} staan klaar als concept. Maak ze af en dien ze in.",
        Status.TERUGGESTUURD: f"De gemeente heeft een vraag over uw cijfers over de {halfjaar.voluit}.",
    }
    text = texts.get(levering.status)
    return [Vraag(text, "Verder met deze levering", levering.get_absolute_url())] if text else []
