"""The shapes that a figure can have. Each holds the querysets it is made of, so that a value and its rows are one.

A shape gives `bronnen()`: which rows count, in which parts of the figure, above or below the line, and with what
sign. The engine (`monitoring.rekenen.recompute`) needs no more than that.

A part may be named after what stands in the rows: '{doelgroep}' is a part per group that occurs, also one that was
added to the code list yesterday. 'nieuwbouw/{doelgroep}' lies within the part 'nieuwbouw'.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Count, F, QuerySet, Sum

from voorraad.models import Project, Voorraadstand

TELLER, NOEMER = "teller", "noemer"
GEREALISEERD, GEPLAND, HARD, NETTO = "gerealiseerd", "gepland", "hard", "netto"
AANTAL = Sum("aantal")
VELD = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Bron:
    """Rows that count towards parts of a figure ('' is the figure itself). `optelling` is the aggregate that counts."""

    rijen: QuerySet
    kant: str = TELLER
    onderdelen: tuple[str, ...] = ("",)
    teken: int = 1
    optelling: object = field(default_factory=lambda: AANTAL)
    per_gebied: bool = True

    @property
    def velden(self) -> tuple[str, ...]:
        """The fields that the names of the parts are made from: the rows are grouped by them too."""
        return tuple(dict.fromkeys(veld for naam in self.onderdelen for veld in VELD.findall(naam)))

    @property
    def is_stand(self) -> bool:
        """Whether the rows say how it stands on the reference date, not what happened in the half-year."""
        return self.rijen.model in (Voorraadstand, Project)

    def voor(self, onderdeel: str) -> Bron | None:
        """The rows that count towards one part, or None when none of these do."""
        for naam in self.onderdelen:
            found = waarden(naam, onderdeel)
            if found is not None:
                return replace(self, rijen=self.rijen.filter(**found), onderdelen=(onderdeel,))
        return None


def waarden(patroon: str, onderdeel: str) -> dict[str, str] | None:
    """What the fields of a pattern are in the name of a part: 'nieuwbouw/{x}', 'nieuwbouw/gezin' → {'x': 'gezin'}."""
    found = _gelezen(patroon).fullmatch(onderdeel)
    return found and found.groupdict()


@functools.cache
def _gelezen(patroon: str) -> re.Pattern:
    return re.compile(VELD.sub(r"(?P<\1>[^/]+)", patroon))


def binnen(onderdeel: str) -> str:
    """The part in which a part lies: 'nieuwbouw/gezin' lies in 'nieuwbouw'; 'gezin' in the figure itself, ''."""
    return onderdeel.rpartition("/")[0]


def _met_omvattend(onderdeel: str) -> tuple[str, ...]:
    """A part and those it lies in, without the figure itself."""
    return (*_met_omvattend(binnen(onderdeel)), onderdeel) if onderdeel else ()


def _alle(rijen: QuerySet | Iterable[QuerySet]) -> Iterable[QuerySet]:
    return [rijen] if isinstance(rijen, QuerySet) else rijen


class Vorm:
    """What holds for shapes unless they say otherwise.

    `met_teken`: the figure is a change, written with its sign. `in_delen`: parts are shares of what they lie in.
    """

    met_teken = False
    in_delen = True

    def bronnen(self) -> Iterator[Bron]:
        raise NotImplementedError


@dataclass(frozen=True)
class Som(Vorm):
    """A count over one or more querysets. `naar` splits it in parts; `waarvan` are some of its rows, `naast` others.

    The parts of `naast` are not in the sum; '{}' in their names splits them too.
    """

    delen: tuple[QuerySet, ...]
    naar: str = ""
    waarvan: dict[str, QuerySet] = field(default_factory=dict)
    naast: dict[str, QuerySet] = field(default_factory=dict)

    def __init__(self, *delen: QuerySet, naar: str = "", waarvan: dict | None = None, naast: dict | None = None):
        for name, value in {"delen": delen, "naar": naar, "waarvan": waarvan or {}, "naast": naast or {}}.items():
            object.__setattr__(self, name, value)

    def bronnen(self) -> Iterator[Bron]:
        for rijen in self.delen:
            yield Bron(rijen, onderdelen=tuple(dict.fromkeys(("", self.naar))))
        for naam, rijen in self.waarvan.items():
            yield Bron(rijen, onderdelen=(naam,))
        for naam, rijen in self.naast.items():
            yield Bron(rijen, onderdelen=_met_omvattend(naam))


@dataclass(frozen=True)
class Breuk(Vorm):
    """A share: sum over sum, never a mean of shares.

    `naar` splits it in parts that are shares themselves: numerator and denominator of each. `waarvan` are other
    numerators over the same denominator.
    """

    teller: QuerySet | tuple[QuerySet, ...]
    noemer: QuerySet | tuple[QuerySet, ...]
    naar: str = ""
    waarvan: dict[str, QuerySet] = field(default_factory=dict)

    def bronnen(self) -> Iterator[Bron]:
        onderdelen = tuple(dict.fromkeys(("", self.naar)))
        yield from (Bron(rijen, onderdelen=onderdelen) for rijen in _alle(self.teller))
        yield from (Bron(rijen, NOEMER, onderdelen) for rijen in _alle(self.noemer))
        yield from (Bron(rijen, onderdelen=(naam,)) for naam, rijen in self.waarvan.items())


@dataclass(frozen=True)
class Kans(Vorm):
    """A share per part, where numerator and denominator come from different parties. Of the city as a whole only.

    A part with one of both is no figure, and the figure itself is that of the parts that have both
    (`monitoring.punten`).
    """

    teller: QuerySet
    noemer: QuerySet
    naar: str

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.teller, onderdelen=("", self.naar), per_gebied=False)
        yield Bron(self.noemer, NOEMER, ("", self.naar), per_gebied=False)


@dataclass(frozen=True)
class Gemiddelde(Vorm):
    """A weighted mean: Σ measure × number ÷ Σ number, over the rows that have the measure. `naast` are other means."""

    rijen: QuerySet
    maat: str
    naast: dict[str, tuple[QuerySet, str]] = field(default_factory=dict)

    def bronnen(self) -> Iterator[Bron]:
        for naam, (rijen, maat) in {"": (self.rijen, self.maat), **self.naast}.items():
            gemeten = rijen.filter(**{f"{maat}__isnull": False})
            yield Bron(gemeten, onderdelen=(naam,), optelling=Sum(F(maat) * F("aantal")))
            yield Bron(gemeten, NOEMER, (naam,))


@dataclass(frozen=True)
class Saldo(Vorm):
    """What came minus what left, each part kept. What stands `apart` is kept too, but not counted in the balance."""

    plus: dict[str, QuerySet]
    min: dict[str, QuerySet]
    apart: dict[str, QuerySet] = field(default_factory=dict)
    met_teken = True
    in_delen = False

    def bronnen(self) -> Iterator[Bron]:
        for parts, sign in ((self.plus, 1), (self.min, -1)):
            for naam, rijen in parts.items():
                yield Bron(rijen, onderdelen=(naam, ""), teken=sign)
        for naam, rijen in self.apart.items():
            yield Bron(rijen, onderdelen=(naam,))


@dataclass(frozen=True)
class Planstand(Vorm):
    """Net homes that are still to come: new-build minus demolition, per hardness and half-year. Hard is the figure."""

    plannen: QuerySet
    in_delen = False

    def bronnen(self) -> Iterator[Bron]:
        for soort, teken in (("nieuwbouw", 1), ("sloop", -1)):
            rijen = self.plannen.filter(soort=soort)
            naar = ("{hardheid}", *(f"{{hardheid}}/{deel}/{{verwacht_halfjaar}}" for deel in (soort, NETTO)))
            yield Bron(rijen, onderdelen=naar, teken=teken)
            yield Bron(rijen.filter(hardheid=HARD), teken=teken)


@dataclass(frozen=True)
class Vooruitblik(Vorm):
    """What came minus what left so far, plus what the plans of the newest list still bring, per hardness.

    The first adds up over the half-years, the second does not: see `monitoring.punten`.
    """

    plus: QuerySet
    min: QuerySet
    plannen: QuerySet
    met_teken = True
    in_delen = False

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.plus, onderdelen=("", GEREALISEERD))
        yield Bron(self.min, onderdelen=("", GEREALISEERD), teken=-1)
        naar = ("", GEPLAND, f"{GEPLAND}/{{hardheid}}")
        yield Bron(self.plannen.filter(soort="nieuwbouw"), onderdelen=naar)
        yield Bron(self.plannen.filter(soort="sloop"), onderdelen=naar, teken=-1)


@dataclass(frozen=True)
class Opgave(Vorm):
    """A task of the city and what was done of it. Arrears and lead are carried over when the series is read."""

    gedaan: QuerySet
    gevraagd: QuerySet

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.gedaan, per_gebied=False)
        yield Bron(self.gevraagd, NOEMER, per_gebied=False)


@dataclass(frozen=True)
class Lijststand(Vorm):
    """How many things on a list are ready, on the reference date. Belongs to no party and no area."""

    gereed: QuerySet
    op_lijst: QuerySet

    def bronnen(self) -> Iterator[Bron]:
        yield Bron(self.gereed, optelling=Count("pk"), per_gebied=False)
        yield Bron(self.op_lijst, NOEMER, optelling=Count("pk"), per_gebied=False)
