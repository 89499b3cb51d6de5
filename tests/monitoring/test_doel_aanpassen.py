"""Adjusting a goal: the old one stays, the new one counts from its day on, and bad input is told in Dutch."""

import datetime
from decimal import Decimal

import pytest
import time_machine

from basis.halfjaar import Halfjaar
from basis.models import Wijziging
from monitoring import reeksen
from monitoring.aanpassen import AlAangepast, adjust, in_full
from monitoring.models import Doelstelling

pytestmark = pytest.mark.django_db
DAG = datetime.date(2027, 7, 1)
GEEN_GETAL = "Schrijf het getal als 1.380 of 12,5; een doel is nooit minder dan 0."
NOG_TE_KOMEN = "Deze dag moet nog komen. Pas het doel aan zodra het is afgesproken."


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(datetime.datetime(2027, 10, 1, 12), tick=False):
        yield


def goal(code):
    return Doelstelling.objects.get(indicator=code, vervangen_door=None)


def address(doel):
    return f"/afspraken-en-lijsten/{doel.pk}/aanpassen/"


def form(code, **changes):
    """A form that is filled in well, with some fields otherwise."""
    filled = {
        "V1": {"omschrijving": "1.500 sociale huurwoningen erbij in 2031", "waarde": "1.500", "uiterlijk": "2031-2"},
        "T1": {"omschrijving": "circa 32,5 % naar urgent woningzoekenden", "waarde": "32,5 %", "uiterlijk": ""},
        "V5": {"omschrijving": "400 tot 480 middenhuurwoningen erbij", "waarde": "400", "waarde_tot": "480"},
    }[code]
    return {"uiterlijk": "2030-2", "sinds": "2027-07-01", "reden": "Er is meer grond.", **filled, **changes}


class TestAdjust:
    def test_old_goal_stays_and_points_to_the_new_one(self, gebruiker):
        old = goal("V1")
        new = adjust(
            old, by=gebruiker("beheer"), omschrijving="1.500 in 2031", sinds=DAG, reden="Er is meer grond.",
            waarde=Decimal(1500), uiterlijk=Halfjaar(2031, 2),
        )  # fmt: skip
        old.refresh_from_db()
        assert (old.waarde, old.uiterlijk, old.vervangen_door) == (Decimal(1380), Halfjaar(2030, 2), new)
        assert (new.indicator, new.soort, new.nulwaarde, new.paragraaf) == (
            old.indicator, old.soort, old.nulwaarde, old.paragraaf,
        )  # fmt: skip

    def test_each_day_has_the_goal_that_was_agreed_then(self, gebruiker):
        adjust(goal("V1"), by=gebruiker("beheer"), omschrijving="1.500", sinds=DAG, reden="grond", waarde=Decimal(1500))
        found = [reeksen.doelen(day)["V1"][0].waarde for day in (DAG - datetime.timedelta(1), DAG, None)]
        assert found == [1380, 1500, 1500]

    def test_trail_says_from_what_to_what_and_why(self, gebruiker):
        beheer, old = gebruiker("beheer"), goal("T1")
        adjust(old, by=beheer, omschrijving="circa 32,5 %", sinds=DAG, reden=" meer instroom ", waarde=Decimal("0.325"))
        line = Wijziging.objects.over(old).get()
        assert (line.veld, line.door, line.waarom) == ("doel aangepast", beheer, "meer instroom")
        assert line.van == "circa 30 % naar urgent woningzoekenden; 30\u00a0%"
        assert line.naar == "circa 32,5 %; 32,5\u00a0%"

    def test_second_of_two_at_once_is_told(self, gebruiker):
        old, by = goal("V1"), gebruiker("beheer")
        adjust(old, by=by, omschrijving="1.500", sinds=DAG, reden="grond", waarde=Decimal(1500))
        with pytest.raises(AlAangepast, match=r"intussen al aangepast: 1\.500"):
            adjust(old, by=by, omschrijving="1.600", sinds=DAG, reden="grond", waarde=Decimal(1600))
        assert Doelstelling.objects.filter(indicator="V1").count() == 2

    def test_goal_is_not_replaced_before_it_was_agreed(self, gebruiker):
        with pytest.raises(ValueError, match="before it was agreed"):
            adjust(goal("V1"), by=gebruiker("beheer"), omschrijving="x", sinds=datetime.date(2025, 12, 31), reden="y")

    def test_band_in_full_has_both_ends(self):
        assert in_full(goal("V5")) == "350 tot 430 middenhuurwoningen erbij; 350 tot 430; uiterlijk 2030-2"


