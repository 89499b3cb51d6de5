"""CSV and XLSX: the rows of the table as it is filtered and sorted, and never a formula."""

import csv
import datetime
import io

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties.exports import KOPPEN
from acties.status import change_status
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db
KOP = ["Titel", "Acties van de samenwerkingsafspraken Amersfoort"]
GEMAAKT = ["Gemaakt op", "23 november 2026"]
DEMO = ["Let op", "fictieve cijfers"]


@pytest.fixture(autouse=True)
def _november(settings):
    settings.DEMO = False
    with time_machine.travel(datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC), tick=False):
        yield  # half past midnight in Amersfoort: the 23rd


@pytest.fixture
def acties(gebruiker):
    """Three of 2027: 1 and 3 with Omnia Wonen, 1 with two updates."""
    first = maak_actie(
        1,
        trekkers=["gemeente", "omnia-wonen"],
        partners=["show"],
        thema="ouderen",
        titel="Trappen",
        deadline=datetime.date(2027, 6, 30),
    )
    maak_actie(2, titel="Liften", trekkers=["portaal"])
    maak_actie(3, titel="Zitjes", trekkers=["portaal"], partners=["omnia-wonen"])
    user = gebruiker("medewerker")
    change_status(first, by=user, naar="op-schema", toelichting="Eerst dit.", versie=0)
    change_status(first, by=user, naar="aandacht", toelichting="Toen dat.", versie=1)


EEN = [2027, 1, "Trappen", "In het kort.", "Huisvesten van ouderen", "Gemeente Amersfoort, Omnia Wonen", "SHOW",
       "heel 2027", datetime.date(2027, 6, 30), "aandacht nodig", "Toen dat.", datetime.date(2026, 11, 23)]  # fmt: skip
DRIE = [2027, 3, "Zitjes", "In het kort.", "boven de thema’s", "Portaal", "Omnia Wonen", "heel 2027", None,
        "nog niet gestart", "", None]  # fmt: skip


