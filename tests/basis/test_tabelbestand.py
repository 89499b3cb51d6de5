"""Dutch CSV, numbers as numbers in Excel, and nothing that a spreadsheet would run."""

import csv
import datetime
import io

import openpyxl
import pytest

from basis.tabelbestand import Tabelbestand, to_csv, to_xlsx

KOPPEN = ["halfjaar", "netto", "aandeel", "stand"]
RIJ = ["2026-1", -1212.5, 0.125, "vastgesteld"]
VORMEN = ["", "+#,##0;-#,##0;0", "0.0%", ""]
FORMULES = ['=HYPERLINK("http://kwaad.nl")', "+31", "-1+1", "@SUM(A1)", "\tx"]


def bestand(koppen, rijen, vormen=(), **others):
    return Tabelbestand("Cijfers", koppen, rijen, [("Titel", "De titel"), ("Selectie", "alles")], vormen, **others)


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def sheet_of(data, naam="Cijfers"):
    return openpyxl.load_workbook(io.BytesIO(data))[naam]


class TestCsv:
    def test_csv_has_semicolons_a_decimal_comma_and_a_byte_order_mark(self):
        made = to_csv(bestand(KOPPEN, [RIJ], VORMEN))
        assert made == ("\ufeffhalfjaar;netto;aandeel (%);stand\r\n2026-1;-1212,5;12,5;vastgesteld\r\n").encode()

    @pytest.mark.parametrize(
        ("share", "written"), [(0.3, "30"), (1 / 3, "33,3333"), (0.0, "0"), (1.0, "100"), (None, "")]
    )
    def test_csv_writes_a_share_in_per_cents_and_nothing_for_no_figure(self, share, written):
        made = to_csv(bestand(["aandeel", "x"], [[share, "x"]], ["0.0%", ""]))
        assert rows_of(made)[1] == [written, "x"]

    def test_csv_of_a_large_round_number_keeps_its_noughts(self):
        assert rows_of(to_csv(bestand(["n"], [[1200.0]])))[1] == ["1200"]

    @pytest.mark.parametrize("formula", FORMULES)
    def test_csv_writes_a_formula_as_text(self, formula):
        assert rows_of(to_csv(bestand(["naam"], [[formula]])))[1] == [f"'{formula}"]

    def test_csv_keeps_a_semicolon_and_a_quote_inside_a_cell(self):
        text = 'a;b "c"'
        assert rows_of(to_csv(bestand(["naam"], [[text]])))[1] == [text]

    def test_csv_says_on_every_row_that_figures_are_invented(self):
        made = to_csv(bestand(["naam"], [["a"], ["b"]], fictief=True))
        assert rows_of(made) == [["naam", "Let op"], ["a", "fictieve cijfers"], ["b", "fictieve cijfers"]]


class TestXlsx:
    def test_xlsx_holds_numbers_as_numbers_with_their_format(self):
        sheet = sheet_of(to_xlsx(bestand(KOPPEN, [RIJ], VORMEN)))
        assert [[cell.value for cell in row] for row in sheet.rows] == [
            ["halfjaar", "netto", "aandeel", "stand"],
            ["2026-1", -1212.5, 0.125, "vastgesteld"],
        ]
        assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "s"]
        assert [sheet["B2"].number_format, sheet["C2"].number_format] == ["+#,##0;-#,##0;0", "0.0%"]

    def test_xlsx_leaves_no_figure_empty_and_a_hidden_count_text(self):
        sheet = sheet_of(to_xlsx(bestand(["n", "m"], [[None, "< 5"]])))
        assert [cell.value for cell in sheet[2]] == [None, "< 5"]

    @pytest.mark.parametrize("formula", FORMULES)
    def test_xlsx_writes_a_formula_as_text(self, formula):
        cell = sheet_of(to_xlsx(bestand(["naam"], [[formula]])))["A2"]
        assert (cell.value, cell.data_type) == (formula, "s")

    def test_xlsx_cover_says_what_it_is(self):
        rows = [[cell.value for cell in row] for row in sheet_of(to_xlsx(bestand([], [])), "Toelichting").rows]
        assert rows == [["Titel", "De titel"], ["Selectie", "alles"]]

    def test_xlsx_cover_says_that_figures_are_invented(self):
        rows = list(sheet_of(to_xlsx(bestand([], [], fictief=True)), "Toelichting").values)
        assert rows[-1] == ("Let op", "fictieve cijfers")


def test_a_day_is_a_date_in_both():
    made = bestand(["dag"], [[datetime.date(2026, 6, 30)]])
    assert rows_of(to_csv(made))[1] == ["30-06-2026"]
    cell = sheet_of(to_xlsx(made))["A2"]
    assert (cell.value, cell.number_format) == (datetime.datetime(2026, 6, 30), "d-m-yyyy")
