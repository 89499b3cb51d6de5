"""The meetings of the demonstration: one held in spring, with two decisions, and a BO that is being prepared."""

from __future__ import annotations

import datetime

from acties import agenda, besluiten, overleggen, spoor, verslagleggen
from acties.models import Actie, Overleg, Overlegvorm
from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Gebruiker, Partij
from demo import verhaal

_day, _clock = datetime.date.fromisoformat, datetime.time.fromisoformat


def load(users: dict[str, Gebruiker], vandaag: datetime.date) -> Overleg:
    """The spring meeting, as far as it has happened by today, and the next BO. Returns the BO."""
    if all(_day(klaar[0]) <= vandaag for *_, klaar in verhaal.VOORJAARSBESLUITEN if klaar):
        _spring(users)
    return _bo(users, vandaag)


def prepare(bo: Overleg, users: dict[str, Gebruiker], vandaag: datetime.date) -> None:
    """Once there are figures: what asks for attention comes on the agenda of the BO."""
    agenda.bijwerken(bo, vandaag, by=users["medewerker"])


def _spring(users: dict[str, Gebruiker]) -> None:
    told, by = verhaal.VOORJAARSOVERLEG, users["medewerker"]
    overleg = overleggen.plan(
        {
            "vorm": Overlegvorm.objects.get(code=told["vorm"]),
            "datum": _day(told["datum"]),
            "begin": _clock(told["begin"]),
            "einde": _clock(told["einde"]),
            "plaats": told["plaats"],
            "halfjaar": EERSTE,
        },
        by=by,
    )
    punten = [
        agenda.add(
            overleg,
            {"titel": titel, "toelichting": vraag, "actie": _actie(nummer), "indicator": code},
            by=by,
        )
        for titel, vraag, nummer, code, _ in verhaal.VOORJAARSAGENDA
    ]
    overleggen.hold(overleg, by=by)
    _minutes(overleg, punten, by)
    for besluit in verhaal.VOORJAARSBESLUITEN:
        _decide(overleg, punten, users, *besluit)


def _minutes(overleg: Overleg, punten: list, by: Gebruiker) -> None:
    typed = {verslagleggen.GASTEN: verhaal.GASTEN}
    for partij in Partij.objects.filter(code__in=verhaal.AANWEZIG):
        typed[f"aanwezig-{partij.pk}"], typed[f"namen-{partij.pk}"] = verhaal.AANWEZIG[partij.code]
    for punt, told in zip(punten, verhaal.VOORJAARSAGENDA, strict=True):
        typed[f"notulen-{punt.pk}"] = told[-1]
    empty = dict.fromkeys(typed, verslagleggen.merk(""))
    verslagleggen.write(overleg, typed, empty, by=by)


def _decide(overleg, punten, users, punt, wat, waarom, nummer, code, partij, wie, uiterlijk, klaar) -> None:
    values = {
        "punt": punten[punt - 1],
        "wat": wat,
        "waarom": waarom,
        "actie": _actie(nummer),
        "indicator": code,
        "thema": None,
        "partij": Partij.objects.get(code=partij),
        "wie": users[wie],
        "uiterlijk": _day(uiterlijk),
    }
    besluit = besluiten.take(overleg, values, by=users["medewerker"])
    if klaar:
        besluiten.finish(
            besluit,
            by=users["medewerker"],
            status="uitgevoerd",
            afgerond_op=_day(klaar[0]),
            uitkomst=klaar[1],
            versie=spoor.versie(besluit),
        )


def _bo(users: dict[str, Gebruiker], vandaag: datetime.date) -> Overleg:
    day = vandaag + datetime.timedelta(weeks=verhaal.BO_OVER_WEKEN)
    day += datetime.timedelta(days=(verhaal.DONDERDAG - day.weekday()) % 7)
    return overleggen.plan(
        {
            "vorm": Overlegvorm.objects.get(code="bo"),
            "datum": day,
            "begin": datetime.time(15, 30),
            "einde": datetime.time(17),
            "plaats": verhaal.VOORJAARSOVERLEG["plaats"],
            "halfjaar": min(Halfjaar.of(day), LAATSTE),
        },
        by=users["medewerker"],
    )


def _actie(nummer: int | None) -> Actie | None:
    return nummer and Actie.objects.get(jaar=2026, nummer=nummer)
