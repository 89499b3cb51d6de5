"""The figures of all areas of one kind, as a reader may see them: asked once per state of the figures, then kept.

Everything goes through `monitoring.zichtbaar`. A wijk counts over its editions together.
"""

from __future__ import annotations

from dataclasses import replace

from django.core.cache import cache

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Wijk
from monitoring import reeksen, zichtbaar, zinnen
from monitoring.grafiek import Cijfers
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt

BEWAARTIJD = 3600  # seconds


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
    return punt and zichtbaar.laatste(code, punt.halfjaar, cijfers.kleine_aantallen, cijfers.keuze.moment)


def tot(cijfers: Cijfers, code: str, half: Halfjaar | None) -> Cijfers:
    """The same up to the half-year that is shown, so that what is said of the newest figure is said of that one."""
    punt = cijfers.laatste(code)
    if punt is None or half is None or punt.halfjaar == half:
        return cijfers
    keuze = cijfers.keuze
    return replace(cijfers, reeksen=reeksen.load([code], partij=keuze.corporatie, tot=half, op=keuze.moment))


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
    small, moment = cijfers.kleine_aantallen, cijfers.keuze.moment
    return [half for half in halves if zichtbaar.laatste(code, half, small, moment) == half]


def van_soort(cijfers: Cijfers, code: str, half: Halfjaar, soort: type[Wijk] | type[Buurt] = Wijk) -> dict[str, Punt]:
    """Code of the area → its figure; areas without any are not in it."""
    partij, op = corporatie(cijfers, code), cijfers.keuze.moment
    small = cijfers.kleine_aantallen

    def asked():
        rows = zichtbaar.per_gebied(code, half, mag_klein=small, partij=partij, op=op, soort=soort)
        return {area.code: punt for area, punt in rows}

    deel = (code, half, soort.__name__, small, partij and partij.pk, op and op.timestamp(), reeksen.generation())
    return cache.get_or_set("gebiedscijfers-" + "-".join(map(str, deel)), asked, BEWAARTIJD)


def van(cijfers: Cijfers, code: str, half: Halfjaar, gebied: Wijk | Buurt | Gebied) -> Punt | None:
    """The figure of one area."""
    if isinstance(gebied, Gebied):
        partij, op = corporatie(cijfers, code), cijfers.keuze.moment
        return zichtbaar.van_gebied(gebied, code, half, mag_klein=cijfers.kleine_aantallen, partij=partij, op=op)
    return van_soort(cijfers, code, half, type(gebied)).get(gebied.code)
