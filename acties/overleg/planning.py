"""Meetings that plan themselves: of each kind without a coming meeting, a date is proposed."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse

from acties.models import Frequentie, Overleg, Overlegstatus, Overlegvorm
from acties.overleg import overleggen
from basis.berichten import stuur
from basis.halfjaar import LAATSTE, Halfjaar
from basis.models import Berichtsoort, Gebruiker

VOORAF = datetime.timedelta(weeks=4)  # no proposal nearer than this
BEGIN, DUUR = datetime.time(10), datetime.timedelta(hours=2)
LAATST = datetime.time(17)  # no proposal begins later than this
ZATERDAG, WEEK = 5, 7
KERST, NA_NIEUWJAAR = (12, 20), (1, 5)  # month and day


@transaction.atomic
def propose(vandaag: datetime.date) -> list[Overleg]:
    """Propose the next meeting of each kind that has none to come. A second time proposes nothing."""
    made = []
    for vorm in Overlegvorm.objects.select_for_update().filter(actief=True).order_by("pk"):
        if vorm.overleggen.filter(status=Overlegstatus.GEPLAND, datum__gte=vandaag).exists():
            continue
        datum = next_date(vorm, vandaag)
        if datum <= LAATSTE.peildatum:
            made.append(_propose(vorm, datum))
    if made:
        _tell(made, vandaag)
    return made


def next_date(vorm: Overlegvorm, vandaag: datetime.date) -> datetime.date:
    """One period after the last meeting, on the same day of the week, and at least four weeks from now.

    Never in a weekend or around New Year. A meeting that did not go on counts too: the next one comes a period later.
    """
    soonest = vandaag + VOORAF
    last = vorm.overleggen.order_by("datum").values_list("datum", flat=True).last()
    if last is None:
        return _usual(soonest)
    due = _later(last, Frequentie(vorm.frequentie).maanden)
    if due < soonest:
        due = soonest + datetime.timedelta(days=(last.weekday() - soonest.weekday()) % WEEK)
    return _usual(due)


def _later(day: datetime.date, months: int) -> datetime.date:
    """So many months later, on the first such weekday from then: 21 May 2026 (a Thursday) → 26 November 2026."""
    month = day.month - 1 + months
    first = datetime.date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
    return first + datetime.timedelta(days=(day.weekday() - first.weekday()) % WEEK)


def _usual(day: datetime.date) -> datetime.date:
    """A day on which people meet: a Monday instead of a weekend, so many weeks later instead of around New Year."""
    if day.weekday() >= ZATERDAG:
        day += datetime.timedelta(days=WEEK - day.weekday())
    while (day.month, day.day) >= KERST or (day.month, day.day) < NA_NIEUWJAAR:
        day += datetime.timedelta(weeks=1)
    return day


def _propose(vorm: Overlegvorm, datum: datetime.date) -> Overleg:
    last = vorm.overleggen.order_by("datum").last()
    first = datetime.datetime.combine(datum, last.begin if last else BEGIN)
    begin = _free(vorm, first, _duration(last))
    end = begin + _duration(last)
    values = {
        "vorm": vorm,
        "datum": begin.date(),
        "begin": begin.time(),
        "einde": None if (last and not last.einde) or end.date() > begin.date() else end.time(),
        "plaats": last.plaats if last else "",
        "halfjaar": min(Halfjaar.of(begin.date()), LAATSTE),
        "voorstel": True,
    }
    return overleggen.plan(values, by=None)


def _duration(overleg: Overleg | None) -> datetime.timedelta:
    if overleg is None or overleg.einde is None:
        return DUUR
    day = overleg.datum
    return datetime.datetime.combine(day, overleg.einde) - datetime.datetime.combine(day, overleg.begin)


def _free(vorm: Overlegvorm, begin: datetime.datetime, duration: datetime.timedelta) -> datetime.datetime:
    """This moment, or right after what some of the same parties have by then; what becomes too late is a day later."""
    same = Overleg.objects.filter(datum=begin.date(), vorm__partijen__in=vorm.partijen.all())
    found = begin
    for other in same.exclude(status=Overlegstatus.VERVALLEN).order_by("begin").distinct():
        start = datetime.datetime.combine(other.datum, other.begin)
        if start < found + duration and found < start + _duration(other):
            found = start + _duration(other)
    if found > begin and found.time() > LAATST:
        return _free(
            vorm, datetime.datetime.combine(_usual(begin.date() + datetime.timedelta(days=1)), BEGIN), duration
        )
    return found


def _tell(made: list[Overleg], vandaag: datetime.date) -> None:
    """The municipality, which plans the meetings, hears of it once."""
    names = "\n".join(f"- {overleg}" for overleg in made)
    stuur(
        Gebruiker.objects.gemeente().filter(is_active=True),
        soort=Berichtsoort.EIGEN,
        sleutel=f"overleg-voorstel-{vandaag}",
        titel="Een datum voor het volgende overleg",
        tekst=f"Er stond nog niets in de planning. Wij stellen voor:\n\n{names}\n\nPast het? Bevestig de datum of kies "
        "een andere.",
        adres=reverse("overleg:lijst"),
        knop="Overleggen bekijken",
    )
