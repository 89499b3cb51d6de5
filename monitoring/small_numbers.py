"""Hides counts that are small enough to recognise people by. No Django, no database."""

from __future__ import annotations

from collections.abc import Sequence

GRENS = 5
KLEIN = "< 5"
NIET_GETOOND = "niet getoond"


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
    return KLEIN if telling < GRENS else NIET_GETOOND


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
