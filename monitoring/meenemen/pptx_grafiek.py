"""A chart as PowerPoint draws it itself: its numbers can be edited there.

Bars and lines together are one chart for a reader and two for the format: the lines are moved to a part of their own
over the same axes, and the sheet behind the chart keeps all series.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.marker import Marker
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.chtfmt import ChartFormat
from pptx.dml.color import RGBColor
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Length, Pt

from monitoring.meenemen.grafiekvorm import ONZICHTBAAR, Grafiekvorm, Reeks, Soort

INKT, RASTER, WIT = RGBColor(0x16, 0x20, 0x2C), RGBColor(0xD9, 0xE0, 0xE6), RGBColor(0xFF, 0xFF, 0xFF)
HOOGTE, WOORDEN = "(hoogte)", "#16202c"  # the line on which words above piles hang
VEEL = 12  # places; from there on their names are smaller
NAMEN_OP_RIJ = 6  # so many places leave room above the last one for the words of a goal
LETTER, KLEIN = Pt(14), Pt(11)
NEDERLANDS = "[$-413]"  # of a number: a comma before its decimals
HEEL, BIJNA_HEEL = 100, 80  # per cents; from the last one an axis would go on beyond the whole
STREPEN = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.SQUARE_DOT}
TYPEN = {  # by (lying, stacked)
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (True, True): XL_CHART_TYPE.BAR_STACKED,
}


def place(slide: Slide, vorm: Grafiekvorm, box: tuple[Length, Length, Length, Length]) -> GraphicFrame:
    """Draw a chart in a box (left, top, width, height) of a slide; returns its frame."""
    vorm = _met_hoogten(vorm)
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
        _write(series, reeks, bars=bool(vorm.staven))
    _numbers(chart, vorm)
    return frame


def _data(vorm: Grafiekvorm) -> CategoryChartData:
    """The sheet behind the chart. A share has one decimal; the program writes numbers in the reader's own way."""
    values = [value for reeks in vorm.reeksen for value in reeks.waarden if value is not None]
    data = CategoryChartData(number_format=_format(vorm, int(any(value != int(value) for value in values))))
    for name in vorm.categorieen:
        category = data.add_category(name)
        for group in vorm.groepen:
            category.add_sub_category(group)
    for reeks in vorm.reeksen:
        data.add_series(reeks.naam or "waarde", reeks.waarden)
    return data


def _format(vorm: Grafiekvorm, decimals: int) -> str:
    """'0 %' and '100 %' have no decimals, as on the screen; numbers are Dutch in a program of another language too."""
    unit = f' "{vorm.eenheid.strip()}"' if vorm.eenheid.strip() else ""
    if vorm.met_teken:
        parts = [f"+#,##0{unit}", f'"−"#,##0{unit}', f"0{unit}"]
    else:
        parts = [f"[=0]0{unit}", f"[=100]0{unit}", f"#,##0.0{unit}"] if decimals else [f"#,##0{unit}"]
    return ";".join(f"{NEDERLANDS}{part}" for part in parts)


def _met_hoogten(vorm: Grafiekvorm) -> Grafiekvorm:
    """With a line that is not seen, as high as the piles, to hang words on that stand above them."""
    if not vorm.boven or vorm.liggend:
        return vorm
    high = [found and found[0] for found in vorm.boven]
    words = {at: found[1] for at, found in enumerate(vorm.boven) if found}
    line = Reeks(HOOGTE, Soort.LIJN, high, [WOORDEN] * len(high), opschriften=words)
    return replace(vorm, reeksen=[*vorm.reeksen, line])


def _axes(chart: Chart, vorm: Grafiekvorm) -> None:
    chart.font.size, chart.font.color.rgb = LETTER, INKT
    chart.has_title = False
    values, names = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = RASTER
    values.format.line.fill.background()
    if all(value is None or value >= 0 for reeks in vorm.reeksen for value in reeks.waarden):
        values.minimum_scale = 0  # a bar that starts elsewhere tells another story
    if "%" in vorm.eenheid and BIJNA_HEEL < _hoogst(vorm) <= HEEL:
        values.maximum_scale = HEEL
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(vorm, 0), False
    if len(vorm.categorieen) > VEEL:
        names.tick_labels.font.size = KLEIN
    names.format.line.color.rgb = INKT
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if vorm.liggend:  # the first one at the top, as on the screen, and the numbers below all the same
        names.reverse_order, values.tick_label_position = True, XL_TICK_LABEL_POSITION.HIGH


