"""Blocks that do not fit in memory wait in a file, and are the same at every walk."""

import gc
import marshal
from pathlib import Path

from voorraad.blokken import Blokbestand, Blokken


def test_blocks_come_back_in_their_order_at_every_walk():
    many = [{"nummers": range(n, n + 3), "tekst": ["é", None, n]} for n in range(Blokken.IN_GEHEUGEN + 5)]
    blokken = Blokken()
    for blok in many:
        blokken.add(blok)
    assert [list(blokken), list(blokken)] == [many, many]


def test_walks_may_run_beside_each_other():
    blokken = Blokken()
    for n in range(Blokken.IN_GEHEUGEN + 3):
        blokken.add(n)
    one, other = iter(blokken), iter(blokken)
    assert list(zip(one, other, strict=True)) == [(n, n) for n in range(Blokken.IN_GEHEUGEN + 3)]


def test_blocks_that_another_process_wrote_are_read_from_their_places():
    bestand = Blokbestand()
    with open(bestand.naam, "wb") as file:
        for columns in ([[1, 2]], [[3]]):
            file.write(marshal.dumps(columns))
    size = len(marshal.dumps([[1, 2]]))
    places = [(0, size), (size, len(marshal.dumps([[3]])))]
    assert list(Blokken(bestand, places, marshal.loads)) == [[[1, 2]], [[3]]]


def test_file_is_gone_with_the_last_who_reads_from_it():
    bestand = Blokbestand()
    path, blokken = Path(bestand.naam), Blokken(bestand)
    del bestand
    gc.collect()
    assert path.exists()
    del blokken
    gc.collect()
    assert not path.exists()
