"""The meetings and decisions of a user as a calendar (iCalendar, RFC 5545) behind a secret address.

The address is a random key, signed: neither the database nor the secret of the installation alone gives it away.
"""

from __future__ import annotations

import datetime
import secrets
from collections import Counter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import STATUS, Calendar, Event

from acties.models import Besluit, Kalendersleutel, Overleg, Overlegstatus
from basis.halfjaar import EERSTE, LAATSTE
from basis.models import Gebruiker, Wijziging
from basis.tekens import regel, regels

TIJDZONE = ZoneInfo("Europe/Amsterdam")
VERVERSEN = datetime.timedelta(hours=4)
ZONDER_EINDE = datetime.timedelta(hours=1)  # so long a meeting takes of which no end was given
EEN_JAAR = 366
_signer = signing.Signer(salt="acties.kalender", sep=".")


def adres(gebruiker: Gebruiker) -> str:
    """The path of the calendar of a user; the first time one is made."""
    key, _ = Kalendersleutel.objects.get_or_create(gebruiker=gebruiker, defaults={"sleutel": _random()})
    return reverse("overleg:ics", args=[_signer.sign(key.sleutel)])


@transaction.atomic
def renew(gebruiker: Gebruiker) -> None:
    """Another secret address; the old one leads nowhere any more."""
    Kalendersleutel.objects.update_or_create(gebruiker=gebruiker, defaults={"sleutel": _random()})
    Wijziging.objects.log(gebruiker, by=gebruiker, veld="kalenderadres", naar="vernieuwd")


def find(token: str) -> Gebruiker | None:
    """Whose calendar an address is; nobody's when it is wrong, renewed, or the account is closed."""
    try:
        key = _signer.unsign(token)
    except signing.BadSignature:
        return None
    found = Kalendersleutel.objects.filter(sleutel=key, gebruiker__is_active=True)
    return next((each.gebruiker for each in found.select_related("gebruiker__partij")), None)


def _random() -> str:
    return secrets.token_urlsafe(24)


def ics(gebruiker: Gebruiker) -> bytes:
    """The calendar of a user: meetings where their party sits, and days by which their decisions are due."""
    calendar = Calendar.new(
        prodid="-//Samenwerkingsafspraken Amersfoort//Monitor//NL",
        name="Overleg samenwerkingsafspraken",
        description=_demo("Overleggen en besluiten van de samenwerkingsafspraken Amersfoort"),
        language="nl",
        uid=_uid("kalender", gebruiker.pk),
        refresh_interval=VERVERSEN,
    )
    for rows, event in ((_meetings(gebruiker), _meeting), (_decisions(gebruiker), _deadline)):
        changed = _times_changed(rows)
        for row in rows:
            calendar.add_component(event(row, changed[row.pk]))
    calendar.add_missing_timezones(EERSTE.begin, LAATSTE.peildatum + datetime.timedelta(days=EEN_JAAR))
    return calendar.to_ical()


def _meetings(gebruiker: Gebruiker) -> QuerySet[Overleg]:
    seen = Overleg.objects.visible_to(gebruiker).filter(vorm__partijen=gebruiker.partij_id)
    return seen.select_related("vorm").order_by("datum", "begin", "pk")


def _decisions(gebruiker: Gebruiker) -> QuerySet[Besluit]:
    """Open decisions of this user, and those of their party that are nobody's in particular."""
    seen = Besluit.objects.visible_to(gebruiker).open().asked_of(gebruiker)
    return seen.select_related("overleg__vorm", "partij").order_by("uiterlijk", "pk")


def _meeting(overleg: Overleg, changed: int) -> Event:
    begin = datetime.datetime.combine(overleg.datum, overleg.begin, TIJDZONE)
    end = datetime.datetime.combine(overleg.datum, overleg.einde, TIJDZONE) if overleg.einde else begin + ZONDER_EINDE
    name = f"{overleg.naam} (voorstel)" if overleg.voorstel else overleg.naam
    return Event.new(
        uid=_uid("overleg", overleg.pk),
        stamp=overleg.gewijzigd_op,
        sequence=changed,
        summary=regel(name),
        start=begin,
        end=end,
        location=regel(overleg.plaats) or None,
        description=_demo(regels(overleg.reden) or f"Agenda en besluiten: {_url(overleg)}"),
        url=_url(overleg),
        status=_status(overleg),
    )


def _status(overleg: Overleg) -> STATUS:
    if overleg.status == Overlegstatus.VERVALLEN:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if overleg.voorstel else STATUS.CONFIRMED


def _deadline(besluit: Besluit, changed: int) -> Event:
    """A whole day, that leaves the day free for other things."""
    event = Event.new(
        uid=_uid("besluit", besluit.pk),
        stamp=besluit.gewijzigd_op,
        sequence=changed,
        summary=regel(f"Uiterlijk vandaag: {besluit.kort}"),
        start=besluit.uiterlijk,
        end=besluit.uiterlijk + datetime.timedelta(days=1),
        description=_demo(f"Besloten in: {regel(str(besluit.overleg))}. {_url(besluit)}"),
        url=_url(besluit),
    )
    event.add("transp", "TRANSPARENT")
    return event


def _times_changed(rows: QuerySet) -> Counter:
    """Lines in the trail of each row, by which a calendar knows the newest version of an event."""
    trail = Wijziging.objects.filter(onderwerp=rows.model._meta.label_lower, onderwerp_id__in=[row.pk for row in rows])
    return Counter(trail.values_list("onderwerp_id", flat=True))


def _uid(what: str, pk: int) -> str:
    return f"{what}-{pk}@{settings.SITE_URL.split('//')[-1]}"


def _url(onderwerp) -> str:
    return f"{settings.SITE_URL}{onderwerp.get_absolute_url()}"


def _demo(text: str) -> str:
    return f"{text} (demonstratie met fictieve cijfers)" if settings.DEMO else text
