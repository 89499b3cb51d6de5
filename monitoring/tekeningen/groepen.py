"""Figures of several things beside each other: lying bars per group, bars in pairs, stacks with their total.

Values in, a Plotly figure out, as in `charts`, on whose axes, bars and labels these are built. No Django.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from monitoring.tekeningen import DOEL, INKT, PETROL, Vorm, _bar, _figure, _label, _layout, _with_pairs

KLEUR_URGENT, KLEUR_REGULIER = PETROL, "#5b7f95"
KLEUR_EERDER = DOEL
BREED, SMAL = 34, 17  # so many characters of a name fit before a bar


@dataclass(frozen=True)
class Reeks:
    """Values through time under one name and colour."""

    naam: str
    kleur: str
    waarden: list


def per_groep(namen, waarden, eerder, teksten, kleuren, voorlopig: bool) -> dict:
    """A lying bar per group in the order given, its value in words beside it, and a mark for what it was before.

    Shares. `eerder` may be empty; a group without a value keeps its place and says why in `teksten`.
    """
    vorm = Vorm(aandeel=True)
    drawn, before = ([vorm.schaal(value) for value in values] for values in (waarden, eerder))
    bar = _bar(waarden, waarden, kleuren, "", [voorlopig] * len(waarden), vorm)
    bar |= {"orientation": "h", "x": drawn, "y": list(range(len(namen))), "customdata": [[text] for text in teksten]}
    known = [value for value in [*drawn, *before] if value is not None]
    layout = {
        "hovermode": "closest",
        "bargap": 0.3,
        "xaxis": {"type": "linear", "range": [0, (max(known, default=0) or 1) * 1.45], "visible": False},
        "yaxis": _names(namen, BREED) | {"range": [len(namen) - 0.4, -0.6]},
        "annotations": [_beside(*each) for each in enumerate(zip(drawn, before or drawn, teksten, strict=True))],
        "shapes": [],
    }
    data = [bar, _earlier(before)] if any(eerder) else [bar]
    return {"data": data, "layout": layout, "smal": {"yaxis": _names(namen, SMAL)}}


def _names(namen, width: int) -> dict:
    """The names along the axis, broken where they would take the room of the bars."""
    broken = ["<br>".join(textwrap.wrap(naam, width)) for naam in namen]
    return {
        "type": "linear",
        "tickmode": "array",
        "tickvals": list(range(len(namen))),
        "ticktext": broken,
        "showgrid": False,
        "zeroline": False,
    }


def _beside(place: int, values: tuple) -> dict:
    """What a bar comes to, right of it and of the mark."""
    drawn, before, text = values
    label = _label(max(drawn or 0, before or 0), place, text)
    return label | {"xanchor": "left", "xshift": 8, "bgcolor": "rgba(0,0,0,0)"}


def _earlier(values) -> dict:
    mark = {"symbol": "line-ns", "size": 20, "line": {"color": KLEUR_EERDER, "width": 3}}
    where = {"x": values, "y": list(range(len(values)))}
    return {"type": "scatter", "mode": "markers", "name": "eerder", **where, "marker": mark, "hoverinfo": "skip"}


def naast_elkaar(labels, reeksen: list[Reeks], voorlopig, vorm: Vorm, doelen=()) -> dict:
    """Two series as bars in pairs, each with its value, against the goal lines."""
    data = [_bar(labels, each.waarden, each.kleur, each.naam, voorlopig, vorm, group=each.naam) for each in reeksen]
    layout = _layout(vorm, doelen, [value for each in reeksen for value in each.waarden])
    layout |= {"barmode": "group", "bargap": 0.4, "bargroupgap": 0.08}
    plain = Vorm(vorm.aandeel, vorm.decimalen)  # the unit stands in the subtitle
    return _with_pairs(_figure(data, layout, labels), tuple(each.waarden for each in reeksen), plain)


def gestapeld(labels, reeksen: list[Reeks], teksten, voorlopig) -> dict:
    """Counts upon each other, and above the stack what it comes to in words; what left hangs below the line."""
    signed = any(value < 0 for each in reeksen for value in each.waarden if value is not None)
    vorm = Vorm(met_teken=signed)
    data = [_bar(labels, each.waarden, each.kleur, each.naam, voorlopig, vorm) for each in reeksen]
    tops, bottoms = _ends(reeksen, max), _ends(reeksen, min)
    layout = _layout(vorm, [], [*tops, *bottoms]) | {"barmode": "relative", "bargap": 0.5}
    above = {"yanchor": "bottom", "yshift": 2, "font": {"color": INKT}}
    layout["annotations"] += [
        _label(place, top, text) | above for place, (top, text) in enumerate(zip(tops, teksten, strict=True)) if text
    ]
    return _figure(data, layout, labels)


def _ends(reeksen: list[Reeks], which) -> list[float]:
    """Where each stack ends, above or below nought."""
    columns = zip(*(each.waarden for each in reeksen), strict=True)
    return [sum(which(value or 0, 0) for value in column) for column in columns]
