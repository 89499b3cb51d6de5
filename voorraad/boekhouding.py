"""The books of the stock: what stands where, what changes came to, and whether one follows from the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

RIJEN_GENOEMD = 5  # rows that a finding names; one more is kept, to know that there are more

Plek = tuple[str, str]  # code of the wijk, and of the buurt or ''
Post = tuple[Plek, str]  # a place and a segment


@dataclass
class Boekhouding:
    """Homes by (place, segment): what stands there, or what changes came to; with the first rows that make it."""

    aantallen: Counter = field(default_factory=Counter)
    rijen: dict[Post, list[int]] = field(default_factory=dict)

    def tel(self, plek: Plek, segment: str, aantal: int, rij: int | None = None) -> None:
        self.aantallen[plek, segment] += aantal
        if rij is not None:
            rijen = self.rijen.setdefault((plek, segment), [])
            if len(rijen) <= RIJEN_GENOEMD:
                rijen.append(rij)

    def opgeteld(self, wijken: set[str]) -> Boekhouding:
        """The same with all buurten of these wijken taken together."""
        samen = Boekhouding()
        for (plek, segment), aantal in self.aantallen.items():
            samen.aantallen[_naar_wijk(plek, wijken), segment] += aantal
        for (plek, segment), rijen in self.rijen.items():
            samen.rijen.setdefault((_naar_wijk(plek, wijken), segment), []).extend(rijen)
        return samen

    def zonder_buurt(self) -> set[str]:
        """The wijken of which something is known of the wijk as a whole only."""
        return {wijk for (wijk, buurt), _ in self.aantallen if not buurt}


def _naar_wijk(plek: Plek, wijken: set[str]) -> Plek:
    return (plek[0], "") if plek[0] in wijken else plek


def van_stand(rijen: Iterable[tuple]) -> Boekhouding:
    """The books of (row number or None, place, segment, homes)."""
    boek = Boekhouding()
    for rij, plek, segment, aantal in rijen:
        boek.tel(plek, segment, aantal, rij)
    return boek


def van_mutaties(rijen: Iterable[tuple]) -> Boekhouding:
    """What changes came to, of (row number or None, place, kind, segment, to which segment, homes)."""
    boek = Boekhouding()
    for rij, plek, soort, segment, naar, aantal in rijen:
        for waar, erbij in effect(soort, segment, naar, aantal):
            boek.tel(plek, waar, erbij, rij)
    return boek


def effect(soort: str, segment: str, naar: str, aantal: int) -> list[tuple[str, int]]:
    """What a change does to the stock, per segment. A home that is sold leaves; one that is liberalised stays."""
    if soort in ("verkoop", "sloop"):
        return [(segment, -aantal)]
    if soort == "liberalisatie":
        return [(segment, -aantal), (naar, aantal)]
    return [(segment, aantal)]


@dataclass(frozen=True)
class Vergelijking:
    """One place and segment: homes at the beginning, what changes came to, homes at the end; and their rows."""

    post: Post
    begin: int
    mutaties: int
    eind: int
    mutatierijen: list[int]
    beginrij: int | None
    eindrij: int | None

    @property
    def berekend(self) -> int:
        return self.begin + self.mutaties

    @property
    def sluit(self) -> bool:
        return self.berekend == self.eind


def vergelijk(begin: Boekhouding, mutaties: Boekhouding, eind: Boekhouding) -> list[Vergelijking]:
    """Every place and segment of the three, on one level.

    Where one of them knows a wijk as a whole only, the buurten of the others are added up to that wijk.
    """
    boeken = begin, mutaties, eind
    wijken = set().union(*(boek.zonder_buurt() for boek in boeken))
    begin, mutaties, eind = (boek.opgeteld(wijken) for boek in boeken)
    posten = sorted(set().union(begin.aantallen, mutaties.aantallen, eind.aantallen))
    return [
        Vergelijking(
            post,
            begin.aantallen[post],
            mutaties.aantallen[post],
            eind.aantallen[post],
            sorted(mutaties.rijen.get(post, [])),
            min(begin.rijen.get(post, ()), default=None),
            min(eind.rijen.get(post, ()), default=None),
        )
        for post in posten
    ]
