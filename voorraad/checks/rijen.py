"""Whether each row is in order by itself, and no row stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from voorraad.models import Mutatie, Project
from voorraad.tabellen import Tabel, Werk
from voorraad.workbook import Gevonden


def cellen(werk: Werk) -> Iterator[Gevonden]:
    """Every cell that is not what its column asks for."""
    for tabel in werk.tabellen:
        for regel in tabel.regels:
            yield from regel.onverwacht


def totaalregels(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        for regel in tabel.regels:
            if regel.is_totaal:
                yield regel.fout(regel.totaalveld, "alleen gewone rijen; haal de totaalregel weg", "totaalregel")


def negatieve_mutaties(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Mutatie):
        if (regel["aantal"] or 0) < 0 and regel["soort"] not in (None, "splitsen", "correctie"):
            yield regel.fout(
                "aantal", "een aantal van 0 of meer; alleen splitsen en correctie mogen negatief zijn", "negatief"
            )


def dubbele_rijen(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        if tabel.blad.sleutel:
            yield from _doubles(tabel)


def _doubles(tabel: Tabel) -> Iterator[Gevonden]:
    first: dict[tuple, int] = {}
    for regel in tabel.regels:
        if regel.onverwacht or regel.is_totaal:
            continue
        key = tuple(regel[veld] for veld in tabel.blad.sleutel)
        if key in first:
            verwacht = f"elke combinatie eenmaal; rij {first[key]} is dezelfde. Tel ze op in één rij."
            yield regel.fout(tabel.blad.sleutel[0], verwacht, "dubbele-rij")
        first.setdefault(key, regel.nummer)


def in_de_toekomst(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Project):
        realised = regel["gerealiseerd_halfjaar"]
        if realised and realised > werk.halfjaar:
            yield regel.fout("gerealiseerd_halfjaar", f"een halfjaar tot en met {werk.halfjaar}", "in-de-toekomst")


def naar_segment(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Mutatie):
        if regel["soort"] == "liberalisatie" and regel["naar_segment"] == "":
            yield regel.fout("naar_segment", "het segment waar de woning nu in valt", "leeg")
