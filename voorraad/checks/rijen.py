"""Whether each row is in order by itself, and no row stands there twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from voorraad.cellen import Ligging
from voorraad.checks.plek import op
from voorraad.gevonden import Gevonden
from voorraad.models import Mutatie, Niveau, Project
from voorraad.tabellen import Blok, Tabel, Werk

FOUT = Niveau.FOUT


def cellen(werk: Werk) -> Iterator[Gevonden]:
    """Every cell that is not what its column asks for."""
    for tabel in werk.tabellen:
        yield from tabel.onverwacht


def totaalregels(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        yield from tabel.totalen


def negatieve_mutaties(werk: Werk) -> Iterator[Gevonden]:
    for rij, soort, aantal in werk.rijen(Mutatie, "soort", "aantal"):
        if aantal is not None and aantal < 0 and soort not in (None, "splitsen", "correctie"):
            verwacht = "een aantal van 0 of meer; alleen splitsen en correctie mogen negatief zijn"
            yield op(FOUT, Mutatie, "aantal", rij, aantal, verwacht, "negatief")


def dubbele_rijen(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        if tabel.blad.sleutel and (twice := _hashes_of_many(tabel)):
            yield from _doubles(tabel, twice)


def _hashes_of_many(tabel: Tabel) -> set[int]:
    """Hashes that more than one row has: eight bytes a row, where keeping the keys would take hundreds."""
    hashes = [
        np.fromiter(map(hash, zip(*_sleutels(tabel, blok), strict=True)), np.int64, len(blok.nummers))
        for blok in tabel.blokken
    ]
    all_ = np.sort(np.concatenate(hashes)) if hashes else np.empty(0)
    return set(all_[1:][all_[1:] == all_[:-1]].tolist())


def _sleutels(tabel: Tabel, blok: Blok) -> list[Sequence]:
    """The columns that together occur once; a place by its code, the same in every block."""
    columns = [blok.kolom(veld) for veld in tabel.blad.sleutel]
    return [[v and v.code for v in c] if any(isinstance(v, Ligging) for v in c) else c for c in columns]


def _doubles(tabel: Tabel, twice: set[int]) -> Iterator[Gevonden]:
    first: dict[tuple, int] = {}
    for blok in tabel.blokken:
        for nummer, key in zip(blok.nummers, zip(*_sleutels(tabel, blok), strict=True), strict=True):
            if hash(key) not in twice or nummer in tabel.onvolledig:
                continue
            if key in first:
                verwacht = f"elke combinatie eenmaal; rij {first[key]} is dezelfde. Tel ze op in één rij."
                yield op(FOUT, tabel.blad.model, tabel.blad.sleutel[0], nummer, key[0], verwacht, "dubbele-rij")
            first.setdefault(key, nummer)


def in_de_toekomst(werk: Werk) -> Iterator[Gevonden]:
    for rij, realised in werk.rijen(Project, "gerealiseerd_halfjaar"):
        if realised and realised > werk.halfjaar:
            verwacht = f"een halfjaar tot en met {werk.halfjaar}"
            yield op(FOUT, Project, "gerealiseerd_halfjaar", rij, realised, verwacht, "in-de-toekomst")


def naar_segment(werk: Werk) -> Iterator[Gevonden]:
    for rij, soort, naar in werk.rijen(Mutatie, "soort", "naar_segment"):
        if soort == "liberalisatie" and naar == "":
            verwacht = "het segment waar de woning nu in valt"
            yield op(FOUT, Mutatie, "naar_segment", rij, None, verwacht, "leeg")
