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

from monitoring.kleine_aantallen.verwisseling import BEREIK, OPEN, VRIJ, Tafel
from monitoring.verborgen import GRENS, GROOT, KLEIN, STIL, Verborgen


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
    wijk of each; a wijk of one nameless area is that area. `zwijgt`: of a hidden count nothing is said.
    """

    bladen: Sequence[str]
    wijken: Sequence[str]
    delingen: Sequence[Deling]
    zwijgt: bool = False


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


def verberg(basis: Basis, eerder: Sequence[tuple[Basis, Zicht]] = ()) -> Zicht:
    """Which counts to hide, and what to say in their place.

    `eerder` are the pages before this one, oldest first, each with its counts in the same areas and columns.
    """
    tafel, before = _tafel(basis), [_zoals_getoond(each, zicht) for each, zicht in eerder]
    tafel.blijf_verborgen(before)
    tafel.bescherm()
    if before:
        tafel.bescherm_ook(before)
    return _zicht(tafel)


def hidden(tellingen: Sequence[float]) -> set[int]:
    """Places to hide in one line of counts of which the total is known, such as one count per delivery."""
    if not tellingen:
        return set()
    names = [str(place) for place in range(len(tellingen))]
    counts = np.array(tellingen, dtype=float).round().astype(np.int64)[:, None]
    zicht = verberg(Basis([""] * len(names), names, [Deling(counts, {"": (0,)}, frozenset({""}))]))
    return {place for place, naam in enumerate(names) if zicht.van(naam, "") is not None}


def gezegd(telling: float) -> Verborgen:
    """What stands in the place of a hidden count in such a line."""
    return KLEIN if telling < GRENS else GROOT


def _zoals_getoond(basis: Basis, zicht: Zicht) -> Tafel:
    """A table as it was shown. A column that was not there says nothing."""
    tafel = _tafel(basis)
    for row, gebied in enumerate(tafel.namen):
        for column, kolom in enumerate(tafel.kolommen):
            hidden = zicht.van(gebied, kolom)
            tafel.gedrukt[row, column] = (gebied, kolom) in zicht.verborgen or hidden is None
            tafel.status[row, column] = OPEN if hidden is None else BEREIK if _has_range(hidden) else VRIJ
    return tafel


def _has_range(hidden: Verborgen) -> bool:
    return (hidden.minstens, hidden.hoogstens) != (STIL.minstens, STIL.hoogstens)


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
    return Tafel.maak(
        basis.bladen, basis.wijken, np.hstack(counts), telt, names, np.array(printed), np.array(part_of), basis.zwijgt
    )


def _zicht(tafel: Tafel) -> Zicht:
    hidden, seen, known = {}, [], []
    for row, gebied in enumerate(tafel.namen):
        for column, kolom in enumerate(tafel.kolommen):
            key, status = (gebied, kolom), tafel.status[row, column]
            if tafel.bekend[row, column] and gebied:
                known.append(key)
            if status == OPEN:
                seen.append(key)
            elif tafel.gedrukt[row, column]:
                hidden[key] = STIL if status == VRIJ else KLEIN if tafel.waarde[row, column] < GRENS else GROOT
    return Zicht(hidden, frozenset(seen), frozenset(known), tafel)
