"""A table as a file that a Dutch spreadsheet opens at once: CSV, or XLSX with a cover sheet.

Text stays text, so that no cell becomes a formula; numbers and dates stay numbers and dates.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import xlsxwriter

from basis.tekens import regels

FICTIEF = "fictieve cijfers"
AFZENDER = "Monitor samenwerkingsafspraken Amersfoort"
DATUM = "d-m-yyyy"
VEEL, BREEDST = 5, (60, 44)  # columns, and how many signs one has at most where there are few, and many
REGEL, HOOGST = 15, 409  # points: of a line, and of a row at most
KOP = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F6F8F9"}
PER_TEKEN = 1.05  # letters on average beside the figure of which widths are counted
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
}


@dataclass(frozen=True)
class Getal:
    """A number with a format of its own, where a column holds several kinds."""

    waarde: float
    vorm: str


@dataclass(frozen=True)
class Tabelbestand:
    """Rows of str, number, Getal, date or None; `vormen` has the number format of each column, or nothing for text.

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
    if isinstance(cell, Getal):
        return _text(float(cell.waarde), cell.vorm.endswith("%"))
    if isinstance(cell, float):
        return f"{cell * 100 if share else cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_START) else cell


def to_xlsx(bestand: Tabelbestand, *meer: Tabelbestand, titel: str = "") -> bytes:
    """A cover sheet, and a sheet with the rows; `meer` are further sheets under the same cover, which lists them."""
    out = io.BytesIO()
    sheets = (bestand, *meer)
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": titel or bestand.blad, "author": AFZENDER, "comments": _mark(bestand)})
        _write_cover(book, bestand, [(sheet.blad, f"{len(sheet.rijen)} rijen") for sheet in meer and sheets])
        for sheet in sheets:
            _write_rows(book, sheet)
    return out.getvalue()


def _mark(bestand: Tabelbestand) -> str:
    return FICTIEF if bestand.fictief else ""


def _write_cover(book, bestand: Tabelbestand, sheets: Sequence[tuple[str, str]]) -> None:
    """What this is; and which sheets there are, where there are several."""
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    cover = book.add_worksheet("Toelichting")
    cover.set_column(0, 0, 26)
    cover.set_column(1, 1, 80, wrap)
    mark = [("Let op", FICTIEF)] if bestand.fictief else []
    lines = [*bestand.toelichting, *mark, *((f"Blad {naam}", text) for naam, text in sheets)]
    for row, (name, text) in enumerate(lines):
        cover.write_string(row, 0, name, bold)
        cover.write_string(row, 1, text, wrap)
    _print_setup(cover, bestand)


def _print_setup(sheet, bestand: Tabelbestand) -> None:
    """On paper: A4, as wide as one page, with where it belongs and which page it is below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f"&L{_mark(bestand).capitalize()}&C&A&RBladzijde &P van &N")


def _write_rows(book, bestand: Tabelbestand) -> None:
    """The head stays in sight and comes back on paper; every column can be filtered; long texts take several lines."""
    sheet = book.add_worksheet(bestand.blad)
    heads = [book.add_format(KOP | extra) for extra in ({}, {"align": "right", "indent": 1})]
    formats = _Formats(book)
    most = BREEDST[len(bestand.koppen) > VEEL]
    widths = [_width(kop, values, most) for kop, _, values in bestand.kolommen]
    for column, (kop, vorm, values) in enumerate(bestand.kolommen):
        sheet.write_string(0, column, kop, heads[any(isinstance(value, int | float | Getal) for value in values)])
        sheet.set_column(column, column, widths[column])
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, formats, vorm)
    for row, values in enumerate(bestand.rijen, start=1):
        if (lines := max(map(_lines, values, widths), default=1)) > 1:  # not every program finds this out
            sheet.set_row(row, min(lines * REGEL, HOOGST))
    sheet.freeze_panes(1, 1)
    if bestand.koppen:
        sheet.autofilter(0, 0, max(len(bestand.rijen), 1), len(bestand.koppen) - 1)
    sheet.repeat_rows(0)
    _print_setup(sheet, bestand)


class _Formats(dict):
    """The formats of a workbook by number format, each made once; '' is that of text."""

    def __init__(self, book):
        super().__init__()
        self._book = book

    def __missing__(self, vorm: str):
        shown = {"num_format": vorm, "align": "right", "indent": 1} if vorm else {"text_wrap": True}
        self[vorm] = self._book.add_format(shown | {"valign": "top"})
        return self[vorm]


def _width(kop: str, values: Sequence, most: int) -> int:
    """In signs: room for the longest line and for the arrow of the filter."""
    lines = [line for value in values if isinstance(value, str) for line in value.split("\n")]
    longest = max([len(kop) + 2, *map(len, lines)])
    return min(max(10, longest + 2), most)


def _lines(value, width: int) -> int:
    """About how many lines a text takes in its cell."""
    return sum(ceil(len(line) / width / PER_TEKEN) or 1 for line in value.split("\n")) if isinstance(value, str) else 1


def _write(sheet, row: int, column: int, value, formats: _Formats, vorm: str) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, regels(value), formats[""])
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, formats[DATUM])
    elif isinstance(value, Getal):
        sheet.write_number(row, column, value.waarde, formats[value.vorm])
    elif value is not None:
        sheet.write_number(row, column, value, formats[vorm or "General"])


FORMATEN = {"csv": to_csv, "xlsx": to_xlsx}
