"""What is asked of a passport: which number of which figure, of whom, and when it was known."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Wijk
from monitoring import namen
from monitoring.grafiek import maat_naam
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import STANDEN, Periode
from monitoring.indicatoren.vormen import TELLER
from monitoring.maat import GEHEEL, Maat, Wat
from voorraad.models import Levering


@dataclass(frozen=True)
class Zijde:
    """One sum that makes a number: of which parts, from which side of the figure, and up to which half-year.

    `kop` is its head above the sums of deliveries; `telt` is how a row of it counts, '' for the one that is counted.
    """

    kop: str
    kant: str
    onderdelen: tuple[str, ...]
    tot: Halfjaar
    telt: str = ""


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
        return ", ".join(filter(None, [self.indicator.naam, maat_naam(self.code, self.maat, namen.load())]))

    @property
    def periode(self) -> str:
        return "per halfjaar" if self.maat.periode else str(self.indicator.periode)

    @property
    def halfjaren(self) -> list[Halfjaar]:
        """The half-years that add up to this number."""
        return self.halfjaren_tot(self.halfjaar)

    def halfjaren_tot(self, last: Halfjaar) -> list[Halfjaar]:
        """The half-years that add up to this number as it was in a half-year."""
        task = self.indicator.periode is Periode.DOORLOPEND and self.maat.wat is Wat.TELLER
        if self.maat.periode or task:
            return [last]
        match self.indicator.periode:
            case Periode.CUMULATIEF | Periode.DOORLOPEND | Periode.VOORUITBLIK:
                return Halfjaar.range(EERSTE, last)
            case Periode.KALENDERJAAR:
                return Halfjaar.range(Halfjaar(last.jaar, 1), last)
        return [last]

    @property
    def is_stand(self) -> bool:
        """Whether the number is a state: that of a party stays while it delivers no newer one."""
        return self.indicator.periode in STANDEN

    @property
    def zijden(self) -> list[Zijde]:
        """The sums that make this number."""
        part = self.maat.onderdeel
        below, side = self.indicator.onder_de_streep(part)
        above, under = self._koppen()
        numerator = Zijde(above, TELLER, (part,), self.halfjaar)
        denominator = Zijde(under, side, (below,), self.halfjaar, "onder de streep")
        match self.maat.wat:
            case Wat.MET:
                return [Zijde("opgeteld", TELLER, ("", part), self.halfjaar)]
            case Wat.VERSCHIL:
                before = Zijde("een halfjaar eerder", TELLER, (part,), self.halfjaar - 1, "een halfjaar eerder")
                return [replace(numerator, kop="nu"), before]
            case Wat.TELLER:
                return [numerator]
            case Wat.NOEMER if self.maat.periode or self.indicator.periode is not Periode.DOORLOPEND:
                return [denominator]
        if self.maat.wat is Wat.AANDEEL or self.indicator.telt:
            return [numerator, denominator]
        return [replace(numerator, kop="opgeteld")]

    def _koppen(self) -> tuple[str, str]:
        above, below = self.indicator.telwoorden(self.maat.onderdeel)
        # what is carried over stands in no delivery
        return above, "taakstelling" if self.indicator.periode is Periode.DOORLOPEND else below
