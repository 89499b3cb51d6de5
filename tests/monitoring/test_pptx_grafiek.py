"""Charts that PowerPoint draws itself, read back with the library that reads any presentation."""

import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Cm

from monitoring.meenemen import pptx_grafiek
from monitoring.meenemen.grafiekvorm import Grafiekvorm, Reeks, Soort, vorm_van
from monitoring.tekeningen.voorraad import waterval

BOX = Cm(1), Cm(3), Cm(30), Cm(13)
GROEN, GRIJS = "#1a7f4b", "#52606d"


def drawn(vorm):
    """The chart as it is after saving and opening the presentation again."""
    made = Presentation()
    pptx_grafiek.place(made.slides.add_slide(made.slide_layouts[6]), vorm, BOX)
    out = io.BytesIO()
    made.save(out)
    again = Presentation(io.BytesIO(out.getvalue()))
    return again.slides[0].shapes[0].chart


def reeks(naam, soort, waarden, **extra):
    return Reeks(naam, soort, waarden, [GROEN] * len(waarden), **extra)


@pytest.fixture
def gemengd():
    series = [
        reeks("aandeel", Soort.STAAF, [25.5, None], voorlopig=frozenset({0})),
        reeks("circa 30 %", Soort.DOEL, [30, 30], streep="dash"),
    ]
    return Grafiekvorm(["2026-1", "2026-2"], series, eenheid="\xa0%")


def test_bars_and_goal_are_two_plots_over_one_sheet(gemengd):
    chart = drawn(gemengd)
    assert [type(plot).__name__ for plot in chart.plots] == ["BarPlot", "LinePlot"]
    assert [[series.name for series in plot.series] for plot in chart.plots] == [["aandeel"], ["circa 30 %"]]
    assert [list(series.values) for plot in chart.plots for series in plot.series] == [[25.5, None], [30, 30]]
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows == [(None, "aandeel", "circa 30 %"), ("2026-1", 25.5, 30), ("2026-2", None, 30)]


def test_provisional_bars_are_hatched_in_their_colour(gemengd):
    form = drawn(gemengd).plots[0].series[0].points[0].format
    # 2: a pattern; white lines on the colour, with an edge of it
    assert (form.fill.type, str(form.fill.fore_color.rgb), str(form.fill.back_color.rgb)) == (2, "FFFFFF", "1A7F4B")
    assert str(form.line.color.rgb) == "1A7F4B"


def test_bars_start_at_zero_unless_something_is_below(gemengd):
    assert drawn(gemengd).value_axis.minimum_scale == 0
    below = Grafiekvorm(["a"], [reeks("x", Soort.STAAF, [-1])])
    assert drawn(below).value_axis.minimum_scale is None


@pytest.mark.parametrize(
    ("waarden", "eenheid", "top"),
    [
        ([60, 35], "\xa0%", 100),  # a pile of 95 would have an axis to 120 %
        ([70, 35], "\xa0%", None),
        ([30, 10], "\xa0%", None),
        ([60, 35], "", None),
    ],
)
def test_axis_of_shares_ends_at_the_whole(waarden, eenheid, top):
    bars = [reeks(f"deel {at}", Soort.STAAF, [value]) for at, value in enumerate(waarden)]
    assert drawn(Grafiekvorm(["a"], bars, gestapeld=True, eenheid=eenheid)).value_axis.maximum_scale == top


def test_lines_alone_are_a_line_chart_with_their_dashes():
    vorm = Grafiekvorm(["a", "b"], [reeks("pad", Soort.LIJN, [1, 2]), reeks("doel", Soort.DOEL, [3, 3], streep="dash")])
    chart = drawn(vorm)
    assert [series.format.line.dash_style for series in chart.plots[0].series] == [None, 4]  # 4: dashes
    assert chart.has_legend is True


def test_a_goal_has_its_words_at_its_line_and_not_in_the_legend(gemengd):
    chart = drawn(gemengd)
    goal = chart.plots[1].series[0]
    assert goal.points[1].data_label.text_frame.text == "circa 30 %"
    assert chart.has_legend is False


def test_a_line_is_dashed_to_provisional_places_and_open_there():
    line = reeks("netto", Soort.LIJN, [1, 2], gestreept=frozenset({1}), voorlopig=frozenset({1}), stippen=True)
    series = drawn(Grafiekvorm(["a", "b"], [line])).plots[0].series[0]
    assert (series.format.line.dash_style, series.points[1].format.line.dash_style) == (None, 4)
    assert str(series.marker.format.fill.fore_color.rgb) == "1A7F4B"
    assert str(series.points[1].marker.format.fill.fore_color.rgb) == "FFFFFF"


def test_piles_beside_each_other_are_two_levels_of_names_with_their_total_above():
    bars = [
        reeks("taak", Soort.STAAF, [5, None]),
        reeks("erbij", Soort.STAAF, [2, None]),
        reeks("wel", Soort.STAAF, [None, 4]),
    ]
    vorm = Grafiekvorm(["2026-1"], bars, gestapeld=True, groepen=["opgave", "gehuisvest"], boven=[(7, "7"), (4, "4")])
    chart = drawn(vorm)
    assert [tuple(names) for names in chart.plots[0].categories.flattened_labels] == [
        ("2026-1", "opgave"), ("2026-1", "gehuisvest"),
    ]  # fmt: skip
    assert chart.plots[0].overlap == 100
    above = chart.plots[1].series[0]
    assert list(above.values) == [7, 4]
    assert [above.points[at].data_label.text_frame.text for at in (0, 1)] == ["7", "4"]
    assert above.format.line.fill.type == 5  # none: it is not seen


@pytest.mark.parametrize(
    ("waarde", "teken", "labels"),
    [
        (3, False, '[$-413]#,##0 "%"'),  # Dutch, whatever the language of who opens it
        (3, True, '[$-413]+#,##0 "%";[$-413]"−"#,##0 "%";[$-413]0 "%"'),
        (26.4, False, '[$-413][=0]0 "%";[$-413][=100]0 "%";[$-413]#,##0.0 "%"'),
    ],
)
def test_bars_have_their_number_where_the_screen_has_it(waarde, teken, labels):
    vorm = Grafiekvorm(["a"], [reeks("x", Soort.STAAF, [waarde])], eenheid="\xa0%", genoemd=True, met_teken=teken)
    chart = drawn(vorm)
    assert chart.plots[0].has_data_labels is True
    assert chart.plots[0].series[0]._element.xpath("c:val/c:numRef/c:numCache/c:formatCode")[0].text == labels
    assert drawn(Grafiekvorm(["a"], [reeks("x", Soort.STAAF, [3])])).plots[0].has_data_labels is False


def test_waterfall_has_a_foot_without_fill_and_without_a_name_in_the_legend():
    chart = drawn(vorm_van(waterval(("eerst", "nu"), 100, [("nieuwbouw", 50), ("sloop", -30)], 120, False)))
    foot, bars = chart.plots[0].series
    assert foot.format.fill.type == 5  # none
    assert list(bars.values) == [100, 50, 30, 120]
    assert chart.has_legend is False
