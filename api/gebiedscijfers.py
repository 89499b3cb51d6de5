"""Figures per area as this reader may see them. The one place where the API asks for them: see `per_wijk`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.core.cache import cache

from basis.halfjaar import Halfjaar
from monitoring import bewaard
from monitoring.grafiek import Cijfers, getekend, load, stand
from monitoring.grafieken.algemeen import wijken
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.reeksen import Punt
from monitoring.verborgen import Verborgen


@dataclass(frozen=True)
class Gebiedscijfer:
    """The figure of one wijk. What this reader may not see is not in it: `verborgen` says what stands in its place."""

    code: str
    halfjaar: Halfjaar
    voorlopig: bool
    ontbreekt: tuple[str, ...]
    stand: str
    waarden: dict[str, float | None] = field(default_factory=dict)
    verborgen: dict[str, str] = field(default_factory=dict)


def van_wijk(
    wijk: str, codes: list[str], keuze: Keuze, *, kleine_aantallen: Lezer | bool, state: tuple
) -> list[Gebiedscijfer]:
    """The newest figure of each of these indicators that the wijk with this code has one of.

    The figures of all wijken are kept as long as the state of the figures (`bewaard.stand`) is `state`.
    """
    cijfers: Cijfers | None = None
    found = []
    for code in codes:
        key = _key(code, keuze, kleine_aantallen, state)
        table = cache.get(key)
        if table is None:
            cijfers = cijfers or load(None, keuze, kleine_aantallen=kleine_aantallen)
            table = per_wijk(cijfers, code)
            cache.set(key, table, bewaard.BEWAARTIJD)
        found += [table[wijk]] if wijk in table else []
    return found


def per_wijk(cijfers: Cijfers, code: str) -> dict[str, Gebiedscijfer]:
    """The figures per wijk of the page of this indicator, hidden ones and all, by code."""
    return {wijk.code: _figure(code, punt) for wijk, punt in wijken(cijfers, code)}


def _figure(code: str, punt: Punt) -> Gebiedscijfer:
    counts = {"waarde": getekend(punt, INDICATOREN[code].is_deel)}
    if INDICATOREN[code].telt:
        counts |= {"teller": punt.teller, "noemer": punt.noemer}
    return Gebiedscijfer(code, punt.halfjaar, punt.voorlopig, punt.ontbreekt, stand(punt), *_apart(counts))


def _apart(counts: dict) -> tuple[dict[str, float | None], dict[str, str]]:
    """What is shown, and what is said of what is hidden."""
    hidden = {naam: str(count) for naam, count in counts.items() if isinstance(count, Verborgen)}
    return {naam: None if naam in hidden else count for naam, count in counts.items()}, hidden


def _key(*made_of: object) -> str:
    return f"gebied-{hashlib.sha256(repr(made_of).encode()).hexdigest()}"
