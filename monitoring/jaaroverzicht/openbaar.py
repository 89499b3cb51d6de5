"""The figures as everybody may read them: what counts people only of all parties together, once all are in it.

With the figures of one party public, or of two of three, the others would follow (docs/adr/0012).
"""

from __future__ import annotations

from dataclasses import replace

from basis.models import Partij
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt, Reeksen

PER_DEEL = ("onderdelen", "onderdelen_periode", "delen", "verschillen")


class OpenbareReeksen(Reeksen):
    """The same series, in which a count of people that is not of all parties is no figure."""

    def __init__(self, reeksen: Reeksen):
        super().__init__(reeksen._values, reeksen.partijen, reeksen.leveringen)

    def _reeks(self, code: str, partij: Partij | None, onderdeel: str) -> list[Punt]:
        found = super()._reeks(code, partij, onderdeel)
        return [_zonder_mensen(code, punt) if partij or punt.ontbreekt else punt for punt in found]


def _zonder_mensen(code: str, punt: Punt) -> Punt:
    indicator = INDICATOREN[code]
    if indicator.over_personen:
        return Punt(punt.halfjaar, None, ontbreekt=punt.ontbreekt)
    kept = {
        name: {part: value for part, value in getattr(punt, name).items() if not indicator.van_mensen(part)}
        for name in PER_DEEL
    }
    return replace(punt, **kept)
