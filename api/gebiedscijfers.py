"""Figures per area as this reader may see them. The one place where the API asks for them: see `per_wijk`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.core.cache import cache

from basis.halfjaar import Halfjaar
from monitoring import bewaard, grafieken
from monitoring.grafiek import Cijfers, load, stand
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import Keuze
from monitoring.tabellen import Cel

DEEL = ("teller", "noemer", "waarde")  # the columns of the table per wijk, after the name
AANTAL = ("waarde",)


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


def van_wijk(naam: str, codes: list[str], keuze: Keuze, *, kleine_aantallen: bool, state: tuple) -> list[Gebiedscijfer]:
    """The newest figure of each of these indicators that this wijk has one of.

    The table of all wijken is kept as long as the state of the figures (`bewaard.stand`) is `state`.
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
        found += table.get(naam, [])
    return found


def per_wijk(cijfers: Cijfers, code: str) -> dict[str, list[Gebiedscijfer]]:
    """The table per wijk of the page of this indicator, hidden cells and all. A name that two wijken bear has none."""
    punt = cijfers.laatste(code)
    rows: dict[str, list[Gebiedscijfer]] = {}
    if punt is None:
        return rows
    names = DEEL if INDICATOREN[code].is_deel else AANTAL
    for naam, *cells in grafieken.per_wijk(cijfers, code).tabel.rijen:
        seen = dict(zip(names, cells, strict=True))
        figure = Gebiedscijfer(
            code, punt.halfjaar, punt.voorlopig, punt.ontbreekt, stand(punt), _shown(seen), _hidden(seen)
        )
        rows.setdefault(naam.tekst, []).append(figure)
    return {naam: found for naam, found in rows.items() if len(found) == 1}


def _shown(cells: dict[str, Cel]) -> dict[str, float | None]:
    return {naam: cel.waarde if isinstance(cel.waarde, float) else None for naam, cel in cells.items()}


def _hidden(cells: dict[str, Cel]) -> dict[str, str]:
    return {naam: cel.waarde for naam, cel in cells.items() if isinstance(cel.waarde, str)}


def _key(*made_of: object) -> str:
    return f"gebied-{hashlib.sha256(repr(made_of).encode()).hexdigest()}"
