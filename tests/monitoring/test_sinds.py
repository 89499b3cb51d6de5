"""What moved a figure since the previous overview: every home has one cause, and it adds up."""

import datetime
import random
from itertools import pairwise

import pytest

from basis.halfjaar import Halfjaar
from monitoring.jaaroverzicht.sinds import (
    CORRECTIE,
    DEFINITIE,
    LATER,
    NIEUW,
    ONBEKEND,
    Regel,
    Stap,
    per_oorzaak,
    stappen,
    verantwoord,
)

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


def dag(n):
    return datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=n)


SINDS = dag(10)


def geteld(per_moment):
    """per_moment: (party, half, day) → (before, after); else the same delivery 1 before and after."""
    return lambda partij, half, moment: per_moment.get((partij, half, moment), (1, 1))


@pytest.mark.parametrize(
    ("regels", "deliveries", "expected"),
    [
        ([Regel(1, H1, 60, dag(1))], {}, []),  # known then, and unchanged
        ([Regel(1, H1, 60, dag(1)), Regel(1, H2, 9, dag(11))], {}, [Stap(NIEUW, 1, 9)]),
        # 60 became 57: another delivery
        ([Regel(1, H1, 60, dag(1), dag(20)), Regel(1, H1, 57, dag(20))], {(1, H1, dag(20)): (1, 2)},
         [Stap(CORRECTIE, 1, -3)]),
        # 60 became 62 from the same delivery
        ([Regel(1, H1, 60, dag(1), dag(20)), Regel(1, H1, 62, dag(20))], {}, [Stap(DEFINITIE, 1, 2)]),
        # nothing was delivered by then
        ([Regel(1, H1, 5, dag(20))], {(1, H1, dag(20)): (None, 7)}, [Stap(LATER, 1, 5)]),
        # 60 → 57 by a correction, 57 → 58 by a definition; 70 → 60 was before
        ([Regel(1, H1, 70, dag(1), dag(5)), Regel(1, H1, 60, dag(5), dag(20)), Regel(1, H1, 57, dag(20), dag(30)),
          Regel(1, H1, 58, dag(30))], {(1, H1, dag(20)): (1, 2)}, [Stap(CORRECTIE, 1, -3), Stap(DEFINITIE, 1, 1)]),
        # a correction and its opposite are no step
        ([Regel(1, H1, 60, dag(1), dag(20)), Regel(1, H1, 57, dag(20), dag(21)), Regel(1, H1, 60, dag(21))],
         {(1, H1, dag(20)): (1, 2), (1, H1, dag(21)): (2, 3)}, []),
        # of a new half-year only what stands now counts
        ([Regel(1, H2, 9, dag(11), dag(12)), Regel(1, H2, 8, dag(12))], {}, [Stap(NIEUW, 1, 8)]),
    ],
)  # fmt: skip
def test_steps(regels, deliveries, expected):
    found = stappen(regels, geteld(deliveries), SINDS, H1)
    assert sorted(found, key=lambda stap: stap.oorzaak) == expected


def test_what_cannot_be_traced_is_a_step_of_its_own():
    found = verantwoord([Stap(NIEUW, 1, 9)], {1: 60, 2: 5}, {1: 70, 2: 5})
    assert found == [Stap(NIEUW, 1, 9), Stap(ONBEKEND, 1, 1)]  # 60 + 9 = 69, and it is 70
    assert per_oorzaak(found) == [(NIEUW, 9), (ONBEKEND, 1)]


@pytest.mark.parametrize("seed", range(20))
def test_steps_lead_from_then_to_now_whatever_happened(seed):
    """Random histories: the figures then plus all steps are the figures now, of each party."""
    rng = random.Random(seed)
    regels, then, now = [], {1: 0, 2: 0}, {1: 0, 2: 0}
    for partij in (1, 2):
        for half in (H1, H2):
            moments = [*sorted(rng.sample(range(30), rng.randint(1, 4))), None]
            for begin, end in pairwise(moments):
                value = rng.randint(-20, 90)
                regels.append(Regel(partij, half, value, dag(begin), end and dag(end)))
                if half == H1 and dag(begin) <= SINDS and (end is None or dag(end) > SINDS):
                    then[partij] += value
                now[partij] += value if end is None else 0
    deliveries = {(r.partij, r.halfjaar, r.van): rng.choice([(None, 1), (1, 2), (1, 1)]) for r in regels}
    found = verantwoord(stappen(regels, geteld(deliveries), SINDS, H1), then, now)
    moved = {partij: sum(stap.aantal for stap in found if stap.partij == partij) for partij in (1, 2)}
    assert {partij: then[partij] + moved[partij] for partij in (1, 2)} == now
    assert ONBEKEND not in {stap.oorzaak for stap in found}
