"""The time line of milestones as a Plotly figure: values in, figure out. No Django, no database."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from textwrap import shorten, wrap

from monitoring.tekeningen import LIJN, PAPIER, PETROL, STIL

GEPLAND, GEHAALD, VOORBIJ, VERSCHOVEN = "gepland", "gehaald", "datum voorbij", "eerdere datum"
# a colour and a shape of its own: what has to come is open, what was reached is filled
VORMEN = {
    GEPLAND: (PETROL, "circle-open"),
    GEHAALD: ("#1a7f4b", "circle"),
    VOORBIJ: ("#b45309", "diamond-open"),
    VERSCHOVEN: (STIL, "x-thin-open"),
}

NAAST, BOVEN = 46, 52  # letters of a name on one line beside the drawing, and above a line of it
BOVEN_DE_MAANDEN = 36  # pixels


@dataclass(frozen=True)
class Merk:
    """A milestone on the line of its action: `op` is the day it was reached, or is planned for.

    `eerder` are the days for which it was planned before; `adres` is where a click leads.
    """

    naam: str
    op: datetime.date
    stand: str
    eerder: tuple[datetime.date, ...] = ()
    adres: str = ""


@dataclass(frozen=True)
class Regel:
    """An action with its milestones."""

    naam: str
    merken: list[Merk]


def tijdlijn(regels: list[Regel], vandaag: datetime.date, datum) -> dict:
    """A line per action, the first above; a mark per milestone, joined by dots with the days it was planned for before.

    `datum` writes a day in words. The names stand beside the lines; where there is little room, above them.
    """
    data = [_spans(regels), _shifts(regels), *(_marks(regels, stand, datum) for stand in VORMEN)]
    places = list(range(len(regels)))
    yaxis = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": ["<br>".join(wrap(regel.naam, NAAST)) for regel in regels],
        "range": [len(regels) - 0.5, -0.7],
        "zeroline": False,
        "showgrid": False,
    }
    layout = {
        "xaxis": {"type": "date", "showgrid": True, "gridcolor": LIJN, "tickformat": "%b<br>%Y", "side": "top"},
        "yaxis": yaxis,
        "hovermode": "closest",
        "shapes": [_today(vandaag)],
        "annotations": [_today_label(vandaag)],
        "margin": {"t": 64},  # the word at the line of today stands above the months
    }
    above = [_name_above(place, regel.naam) for place, regel in enumerate(regels)]
    narrow = {"yaxis": {"showticklabels": False}, "annotations": [_today_label(vandaag), *above]}
    return {"data": data, "layout": layout, "smal": narrow}


def _spans(regels: list[Regel]) -> dict:
    """From the first to the last milestone of each action."""
    x, y = [], []
    for place, regel in enumerate(regels):
        days = [merk.op for merk in regel.merken]
        x += [min(days).isoformat(), max(days).isoformat(), None]
        y += [place, place, None]
    return _line(x, y, {"color": LIJN, "width": 3})


def _shifts(regels: list[Regel]) -> dict:
    """From the first planned day to the present one."""
    x, y = [], []
    for place, merk in _all(regels):
        if merk.eerder:
            x += [merk.eerder[0].isoformat(), merk.op.isoformat(), None]
            y += [place, place, None]
    return _line(x, y, {"color": STIL, "width": 2, "dash": "dot"})


def _marks(regels: list[Regel], stand: str, datum) -> dict:
    colour, symbol = VORMEN[stand]
    if stand == VERSCHOVEN:
        found = [(place, day, merk) for place, merk in _all(regels) for day in merk.eerder]
    else:
        found = [(place, merk.op, merk) for place, merk in _all(regels) if merk.stand == stand]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": stand,
        "x": [day.isoformat() for _, day, _ in found],
        "y": [place for place, _, _ in found],
        "marker": {"symbol": symbol, "size": 11, "color": colour, "line": {"color": colour, "width": 2}},
        "customdata": [[f"{merk.naam}: {stand}, {datum(day)}"] for _, day, merk in found],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def klik(regels: list[Regel]) -> list[list[str]]:
    """Per series, per point, where a click leads: lines lead nowhere."""
    found = [[], []]
    for stand in VORMEN:
        times = [(merk, len(merk.eerder) if stand == VERSCHOVEN else merk.stand == stand) for _, merk in _all(regels)]
        found.append([merk.adres for merk, count in times for _ in range(count)])
    return found


def _all(regels: list[Regel]) -> list[tuple[int, Merk]]:
    return [(place, merk) for place, regel in enumerate(regels) for merk in regel.merken]


def _line(x: list, y: list, line: dict) -> dict:
    return {"type": "scatter", "mode": "lines", "name": "", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _today(vandaag: datetime.date) -> dict:
    day = vandaag.isoformat()
    line = {"color": STIL, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _today_label(vandaag: datetime.date) -> dict:
    place = {"x": vandaag.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": BOVEN_DE_MAANDEN}
    return {**place, "text": "vandaag", "showarrow": False, "bgcolor": PAPIER, "font": {"color": STIL}}


def _name_above(place: int, naam: str) -> dict:
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": place - 0.42, "yanchor": "middle"}
    return {**where, "text": shorten(naam, BOVEN, placeholder=" …"), "showarrow": False, "font": {"size": 12}}
