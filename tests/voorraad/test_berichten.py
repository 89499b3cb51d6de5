"""Who hears what about a delivery, and that nobody hears anything twice."""

import datetime

import pytest
import time_machine

from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Bericht, Taak
from tests.factories.voorraad import maak_levering
from voorraad import berichten, lifecycle
from voorraad.models import Status
from voorraad.tasks import HERINNEREN

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


@pytest.fixture
def mensen(gebruiker):
    """Two at the municipality, two at Omnia Wonen, one at Portaal, a tenant and a board member."""
    roles = {
        "beheer": ("beheer", None),
        "medewerker": ("medewerker", None),
        "omnia": ("corporatie", "omnia-wonen"),
        "portaal": ("corporatie", "portaal"),
        "huurder": ("huurdersorganisatie", None),
        "bestuur": ("bo-lid", None),
    }
    return {name: gebruiker(*role) for name, role in roles.items()}


def gehoord(sleutel=""):
    """Who got which title."""
    found = Bericht.objects.filter(sleutel__contains=sleutel).order_by("gebruiker__pk")
    return [(bericht.gebruiker, bericht.titel) for bericht in found]


class TestDeeds:
    def test_handing_in_is_told_to_the_municipality(self, mensen):
        lifecycle.submit(maak_levering(), by=mensen["omnia"])
        title = "Omnia Wonen heeft cijfers ingediend over de eerste helft 2026"
        assert gehoord() == [(mensen["beheer"], title), (mensen["medewerker"], title)]

    def test_question_and_thanks_are_told_to_the_party(self, mensen):
        levering = maak_levering(status=Status.INGEDIEND)
        lifecycle.send_back(levering, by=mensen["medewerker"], reden="Waar is de sloop?")
        assert gehoord("teruggestuurd") == [(mensen["omnia"], "Een vraag over uw cijfers over de eerste helft 2026")]
        assert "Waar is de sloop?" in Bericht.objects.get().tekst
        lifecycle.submit(levering, by=mensen["omnia"])
        lifecycle.accept(levering, by=mensen["medewerker"])
        assert gehoord("vastgesteld") == [(mensen["omnia"], "Uw cijfers over de eerste helft 2026 zijn vastgesteld")]

    def test_withdrawal_is_told_where_the_figures_were(self, mensen):
        concept = maak_levering("portaal")
        lifecycle.withdraw(concept, by=mensen["portaal"])
        assert gehoord() == []
        levering = maak_levering()
        lifecycle.submit(levering, by=mensen["omnia"])
        lifecycle.withdraw(levering, by=mensen["omnia"], reden="Verkeerd bestand.")
        assert [who for who, _ in gehoord("ingetrokken")] == [mensen["beheer"], mensen["medewerker"]]

    def test_handing_in_again_after_a_question_is_told_again(self, mensen):
        levering = maak_levering()
        for _ in range(2):
            lifecycle.submit(levering, by=mensen["omnia"])
            lifecycle.send_back(levering, by=mensen["medewerker"], reden="Nog een vraag.")
        assert len(gehoord("ingediend")) == 4

    def test_nobody_hears_of_the_own_deed(self, mensen):
        lifecycle.submit(maak_levering("gemeente"), by=mensen["medewerker"])
        assert [who for who, _ in gehoord()] == [mensen["beheer"]]


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        ("2026-06-30", None),
        ("2026-07-01", "2026-07-01"),
        ("2026-07-07", "2026-07-01"),
        ("2026-07-08", None),
        ("2026-08-16", None),
        ("2026-08-17", "2026-08-17"),
        ("2026-08-30", "2026-08-30"),
        ("2026-08-31", "2026-08-30"),
        ("2026-09-07", "2026-09-07"),
        ("2026-09-28", "2026-09-28"),
        ("2026-10-05", None),
        ("2027-03-01", None),
    ],
)
def test_newest_reminder_is_the_one_that_is_due(today, moment):
    found = berichten.newest(H1, datetime.date(2026, 8, 31), datetime.date.fromisoformat(today))
    assert found == (moment and datetime.date.fromisoformat(moment))


class TestHerinneren:
    @time_machine.travel("2026-08-17 09:00+02:00")
    def test_only_who_has_not_delivered_is_reminded_and_once(self, mensen):
        maak_levering("portaal", "2026-1", Status.INGEDIEND)
        maak_levering("gemeente", "2026-1", Status.VASTGESTELD)
        maak_levering("omnia-wonen", "2026-1", Status.CONCEPT)
        for _ in range(2):
            berichten.herinner(datetime.date(2026, 8, 17))
        assert gehoord() == [(mensen["omnia"], "Uw cijfers over de eerste helft 2026")]
        assert "tot en met 31 augustus 2026" in Bericht.objects.get().tekst

    def test_after_the_last_day_help_is_offered(self, mensen):
        with time_machine.travel("2026-09-08 09:00+02:00"):
            berichten.herinner(datetime.date(2026, 9, 8))
        assert "we helpen graag" in Bericht.objects.filter(gebruiker=mensen["omnia"]).get().tekst

    def test_month_without_worker_leaves_one_reminder(self, mensen):
        """From 17 August on nothing ran; on 14 September only that of this week goes out."""
        with time_machine.travel("2026-09-14 09:00+02:00"):
            jobs.sweep()
        assert [
            b.sleutel for b in Bericht.objects.filter(gebruiker=mensen["omnia"], sleutel__startswith="herinnering")
        ] == ["herinnering-2026-1-2026-09-14"]

    def test_question_without_answer_is_asked_again_after_a_week_and_once(self, mensen):
        with time_machine.travel("2026-07-20 10:00+02:00"):
            levering = maak_levering(status=Status.INGEDIEND)
            lifecycle.send_back(levering, by=mensen["medewerker"], reden="Waar is de sloop?")
        for day, count in ((26, 0), (27, 1), (28, 1)):
            with time_machine.travel(f"2026-07-{day} 10:00+02:00"):
                berichten.herinner(datetime.date(2026, 7, day))
            assert len(gehoord("vraag-")) == count

    @pytest.mark.parametrize(
        ("moment", "asked"),
        [
            ("2027-03-28 05:59+00:00", 0),  # the clock went forward: 7:59 here
            ("2027-03-28 06:00+00:00", 1),
            ("2026-10-25 06:59+00:00", 0),  # the clock went back: 7:59 here
            ("2026-10-25 07:00+00:00", 1),
        ],
    )
    def test_asked_from_eight_here_also_when_the_clock_changes(self, moment, asked):
        with time_machine.travel(moment):
            for _ in range(3):
                jobs.sweep()
        assert Taak.objects.filter(soort=HERINNEREN).count() == asked

    def test_vangnet_reminds_without_a_broker(self, mensen):
        with time_machine.travel("2026-07-01 09:00+02:00"):
            jobs.sweep()
        assert mensen["omnia"] in [who for who, _ in gehoord("herinnering")]
