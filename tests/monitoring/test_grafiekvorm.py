"""A figure as series over categories: what a program with charts of its own gets to draw."""

import pytest

from monitoring.meenemen.grafiekvorm import ONZICHTBAAR, Soort, vorm_van
from monitoring.tekeningen.voorraad import waterval


def staaf(naam, waarden, namen=("2026-1", "2026-2"), **extra):
    return {"type": "bar", "name": naam, "x": list(namen), "y": waarden, "marker": {"color": "#00566b"}, **extra}


def lijn(naam, waarden, **extra):
    x = ["2026-1", "2026-2"]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": naam,
        "x": x,
        "y": waarden,
        "line": {"color": "#52606d"},
        **extra,
    }


def figuur(*data, **layout):
    return {"data": list(data), "layout": layout}


def told(vorm):
    return [(reeks.naam, reeks.soort, reeks.waarden) for reeks in vorm.reeksen]


def test_stacked_bars_and_a_line_keep_names_values_and_colours():
    vorm = vorm_van(
        figuur(staaf("bouw", [3, None]), staaf("sloop", [-1, -2]), lijn("netto", [2, -2]), barmode="relative")
    )
    assert vorm.categorieen == ["2026-1", "2026-2"]
    assert told(vorm) == [
        ("bouw", Soort.STAAF, [3, None]),
        ("sloop", Soort.STAAF, [-1, -2]),
        ("netto", Soort.LIJN, [2, -2]),
    ]
    assert vorm.gestapeld is True
    assert vorm.reeksen[0].kleuren == ["#00566b", "#00566b"]


def test_hatched_bars_are_provisional():
    pattern = {"color": "#00566b", "pattern": {"shape": ["", "/"]}}
    vorm = vorm_van(figuur(staaf("bouw", [3, 4]) | {"marker": pattern}))
    assert vorm.reeksen[0].voorlopig == frozenset({1})


def test_a_line_drawn_in_parts_with_marks_is_one_series():
    dashed = {"line": {"color": "#00566b", "dash": "dash"}}
    marks = lijn("netto", [1, 2]) | {"mode": "markers"}
    vorm = vorm_van(figuur(lijn("netto", [1, None]), lijn("netto", [None, 2]) | dashed, marks))
    assert told(vorm) == [("netto", Soort.LIJN, [1, 2])]
    line = vorm.reeksen[0]
    assert (line.streep, line.gestreept, line.stippen) == ("", frozenset({1}), True)


def test_goal_is_a_series_with_the_words_at_its_line():
    shape = {"type": "line", "xref": "paper", "y0": 30.0, "y1": 30.0, "line": {"color": "#7a3a00"}}
    layout = {
        "shapes": [shape],
        "annotations": [{"y": 30.0, "text": "circa 30\xa0%"}],
        "yaxis": {"ticksuffix": "\xa0%"},
    }
    vorm = vorm_van(figuur(staaf("", [25.5, 28.0]), **layout))
    assert told(vorm)[1] == ("circa 30 %", Soort.DOEL, [30.0, 30.0])
    assert vorm.eenheid == "\xa0%"
    assert (len(vorm.reeksen), len(vorm.staven)) == (2, 1)


def test_bars_in_two_groups_are_not_stacked():
    two = [staaf("taak", [5, 6], offsetgroup="opgave"), staaf("gehuisvest", [4, 6], offsetgroup="gehuisvest")]
    assert vorm_van(figuur(*two, barmode="stack")).gestapeld is False


def test_piles_beside_each_other_have_a_place_each():
    """Of the second half-year: 6 and 2 on each other are 8, and beside them 7."""
    two = [
        staaf("taak", [5, 6], offsetgroup="opgave"),
        staaf("achterstand", [None, 2], offsetgroup="opgave"),
        staaf("gehuisvest", [4, 7], offsetgroup="gehuisvest"),
    ]
    notes = [{"x": -0.15, "y": 5, "text": "5"}, {"x": 0.85, "y": 8, "text": "8"}, {"x": 1.15, "y": 7, "text": "7"}]
    vorm = vorm_van(figuur(*two, barmode="stack", annotations=notes))
    assert (vorm.groepen, vorm.gestapeld) == (["opgave", "gehuisvest"], True)
    assert [reeks.waarden for reeks in vorm.reeksen] == [[5, None, 6, None], [None, None, 2, None], [None, 4, None, 7]]
    assert vorm.boven == [(5, "5"), None, (8, "8"), (7, "7")]


