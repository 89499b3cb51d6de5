"""CSV files as one delivery: a zip that holds one file per sheet, each byte for byte as it came."""

from __future__ import annotations

import io
import zipfile

from voorraad.models import Levering

NAAM = "csv-bestanden.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip, and with it the same hash


def samen(bestanden: dict[str, bytes]) -> bytes:
    """One zip of these files, by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for naam, data in sorted(bestanden.items()):
            archive.writestr(zipfile.ZipInfo(naam, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def aangevuld(data: bytes, naam: str, eerder: Levering | None) -> tuple[bytes, str]:
    """A single CSV file beside those that came before it; anything else as it is. Returns the bytes and their name."""
    if not naam.lower().endswith(".csv") or eerder is None:
        return data, naam
    before = _bestanden(eerder)
    return (samen(before | {naam: data}), NAAM) if before else (data, naam)


def _bestanden(levering: Levering) -> dict[str, bytes]:
    """The CSV files of a delivery; none when it is a workbook, or cannot be read any more."""
    name = levering.bestandsnaam.lower()
    if not name.endswith((".csv", ".zip")):
        return {}
    try:
        with levering.bestand.open() as file:
            data = file.read()
        if name.endswith(".csv"):
            return {levering.bestandsnaam: data}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {each: archive.read(each) for each in archive.namelist() if each.lower().endswith(".csv")}
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return {}
