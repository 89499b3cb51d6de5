"""The table of a chart as a file: Dutch CSV, numbers as numbers in Excel, and nothing that a spreadsheet would run."""

import csv
import datetime
import io

import openpyxl
import pytest
import time_machine

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring.grafieken import GRAFIEKEN
from monitoring.indicatoren import INDICATOREN
from monitoring.rekenen.recompute import recompute_half_year
from tests.factories.monitoring import maak_vastgesteld, maak_volledig, mutatie, toewijzing
from voorraad.models import Levering


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def sheet_of(data, naam="Cijfers"):
    return openpyxl.load_workbook(io.BytesIO(data))[naam]


@pytest.fixture
def middag():
    """Noon in the Netherlands on 1 October 2026."""
    with time_machine.travel(datetime.datetime(2026, 10, 1, 10, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.mark.django_db
class TestDownload:
    """The same, asked for on the page: `/grafieken/<name>.csv`."""

    @pytest.fixture(autouse=True)
    def _figures(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 10), mutatie("sloop", 4))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))

    def test_download_holds_the_figures_of_the_page(self, als):
        head, row, *_ = rows_of(als("bo-lid").get("/grafieken/netto-groei.csv").content)
        assert head[0] == "halfjaar"
        # 10 − 4 + 5 = 11 since 2026, no DAEB-koop; no plan list, so no path
        assert row == ["2026-1", "11", "11", "", "", "nog niet te zeggen", "voorlopig, zonder de Alliantie"]

    def test_download_follows_the_filter_and_says_it_in_words(self, als):
        response = als("bo-lid").get("/grafieken/netto-groei.xlsx?corporatie=omnia-wonen&tm=2026-1")
        assert dict(sheet_of(response.content, "Toelichting").values)["Selectie"] == "Omnia Wonen, tot en met 2026-1"
        assert [cell.value for cell in sheet_of(response.content)[2]][:3] == ["2026-1", 6, 6]  # 10 − 4

    def test_download_without_filter_says_all_together(self, als):
        response = als("bo-lid").get("/grafieken/netto-groei.xlsx")
        assert dict(sheet_of(response.content, "Toelichting").values)["Selectie"] == "alle corporaties samen"

    @pytest.mark.parametrize("formaat", ["csv", "xlsx"])
    def test_download_in_the_demonstration_is_called_invented(self, als, settings, formaat):
        settings.DEMO = True
        response = als("bo-lid").get(f"/grafieken/netto-groei.{formaat}")
        assert response["Content-Disposition"] == f'attachment; filename="netto-groei-fictieve-cijfers.{formaat}"'
        if formaat == "csv":
            assert {row[-1] for row in rows_of(response.content)[1:]} == {"fictieve cijfers"}
        else:
            assert dict(sheet_of(response.content, "Toelichting").values)["Let op"] == "fictieve cijfers"

    def test_download_of_real_figures_is_not_called_invented(self, als):
        response = als("bo-lid").get("/grafieken/netto-groei.csv")
        assert response["Content-Disposition"] == 'attachment; filename="netto-groei.csv"'
        assert "fictief" not in response.content.decode()
        assert response["Content-Type"] == "text/csv; charset=utf-8"

    def test_file_name_and_cover_say_what_was_chosen(self, als):
        response = als("bo-lid").get("/grafieken/netto-groei.xlsx?corporatie=portaal&tm=2026-1")
        assert 'filename="netto-groei-portaal-tm-2026-1' in response["Content-Disposition"]
        lines = dict(sheet_of(response.content, "Toelichting").values)
        assert lines["Selectie"] == "Portaal, tot en met 2026-1"
        assert "Bron: de corporaties." in lines["Eenheid, periode en bron"]

    def test_cover_says_unit_rule_source_notes_and_date(self, als, middag):
        response = als("bo-lid").get("/grafieken/netto-groei.xlsx")
        lines = dict(sheet_of(response.content, "Toelichting").values)
        assert list(lines) == [
            *("Titel", "Eenheid, periode en bron", "Selectie", "Cijfer", "Eenheid", "Rekenregel", "Bron"),
            *("Voorlopig", "Lege cellen", "Gemaakt op"),
        ]
        assert lines["Eenheid"] == "woningen, cumulatief sinds 1 januari 2026"
        assert lines["Bron"] == "De corporaties"
        assert lines["Voorlopig"].startswith("Gestreept is voorlopig: de cijfers van de Alliantie zijn nog niet")
        assert lines["Gemaakt op"] == "1 oktober 2026 12:00"

    def test_file_of_a_figure_of_the_city_ignores_a_corporation(self, als):
        response = als("bo-lid").get("/grafieken/statushouders.xlsx?corporatie=portaal")
        assert dict(sheet_of(response.content, "Toelichting").values)["Selectie"] == "alle corporaties samen"

    @pytest.mark.parametrize(
        "url",
        [
            "onzin.csv",
            "indicator-x9.csv",
            "indicator-v1-buurten.xlsx",
            "netto-groei.pdf",
            "netto-groei.csv?corporatie=onzin",
            "netto-groei.csv?tm=2019-1",
        ],
    )
    def test_download_of_what_is_not_there_is_not_found(self, als, url):
        assert als("bo-lid").get(f"/grafieken/{url}").status_code == 404

    @pytest.mark.parametrize(
        "naam", [*GRAFIEKEN, "indicator-v1", "indicator-v1-partijen", "indicator-v1-wijken", "indicator-l1"]
    )
    @pytest.mark.parametrize("formaat", ["csv", "xlsx"])
    def test_download_of_every_chart_has_rows_as_wide_as_its_head(self, als, naam, formaat):
        response = als("bo-lid").get(f"/grafieken/{naam}.{formaat}")
        assert response.status_code == 200
        rows = rows_of(response.content) if formaat == "csv" else list(sheet_of(response.content).values)
        assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.django_db
