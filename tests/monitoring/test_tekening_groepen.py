"""Figures of several things beside each other: valid, nothing drawn where nothing is, provisional hatched."""

import plotly.graph_objects as go
import pytest

from monitoring.tekeningen import Doellijn, Vorm
from monitoring.tekeningen import groepen as tekening_groepen
from monitoring.tekeningen.groepen import KLEUR_REGULIER, KLEUR_URGENT, Reeks

HALVES = ["2026-1", "2026-2"]


def groep(eerder=(0.1, 0.3), voorlopig=False):
    colours = [KLEUR_URGENT, KLEUR_REGULIER]
    texts = ["20 % (8)", "geen gegevens"]
    names = ["Uitstroom uit een instelling", "Jongere"]
    return tekening_groepen.per_groep(names, [0.2, None], list(eerder), texts, colours, voorlopig)


def paren():
    series = [Reeks("kreeg", "#00566b", [5.5, None]), Reeks("wacht", "#a67c00", [8.2, 7.5])]
    vorm = Vorm(decimalen=1, eenheid="maanden")
    return tekening_groepen.naast_elkaar(HALVES, series, [False, True], vorm, [Doellijn(6, "gemiddeld hooguit 6")])


def stapel():
    series = [Reeks("erbij", "#00566b", [44, None]), Reeks("eraf", "#e3704f", [-17, None])]
    return tekening_groepen.gestapeld(HALVES, series, ["saldo +27", ""], [True, False])


@pytest.mark.parametrize("made", [groep(), groep(eerder=()), paren(), stapel()])
def test_figure_is_valid_for_plotly(made):
    go.Figure({"data": made["data"], "layout": made["layout"]})


def test_bars_lie_in_the_order_given_and_a_mark_says_what_was_before():
    bar, mark = groep()["data"]
    assert (bar["orientation"], bar["x"], bar["y"]) == ("h", [20, None], [0, 1])
    assert (mark["x"], mark["y"], mark["hoverinfo"]) == ([10, 30], [0, 1], "skip")
    assert bar["marker"]["color"] == [KLEUR_URGENT, KLEUR_REGULIER]
    assert groep()["layout"]["yaxis"]["range"] == [1.6, -0.6]  # from below to above: the first on top


def test_words_stand_right_of_the_bar_and_of_its_mark():
    # 20 against 10 before; nothing against 30 before
    assert [(label["x"], label["text"]) for label in groep()["layout"]["annotations"]] == [
        (20, "20 % (8)"), (30, "geen gegevens")
    ]  # fmt: skip


def test_without_an_earlier_value_there_is_no_mark():
    assert len(groep(eerder=())["data"]) == 1


def test_long_names_break_on_a_phone():
    assert groep()["layout"]["yaxis"]["ticktext"] == ["Uitstroom uit een instelling", "Jongere"]
    assert groep()["smal"]["yaxis"]["ticktext"] == ["Uitstroom uit een<br>instelling", "Jongere"]


def test_provisional_groups_are_hatched():
    assert [groep(voorlopig=open_)["data"][0]["marker"]["pattern"]["shape"] for open_ in (False, True)] == [
        ["", ""], ["/", "/"]
    ]  # fmt: skip


def test_pairs_have_their_values_without_the_unit_and_the_goal_as_a_line():
    made = paren()
    assert [label["text"] for label in made["layout"]["annotations"]] == ["gemiddeld hooguit 6", "5,5", "8,2", "7,5"]
    assert [shape["y0"] for shape in made["layout"]["shapes"]] == [6]
    assert made["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]


def test_stack_goes_both_ways_and_says_what_it_comes_to():
    made = stapel()
    assert made["layout"]["barmode"] == "relative"
    assert [(label["x"], label["y"], label["text"]) for label in made["layout"]["annotations"]] == [
        (0, 44, "saldo +27")
    ]
    assert [bar["customdata"] for bar in made["data"]] == [
        [["+44 (voorlopig)"], [""]], [["−17 (voorlopig)"], [""]]
    ]  # fmt: skip