def read_csv(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_csv(row):
    """How a row looks as text, with dates the Dutch way."""
    return [f"{cell:%d-%m-%Y}" if isinstance(cell, datetime.date) else str(cell or "") for cell in row]


def read_xlsx(response):
    """The rows of both sheets; dates without their midnight, empty text as nothing."""
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = {sheet.title: [[_value(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}
    assert list(rows) == ["Toelichting", "Acties"]
    return rows["Toelichting"], rows["Acties"]


def _value(cell):
    assert cell.data_type != "f"
    return cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value or ""


KEUZE = "jaar=2027&partij=omnia-wonen&sort=-nummer"
IN_WOORDEN = ["Keuze", "jaar: 2027; partij: Omnia Wonen"]


class TestChosenRows:
    def test_csv_has_the_filtered_and_sorted_rows(self, als, acties):
        response = als("bo-lid").get(f"/acties/export.csv?{KEUZE}")
        assert read_csv(response) == [KOPPEN, as_csv(DRIE), as_csv(EEN)]
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="acties.csv"'

    def test_csv_begins_with_the_mark_that_spreadsheets_need(self, als):
        assert als("bo-lid").get("/acties/export.csv").content[:3] == b"\xef\xbb\xbf"

    def test_xlsx_has_the_filtered_and_sorted_rows(self, als, acties):
        response = als("bo-lid").get(f"/acties/export.xlsx?{KEUZE}")
        cover, table = read_xlsx(response)
        assert cover == [KOP, IN_WOORDEN, GEMAAKT]
        assert table == [KOPPEN, [cell or "" for cell in DRIE], EEN]
        assert response["Content-Disposition"] == 'attachment; filename="acties.xlsx"'

    def test_export_of_several_columns_sorts_by_each(self, als, acties):
        """By status, then from the highest number: aandacht (1), niet-gestart (3, 2)."""
        response = als("bo-lid").get("/acties/export.csv?jaar=2027&sort=status&sort=-nummer")
        assert [row[1] for row in read_csv(response)[1:]] == ["1", "3", "2"]

    def test_export_without_a_year_has_the_running_year_and_of_all_years_everything(self, als, acties):
        client = als("bo-lid")
        assert len(read_csv(client.get("/acties/export.csv"))) == 1 + 20
        assert len(read_csv(client.get("/acties/export.csv?jaar=alle"))) == 1 + 3 + 20

    def test_export_tells_status_and_text_in_words(self, als, acties):
        cover, table = read_xlsx(
            als("bo-lid").get("/acties/export.xlsx?jaar=alle&q=trap&status=aandacht&thema=ouderen")
        )
        chosen = "zoek in de tekst: trap; jaar: alle jaren; thema: Huisvesten van ouderen; status: aandacht nodig"
        assert cover[1] == ["Keuze", chosen]
        assert table[1:] == [EEN]

    def test_export_of_a_choice_that_does_not_exist_has_what_the_page_has(self, als, acties):
        """The table shows the actions without that part of the choice; so does the file."""
        client = als("bo-lid")
        numbers = [row[1] for row in read_csv(client.get("/acties/export.csv?jaar=2027&status=groen"))[1:]]
        shown = [str(row.record.nummer) for row in client.get("/acties/?jaar=2027&status=groen").context["table"].rows]
        assert numbers == shown == ["1", "2", "3"]


class TestHarmless:
    @pytest.mark.parametrize("begin", ["=1+1", "+31 33", "-2", "@SUM(A1)", "\tx", "\rx"])
    def test_csv_cell_is_never_a_formula(self, als, begin):
        maak_actie(1, titel=begin, samenvatting=begin, planning=begin)
        row = read_csv(als("bo-lid").get("/acties/export.csv?jaar=2027"))[1]
        assert (row[2], row[3], row[7]) == (f"'{begin}",) * 3

    @pytest.mark.parametrize("begin", ["=1+1", "+31 33", "-2", "@SUM(A1)", "{=1+1}", "https://voorbeeld.nl"])
    def test_xlsx_cell_is_text(self, als, begin):
        maak_actie(1, titel=begin, samenvatting=begin, planning=begin)
        book = openpyxl.load_workbook(io.BytesIO(als("bo-lid").get("/acties/export.xlsx?jaar=2027").content))
        cells = [book["Acties"].cell(2, column) for column in (3, 4, 8)]
        assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(begin, "s", None)] * 3

    def test_xlsx_search_text_is_never_a_formula(self, als):
        """What somebody puts into an address ends up on the cover of the file, behind the word that names it."""
        cover, _table = read_xlsx(als("bo-lid").get("/acties/export.xlsx?q==1%2B1"))
        assert cover[1] == ["Keuze", "jaar: 2026; zoek in de tekst: =1+1"]


class TestDemo:
    def test_csv_says_in_every_row_that_the_figures_are_fictitious(self, als, settings, acties):
        settings.DEMO = True
        head, *rows = read_csv(als("bo-lid").get("/acties/export.csv?jaar=2027"))
        assert head == [*KOPPEN, "Let op"]
        assert [row[-1] for row in rows] == ["fictieve cijfers"] * 3

    def test_xlsx_says_that_the_figures_are_fictitious(self, als, settings, acties):
        settings.DEMO = True
        cover, _table = read_xlsx(als("bo-lid").get("/acties/export.xlsx?jaar=2027"))
        assert cover == [KOP, ["Keuze", "jaar: 2027"], GEMAAKT, DEMO]


def test_export_counts_its_queries_not_by_rows(als, acties, django_assert_num_queries):
    client = als("bo-lid")
    client.get("/acties/export.csv")
    with CaptureQueriesContext(connection) as one:
        client.get("/acties/export.csv?jaar=2027&q=Trappen")
    with django_assert_num_queries(len(one)):
        client.get("/acties/export.csv?jaar=2027")


def test_export_in_another_form_is_not_found(als):
    assert als("bo-lid").get("/acties/export.pdf").status_code == 404
