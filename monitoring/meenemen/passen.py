"""How much room words take: lines of a text, and the widths of the columns of a table.

Measured with the letter of the PDF. Word and PowerPoint set Calibri, of which a few words are wider: see RUIMER.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import product
from math import ceil

from fontTools.ttLib import TTFont

from monitoring.meenemen import letter
from monitoring.meenemen.stuk import Tafel

RUIMER = 1.25  # short words of Calibri ('We', 'Met') are to 9 % wider; 15 % is for a letter that stands in for it
RONDING = 1e-9
STAPPEN = 60  # in which columns give up what is too much
LANGST = 60  # sizes of the letter: a line that is longer takes several lines anyway
NIET_VOL = 1.08
NIEUWE_REGEL, AFBREEKTEKEN = "\n", "\u00ad"


@functools.cache
def _wijdten(vet: bool) -> dict[str, float]:
    """Of every sign its width, in sizes of the letter."""
    found: dict[str, float] = {}
    for path in sorted(letter.MAP.glob(f"*-{'Bold' if vet else 'Regular'}.ttf")):
        with TTFont(path) as font:
            units, widths = font["head"].unitsPerEm, font["hmtx"]
            found |= {chr(code): widths[name][0] / units for code, name in font.getBestCmap().items()}
    return found


@functools.lru_cache(maxsize=50_000)
def breedte(text: str, vet: bool = False) -> float:
    """In sizes of the letter; a sign that it does not have is as wide as it is high."""
    known = _wijdten(vet)
    return sum(known.get(sign, 1) for sign in text)


def regels(text: str, most: float, *, vet: bool = False) -> list[str]:
    """The lines of a text where each is at most so many sizes of the letter wide; a word that is wider is cut."""
    found = []
    for line in text.split("\n"):
        lines, left = [""], most
        for word in (part for whole in line.split(" ") for part in _gesneden(whole, most, vet)):
            wide = breedte(word, vet) + (breedte(" ", vet) if lines[-1] else 0)
            if wide > left + RONDING and lines[-1]:
                lines.append(word)
                left = most - breedte(word, vet)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
                left -= wide
        found += lines
    return found


def stukken(text: str, most: float, lines: int) -> list[str]:
    """A text in pieces of at most so many lines of that width; its own line ends stay."""
    found, left = [""], lines
    for paragraph in text.split("\n"):
        for place, line in enumerate(regels(paragraph, most)):
            if not left:
                found.append("")
                left = lines
            found[-1] += line if left == lines else f"{' ' if place else NIEUWE_REGEL}{line}"
            left -= 1
    return found


def breekbaar(text: str, most: float) -> str:
    """The text with a place to break in every word that is wider than this."""
    words = (_gesneden(word, most * 0.8, False) if breedte(word) > most else [word] for word in text.split(" "))
    return " ".join(map(AFBREEKTEKEN.join, words))


def _gesneden(word: str, most: float, vet: bool) -> list[str]:
    if breedte(word, vet) <= most + RONDING:
        return [word]
    parts, left = [""], most
    for sign in word:
        wide = breedte(sign, vet)
        if wide > left and parts[-1]:
            parts.append("")
            left = most
        parts[-1] += sign
        left -= wide
    return parts


def kolommen(
    tafel: Tafel, breed: float, rand: float, groottes: Sequence[float], ruimer: float = 1
) -> tuple[float, list[float]]:
    """The largest letter with which no word is broken, and the width of each column; all in points.

    `rand`: what a cell leaves free at its sides together. Each column begins as wide as its longest cell, and gives up
    what is too much where that makes the table the least higher.
    """
    cells = list(zip(tafel.koppen, *tafel.rijen, strict=True))
    for heel, size in product((True, False), groottes):  # rather smaller than a number apart from its unit
        columns = [_Kolom(each, ruimer, heel and at in tafel.getallen) for at, each in enumerate(cells)]
        room = (breed - len(columns) * rand) / size
        if sum(column.minst for column in columns) <= room:
            break
    _pas_in(columns, room)
    return size, [column.breed * size + rand for column in columns]


class _Kolom:
    """A column: how wide each line of its cells is, and how wide it must be for its words; in sizes of the letter.

    `heel`: two words stay together too, as in '187 woningen' and 'geen gegevens'.
    """

    def __init__(self, cells: Sequence[str], ruimer: float, heel: bool):
        head, *rest = cells
        parts = [[cell] if heel and len(_woorden(cell)) == 2 else _woorden(cell) for cell in rest]
        words = [breedte(word, True) for word in _woorden(head)] + [breedte(word) for part in parts for word in part]
        self.minst = (max(words, default=1) + 0.1) * ruimer
        self._cellen = [[breedte(head, True) * ruimer]]
        self._cellen += [[breedte(line) * ruimer for line in cell.split("\n")] for cell in rest]
        self.breed = max(self.minst, *(min(line + 0.1, LANGST) for cell in self._cellen for line in cell))

    def regels(self, minder: float = 0) -> list[int]:
        """About how many lines each cell takes: words do not fill a line to its end."""
        wide = self.breed - minder
        return [sum(1 if line <= wide else ceil(line * NIET_VOL / wide) for line in cell) for cell in self._cellen]


def _woorden(text: str) -> list[str]:
    """Where a line may be broken: not at a space that holds together."""
    return text.replace("\n", " ").split(" ")


def _pas_in(columns: list[_Kolom], room: float) -> None:
    total = sum(column.breed for column in columns)
    step = max(total - room, 0) / STAPPEN
    lines = [column.regels() for column in columns]
    for _ in range(STAPPEN if step else 0):
        can = [at for at, column in enumerate(columns) if column.breed - step >= column.minst]
        if not can:
            break
        smaller = {at: columns[at].regels(step) for at in can}
        high = {at: _hoog([*lines[:at], new, *lines[at + 1 :]]) for at, new in smaller.items()}
        best = min(can, key=lambda at: (high[at], -columns[at].breed))
        columns[best].breed -= step
        lines[best] = smaller[best]
    total = sum(column.breed for column in columns)
    for column in columns:  # what is left over, or what even the widest words have to give up
        column.breed *= room / total


def _hoog(lines: list[list[int]]) -> int:
    """How many lines the rows take together."""
    return sum(map(max, zip(*lines, strict=True)))
