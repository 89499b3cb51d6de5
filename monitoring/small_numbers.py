"""Hides counts that are small enough to recognise people by, with enough others that none can be worked out.

What is given: of one half-year, counts per area, in columns that add up in known ways (all allocations = urgent +
regular, urgent = the sum of its groups; all = above + below the income limit), areas that add up too (a wijk is its
buurten and the rest), and the city totals of every column, which are always published.

What is promised: of every hidden count below five there is another town that gives exactly the same page (the same
visible counts, the same city totals, every hidden count still within what is said of it) and in which that count is
another one. Such a town is not hoped for but pointed out: it differs from the real one by an exchange of one home for
another (`verwisseling.Tafel`), and what is hidden is hidden to make room for such exchanges. Hiding more never takes
room away, so what was once safe stays safe.

What cannot be promised: a column of which the city total is 0 is 0 everywhere; and with a single area the city is
that area. Such counts are known from the city totals alone, whatever is hidden.

A correction gives a second page about the same half-year. A reader who keeps both may see which counts moved. So what
was hidden stays hidden, and the other town must give all earlier pages too (`eerder`), even for who knows how much
each count was corrected by. What was visible on an earlier page is known, and no part of any exchange. No Django, no
database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from monitoring.verwisseling import GRENS, OPEN, VRIJ, Tafel

__all__ = ["GRENS", "GROOT", "KLEIN", "STIL", "Basis", "Deling", "Verborgen", "Zicht", "verberg"]


@dataclass(frozen=True)
class Verborgen:
    """Stands in the place of a hidden count: its text, and the least and the most that are said of it."""

    tekst: str
    minstens: int
    hoogstens: float

    def __str__(self) -> str:
        return self.tekst


KLEIN = Verborgen(f"< {GRENS}", 0, GRENS - 1)
GROOT = Verborgen("niet getoond", GRENS, float("inf"))
STIL = Verborgen("niet getoond", 0, float("inf"))  # says nothing: of sums, and where a range would say too much


@dataclass(frozen=True)
class Deling:
    """One way in which all allocations fall apart, such as by group.

    `waarden` has a row per smallest area and a column per smallest part. `kolommen` names the counts that can be
    seen or worked out, each a sum of parts. `gedrukt` are those that stand on a page; the others are hidden too
    where they are small (who sees 18 urgent of 20 knows that 2 are not), but nothing is said of them.
    """

    waarden: np.ndarray
    kolommen: dict[str, tuple[int, ...]]
    gedrukt: frozenset[str]


@dataclass(frozen=True)
class Basis:
    """The counts of one half-year. `delingen` all divide the same totals, the first of them into one part.

    `bladen` are the smallest areas ('' is what lies in a wijk but in no buurt: printed nowhere), `wijken` names the
    wijk of each; a wijk of one nameless area is that area.
    """

    bladen: Sequence[str]
    wijken: Sequence[str]
    delingen: Sequence[Deling]


@dataclass(frozen=True)
class Zicht:
    """What a reader may see of a half-year. `bekend` are small counts that the city totals alone give away."""

    verborgen: dict[tuple[str, str], Verborgen]
    gezien: frozenset[tuple[str, str]]
    bekend: frozenset[tuple[str, str]] = frozenset()
    tafel: Tafel | None = field(default=None, repr=False, compare=False)

    def van(self, gebied: str, kolom: str) -> Verborgen | None:
        """What stands in the place of this count; None when it is shown. What is not known here is not shown."""
        if (gebied, kolom) in self.gezien:
            return None
        return self.verborgen.get((gebied, kolom), STIL)


NIETS = Zicht({}, frozenset())


def verberg(basis: Basis, eerder: Sequence[Zicht] = ()) -> Zicht:
    """Which counts to hide, and what to say in their place. `eerder` are the pages before this one, oldest first."""
    tafel = _tafel(basis)
    before = [zicht.tafel for zicht in eerder if zicht.tafel is not None and zicht.tafel.past_bij(tafel)]
    tafel.blijf_verborgen(before)
    tafel.bescherm()
    if before:
        tafel.bescherm_ook(before)
    return _zicht(tafel)


def _tafel(basis: Basis) -> Tafel:
    """Areas as rows and columns as columns, with which part counts in which column and which area in which wijk."""
    names, parts, counts, printed, part_of = [], [], [], [], []
    first = 0
    for number, deling in enumerate(basis.delingen):
        width = deling.waarden.shape[1]
        counts.append(np.asarray(deling.waarden, dtype=np.int64))
        part_of += [number] * width
        for naam, leaves in deling.kolommen.items():
            names.append(naam)
            parts.append([first + leaf for leaf in leaves])
            printed.append(naam in deling.gedrukt)
        first += width
    telt = np.zeros((first, len(names)), dtype=bool)
    for column, leaves in enumerate(parts):
        telt[leaves, column] = True
    return Tafel.maak(basis.bladen, basis.wijken, np.hstack(counts), telt, names, np.array(printed), np.array(part_of))


def _zicht(tafel: Tafel) -> Zicht:
    hidden, seen, known = {}, [], []
    for row, gebied in enumerate(tafel.namen):
        if not gebied:
            continue
        for column, kolom in enumerate(tafel.kolommen):
            key, status = (gebied, kolom), tafel.status[row, column]
            if status == OPEN:
                seen.append(key)
                continue
            hidden[key] = STIL if status == VRIJ else KLEIN if tafel.waarde[row, column] < GRENS else GROOT
            if tafel.bekend[row, column]:
                known.append(key)
    return Zicht(hidden, frozenset(seen), frozenset(known), tafel)


def hidden(tellingen: Sequence[float], hoogstens: Sequence[float] | None = None) -> set[int]:
    """Places of the counts to hide: all below five, and the smallest others until no small one follows from the total.

    `hoogstens` is what stands beside each count and cannot be less, such as all allocations. When everything is
    hidden and the total still gives one away, there is nothing left to hide.
    """
    places = sorted(range(len(tellingen)), key=lambda place: tellingen[place])
    many = sum(count < GRENS for count in tellingen)
    if not many:
        return set()
    while many < len(places) and _gives_away(places[:many], tellingen, hoogstens):
        many += 1
    return set(places[:many])


def gezegd(telling: float) -> str:
    """What stands in the place of a hidden count."""
    return str(KLEIN if telling < GRENS else GROOT)


def _gives_away(places: list[int], tellingen: Sequence[float], hoogstens: Sequence[float] | None) -> bool:
    """Whether a small count can be one number only, given the sum of the hidden ones and what is said of each."""
    total = sum(tellingen[place] for place in places)
    low = {place: 0 if tellingen[place] < GRENS else GRENS for place in places}
    high = {
        place: min(GRENS - 1 if not low[place] else total, hoogstens[place] if hoogstens else total) for place in places
    }
    least, most = sum(low.values()), sum(high.values())
    return any(
        max(0, total - (most - high[place])) >= min(high[place], total - least)
        for place in places
        if tellingen[place] < GRENS
    )
