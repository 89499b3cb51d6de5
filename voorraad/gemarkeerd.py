"""A delivered workbook given back with its findings: each at its cell, and all of them on a sheet of their own."""

from __future__ import annotations

import itertools
import logging
import marshal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from django.conf import settings

from basis.tabelbestand import FICTIEF, Tabelbestand, to_xlsx
from voorraad import tabellen, workbook
from voorraad.models import Bevinding, Levering

logger = logging.getLogger(__name__)
_MARKER = Path(__file__).with_name("sheet_marker.py")
_SECONDS = 60
LIJST = "Bevindingen"
KOPPEN = ("niveau", "blad", "rij", "kolom", "gevonden", "verwacht", "uitleg", "opmerking van de gemeente")


def gemarkeerd(levering: Levering, *, opmerkingen: bool = True) -> tuple[bytes, str]:
    """The own workbook with marked and commented cells, or a list of findings of what is no workbook; and its name.

    Remarks of the municipality come along unless `opmerkingen` says no. Raises OSError when the file is not in the
    store any more.
    """
    with levering.bestand.open() as file:
        data = file.read()
    bevindingen = list(levering.bevindingen.all())
    for each in () if opmerkingen else bevindingen:
        each.opmerking = ""
    name = f"{PurePath(levering.bestandsnaam).stem}-met-bevindingen.xlsx"
    gelezen = workbook.read(data, levering.bestandsnaam)
    marked = None if gelezen.fouten or gelezen.csv else _mark(data, levering, gelezen, bevindingen)
    return marked or _only_findings(levering, bevindingen), name


def _mark(data: bytes, levering: Levering, gelezen: workbook.Gelezen, bevindingen: list[Bevinding]) -> bytes | None:
    merken: dict[str, list] = {}
    found = {tabel.blad.naam: tabel for tabel in tabellen.find_tables(gelezen, levering.partij)}
    for each in bevindingen:
        tabel = found.get(each.blad)
        if tabel is not None and tabel.inhoud is not None:
            row, column = _place(tabel, each)
            merken.setdefault(tabel.inhoud.naam, []).append((row, column, str(each.niveau), _text(each)))
    rows = [[FICTIEF]] if levering.fictief else []
    rows += [list(KOPPEN), *map(_row, bevindingen)]
    return _ask_marker({"data": data, "merken": merken, "naam": _name_of_list(gelezen), "lijst": rows})


def _name_of_list(gelezen: workbook.Gelezen) -> str:
    """The name of our list of an earlier time, to write it over; else one that no sheet has."""
    for naam, inhoud in gelezen.bladen.items():
        if KOPPEN in [row[: len(KOPPEN)] for row in inhoud.eerste_rijen(2)]:
            return naam
    taken = {naam.lower() for naam in gelezen.bladen}
    names = itertools.chain([LIJST], (f"{LIJST} ({n})" for n in itertools.count(2)))
    return next(naam for naam in names if naam.lower() not in taken)


def _place(tabel: tabellen.Tabel, bevinding: Bevinding) -> tuple[int, int]:
    """Row and column from 0. What is about a whole column stands at its head; about a whole sheet, at the first."""
    positions = {kolom.kop: at for at, kolom in tabel.kolommen.items()}
    first = min(tabel.kolommen, default=0)
    row = tabel.kopregel if bevinding.rij is None else bevinding.rij - 1
    return row, positions.get(bevinding.kolom, first)


def _text(each: Bevinding) -> str:
    lines = [each.get_niveau_display().capitalize()]
    lines += [f"Gevonden: {each.gevonden}"] if each.gevonden else []
    lines.append(f"Verwacht: {each.verwacht}")
    lines += [f"Uitleg: {each.toelichting}"] if each.toelichting else []
    lines += [f"Opmerking van de gemeente: {each.opmerking}"] if each.opmerking else []
    return "\n".join(lines)[:2000]


def _row(each: Bevinding) -> list:
    said = [each.kolom, each.gevonden, each.verwacht, each.toelichting, each.opmerking]
    return [each.get_niveau_display(), each.blad, each.rij, *said]


def _ask_marker(question: dict) -> bytes | None:
    """The marked workbook; None when that could not be made of this file."""
    command = [sys.executable, "-I", str(_MARKER), str(settings.MAX_UNPACKED_MB << 20)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=marshal.dumps(question), capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        _log(error.stderr or str(error).encode())
        return None
    _log(done.stderr)
    return done.stdout


def _log(said: bytes) -> None:
    if lines := said.decode(errors="replace").strip().splitlines():
        logger.warning("Een werkmap is niet (helemaal) gemarkeerd: %s", lines[-1])


def _only_findings(levering: Levering, bevindingen: Iterable[Bevinding]) -> bytes:
    cover = [
        ("Levering", f"{levering.partij}, {levering.halfjaar.voluit}, versie {levering.versie}"),
        ("Bestand", levering.bestandsnaam),
    ]
    rows = [_row(each) for each in bevindingen]
    return to_xlsx(Tabelbestand(LIJST, KOPPEN, rows, cover, fictief=levering.fictief))
