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
    VERSCHIL = "verschil"  # of a state with that of the half-year before
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
            return punt.onderdelen_periode.get(self.onderdeel) if self.periode else punt.cijfer(self.onderdeel)
        return punt.periode if self.periode else punt.waarde

    def _met(self, punt) -> float | None:
        return None if punt.waarde is None else punt.waarde + punt.onderdelen.get(self.onderdeel, 0)

    def _teller(self, punt) -> float | None:
        found = self._deel(punt)
        return found and found.teller

    def _noemer(self, punt) -> float | None:
        """Of a task: with what was carried over, or that of the half-year alone."""
        found = self._deel(punt)
        return punt.taak if self.periode else found and found.noemer

    def _aandeel(self, punt) -> float | None:
        found = self._deel(punt)
        return found.teller / found.noemer if found and found.noemer else None

    def _deel(self, punt):
        """What has the numerator and the denominator; None where the figure has no such part."""
        return punt.delen.get(self.onderdeel) if self.onderdeel else punt

    @property
    def vraag(self) -> dict[str, str]:
        """As it stands in an address; what is not asked for is ''."""
        return {"onderdeel": self.onderdeel, "periode": "halfjaar" if self.periode else "", "wat": self.wat.value}


_VAN = {
    Wat.TELLER: Maat._teller,
    Wat.NOEMER: Maat._noemer,
    Wat.AANDEEL: Maat._aandeel,
    Wat.MET: Maat._met,
    Wat.VERSCHIL: lambda maat, punt: punt.verschillen.get(maat.onderdeel),
    Wat.ACHTERSTAND: lambda maat, punt: punt.achterstand,
    Wat.REST: lambda maat, punt: None if punt.opgave is None else punt.opgave - punt.gehuisvest,
}
GEHEEL = Maat()
TAAK, ACHTERSTAND, REST = Maat(periode=True, wat=Wat.NOEMER), Maat(wat=Wat.ACHTERSTAND), Maat(wat=Wat.REST)
OPGAVE, GEHUISVEST = Maat(wat=Wat.NOEMER), Maat(wat=Wat.TELLER)
