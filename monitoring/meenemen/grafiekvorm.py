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
    """One series. `waarden` follow the categories, None is no figure; `voorlopig` are the places drawn hatched or open.

    `kleuren` holds a colour per place (`#rrggbb`), all the same for most series. Of a line: `streep` is '', 'dash' or
    'dot' for all of it, `gestreept` are the places to which it runs dashed, `dik` is in pixels, `stippen`: with a mark
    at each place. `opschriften` are the words at places of a line.
    """

    naam: str
    soort: Soort
    waarden: list[float | None]
    kleuren: list[str]
    streep: str = ""
    voorlopig: frozenset[int] = frozenset()
    gestreept: frozenset[int] = frozenset()
    dik: float = 2
    stippen: bool = False
    opschriften: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Grafiekvorm:
    """A chart. `gestapeld`: bars of a category stand on each other. `liggend`: bars lie. `eenheid` follows numbers.

    `groepen`: piles beside each other in every category; values then go category by category, pile by pile.
    `boven`: how high and what is written above each pile. `genoemd`: bars have their number, `met_teken` with a plus.
    """

    categorieen: list[str]
    reeksen: list[Reeks] = field(default_factory=list)
    gestapeld: bool = False
    liggend: bool = False
    eenheid: str = ""
    groepen: list[str] = field(default_factory=list)
    boven: list[tuple[float, str] | None] = field(default_factory=list)
    genoemd: bool = False
    met_teken: bool = False

    @property
    def staven(self) -> list[Reeks]:
        return [reeks for reeks in self.reeksen if reeks.soort == Soort.STAAF]


GESTAPELD = ("relative", "stack", "overlay")
INKT, WIT = "#16202c", "#ffffff"
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
    groups = _groepen(traces, layout)
    if groups and (liggend or not all(trace["type"] == "bar" for trace in traces)):
        return None
    drawn = [_reeks(trace, categories, along, up) for trace in traces]
    series = [part for trace, reeks in zip(traces, drawn, strict=True) for part in _floating(reeks, trace.get("base"))]
    if groups:
        series = [_spread(reeks, groups, trace["offsetgroup"]) for reeks, trace in zip(series, traces, strict=True)]
    floats = len(series) > len(traces)
    goals = [] if liggend else _goals(layout, len(categories))
    vorm = Grafiekvorm(
        [_one_line(name) for name in _named(categories, layout.get(f"{along}axis", {}))],
        [*_one_per_bar(_merge(series)), *goals],
        bool(groups) or floats or (layout.get("barmode") in GESTAPELD and _one_pile(traces)),
        liggend,
        layout.get(f"{up}axis", {}).get("ticksuffix", ""),
        groups,
    )
    return _met_woorden(vorm, _notes(layout, along, up), stands=floats or vorm.gestapeld)


def _one_pile(traces: list[dict]) -> bool:
    return len({trace.get("offsetgroup") for trace in traces}) == 1


def _groepen(traces: list[dict], layout: dict) -> list[str]:
    """The piles beside each other, where bars of one pile stand on each other; by name."""
    names = list(dict.fromkeys(trace.get("offsetgroup") or "" for trace in traces))
    return names if layout.get("barmode") in GESTAPELD and 1 < len(names) < len(traces) and all(names) else []


def _spread(reeks: Reeks, groups: list[str], group: str) -> Reeks:
    """The same series with a place for every pile of a category, of which it fills one."""
    count, at = len(groups), groups.index(group)
    values: list[float | None] = [None] * (len(reeks.waarden) * count)
    values[at::count] = reeks.waarden
    colors = [color for color in reeks.kleuren for _ in groups]
    return replace(reeks, waarden=values, kleuren=colors, voorlopig=frozenset(i * count + at for i in reeks.voorlopig))


def _notes(layout: dict, along: str, up: str) -> list[tuple[float, float, str]]:
    """The numbers and words in the drawing, as place, height and text."""
    return [
        (note[along], note[up], _one_line(note.get("text", "")))
        for note in layout.get("annotations") or []
        if isinstance(note.get(along), int | float) and isinstance(note.get(up), int | float)
        and "paper" not in (note.get("xref"), note.get("yref"))
    ]  # fmt: skip


