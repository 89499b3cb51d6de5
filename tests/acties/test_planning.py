"""Meetings that plan themselves: once, on a day on which people meet, and marked as a proposal."""

import datetime

import pytest
import time_machine

from acties import tasks
from acties.models import Overleg, Overlegvorm
from acties.overleg import planning
from basis import jobs
from basis.models import Bericht, Taak, Taakstatus, Wijziging
from tests.factories.acties import maak_overleg

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2026, 6, 1)


def next_date(code: str, vandaag: datetime.date = VANDAAG) -> str:
    return str(planning.next_date(Overlegvorm.objects.get(code=code), vandaag))


@pytest.mark.parametrize(
    ("code", "last", "expected"),
    [
        # Thursday 21 May + 6 months is Saturday 21 November; the next Thursday is the 26th
        ("bo", "2026-05-21", "2026-11-26"),
        # Tuesday 14 April + 3 months is Tuesday 14 July
        ("ambtelijk", "2026-04-14", "2026-07-14"),
        # Monday 31 August + 6 months: 28 February 2027 is a Sunday, the next Monday is 1 March
        ("bo", "2026-08-31", "2027-03-01"),
        # long ago: Wednesday 7 January + 3 months is over; four weeks from 1 June is Monday 29 June, then Wednesday
        ("ambtelijk", "2026-01-07", "2026-07-01"),
        # Friday 26 June + 6 months is Saturday 26 December, so Friday 1 January, so a week later
        ("bo", "2026-06-26", "2027-01-08"),
        # Saturday 23 May + 6 months is Monday 23 November; the next Saturday is the 28th; not in a weekend: the 30th
        ("bo", "2026-05-23", "2026-11-30"),
    ],
)
def test_next_date_is_a_period_later_on_the_same_weekday(code, last, expected):
    maak_overleg(code, "2026-01-05", status="gehouden")
    maak_overleg(code, last, status="gehouden")
    assert next_date(code) == expected


def test_first_date_is_four_weeks_from_now_never_in_a_weekend():
    """1 June is a Monday, so is 29 June; four weeks from Saturday 6 June is Saturday 4 July, so Monday 6 July."""
    assert next_date("bo") == "2026-06-29"
    assert next_date("bo", datetime.date(2026, 6, 6)) == "2026-07-06"


def test_date_around_new_year_moves_on_by_weeks():
    """Four weeks from Monday 23 November is 21 December; then 28 December, 4 January, and 11 January."""
    assert next_date("bo", datetime.date(2026, 11, 23)) == "2027-01-11"


def test_propose_fills_every_kind_once(gebruiker):
    user = gebruiker("medewerker")
    made = planning.propose(VANDAAG)
    assert [overleg.vorm.code for overleg in made] == [
        "bo", "portefeuille-bestuurlijk", "portefeuille-ambtelijk", "ambtelijk",
    ]  # fmt: skip
    assert {(overleg.voorstel, overleg.status, str(overleg.halfjaar)) for overleg in made} == {
        (True, "gepland", "2026-1")
    }
    # all have the same parties, or some of them: one after the other, on the one day
    assert [(str(overleg.datum), overleg.begin.hour, overleg.einde.hour) for overleg in made] == [
        ("2026-06-29", 10, 12), ("2026-06-29", 12, 14), ("2026-06-29", 14, 16), ("2026-06-29", 16, 18),
    ]  # fmt: skip
    assert planning.propose(VANDAAG) == []
    assert Overleg.objects.count() == 4
    [line] = Wijziging.objects.over(made[0])
    assert (line.door_naam, line.naar) == ("automatisch", "29 juni 2026, 10:00 uur (voorstel)")
    [bericht] = Bericht.objects.filter(gebruiker=user)
    assert bericht.adres == "/overleg/"
    assert "- Ambtelijk overleg, 29 juni 2026" in bericht.tekst


