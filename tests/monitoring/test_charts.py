"""Figures: valid for Plotly, one meaning one colour, goal lines with their kind, nothing drawn where nothing is."""

import itertools

import plotly.graph_objects as go
import pytest

from monitoring import tekeningen
from monitoring.tekeningen import KLEUR_ONDERDEEL, KLEUREN_PARTIJ, Doellijn, Vorm
from monitoring.tekeningen import voorraad as tekening_voorraad

HALVES = ["2026-1", "2026-2", "2027-1"]
GOAL = Doellijn(1380, "doel 1.380 in 2030")


def figures():
    return {
        "groei": tekening_voorraad.groeipad(
            HALVES, [0, 88, 152], [0, 92, 162], [False, False, True], [], [], [GOAL], [0, 690, 1380]
        ),
        "onderdelen": tekeningen.onderdelen(
            HALVES, {"nieuwbouw": [10, 5, None], "sloop": [-4, 0, None]}, {}, [6, 5, None], [False, True, False]
        ),
        "per_partij": tekeningen.per_partij(["a", "b"], [3, None], [False, False], KLEUREN_PARTIJ[:2], Vorm()),
        "reeks": tekeningen.reeks(HALVES, [0.25, 0.281, None], [False, True, False], Vorm(aandeel=True)),
        "opgave": tekeningen.opgave(HALVES, [212, 196, None], [0, 25, None], [187, 214, None], [False] * 3),
    }


@pytest.mark.parametrize("name", figures())
def test_figure_is_valid_for_plotly(name):
    figure = figures()[name]
    go.Figure({"data": figure["data"], "layout": figure["layout"]})


def test_template_is_valid_for_plotly():
    go.layout.Template(tekeningen.SJABLOON)


@pytest.mark.parametrize("name", figures())
def test_texts_carry_no_markup_that_the_policy_on_styles_forbids(name):
    figure = figures()[name]
    texts = [label["text"] for label in figure["layout"]["annotations"]]
    assert [text for text in texts if "<b>" in text or "<span" in text or "<i>" in text] == []


def bars(figure):
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def test_provisional_bar_is_hatched_and_says_so():
    bar = bars(figures()["reeks"])[0]
    assert bar["marker"]["pattern"]["shape"] == ["", "/", ""]
    assert bar["customdata"] == [["25\u00a0%"], ["28,1\u00a0% (voorlopig)"], [""]]


def test_provisional_line_is_dashed_with_open_marks():
    solid, dashed, marks = (trace for trace in figures()["groei"]["data"] if trace["name"] == "netto groei")
    assert solid["y"] == [0, 88, None]
    assert (dashed["y"], dashed["line"]["dash"]) == ([None, 88, 152], "dash")
    assert marks["marker"]["color"] == [tekeningen.PETROL, tekeningen.PETROL, tekeningen.PAPIER]


def test_line_that_is_certain_has_no_dashed_part():
    figure = tekening_voorraad.groeipad(HALVES, [0, 88, None], [], [False] * 3, [0, 90, 180], [0, 90, 200], [])
    assert [trace["line"]["dash"] for trace in figure["data"] if trace["mode"] == "lines"] == ["solid"] * 3


def test_share_is_drawn_in_per_cents():
    figure = tekeningen.reeks(
        HALVES, [0.25, None, None], [False] * 3, Vorm(aandeel=True), [Doellijn(0.3, "circa 30 %")]
    )
    assert bars(figure)[0]["y"] == [25, None, None]
    assert figure["layout"]["shapes"][0]["y0"] == 30
    assert figure["layout"]["yaxis"]["ticksuffix"] == "\u00a0%"


def test_value_stands_at_the_place_of_its_bar_and_a_gap_has_none():
    figure = tekeningen.reeks(["2026", "2027"], [0.087, None], [False, False], Vorm(aandeel=True))
    assert [(label["x"], label["text"]) for label in figure["layout"]["annotations"]] == [(0, "8,7\u00a0%")]


def test_goal_line_carries_its_kind():
    ceiling, base = Doellijn(0.15, "plafond 15 %"), Doellijn(0.075, "uitgangspunt 7,5 %", uitgangspunt=True)
    layout = tekeningen.reeks(HALVES, [0.1] * 3, [False] * 3, Vorm(aandeel=True), [ceiling, base])["layout"]
    assert [shape["line"]["dash"] for shape in layout["shapes"]] == ["dash", "dot"]
    assert [label["text"] for label in layout["annotations"]][:2] == ["plafond 15 %", "uitgangspunt 7,5 %"]


def test_band_is_a_filled_area_from_low_to_high():
    layout = tekeningen.reeks(HALVES, [10, 20, 30], [False] * 3, Vorm(), [Doellijn(350, "band 350–430", 430)])["layout"]
    assert [(shape["type"], shape["y0"], shape["y1"]) for shape in layout["shapes"]] == [("rect", 350, 430)]
    assert layout["yaxis"]["range"][1] > 430


def test_axis_holds_goal_and_values_below_zero():
    # from −20 to 100: 12 % air on both sides
    layout = tekeningen.per_partij(["a"], [-20], [False], KLEUREN_PARTIJ[:1], Vorm(), [Doellijn(100, "doel 100")])[
        "layout"
    ]
    assert layout["yaxis"]["range"] == pytest.approx([-34.4, 114.4])


def test_long_series_shows_years_in_a_narrow_box():
    halves = [f"{year}-{half}" for year in range(2026, 2031) for half in (1, 2)]
    figure = tekeningen.reeks(halves, [1] * 10, [False] * 10, Vorm())
    assert figure["smal"]["xaxis"]["ticktext"] == ["2026", "2027", "2028", "2029", "2030"]


