"""The filtered table of actions as CSV or XLSX. Text is written as text: a cell never becomes a formula."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Actie

KOPPEN = ["Jaar", "Nr", "Actie", "Samenvatting", "Thema", "Trekkers", "Partners", "Planning", "Deadline", "Status",
          "Laatste toelichting", "Bijgewerkt"]  # fmt: skip
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def _row(actie: Actie) -> list:
    last = next(iter(actie.meldingen.all()), None)
    return [
        actie.jaar,
        actie.nummer,
        actie.titel,
        actie.samenvatting,
        str(actie.thema or "boven de thema’s"),
        ", ".join(map(str, actie.trekkers.all())),
        ", ".join(map(str, actie.partners.all())),
        actie.planning,
        actie.deadline,
        actie.get_status_display(),
        last.toelichting if last else "",
        actie.bijgewerkt_op and timezone.localdate(actie.bijgewerkt_op),
    ]


def _cover(filters: str) -> list[tuple[str, str]]:
    lines = [
        ("Acties van de samenwerkingsafspraken Amersfoort", ""),
        ("Keuze", filters),
        ("Gemaakt op", date_format(timezone.localdate(), "j F Y")),
    ]
    return [*lines, ("Let op", "fictieve cijfers: dit is een demonstratie")] if settings.DEMO else lines


def to_csv(acties: Iterable[Actie]) -> bytes:
    """The table alone, its head first: semicolons, UTF-8 with a mark, as Dutch spreadsheets expect it.

    In a demonstration every row says so.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    head, mark = (["Let op"], ["fictieve cijfers"]) if settings.DEMO else ([], [])
    writer.writerow(KOPPEN + head)
    writer.writerows([_harmless(cell) for cell in _row(actie)] + mark for actie in acties)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell):
    """A cell as a spreadsheet may read it: never a formula, and dates the Dutch way."""
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULETEKENS) else cell


def to_xlsx(acties: Iterable[Actie], filters: str) -> bytes:
    """A cover sheet that says what this is, and the table."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, {**options, "default_date_format": "d-m-yyyy"})
    bold = book.add_format({"bold": True})
    cover = book.add_worksheet("Over dit bestand")
    cover.set_column(0, 0, 48)
    cover.set_column(1, 1, 60)
    for row, (label, value) in enumerate(_cover(filters)):
        cover.write_string(row, 0, label, bold)
        cover.write_string(row, 1, value)
    sheet = book.add_worksheet("Acties")
    sheet.freeze_panes(1, 3)
    sheet.set_column(2, 11, 24)
    for column, head in enumerate(KOPPEN):
        sheet.write_string(0, column, head, bold)
    for row, actie in enumerate(acties, 1):
        for column, cell in enumerate(_row(actie)):
            _write(sheet, row, column, cell)
    book.close()
    return buffer.getvalue()


def _write(sheet, row: int, column: int, cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)
