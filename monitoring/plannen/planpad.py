"""The plans that are still to come as a path through time: what a chart of them needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from basis.halfjaar import Halfjaar
from monitoring.indicatoren.vormen import NETTO
from monitoring.punten import Punt


@dataclass(frozen=True)
class Planstap:
    """What is expected in one half-year, in homes per hardness ('hard', 'zacht'). Demolition is negative."""

    halfjaar: Halfjaar
    nieuwbouw: dict[str, float] = field(default_factory=dict)
    sloop: dict[str, float] = field(default_factory=dict)

    def netto(self, *hardheden: str) -> float:
        """New-build minus demolition, of these kinds of plans or of all."""
        return sum(
            aantal
            for soort in (self.nieuwbouw, self.sloop)
            for hardheid, aantal in soort.items()
            if not hardheden or hardheid in hardheden
        )


def planpad(punt: Punt | None) -> list[Planstap]:
    """The plans in a figure of V8, of any scope: every half-year from the first to the last that has any."""
    found: dict[Halfjaar, Planstap] = {}
    for naam, aantal in (punt.onderdelen if punt else {}).items():
        hardheid, *rest = naam.split("/")
        if rest and aantal:
            soort, half = rest
            if soort == NETTO:  # follows from the others
                continue
            step = found.setdefault(Halfjaar.parse(half), Planstap(Halfjaar.parse(half)))
            getattr(step, soort)[hardheid] = aantal
    if not found:
        return []
    return [found.get(half, Planstap(half)) for half in Halfjaar.range(min(found), max(found))]
