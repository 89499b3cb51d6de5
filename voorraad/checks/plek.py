"""Findings by the field of a model: the sheet and the head of the column follow from `columns`."""

from __future__ import annotations

from basis.getallen import getal
from voorraad.columns import BLADEN
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau, Rij

_BLAD = {blad.model: blad for blad in BLADEN}
_KOP = {(blad.model, kolom.veld): kolom.kop for blad in BLADEN for kolom in blad.kolommen}


def op(niveau: Niveau, model: type[Rij], veld: str, rij: int | None, gevonden, verwacht: str, soort: str) -> Gevonden:
    """A finding at one cell; without `rij` at the whole column. `gevonden` is the value as it was read."""
    return Gevonden(niveau, soort, verwacht[:300], _tekst(gevonden)[:200], _BLAD[model].naam, rij, _KOP[model, veld])


def melding_op(blad: str, gevonden: str, verwacht: str, soort: str) -> Gevonden:
    """Something to mention about a sheet; nobody needs to explain it."""
    return Gevonden(Niveau.MELDING, soort, verwacht[:300], gevonden[:200], blad)


def _tekst(value) -> str:
    if value is None:
        return "niets"
    return getal(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