class TestSmallNumbersInDownloads:
    URL = "/grafieken/indicator-t1-wijken"
    # urgent and other allocations per wijk
    WIJKEN = (("WK030702", 2, 8), ("WK030713", 3, 1), ("WK030701", 9, 21), ("WK030710", 20, 20))

    @pytest.fixture(autouse=True)
    def _figures(self):
        rows = []
        for wijk, urgent, other in self.WIJKEN:
            rows += [toewijzing("statushouder", urgent, wijk=wijk), toewijzing("gezin", other, wijk=wijk)]
        maak_volledig("2026-1", *rows)

    @pytest.mark.parametrize(
        ("lezer", "query"),
        [
            (("bo-lid",), ""),
            (("bo-lid",), "?corporatie=omnia-wonen"),
            (("huurdersorganisatie",), ""),
            (("huurdersorganisatie",), "?corporatie=omnia-wonen"),
        ],
    )
    def test_small_counts_are_hidden_in_either_format(self, als, lezer, query):
        client = als(*lezer)
        # urgent: 2 and 3 are small, and so are the 4 together and the noughts of the other wijken: one home can change
        # places between any of these, so the 10 may stay. A share of a hidden count says nothing
        shown = {
            "Liendert": ("20", "40", "50"),
            "Nederberg": ("< 5", "10", "niet getoond"),
            "Schuilenburg": ("< 5", "< 5", "niet getoond"),
            "Stadskern": ("9", "30", "30"),
        }
        nought = ("< 5", "< 5", "niet getoond")
        rows = {naam: tuple(row) for naam, *row in rows_of(client.get(f"{self.URL}.csv{query}").content)[1:]}
        assert rows == {wijk.naam: shown.get(wijk.naam, nought) for wijk in Wijk.objects.in_editie(2026)}
        sheet = {naam: row for naam, *row in list(sheet_of(client.get(f"{self.URL}.xlsx{query}").content).values)[1:]}
        assert sheet["Liendert"] == [20, 40, 0.5]
        assert sheet["Nederberg"] == ["< 5", 10, "niet getoond"]

    @pytest.mark.parametrize("query", ["", "?corporatie=omnia-wonen"])
    def test_other_corporation_sees_what_it_cannot_subtract_from(self, als, query):
        """Nothing is said of a hidden count: '< 5' less its own could be one number."""
        maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 3, wijk="WK030713"))
        client = als("corporatie", "portaal")
        rows = {naam: row[:2] for naam, *row in rows_of(client.get(f"{self.URL}.csv{query}").content)[1:]}
        assert rows["Liendert"] == ["20", "40"]
        # 7 together, of which 3 are its own: what is left is small
        assert rows["Schuilenburg"] == ["niet getoond", "niet getoond"]

    def test_corporation_that_is_alone_sees_its_own_counts(self, als):
        rows = rows_of(als("corporatie", "omnia-wonen").get(f"{self.URL}.csv").content)[1:]
        assert ["Nederberg", "2", "10", "20"] in rows

    def test_nothing_per_wijk_is_shown_before_every_corporation_is_in_it(self, als):
        Levering.objects.filter(partij__code="portaal").delete()
        recompute_half_year(Halfjaar(2026, 1))
        assert rows_of(als("bo-lid").get(f"{self.URL}.csv").content)[1:] == []
        assert len(rows_of(als("medewerker").get(f"{self.URL}.csv").content)) == 1 + len(self.WIJKEN)

    def test_cover_explains_hidden_counts_to_who_does_not_see_them(self, als):
        lines = dict(sheet_of(als("bo-lid").get(f"{self.URL}.xlsx").content, "Toelichting").values)
        assert lines["Kleine aantallen"].startswith("Kleine aantallen zijn niet te zien")
        seen = dict(sheet_of(als("beheer").get(f"{self.URL}.xlsx").content, "Toelichting").values)
        assert "Kleine aantallen" not in seen

    @pytest.mark.parametrize(("rol", "whose"), [("bo-lid", "alle corporaties samen"), ("beheer", "Omnia Wonen")])
    def test_cover_says_whose_figures_these_are(self, als, rol, whose):
        """Who may not see those of one corporation per wijk gets those of all, and is told so."""
        response = als(rol).get(f"{self.URL}.xlsx?corporatie=omnia-wonen")
        lines = dict(sheet_of(response.content, "Toelichting").values)
        assert lines["Selectie"] == whose
        assert f", {whose}." in lines["Eenheid, periode en bron"]
        assert ("omnia" in response["Content-Disposition"]) is (rol == "beheer")

    @pytest.mark.parametrize(
        ("rol", "query"), [("beheer", ""), ("medewerker", ""), ("corporatie", "?corporatie=omnia-wonen")]
    )
    def test_who_may_see_small_counts_sees_them(self, als, rol, query):
        assert sorted(rows_of(als(rol).get(f"{self.URL}.csv{query}").content)[1:]) == [
            ["Liendert", "20", "40", "50"],
            ["Nederberg", "2", "10", "20"],
            ["Schuilenburg", "3", "4", "75"],
            ["Stadskern", "9", "30", "30"],
        ]