def _met_woorden(vorm: Grafiekvorm, notes: list[tuple[float, float, str]], *, stands: bool) -> Grafiekvorm:
    """Each note at the line that passes there, else above its pile; bars side by side have their own numbers."""
    above: list[tuple[float, str] | None] = [None] * (len(vorm.categorieen) * max(len(vorm.groepen), 1))
    numbers = []
    beside = sorted({round(place - round(place), 3) for place, _, _ in notes})
    for place, high, text in notes:
        pile = beside.index(round(place - round(place), 3)) if len(beside) == len(vorm.groepen) else 0
        at = round(place) * max(len(vorm.groepen), 1) + pile
        lines = [reeks for reeks in vorm.reeksen if reeks.soort in (Soort.LIJN, Soort.PUNT)]
        owner = next((reeks for reeks in reversed(lines) if reeks.waarden[at] == high), None)
        if owner:
            owner.opschriften[at] = text
        elif stands:
            above[at] = high, text
        else:
            numbers.append(text)
    return replace(
        vorm,
        boven=above if any(above) else [],
        genoemd=bool(numbers) and bool(vorm.staven),
        met_teken=any(text.startswith("+") for text in numbers),
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
    line = trace.get("line", {})
    dash = line.get("dash", "solid")
    return Reeks(
        _one_line(trace.get("name") or ""),
        _soort(trace),
        values,
        colors,
        "" if dash == "solid" else dash,
        frozenset(hatched),
        dik=line.get("width", 2),
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


def _merge(series: list[Reeks]) -> list[Reeks]:
    """A line that is drawn in parts, and its marks, become one series; a solid part says how it looks."""
    merged: dict[tuple[str, bool], Reeks] = {}
    for reeks in series:
        key = (reeks.naam, reeks.soort == Soort.STAAF)
        if key not in merged or not reeks.naam:
            merged[key if key not in merged else (f"{reeks.naam}{len(merged)}", key[1])] = reeks
        else:
            merged[key] = _with_part(merged[key], reeks)
    return list(merged.values())


def _with_part(first: Reeks, part: Reeks) -> Reeks:
    """A series with one more part of its line, which runs dashed where only that part is, or with its marks."""
    both = [old if old is not None else new for old, new in zip(first.waarden, part.waarden, strict=True)]
    if part.soort == Soort.PUNT:
        hollow = frozenset(at for at, color in enumerate(part.kleuren) if color.lower() == WIT and both[at] is not None)
        return replace(first, waarden=both, stippen=True, voorlopig=first.voorlopig | hollow)
    new = {at for at, value in enumerate(part.waarden) if value is not None and first.waarden[at] is None}
    return replace(
        first, waarden=both, gestreept=first.gestreept | (new if part.streep and not first.streep else set())
    )


def _goals(layout: dict, count: int) -> list[Reeks]:
    """The level lines of goals, with the words that stand at them."""
    words = {note.get("y"): note.get("text", "") for note in layout.get("annotations") or []}
    return [
        Reeks(_one_line(words.get(line["y0"], "doel")), Soort.DOEL, [line["y0"]] * count,
              [line.get("line", {}).get("color", INKT)] * count, streep=line.get("line", {}).get("dash", "dash"))
        for line in layout.get("shapes") or []
        if line.get("type") == "line" and line.get("y0") == line.get("y1") and line.get("xref") == "paper"
    ]  # fmt: skip


def _named(categories: list[str], axis: dict) -> list[str]:
    """What the axis writes at its places, where that is something else than the place."""
    words = dict(zip(map(str, axis.get("tickvals") or []), axis.get("ticktext") or [], strict=False))
    return [words.get(name, name) for name in categories]


def _one_line(text: str) -> str:
    return " ".join(text.replace("<br>", " ").replace("\xa0", " ").split())