class TestPage:
    def test_form_starts_from_the_goal_as_it_is(self, als):
        fields = als("beheer").get(address(goal("V1"))).context["form"]
        assert [fields[name].initial for name in ("omschrijving", "waarde", "uiterlijk")] == [
            "1.380 sociale huurwoningen erbij in 2030", "1.380", "2030-2",
        ]  # fmt: skip
        assert als("beheer").get(address(goal("T2"))).context["form"]["waarde"].initial == "15\u00a0%"

    @pytest.mark.parametrize(
        ("code", "values"),
        [("V1", (Decimal(1500), None)), ("T1", (Decimal("0.325"), None)), ("V5", (Decimal(400), Decimal(480)))],
    )
    def test_adjusted_goal_is_stored_in_the_unit_of_its_figure(self, als, code, values):
        response = als("beheer").post(address(goal(code)), form(code))
        assert response.status_code == 302
        new = goal(code)
        assert (new.waarde, new.waarde_tot, new.sinds, new.reden) == (*values, DAG, "Er is meer grond.")

    def test_list_shows_old_and_new_with_the_reason(self, als):
        client = als("beheer")
        client.post(address(goal("V1")), form("V1"))
        page = client.get("/afspraken-en-lijsten/").content.decode()
        assert "vervangen op 1 juli 2027" in page
        assert "aangepast: Er is meer grond." in page

    def test_only_the_administrator_sees_the_link(self, als):
        assert "aanpassen/" in als("beheer").get("/afspraken-en-lijsten/").content.decode()
        assert "aanpassen/" not in als("medewerker").get("/afspraken-en-lijsten/").content.decode()

    def test_goal_that_was_replaced_leads_to_the_list(self, als):
        client, old = als("beheer"), goal("V1")
        client.post(address(old), form("V1"))
        again = client.post(address(old), form("V1", waarde="1.600"), follow=True)
        assert again.redirect_chain == [("/afspraken-en-lijsten/", 302)]
        assert "Dit doel is intussen al aangepast: 1.500 sociale huurwoningen" in again.content.decode()

    @pytest.mark.parametrize(
        ("code", "changes", "field", "message"),
        [
            ("V1", {"waarde": "veel"}, "waarde", GEEN_GETAL),
            ("V1", {"waarde": "-5"}, "waarde", GEEN_GETAL),
            ("V1", {"waarde": "12.5"}, "waarde", GEEN_GETAL),
            ("V1", {"waarde": "1500,5"}, "waarde", "Schrijf een heel getal, zonder cijfers achter de komma."),
            ("V1", {"waarde": "1000000"}, "waarde", "Schrijf een getal tot en met 999.999."),
            ("V1", {"waarde": ""}, "waarde", "Vul het getal van het nieuwe doel in."),
            ("T1", {"waarde": "101"}, "waarde", "Schrijf een getal tot en met 100 %."),
            ("T1", {"waarde": "32,555"}, "waarde", "Schrijf hooguit twee cijfers achter de komma."),
            ("V5", {"waarde_tot": "399"}, "waarde_tot", "Het hoogste getal van de band is lager dan het laagste."),
            ("V1", {"sinds": "gisteren"}, "sinds", "Schrijf de dag als 2027-03-01."),
            ("V1", {"sinds": "2027-10-02"}, "sinds", NOG_TE_KOMEN),
            (
                "V1", {"sinds": "2025-12-31"}, "sinds",
                "Het doel van nu is afgesproken op 1 januari 2026. Kies die dag of een latere.",
            ),
            (
                "V1", {"uiterlijk": "2026-2"}, "uiterlijk",
                "Kies een halfjaar dat eindigt na de dag waarop dit is afgesproken.",
            ),
            ("V1", {"uiterlijk": "ooit"}, "uiterlijk", "Kies een halfjaar uit de lijst."),
            ("V1", {"reden": " "}, "reden", "Schrijf kort waarom het doel is aangepast."),
            (
                "V1", {"omschrijving": "1.380 sociale huurwoningen erbij in 2030"}, "omschrijving",
                "De woorden zijn nog die van het oude doel. Schrijf het doel zoals het nu is.",
            ),
            (
                "V1",
                {"omschrijving": "1.380 sociale huurwoningen erbij in 2030", "waarde": "1380", "uiterlijk": "2030-2"},
                "__all__", "U hebt nog niets veranderd: het doel is hetzelfde als nu.",
            ),
        ],
    )  # fmt: skip
    def test_bad_input_is_told_and_changes_nothing(self, als, code, changes, field, message):
        response = als("beheer").post(address(goal(code)), form(code, **changes))
        assert response.status_code == 422
        assert response.context["form"].errors == {field: [message]}
        assert Doelstelling.objects.filter(indicator=code).count() == 1

    def test_goal_in_words_may_stay_in_words(self, als):
        words = {"omschrijving": "drie van de vier", "waarde": "", "uiterlijk": "", "sinds": "2027-07-01", "reden": "x"}
        assert als("beheer").post(address(goal("V6")), words).status_code == 302
        assert (goal("V6").waarde, goal("V6").omschrijving) == (None, "drie van de vier")
