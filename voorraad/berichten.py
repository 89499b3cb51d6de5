"""Who hears what about a delivery: at each deed, and when figures are expected."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.berichten import stuur
from basis.halfjaar import Halfjaar, begonnen
from basis.models import Berichtsoort, Gebruiker, Partij, Wijziging
from voorraad import termijnen
from voorraad.models import Levering, Status
from voorraad.rules import DELIVERING

DAG = datetime.timedelta(days=1)
VOORAF = (14, 1)  # so many days before the last day
ERNA = tuple(range(7, 29, 7))  # and so many after it
VERS = 6  # a reminder that could not go out for more days than this is left out
NA_VRAAG = 7  # days without an answer to a question


def ingediend(levering: Levering, by: Gebruiker) -> None:
    correctie = " Het is een verbetering van vastgestelde cijfers." if levering.aanleiding else ""
    _tell(
        _gemeente(by), levering, "ingediend",
        f"{levering.partij} heeft cijfers ingediend over de {levering.halfjaar.voluit}",
        f"De cijfers over de {levering.halfjaar.voluit} staan klaar om te bekijken en vast te stellen.{correctie}",
        "Levering bekijken",
    )  # fmt: skip


def teruggestuurd(levering: Levering, by: Gebruiker) -> None:
    _tell(
        _partij(levering.partij, by), levering, "teruggestuurd",
        f"Een vraag over uw cijfers over de {levering.halfjaar.voluit}",
        f"De gemeente keek naar uw cijfers en heeft een vraag:\n\n{levering.reden}\n\nU kunt antwoord geven en opnieuw "
        "indienen, of een verbeterd bestand uploaden.",
        "Vraag beantwoorden",
    )  # fmt: skip


def vastgesteld(levering: Levering, by: Gebruiker) -> None:
    _tell(
        _partij(levering.partij, by), levering, "vastgesteld",
        f"Uw cijfers over de {levering.halfjaar.voluit} zijn vastgesteld",
        "Dank u wel! Uw cijfers tellen vanaf nu mee op de dashboards.",
        "Levering bekijken",
    )  # fmt: skip


def ingetrokken(levering: Levering, by: Gebruiker) -> None:
    """The municipality hears of it where it had the figures already."""
    if levering.ingediend_op:
        reden = f"\n\n{levering.reden}" if levering.reden else ""
        _tell(
            _gemeente(by), levering, "ingetrokken",
            f"{levering.partij} trok de cijfers over de {levering.halfjaar.voluit} in",
            f"U hoeft deze cijfers niet meer vast te stellen.{reden}",
            "Levering bekijken", Berichtsoort.NIEUWS,
        )  # fmt: skip


def _tell(gebruikers, levering: Levering, wat: str, titel: str, tekst: str, knop: str, soort=Berichtsoort.EIGEN):
    """Once per deed: the same delivery can be handed in twice, after a question."""
    step = Wijziging.objects.over(levering).filter(veld="status").count()
    key = f"levering-{levering.pk}-{wat}-{step}"
    where = levering.get_absolute_url()
    stuur(gebruikers, soort=soort, sleutel=key, titel=titel, tekst=tekst, adres=where, knop=knop)


def _gemeente(by: Gebruiker) -> QuerySet[Gebruiker]:
    """Who accepts deliveries, without who did this."""
    return Gebruiker.objects.gemeente().filter(is_active=True).exclude(pk=by.pk)


def _partij(partij: Partij, by: Gebruiker | None = None) -> QuerySet[Gebruiker]:
    """Who delivers for a party, without who did this."""
    found = Gebruiker.objects.filter(partij=partij, rol__in=DELIVERING, is_active=True)
    return found.exclude(pk=by.pk) if by else found


def herinner(today: datetime.date) -> int:
    """Remind the parties whose figures are expected, and those with a question unanswered. Returns how many notices.

    Who handed in hears nothing. After days without a worker only the newest reminder goes out.
    """
    count = 0
    expected = [half for half in begonnen(today) if half.peildatum < today]
    done = set(
        Levering.objects.filter(halfjaar__in=expected, status__in=[Status.INGEDIEND, Status.VASTGESTELD,
                                                                    Status.TERUGGESTUURD])
        .values_list("partij", "halfjaar")
    )  # fmt: skip
    terms = termijnen.alle(expected)
    for half in expected:
        moment = newest(half, terms[half], today)
        for partij in Partij.objects.aanleverend() if moment else ():
            if (partij.pk, half) not in done:
                count += _remind(partij, half, terms[half], moment)
    return count + sum(_ask_again(levering) for levering in _unanswered(today))


def newest(halfjaar: Halfjaar, uiterlijk: datetime.date, today: datetime.date) -> datetime.date | None:
    """The reminder that is due now: the newest moment, unless it is too long ago."""
    moments = [halfjaar.peildatum + DAG, *(uiterlijk - n * DAG for n in VOORAF), *(uiterlijk + n * DAG for n in ERNA)]
    past = [moment for moment in moments if halfjaar.peildatum < moment <= today]
    return max(past) if past and today - max(past) <= VERS * DAG else None


def _remind(partij: Partij, half: Halfjaar, uiterlijk: datetime.date, moment: datetime.date) -> int:
    until = date_format(uiterlijk, "j F Y")
    text = f"We zien uw cijfers over de {half.voluit} graag tegemoet, tot en met {until}."
    if moment > uiterlijk:
        text = (
            f"De cijfers over de {half.voluit} zouden er tot en met {until} zijn, en we hebben ze nog niet van u. "
            "Loopt u ergens tegenaan? Bel of mail de gemeente; we helpen graag."
        )
    return len(
        stuur(
            _partij(partij),
            soort=Berichtsoort.EIGEN,
            sleutel=f"herinnering-{half}-{moment}",
            titel=f"Uw cijfers over de {half.voluit}",
            tekst=f"{text} Het sjabloon staat klaar.",
            adres=f"{reverse('voorraad:nieuw')}?halfjaar={half}",
            knop="Cijfers aanleveren",
        )
    )


def _unanswered(today: datetime.date) -> QuerySet[Levering]:
    """Sent back more than a week ago, and not handed in since."""
    before = timezone.make_aware(datetime.datetime.combine(today - NA_VRAAG * DAG, datetime.time.max))
    waiting = Q(status=Status.TERUGGESTUURD, beoordeeld_op__lte=before)
    return Levering.objects.filter(waiting).select_related("partij")


def _ask_again(levering: Levering) -> int:
    text = f"De gemeente stelde een vraag over uw cijfers:\n\n{levering.reden}\n\nKunt u er nog naar kijken?"
    return len(
        stuur(
            _partij(levering.partij),
            soort=Berichtsoort.EIGEN,
            sleutel=f"vraag-{levering.pk}-{levering.beoordeeld_op:%Y%m%d%H%M%S}",
            titel=f"Er staat nog een vraag open over de {levering.halfjaar.voluit}",
            tekst=text,
            adres=levering.get_absolute_url(),
            knop="Vraag beantwoorden",
        )
    )
