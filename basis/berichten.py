"""Notices to users: one row each, shown in the application, and mailed once by a job.

Whoever does something never waits for a mail server, and a mail server that is down loses nothing: the row is there,
and the job is tried again.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from basis import jobs
from basis.models import Bericht, Gebruiker

MAILEN = "bericht.mailen"


@transaction.atomic
def stuur(
    gebruikers: Iterable[Gebruiker], *, sleutel: str, titel: str, tekst: str, adres: str, knop: str
) -> list[Bericht]:
    """Tell these users, each at most once per `sleutel`; those with an address also by mail."""
    sent = []
    for gebruiker in gebruikers:
        words = {"titel": _one_line(titel), "tekst": tekst, "adres": adres, "knop": knop}
        bericht, new = Bericht.objects.get_or_create(gebruiker=gebruiker, sleutel=sleutel, defaults=words)
        if new:
            sent.append(bericht)
            if settings.MAIL_AAN and gebruiker.is_active and gebruiker.email:
                jobs.enqueue(MAILEN, sleutel=bericht.pk)
    return sent


def _one_line(text: str) -> str:
    """A subject is one line: a line break in a name would be a header of its own."""
    return " ".join(text.split())[:200]


@jobs.job(MAILEN)
def mail(sleutel: str) -> None:
    """Send one notice, unless it was sent already. Two workers at once wait for each other."""
    with transaction.atomic():
        bericht = Bericht.objects.select_for_update(of=("self",)).select_related("gebruiker").get(pk=sleutel)
        if bericht.gemaild_op or not bericht.gebruiker.is_active or not bericht.gebruiker.email:
            return
        _message(bericht).send()
        bericht.gemaild_op = timezone.now()
        bericht.save(update_fields=["gemaild_op"])


def _message(bericht: Bericht) -> EmailMultiAlternatives:
    words = {"bericht": bericht, "link": f"{settings.SITE_URL}{bericht.adres}", "demo": settings.DEMO}
    message = EmailMultiAlternatives(
        bericht.titel, render_to_string("mail/bericht.txt", words), to=[bericht.gebruiker.email]
    )
    message.attach_alternative(render_to_string("mail/bericht.html", words), "text/html")
    return message
