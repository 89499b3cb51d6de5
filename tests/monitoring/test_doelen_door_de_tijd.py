"""A goal that was adjusted: old and new line each over its own half-years, with a mark between them."""

import datetime
import itertools
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import doelen, grafieken, tekeningen
from monitoring.aanpassen import adjust
from monitoring.grafiek import load
from monitoring.keuze import ALLES, Keuze
from monitoring.models import Doelstelling
from monitoring.tekeningen import Doellijn, Vorm
from tests.factories.monitoring import maak_vastgesteld, mutatie, toewijzing

HALVES = ["2026-1", "2026-2", "2027-1", "2027-2"]
AANTAL = Vorm()


def versions(*values_and_days):
    """Goals that each replace the one before: (value, day); the last is in force."""
    made = [
        Doelstelling(pk=n, soort="minstens", omschrijving="doel", waarde=Decimal(value), sinds=day)
        for n, (value, day) in enumerate(values_and_days, 1)
    ]
    for old, new in itertools.pairwise(made):
        old.vervangen_door = new
    return made[-1], made[:-1]


def lines(labels, *values_and_days):
    now, before = versions(*values_and_days)
    return doelen.door_de_tijd([now], before, AANTAL, labels)


OKTOBER = datetime.date(2026, 10, 1)
START = datetime.date(2026, 1, 1)


def test_goal_that_was_never_adjusted_runs_over_the_whole_drawing():
    assert lines(HALVES, (1380, START)) == [Doellijn(1380.0, "doel 1.380")]


@pytest.mark.parametrize(
    ("day", "place", "said"),
    [
        # it holds for a half-year that ends on the day or later; the left side of place n is n − ½
        (datetime.date(2026, 7, 1), 0.5, "1 juli 2026"),
        (datetime.date(2026, 12, 31), 0.5, "31 december 2026"),
        (datetime.date(2027, 1, 1), 1.5, "1 januari 2027"),
    ],
)
def test_each_version_has_its_own_half_years(day, place, said):
    assert lines(HALVES, (1380, START), (1500, day)) == [
        Doellijn(1380.0, "doel 1.380", begin=-0.5, eind=place, onder=True),
        Doellijn(1500.0, "doel 1.500", begin=place, eind=3.5, breuk=f"doel aangepast op {said}"),
    ]


def test_years_are_places_too():
    found = lines(["2026", "2027", "2028"], (15, START), (12, datetime.date(2027, 3, 1)))
    # agreed in March 2027, so it holds for 2027: the left side of place 1 is ½
    assert [(line.begin, line.eind, line.onder) for line in found] == [(-0.5, 0.5, False), (0.5, 2.5, True)]


def test_adjustment_before_what_is_drawn_leaves_the_new_line_alone():
    assert lines(HALVES[2:], (1380, START), (1500, datetime.date(2026, 9, 1))) == [Doellijn(1500.0, "doel 1.500")]


def test_adjustment_after_what_is_drawn_leaves_the_old_line_alone():
    assert lines(HALVES, (1380, START), (1500, datetime.date(2028, 1, 1))) == [Doellijn(1380.0, "doel 1.380")]


def test_two_adjustments_give_three_lines():
    found = lines(HALVES, (1380, START), (1500, datetime.date(2026, 8, 1)), (1450, datetime.date(2027, 8, 1)))
    assert [(line.waarde, line.begin, line.eind) for line in found] == [
        (1380, -0.5, 0.5),
        (1500, 0.5, 2.5),
        (1450, 2.5, 3.5),
    ]


def test_two_adjustments_in_one_half_year_show_the_last():
    found = lines(HALVES, (1380, START), (1500, datetime.date(2026, 8, 1)), (1450, datetime.date(2026, 9, 1)))
    assert [line.waarde for line in found] == [1380, 1450]


def drawn(*values_and_days):
    found = lines(HALVES, *values_and_days)
    return tekeningen.reeks(HALVES, [10, 20, None, None], [False] * 4, AANTAL, found)


def test_drawing_has_both_lines_and_a_mark_and_is_valid_for_plotly():
    figure = drawn((40, START), (50, datetime.date(2027, 2, 1)))
    layout = go.Figure({"data": figure["data"], "layout": figure["layout"]}).layout
    assert [(shape.x0, shape.x1, shape.y0, shape.y1) for shape in layout.shapes] == [
        (-0.5, 1.5, 40, 40),
        (1.5, 3.5, 50, 50),
        (1.5, 1.5, 0, 1),  # the mark, over the height of the drawing
    ]
    assert [label.text for label in layout.annotations][:3] == [
        "doel 40",
        "doel 50",
        "doel aangepast op 1 februari 2027",
    ]
    assert layout.xaxis.range == (-0.5, 3.5)


def test_axis_holds_the_old_goal_too():
    # 50 is the highest; 12 % air above it: 50 × 1,12 = 56
    assert drawn((50, START), (40, datetime.date(2027, 2, 1)))["layout"]["yaxis"]["range"] == [0, pytest.approx(56)]


def test_drawing_without_adjustment_has_no_mark():
    layout = drawn((40, START))["layout"]
    assert len(layout["shapes"]) == 1
    assert "xaxis" not in layout


@pytest.mark.django_db
class TestCharts:
    @pytest.fixture(autouse=True)
    def _adjusted(self, gebruiker):
        for half in ("2026-1", "2026-2"):
            rows = [mutatie("nieuwbouw", 60), toewijzing("statushouder", 20), toewijzing("gezin", 60)]
            maak_vastgesteld("omnia-wonen", half, *rows)
        for code, value in (("V1", 1500), ("T1", "0.32"), ("T2", "0.12")):
            adjust(
                Doelstelling.objects.get(indicator=code), by=gebruiker("beheer"), omschrijving="circa, opnieuw",
                sinds=OKTOBER, reden="afgesproken", waarde=Decimal(value), uiterlijk=Halfjaar(2031, 2),
            )  # fmt: skip

    def marks(self, build, keuze=ALLES):
        figure = build(load(["V1", "V8", "T1", "T2"], keuze)).figuur
        return [label["text"] for label in figure["layout"]["annotations"] if "aangepast" in label["text"]]

    @pytest.mark.parametrize(
        ("build", "code"),
        [(grafieken.groei_op_pad, "V1"), (grafieken.urgent, "T1"), (grafieken.vrije_toewijzing, "T2")],
    )
    def test_chart_marks_where_its_goal_was_adjusted(self, build, code):
        expected = [] if code == "T2" else ["doel aangepast op 1 oktober 2026"]  # T2 is per year: 2026 is the first
        assert self.marks(build) == expected

    def test_chart_as_known_before_shows_the_old_goal_alone(self):
        before = load(["T1"], Keuze(op=datetime.date(2026, 9, 30)))
        assert [goal.waarde for goal in before.doelen["T1"]] == [Decimal("0.3")]
        assert before.eerdere_doelen == {}

    def test_straight_line_reaches_the_new_goal_in_its_own_year(self):
        data = grafieken.groei_op_pad(load(["V1", "V8"])).figuur["data"]
        straight = next(trace for trace in data if trace["name"].startswith("rechte lijn"))
        # 1.500 over the 12 half-years from the end of 2025 to the end of 2031: 125 each, so 1.250 at the end of 2030
        assert (straight["y"][1], straight["y"][-1]) == (125, 1250)

    def test_one_corporation_has_no_goal_lines(self):
        keuze = Keuze(corporatie=Partij.objects.get(code="omnia-wonen"))
        assert self.marks(grafieken.urgent, keuze) == []
