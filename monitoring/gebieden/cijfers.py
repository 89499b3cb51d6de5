"""The figures of areas as a reader may see them, of what that reader chose: all of one kind, or everything of one area.

Everything goes through `monitoring.kleine_aantallen.zichtbaar`. A wijk counts over its editions together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Wijk
from monitoring.grafiek import Cijfers
from monitoring.indicatoren import INDICATOREN
from monitoring.kleine_aantallen import zichtbaar
from monitoring.kleine_aantallen.zichtbaar import Plekcijfers
from monitoring.reeksen import Punt
from monitoring.zinnen import algemeen as zinnen


def codes() -> list[str]:
    """The indicators that exist per area: first the stock, then the allocations, and so on."""
    found = [code for code, indicator in INDICATOREN.items() if indicator.per_gebied]
    return sorted(found, key=lambda code: ("VTODL".find(code[0]), code))


def corporatie(cijfers: Cijfers, code: str):
    """One corporation's figures per area are only for who may see small counts."""
    return None if zichtbaar.verbergt(code, cijfers.kleine_aantallen) else cijfers.partij_voor(code)


def eigen(cijfers: Cijfers, code: str) -> Cijfers:
    """The same without the chosen corporation, where its own figures per area may not be seen."""
    if cijfers.keuze.corporatie is None or corporatie(cijfers, code) == cijfers.keuze.corporatie:
        return cijfers
    return replace(cijfers, keuze=replace(cijfers.keuze, corporatie=None))


def halfjaar(cijfers: Cijfers, code: str) -> Halfjaar | None:
    """The newest half-year of which this reader may see figures of areas."""
    punt = cijfers.laatste(code)
    return punt and zichtbaar.laatste(code, punt.halfjaar, cijfers.kleine_aantallen, cijfers.reeksen)


def tot(cijfers: Cijfers, code: str, half: Halfjaar | None) -> Cijfers:
    """The same up to the half-year that is shown, so that what is said of the newest figure is said of that one."""
    punt = cijfers.laatste(code)
    if punt is None or half is None or punt.halfjaar == half:
        return cijfers
    return replace(cijfers, reeksen=cijfers.reeksen.tot(half))


def noot(cijfers: Cijfers, code: str, half: Halfjaar | None) -> str:
    """What a reader should know of hidden counts, and why an older half-year may stand here."""
    if half is None or not zichtbaar.verbergt(code, cijfers.kleine_aantallen):
        return ""
    newest = cijfers.laatste(code).halfjaar
    return zinnen.kleine_aantallen(half.voluit if half != newest else "")


def halfjaren(cijfers: Cijfers, code: str) -> list[Halfjaar]:
    """The half-years of which this reader may see figures of areas, oldest first."""
    last = halfjaar(cijfers, code)
    halves = Halfjaar.range(EERSTE, last) if last else []
    return [half for half in halves if zichtbaar.toont(code, half, cijfers.kleine_aantallen, cijfers.reeksen)]


def van_soort(
    cijfers: Cijfers, code: str, half: Halfjaar, soort: type[Wijk] | type[Buurt] = Wijk
) -> list[tuple[Wijk | Buurt, Punt]]:
    """The figure of each area, in order of name; areas without any are not in it."""
    asked = {"partij": corporatie(cijfers, code), "op": cijfers.keuze.moment, "soort": soort, "reeks": cijfers.reeksen}
    return zichtbaar.per_gebied(code, half, mag_klein=cijfers.kleine_aantallen, **asked)


@dataclass(frozen=True)
class Hier:
    """One area with its figures. `cijfers` are those of the city. See `hier`."""

    cijfers: Cijfers
    plek: Wijk | Buurt | Gebied
    _figuren: Plekcijfers

    def nieuwste(self, code: str) -> Punt | None:
        """The newest figure that this reader may see."""
        return self._figuren.punt(code) if code in self._figuren.tot else None

    def punten(self, code: str) -> list[Punt]:
        """The figure through the half-years that this reader may see."""
        shown = halfjaren(eigen(self.cijfers, code), code)
        found = {punt.halfjaar: punt for punt in self._figuren.punten(code) if punt.waarde is not None} if shown else {}
        return [found.get(half) or Punt(half, None) for half in shown]


def hier(cijfers: Cijfers, plek: Wijk | Buurt | Gebied, asked: Iterable[str], verloop: Collection[str] = ()) -> Hier:
    """The newest figures of one area, loaded at once; of `verloop` the whole series."""
    newest = {code: halfjaar(eigen(cijfers, code), code) for code in asked}
    found = zichtbaar.van_plek(
        plek,
        cijfers.reeksen,
        {code: half for code, half in newest.items() if half},
        mag_klein=cijfers.kleine_aantallen,
        partij=cijfers.keuze.corporatie,
        op=cijfers.keuze.moment,
        verloop=verloop,
    )
    return Hier(cijfers, plek, found)
