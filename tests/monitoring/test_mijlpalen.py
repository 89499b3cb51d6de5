"""The time line of the milestones: drawing and table say the same. 'Today' is 23 November 2027."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains

from acties.status import drop_milestone, move_milestone
from monitoring.grafieken.mijlpalen import mijlpalen
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2027, 11, 23)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime.datetime(2027, 11, 23, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def acties(gebruiker):
    """Action 1: reached on 3 May, moved from 1 September to 1 December. Action 2: passed on 1 October, and one
    that was dropped. Action 3 has none."""
    by, (een, twee, drie) = gebruiker("medewerker"), (maak_actie(n, titel=f"Titel {n}") for n in (1, 2, 3))
    maak_mijlpaal(een, "Begin", "2027-05-01", "2027-05-03")
    move_milestone(maak_mijlpaal(een, "Eind", "2027-09-01"), by=by, naar=datetime.date(2027, 12, 1), waarom="Ziekte.")
    maak_mijlpaal(twee, "Lijst", "2027-10-01")
    drop_milestone(maak_mijlpaal(twee, "Weg", "2027-12-01"), by=by, waarom="Niet nodig.")
    return [een, twee, drie]


def test_table_says_what_is_drawn(acties):
    chart = mijlpalen(acties, VANDAAG)
    assert [[cel.tekst for cel in rij] for rij in chart.tabel.rijen] == [
        ["1. Titel 1", "Begin", "gehaald", "3 mei 2027", ""],
        ["1. Titel 1", "Eind", "gepland", "1 december 2027", "1 september 2027"],
        ["2. Titel 2", "Lijst", "datum voorbij", "1 oktober 2027", ""],
    ]
    assert chart.titel == "Van de 3 mijlpalen is er 1 gehaald. Bij 1 is de datum voorbij."
    marks = {trace["name"]: list(zip(trace["x"], trace["y"], strict=True)) for trace in chart.figuur["data"][2:]}
    assert marks == {
        "gepland": [("2027-12-01", 0)],
        "gehaald": [("2027-05-03", 0)],
        "datum voorbij": [("2027-10-01", 1)],
        "eerdere datum": [("2027-09-01", 0)],
    }
    assert chart.figuur["data"][1]["x"] == ["2027-09-01", "2027-12-01", None]  # the dots of what moved


def test_mark_and_row_lead_to_the_action(acties):
    chart = mijlpalen(acties, VANDAAG)
    one, two = (actie.get_absolute_url() for actie in acties[:2])
    assert chart.figuur["klik"] == [[], [], [one], [one], [two], [one]]
    assert [rij[0].adres for rij in chart.tabel.rijen] == [one, one, two]


def test_names_carry_the_year_where_there_are_several(acties):
    chart = mijlpalen([acties[0], maak_mijlpaal(maak_actie(9, jaar=2028, titel="Titel")).actie], VANDAAG)
    names = ["2027-1. Titel 1", "2028-9. Titel"]
    assert chart.figuur["layout"]["yaxis"]["ticktext"] == names
    # on a phone they stand above their lines, after the word at the line of today
    assert [each["text"] for each in chart.figuur["smal"]["annotations"]] == ["vandaag", *names]


def test_long_name_is_whole_in_the_table_and_on_two_lines_beside_the_drawing():
    """46 letters fit on a line."""
    title = "Een werkwijze waarmee we samen de ambities afspreken"
    chart = mijlpalen([maak_mijlpaal(maak_actie(9, titel=title)).actie], VANDAAG)
    assert chart.tabel.rijen[0][0].tekst == f"9. {title}"
    beside = "9. Een werkwijze waarmee we samen de ambities<br>afspreken"
    assert chart.figuur["layout"]["yaxis"]["ticktext"] == [beside]


@pytest.mark.parametrize(
    ("reached", "title"),
    [("2027-03-01", "De mijlpaal is gehaald."), (None, "De mijlpaal is nog niet gehaald. Bij 1 is de datum voorbij.")],
)
def test_one_milestone_is_told_as_one(reached, title):
    assert mijlpalen([maak_mijlpaal(gehaald_op=reached).actie], VANDAAG).titel == title


def test_page_follows_the_filters(als, acties):
    client = als("bo-lid")
    page = client.get("/acties/tijdlijn/?jaar=2027&q=Titel 2")
    assert [rij[1].tekst for rij in page.context["grafiek"].tabel.rijen] == ["Lijst"]
    assertContains(client.get("/acties/tijdlijn/?jaar=2027&q=Titel 3"), "Geen mijlpalen")


def test_queries_do_not_follow_the_actions(acties, django_assert_num_queries):
    for n in (1, 2):
        with django_assert_num_queries(3):  # milestones, those of earlier years, changes
            mijlpalen(acties[:n], VANDAAG)
        acties = [type(actie).objects.get(pk=actie.pk) for actie in acties]
