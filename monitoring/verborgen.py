"""What stands in the place of a count that is not shown. No Django, no database."""

from __future__ import annotations

GRENS = 5


class Verborgen(str):
    """Stands in the place of a hidden count, and reads as its text; with the least and the most that are said of it.

    What is computed with it is hidden as well: a sum, a difference or a share says nothing. So who puts it in the
    place of a count can let every formula run. It cannot be compared or made a number: that raises TypeError.
    """

    __slots__ = ("hoogstens", "minstens")

    def __new__(cls, tekst: str, minstens: int = 0, hoogstens: float = float("inf")):
        made = super().__new__(cls, tekst)
        made.minstens, made.hoogstens = minstens, hoogstens
        return made

    def __add__(self, other):
        return self if _is_nought(other) else STIL

    __radd__ = __sub__ = __add__

    def _says_nothing(self, *_):
        return STIL

    __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = __abs__ = __round__ = _says_nothing

    def __getnewargs__(self):
        return str(self), self.minstens, self.hoogstens


def _is_nought(other) -> bool:
    return not isinstance(other, str) and other == 0


KLEIN = Verborgen(f"< {GRENS}", 0, GRENS - 1)
GROOT = Verborgen("niet getoond", GRENS)
STIL = Verborgen("niet getoond")  # of sums and shares, and where a range would say too much
