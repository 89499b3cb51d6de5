"""A chart as PowerPoint draws it itself: its numbers can be edited there.

Bars and lines together are one chart for a reader and two for the format: the lines are moved to a part of their own
over the same axes, and the sheet behind the chart keeps all series.
"""

from __future__ import annotations

import copy

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Length, Pt

from monitoring.meenemen.grafiekvorm import ONZICHTBAAR, Grafiekvorm, Reeks, Soort

INKT, RASTER, WIT = RGBColor(0x16, 0x20, 0x2C), RGBColor(0xD9, 0xE0, 0xE6), RGBColor(0xFF, 0xFF, 0xFF)
GELABELD = 12  # so many bars still have their number above them, and so many places their name in full size
LETTER, KLEIN = Pt(14), Pt(11)
TYPEN = {  # by (lying, stacked)
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (True, True): XL_CHART_TYPE.BAR_STACKED,
}


def place(slide: Slide, vorm: Grafiekvorm, box: tuple[Length, Length, Length, Length]) -> GraphicFrame:
    """Draw a chart in a box (left, top, width, height) of a slide; returns its frame."""
    kind = TYPEN[vorm.liggend, vorm.gestapeld] if vorm.staven else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *box, _data(vorm))
    chart = frame.chart
    _axes(chart, vorm)
    _legend(chart, vorm)
    drawn = list(zip(vorm.reeksen, list(chart.plots[0].series), strict=True))
    if vorm.staven:
        _bars(chart, vorm)
        lines = [(reeks, series) for reeks, series in drawn if reeks.soort != Soort.STAAF]
        moved = _move(chart, [series._element for _, series in lines])
        drawn = [pair for pair in drawn if pair not in lines]
        drawn += [(reeks, series) for (reeks, _), series in zip(lines, moved, strict=True)]
    for reeks, series in drawn:
        _draw(series, reeks)
    _write(drawn, vorm)
    return frame


def _data(vorm: Grafiekvorm) -> CategoryChartData:
    """The sheet behind the chart. A share has one decimal; the program writes numbers in the reader's own way."""
    values = [value for reeks in vorm.reeksen for value in reeks.waarden if value is not None]
    data = CategoryChartData(number_format=_format(vorm, int(any(value != int(value) for value in values))))
    data.categories = vorm.categorieen
    for reeks in vorm.reeksen:
        data.add_series(reeks.naam or "waarde", reeks.waarden)
    return data


def _format(vorm: Grafiekvorm, decimals: int) -> str:
    unit = vorm.eenheid.strip()
    return "#,##0" + ".0" * decimals + (f' "{unit}"' if unit else "")


def _axes(chart: Chart, vorm: Grafiekvorm) -> None:
    chart.font.size, chart.font.color.rgb = LETTER, INKT
    chart.has_title = False
    values, names = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = RASTER
    values.format.line.fill.background()
    if all(value is None or value >= 0 for reeks in vorm.reeksen for value in reeks.waarden):
        values.minimum_scale = 0  # a bar that starts elsewhere tells another story
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(vorm, 0), False
    if len(vorm.categorieen) > GELABELD:
        names.tick_labels.font.size = KLEIN
    names.format.line.color.rgb = INKT
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if vorm.liggend:  # the first one at the top, as on the screen, and the numbers below all the same
        names.reverse_order, values.tick_label_position = True, XL_TICK_LABEL_POSITION.HIGH


def _legend(chart: Chart, vorm: Grafiekvorm) -> None:
    """Names below the chart, unless there is one series."""
    chart.has_legend = len([reeks for reeks in vorm.reeksen if reeks.naam and reeks.naam != ONZICHTBAAR]) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        for index, reeks in enumerate(vorm.reeksen):
            if reeks.naam in ("", ONZICHTBAAR):
                _leave_out(chart, index)


def _leave_out(chart: Chart, index: int) -> None:
    entry = etree.SubElement(chart.legend._element, qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(index))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    chart.legend._element.insert(1, entry)  # right behind the position, as the format asks


def _bars(chart: Chart, vorm: Grafiekvorm) -> None:
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.overlap = 100 if vorm.gestapeld else -10
    plot.vary_by_categories = False
    one = [reeks for reeks in vorm.staven if reeks.naam != ONZICHTBAAR]
    if len(one) == 1 and len(vorm.categorieen) <= GELABELD and not vorm.gestapeld:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.font.size, labels.font.bold, labels.position = LETTER, True, XL_LABEL_POSITION.OUTSIDE_END


def _move(chart: Chart, lines: list) -> list[LineSeries]:
    """Put series of a bar chart into a line chart over the same axes."""
    if not lines:
        return []
    bars = chart.plots[0]._element
    part = etree.Element(qn("c:lineChart"))
    etree.SubElement(part, qn("c:grouping")).set("val", "standard")
    etree.SubElement(part, qn("c:varyColors")).set("val", "0")
    for series in lines:
        for name in ("c:invertIfNegative", "c:spPr"):
            for found in series.findall(qn(name)):
                series.remove(found)
        part.append(series)
    etree.SubElement(part, qn("c:marker")).set("val", "1")
    part.extend(copy.deepcopy(axis) for axis in bars.findall(qn("c:axId")))
    bars.addnext(part)
    return [LineSeries(series) for series in lines]


def _draw(series: BarSeries | LineSeries, reeks: Reeks) -> None:
    if reeks.naam == ONZICHTBAAR:
        series.format.fill.background()
    elif isinstance(series, LineSeries):
        _line(series, reeks)
    else:
        series.invert_if_negative = False
        _fill(series.format.fill, reeks.kleuren[0], hatched=False)  # the legend shows this one
        for index, color in enumerate(reeks.kleuren):
            if reeks.waarden[index] is not None:
                _fill(series.points[index].format.fill, color, hatched=index in reeks.voorlopig)


def _write(drawn: list, vorm: Grafiekvorm) -> None:
    """Words at floating bars: how much a step is does not follow from how high its bar is."""
    for reeks, series in drawn:
        for place, text in enumerate(vorm.opschriften):
            if text and reeks.naam != ONZICHTBAAR and reeks.waarden[place] is not None:
                frame = series.points[place].data_label.text_frame
                frame.text = text
                font = frame.paragraphs[0].runs[0].font
                font.size, font.bold = LETTER, True
                font.color.rgb = INKT if place in reeks.voorlopig else WIT  # hatched bars are light


def _fill(fill, color: str, *, hatched: bool) -> None:
    if hatched:  # provisional figures are hatched everywhere
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(color), WIT
    else:
        fill.solid()
        fill.fore_color.rgb = _rgb(color)


def _line(series: LineSeries, reeks: Reeks) -> None:
    series.smooth = False
    line = series.format.line
    if reeks.soort == Soort.PUNT:
        line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.DIAMOND, 11
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _rgb(reeks.kleuren[0])
        series.marker.format.line.color.rgb = INKT
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    line.color.rgb, line.width = _rgb(reeks.kleuren[0]), Pt(1.5 if reeks.soort == Soort.DOEL else 2.75)
    if reeks.streep:
        line.dash_style = MSO_LINE.DASH


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#").upper())
