"""What a check finds, and many findings together: of each kind so many, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from basis.getallen import getal
from voorraad.models import Niveau

MEEST_PER_SOORT = 200


@dataclass(frozen=True)
class Gevonden:
    """A finding: where, what was found, what is expected. `rij` is the row number as the spreadsheet shows it.

    `nog` is the number of findings of this kind on this sheet that this one stands for, when it is not one of them.
    `cel` is the address in the workbook itself. `kenmerk` is a hash of the row, by which it is known again in another
    version; neither says anything about what was found.
    """

    niveau: Niveau
    soort: str
    verwacht: str
    gevonden: str = ""
    blad: str = ""
    rij: int | None = None
    kolom: str = ""
    nog: int = 0
    kenmerk: str = field(default="", compare=False)
    cel: str = field(default="", compare=False)


def in_woorden(cell) -> str:
    """What stands in a cell, as a spreadsheet here shows it: 12,5 and not 12.5."""
    if isinstance(cell, float | Decimal) and "e" not in str(cell).lower():
        text = str(cell)
        return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
    return str(cell)


def _en_nog(niveau: Niveau, soort: str, blad: str, nog: int) -> Gevonden:
    verwacht = f"hetzelfde als bij de {MEEST_PER_SOORT} regels hiervoor; meer regels tonen we niet"
    return Gevonden(niveau, soort, verwacht, f"nog {getal(nog)} keer op dit blad", blad, nog=nog)


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
        """The findings, and after the last of a kind that has more a line that says how many."""
        shown: Counter = Counter()
        for gevonden in self._kept:
            yield gevonden
            key = (gevonden.niveau, gevonden.soort, gevonden.blad)
            shown[key] += 1
            nog = self._counts[key] - MEEST_PER_SOORT
            if shown[key] == MEEST_PER_SOORT and nog > 0:
                yield _en_nog(*key, nog)

    def __bool__(self) -> bool:
        return bool(self._counts)
