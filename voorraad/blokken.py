"""Blocks of rows that do not all fit in memory: they wait in a temporary file, each found by its place."""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
from collections.abc import Callable, Iterator

Plaats = tuple[int, int]  # where a block begins in the file, and its size


class Blokbestand:
    """A temporary file of blocks. It is gone with the last who reads from it."""

    def __init__(self):
        self.file = tempfile.NamedTemporaryFile(prefix="levering-")  # noqa: SIM115  closed below
        weakref.finalize(self, self.file.close)

    @property
    def naam(self) -> str:
        return self.file.name

    def schrijf(self, data: bytes) -> Plaats:
        offset = self.file.seek(0, os.SEEK_END)
        return offset, self.file.write(data)

    def lees(self, plaats: Plaats) -> bytes:
        offset, size = plaats
        self.file.seek(offset)
        return self.file.read(size)


class Blokken:
    """Blocks in their order, which can be walked through more than once: the first in memory, the others in a file.

    Made without anything it is to be added to; with a file and places it holds what another process wrote, which
    `laad` reads.
    """

    IN_GEHEUGEN = 16

    def __init__(self, bestand: Blokbestand | None = None, plaatsen: list[Plaats] = (), laad: Callable = pickle.loads):
        self._kept: list = []
        self._bestand, self._plaatsen, self._laad = bestand, list(plaatsen), laad

    def add(self, blok) -> None:
        if len(self._kept) < self.IN_GEHEUGEN:
            self._kept.append(blok)
            return
        self._bestand = self._bestand or Blokbestand()
        self._plaatsen.append(self._bestand.schrijf(pickle.dumps(blok, pickle.HIGHEST_PROTOCOL)))

    def __iter__(self) -> Iterator:
        yield from self._kept
        for plaats in self._plaatsen:
            yield self._laad(self._bestand.lees(plaats))
