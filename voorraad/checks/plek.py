"""Where a finding stands: by the field of a model, which says the sheet and the head of the column, or by name."""

from __future__ import annotations

from basis.getallen import getal
from voorraad.columns import BLADEN
from voorraad.gevonden import Gevonden, in_woorden
from voorraad.models import Niveau, Rij

_BLAD = {blad.model: blad for blad in BLADEN}
_KOP = {(blad.model, kolom.veld): kolom.kop for blad in BLADEN for kolom in blad.kolommen}


def op(niveau: Niveau, model: type[Rij], veld: str, rij: int | None, gevonden, verwacht: str, soort: str) -> Gevonden:
    """A finding at one cell; without `rij` at the whole column. `gevonden` is the value as it was read."""
    return bij(niveau, _BLAD[model].naam, gevonden, verwacht, soort, rij, _KOP[model, veld])


def bij(
    niveau: Niveau, blad: str, gevonden, verwacht: str, soort: str, rij: int | None = None, kolom: str = ""
) -> Gevonden:
    """A finding about a sheet as a whole, ours or not, or about a row or a head of it."""
    return Gevonden(niveau, soort, verwacht, _tekst(gevonden), blad, rij, kolom)


def _tekst(value) -> str:
    if value is None:
        return "niets"
    return getal(value) if isinstance(value, int) and not isinstance(value, bool) else in_woorden(value)
