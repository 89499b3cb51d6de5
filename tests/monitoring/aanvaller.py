"""A reader who wants to know what is hidden: notes all that is published as equations, and solves them.

Knows no more than what stands on the pages: visible counts, totals, what is said of hidden counts, and that counts are
not negative. Tries exact elimination (`opgelost`) and the least and the most that is possible (`grenzen`).
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

Som = dict[Hashable, int]  # unknown → how often it counts


class Aanvaller:
    def __init__(self):
        self._onbekenden: dict[Hashable, int] = {}
        self._gelijk: list[tuple[Som, float]] = []
        self._tussen: list[tuple[Som, float, float]] = []
        self._kept: dict | None = None
        self._mogelijk: list[np.ndarray] = []  # towns that fit all that is known

    def weet(self, som: Som, waarde: float) -> None:
        """A visible count: this sum of unknowns is `waarde`."""
        self._gelijk.append((self._kent(som), waarde))
        self._kept, self._mogelijk = None, []

    def hoort(self, som: Som, minstens: float, hoogstens: float) -> None:
        """What is said of a hidden count."""
        self._tussen.append((self._kent(som), minstens, hoogstens))
        self._kept, self._mogelijk = None, []

    def _kent(self, som: Som) -> Som:
        for unknown in som:
            self._onbekenden.setdefault(unknown, len(self._onbekenden))
        return som

    def opgelost(self, som: Som) -> Fraction | None:
        """The value of this sum when the equations alone give it, by exact elimination; None when they do not."""
        rows = [self._exact(each, value) for each, value in self._gelijk]
        left = _reduced(self._exact(som, 0), _eliminated(rows))
        known = all(not factor for place, factor in left.items() if place is not None)
        return -left.get(None, Fraction(0)) if known else None

    def _exact(self, som: Som, value: float) -> dict:
        return {self._onbekenden[u]: Fraction(n) for u, n in som.items()} | {None: Fraction(value)}

    def grenzen(self, som: Som) -> tuple[float, float]:
        """The least and the most that this sum can be, given everything that is published."""
        lows_and_highs = []
        for sign in (1, -1):
            found = linprog(sign * self._vector(som), **self._stelsel(), bounds=(0, None), method="highs")
            assert found.status in (0, 3), found.message  # the real town fits: it is never infeasible
            lows_and_highs.append(sign * found.fun if found.status == 0 else float("inf"))
            if found.status == 0:
                self._mogelijk.append(found.x)
        return lows_and_highs[0], lows_and_highs[1]

    def raadt(self, som: Som) -> float | None:
        """The value of this sum when only one is possible: two towns that fit may not differ in it."""
        row = self._vector(som)
        seen = [float(row @ town) for town in self._mogelijk]
        if seen and max(seen) - min(seen) >= 1:
            return None
        low, high = self.grenzen(som)
        return round(low) if high - low < 1 - 1e-6 else None

    def _vector(self, som: Som) -> np.ndarray:
        row = np.zeros(len(self._onbekenden))
        for unknown, factor in som.items():
            row[self._onbekenden[unknown]] = factor
        return row

    def _stelsel(self) -> dict:
        if self._kept is None:
            above = [(som, high) for som, _, high in self._tussen if high != float("inf")]
            below = [({u: -n for u, n in som.items()}, -low) for som, low, _ in self._tussen if low > 0]
            self._kept = {
                "A_eq": self._matrix([som for som, _ in self._gelijk]),
                "b_eq": [value for _, value in self._gelijk],
                "A_ub": self._matrix([som for som, _ in above + below]) if above + below else None,
                "b_ub": [value for _, value in above + below] if above + below else None,
            }
        return self._kept

    def _matrix(self, sommen: list[Som]) -> csr_matrix:
        cells = [(row, self._onbekenden[u], n) for row, som in enumerate(sommen) for u, n in som.items()]
        rows, columns, factors = zip(*cells, strict=True)
        return csr_matrix((factors, (rows, columns)), shape=(len(sommen), len(self._onbekenden)), dtype=float)


def _eliminated(rows: list[dict]) -> dict[int, dict]:
    """First unknown of a row → that row, after elimination."""
    pivots: dict[int, dict] = {}
    for row in rows:
        left = _reduced(row, pivots)
        first = min((place for place, factor in left.items() if place is not None and factor), default=None)
        if first is not None:
            pivots[first] = {place: factor / left[first] for place, factor in left.items() if factor}
    return pivots


def _reduced(row: dict, pivots: dict[int, dict]) -> dict:
    left = dict(row)
    for place in range(max([-1, *pivots]) + 1):
        factor = left.get(place)
        if factor and place in pivots:
            for other, value in pivots[place].items():
                left[other] = left.get(other, Fraction(0)) - factor * value
    return left
