"""What came and what went in a state: of each corporation and wijk apart, so that one does not hide the other.

The difference of the city is the balance of both. Between two half-years a home that was made fit in one wijk and one
that is no longer meant for the elderly in another are nought together; counted per wijk they are one of each. Within a
wijk they still balance, so both numbers are the least that it was.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from basis.halfjaar import Halfjaar
from monitoring.grafiek import Cijfers
from monitoring.models import IndicatorWaarde


@dataclass(frozen=True)
class Beweging:
    """Homes that came and that went in a half-year, and the names of the corporations that are not in it."""

    halfjaar: Halfjaar
    erbij: float
    eraf: float
    ontbreekt: tuple[str, ...] = ()


def bewegingen(cijfers: Cijfers, code: str) -> list[Beweging]:
    """Of each half-year that at least one corporation delivered right after the one before; in two queries at most."""
    chosen = cijfers.partij_voor(code)
    parties = [chosen] if chosen else cijfers.corporaties()
    states = _states(cijfers, code, {partij.pk for partij in parties})
    found = []
    for half in cijfers.reeksen.halfjaren:
        both = [p for p in parties if all(cijfers.reeksen.is_counted(p, each) for each in (half - 1, half))]
        moved = [change for partij in both for change in _changes(states, partij.pk, half)]
        if both:
            absent = tuple(partij.naam for partij in parties if partij not in both)
            came, went = sum(n for n in moved if n > 0), -sum(n for n in moved if n < 0)
            found.append(Beweging(half, came, went, absent))
    return found


def _changes(states: dict, party: int, half: Halfjaar) -> list[float]:
    before, now = states[party, half - 1], states[party, half]
    return [now.get(wijk, 0) - before.get(wijk, 0) for wijk in {*before, *now}]


def _states(cijfers: Cijfers, code: str, parties: set[int]) -> dict:
    """(party, half-year) → homes per wijk; editions of a wijk count together."""
    op = cijfers.keuze.moment
    values = IndicatorWaarde.geschiedenis.bekend_op(op) if op else IndicatorWaarde.objects.all()
    rows = values.filter(indicator=code, partij__in=parties, wijk__isnull=False, buurt__isnull=True)
    rows = rows.filter(onderdeel="").values_list("partij", "halfjaar", "wijk__code", "teller")
    found: dict = defaultdict(lambda: defaultdict(float))
    for party, half, wijk, count in rows:
        found[party, half][wijk] += count
    return found
