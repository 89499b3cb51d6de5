"""The stored rows of a delivery as a workbook that can be uploaded again."""

from __future__ import annotations

from voorraad import sjabloon
from voorraad.columns import bladen_van
from voorraad.models import Levering


def workbook_of(levering: Levering) -> bytes:
    """The stored rows in the template of this party and half-year, in the order of the sheet."""
    rijen = {
        blad.model: list(
            blad.model.objects.filter(levering=levering).select_related("wijk", "buurt").order_by("rijnummer")
        )
        for blad in bladen_van(levering.partij.soort)
    }
    return sjabloon.template(levering.partij, levering.halfjaar, rijen, levering.fictief)
