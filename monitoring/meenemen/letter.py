"""The letter of documents that we set ourselves, and which signs it has."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

MAP = Path(__file__).resolve().parent / "lettertypen"  # made by tools/build_fonts.py
ANDER = "□"  # for a sign that it does not have; this one and the arrow are in the letter that Typst brings
VANZELF = {ANDER, "→", "\n"}


def is_er() -> bool:
    return any(MAP.glob("*.ttf"))


def leesbaar(text: str) -> str:
    """Signs that no letter of ours has would stop the making of an accessible file."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(sign if sign in _tekens() else _vervang(sign) for sign in plain)


def _vervang(sign: str) -> str:
    """Nothing for what is not seen anyway (joiners, variants, marks upon a letter), a box for the rest."""
    kind = unicodedata.category(sign)
    return "" if kind[0] == "C" or kind in ("Mn", "Me") else " " if kind[0] == "Z" else ANDER


@functools.cache
def _tekens() -> frozenset[str]:
    """Every sign of the letter."""
    found = set()
    for path in sorted(MAP.glob("*-Regular.ttf")):
        with TTFont(path) as font:
            found |= {chr(code) for code in font.getBestCmap()}
    return frozenset({sign for sign in found if unicodedata.category(sign)[0] != "C"} | VANZELF)
