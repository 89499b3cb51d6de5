"""A delivered workbook given back with its findings: each at its cell, and all of them on a sheet of their own."""

from __future__ import annotations

import logging
import marshal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from django.conf import settings
from xlsxwriter.utility import xl_cell_to_rowcol

from basis.tabelbestand import FICTIEF, Tabelbestand, to_xlsx
from voorraad.models import Bevinding, Levering

logger = logging.getLogger(__name__)
_MARKER = Path(__file__).with_name("sheet_marker.py")
_SECONDS = 60
LIJST = "Bevindingen"
KOPPEN = ("niveau", "blad", "cel", "kolom", "gevonden", "verwacht", "uitleg", "opmerking van de gemeente")


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
    marked = _mark(data, levering, bevindingen) if levering.werkbladen else None
    return marked or _only_findings(
        levering, bevindingen
    ), f"{PurePath(levering.bestandsnaam).stem}-met-bevindingen.xlsx"


def _mark(data: bytes, levering: Levering, bevindingen: list[Bevinding]) -> bytes | None:
    merken: dict[str, list] = {}
    for each in bevindingen:
        if each.cel and each.blad in levering.werkbladen:
            mark = (*xl_cell_to_rowcol(each.cel), str(each.niveau), _text(each))
            merken.setdefault(levering.werkbladen[each.blad], []).append(mark)
    rows = [[FICTIEF]] if levering.fictief else []
    rows += [list(KOPPEN), *map(_row, bevindingen)]
    return _ask_marker({"data": data, "merken": merken, "naam": LIJST, "koppen": KOPPEN, "lijst": rows})


def _text(each: Bevinding) -> str:
    lines = [each.get_niveau_display().capitalize()]
    lines += [f"Gevonden: {each.gevonden}"] if each.gevonden else []
    lines.append(f"Verwacht: {each.verwacht}")
    lines += [f"Uitleg: {each.toelichting}"] if each.toelichting else []
    lines += [f"Opmerking van de gemeente: {each.opmerking}"] if each.opmerking else []
    return "\n".join(lines)[:2000]


def _row(each: Bevinding) -> list:
    said = [each.kolom, each.gevonden, each.verwacht, each.toelichting, each.opmerking]
    return [each.get_niveau_display(), each.blad, each.cel, *said]


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
