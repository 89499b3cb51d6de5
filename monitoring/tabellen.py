"""A small table as data: the same rows become HTML, CSV and XLSX, with the same numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from basis.getallen import getal, procent, verschil
from monitoring.maat import Maat, Wat

VORMEN = {"getal": getal, "procent": procent, "verschil": verschil, "maanden": lambda value: getal(value, 1)}


@dataclass(frozen=True)
class Kolom:
    """A column: its head with the unit, how its values are written ('' is text), and which number of the figure."""

    naam: str
    vorm: str = ""
    onderdeel: str = ""
    periode: bool = False
    wat: Wat = Wat.CIJFER

    @property
    def maat(self) -> Maat:
        return Maat(self.onderdeel, self.periode, self.wat)

    @property
    def is_getal(self) -> bool:
        return self.vorm in VORMEN

    def tekst(self, waarde) -> str:
        if not self.is_getal or isinstance(waarde, str):
            return "" if waarde is None else str(waarde)
        return VORMEN[self.vorm](waarde)


@dataclass(frozen=True)
class Cel:
    """A value as it is written. `adres` leads to where a figure comes from; a number that is `los` comes from nowhere
    else than what stands beside it."""

    waarde: object
    tekst: str
    is_getal: bool
    adres: str = ""
    los: bool = False


@dataclass(frozen=True)
class Tabel:
    kolommen: list[Kolom] = field(default_factory=list)
    rijen: list[list[Cel]] = field(default_factory=list)


def tabel(kolommen: list[Kolom], rijen: Iterable[Iterable]) -> Tabel:
    """Rows of plain values → a table that knows how each value is written."""
    return Tabel(kolommen, [[_cel(kolom, value) for kolom, value in zip(kolommen, rij, strict=True)] for rij in rijen])


def _cel(kolom: Kolom, waarde) -> Cel:
    plain = float(waarde) if kolom.is_getal and waarde is not None and not isinstance(waarde, str) else waarde
    return Cel(plain, kolom.tekst(plain), kolom.is_getal)
