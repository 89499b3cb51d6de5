"""The path that the accepted plans lay out for the growth of social rent, and how the growth stands against it.

Demolition comes before new-build, so that a straight line to the goal would say 'behind' when all goes as planned. The
path is made of the plan list as it was accepted for the first half-year: it starts at the growth of that half-year and
adds what that list expects in each half-year after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from monitoring.plannen.planpad import Planstap, planpad
from monitoring.punten import Punt

HARD = "hard"


@dataclass(frozen=True)
class Groeipad:
    """Cumulative growth per half-year as the plans expect it: by hard plans alone, and by all plans."""

    halfjaren: list[Halfjaar]
    hard: list[float]
    alles: list[float]

    def bij(self, halfjaar: Halfjaar) -> float | None:
        """What all plans together expected by the end of a half-year; None where the path has not begun."""
        return self.alles[self.halfjaren.index(halfjaar)] if halfjaar in self.halfjaren else None

    @property
    def laagste(self) -> tuple[Halfjaar, float]:
        """Where the path is at its lowest: the expected dip."""
        lowest = min(self.alles)
        return self.halfjaren[self.alles.index(lowest)], lowest


def groeipad(punten: list[Punt], plannen: list[Punt]) -> Groeipad | None:
    """The path from the first half-year on, of the series of V1 and V8; None while either is not known."""
    growth, steps = _van(punten, EERSTE), planpad(_van(plannen, EERSTE))
    return vanaf(EERSTE, LAATSTE, growth.waarde, steps) if growth and steps else None


def vanaf(begin: Halfjaar, eind: Halfjaar, waarde: float, stappen: list[Planstap]) -> Groeipad:
    """From a value at the end of `begin`: what should have been ready by then is expected in the half-year after it."""
    half_years = Halfjaar.range(begin, eind)
    later = half_years[1:]
    hard, everything = ([waarde + _tot(stappen, half, *kinds) for half in later] for kinds in ([HARD], []))
    return Groeipad(half_years, [waarde, *hard], [waarde, *everything])


def _tot(stappen: list[Planstap], halfjaar: Halfjaar, *hardheden: str) -> float:
    return sum(step.netto(*hardheden) for step in stappen if step.halfjaar <= halfjaar)


def _van(punten: list[Punt], halfjaar: Halfjaar) -> Punt | None:
    return next((punt for punt in punten if punt.halfjaar == halfjaar and punt.waarde is not None), None)
