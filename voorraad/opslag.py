"""The rows of a checked sheet into the database, as many at once as there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from basis import bulk
from voorraad.columns import Kolom, Soort
from voorraad.tabellen import Blok, Tabel


def insert(tabel: Tabel, levering_id: int) -> None:
    """Store all rows of a sheet, which were read without a fout. In the caller's transaction."""
    bulk.insert(tabel.blad.model, ["levering", *velden(tabel)], _rows(tabel, levering_id))


def velden(tabel: Tabel) -> list[str]:
    """The fields of a stored row, in the order of `waarden`."""
    return ["rijnummer", "wijk", "buurt", *(kolom.veld for kolom in _gewone_kolommen(tabel))]


def waarden(tabel: Tabel, blok: Blok) -> Iterator[tuple]:
    """The rows of a block as the database takes them."""
    where = blok.kolom("gebied")
    places = ([each and getattr(each, key) for each in where] for key in ("wijk_id", "buurt_id"))
    return zip(blok.nummers, *places, *(_stored(blok, kolom) for kolom in _gewone_kolommen(tabel)), strict=True)


def _gewone_kolommen(tabel: Tabel) -> list[Kolom]:
    return [kolom for kolom in tabel.blad.kolommen if kolom.soort is not Soort.GEBIED]


def _rows(tabel: Tabel, levering_id: int) -> Iterator[tuple]:
    for blok in tabel.blokken:
        for row in waarden(tabel, blok):
            yield levering_id, *row


def _stored(blok: Blok, kolom: Kolom) -> Sequence:
    values = blok.kolom(kolom.veld)
    return [each and str(each) for each in values] if kolom.soort is Soort.HALFJAAR else values
