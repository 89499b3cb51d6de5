"""The texts that an officer puts in the place of those of the system. Both are kept; two officers may write at once.

A form remembers of each field whose text stood there and what was shown (`kenmerk`): a field that somebody leaves alone
changes nothing, also when the figures moved the text of the system meanwhile. The same words as those of the system
are no text of one's own.
"""

from __future__ import annotations

from collections.abc import Collection
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


@dataclass(frozen=True)
class Los:
    """A text whose place is in the overview no more: the theme or line that it belonged to went away."""

    sleutel: str
    naam: str
    tekst: str


def plaatsen(inhoud: dict) -> dict[str, Plaats]:
    """Every place of an overview, by its key."""
    places = inhoud["teksten"] | inhoud["notities"]
    return {sleutel: Plaats(sleutel, **tekst) for sleutel, tekst in places.items()}


def eigen(tijdvak: Tijdvak) -> dict[str, str]:
    """What officers wrote, by its place."""
    rows = Overzichttekst.objects.filter(jaaroverzicht__in=Jaaroverzicht.objects.van(tijdvak))
    return dict(rows.values_list("sleutel", "tekst"))


def los(tijdvak: Tijdvak, plekken: Collection[str]) -> list[Los]:
    """What officers wrote in places that are not among these, by what such a place was called when it was written."""
    row = Jaaroverzicht.objects.van(tijdvak).first()
    found = {sleutel: text for sleutel, text in eigen(tijdvak).items() if sleutel not in plekken}
    lines = Wijziging.objects.over(row).filter(naar__in=found.values()).order_by("pk") if found else ()
    names = {line.naar: line.veld for line in lines}
    return [Los(sleutel, names.get(text, sleutel), text) for sleutel, text in found.items()]


@transaction.atomic
def write(
    tijdvak: Tijdvak,
    plekken: dict[str, Plaats],
    getypt: dict[str, str],
    gezien: dict[str, list[str]],
    *,
    by: Gebruiker,
    weg: Collection[str] = (),
) -> int:
    """Store what was typed; returns in how many places. An empty text is that of the system again.

    `weg`: the keys of texts without a place that are taken away; one that is gone already does no harm.

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
    gone = [each for each in los(tijdvak, plekken) if each.sleutel in weg]
    for each in gone:
        _store(row, Plaats(each.sleutel, each.naam, "", each.tekst), each.tekst, "", by)
    return len(changed) + len(gone)


def _store(row: Jaaroverzicht, plek: Plaats, before: str, text: str, by: Gebruiker) -> None:
    if text:
        Overzichttekst.objects.update_or_create(jaaroverzicht=row, sleutel=plek.sleutel, defaults={"tekst": text})
    else:
        Overzichttekst.objects.filter(jaaroverzicht=row, sleutel=plek.sleutel).delete()
    Wijziging.objects.log(row, by=by, veld=plek.naam[:60], van=before, naar=text)