def _hoogst(vorm: Grafiekvorm) -> float:
    """The highest bar, pile or point."""
    piles = [
        sum(value or 0 for value in values) for values in zip(*(each.waarden for each in vorm.staven), strict=True)
    ]
    single = [value for reeks in vorm.reeksen for value in reeks.waarden if value is not None]
    return max([*single, *(piles if vorm.gestapeld else [])], default=0)


def _legend(chart: Chart, vorm: Grafiekvorm) -> None:
    """Names below the chart, unless there is one series of bars. A goal has its words at its line."""
    named = [reeks for reeks in vorm.reeksen if _in_legend(reeks)]
    chart.has_legend = len(named) > 1 or any(reeks.soort == Soort.LIJN for reeks in named)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        for index, reeks in enumerate(vorm.reeksen):
            if not _in_legend(reeks):
                _leave_out(chart, index)


def _in_legend(reeks: Reeks) -> bool:
    return reeks.naam not in ("", ONZICHTBAAR, HOOGTE) and reeks.soort != Soort.DOEL


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


def _numbers(chart: Chart, vorm: Grafiekvorm) -> None:
    """The number at each bar that stands by itself; it follows the sheet when somebody changes that."""
    if not vorm.genoemd or vorm.gestapeld:
        return
    plot = chart.plots[0]
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
        _fill(series.format, reeks.kleuren[0], hatched=False)  # the legend shows this one
        for index, color in enumerate(reeks.kleuren):
            if reeks.waarden[index] is not None:
                _fill(series.points[index].format, color, hatched=index in reeks.voorlopig)


def _fill(form: ChartFormat, color: str, *, hatched: bool) -> None:
    fill = form.fill
    if hatched:  # provisional figures are hatched everywhere: white lines, as on the screen
        fill.patterned()
        fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = WIT, _rgb(color)
        form.line.color.rgb, form.line.width = _rgb(color), Pt(1.25)
    else:
        fill.solid()
        fill.fore_color.rgb = _rgb(color)


def _line(series: LineSeries, reeks: Reeks) -> None:
    series.smooth = False
    if reeks.naam == HOOGTE or reeks.soort == Soort.PUNT:
        series.format.line.fill.background()
    else:
        _stroke(series.format.line, reeks, reeks.streep)
        for at in reeks.gestreept:
            _stroke(series.points[at].format.line, reeks, "dash")
    if reeks.soort == Soort.PUNT:
        _mark(series.marker, XL_MARKER_STYLE.DIAMOND, INKT, INKT)
    elif reeks.stippen:
        color = _rgb(reeks.kleuren[0])
        _mark(series.marker, XL_MARKER_STYLE.CIRCLE, color, color)
        for at in reeks.voorlopig:  # open, as on the screen
            _mark(series.points[at].marker, XL_MARKER_STYLE.CIRCLE, WIT, color)
    else:
        series.marker.style = XL_MARKER_STYLE.NONE


def _stroke(line: LineFormat, reeks: Reeks, streep: str) -> None:
    line.color.rgb, line.width = _rgb(reeks.kleuren[0]), Pt(0.5 + 0.55 * reeks.dik)
    if streep:
        line.dash_style = STREPEN.get(streep, MSO_LINE.DASH)


def _mark(marker: Marker, style: XL_MARKER_STYLE, fill: RGBColor, edge: RGBColor) -> None:
    marker.style, marker.size = style, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = fill
    marker.format.line.color.rgb = edge


def _write(series: BarSeries | LineSeries, reeks: Reeks, *, bars: bool) -> None:
    """Words at a line, as on the screen; those of a goal in its colour, where nothing else is drawn."""
    if reeks.soort == Soort.DOEL:
        _label(series, _vrij(len(reeks.waarden), bars), reeks.naam, _rgb(reeks.kleuren[0]))
    for at, text in reeks.opschriften.items():
        _label(series, at, text, INKT, beside=reeks.soort == Soort.PUNT)


def _vrij(count: int, bars: bool) -> int:
    """Lines go up to the right; of bars the last half-years are still to come."""
    return min(1, count - 1) if not bars else count - 1 if count <= NAMEN_OP_RIJ else count - 2


def _label(series: LineSeries, at: int, text: str, color: RGBColor, *, beside: bool = False) -> None:
    label = series.points[at].data_label
    label.position = XL_LABEL_POSITION.RIGHT if beside else XL_LABEL_POSITION.ABOVE
    label.text_frame.text = text
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = LETTER if len(series.points) <= VEEL else KLEIN, True, color
    if beside:  # it stands upon bars
        white = f'<c:spPr {nsdecls("a", "c")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
        label._dLbl.find(qn("c:tx")).addnext(parse_xml(white))


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#").upper())
