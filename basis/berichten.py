"""Notices to users: one row each, shown in the application, and mailed as each user chose.

Whoever does something never waits for a mail server, and a mail server that is down loses nothing: the row is there,
and the job is tried again (`basis.mail`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from basis import jobs
from basis.mail import MAILEN
from basis.models import Bericht, Berichtreden, Berichtsoort, Gebruiker, Mailkeuze


@transaction.atomic
def stuur(
    gebruikers: Iterable[Gebruiker],
    *,
    soort: Berichtsoort,
    sleutel: str,
    titel: str,
    tekst: str,
    adres: str,
    knop: str,
) -> list[Bericht]:
    """Tell these users, each once per `sleutel` for their party; by mail as they chose for this kind of notices.

    Who wants no news hears none, in the application either. An account that is closed hears nothing.
    """
    sent = []
    words = {"soort": soort, "titel": _one_line(titel), "tekst": tekst, "adres": adres, "knop": knop}
    for gebruiker in gebruikers:
        if not gebruiker.is_active or (soort == Berichtsoort.NIEUWS and _keuze(gebruiker, soort) == Mailkeuze.GEEN):
            continue
        told = {"gebruiker": gebruiker, "namens_id": gebruiker.partij_id, "sleutel": sleutel}
        bericht, new = Bericht.objects.get_or_create(**told, defaults=words)
        if new:
            sent.append(bericht)
            if settings.MAIL_AAN and gebruiker.email and _keuze(gebruiker, soort) == Mailkeuze.DIRECT:
                jobs.enqueue(MAILEN, sleutel=bericht.pk)
    return sent


@transaction.atomic
def stuur_eenmaal(gebruiker: Gebruiker, redenen: Iterable[str], **words) -> list[Bericht]:
    """Tell a user for these reasons at once, and never again for any of them. `words` as for `stuur`."""
    sent = stuur([gebruiker], **words)
    Berichtreden.objects.bulk_create(
        Berichtreden(bericht=bericht, gebruiker=gebruiker, namens_id=bericht.namens_id, sleutel=reden)
        for bericht in sent
        for reden in redenen
    )
    return sent


def verteld(gebruiker: Gebruiker) -> set[str]:
    """For which reasons a user had a notice already, working for the party of now."""
    told = Berichtreden.objects.filter(gebruiker=gebruiker, namens=gebruiker.partij_id)
    return set(told.values_list("sleutel", flat=True))


def _keuze(gebruiker: Gebruiker, soort: Berichtsoort) -> str:
    return getattr(gebruiker, f"mail_{soort}")


def _one_line(text: str) -> str:
    """A subject is one line: a line break in a name would be a header of its own."""
    return " ".join(text.split())[:200]
