"""The shapes that a figure can have. Each holds the querysets it is made of, so that a value and its rows are one.

A shape gives `bronnen()`: which rows count, in which parts of the figure, above or below the line, and with what
sign. The engine (`monitoring.recompute`) needs no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum

TELLER, NOEMER = "teller", "noemer"


@dataclass(frozen=True)
class Bron:
    """Rows that count towards parts of a figure ('' is the figure itself). `optelling` is the aggregate that counts."""

    rijen: QuerySet
    kant: str = TELLER
    onderdelen: tuple[str, ...] = ("",)
    teken: int = 1
    optelling: object = field(default_factory=lambda: Sum("aantal"))
    per_gebied: bool = True


@dataclass(frozen=True)
class Som:
    """A count over one or more querysets."""

    delen: tuple[QuerySet, ...]

    def __init__(self, *delen: QuerySet):
        object.__setattr__(self, "delen", delen)

    def bronnen(self) -> Iterator[Bron]:
        return (Bron(rijen) for rijen in self.delen)


@dataclass(frozen=True)
class Breuk:
    """A share: sum over sum, never a mean of shares."""

    teller: QuerySet
    noemer: QuerySet

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.teller)
        yield Bron(self.noemer, NOEMER)


@dataclass(frozen=True)
class Saldo:
    """What came minus what left, each part kept. What stands `apart` is kept too, but not counted in the balance."""

    plus: dict[str, QuerySet]
    min: dict[str, QuerySet]
    apart: dict[str, QuerySet] = field(default_factory=dict)

    def bronnen(self) -> Iterator[Bron]:
        for parts, sign in ((self.plus, 1), (self.min, -1)):
            for naam, rijen in parts.items():
                yield Bron(rijen, onderdelen=(naam, ""), teken=sign)
        for naam, rijen in self.apart.items():
            yield Bron(rijen, onderdelen=(naam,))


@dataclass(frozen=True)
class Opgave:
    """A task of the city and what was done of it. Arrears and lead are carried over when the series is read."""

    gedaan: QuerySet
    gevraagd: QuerySet

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.gedaan, per_gebied=False)
        yield Bron(self.gevraagd, NOEMER, per_gebied=False)


@dataclass(frozen=True)
class Lijststand:
    """How many things on a list are ready, on the reference date. Belongs to no party and no area."""

    gereed: QuerySet
    op_lijst: QuerySet

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.gereed, optelling=Count("pk"), per_gebied=False)
        yield Bron(self.op_lijst, NOEMER, optelling=Count("pk"), per_gebied=False)


Vorm = Som | Breuk | Saldo | Opgave | Lijststand
