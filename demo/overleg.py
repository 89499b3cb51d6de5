"""The meetings of the demonstration: two that were held, with two decisions, and a BO that is being prepared."""

from __future__ import annotations

import datetime

from acties import spoor
from acties.models import Actie, Agendapunt, Besluit, Overleg, Overlegvorm
from acties.overleg import agenda, besluiten, overleggen, verslagleggen
from basis.halfjaar import LAATSTE, Halfjaar
from basis.kenmerk import kenmerk
from basis.models import Gebruiker, Partij
from demo import klok
from demo import verhaal_overleg as verhaal

VOORAF, AGENDA = datetime.timedelta(weeks=4), datetime.timedelta(weeks=1)  # before a meeting: planned, and its agenda
_day, _clock = datetime.date.fromisoformat, datetime.time.fromisoformat


def load(users: dict[str, Gebruiker], vandaag: datetime.date) -> Overleg:
    """The meetings that were held, as far as the story has come by today, and the next BO. Returns the BO."""
    hold(users, vandaag)
    return _bo(users, vandaag)


def hold(users: dict[str, Gebruiker], until: datetime.date) -> None:
    """The meetings until this day that are not there yet, and what came of their decisions by then."""
    for told in (told for told in verhaal.OVERLEGGEN if _day(told.datum) <= until):
        if not Overleg.objects.filter(vorm__code=told.vorm, datum=told.datum).exists():
            _held(told, list(Besluit.objects.order_by("pk")), users)
        for each in told.besluiten:
            _finish(each, users["medewerker"], until)


def prepare(bo: Overleg, users: dict[str, Gebruiker], vandaag: datetime.date) -> None:
    """Once there are figures: what asks for attention comes on the agenda of the BO."""
    agenda.bijwerken(bo, vandaag, by=users["medewerker"])


def _held(told: verhaal.Vergadering, earlier: list[Besluit], users) -> None:
    """One meeting with its agenda, its minutes and what was decided there."""
    by = users["medewerker"]
    day = _day(told.datum)
    with klok.op(day - VOORAF):
        overleg = _plan(told.vorm, day, "10:00", "12:00", Halfjaar.parse(told.halfjaar), by)
    with klok.op(day - AGENDA):
        punten = [_point(overleg, punt, earlier, by) for punt in told.punten]
    with klok.op(day, 1):
        overleggen.hold(overleg, by=by)
        _minutes(overleg, punten, told, by)
        for each in told.besluiten:
            _decide(overleg, punten[each.punt - 1], each, users)


def _point(overleg: Overleg, told: verhaal.Punt, earlier: list[Besluit], by: Gebruiker) -> Agendapunt:
    values = {
        "titel": told.titel,
        "toelichting": told.vraag,
        "actie": _actie(told.actie),
        "indicator": told.cijfer,
        "besluit": earlier[told.eerder - 1] if told.eerder else None,
    }
    return agenda.add(overleg, values, by=by)


def _minutes(overleg: Overleg, punten: list[Agendapunt], told: verhaal.Vergadering, by: Gebruiker) -> None:
    typed = {verslagleggen.GASTEN: told.gasten}
    for partij in Partij.objects.filter(code__in=verhaal.TAFEL):
        typed[f"aanwezig-{partij.pk}"], typed[f"namen-{partij.pk}"] = verhaal.TAFEL[partij.code]
    for punt, words in zip(punten, told.punten, strict=True):
        typed[f"notulen-{punt.pk}"] = words.verslag
    empty = dict.fromkeys(typed, kenmerk(""))
    verslagleggen.write(overleg, typed, empty, by=by)


def _decide(overleg: Overleg, punt: Agendapunt, told: verhaal.Besluit, users) -> None:
    values = {
        "punt": punt,
        "wat": told.wat,
        "waarom": told.waarom,
        "actie": _actie(told.actie),
        "indicator": told.cijfer,
        "thema": None,
        "hele_overleg": False,
        "partij": Partij.objects.get(code=told.partij),
        "wie": users[told.wie],
        "uiterlijk": _day(told.uiterlijk),
    }
    besluiten.take(overleg, values, by=users["medewerker"])


def _finish(told: verhaal.Besluit, by: Gebruiker, until: datetime.date) -> None:
    besluit = Besluit.objects.filter(wat=told.wat).open().first()
    if besluit and told.klaar and _day(told.klaar[0]) <= until:
        done = {"status": "uitgevoerd", "afgerond_op": _day(told.klaar[0]), "uitkomst": told.klaar[1]}
        with klok.op(_day(told.klaar[0])):
            besluiten.finish(besluit, by=by, versie=spoor.versie(besluit), **done)


def _bo(users: dict[str, Gebruiker], vandaag: datetime.date) -> Overleg:
    day = vandaag + datetime.timedelta(weeks=verhaal.BO_OVER_WEKEN)
    day += datetime.timedelta(days=(verhaal.DONDERDAG - day.weekday()) % 7)
    with klok.op(vandaag - AGENDA):
        return _plan("bo", day, "15:30", "17:00", min(Halfjaar.of(day), LAATSTE), users["medewerker"])


def _plan(vorm: str, day: datetime.date, begin: str, einde: str, halfjaar: Halfjaar, by: Gebruiker) -> Overleg:
    values = {
        "vorm": Overlegvorm.objects.get(code=vorm),
        "datum": day,
        "begin": _clock(begin),
        "einde": _clock(einde),
        "plaats": verhaal.PLAATS,
        "halfjaar": halfjaar,
    }
    return overleggen.plan(values, by=by)


def _actie(nummer: int | None) -> Actie | None:
    return Actie.objects.get(jaar=2026, nummer=nummer) if nummer else None
