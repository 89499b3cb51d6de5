"""How alike two texts are, and which belong together. Pure: no database, no Django."""

from __future__ import annotations

import re

ZELFDE_NUMMER = 0.25  # what the same number adds to the likeness of the words
GENOEG = 0.45  # from here on one is probably the continuation of the other
_KORT = 4  # shorter words are in every text


def likeness(one: str, other: str) -> float:
    """0 for no word in common, 1 for the same words: twice the words in common ÷ the words of both."""
    first, second = _words(one), _words(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) >= _KORT}


def pair(new: dict[int, str], old: dict[int, str]) -> dict[int, int]:
    """Of the texts by number, which new one probably carries on which old one; each old one once, the likest first."""
    scores = [
        (likeness(text, other) + (ZELFDE_NUMMER if number == before else 0), number, before)
        for number, text in new.items()
        for before, other in old.items()
    ]
    found: dict[int, int] = {}
    for score, number, before in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score >= GENOEG and number not in found and before not in found.values():
            found[number] = before
    return found
