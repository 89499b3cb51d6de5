"""CSV files as one delivery: a zip that holds one file per sheet, each byte for byte as it came."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.conf import settings

from basis.getallen import getal
from voorraad.cellen import plat
from voorraad.columns import BLADEN
from voorraad.models import Levering

NAAM = "csv-bestanden.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip, and with it the same hash


class TeGroot(Exception):  # noqa: N818  a finding, no fault of ours
    """These files together are more than one upload may be; in words for the screen."""


def samen(bestanden: dict[str, bytes]) -> bytes:
    """One zip of these files, by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for naam, data in sorted(bestanden.items()):
            archive.writestr(zipfile.ZipInfo(naam, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def aangevuld(data: bytes, naam: str, eerder: Levering | None) -> tuple[bytes, str]:
    """A single CSV file beside those that came before it; anything else as it is. Returns the bytes and their name.

    A file that is there already gives what there is; one whose name says the same sheet takes the place of the one
    before (‘mutaties v2.csv’ that of ‘mutaties.csv’). Raises TeGroot.
    """
    if not naam.lower().endswith(".csv") or eerder is None:
        return data, naam
    try:
        with eerder.bestand.open() as file:
            stored = file.read()
        before = _bestanden(stored, eerder.bestandsnaam)
    except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return data, naam  # what came before cannot be read (any more): this file stands by itself
    if before.get(naam) == data:
        return stored, eerder.bestandsnaam
    before = {other: bytes_ for other, bytes_ in before.items() if not _same_sheet(other, naam)}
    if before and len(data) + sum(map(len, before.values())) > _most():
        raise TeGroot(_TE_GROOT.format(getal(_most() >> 20)))
    return (samen(before | {naam: data}), NAAM) if before else (data, naam)


def _same_sheet(naam: str, other: str) -> bool:
    sheets, others = ({blad.naam for blad in BLADEN if plat(blad.naam) in plat(each)} for each in (naam, other))
    return len(sheets) == 1 and sheets == others


_TE_GROOT = (
    "Samen met wat u eerder aanleverde zijn deze CSV-bestanden groter dan {} MB. Dit bestand is niet bewaard. "
    "Doe alle bladen samen in één zip, en upload die."
)


def _most() -> int:
    """How many bytes are put together in the web process."""
    return 4 * settings.MAX_UPLOAD_MB << 20


def _bestanden(stored: bytes, naam: str) -> dict[str, bytes]:
    """The CSV files of a delivery, none when it is a workbook. Raises TeGroot before much is unpacked."""
    if naam.lower().endswith(".csv"):
        return {naam: stored}
    if not naam.lower().endswith(".zip"):
        return {}
    found, left = {}, _most()
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        for each in archive.namelist():
            if each.lower().endswith(".csv"):
                with archive.open(each) as file:
                    found[each] = file.read(left + 1)
                left -= len(found[each])
                if left < 0:
                    raise TeGroot(_TE_GROOT.format(getal(_most() >> 20)))
    return found
