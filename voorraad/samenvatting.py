"""What a checked delivery holds: per sheet the number of rows and the homes or persons in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from voorraad.columns import Blad, bladen_van
from voorraad.models import (
    Codelijst,
    Codewaarde,
    Gemeentegegeven,
    Levering,
    Mutatie,
    Project,
    Toewijzing,
    Voorraadstand,
)

# per model: the field that its numbers are grouped by, the code list of that field, and the unit
GROEPERING = {
    Voorraadstand: ("segment", Codelijst.SEGMENT, "woningen"),
    Mutatie: ("soort", Codelijst.MUTATIESOORT, "woningen"),
    Project: ("hardheid", Codelijst.HARDHEID, "woningen"),
    Toewijzing: ("doelgroep", Codelijst.DOELGROEP, "woningen"),
    Gemeentegegeven: ("gegeven", Codelijst.GEGEVEN, ""),
}


@dataclass(frozen=True)
class Bladtelling:
    blad: str
    rijen: int
    eenheid: str
    delen: list[tuple[str, int]]


def summary(levering: Levering) -> list[Bladtelling]:
    """One line per sheet of this party; empty while there are no rows."""
    codes = Codewaarde.objects.order_by().values_list("lijst", "code", "naam")
    namen = {(lijst, code): naam for lijst, code, naam in codes}
    tellingen = [_count(levering, blad, namen) for blad in bladen_van(levering.partij.soort)]
    return tellingen if any(telling.rijen for telling in tellingen) else []


def _count(levering: Levering, blad: Blad, namen: dict[tuple, str]) -> Bladtelling:
    veld, lijst, eenheid = GROEPERING[blad.model]
    rows = blad.model.objects.filter(levering=levering).order_by(veld).values_list(veld)
    groups = list(rows.annotate(rijen=Count("pk"), totaal=Sum("aantal")))
    return Bladtelling(
        blad.naam,
        sum(rijen for _, rijen, _ in groups),
        eenheid,
        [(namen.get((lijst, code), code), totaal) for code, _, totaal in groups],
    )
