"""A document as tagged PDF (PDF/UA-1), set by Typst from one template."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import typst

from basis.tabelbestand import AFZENDER
from monitoring.meenemen import letter, passen
from monitoring.meenemen.stuk import Stuk, Tafel

SJABLOON = Path(__file__).resolve().parent / "overzicht.typ"
AFSPRAKEN = "Samenwerkingsafspraken Amersfoort 2026–2030"
VERDACHT = b"/Suspects false"  # what a reader takes for granted, and at which Poppler complains; spaces keep all places
ZONDER_BEELD = "De grafiek kon hier niet worden getekend. Dit zijn de cijfers ervan."
BREED, RAND = 16.6 / 2.54 * 72, 9  # points: of the text between the margins, and what a cell leaves free
GROOTTES = (9, 8.5, 8, 7.5, 7)  # points, of the letter in a table
HEEL, HEEL_TEKENS = 12, 1500  # rows and signs of a table that is not divided over pages


class GeenLetter(Exception):  # noqa: N818  a Dutch name for what is the matter
    """The font was not built: `make` does that."""


def pdf(stuk: Stuk, plaatjes: dict[str, bytes]) -> bytes:
    """`plaatjes`: the charts by name, as SVG. Raises GeenLetter."""
    if not letter.is_er():
        raise GeenLetter("Het lettertype voor de PDF ontbreekt op deze server. Draai ‘make’ en probeer het opnieuw.")
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        here = Path(folder)
        shutil.copy(SJABLOON, here / "overzicht.typ")
        for naam, picture in plaatjes.items():
            (here / f"{naam}.svg").write_bytes(letter.leesbaar(picture.decode()).encode())
        (here / "stuk.json").write_text(json.dumps(_woorden(stuk, set(plaatjes))))
        made = typst.compile(
            here / "overzicht.typ",
            root=here,
            font_paths=[letter.MAP],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    return made.replace(VERDACHT, b" " * len(VERDACHT))


def _woorden(stuk: Stuk, drawn: set[str]) -> dict:
    """What the template reads; only signs that can be set."""
    words = asdict(stuk)
    for chapter, named in zip(words["hoofdstukken"], stuk.hoofdstukken, strict=True):
        chapter["bovenregel"] = named.bovenregel
    words |= {"auteur": AFZENDER, "afspraken": AFSPRAKEN, "zonder_beeld": ZONDER_BEELD}
    words["voet"] = " · ".join(f"{naam.lower()} {waarde}" for naam, waarde in stuk.gegevens[:2])
    words["trefwoorden"] = [f"{naam}: {waarde}" for naam, waarde in stuk.gegevens]
    words = _alles(words)
    for chapter in words["hoofdstukken"]:
        for block in chapter["blokken"]:
            if block["soort"] == "beeld":
                del block["figuur"]
                block["bestand"] = f"{block['naam']}.svg" if block["naam"] in drawn else ""
            if table := block if block["soort"] == "tafel" else block.get("tafel"):
                table |= _maten(Tafel(**table))
    return words


def _maten(table: Tafel) -> dict:
    """How a table is set: the size of its letter, the widths of its columns, and whether it stays on one page."""
    size, widths = passen.kolommen(table, BREED, RAND, GROOTTES)
    room = [(width - RAND) / size for width in widths]
    rows = [list(map(passen.breekbaar, row, room)) for row in table.rijen]
    short = len(table.rijen) <= HEEL and sum(len(cell) for row in table.rijen for cell in row) <= HEEL_TEKENS
    return {"grootte": size, "breedtes": widths, "rijen": rows, "heel": short}


def _alles(value):
    """The same with every text made legible."""
    if isinstance(value, str):
        return letter.leesbaar(value)
    if isinstance(value, dict):
        return {key: _alles(each) for key, each in value.items()}
    return [_alles(each) for each in value] if isinstance(value, (list, tuple)) else value
