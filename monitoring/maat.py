"""Which number of a figure is meant. A cell of a table, a click on a chart and a passport ask by the same Maat, so that
a link leads to the number that it stands on. No Django, no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wat(StrEnum):
    """The figure itself, or one of the numbers that it is made of."""

    CIJFER = ""
    TELLER = "teller"
    NOEMER = "noemer"
    AANDEEL = "aandeel"
    MET = "met"  # the figure with a part counted again that stands apart from it, such as DAEB-koop
    ACHTERSTAND = "achterstand"
    REST = "rest"


@dataclass(frozen=True)
class Maat:
    """A part of the figure ('' is all of it), over the period of the indicator or of the half-year alone, and what."""

    onderdeel: str = ""
    periode: bool = False
    wat: Wat = Wat.CIJFER

    def van(self, punt) -> float | None:
        """This number of a Punt; None where it has no such number."""
        if self.wat is Wat.CIJFER:
            return self._cijfer(punt)
        return _VAN[self.wat](self, punt)

    def _cijfer(self, punt) -> float | None:
        if self.onderdeel:
            return (punt.onderdelen_periode if self.periode else punt.onderdelen).get(self.onderdeel)
        return punt.periode if self.periode else punt.waarde

    def _met(self, punt) -> float | None:
        return None if punt.waarde is None else punt.waarde + punt.onderdelen.get(self.onderdeel, 0)

    def _noemer(self, punt) -> float | None:
        """Of a task: with what was carried over, or that of the half-year alone."""
        return punt.taak if self.periode else punt.noemer

    @property
    def vraag(self) -> dict[str, str]:
        """As it stands in an address; what is not asked for is ''."""
        return {"onderdeel": self.onderdeel, "periode": "halfjaar" if self.periode else "", "wat": self.wat.value}


_VAN = {
    Wat.TELLER: lambda maat, punt: punt.teller,
    Wat.NOEMER: Maat._noemer,
    Wat.AANDEEL: lambda maat, punt: punt.teller / punt.noemer if punt.noemer else None,
    Wat.MET: Maat._met,
    Wat.ACHTERSTAND: lambda maat, punt: punt.achterstand,
    Wat.REST: lambda maat, punt: None if punt.opgave is None else punt.opgave - punt.gehuisvest,
}
GEHEEL = Maat()
