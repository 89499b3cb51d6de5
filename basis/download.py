"""A file as an answer: it is saved, not shown."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from basis.tabelbestand import FORMATEN, TYPES, Tabelbestand


def bestand(data: bytes | str, naam: str, soort: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=soort, headers={"Content-Disposition": content_disposition_header(True, naam)}
    )


def tabel(made: Tabelbestand, formaat: str, naam: str) -> HttpResponse:
    """A table as CSV or XLSX; `naam` is without its end."""
    return bestand(FORMATEN[formaat](made), f"{naam}.{formaat}", TYPES[formaat])
