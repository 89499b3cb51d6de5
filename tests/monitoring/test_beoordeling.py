"""The judgement of real figures: the path of the first plan list, tasks in their half-year, provisional said so."""

import pytest
import time_machine

from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring.beoordeling import beoordeel, pad
from monitoring.grafiek import load
from monitoring.keuze import Keuze
from monitoring.models import Doelstelling
from monitoring.oordeel import AANDACHT, NOG_NIET, ONDERWEG, OP_SCHEMA
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, project, toewijzing

pytestmark = pytest.mark.django_db
H1, H2 = "2026-1", "2026-2"
PARTIJEN = ("gemeente", "de-alliantie", "omnia-wonen", "portaal")


def deliver(half, *rows, van="omnia-wonen"):
    """All parties deliver a half-year; one of them has rows."""
    for code in PARTIJEN:
        maak_vastgesteld(code, half, *(rows if code == van else ()))


def plans():
    """Expected in 2026-2: 50 new, 20 demolished; a year later 100 new."""
    return [project(50, H2), project(20, H2, soort="sloop"), project(100, "2027-2")]


def status_of(code, **keuze):
    found = beoordeel(load(None, Keuze(**keuze)), code)
    return found and (found.status, found.zin)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        # by 2026-1 net +10, the list expects +50 − 20 in 2026-2: the path is 40
        (31, (OP_SCHEMA, "1 woning meer dan de plannen nu verwachtten; nog 1.339 woningen te gaan.")),  # 10 + 31 = 41
        (28, (AANDACHT, "2 woningen minder dan de plannen nu verwachtten; nog 1.342 woningen te gaan.")),  # 38
    ],
)
def test_growth_is_judged_against_the_first_plan_list(new, expected):
    deliver(H1, mutatie("nieuwbouw", 10), *plans())
    deliver(H2, mutatie("nieuwbouw", new), project(500, "2029-1"))
    assert pad(load(["V1", "V8"]), "V1", Halfjaar.parse(H2)) == 40
    assert status_of("V1") == expected


def test_growth_in_the_half_year_of_the_list_itself_is_on_its_way():
    deliver(H1, mutatie("nieuwbouw", 10), *plans())
    assert status_of("V1") == (ONDERWEG, "Nog 1.370 woningen te gaan.")


def test_figure_that_misses_a_party_is_not_said_to_fall_behind():
    deliver(H1, mutatie("nieuwbouw", 10), *plans())
    maak_vastgesteld("omnia-wonen", H2, mutatie("nieuwbouw", 28))  # 38 where the path is 40; others did not deliver
    assert status_of("V1") == (NOG_NIET, "Nog niet alle cijfers zijn vastgesteld.")


def test_project_that_is_late_is_expected_in_the_half_year_after():
    # 60 should have been ready in 2026-1 and is not: the path is 10 + 60 = 70, as it is drawn
    deliver(H1, mutatie("nieuwbouw", 10), project(60, H1))
    deliver(H2, mutatie("nieuwbouw", 28))
    assert pad(load(["V1", "V8"]), "V1", Halfjaar.parse(H2)) == 70


def test_list_of_a_later_half_year_is_no_path():
    deliver(H1, mutatie("nieuwbouw", 10))
    deliver(H2, project(50, "2027-1"))
    deliver("2027-1", mutatie("nieuwbouw", 5))
    assert pad(load(["V1", "V8"]), "V1", Halfjaar.parse("2027-1")) is None


def test_list_that_is_not_complete_is_no_path():
    maak_vastgesteld("omnia-wonen", H1, mutatie("nieuwbouw", 10), *plans())
    maak_vastgesteld("omnia-wonen", H2, mutatie("nieuwbouw", 28))
    assert status_of("V1") == (ONDERWEG, "Nog 1.342 woningen te gaan. Dit is voorlopig.")


