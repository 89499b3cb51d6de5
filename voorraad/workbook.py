"""Reading a workbook into plain cells.

Reading never raises for a bad file: what is wrong with it is a finding.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings

from voorraad.blokken import Blokbestand, Blokken
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau

_READER = Path(__file__).with_name("sheet_reader.py")
_SECONDS = 90

_ONLEESBAAR = {
    "leeg": ("een leeg bestand", "een ingevuld sjabloon (.xlsx)"),
    "geen-werkmap": ("een bestand dat geen Excel-werkmap is", "een werkmap die is opgeslagen als .xlsx"),
    "oud-xls": ("een werkmap van een oud soort (.xls)", "dezelfde werkmap, in Excel opgeslagen als .xlsx"),
    "ods": ("een werkmap van LibreOffice (.ods)", "dezelfde werkmap, opgeslagen als .xlsx"),
    "versleuteld": ("een werkmap met een wachtwoord", "dezelfde werkmap zonder wachtwoord"),
    "macros": ("een werkmap met macro's", "dezelfde werkmap zonder macro's, opgeslagen als .xlsx"),
    "afgebroken": (
        "een beschadigd of afgebroken bestand",
        "het hele bestand; sla het opnieuw op en upload het nog eens",
    ),
    "bom": ("een bestand dat uitgepakt te groot wordt", "een werkmap van ten hoogste {max_unpacked} MB uitgepakt"),
    "te-groot": ("een bestand met te veel onderdelen ({detail})", "een gewone werkmap, zoals het sjabloon"),
    "te-breed": ("een cel ver buiten de tabel ({detail})", "alleen de kolommen van het sjabloon"),
    "doctype": (
        "een werkmap met onderdelen die Excel zelf niet maakt",
        "een werkmap die in Excel is opgeslagen als .xlsx",
    ),
    "csv": (
        "een CSV-bestand met een aanhalingsteken dat niet sluit ({detail})",
        "een CSV-bestand zoals Excel het bewaart",
    ),
    "onleesbaar": (
        "een werkmap die niet te lezen is",
        "dezelfde werkmap, in Excel geopend en opnieuw opgeslagen als .xlsx",
    ),
    "te-zwaar": ("een werkmap die te veel geheugen of tijd kost", "een werkmap met alleen de bladen van het sjabloon"),
}


@dataclass(frozen=True)
class Stempel:
    """Whose workbook this is, as the template was stamped."""

    partij: str
    halfjaar: str


@dataclass
class BladInhoud:
    """The cells of one sheet, in blocks of columns that can be walked through more than once.

    `formulefouten` holds (row, column) → '#REF!', counted from 0; `opvallend` (what, detail, row) to mention.
    """

    naam: str
    blokken: Iterable[list[list]]
    formulefouten: dict[tuple[int, int], str] = field(default_factory=dict)
    opvallend: list[tuple[str, str, int | None]] = field(default_factory=list)

    def eerste_rijen(self, aantal: int) -> list[tuple]:
        """The first rows of the sheet, as they stand."""
        return next(([*islice(zip(*columns, strict=True), aantal)] for columns in self.blokken), [])


@dataclass
class Gelezen:
    """A workbook as it was read: sheets by name, the stamp, and what made the file unreadable."""

    bladen: dict[str, BladInhoud] = field(default_factory=dict)
    stempel: Stempel | None = None
    fouten: list[Gevonden] = field(default_factory=list)
    csv: bool = False
    koppelingen: bool = False


def read(data: bytes, naam: str = "") -> Gelezen:
    """The cells of a workbook or CSV files, read in a child process with limits. Never raises for a bad file."""
    if len(data) > settings.MAX_UPLOAD_MB << 20:
        return _unreadable("bom", "")
    cells = Blokbestand()
    answer = _ask_reader(data, naam, cells.naam)
    if "fout" in answer:
        return _unreadable(*answer["fout"])
    fouten, opvallend = answer["fouten"], answer["opvallend"]
    bladen = {
        naam: BladInhoud(naam, Blokken(cells, plaatsen, marshal.loads), fouten.get(naam, {}), opvallend.get(naam, []))
        for naam, plaatsen in answer["bladen"].items()
    }
    return Gelezen(bladen, _stamp(bladen.get("Uitleg")), csv=answer["csv"], koppelingen="" in opvallend)


def _ask_reader(data: bytes, naam: str, cells: str) -> dict:
    command = [sys.executable, "-I", str(_READER), str(settings.MAX_UNPACKED_MB << 20), cells, naam]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        return marshal.loads(done.stdout)  # noqa: S302  written by our own reader
    except (subprocess.TimeoutExpired, EOFError, ValueError, TypeError):
        return {"fout": ("te-zwaar", "")}


def _unreadable(code: str, detail: str) -> Gelezen:
    gevonden, verwacht = _ONLEESBAAR[code]
    words = {"detail": detail, "max_unpacked": settings.MAX_UNPACKED_MB}
    fout = Gevonden(Niveau.FOUT, "bestand", verwacht.format(**words), gevonden.format(**words))
    return Gelezen(fouten=[fout])


def _stamp(uitleg: BladInhoud | None) -> Stempel | None:
    if uitleg is None:
        return None
    pairs = {
        str(row[0]).strip().lower(): str(row[1]).strip() for row in uitleg.eerste_rijen(20) if len(row) > 1 and row[0]
    }
    if "partijcode" in pairs and "halfjaar" in pairs:
        return Stempel(pairs["partijcode"], pairs["halfjaar"])
    return None
