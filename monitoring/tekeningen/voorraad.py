"""Drawings of the stock: the path of the plans, a waterfall of what moved, plans to come."""

from __future__ import annotations

from basis.getallen import GEEN, verschil
from monitoring.tekeningen import (
    KLEUR_ONDERDEEL,
    PETROL,
    STIL,
    Vorm,
    _bar,
    _bar_labels,
    _figure,
    _label,
    _layout,
    _line,
    _line_with_provisional,
)

KLEUR_HARD, KLEUR_ZACHT, KLEUR_STAND = "#2f7485", "#75979f", "#3d4f63"
KLEUR_SLOOP, KLEUR_SLOOP_ZACHT = KLEUR_ONDERDEEL["sloop"], "#c77a73"
MET_TEKEN = Vorm(met_teken=True)
NAAST = {
    "align": "left",
    "xanchor": "left",
    "yanchor": "middle",
    "xshift": 12,
    "font": {"weight": 600},
    "bgcolor": "rgba(255,255,255,0.6)",
}
BREED, HOOG = 3, 0.16  # how many places of the axis a label of two lines is wide, and how much of its height it takes


def groeipad(halfjaren, netto, met_daeb, voorlopig, pad_hard, pad_alles, doelen, recht=None) -> dict:
    """Growth so far upon the path of the plans: hard plans solid, with the soft ones lighter, straight line thin.

    The newest growth is written beside its mark, with DAEB-koop below it where that differs.
    """
    data = []
    if recht:
        data.append(_line(halfjaren, recht, STIL, "rechte lijn, ter vergelijking", width=1, dash="dot"))
    data.append(_path(halfjaren, pad_alles, KLEUR_ZACHT, "pad van alle plannen", 4))
    data.append(_path(halfjaren, pad_hard, KLEUR_HARD, "pad van de harde plannen", 2))
    data += _line_with_provisional(halfjaren, netto, voorlopig, PETROL, "netto groei", 4)
    layout = _layout(Vorm(), doelen, [*netto, *pad_hard, *pad_alles], labels_left=True)
    lines = [netto, pad_hard, pad_alles, recht or []]
    layout["annotations"] += _clear_of(lines, layout, _beside_the_last(netto, met_daeb))
    below = {"yanchor": "top", "yshift": -4}
    layout["annotations"] += _at_the_end(pad_alles, "alle plannen")
    layout["annotations"] += [label | below for label in _at_the_end(pad_hard, "harde plannen")]
    return _figure(data, layout, halfjaren)


def _path(x, y, colour, name, width) -> dict:
    """A line that says its value under the pointer."""
    line = _line(x, y, colour, name, width=width)
    del line["hoverinfo"]
    shown = [[verschil(value) if value is not None else ""] for value in y]
    return line | {"customdata": shown, "hovertemplate": f"%{{customdata[0]}}<extra>{name}</extra>"}


def _at_the_end(values, name) -> list[dict]:
    """The last value of a path, within the box: right-aligned above its end."""
    if not values or values[-1] is None:
        return []
    place = {"xanchor": "right", "yanchor": "bottom", "yshift": 4, "font": {"color": STIL}}
    return [_label(len(values) - 1, values[-1], f"{name} {verschil(values[-1])}") | place]


def waterval(
    namen, van, stappen: list[tuple[str, float | None]], tot, voorlopig: bool, kleuren=KLEUR_ONDERDEEL
) -> dict:
    """From one state to the next: each part is a bar that starts where the one before it ended; None has no bar.

    `namen` is what the first and the last state are called. A bar has a base of its own, so that it may cross zero.
    """
    ends = _running(van, stappen)
    starts = [van, *ends[:-1]]
    values = [van, *(aantal for _, aantal in stappen), tot]
    colours = [KLEUR_STAND, *(kleuren.get(naam, STIL) for naam, _ in stappen), KLEUR_STAND]
    labels = [namen[0], *(naam for naam, _ in stappen), namen[1]]
    bars = _bar(labels, values, colours, "", [False, *[voorlopig] * (len(stappen) + 1)], MET_TEKEN)
    tops = [max(van, 0), *map(max, starts, ends), max(tot, 0)]
    layout = _layout(MET_TEKEN, [], [van, tot, *ends, *tops])
    layout |= {"barmode": "overlay", "hovermode": "closest", "bargap": 0.3, "shapes": _joints([van, *ends])}
    layout["annotations"] = [
        _label(place, top, GEEN if value is None else verschil(value)) | {"yanchor": "bottom", "yshift": 2}
        for place, (value, top) in enumerate(zip(values, tops, strict=True))
    ]
    figure = _figure([bars | {"base": [0, *starts, 0]}], layout, [])
    return figure | {"smal": {"xaxis": {"tickangle": -90}}}


def _running(van, stappen) -> list[float]:
    """Where each step ends."""
    found, at = [], van
    for _, aantal in stappen:
        at += aantal or 0
        found.append(at)
    return found


def _joints(hoogtes: list[float]) -> list[dict]:
    """Thin lines from the end of each bar to the start of the next."""
    line = {"color": STIL, "width": 1}
    return [
        {"type": "line", "x0": place, "x1": place + 1, "y0": y, "y1": y, "line": line, "layer": "below"}
        for place, y in enumerate(hoogtes)
    ]