def test_hard_plans_count_with_what_was_added():
    deliver(H1, mutatie("nieuwbouw", 30), project(700))
    # 700 + 30 = 730, 50 fewer than 780
    said = "Met wat er sinds 2026 netto bij kwam zijn het er samen 730, 50 woningen minder dan bij de start."
    assert status_of("V8") == (AANDACHT, said)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # the first half-year ends on 30 June, and that day still belongs to it
        ("2026-06-30", (ONDERWEG, "Nog 13 personen te gaan.")),
        ("2026-07-01", (AANDACHT, "De afgesproken tijd is voorbij; nog 13 personen te gaan.")),
    ],
)
def test_task_is_due_at_the_end_of_its_own_half_year(today, expected):
    rows = [gegeven("taakstelling-statushouders", 200), gegeven("gehuisveste-statushouders", 187)]
    with time_machine.travel(f"{today} 12:00", tick=False):
        deliver(H1, *rows, van="gemeente")
        assert status_of("T3") == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-06-30", (ONDERWEG, "Nog 1.370 woningen te gaan.")),
        ("2026-07-01", (AANDACHT, "De afgesproken tijd is voorbij; nog 1.370 woningen te gaan.")),
    ],
)
def test_goal_is_due_once_its_half_year_has_ended(today, expected):
    """1.380 homes by the end of the first half of 2026; 10 were added."""
    Doelstelling.objects.filter(indicator="V1").update(uiterlijk=H1)
    with time_machine.travel(f"{today} 12:00", tick=False):
        deliver(H1, mutatie("nieuwbouw", 10))
        assert status_of("V1") == expected


@pytest.mark.parametrize(
    ("sociaal", "expected"),
    [
        # 35 of 100 is 35 %; the other project is all social, so that together 135 of 200 would be 67,5 %
        (35, (OP_SCHEMA, "In 2 van de 2 nieuwbouwprojecten is ten minste 35\xa0% van de woningen sociale huur.")),
        (34, (AANDACHT, "In 1 van de 2 nieuwbouwprojecten is ten minste 35\xa0% van de woningen sociale huur.")),
    ],
)
def test_social_share_is_judged_project_by_project(sociaal, expected):
    mixed = [project(sociaal, projectcode="een"), project(100 - sociaal, projectcode="een", segment="vrije-sector")]
    deliver(H1, *mixed, project(100))
    assert status_of("V4") == expected


def test_projects_are_counted_also_while_figures_are_missing():
    maak_vastgesteld("omnia-wonen", H1, project(10), project(10, segment="vrije-sector"))
    zin = "In 1 van de 2 nieuwbouwprojecten is ten minste 35\xa0% van de woningen sociale huur. Dit is voorlopig."
    assert status_of("V4") == (NOG_NIET, zin)


def test_share_is_judged_in_percentage_points():
    deliver(H1, toewijzing("statushouder", 25), toewijzing("gezin", 75))
    # 25 of 100 is 25 %; circa 30 % is 5 points more
    assert status_of("T1") == (ONDERWEG, "Nog 5 procentpunt te gaan.")


def test_ceiling_says_the_room_in_allocations():
    deliver(H1, toewijzing("gezin", 10, boven_inkomensgrens=True), toewijzing("gezin", 90))
    # 15 % of 100 is 15; 10 are used
    assert status_of("T2") == (OP_SCHEMA, "Onder het plafond is ruimte voor nog 5 toewijzingen.")


@pytest.mark.parametrize("code", ["V7", "V6", "V1"])
def test_without_number_or_figure_there_is_no_judgement(code):
    assert status_of(code) is None


def test_goal_of_all_together_judges_no_single_corporation():
    deliver(H1, mutatie("nieuwbouw", 10))
    assert status_of("V1", corporatie=Partij.objects.get(code="omnia-wonen")) is None


def test_pages_show_judgement_and_rule(als):
    deliver(H1, mutatie("nieuwbouw", 10))
    client = als("bo-lid")
    page = client.get("/indicatoren/V1/").content.decode()
    assert "Nog 1.370 woningen te gaan." in page
    assert "Is er geen pad, dan zeggen we alleen hoeveel er nog te gaan is." in page
    assert client.get("/indicatoren/").content.decode().count("<dt>Plafond</dt>") == 1
