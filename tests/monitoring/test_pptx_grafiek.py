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
        reeks("circa 30 %", Soort.DOEL, [30, 30], streep=True),
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
    fill = drawn(gemengd).plots[0].series[0].points[0].format.fill
    assert (fill.type, str(fill.fore_color.rgb)) == (2, "1A7F4B")  # 2: a pattern


def test_bars_start_at_zero_unless_something_is_below(gemengd):
    assert drawn(gemengd).value_axis.minimum_scale == 0
    below = Grafiekvorm(["a"], [reeks("x", Soort.STAAF, [-1])])
    assert drawn(below).value_axis.minimum_scale is None


def test_lines_alone_are_a_line_chart_with_their_dashes():
    vorm = Grafiekvorm(["a", "b"], [reeks("pad", Soort.LIJN, [1, 2]), reeks("doel", Soort.DOEL, [3, 3], streep=True)])
    chart = drawn(vorm)
    assert [series.format.line.dash_style for series in chart.plots[0].series] == [None, 4]  # 4: dashes
    assert chart.has_legend is True


def test_waterfall_has_a_foot_without_fill_and_without_a_name_in_the_legend():
    chart = drawn(vorm_van(waterval(("eerst", "nu"), 100, [("nieuwbouw", 50), ("sloop", -30)], 120, False)))
    foot, bars = chart.plots[0].series
    assert foot.format.fill.type == 5  # none
    assert list(bars.values) == [100, 50, 30, 120]
    assert chart.has_legend is False
