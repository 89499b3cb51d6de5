"""How wide a text is, in signs of an ordinary small letter, and breaking it where a line or a slide is full.

The widths are those of Source Sans 3, rounded up; of signs that are not in it those of what a browser takes instead.
"""

from __future__ import annotations

from functools import cache
from unicodedata import east_asian_width

SMAL, GEWOON, KAPITAAL, BREED, BEELD = 0.7, 1, 1.3, 1.8, 2.6
_SMAL, _BREED = frozenset(" .,:;'’‘!|()[]ijlftr-"), frozenset("mMwW@%—…‰œŒæÆ")


def breed(text: str) -> float:
    return sum(map(_teken, text))


@cache
def _teken(sign: str) -> float:
    if sign in _SMAL:
        return SMAL
    if sign in _BREED:
        return BREED
    if sign > "\u2fff" or east_asian_width(sign) in "WF":
        return BEELD
    return KAPITAAL if sign.isupper() else GEWOON


def gebroken(text: str, most: float) -> list[str]:
    """The text in pieces of at most this width, broken between words; a word that is wider itself is cut."""
    pieces: list[str] = []
    left = 0.0
    for part in (part for word in text.split() for part in _gesneden(word, most)):
        wide = breed(part)
        if pieces and SMAL + wide <= left:
            pieces[-1] += f" {part}"
            left -= SMAL + wide
        else:
            pieces.append(part)
            left = most - wide
    return pieces


def _gesneden(word: str, most: float) -> list[str]:
    parts, left = [""], most
    for sign in word:
        if _teken(sign) > left and parts[-1]:
            parts.append("")
            left = most
        parts[-1] += sign
        left -= _teken(sign)
    return parts
