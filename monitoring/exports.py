"""The table under a chart as CSV or XLSX: the same numbers, as numbers, and where they come from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import xlsxwriter

from monitoring.tabellen import Cel, Kolom, Tabel

FICTIEF = "fictieve cijfers"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Toelichting:
    """What stands on the cover: what this is, in which unit and from which source, which part, and when made."""

    titel: str
    eenheid: str
    filters: str
    gemaakt_op: str
    fictief: bool = False

    def regels(self) -> list[tuple[str, str]]:
        regels = [
            ("Titel", self.titel),
            ("Eenheid, periode en bron", self.eenheid),
            ("Selectie", self.filters),
            ("Gemaakt op", self.gemaakt_op),
        ]
        return [*regels, ("Let op", FICTIEF)] if self.fictief else regels


def to_csv(tabel: Tabel, toelichting: Toelichting) -> bytes:
    """Semicolons, a decimal comma and a byte order mark: a Dutch spreadsheet opens it at once."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    mark = [FICTIEF] if toelichting.fictief else []
    writer.writerow([_head(kolom) for kolom in tabel.kolommen] + (["Let op"] if mark else []))
    for rij in tabel.rijen:
        cells = [_csv_value(cel, kolom) for cel, kolom in zip(rij, tabel.kolommen, strict=True)]
        writer.writerow(cells + mark)
    return out.getvalue().encode("utf-8-sig")


def _head(kolom: Kolom) -> str:
    return f"{kolom.naam} (%)" if kolom.vorm == "procent" else kolom.naam


def _csv_value(cel: Cel, kolom: Kolom) -> str:
    if isinstance(cel.waarde, float):
        value = cel.waarde * 100 if kolom.vorm == "procent" else cel.waarde
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    text = "" if cel.waarde is None else cel.tekst
    return f"'{text}" if text.startswith(_FORMULA_START) else text


def to_xlsx(tabel: Tabel, toelichting: Toelichting) -> bytes:
    """A cover sheet that says what it is, and a sheet with the rows; text is never read as a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        cover = book.add_worksheet("Toelichting")
        cover.set_column(0, 0, 22)
        cover.set_column(1, 1, 80, wrap)
        for row, (name, text) in enumerate(toelichting.regels()):
            cover.write_string(row, 0, name, bold)
            cover.write_string(row, 1, text, wrap)
        _write_rows(book, book.add_worksheet("Cijfers"), tabel)
    return out.getvalue()


def _write_rows(book, sheet, tabel: Tabel) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    formats = [_number_format(book, kolom) for kolom in tabel.kolommen]
    for column, kolom in enumerate(tabel.kolommen):
        sheet.write_string(0, column, kolom.naam, head)
        sheet.set_column(column, column, max(14, len(kolom.naam) + 2))
    for row, rij in enumerate(tabel.rijen, start=1):
        for column, cel in enumerate(rij):
            if isinstance(cel.waarde, float):
                sheet.write_number(row, column, cel.waarde, formats[column])
            elif cel.waarde is not None:
                sheet.write_string(row, column, cel.tekst)
    sheet.freeze_panes(1, 1)


def _number_format(book, kolom: Kolom):
    pattern = {"procent": "0.0%", "verschil": "+#,##0;-#,##0;0"}.get(kolom.vorm, "#,##0")
    return book.add_format({"num_format": pattern})


FORMATEN = {"csv": to_csv, "xlsx": to_xlsx}
