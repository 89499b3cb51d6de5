"""The drawing of a map, as a plain dictionary: areas as filled lines, coloured by classes that are said in words.

No Django, no database. What is hidden or missing has no class: it is grey, hatched or dotted, and says so when pointed
at. The number in an area is the number in the table beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from basis.getallen import getal
from monitoring.tekeningen import INKT, PAPIER, STIL, Vorm

KLEUREN = ["#d3e6ea", "#9cc6cf", "#5b9dab", "#23788a", "#00495a"]
KLEUR_MINDER, KLEUR_NUL, KLEUR_VERBORGEN, KLEUR_GEEN = "#e3704f", "#eef1f4", "#cdd4da", PAPIER
DONKER = {"#23788a", "#00495a"}  # on these a white number is read best
KLASSEN = 4
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Klasse:
    """Values from `van` up to but not including `tot`."""

    woorden: str
    kleur: str
    van: float
    tot: float


@dataclass(frozen=True)
class Vlak:
    """An area on a flat map, with its figure in words. `waarde` is None where there is nothing to class."""

    nummer: str
    naam: str
    ringen: list[Ring]
    midden: tuple[float, float]
    waarde: float | None
    tekst: str
    voorlopig: bool = False
    verborgen: bool = False


def klassen(waarden: list[float], vorm: Vorm) -> list[Klasse]:
    """At most seven classes that hold all values: less, none, and steps of 1, 2 or 5 × a power of 10."""
    known = [vorm.schaal(value) for value in waarden]
    if not known:
        return []
    if vorm.aandeel or any(value != int(value) for value in known):
        return _ranges(min(known), max(known), "\u00a0%" if vorm.aandeel else "")
    found = [Klasse("minder dan 0", KLEUR_MINDER, -math.inf, 0)] if min(known) < 0 else []
    if 0 in known:
        found.append(Klasse("0", KLEUR_NUL, 0, 1))
    return found + _counts(max(known))


def _ranges(low: float, high: float, unit: str) -> list[Klasse]:
    step = _round_up((high - low) / KLASSEN or 1)
    begin = math.floor(low / step) * step
    decimals = max(0, -math.floor(math.log10(step)))
    count = math.floor(round((high - begin) / step, 6)) + 1
    bounds = [round(begin + n * step, 6) for n in range(count + 1)]
    return [
        Klasse(f"{getal(van, decimals)} tot {getal(tot, decimals)}{unit}", kleur, van, tot)
        for van, tot, kleur in zip(bounds, bounds[1:], _colours(count), strict=False)
    ]


def _counts(high: float) -> list[Klasse]:
    if high <= 0:
        return []
    step = max(1, int(_round_up(high / KLASSEN)))
    tops = list(range(step, int(high) + step, step))
    return [
        Klasse(
            getal(top) if step == 1 else f"{getal(top - step + 1)} tot en met {getal(top)}",
            kleur,
            top - step + 1,
            top + 1,
        )
        for top, kleur in zip(tops, _colours(len(tops)), strict=True)
    ]


def _colours(count: int) -> list[str]:
    """From light to dark, with as much difference as there is room for."""
    if count == 1:
        return [KLEUREN[2]]
    return [KLEUREN[round(n * (len(KLEUREN) - 1) / (count - 1))] for n in range(count)]


def _round_up(value: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is not less."""
    power = 10 ** math.floor(math.log10(value))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= value * (1 - 1e-9))


def kleur(vlak: Vlak, groepen: list[Klasse], vorm: Vorm) -> str:
    if vlak.verborgen:
        return KLEUR_VERBORGEN
    if vlak.waarde is None:
        return KLEUR_GEEN
    value = vorm.schaal(vlak.waarde)
    return next(groep.kleur for groep in groepen if groep.van <= round(value, 6) < groep.tot)


def kaart(vlakken: list[Vlak], groepen: list[Klasse], vorm: Vorm) -> dict:
    """One filled line per area, in the order given; a last trace writes the numbers."""
    colours = [kleur(vlak, groepen, vorm) for vlak in vlakken]
    data = [_area(vlak, colour) for vlak, colour in zip(vlakken, colours, strict=True)]
    layout = {
        "xaxis": {"type": "linear", "visible": False, "constrain": "domain"},
        "yaxis": {"visible": False, "scaleanchor": "x", "constrain": "domain"},
        "hovermode": "closest",
    }
    return {"data": [*data, _numbers(vlakken, colours)], "layout": layout}


def _area(vlak: Vlak, colour: str) -> dict:
    line = [point for ring in vlak.ringen for point in [*ring, (None, None)]][:-1]
    area = {
        "type": "scatter",
        "mode": "lines",
        "name": vlak.naam,
        "x": [x for x, _ in line],
        "y": [y for _, y in line],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": STIL, "width": 1},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": f"{vlak.naam}: {vlak.tekst}{' (voorlopig)' if vlak.voorlopig else ''}",
    }
    pattern = _pattern(vlak, colour)
    return area | {"fillpattern": pattern} if pattern else area


def _pattern(vlak: Vlak, colour: str) -> dict | None:
    if vlak.verborgen:
        return {"shape": "x", "bgcolor": colour, "fgcolor": STIL, "size": 7, "solidity": 0.12}
    if vlak.waarde is None:
        return {"shape": ".", "bgcolor": colour, "fgcolor": STIL, "size": 8, "solidity": 0.05}
    if vlak.voorlopig:
        return {"shape": "/", "bgcolor": colour, "fgcolor": PAPIER, "size": 7, "solidity": 0.2}
    return None


def _numbers(vlakken: list[Vlak], colours: list[str]) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [vlak.midden[0] for vlak in vlakken],
        "y": [vlak.midden[1] for vlak in vlakken],
        "text": [vlak.nummer for vlak in vlakken],
        "textfont": {"color": [PAPIER if colour in DONKER else INKT for colour in colours], "weight": 600},
        "hoverinfo": "skip",
    }