def test_words_stand_at_their_line_above_their_pile_or_are_the_numbers_of_bars():
    net = [{"x": 1, "y": -2, "text": "netto −2"}]
    vorm = vorm_van(figuur(staaf("bouw", [3, 1]), lijn("netto", [2, -2]), barmode="relative", annotations=net))
    assert (vorm.reeksen[1].opschriften, vorm.boven) == ({1: "netto −2"}, [])
    total = [{"x": 0, "y": 5, "text": "5"}, {"x": 1, "y": 1, "xref": "paper", "text": "doel"}]
    vorm = vorm_van(figuur(staaf("a", [3, 1]), staaf("b", [2, 4]), barmode="relative", annotations=total))
    assert vorm.boven == [(5, "5"), None]
    vorm = vorm_van(figuur(staaf("a", [3, 1]), annotations=[{"x": 0, "y": 3, "text": "+3"}]))
    assert (vorm.genoemd, vorm.met_teken, vorm.boven) == (True, True, [])
    assert vorm_van(figuur(staaf("a", [3, 1]))).genoemd is False


def test_one_bar_per_series_becomes_one_series_with_colours():
    a = staaf("A", [159], ["A<br>t/m 2026-2"]) | {"marker": {"color": "#3d4f63"}}
    b = staaf("B", [-4], ["B"]) | {"marker": {"color": ["#6f93a3"]}}
    vorm = vorm_van(figuur(a, b, barmode="overlay"))
    assert vorm.categorieen == ["A t/m 2026-2", "B"]
    assert told(vorm) == [("", Soort.STAAF, [159, -4])]
    assert vorm.reeksen[0].kleuren == ["#3d4f63", "#6f93a3"]


def test_waterfall_stands_on_an_invisible_foot_and_may_cross_zero():
    """From −20 by +50 to 30, by −45 to −15, by +30 to 15."""
    vorm = vorm_van(waterval(("eerst", "nu"), -20, [("nieuwbouw", 50), ("sloop", -45), ("aankoop", 30)], 15, False))
    foot, above, below = vorm.reeksen
    assert foot.naam == ONZICHTBAAR
    assert foot.waarden == [0, 0, 0, 0, 0]
    assert above.waarden == [0, 30, 30, 15, 15]
    assert below.waarden == [-20, -20, -15, -15, 0]
    assert vorm.gestapeld is True


def test_waterfall_above_zero_has_feet_and_no_part_below():
    """From 100 by +50 to 150, by −30 to 120: the bars stand on 100 and on 120."""
    vorm = vorm_van(waterval(("eerst", "nu"), 100, [("nieuwbouw", 50), ("sloop", -30)], 120, False))
    assert [reeks.waarden for reeks in vorm.reeksen] == [[0, 100, 120, 0], [100, 50, 30, 120]]


def test_lying_bars_have_their_names_along_the_other_axis():
    bar = {"type": "bar", "orientation": "h", "name": "n", "x": [1, 2], "y": ["gezin", "jongere"], "marker": {}}
    vorm = vorm_van(figuur(bar))
    assert (vorm.liggend, vorm.categorieen, vorm.reeksen[0].waarden) == (True, ["gezin", "jongere"], [1, 2])


@pytest.mark.parametrize(
    "figure",
    [
        None,
        {"data": []},
        figuur(lijn("band", [1, 2], fill="toself")),
        figuur({"type": "pie", "values": [1]}),
        figuur({"type": "scatter", "y": [1]}),
        figuur(staaf("staat", [1, 2]), staaf("ligt", [1, 2], orientation="h")),
    ],
)
def test_what_is_no_chart_of_bars_and_lines_has_no_form(figure):
    assert vorm_van(figure) is None
