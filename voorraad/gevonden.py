"""What a check finds, and many findings together: of each kind so many, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from voorraad.models import Niveau

MEEST_PER_SOORT = 200


@dataclass(frozen=True)
class Gevonden:
    """A finding: where, what was found, what is expected. `rij` is the row number as the spreadsheet shows it.

    `nog` is the number of findings of this kind on this sheet that this one stands for, when it is not one of them.
    """

    niveau: Niveau
    soort: str
    verwacht: str
    gevonden: str = ""
    blad: str = ""
    rij: int | None = None
    kolom: str = ""
    nog: int = 0


class Verzameling:
    """Findings in their order, at most so many of one kind per sheet: a spoilt file may hold millions."""

    def __init__(self, gevonden: Iterable[Gevonden] = ()):
        self._kept: list[Gevonden] = []
        self._counts: Counter = Counter()
        for each in gevonden:
            self.add(each)

    def add(self, gevonden: Gevonden) -> None:
        key = (gevonden.niveau, gevonden.soort, gevonden.blad)
        self._counts[key] += gevonden.nog or 1
        if not gevonden.nog and self._counts[key] <= MEEST_PER_SOORT:
            self._kept.append(gevonden)

    def __iter__(self):
        """The findings, and of each kind with more a line that says how many."""
        yield from self._kept
        for (niveau, soort, blad), count in self._counts.items():
            if nog := max(count - MEEST_PER_SOORT, 0):
                yield Gevonden(
                    niveau, soort, f"hetzelfde als hierboven; nog {nog} keer op dit blad", blad=blad, nog=nog
                )

    def __bool__(self) -> bool:
        return bool(self._counts)
