"""Goals in words and as lines in a chart: each of the five kinds is said and drawn its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from basis.getallen import procent
from monitoring.charts import Doellijn, Vorm
from monitoring.models import Doelsoort, Doelstelling

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


def lijnen(doelen: list[Doelstelling], vorm: Vorm) -> list[Doellijn]:
    """All lines of an indicator's goals."""
    found = [make(doel, vorm) for doel in doelen for make in (lijn, uitgangspunt)]
    return [line for line in found if line]


def _is_about(doel: Doelstelling) -> bool:
    return any(word in doel.omschrijving.lower() for word in _ONGEVEER)


def _waarde(value, vorm: Vorm) -> str | None:
    if value is None:
        return None
    if vorm.aandeel:
        return procent(value)
    exact = value == round(value)  # '6 maanden', not '6,0 maanden'
    return replace(vorm, met_teken=False, decimalen=0 if exact else vorm.decimalen)(value)