def test_party_has_its_own_place_and_colour_in_the_order_given():
    found = bars(tekeningen.per_partij(["b", "a"], [1, 2], [False, False], KLEUREN_PARTIJ[:2], Vorm()))
    assert [(bar["x"], bar["marker"]["color"]) for bar in found] == [
        (["b"], KLEUREN_PARTIJ[0]),
        (["a"], KLEUREN_PARTIJ[1]),
    ]


def channels(colour):
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def contrast_with_white(colour):
    red, green, blue = channels(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


PARTS = [
    *KLEUR_ONDERDEEL.values(),
    *KLEUREN_PARTIJ,
    tekeningen.KLEUR_ACHTERSTAND,
    tekeningen.KLEUR_TAAK,
    tekeningen.PETROL,
]


@pytest.mark.parametrize("colour", PARTS)
def test_part_of_a_chart_stands_out_from_paper(colour):
    assert contrast_with_white(colour) >= 3


@pytest.mark.parametrize("colour", [tekeningen.INKT, tekeningen.STIL, tekeningen.DOEL])
def test_text_in_a_chart_is_legible(colour):
    assert contrast_with_white(colour) >= 4.5


# Machado, Oliveira and Fernandes (2009), severity 1: what red-blind and green-blind eyes make of linear RGB
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def lab(rgb):
    red, green, blue = (min(max(value, 0), 1) for value in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", BLIND)
def test_neighbours_in_the_stack_differ_for_colour_blind_eyes(eyes):
    seen = [
        lab([sum(a * b for a, b in zip(row, channels(colour), strict=True)) for row in BLIND[eyes]])
        for name, colour in KLEUR_ONDERDEEL.items()
        if name != "correctie"
    ]
    distances = [sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in itertools.pairwise(seen)]
    assert min(distances) >= 15


def test_only_what_leaves_the_stock_is_red():
    reddish = {name for name, colour in KLEUR_ONDERDEEL.items() if channels(colour)[0] > 2.2 * channels(colour)[1]}
    assert reddish == {"verkoop", "sloop", "liberalisatie"}


def test_values_of_a_pair_stand_above_their_bars_and_on_a_phone_on_either_side():
    figure = tekeningen.opgave(["2026-1"], [212], [0], [187], [False])
    # of a bargap of 0.4 a pair has 0.6: the middles of its bars lie 0.15 from the middle of the pair
    assert [(label["x"], label["text"]) for label in figure["layout"]["annotations"]] == [(-0.15, "212"), (0.15, "187")]
    assert [(label["x"], label["xanchor"]) for label in figure["smal"]["annotations"]] == [(0, "right"), (0, "left")]


def test_ten_years_of_half_years_are_named_once_a_year():
    halves = [f"{year}-{half}" for year in range(2026, 2036) for half in (1, 2)]
    axis = tekeningen.reeks(halves, [1] * 20, [False] * 20, Vorm())["layout"]["xaxis"]
    assert axis["tickvals"] == [f"{year}-2" for year in range(2026, 2036)]


def test_value_stands_within_its_bar_where_a_goal_line_would_run_through_it():
    lines = [tekeningen.Doellijn(0.3, "circa 30 %")]
    figure = tekeningen.reeks(["2026-1", "2026-2"], [0.281, 0.1], [False, False], tekeningen.Vorm(aandeel=True), lines)
    anchors = {label["text"]: label["yanchor"] for label in figure["layout"]["annotations"]}
    assert anchors == {"circa 30 %": "bottom", "28,1\xa0%": "top", "10\xa0%": "bottom"}


@pytest.mark.parametrize(
    ("met_daeb", "said"),
    [([0, 12], "+10 netto<br>+12 met DAEB-koop"), ([0, 10], "+10 netto"), ([0, None], "+10 netto")],
)
def test_growth_is_written_without_and_where_it_differs_with_daeb_sales(met_daeb, said):
    figure = tekening_voorraad.groeipad(["2025-2", "2026-1"], [0, 10], met_daeb, [False, False], [], [], [])
    assert [label["text"] for label in figure["layout"]["annotations"]] == [said]


def test_growth_is_written_clear_of_the_lines_that_run_beside_it():
    """A path of 300 runs above the mark of 187, and reaches 600 within the width of the words."""
    halves = [f"{year}-{half}" for year in range(2026, 2031) for half in (1, 2)]
    path, straight = [100, 300, 250, 200, 600, 700, 800, 900, 1000, 1380], [140 * n for n in range(10)]
    netto = [90, 187, *[None] * 8]
    figure = tekening_voorraad.groeipad(halves, netto, [], [False] * 10, path, path, [], straight)
    label = next(each for each in figure["layout"]["annotations"] if each["text"] == "+187 netto")
    assert (label["y"], label["ax"], label["xanchor"], label["yanchor"]) == (187, 1, "left", "bottom")
    assert 600 < label["ay"] < 700


def test_growth_at_the_end_of_the_axis_is_written_below_the_lines_and_within_the_box():
    netto, path = [0, 100, 200, 300], [0, 110, 220, 330]
    figure = tekening_voorraad.groeipad(["a", "b", "c", "d"], netto, [], [False] * 4, path, path, [], [])
    label = next(each for each in figure["layout"]["annotations"] if each["text"] == "+300 netto")
    assert (label["xanchor"], label["yanchor"]) == ("right", "top")
    assert label["ay"] < 0  # the lowest value within its width is 0
