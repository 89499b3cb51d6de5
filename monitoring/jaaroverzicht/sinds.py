"""What moved the growth since the previous overview, split by cause and by corporation, to the last home.

Stored figures are superseded, never overwritten (docs/adr/0008). So between the moment of the previous overview and now
every change of a figure has a moment, and of each moment it is known which deliveries were counted: another delivery of
the same party is a correction, a first one came later, and a change without another delivery is another definition.
`stappen` is pure; what cannot be traced is a step of its own (`verantwoord`), so that it always adds up.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from basis.halfjaar import Halfjaar

NIEUW, LATER, CORRECTIE, DEFINITIE, ONBEKEND = "nieuw-halfjaar", "later", "correctie", "definitie", "onbekend"
NAMEN = {
    NIEUW: "een nieuw halfjaar",
    LATER: "cijfers die later kwamen",
    CORRECTIE: "correcties",
    DEFINITIE: "een aangepaste definitie",
    ONBEKEND: "wat niet te herleiden is",
}


@dataclass(frozen=True)
class Regel:
    """A stored figure of one party and half-year, with the time in which it was the figure. `tot` None: until now."""

    partij: int
    halfjaar: Halfjaar
    waarde: float
    van: datetime.datetime
    tot: datetime.datetime | None = None


@dataclass(frozen=True)
class Stap:
    """So many homes for one cause at one party."""

    oorzaak: str
    partij: int
    aantal: float


# the delivery of a party and half-year that was counted right before a moment, and from that moment on
Geteld = Callable[[int, Halfjaar, datetime.datetime], tuple[int | None, int | None]]


def stappen(regels: Iterable[Regel], geteld: Geteld, sinds: datetime.datetime, tm: Halfjaar) -> list[Stap]:
    """Every change after `sinds`, added up per cause and party; half-years after `tm` were not counted then."""
    found: dict[tuple[str, int], float] = defaultdict(float)
    for regel in regels:
        if regel.halfjaar > tm:
            if regel.tot is None:
                found[NIEUW, regel.partij] += regel.waarde
            continue
        for moment, aantal in ((regel.van, regel.waarde), (regel.tot, -regel.waarde)):
            if moment is not None and moment > sinds:
                found[_oorzaak(*geteld(regel.partij, regel.halfjaar, moment)), regel.partij] += aantal
    return [Stap(*key, aantal) for key, aantal in found.items() if aantal]


def _oorzaak(before: int | None, after: int | None) -> str:
    if before == after:
        return DEFINITIE
    return LATER if before is None else CORRECTIE


def verantwoord(found: list[Stap], toen: dict[int, float], nu: dict[int, float]) -> list[Stap]:
    """The same steps, with one more for a party where they do not lead from the figure then to that of now."""
    told: dict[int, float] = defaultdict(float)
    for stap in found:
        told[stap.partij] += stap.aantal
    rest = {partij: nu.get(partij, 0) - toen.get(partij, 0) - told[partij] for partij in {*toen, *nu, *told}}
    left = [Stap(ONBEKEND, partij, round(aantal, 6)) for partij, aantal in rest.items() if round(aantal, 6)]
    order = list(NAMEN)
    return sorted([*found, *left], key=lambda stap: (order.index(stap.oorzaak), stap.partij))


def per_oorzaak(found: list[Stap]) -> list[tuple[str, float]]:
    """In a fixed order, without causes that did not occur."""
    return [
        (oorzaak, sum(stap.aantal for stap in found if stap.oorzaak == oorzaak))
        for oorzaak in NAMEN
        if any(stap.oorzaak == oorzaak for stap in found)
    ]
