"""What a checked delivery holds: per sheet the rows and what is in them, and its errors with like beside like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from voorraad.columns import Blad, bladen_van
from voorraad.models import (
    Bevinding,
    Codelijst,
    Codewaarde,
    Gemeentegegeven,
    Levering,
    Mutatie,
    Project,
    Toewijzing,
    Voorraadstand,
)
from voorraad.soorten import in_woorden

# per model: the field that its numbers are grouped by, the code list of that field, and the unit
GROEPERING = {
    Voorraadstand: ("segment", Codelijst.SEGMENT, "woningen"),
    Mutatie: ("soort", Codelijst.MUTATIESOORT, "woningen"),
    Project: ("soort", Codelijst.PROJECTSOORT, "woningen"),
    Toewijzing: ("doelgroep", Codelijst.DOELGROEP, "woningen"),
    Gemeentegegeven: ("gegeven", Codelijst.GEGEVEN, ""),
}


@dataclass(frozen=True)
class Fout:
    """The same error in one or more rows."""

    blad: str
    cel: str
    kolom: str
    gevonden: str
    verwacht: str


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


def errors(bevindingen: Iterable[Bevinding]) -> list[Fout]:
    """One line per error, with all the cells it stands in: forty times the same typing error is one thing to mend."""
    rows: dict[tuple, list[int]] = {}
    for found in bevindingen:
        key = (found.blad, found.cel.rstrip("0123456789"), found.kolom, found.gevonden, found.verwacht)
        rows.setdefault(key, []).extend([found.rij] if found.rij else [])
    return [
        Fout(blad, ranges(numbers, letters), kolom, gevonden, verwacht)
        for (blad, letters, kolom, gevonden, verwacht), numbers in rows.items()
    ]


@dataclass(frozen=True)
class Groep:
    """The findings of one kind: what they are called, what to do, and how many there are in all."""

    soort: str
    titel: str
    doen: str
    aantal: int
    bevindingen: list[Bevinding]


def groups(bevindingen: Iterable[Bevinding], tellingen: dict[str, int]) -> list[Groep]:
    """Findings by kind, in the order in which the kinds came up. `tellingen` counts each kind over all pages."""
    found: dict[str, list[Bevinding]] = {}
    for bevinding in bevindingen:
        found.setdefault(bevinding.soort, []).append(bevinding)
    return [Groep(soort, *in_woorden(soort), tellingen[soort], each) for soort, each in found.items()]


def ranges(numbers: list[int], letters: str = "") -> str:
    """[2, 4, 5, 6] → 'C2, C4–C6', or without the letters of a column '2, 4–6'."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    cells = [(f"{letters}{first}", f"{letters}{last}") for first, last in runs]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in cells)
