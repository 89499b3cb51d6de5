"""How wide Calibri is, with which Office sets our documents: Carlito has the same widths, and is free."""

import functools

from django.conf import settings
from fontTools.ttLib import TTFont

FILES = settings.ROOT / "node_modules/@fontsource/carlito/files"
REGEL = 1.22  # of the size of a letter: how high Calibri sets a line


@functools.cache
def _widths(vet):
    with TTFont(FILES / f"carlito-latin-{700 if vet else 400}-normal.woff2") as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): widths[name][0] / units for code, name in font.getBestCmap().items()}


def breedte(text, vet):
    """In sizes of the letter; a sign of another font is as wide as it is high."""
    known = _widths(vet)
    return sum(known.get(sign, 1) for sign in text)


def regels(text, size, points, vet):
    """How many lines a text takes on a line of so many points: as many words on each as go on it."""
    lines = 0
    for paragraph in text.replace("\v", "\n").split("\n"):
        lines, used = lines + 1, 0.0
        for word in paragraph.split(" "):
            wide = breedte(word, vet) * size
            space = breedte(" ", vet) * size if used else 0
            if used and used + space + wide > points:
                lines, used, space = lines + 1, 0.0, 0
            used += space + wide
            lines += int(used // points) if used > points else 0  # a word that is wider than its line is cut
            used = used % points if used > points else used
    return lines