def vooruitblik(halfjaren, gerealiseerd, voorlopig, hard, alles, doelen) -> dict:
    """What is there, then the hard plans as an area upon it, then the soft ones: to the end of the ten years."""
    data = [
        _area(halfjaren, hard, KLEUR_HARD, "met harde plannen", "tozeroy"),
        _area(halfjaren, alles, KLEUR_ZACHT, "met zachte plannen erbij", "tonexty"),
        *_line_with_provisional(halfjaren, gerealiseerd, voorlopig, PETROL, "gerealiseerd", 4),
    ]
    layout = _layout(Vorm(), doelen, [*gerealiseerd, *hard, *alles], labels_left=True)
    for values, name in ((alles, "met zachte plannen"), (hard, "met harde plannen")):
        layout["annotations"] += _at_the_end(values, name)
    return _figure(data, layout, halfjaren) | {"smal": _om_de_twee_jaar(halfjaren)}


def _om_de_twee_jaar(halfjaren: list[str]) -> dict:
    """Ten years do not fit beside each other on a phone."""
    shown = [label for label in halfjaren if label.endswith("-2") and int(label[:4]) % 2]
    return {"xaxis": {"tickvals": shown, "ticktext": [label[:4] for label in shown]}}


def _area(x, y, colour, name, fill) -> dict:
    area = _path(x, y, colour, name, 2)
    return area | {"fill": fill, "fillcolor": colour}


def capaciteit(halfjaren, reeksen: list[tuple[str, str, list]], voorlopig: bool) -> dict:
    """What the plans expect per half-year: new-build up, demolition down, soft plans lighter than hard ones."""
    open_ = [voorlopig] * len(halfjaren)
    data = [_bar(halfjaren, values, colour, name, open_, MET_TEKEN) for name, colour, values in reeksen]
    layout = _layout(MET_TEKEN, [], _stacked([values for _, _, values in reeksen]))
    return _figure(data, layout | {"barmode": "relative", "bargap": 0.3}, halfjaren)


def _stacked(reeksen: list[list]) -> list[float]:
    """How high and how low the stacks come."""
    columns = list(zip(*reeksen, strict=True))
    signs = (1, -1)
    return [sum(value for value in column if value and value * sign > 0) for column in columns for sign in signs]


def naast_elkaar(labels, reeksen: list[tuple[str, str, list]], voorlopig: list[bool], vorm: Vorm) -> dict:
    """Two bars beside each other per label, each with its value."""
    data = [
        _bar(labels, values, colour, name, voorlopig, vorm, group=str(place))
        for place, (name, colour, values) in enumerate(reeksen)
    ]
    layout = _layout(vorm, [], [value for _, _, values in reeksen for value in values])
    layout |= {"barmode": "group", "bargap": 0.35, "hovermode": "closest"}
    layout["annotations"] = [
        label | {"x": label["x"] + shift}
        for shift, (_, _, values) in zip(_shifts(len(reeksen)), reeksen, strict=True)
        for label in _bar_labels(values, vorm)
    ]
    figure = _figure(data, layout, [])
    return figure | {"smal": {"annotations": []}} if vorm.aandeel else figure  # shares do not fit on a phone


def _shifts(aantal: int) -> list[float]:
    """Where the middles of the bars of one group lie, from the middle of the group."""
    width = 0.65 / aantal
    return [width * (place - (aantal - 1) / 2) for place in range(aantal)]


def middenhuur(halfjaren, waarden, voorlopig, doelen) -> dict:
    """Growth of mid-rent as a line on its way to the band of the goal."""
    data = _line_with_provisional(halfjaren, waarden, voorlopig, PETROL, "netto groei", 4)
    layout = _layout(Vorm(), doelen, waarden, labels_left=True)
    layout["annotations"] += _beside_the_last(waarden)
    return _figure(data, layout, halfjaren)


def _beside_the_last(netto, met_daeb=()) -> list[dict]:
    """The newest growth in words beside its mark: without, and where it differs with DAEB-koop."""
    last = max((place for place, value in enumerate(netto) if value is not None), default=None)
    if last is None:
        return []
    extra = met_daeb[last] if met_daeb else None
    more = f"<br>{verschil(extra)} met DAEB-koop" if extra not in (None, netto[last]) else ""
    return [_label(last, netto[last], f"{verschil(netto[last])} netto{more}") | NAAST]


def _clear_of(lines: list[list], layout: dict, labels: list[dict]) -> list[dict]:
    """The labels of the first line above every line that runs beside them, or else below; a thin line leads there."""
    return [label | _led_to(lines, label["x"], layout["yaxis"].get("range", [0, 0])[1]) for label in labels]


def _led_to(lines: list[list], place: int, highest: float) -> dict:
    to_the_right = place + BREED < max(map(len, lines))
    beside = slice(place, place + BREED + 1) if to_the_right else slice(max(place - BREED, 0), place + 1)
    growth, *others = ([value for value in line[beside] if value is not None] for line in lines)
    if not any(others):
        return {}
    near = [*growth, *(value for values in others for value in values)]
    above = max(near) + highest * HOOG < highest
    air = highest * 0.03
    return {
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": STIL,
        "standoff": 6,
        "axref": "x",
        "ayref": "y",
        "ax": place,
        "ay": max(near) + air if above else min(near) - air,
        "xshift": 0,
        "xanchor": "left" if to_the_right else "right",
        "yanchor": "bottom" if above else "top",
    }
