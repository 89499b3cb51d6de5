"""A table as a file that a Dutch spreadsheet opens at once: CSV, or XLSX with a cover sheet.

Text stays text, so that no cell becomes a formula; numbers and dates stay numbers and dates.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from basis.tekens import regels

FICTIEF = "fictieve cijfers"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d-m-yyyy",
}


@dataclass(frozen=True)
class Tabelbestand:
    """Rows of str, number, date or None; `vormen` has the number format of each column, or nothing for text.

    A format that ends in % is for fractions; a CSV, which has no formats, gets per cents and says so in the head.
    `toelichting` stands on the cover sheet: what this is, which part, and when it was made.
    """

    blad: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence]
    toelichting: Sequence[tuple[str, str]]
    vormen: Sequence[str] = ()
    fictief: bool = False

    @property
    def kolommen(self) -> list[tuple[str, str, list]]:
        """Head, number format and values of each column."""
        vormen = self.vormen or [""] * len(self.koppen)
        values = ([rij[place] for rij in self.rijen] for place in range(len(self.koppen)))
        return list(zip(self.koppen, vormen, values, strict=True))


def to_csv(bestand: Tabelbestand) -> bytes:
    """Head first; semicolons, a decimal comma, a byte order mark. Invented figures are called so on every row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    head, mark = (["Let op"], [FICTIEF]) if bestand.fictief else ([], [])
    shares = [vorm.endswith("%") for _, vorm, _ in bestand.kolommen]
    koppen = [f"{kop} (%)" if share else kop for kop, share in zip(bestand.koppen, shares, strict=True)]
    writer.writerow([*koppen, *head])
    writer.writerows([*map(_text, rij, shares), *mark] for rij in bestand.rijen)
    return out.getvalue().encode("utf-8-sig")


def _text(cell, share: bool):
    if isinstance(cell, float):
        return f"{cell * 100 if share else cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_START) else cell


def to_xlsx(bestand: Tabelbestand, *meer: Tabelbestand) -> bytes:
    """A cover sheet, and a sheet with the rows; `meer` are further sheets under the same cover."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        cover = book.add_worksheet("Toelichting")
        cover.set_column(0, 0, 26)
        cover.set_column(1, 1, 80, wrap)
        mark = [("Let op", FICTIEF)] if bestand.fictief else []
        for row, (name, text) in enumerate([*bestand.toelichting, *mark]):
            cover.write_string(row, 0, name, bold)
            cover.write_string(row, 1, text, wrap)
        for sheet in (bestand, *meer):
            _write_rows(book, sheet)
    return out.getvalue()


def _write_rows(book, bestand: Tabelbestand) -> None:
    sheet = book.add_worksheet(bestand.blad)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for column, (kop, vorm, values) in enumerate(bestand.kolommen):
        number_format = book.add_format({"num_format": vorm}) if vorm else None
        sheet.write_string(0, column, kop, head)
        longest = max([len(kop), *(len(value) for value in values if isinstance(value, str))])
        sheet.set_column(column, column, min(max(10, longest + 2), 50))
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, number_format)
    sheet.freeze_panes(1, 1)


def _write(sheet, row: int, column: int, value, number_format) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, regels(value))
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value, number_format)


FORMATEN = {"csv": to_csv, "xlsx": to_xlsx}
