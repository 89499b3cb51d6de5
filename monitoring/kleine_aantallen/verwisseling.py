"""Exchanges of homes that leave a page as it is: why a hidden count cannot be worked out.

A table of areas by parts stays the same at its edges when two homes change places: in one area a home of part x
becomes one of part y, in another area the other way round. All totals of areas and of the city stay; only the counts
of x and y in both areas move by one, with the sums in which just one of them counts. Are all of these hidden, and do
they keep within what is said of them ('< 5', at least 5), then nobody can tell both towns apart. Where that is not
enough, one home moves from one area to another, and the totals of both are hidden as well.

`Tafel.bescherm` looks for the exchange that asks for the fewest further hidden counts. If there is none, because
counts stand at the edge of what is said of them (a 5 among noughts), nothing is said of that column any more, then of
its whole division, then of anything. With everything hidden and nothing said, an exchange exists for every count in a
column of which the city has at least one home and the areas are two: that is where the promise ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from monitoring.verborgen import GRENS

OPEN, BEREIK, VRIJ = 0, 1, 2  # shown; hidden, with its range said; hidden, nothing said
# Weights are whole numbers, of which sums in floats are exact, so that a page is worked out the same each time. Were a
# tie settled by rounding, two answers for one page could show together what neither does.
KAN_NIET = 1e12
WEEGT = 10_000.0  # a count of one group, to which its number is added
TOTAAL_WEEGT = 60_000.0  # a total is missed more than the count of one group
HELPT = -10.0  # of exchanges that hide nothing more, the one that makes most counts safe


# which smallest area has how many more of which part: (area, part, +1 or −1)
Wissel = list[tuple[int, int, int]]


@dataclass
class Tafel:
    """Areas and wijken as rows, columns as columns, and the smallest areas and parts that they are sums of.

    `leden` says which smallest area counts in which row, `telt` which part in which column, `deel` to which division a
    part belongs; of division 0, the totals, there is one part.
    """

    namen: list[str]
    kolommen: list[str]
    waarde: np.ndarray
    gedrukt: np.ndarray
    telt: np.ndarray
    deel: np.ndarray
    leden: np.ndarray
    blad: np.ndarray  # smallest area → its row; the last row, which costs nothing, when it has none of its own
    wijk: np.ndarray  # smallest area → the row of its wijk
    zwijgt: bool = False  # says nothing of any hidden count
    status: np.ndarray = field(init=False)
    wissels: list[Wissel] = field(default_factory=list)

    @classmethod
    def maak(cls, bladen, wijken, aantallen, telt, kolommen, gedrukt, deel, zwijgt=False) -> Tafel:
        """From counts per smallest area and part. A wijk of one nameless area has one row: its own."""
        codes = list(dict.fromkeys(wijken))
        many = {code: sum(each == code for each in wijken) for code in codes}
        own = [place for place, (naam, wijk) in enumerate(zip(bladen, wijken, strict=True)) if naam or many[wijk] > 1]
        rows = len(own) + len(codes)
        leden = np.zeros((rows, len(bladen)), dtype=bool)
        leden[range(len(own)), own] = True
        blad, wijk = np.full(len(bladen), rows), np.array([len(own) + codes.index(each) for each in wijken], dtype=int)
        blad[own] = range(len(own))
        leden[wijk, range(len(bladen))] = True
        namen = [bladen[place] for place in own] + codes
        waarde = leden.astype(np.int64) @ aantallen @ telt.astype(np.int64)
        seen = np.array([bool(naam) for naam in namen], dtype=bool)[:, None] & gedrukt[None, :]
        return cls(namen, list(kolommen), waarde, seen, telt, deel, leden, blad, wijk, zwijgt)

    def __post_init__(self):
        shape = self.waarde.shape
        self.status = np.where(self.gedrukt, OPEN, VRIJ)
        self.vast = np.zeros(shape, dtype=bool)  # known from an earlier page
        self.mag_op, self.mag_neer = np.ones(shape, dtype=bool), np.ones(shape, dtype=bool)
        self.veilig, self.bekend = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        self.totaal = self.deel[self.telt.argmax(axis=0)] == 0
        self.gewicht = np.where(self.totaal, TOTAAL_WEEGT, WEEGT) + self.waarde
        only = self.telt[:, None, :] & ~self.telt[None, :, :]
        self._alleen = only.reshape(-1, shape[1]).T.astype(
            float
        )  # column × (part, other part): counts in the first only
        self._andere = only.transpose(1, 0, 2).reshape(-1, shape[1]).T.astype(float)
        self._leeg = self.waarde[np.unique(self.wijk)].sum(axis=0) == 0
        self._hide(self.waarde < GRENS)

    def _hide(self, where: np.ndarray) -> None:
        self.status = np.where(where & (self.status == OPEN), VRIJ if self.zwijgt else BEREIK, self.status)

    # what is hidden, and why that is enough

    def bescherm(self) -> None:
        """Hide until every small count is in an exchange, or cannot be."""
        self._bescherm(self.waarde < GRENS)

    def blijf_verborgen(self, eerder: Iterable[Tafel]) -> None:
        """What an earlier page hid is hidden on this one too; where it said nothing, nothing is said."""
        for tafel in eerder:
            self._hide(tafel.gedrukt & (tafel.status != OPEN))
            self.status = np.where(tafel.gedrukt & (tafel.status == VRIJ), VRIJ, self.status)

    def bescherm_ook(self, eerder: Sequence[Tafel]) -> None:
        """The same for what was never visible, with exchanges that leave all earlier pages as they were as well."""
        small = self.waarde < GRENS
        for tafel in eerder:
            small = small | (tafel.waarde < GRENS)
            self.vast |= tafel.status == OPEN
            free, value = tafel.status == VRIJ, tafel.waarde
            self.mag_op &= free | (value != GRENS - 1)
            self.mag_neer &= np.where(free, value >= 1, (value >= 1) & (value != GRENS))
        known = self.bekend.copy()
        self.veilig[:] = False
        self._bescherm(small & ~self.vast)
        self.bekend = known

    def _bescherm(self, small: np.ndarray) -> None:
        self._weeg(np.arange(len(self.namen)))
        sizes = self.leden.sum(axis=1)
        parts = self.telt.sum(axis=0)
        todo = [(int(row), int(column)) for row, column in np.argwhere(small)]
        todo.sort(key=lambda cell: (not self.totaal[cell[1]], -sizes[cell[0]], -parts[cell[1]]))
        for row, column in todo:
            if self._leeg[column]:
                self.bekend[row, column] = True
            elif not self.veilig[row, column]:
                self._bescherm_een(row, column)

    def _bescherm_een(self, row: int, column: int) -> None:
        inside = self.telt[:, column]
        division = self.deel == self.deel[inside.argmax()]
        everything = np.ones(len(self.deel), dtype=bool)
        for parts in (inside, division, everything, None):
            cost, wissel = self._goedkoopste(row, column)
            if cost < KAN_NIET / 2:  # a sum with one that cannot be, less what it helps
                self._doe(wissel)
                return
            if parts is not None:
                self._zwijg(self.telt[parts].any(axis=0))
        self.bekend[row, column] = True

    def _zwijg(self, columns: np.ndarray) -> None:
        """Hide these columns for all areas, and say nothing of them."""
        self.status[:, columns] = VRIJ
        self._weeg(np.arange(len(self.namen)))

    def _doe(self, wissel: Wissel) -> None:
        """Hide what this exchange touches: all of that is safe from now on."""
        touched = self.geraakt(wissel) != 0
        self._hide(touched)
        self.veilig |= touched
        self.wissels.append(wissel)
        self._weeg(np.flatnonzero(touched.any(axis=1)))

    def geraakt(self, wissel: Wissel) -> np.ndarray:
        """By how much each count changes."""
        changes = np.zeros((len(self.namen) + 1, len(self.kolommen)), dtype=np.int64)
        for area, part, change in wissel:
            for row in {self.blad[area], self.wijk[area]}:
                changes[row] += change * self.telt[part]
        return changes[:-1]

    # which exchange is cheapest

    def _weeg(self, rows: np.ndarray) -> None:
        """What it costs to let each count of these rows go up or down by one, and each part become another."""
        if not hasattr(self, "_op"):
            many, parts = len(self.namen) + 1, len(self.deel)
            self._op, self._neer = np.zeros((many, parts)), np.zeros((many, parts))
            self._wordt = np.zeros((many, parts, parts))
        op, neer = self._kosten(rows)
        self._op[rows], self._neer[rows] = op @ self.telt.T, neer @ self.telt.T
        self._wordt[rows] = (op @ self._alleen + neer @ self._andere).reshape(len(rows), *self._wordt.shape[1:])

    def _kosten(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        value, status = self.waarde[rows], self.status[rows]
        asks = (value < GRENS) & ~self.veilig[rows]
        hide = np.where(status == OPEN, self.gewicht[rows], np.where(asks, HELPT, 0.0))
        free = status == VRIJ
        up = free | (value != GRENS - 1)
        down = np.where(free, value >= 1, (value >= 1) & (value != GRENS))
        blocked = self.vast[rows]
        return (
            np.where(up & self.mag_op[rows] & ~blocked, hide, KAN_NIET),
            np.where(down & self.mag_neer[rows] & ~blocked, hide, KAN_NIET),
        )

    def _goedkoopste(self, row: int, column: int) -> tuple[float, Wissel]:
        inside, outside = np.flatnonzero(self.leden[row]), np.flatnonzero(~self.leden[row])
        best: tuple[float, Wissel] = (KAN_NIET, [])
        for search in (self._ruil, self._verhuizing, self._kring) if len(outside) else ():
            if search == self._kring and best[0] < TOTAAL_WEEGT:
                break  # worth looking for only where it spares a total
            for sign in (1, -1):
                best = min(best, search(inside, outside, column, sign), key=lambda each: each[0])
                if best[0] <= 0:
                    return best
        return best

    def _apart(self, inside, outside):
        """Whether two smallest areas are of different wijken: within a wijk, the wijk does not change."""
        return (self.wijk[inside][:, None] != self.wijk[outside][None, :])[:, :, None, None]

    def _paren(self, inside, outside, gain, loss):
        """gain[row, …] + loss[other, …] over all pairs of smallest areas."""
        own = gain[self.blad[inside]][:, None] + loss[self.blad[outside]][None]
        wijken = gain[self.wijk[inside]][:, None] + loss[self.wijk[outside]][None]
        return own + self._apart(inside, outside) * wijken

    def _ruil(self, inside, outside, column, sign) -> tuple[float, Wissel]:
        """A home inside changes part with a home outside; totals stay."""
        mine = np.flatnonzero(self.telt[:, column])
        others = np.flatnonzero((self.deel == self.deel[mine[0]]) & ~self.telt[:, column])
        if not len(others):
            return KAN_NIET, []
        to_mine = self._wordt[:, mine][:, :, others]  # mine up, the other down
        to_other = self._wordt[:, others][:, :, mine].transpose(0, 2, 1)
        costs = self._paren(inside, outside, *((to_mine, to_other) if sign > 0 else (to_other, to_mine)))
        i, o, m, n = np.unravel_index(costs.argmin(), costs.shape)
        a, b, part, other = int(inside[i]), int(outside[o]), int(mine[m]), int(others[n])
        found = [(a, part, sign), (a, other, -sign), (b, part, -sign), (b, other, sign)]
        return float(costs[i, o, m, n]), found

    def _delen(self, column):
        """Per division which parts may move: those of this column, and of the other divisions any."""
        own = self.deel[self.telt[:, column].argmax()]
        for division in np.unique(self.deel):
            yield np.flatnonzero((self.deel == division) & (self.telt[:, column] | (division != own)))

    def _verhuizing(self, inside, outside, column, sign) -> tuple[float, Wissel]:
        """A home moves from outside to inside, or back: in every division one part, and the totals."""
        gain, loss = (self._op, self._neer) if sign > 0 else (self._neer, self._op)
        total, chosen = np.zeros((len(inside), len(outside))), []
        for parts in self._delen(column):
            costs = self._paren(inside, outside, gain[:, parts, None], loss[:, parts, None])[..., 0]
            total += costs.min(axis=2)
            chosen.append(parts[costs.argmin(axis=2)])
        i, o = np.unravel_index(total.argmin(), total.shape)
        a, b = int(inside[i]), int(outside[o])
        steps = [(area, int(parts[i, o]), change) for parts in chosen for area, change in ((a, sign), (b, -sign))]
        return float(total[i, o]), steps

    def _kring(self, inside, outside, column, sign) -> tuple[float, Wissel]:
        """The same, but what comes may be of another part than what goes: a home in a third area makes up for it."""
        gain, loss = (self._op, self._neer) if sign > 0 else (self._neer, self._op)
        turned = self._wordt if sign > 0 else self._wordt.transpose(0, 2, 1)
        total, chosen = np.zeros((len(inside), len(outside))), []
        for parts in self._delen(column):
            every = np.flatnonzero(self.deel == self.deel[parts[0]])
            costs = self._paren(inside, outside, gain[:, parts, None], loss[:, None, every])
            within = turned[self.wijk[inside]][:, parts][:, :, every]  # of one wijk: there one part becomes the other
            third, areas = self._derde(outside, turned.transpose(0, 2, 1)[:, parts][:, :, every])
            differ = parts[:, None] != every[None, :]
            costs = costs + differ * (third[None] + ~self._apart(inside, outside) * within[:, None])
            flat = costs.reshape(*total.shape, -1)
            total += flat.min(axis=2)
            chosen.append((parts, every, flat.argmin(axis=2), areas))
        i, o = np.unravel_index(total.argmin(), total.shape)
        steps = []
        for parts, every, best, areas in chosen:
            m, n = divmod(int(best[i, o]), len(every))
            steps += _stappen((inside[i], outside[o], areas[o, m, n]), parts[m], every[n], sign)
        return float(total[i, o]), steps

    def _derde(self, outside, turned):
        """Per area outside and pair of parts: what it costs in the cheapest other area outside, and which that is."""
        if len(outside) < 2:
            shape = (len(outside), *turned.shape[1:])
            return np.full(shape, 2 * KAN_NIET), np.zeros(shape, dtype=int)
        costs = turned[self.blad[outside]] + turned[self.wijk[outside]]
        first, second = np.argsort(costs, axis=0)[:2]
        itself = np.arange(len(outside))[:, None, None] == first[None]
        place = np.where(itself, second[None], first[None])
        return np.take_along_axis(costs, place, axis=0), outside[place]


def _stappen(areas, mine, theirs, sign) -> Wissel:
    """Comes in the first area as `mine`, goes in the second as `theirs`; the third turns one into the other."""
    first, second, third = (int(area) for area in areas)
    steps = [(first, int(mine), sign), (second, int(theirs), -sign)]
    if mine != theirs:
        steps += [(third, int(mine), -sign), (third, int(theirs), sign)]
    return steps
