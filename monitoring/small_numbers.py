"""Hides counts that are small enough to recognise people by. No Django, no database."""

from __future__ import annotations

from collections.abc import Sequence

GRENS = 5
KLEIN = "< 5"


def hidden(tellingen: Sequence[float]) -> set[int]:
    """Places of the counts to hide: all below five, and the smallest other one when a total would give one away."""
    small = {place for place, count in enumerate(tellingen) if count < GRENS}
    if len(small) == 1 and len(tellingen) > 1:
        rest = [place for place in range(len(tellingen)) if place not in small]
        small.add(min(rest, key=lambda place: tellingen[place]))
    return small