@pytest.mark.django_db
class TestDefinities:
    def test_every_indicator_is_there_with_what_was_agreed(self, als):
        head, *found = rows_of(als("huurdersorganisatie").get("/indicatoren/definities.csv").content)
        assert head == [
            "code", "naam", "thema", "eenheid", "periode", "rekenregel", "doel", "paragraaf", "van", "over personen"
        ]  # fmt: skip
        per_code = {row[0]: dict(zip(head, row, strict=True)) for row in found}
        assert sorted(per_code) == sorted(INDICATOREN)
        assert per_code["T4"]["doel"] == "uitstroom uit instellingen binnen gemiddeld 6 maanden"
        assert per_code["V7"]["doel"] == "geen getal afgesproken"
        assert (per_code["T4"]["van"], per_code["T4"]["over personen"]) == ("de corporaties en de gemeente", "ja")
        assert (per_code["L1"]["van"], per_code["V1"]["over personen"]) == ("de lijst van prioriteitsbuurten", "nee")

    def test_workbook_holds_the_same_and_no_formulas(self, als):
        sheet = sheet_of(als("huurdersorganisatie").get("/indicatoren/definities.xlsx").content, "Definities")
        rules = [row[5].value for row in sheet.iter_rows(min_row=2)]
        assert len(rules) == len(INDICATOREN)
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}

    def test_definitions_are_no_invented_figures(self, als, settings):
        settings.DEMO = True
        assert b"fictieve" not in als("bo-lid").get("/indicatoren/definities.csv").content

    def test_page_leads_to_the_files(self, als):
        page = als("bo-lid").get("/indicatoren/").content.decode()
        assert all(f'href="/indicatoren/definities.{kind}"' in page for kind in ("csv", "xlsx"))
