"""The texts that an officer puts in the place of those of the system. Both are kept; two officers may write at once.

A form remembers of each field whose text stood there and what was shown (`kenmerk`): a field that somebody leaves alone
changes nothing, also when the figures moved the text of the system meanwhile. The same words as those of the system
are no text of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from acties.overleg.verslagleggen import Botsing
from basis.kenmerk import kenmerk
from basis.models import Gebruiker, Wijziging
from monitoring.models import Jaaroverzicht, Overzichttekst
from monitoring.tijdvak import Tijdvak


@dataclass(frozen=True)
class Plaats:
    """A place where an officer may write. `eigen` is '' where the text of the system stands."""

    sleutel: str
    naam: str
    systeem: str
    eigen: str

    @property
    def tekst(self) -> str:
        return self.eigen or self.systeem

    @property
    def gezien(self) -> list[str]:
        """By which it is known what somebody had before them."""
        return [kenmerk(self.eigen), kenmerk(self.tekst)]


def plaatsen(inhoud: dict) -> dict[str, Plaats]:
    """Every place of an overview, by its key."""
    places = inhoud["teksten"] | inhoud["notities"]
    return {sleutel: Plaats(sleutel, **tekst) for sleutel, tekst in places.items()}


def eigen(tijdvak: Tijdvak) -> dict[str, str]:
    """What officers wrote, by its place."""
    rows = Overzichttekst.objects.filter(jaaroverzicht__in=Jaaroverzicht.objects.van(tijdvak))
    return dict(rows.values_list("sleutel", "tekst"))


@transaction.atomic
def write(
    tijdvak: Tijdvak, plekken: dict[str, Plaats], getypt: dict[str, str], gezien: dict[str, list[str]], *, by: Gebruiker
) -> int:
    """Store what was typed; returns in how many places. An empty text is that of the system again.

    Raises Botsing, and stores nothing, where somebody else wrote in the same place meanwhile.
    """
    row, _ = Jaaroverzicht.objects.get_or_create(jaar=tijdvak.jaar, helft=tijdvak.helft)
    row = Jaaroverzicht.objects.select_for_update().get(pk=row.pk)
    now = eigen(tijdvak)
    changed = {}
    for sleutel, text in getypt.items():
        _, shown = gezien.get(sleutel, ["", ""])
        own = "" if text == plekken[sleutel].systeem else text
        if kenmerk(text) != shown and own != now.get(sleutel, ""):
            changed[sleutel] = own
    both = {key: now.get(key, "") for key in changed if kenmerk(now.get(key, "")) != gezien.get(key, [""])[0]}
    if both:
        raise Botsing(both)
    for sleutel, text in changed.items():
        _store(row, plekken[sleutel], now.get(sleutel, ""), text, by)
    return len(changed)


def _store(row: Jaaroverzicht, plek: Plaats, before: str, text: str, by: Gebruiker) -> None:
    if text:
        Overzichttekst.objects.update_or_create(jaaroverzicht=row, sleutel=plek.sleutel, defaults={"tekst": text})
    else:
        Overzichttekst.objects.filter(jaaroverzicht=row, sleutel=plek.sleutel).delete()
    Wijziging.objects.log(row, by=by, veld=plek.naam[:60], van=before, naar=text)
