"""Plotly figures as plain dictionaries: values in, figure out. No Django, no database.

The heading of a chart (the finding) and its subtitle are text of the page, so they wrap on a phone and are read
aloud; a figure holds only what is drawn. `smal` holds what changes in a narrow box. Rules that hold in every figure:
one meaning one colour, red tones only for what leaves the stock, provisional is hatched, goal lines carry their label,
half-years without figures stay empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from basis.getallen import getal, procent, verschil
from monitoring.tekeningen.doellijnen import doorlopend, met_breuken, plaats_label

INKT, STIL, LIJN, PAPIER = "#16202c", "#52606d", "#d9e0e6", "#ffffff"
VEEL_HALFJAREN = 12
HOOGTE_LABEL = 0.1  # of the height of the axis, with some air
PETROL, DOEL = "#00566b", "#7a3a00"

LETTER = '"Source Sans 3 Variable", "Source Sans 3", system-ui, sans-serif'
KLEUR_ONDERDEEL = {
    "nieuwbouw": "#00566b",
    "aankoop": "#4a8cc9",
    "woningdelen": "#2f8f6b",
    "splitsen": "#6a62a6",
    "daeb-koop": "#a67c00",
    "verkoop": "#e3704f",
    "sloop": "#8c1c13",
    "liberalisatie": "#c4527a",
    "correctie": "#7b8894",
}
KLEUREN_PARTIJ = ["#3d4f63", "#8a7a5f", "#6f93a3", "#5d6b5a", "#8d7f93"]
KLEUR_TAAK, KLEUR_ACHTERSTAND, KLEUR_GEHUISVEST = "#8296a6", "#4c5866", PETROL

SJABLOON = {
    "layout": {
        "font": {"family": LETTER, "color": INKT},
        "separators": ",.",
        "paper_bgcolor": PAPIER,
        "plot_bgcolor": PAPIER,
        "colorway": [PETROL],
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "bargap": 0.35,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": PAPIER, "bordercolor": LIJN, "font": {"color": INKT, "family": LETTER}},
        "xaxis": {
            "type": "category",
            "showspikes": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
            "tickangle": 0,
            "tickcolor": LIJN,
            "linecolor": STIL,
            "tickfont": {"color": STIL},
        },
        "yaxis": {
            "gridcolor": LIJN,
            "zeroline": True,
            "zerolinecolor": STIL,
            "zerolinewidth": 1,
            "fixedrange": True,
            "automargin": True,
            "nticks": 6,
            "ticklabelstandoff": 6,
            "tickfont": {"color": STIL},
        },
    }
}


@dataclass(frozen=True)
class Doellijn:
    """A horizontal goal line. `label` says its kind: 'plafond 15 %', 'circa 30 %'. `tot` makes it a band.

    A goal that was adjusted holds from `begin` to `eind`, in places on the axis (None: as far as the axis goes), and
    `breuk` says when, at the mark where the new one begins. `onder`: its label may stand below it.
    """

    waarde: float
    label: str
    tot: float | None = None
    uitgangspunt: bool = False
    begin: float | None = None
    eind: float | None = None
    breuk: str = ""
    onder: bool = False


@dataclass(frozen=True)
class Vorm:
    """How the values of one axis are written: as homes, persons, months, or as a share."""

    aandeel: bool = False
    decimalen: int = 0
    met_teken: bool = False
    eenheid: str = ""

    def __call__(self, value) -> str:
        if self.aandeel:
            return procent(value)
        text = verschil(value, self.decimalen) if self.met_teken else getal(value, self.decimalen)
        return f"{text} {self.eenheid}" if self.eenheid and value is not None else text

    def schaal(self, value):
        """Shares are drawn in per cents, so that the axis says '30 %' the Dutch way."""
        return value if value is None or not self.aandeel else float(value) * 100

    @property
    def as_(self) -> dict:
        if self.aandeel:
            return {"tickformat": ",.0f", "ticksuffix": "\u00a0%"}
        return {"tickformat": f",.{self.decimalen}f"}


def onderdelen(halfjaren, reeksen: dict[str, list], namen: dict[str, str], netto, voorlopig) -> dict:
    """What came and what left per half-year: stacked, additions up, departures down, the balance as a mark."""
    data = [
        _bar(halfjaren, values, KLEUR_ONDERDEEL.get(key, STIL), namen.get(key, key), voorlopig, Vorm(met_teken=True))
        for key, values in reeksen.items()
    ]
    mark = {"symbol": "diamond", "size": 11, "color": PAPIER, "line": {"color": INKT, "width": 2}}
    points = {"type": "scatter", "mode": "markers", "name": "netto", "x": halfjaren, "y": netto, "marker": mark}
    data.append(points | {"hovertemplate": "%{y:+,.0f}<extra>netto</extra>"})
    layout = _layout(Vorm(met_teken=True), [], []) | {"barmode": "relative", "bargap": 0.55}
    beside = {"xanchor": "left", "xshift": 12}
    layout["annotations"] = [
        _label(place, value, f"netto {verschil(value)}") | beside
        for place, value in enumerate(netto)
        if value is not None
    ]
    return _figure(data, layout, halfjaren)


def per_partij(namen, waarden, voorlopig, kleuren, vorm: Vorm, doelen=()) -> dict:
    """One bar per party in its own colour, in the order given: never a ranking."""
    data = [
        _bar([naam], [value], kleur, "", [open_], vorm) | {"name": naam}
        for naam, value, open_, kleur in zip(namen, waarden, voorlopig, kleuren, strict=True)
    ]
    layout = _layout(vorm, doelen, waarden) | {"hovermode": "closest", "barmode": "overlay"}
    layout["annotations"] += _bar_labels(waarden, vorm)
    return _figure(data, layout, [])


def reeks(labels, waarden, voorlopig, vorm: Vorm, doelen=()) -> dict:
    """One figure through time as bars with their value above them, against its goal lines."""
    data = [_bar(labels, waarden, PETROL, "", voorlopig, vorm)]
    layout = _layout(vorm, doelen, waarden) | {"hovermode": "closest"}
    layout["annotations"] += _bar_labels(waarden, vorm, layout)
    return _figure(data, layout, labels)


def opgave(labels, taak, achterstand, gehuisvest, voorlopig) -> dict:
    """The task with what was still open, beside what was done; in persons."""
    data = [
        _bar(labels, taak, KLEUR_TAAK, "taakstelling", voorlopig, Vorm(), group="taakstelling"),
        _bar(labels, achterstand, KLEUR_ACHTERSTAND, "achterstand vooraf", voorlopig, Vorm(), group="taakstelling"),
        _bar(labels, gehuisvest, KLEUR_GEHUISVEST, "gehuisvest", voorlopig, Vorm(), group="gehuisvest"),
    ]
    totals = [(a or 0) + (b or 0) for a, b in zip(taak, achterstand, strict=True)]
    layout = _layout(Vorm(), [], [*totals, *gehuisvest]) | {"barmode": "stack", "bargap": 0.4, "bargroupgap": 0.08}
    asked = [total if task is not None else None for total, task in zip(totals, taak, strict=True)]
    return _with_pairs(_figure(data, layout, labels), (asked, gehuisvest), Vorm())


def _figure(data, layout, halfjaren) -> dict:
    figure = {"data": data, "layout": layout}
    if len(halfjaren) > VEEL_HALFJAREN:  # on paper they would run into each other
        layout["xaxis"] = {"tickvals": [label for label in halfjaren if str(label).endswith("-2")]}
    if len(halfjaren) > 6:
        last_halves = [label for label in halfjaren if str(label).endswith("-2")]
        figure["smal"] = {"xaxis": {"tickvals": last_halves, "ticktext": [label[:4] for label in last_halves]}}
    return figure


def _layout(vorm: Vorm, doelen, waarden, labels_left=False) -> dict:
    """Axes that hold all values and goal lines with some air above them, and the goal lines themselves."""
    doelen = [replace(doel, waarde=vorm.schaal(doel.waarde), tot=vorm.schaal(doel.tot)) for doel in doelen]
    known = [vorm.schaal(value) for value in waarden if value is not None]
    known += [value for doel in doelen for value in (doel.waarde, doel.tot) if value is not None]
    yaxis: dict = dict(vorm.as_)
    if known:
        top, bottom = max(*known, 0, 0), min(*known, 0, 0)
        air = (top - bottom or 1) * 0.12
        yaxis["range"] = [bottom - air if bottom < 0 else 0, top + air]
    shapes = [shape for doel in doelen for shape in _goal_shapes(doel)]
    labels = [_goal_label(doel, labels_left) for doel in doelen]
    return met_breuken({"yaxis": yaxis, "shapes": shapes, "annotations": labels}, doelen, STIL)


def _goal_shapes(doel: Doellijn) -> list[dict]:
    across = {**doorlopend(doel), "layer": "above"}
    if doel.tot is not None:
        band = {"fillcolor": DOEL, "opacity": 0.14, "line": {"width": 0}, "layer": "below"}
        return [{"type": "rect", **across, "y0": doel.waarde, "y1": doel.tot, **band}]
    line = {"color": STIL if doel.uitgangspunt else DOEL, "width": 1.5, "dash": "dot" if doel.uitgangspunt else "dash"}
    return [{"type": "line", **across, "y0": doel.waarde, "y1": doel.waarde, "line": line}]


def _goal_label(doel: Doellijn, left: bool) -> dict:
    return {
        **plaats_label(doel, left),
        "y": doel.waarde if doel.tot is None else doel.tot,
        "yanchor": "top" if doel.onder and left else "bottom",
        "text": doel.label,
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.8)",
        "borderpad": 1,
        "font": {"color": STIL if doel.uitgangspunt else DOEL},
    }


def _label(place: int, y, text: str) -> dict:
    """A value written beside its mark, on a white ground so that lines behind it do not cross it.

    `place` is the position on the axis: a category '2026' would be taken for the 2026th.
    """
    return {"x": place, "y": y, "text": text, "showarrow": False, "bgcolor": "rgba(255,255,255,0.88)", "borderpad": 1}


def _bar_labels(waarden, vorm: Vorm, layout: dict | None = None) -> list[dict]:
    """The value at the end of each bar; within the bar where a goal line of `layout` would run through it."""
    lines = [shape["y0"] for shape in layout["shapes"] if shape.get("yref") != "paper"] if layout else []
    bottom, top = layout["yaxis"].get("range", (0, 0)) if layout else (0, 0)
    found = []
    for place, value in enumerate(waarden):
        if value is not None:
            y = vorm.schaal(value)
            crossed = any(y <= line <= y + (top - bottom) * HOOGTE_LABEL for line in lines)
            anchor = {"yanchor": "top", "yshift": -3} if value < 0 or crossed else {"yanchor": "bottom", "yshift": 2}
            found.append(_label(place, y, vorm(value)) | anchor)
    return found


def _with_pairs(figure: dict, paren: tuple[list, list], vorm: Vorm) -> dict:
    """The same figure with the value of both bars of each pair: above its bar, in a narrow box on either side."""
    layout, found = figure["layout"], [_bar_labels(values, vorm) for values in paren]
    middle = (1 - layout["bargap"]) / 4
    goals, smal = layout["annotations"], figure.get("smal", {})
    wide = [label | {"x": label["x"] + at} for at, side in zip((-middle, middle), found, strict=True) for label in side]
    sides = ({"xanchor": "right", "xshift": -4}, {"xanchor": "left", "xshift": 4})
    narrow = [label | place for place, side in zip(sides, found, strict=True) for label in side]
    return {
        **figure,
        "layout": layout | {"annotations": [*goals, *wide]},
        "smal": {**smal, "annotations": [*goals, *narrow]},
    }


def _bar(x, y, colour, name, voorlopig, vorm: Vorm, group=None) -> dict:
    pattern = {
        "shape": ["/" if open_ else "" for open_ in voorlopig],
        "fillmode": "replace",  # with "overlay" Plotly looks for what stands out from a list of colours, and complains
        "bgcolor": colour,
        "fgcolor": PAPIER,
        "fgopacity": 0.9,
        "size": 7,
        "solidity": 0.35,
    }
    shown = [vorm(value) if value is not None else "" for value in y]
    suffix = [" (voorlopig)" if open_ else "" for open_ in voorlopig]
    bar = {
        "type": "bar",
        "name": name,
        "x": x,
        "y": [vorm.schaal(value) for value in y],
        "marker": {"color": colour, "pattern": pattern, "line": {"color": PAPIER, "width": 1}},
        "customdata": [[text + end] for text, end in zip(shown, suffix, strict=True)],
        "hovertemplate": f"%{{customdata[0]}}<extra>{name}</extra>",
    }
    return bar | {"offsetgroup": group} if group else bar


def _line(x, y, colour, name, *, width, dash="solid") -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _line_with_provisional(x, y, voorlopig, colour, name, width) -> list[dict]:
    """A line that is dashed with open marks where the figures are provisional."""
    first_open = next((n for n, open_ in enumerate(voorlopig) if open_ and y[n] is not None), len(y))
    certain = [value if n < first_open else None for n, value in enumerate(y)]
    uncertain = [value if n >= first_open - 1 else None for n, value in enumerate(y)]
    lines = [_line(x, certain, colour, name, width=width)]
    if first_open < len(y):
        lines.append(_line(x, uncertain, colour, name, width=width, dash="dash"))
    fill = [PAPIER if open_ else colour for open_ in voorlopig]
    shown = [verschil(value) + (" (voorlopig)" if open_ else "") for value, open_ in zip(y, voorlopig, strict=True)]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": x,
        "y": y,
        "marker": {"size": width + 5, "color": fill, "line": {"color": colour, "width": 2}},
        "customdata": [[text] for text in shown],
        "hovertemplate": f"%{{customdata[0]}}<extra>{name}</extra>",
    }
    return [*lines, marks]
