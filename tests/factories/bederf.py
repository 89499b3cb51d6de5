"""Spoils workbooks the way offices, networks and programs do: at random, and the same for the same random source."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from tests.factories.voorraad import goede_rij, maak_werkmap

_TEKST = re.compile(rb"(?<=<t>)[^<]*(?=</t>)|(?<=<t xml:space=\"preserve\">)[^<]*(?=</t>)|(?<=<v>)[^<]*(?=</v>)")
_TEKEN = re.compile(rb"<[^>]*>|\"[^\"]*\"|\d+|=")
CELLEN = [
    "", " ", "1.380", "1 380", "1380,0", "1e999", "-7", "\u00a012", "12\u200f", "totaal", "=1+1", "@som", "+31",
    "#REF!",
    "WK0307", "BU03071000", "sociale huur", "STA", "niewbouw", "2026-3", "31-12-2026", "ja", "WAAR", "NaN", "inf",
    "9" * 400, "x" * 5000, "&#0;", "&amp;&lt;", "é" * 50, "🏠", "'12", "12 woningen", "0x10", "1_000",
]  # fmt: skip
STUKKEN = [
    b"", b"<", b">", b'"', b"&", b"&x;", b"<!DOCTYPE a>", b"<!-- ", b"]]>", b"\0", b"\xff\xfe", b"</row>", b"<row>",
    b"<c/>", b't="e"', b't="s"', b't="b"', b't="d"', b't="str"', b'r="XFD1048576"', b'r=""', b'r="A0"', b"-1",
    b's="99999"', b"99999999", b"4294967296", b"<f>1/0</f>", b"<v/>", b"<is><t/></is>", b"<mergeCell ref=\"A1:XFD9\"/>",
]  # fmt: skip


def gave_werkmap() -> bytes:
    """A workbook of every sheet that no check refuses."""
    rows = {
        "Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", energielabel="c")],
        "Mutaties": [goede_rij("Mutaties", project="E01")],
        "Projecten": [goede_rij("Projecten", verwacht_halfjaar="2026-1", gerealiseerd_halfjaar="2026-1", aantal=12)],
        "Toewijzingen": [goede_rij("Toewijzingen")],
    }
    return maak_werkmap(rows)


def bederf(data: bytes, draw: random.Random) -> bytes:
    """The same workbook, spoilt in one way, or in a few."""
    for _ in range(draw.choice([1, 1, 1, 2, 4])):
        data = draw.choice([_bytes, _xml, _xml, _cel, _cel])(data, draw)
    return data


def _bytes(data: bytes, draw: random.Random) -> bytes:
    """The packed file: bits turned over, cut off, a piece lost, doubled or put somewhere else."""
    at, size = draw.randrange(len(data) or 1), draw.choice([1, 4, 64, 2000])
    deeds = [
        lambda: data[:at] + bytes([data[at] ^ (1 << draw.randrange(8))]) + data[at + 1 :] if data else data,
        lambda: data[:at],
        lambda: data[:at] + data[at + size :],
        lambda: data[:at] + data[at : at + size] + data[at:],
        lambda: data[:at] + draw.randbytes(size) + data[at + size :],
        lambda: data[at:] + data[:at],
    ]
    return draw.choice(deeds)()


def _xml(data: bytes, draw: random.Random) -> bytes:
    """One part of it: a tag, attribute or number lost, doubled or something else; the zip itself stays whole."""

    def spoil(part: bytes) -> bytes:
        places = list(_TEKEN.finditer(part)) or [re.match(b"", part)]
        place = draw.choice(places)
        piece = draw.choice([b"", place[0] * 2, draw.choice(STUKKEN), draw.choice(places)[0]])
        return part[: place.start()] + piece + part[place.end() :]

    return _in_part(data, draw, lambda name: name.endswith((".xml", ".rels")), spoil)


def _cel(data: bytes, draw: random.Random) -> bytes:
    """One value that stands in a sheet, or in the list of texts that sheets share."""

    def spoil(part: bytes) -> bytes:
        places = list(_TEKST.finditer(part)) or [re.match(b"", part)]
        place, value = draw.choice(places), draw.choice(CELLEN)
        return part[: place.start()] + value.encode() + part[place.end() :]

    return _in_part(data, draw, lambda name: "sheet" in name.lower() or "shared" in name.lower(), spoil)


def _in_part(data: bytes, draw: random.Random, wanted: Callable[[str], bool], spoil: Callable) -> bytes:
    """With one part spoilt; a file that is no zip any more stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = [(name, old.read(name)) for name in old.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        return data
    chosen = draw.choice([name for name, _ in parts if wanted(name)] or [None])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts:
            new.writestr(name, spoil(part) if name == chosen else part)
    return buffer.getvalue()