@pytest.mark.parametrize(
    ("begin", "einde", "status", "expected"),
    [
        # 21 May + 6 months: Thursday 26 November, 15:30–17:00 as it was
        ("13:00", datetime.time(15, 30), "gepland", ("2026-11-26", "15:30")),  # ends as ours begins
        ("15:00", datetime.time(16), "gepland", ("2026-11-26", "16:00")),
        ("16:30", datetime.time(17), "gepland", ("2026-11-26", "17:00")),
        ("16:30", datetime.time(17, 15), "gepland", ("2026-11-27", "10:00")),  # 17:15 is too late
        ("16:30", None, "gepland", ("2026-11-27", "10:00")),  # two hours, when nobody said how long
        ("15:30", datetime.time(17), "vervallen", ("2026-11-26", "15:30")),
    ],
)
def test_propose_keeps_out_of_the_way_of_the_same_parties(begin, einde, status, expected):
    maak_overleg("bo", "2026-05-21", "15:30", einde=datetime.time(17), status="gehouden")
    reden = "Ziek." if status == "vervallen" else ""
    maak_overleg("ambtelijk", "2026-11-26", begin, einde=einde, status=status, reden=reden)
    bo = next(overleg for overleg in planning.propose(VANDAAG) if overleg.vorm.code == "bo")
    assert (str(bo.datum), bo.begin.strftime("%H:%M")) == expected


def test_propose_takes_time_and_place_of_the_last_one():
    maak_overleg("bo", "2026-05-21", "15:30", einde=datetime.time(17), plaats="Stadhuis", status="gehouden")
    [bo, *_] = planning.propose(VANDAAG)
    assert (bo.begin, bo.einde, bo.plaats) == (datetime.time(15, 30), datetime.time(17), "Stadhuis")


def test_propose_leaves_alone_what_is_planned_today_or_later_and_what_is_off():
    maak_overleg("bo", "2026-06-01")
    Overlegvorm.objects.filter(code__startswith="portefeuille").update(actief=False)
    assert [overleg.vorm.code for overleg in planning.propose(VANDAAG)] == ["ambtelijk"]


def test_meeting_that_does_not_go_on_is_not_proposed_again_for_that_day():
    """Thursday 10 September does not go on: half a year later is Wednesday 10 March, so Thursday 11 March."""
    Overlegvorm.objects.exclude(code="bo").update(actief=False)
    maak_overleg("bo", "2026-09-10", status="vervallen", reden="Ziekte.")
    [proposed] = planning.propose(VANDAAG)
    assert str(proposed.datum) == "2027-03-11"
    assert planning.propose(VANDAAG) == []


def test_propose_ends_with_the_agreements():
    """Four weeks from 2 December 2030 is 30 December, so January 2031: after the last half-year."""
    assert planning.propose(datetime.date(2030, 12, 2)) == []


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        ("2026-06-01T04:59:00+00:00", False),  # 6:59 here, in summer
        ("2026-06-01T05:00:00+00:00", True),
        ("2026-12-01T05:59:00+00:00", False),  # 6:59 here, in winter
        ("2026-12-01T06:00:00+00:00", True),
        ("2026-03-29T05:00:00+00:00", True),  # 7:00 on the day that summer time begins
        ("2026-10-25T05:59:00+00:00", False),  # 6:59 on the day that it ends
    ],
)
def test_job_is_asked_for_from_seven_in_the_morning_once_a_day(moment, asked):
    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        tasks.ask_for_proposals()
        tasks.ask_for_proposals()
    assert Taak.objects.filter(soort=tasks.VOORSTELLEN).count() == asked


def test_job_twice_proposes_once(monkeypatch):
    monkeypatch.setattr(jobs, "_healers", [tasks.ask_for_proposals])
    with time_machine.travel(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC), tick=False):
        jobs.sweep()
        tasks.propose_meetings("2026-06-01")
    assert Overleg.objects.count() == 4
    assert Taak.objects.get(soort=tasks.VOORSTELLEN).status == Taakstatus.KLAAR
