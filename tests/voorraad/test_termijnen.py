"""Until when figures may come in: two months after the reference date, or what was agreed."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains

from basis.halfjaar import Halfjaar
from basis.models import Wijziging
from tests.factories.voorraad import maak_levering
from voorraad import termijnen
from voorraad.models import Status, Termijn

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)


@pytest.mark.parametrize(
    ("halfjaar", "dag"),
    [("2026-1", "2026-08-31"), ("2026-2", "2027-02-28"), ("2027-2", "2028-02-29"), ("2030-1", "2030-08-31")],
)
def test_usual_day_is_the_end_of_the_second_month(halfjaar, dag):
    assert termijnen.uiterlijk(Halfjaar.parse(halfjaar)) == datetime.date.fromisoformat(dag)


def test_agreed_day_comes_first_and_leaves_a_trace(gebruiker):
    user = gebruiker("medewerker")
    for day in (15, 15, 20):
        termijnen.zet(H1, datetime.date(2026, 9, day), by=user)
    assert termijnen.alle([H1, H1 + 1]) == {H1: datetime.date(2026, 9, 20), H1 + 1: datetime.date(2027, 2, 28)}
    changes = Wijziging.objects.over(Termijn.objects.get()).order_by("pk").values_list("van", "naar")
    assert list(changes) == [("2026-08-31", "2026-09-15"), ("2026-09-15", "2026-09-20")]


class TestPaginas:
    @pytest.fixture(autouse=True)
    def _november(self):
        with time_machine.travel("2026-11-24 12:00+00:00"):
            yield

    def test_municipality_changes_a_term_and_the_question_follows(self, als):
        page = als("medewerker").post(
            "/leveringen/termijnen/", {"halfjaar": "2026-1", "uiterlijk": "2026-12-01"}, follow=True
        )
        assertContains(page, "Cijfers over de eerste helft 2026 kunnen komen tot en met 1 december 2026.")
        assertContains(als("corporatie").get("/leveringen/mijn/"), "aan, tot en met 1 december 2026.")

    @pytest.mark.parametrize("dag", ["2026-06-30", "2028-01-01"])
    def test_day_before_the_reference_date_or_years_later_is_refused(self, als, dag):
        page = als("beheer").post("/leveringen/termijnen/", {"halfjaar": "2026-1", "uiterlijk": dag})
        assertContains(page, "Kies een dag in het jaar na de peildatum, 30 juni 2026.")
        assert Termijn.objects.count() == 0

    @pytest.mark.parametrize(("dag", "message"), [("", "Kies een dag."), ("morgen", "Schrijf de dag als 2026-08-31.")])
    def test_day_that_is_none_is_asked_again(self, als, dag, message):
        assertContains(als("beheer").post("/leveringen/termijnen/", {"halfjaar": "2026-1", "uiterlijk": dag}), message)

    def test_own_deliveries_say_what_is_asked_and_until_when(self, als):
        maak_levering("omnia-wonen", "2026-1", Status.TERUGGESTUURD, reden="Waar is de sloop?")
        page = als("corporatie", "omnia-wonen").get("/leveringen/mijn/")
        assertContains(page, "Waar is de sloop?")
        assertContains(page, "31 augustus 2026")
        assertContains(page, "De gemeente heeft een vraag over uw cijfers over de eerste helft 2026.")

    def test_who_is_done_reads_so(self, als):
        for half in ("2026-1", "2026-2"):
            maak_levering("omnia-wonen", half, Status.VASTGESTELD)
        assertContains(als("corporatie", "omnia-wonen").get("/leveringen/mijn/"), "U bent helemaal bij.")
