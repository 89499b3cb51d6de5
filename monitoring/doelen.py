"""Goals in words and as lines in a chart: each of the five kinds is said and drawn its own way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.utils.formats import date_format

from basis.getallen import procent
from basis.halfjaar import Halfjaar
from monitoring.models import Doelsoort, Doelstelling
from monitoring.tekeningen import Doellijn, Vorm

_ONGEVEER = ("circa", "ongeveer", "ca.")


def in_woorden(doel: Doelstelling, vorm: Vorm) -> str:
    """'1.380 in 2030', 'circa 30 %', 'hooguit 15 %', '350 tot 430 in 2030', '780 in harde plannen'."""
    waarde = _waarde(doel.waarde, vorm)
    if waarde is None:
        return doel.omschrijving
    jaar = f" in {doel.uiterlijk.jaar}" if doel.uiterlijk else ""
    match doel.soort:
        case Doelsoort.PLAFOND:
            return f"hooguit {waarde}" if doel.waarde else f"naar {waarde}"
        case Doelsoort.BAND:
            return f"{waarde} tot {_waarde(doel.waarde_tot, vorm)}{jaar}"
        case Doelsoort.GEMIDDELDE:
            return f"gemiddeld hooguit {waarde}"
        case Doelsoort.PLANSTAND:
            return f"{waarde} in harde plannen"
    return f"circa {waarde}{jaar}" if _is_about(doel) else f"{waarde}{jaar}"


@dataclass(frozen=True)
class Stand:
    """How a figure stands towards a goal, in words, and whether the goal is met."""

    woorden: str
    gehaald: bool


def stand(doel: Doelstelling, waarde: float | None) -> Stand | None:
    """Where a figure stands; None where there is no figure, or no number of its own to compare it with.

    `waarde` is in the unit of the goal: homes, a fraction, months. A state of plans is no state of this figure.
    """
    if waarde is None or doel.waarde is None or doel.soort == Doelsoort.PLANSTAND:
        return None
    low, high = float(doel.waarde), float(doel.waarde_tot if doel.waarde_tot is not None else doel.waarde)
    match doel.soort:
        case Doelsoort.PLAFOND if not high:
            return Stand("nog niet op nul", False) if waarde > 0 else Stand("op nul", True)
        case Doelsoort.PLAFOND:
            return Stand("boven het plafond", False) if waarde > high else Stand("onder het plafond", True)
        case Doelsoort.GEMIDDELDE:
            return Stand("boven het gemiddelde", False) if waarde > high else Stand("binnen het gemiddelde", True)
        case Doelsoort.BAND if waarde > high:
            return Stand("boven de band", False)
        case Doelsoort.BAND:
            return Stand("nog onder de band", False) if waarde < low else Stand("binnen de band", True)
    return Stand("op het doel", True) if waarde >= low else Stand("nog niet op het doel", False)


def in_zin(doel: Doelstelling, vorm: Vorm) -> str:
    """The goal as the end of a sentence: 'het doel is 1.380 in 2030', 'bij de start waren het er 780'."""
    words = in_woorden(doel, vorm)
    if doel.waarde is None:
        return f"afgesproken is: {words}"
    if doel.soort == Doelsoort.PLANSTAND:
        return f"bij de start waren het er {_waarde(doel.waarde, vorm)}"
    return f"het doel is {words}" if doel.waarde or doel.soort != Doelsoort.PLAFOND else f"we gaan {words}"


def lijn(doel: Doelstelling, vorm: Vorm) -> Doellijn | None:
    """The goal line with its label, or nothing when the goal has no number."""
    waarde = _waarde(doel.waarde, vorm)
    if waarde is None:
        return None
    words = in_woorden(doel, vorm)
    label = {
        Doelsoort.PLAFOND: f"plafond {waarde}" if doel.waarde else words,
        Doelsoort.BAND: f"band {waarde}–{_waarde(doel.waarde_tot, vorm)}",
        Doelsoort.MINSTENS: words if words.startswith("circa") else f"doel {words}",
    }.get(doel.soort, words)
    return Doellijn(float(doel.waarde), label, float(doel.waarde_tot) if doel.waarde_tot else None)


def uitgangspunt(doel: Doelstelling, vorm: Vorm) -> Doellijn | None:
    """The baseline as a line of its own, unless it is zero."""
    if not doel.nulwaarde:
        return None
    return Doellijn(float(doel.nulwaarde), f"uitgangspunt {_waarde(doel.nulwaarde, vorm)}", uitgangspunt=True)


def door_de_tijd(
    doelen: list[Doelstelling], eerdere: list[Doelstelling], vorm: Vorm, labels: list[str]
) -> list[Doellijn]:
    """All lines, each version of a goal over its own half-years (or years): where `labels` are the places on the axis.

    A goal holds for a half-year when it was agreed on its reference date. An adjustment before or after what is drawn
    leaves one line without a mark.
    """
    found: list[Doellijn | None] = []
    for doel in doelen:
        found += [*_versies_als_lijnen(_versies(doel, eerdere), vorm, labels), uitgangspunt(doel, vorm)]
    return [line for line in found if line]


def _versies(doel: Doelstelling, eerdere: list[Doelstelling]) -> list[Doelstelling]:
    """A goal with all that it replaced, oldest first."""
    chain = [doel]
    while before := next((each for each in eerdere if each.vervangen_door_id == chain[0].pk), None):
        chain.insert(0, before)
    return chain


def _versies_als_lijnen(versies: list[Doelstelling], vorm: Vorm, labels: list[str]) -> list[Doellijn | None]:
    first, last = -0.5, len(labels) - 0.5
    begins = [first, *(_begin(versie.sinds, labels) for versie in versies[1:])]
    shown = [
        (versie, begin, eind)
        for versie, begin, eind in zip(versies, begins, [*begins[1:], last], strict=True)
        if begin < eind
    ]
    if len(shown) < 2:
        return [lijn(versie, vorm) for versie, *_ in shown]
    lines = []
    for n, (versie, begin, eind) in enumerate(shown):
        line = lijn(versie, vorm)
        beside = shown[n - 1 if n else 1][0]
        onder = None not in (versie.waarde, beside.waarde) and versie.waarde < beside.waarde
        breuk = f"doel aangepast op {date_format(versie.sinds, 'j F Y')}" if n else ""
        lines.append(line and replace(line, begin=begin, eind=eind, onder=onder, breuk=breuk))
    return lines


def _begin(sinds: datetime.date, labels: list[str]) -> float:
    """The left side of the first half-year or year that ends on this day or later."""
    return next((n for n, label in enumerate(labels) if _einde(label) >= sinds), len(labels)) - 0.5


def _einde(label: str) -> datetime.date:
    return Halfjaar.parse(label).peildatum if "-" in label else datetime.date(int(label), 12, 31)


def _is_about(doel: Doelstelling) -> bool:
    return any(word in doel.omschrijving.lower() for word in _ONGEVEER)


def _waarde(value, vorm: Vorm) -> str | None:
    if value is None:
        return None
    if vorm.aandeel:
        return procent(value)
    exact = value == round(value)  # '6 maanden', not '6,0 maanden'
    return replace(vorm, met_teken=False, decimalen=0 if exact else vorm.decimalen)(value)
