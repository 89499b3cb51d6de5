"""What is asked of a passport: which number of which figure, of whom, and when it was known."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Wijk
from monitoring.grafiek import maat_naam
from monitoring.grafieken.algemeen import NAAM
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.indicatoren.vormen import NOEMER, TELLER
from monitoring.maat import GEHEEL, Maat, Wat
from voorraad.models import Levering


@dataclass(frozen=True)
class Vraag:
    """Which figure: indicator, half-year, scope, which number of it, and when it was known.

    With `proef` it is the figure as it would be once that delivery is accepted.
    """

    code: str
    halfjaar: Halfjaar
    partij: Partij | None = None
    wijk: Wijk | None = None
    maat: Maat = GEHEEL
    op: datetime.datetime | None = None
    proef: Levering | None = None

    @property
    def indicator(self) -> Indicator:
        return INDICATOREN[self.code]

    @property
    def voor(self) -> str:
        """'de Alliantie, wijk Liendert' or 'alle partijen samen'."""
        parts = [self.partij.naam if self.partij else "alle partijen samen", self.wijk and f"wijk {self.wijk.naam}"]
        return ", ".join(filter(None, parts))

    @property
    def naam(self) -> str:
        """'Netto groei sociale huur van de corporaties, nieuwbouw, alleen dit halfjaar'."""
        return ", ".join(filter(None, [self.indicator.naam, maat_naam(self.code, self.maat, NAAM)]))

    @property
    def periode(self) -> str:
        return "per halfjaar" if self.maat.periode else str(self.indicator.periode)

    @property
    def halfjaren(self) -> list[Halfjaar]:
        """The half-years that add up to this number."""
        task = self.indicator.periode is Periode.DOORLOPEND and self.maat.wat is Wat.TELLER
        if self.maat.periode or task:
            return [self.halfjaar]
        match self.indicator.periode:
            case Periode.CUMULATIEF | Periode.DOORLOPEND:
                return Halfjaar.range(EERSTE, self.halfjaar)
            case Periode.KALENDERJAAR:
                return Halfjaar.range(Halfjaar(self.halfjaar.jaar, 1), self.halfjaar)
        return [self.halfjaar]

    @property
    def kanten(self) -> tuple[str, ...]:
        """Above and below the line: whose rows make this number."""
        if self.maat.wat is Wat.TELLER:
            return (TELLER,)
        if self.maat.wat is Wat.NOEMER and (self.maat.periode or self.indicator.periode is not Periode.DOORLOPEND):
            return (NOEMER,)
        return (TELLER, NOEMER)

    @property
    def onderdelen(self) -> set[str]:
        """Which parts of the figure make this number."""
        return {"", self.maat.onderdeel} if self.maat.wat is Wat.MET else {self.maat.onderdeel}
