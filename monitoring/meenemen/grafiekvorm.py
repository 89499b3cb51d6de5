"""The figure of a chart as series over categories, for programs that draw charts of their own. Pure.

A figure is what Plotly draws (`data`, `layout`). Bars, lines and marks over one axis of categories can be drawn
anywhere; a map or a band cannot, and there the picture stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Soort(StrEnum):
    STAAF = "staaf"
    LIJN = "lijn"
    PUNT = "punt"
    DOEL = "doel"  # the line of a goal: the same value everywhere


@dataclass(frozen=True)
class Reeks:
    """One series. `waarden` follow the categories, None is no figure; `voorlopig` are the places drawn hatched.

    `kleuren` holds a colour per place (`#rrggbb`), all the same for most series.
    """

    naam: str
    soort: Soort
    waarden: list[float | None]
    kleuren: list[str]
    streep: bool = False
    voorlopig: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grafiekvorm:
    """A chart. `gestapeld`: bars of a category stand on each other. `liggend`: bars lie. `eenheid` follows numbers.

    `opschriften`: what is written at each category, where bars float and their height alone does not say it.
    """

    categorieen: list[str]
    reeksen: list[Reeks] = field(default_factory=list)
    gestapeld: bool = False
    liggend: bool = False
    eenheid: str = ""
    opschriften: list[str] = field(default_factory=list)

    @property
    def staven(self) -> list[Reeks]:
        return [reeks for reeks in self.reeksen if reeks.soort == Soort.STAAF]


GESTAPELD = ("relative", "stack", "overlay")
INKT = "#16202c"
ONZICHTBAAR = "(voet)"  # the series that others stand on; without colours


def vorm_van(figuur: dict | None) -> Grafiekvorm | None:
    """The series of a figure; None where it is something else than bars, lines and marks over categories."""
    traces = (figuur or {}).get("data") or []
    if not traces or not all(_is_plain(trace) for trace in traces):
        return None
    layout = figuur.get("layout", {})
    if any(shape.get("type") == "rect" for shape in layout.get("shapes") or []):  # the band of a goal
        return None
    liggend = traces[0].get("orientation") == "h"
    if any((trace.get("orientation") == "h") != liggend for trace in traces):
        return None
    along, up = ("y", "x") if liggend else ("x", "y")
    categories = list(dict.fromkeys(str(place) for trace in traces for place in trace[along]))
    drawn = [_reeks(trace, categories, along, up) for trace in traces]
    series = [part for trace, reeks in zip(traces, drawn, strict=True) for part in _floating(reeks, trace.get("base"))]
    floats = len(series) > len(traces)
    goals = [] if liggend else _goals(layout, len(categories))
    return Grafiekvorm(
        [_one_line(name) for name in _named(categories, layout.get(f"{along}axis", {}))],
        [*_one_per_bar(_merge(series)), *goals],
        floats or (layout.get("barmode") in GESTAPELD and len({trace.get("offsetgroup") for trace in traces}) == 1),
        liggend,
        layout.get(f"{up}axis", {}).get("ticksuffix", ""),
        _written(layout, len(categories)) if floats else [],
    )


def _is_plain(trace: dict) -> bool:
    """Bars, or lines and marks without a filled area, over names or half-years, with as many values."""
    if trace.get("type") not in ("bar", "scatter") or trace.get("fill"):
        return False
    x, y = trace.get("x"), trace.get("y")
    return isinstance(x, list) and isinstance(y, list) and len(x) == len(y)


def _reeks(trace: dict, categories: list[str], along: str, up: str) -> Reeks:
    marker = trace.get("marker", {})
    places = {str(place): index for index, place in enumerate(trace[along])}
    color = trace.get("line", {}).get("color") or marker.get("color") or INKT
    shapes = marker.get("pattern", {}).get("shape") or ""
    values, colors, hatched = [], [], set()
    for index, name in enumerate(categories):
        at = places.get(name)
        values.append(None if at is None else trace[up][at])
        colors.append(_at(color, at))
        if at is not None and _at(shapes, at):
            hatched.add(index)
    return Reeks(
        _one_line(trace.get("name") or ""), _soort(trace), values, colors, _is_dashed(trace), frozenset(hatched)
    )


def _floating(reeks: Reeks, base: list[float] | None) -> list[Reeks]:
    """Bars that begin elsewhere than at zero, as bars upon an invisible foot: what lies above zero, and what below."""
    if base is None:
        return [reeks]
    feet, above, below = [], [], []
    for start, value in zip(base, reeks.waarden, strict=True):
        low, high = sorted((start, start + (value or 0)))
        feet.append(max(low, 0) + min(high, 0))
        above.append(max(high, 0) - max(low, 0) if value is not None else None)
        below.append(min(low, 0) - min(high, 0) if value is not None else None)
    found = [replace(reeks, naam=ONZICHTBAAR, waarden=feet, kleuren=[], voorlopig=frozenset())]
    found.append(replace(reeks, waarden=above))
    return [*found, replace(reeks, naam=f"{reeks.naam} onder nul", waarden=below)] if any(below) else found


def _one_per_bar(series: list[Reeks]) -> list[Reeks]:
    """Series of one bar each, every one at a place of its own, are one series with a colour per bar."""
    bars = [reeks for reeks in series if reeks.soort == Soort.STAAF]
    places = [[index for index, value in enumerate(reeks.waarden) if value is not None] for reeks in bars]
    if len(bars) < 2 or any(len(found) != 1 for found in places) or len({found[0] for found in places}) < len(bars):
        return series
    owner = {found[0]: reeks for found, reeks in zip(places, bars, strict=True)}
    count = len(bars[0].waarden)
    values = [owner[index].waarden[index] if index in owner else None for index in range(count)]
    colors = [owner[index].kleuren[index] if index in owner else INKT for index in range(count)]
    hatched = frozenset(index for index, reeks in owner.items() if index in reeks.voorlopig)
    one = Reeks("", Soort.STAAF, values, colors, voorlopig=hatched)
    return [one, *(reeks for reeks in series if reeks.soort != Soort.STAAF)]


def _at(given: str | list, at: int | None) -> str:
    """Plotly takes one value for all points, or one per point."""
    if isinstance(given, str):
        return given
    return given[at] if at is not None and at < len(given) else INKT


def _soort(trace: dict) -> Soort:
    if trace["type"] == "bar":
        return Soort.STAAF
    return Soort.LIJN if "lines" in trace.get("mode", "lines") else Soort.PUNT


def _is_dashed(trace: dict) -> bool:
    return trace.get("line", {}).get("dash", "solid") != "solid"


def _merge(series: list[Reeks]) -> list[Reeks]:
    """A line that is drawn in parts, and its marks, become one series; a solid part says how it looks."""
    merged: dict[tuple[str, bool], Reeks] = {}
    for reeks in series:
        key = (reeks.naam, reeks.soort == Soort.STAAF)
        if key not in merged or not reeks.naam:
            merged[key if key not in merged else (f"{reeks.naam}{len(merged)}", key[1])] = reeks
            continue
        first = merged[key]
        both = [old if old is not None else new for old, new in zip(first.waarden, reeks.waarden, strict=True)]
        merged[key] = replace(first, waarden=both)
    return list(merged.values())


def _goals(layout: dict, count: int) -> list[Reeks]:
    """The level lines of goals, with the words that stand at them."""
    words = {note.get("y"): note.get("text", "") for note in layout.get("annotations") or []}
    return [
        Reeks(_one_line(words.get(line["y0"], "doel")), Soort.DOEL, [line["y0"]] * count,
              [line.get("line", {}).get("color", INKT)] * count, streep=True)
        for line in layout.get("shapes") or []
        if line.get("type") == "line" and line.get("y0") == line.get("y1") and line.get("xref") == "paper"
    ]  # fmt: skip


def _named(categories: list[str], axis: dict) -> list[str]:
    """What the axis writes at its places, where that is something else than the place."""
    words = dict(zip(map(str, axis.get("tickvals") or []), axis.get("ticktext") or [], strict=False))
    return [words.get(name, name) for name in categories]


def _written(layout: dict, count: int) -> list[str]:
    """The words above each bar."""
    words = {note.get("x"): _one_line(note.get("text", "")) for note in layout.get("annotations") or []}
    return [words.get(place, "") for place in range(count)]


def _one_line(text: str) -> str:
    return " ".join(text.replace("<br>", " ").replace("\xa0", " ").split())
