"""Mail of notices: at once by a job per notice, or once a week by a job per user.

What is mailed is claimed first and sent then. So nothing goes out twice, whatever dies or is tried again: at worst a
worker that is killed in between, or a line that breaks while the mail is handed over, leaves a notice to be read in the
application. Where the mail server certainly accepted nothing the claim is given back, and an hour later tried again.
"""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from basis import afmelden, jobs
from basis.models import Bericht, Berichtsoort, Gebruiker, Mailkeuze, Taak, Taakstatus

MAILEN, WEEKMAILS, WEEKMAIL = "bericht.mailen", "berichten.weekmails", "berichten.weekmail"
WEEK_VANAF = datetime.time(7)  # on Monday
LANGST = datetime.timedelta(days=2)  # a mail is late no longer than this; what is left goes along on Monday
GEWEIGERD = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)  # the server said no: it has no mail
KOPPEN = {Berichtsoort.EIGEN: "Wat van u wordt gevraagd", Berichtsoort.NIEUWS: "Nieuws"}


@jobs.job(MAILEN, pogingen=1)
def mail(sleutel: str) -> None:
    """Send one notice, unless it was sent or read already or its user chose otherwise since."""
    for bericht in _claim(Bericht.objects.te_mailen(Mailkeuze.DIRECT).filter(pk=sleutel)):
        _send([bericht], bericht.titel, "mail/bericht", {"bericht": bericht})


@jobs.job(WEEKMAILS)
def mail_week(sleutel: str) -> None:
    """Ask for the mail of each user for whom something waits. `sleutel` is the Monday."""
    waiting = Bericht.objects.te_mailen(Mailkeuze.DIRECT, Mailkeuze.WEEK).order_by("gebruiker_id")
    for pk in waiting.values_list("gebruiker_id", flat=True).distinct():
        jobs.enqueue_new(WEEKMAIL, sleutel=f"{sleutel}:{pk}")


@jobs.job(WEEKMAIL, pogingen=1)
def mail_week_of(sleutel: str) -> None:
    """One mail with all that was not mailed or read yet, what is asked first; nothing when there is nothing."""
    user = int(sleutel.partition(":")[2])
    found = _claim(Bericht.objects.te_mailen(Mailkeuze.DIRECT, Mailkeuze.WEEK).filter(gebruiker_id=user))
    if found:
        groups = [(kop, [each for each in found if each.soort == soort]) for soort, kop in KOPPEN.items()]
        count = "1 bericht" if len(found) == 1 else f"{len(found)} berichten"
        words = {"groepen": [group for group in groups if group[1]], "aantal": count}
        _send(found, f"Uw weekoverzicht: {count}", "mail/weekoverzicht", words)


@jobs.healer
def ask_for_week_mails() -> None:
    """Once a week, on Monday from seven o'clock here. Without a worker two days later at most: what waits any longer
    goes along the next Monday, also on the first Sunday of a new installation.
    """
    now = timezone.localtime()
    monday = now.date() - datetime.timedelta(days=now.weekday())
    begin = timezone.make_aware(datetime.datetime.combine(monday, WEEK_VANAF))
    if settings.MAIL_AAN and begin <= now <= begin + LANGST:
        jobs.enqueue_new(WEEKMAILS, sleutel=monday.isoformat())
        for soort in (WEEKMAILS, WEEKMAIL):
            jobs.ask_again(soort, begin=monday.isoformat())


@jobs.healer
def ask_for_failed_mail() -> None:
    """Every hour again, for two days: a mail server may be away for an afternoon."""
    if not settings.MAIL_AAN:
        return
    now = timezone.now()
    hours = (now - LANGST, now - jobs.OPNIEUW)
    failed = Taak.objects.filter(soort=MAILEN, status=Taakstatus.MISLUKT, gevraagd_op__range=hours)
    keys = set(failed.values_list("sleutel", flat=True))
    waiting = Bericht.objects.te_mailen(Mailkeuze.DIRECT).filter(pk__in=keys, gemaakt_op__gte=now - LANGST)
    for pk in waiting.values_list("pk", flat=True):
        jobs.enqueue(MAILEN, sleutel=pk)


@transaction.atomic
def _claim(wanted: QuerySet[Bericht]) -> list[Bericht]:
    """Note these as mailed, for this process alone; the order is that in which they were made."""
    rows = wanted.select_for_update(of=("self",)).select_related("gebruiker__partij").order_by("gemaakt_op", "pk")
    found = list(rows)
    Bericht.objects.filter(pk__in=[bericht.pk for bericht in found]).update(gemaild_op=timezone.now())
    return found


def _send(found: Sequence[Bericht], titel: str, sjabloon: str, words: dict) -> None:
    """Send one mail about these notices of one user; where nothing went out for sure, they still have to be mailed."""
    try:
        message = _message(found[0].gebruiker, {bericht.soort for bericht in found}, titel, sjabloon, words)
        message.message()  # what cannot be written down is found before it is sent
        message.connection = get_connection()
        message.connection.open()
    except Exception:
        _give_back(found)
        raise
    try:
        message.send()
    except GEWEIGERD:
        _give_back(found)
        raise
    finally:
        message.connection.close()


def _give_back(found: Sequence[Bericht]) -> None:
    Bericht.objects.filter(pk__in=[bericht.pk for bericht in found]).update(gemaild_op=None)


def _message(user: Gebruiker, soorten: set[str], titel: str, sjabloon: str, words: dict) -> EmailMultiAlternatives:
    """The mail, in both forms, with the way to get less of it (RFC 8058)."""
    less = f"{settings.SITE_URL}{afmelden.adres(user, soorten, in_week=sjabloon == 'mail/weekoverzicht')}"
    context = {
        **words,
        "gebruiker": user,
        "site": settings.SITE_URL,
        "minder": less,
        "instellingen": f"{settings.SITE_URL}{reverse('basis:mijn_gegevens')}",
        "eigen": Berichtsoort.EIGEN in soorten,
        "nieuws": Berichtsoort.NIEUWS in soorten,
        "demo": settings.DEMO,
    }
    headers = {"List-Unsubscribe": f"<{less}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        titel, render_to_string(f"{sjabloon}.txt", context), to=[user.email], headers=headers
    )
    message.attach_alternative(render_to_string(f"{sjabloon}.html", context), "text/html")
    return message
