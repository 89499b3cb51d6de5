"""The page on the stock, from a small case made by hand: on the path or not, what moved, what is to come."""

import datetime

import plotly.graph_objects as go
import pytest
import time_machine

from basis.halfjaar import Halfjaar
from monitoring import grafieken
from monitoring.dashboards import voorraad as dashboards_voorraad
from monitoring.grafiek import load
from monitoring.keuze import Keuze
from monitoring.models import Doelstelling
from tests.factories.monitoring import maak_vastgesteld, mutatie, partij, project, stand, toewijzing

pytestmark = pytest.mark.django_db
S = "\u00a0"
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
LEIDEN = "Met alle plannen komen we eind 2030 op +162, met alleen de harde op +62."  # of `plannen`, from 42
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12), tick=False):
        yield


def helft(halfjaar, *partijen, **rijen):
    """Deliveries of a half-year: of every corporation and the municipality unless told, with rows under their name."""
    for code in partijen or ("gemeente", *CORPORATIES):
        maak_vastgesteld(code, halfjaar, *rijen.get(code.replace("-", "_"), []))


def eerste_helft(*partijen, plannen=()):
    """Growth 60 − 8 = 52 at de Alliantie, 30 − 40 = −10 at Omnia Wonen, 0 at Portaal: 42; 2 of DAEB-koop."""
    helft(
        "2026-1",
        *partijen,
        de_alliantie=[mutatie("nieuwbouw", 60), mutatie("verkoop", 6), mutatie("verkoop", 2, daeb_koop=True)],
        omnia_wonen=[mutatie("nieuwbouw", 30), mutatie("sloop", 40)],
        portaal=plannen,
    )


def plannen():
    """Path from 42: 50 in 2026-2 → 92; −30 in 2027-1 → 62; 100 soft in 2030-2 → 162."""
    return [project(50, "2026-2"), project(30, "2027-1", soort="sloop"), project(100, "2030-2", hardheid="zacht")]


def rijen(chart):
    return [[cel.tekst for cel in rij] for rij in chart.tabel.rijen]


class TestKoers:
    def test_path_begins_where_the_first_half_year_ended_and_says_its_dip(self):
        eerste_helft(plannen=[project(30, "2027-1", soort="sloop"), project(100, "2028-1")])
        page = dashboards_voorraad.voorraad()
        assert page.kop.kernzin == (  # 42 − 30 = 12; 12 + 100 = 112
            "Netto 42 sociale huurwoningen erbij, 44 met DAEB-koop; het doel voor 2030 is 1.380. Het pad van de "
            "plannen begint eind juni 2026, zakt eerst naar +12 eind juni 2027 en komt eind 2030 op +112."
        )

    @pytest.mark.parametrize(
        ("erbij", "zin"),
        [
            (50, "Eind 2026 zitten we op het pad van de plannen (+92)."),
            (57, "Eind 2026 zitten we op het pad van de plannen (+92), 7 woningen voor."),
            (30, "Eind 2026 lopen we 20 woningen achter op het pad van de plannen (+92)."),
            (49, "Eind 2026 lopen we 1 woning achter op het pad van de plannen (+92)."),
        ],
    )
    def test_growth_is_held_against_the_path_of_the_plans(self, erbij, zin):
        eerste_helft(plannen=plannen())
        helft("2026-2", portaal=[mutatie("nieuwbouw", erbij)])
        page = dashboards_voorraad.voorraad()
        assert page.koers.titel == f"{zin} {LEIDEN}"
        assert page.kop.kernzin.endswith(zin)

    def test_later_list_does_not_move_the_path_that_was_agreed(self):
        eerste_helft(plannen=plannen())
        helft("2026-2", portaal=[mutatie("nieuwbouw", 30), project(900, "2027-1")])
        assert dashboards_voorraad.voorraad().koers.titel == (
            f"Eind 2026 lopen we 20 woningen achter op het pad van de plannen (+92). {LEIDEN}"
        )

    def test_provisional_growth_is_not_held_against_the_path_of_everybody(self):
        eerste_helft(plannen=plannen())
        helft("2026-2", "gemeente", "de-alliantie")
        page = dashboards_voorraad.voorraad()
        assert page.koers.titel == (
            "Of we eind 2026 op het pad van de plannen zitten (+92), weten we pas als ook de cijfers van Omnia Wonen "
            f"en Portaal zijn vastgesteld. {LEIDEN}"
        )
        assert rijen(page.koers)[1] == [
            "2026-2", "+42", "+44", "+92", "+92", "nog niet te zeggen", "voorlopig, zonder Omnia Wonen en Portaal",
        ]  # fmt: skip

    def test_table_has_the_path_until_the_end_with_where_it_comes_from(self):
        eerste_helft(plannen=plannen())
        helft("2026-2", portaal=[mutatie("nieuwbouw", 30)])
        koers = dashboards_voorraad.voorraad().koers
        table = koers.tabel
        assert [[cel.tekst for cel in rij] for rij in table.rijen][:3] == [
            ["2026-1", "+42", "+44", "+42", "+42", "0", "vastgesteld"],
            ["2026-2", "+72", "+74", "+92", "+92", "−20", "vastgesteld"],  # 42 + 30 − 92
            ["2027-1", "geen gegevens", "geen gegevens", "+62", "+62", "", "nog te komen"],
        ]
        assert [cel.tekst for cel in table.rijen[-1]][:5] == ["2030-2", *["geen gegevens"] * 2, "+62", "+162"]
        assert [cel.adres for cel in table.rijen[1]][1:3] == [
            "/cijfer/V1/2026-2/", "/cijfer/V1/2026-2/?onderdeel=daeb-koop&wat=met"
        ]  # fmt: skip
        assert [link.adres for link in koers.herkomst] == ["/cijfer/V1/2026-2/", "/cijfer/V8/2026-1/"]

    def test_corporation_is_held_against_its_own_plans(self):
        eerste_helft(plannen=plannen())
        helft("2026-2", portaal=[mutatie("nieuwbouw", 50)])
        page = dashboards_voorraad.voorraad(Keuze(corporatie=partij("portaal")))
        assert page.koers.titel == (  # 0 + 50; 50 − 30 = 20, + 100 soft
            "Eind 2026 zitten we op het pad van de plannen (+50). "
            "Met alle plannen komen we eind 2030 op +120, met alleen de harde op +20."
        )

    def test_without_plans_there_is_no_path(self):
        eerste_helft()
        page = dashboards_voorraad.voorraad()
        assert page.koers.titel == page.kop.kernzin
        assert page.kop.kernzin.endswith("het doel voor 2030 is 1.380.")

    def test_file_has_the_path_too(self, als):
        eerste_helft(plannen=plannen())
        text = als("bo-lid").get("/grafieken/netto-groei.csv").content.decode("utf-8-sig")
        assert "2030-2" in text


class TestVeranderd:
    def test_page_counts_what_came_and_what_went(self):
        eerste_helft()
        page = dashboards_voorraad.voorraad()
        waterval, opbouw, per_corporatie = page.veranderd
        # 60 + 30 = 90 came; 6 + 2 sold and 40 demolished: 48 went
        assert waterval.titel == (
            "Sinds eind 2025 kwamen er 90 bij door nieuwbouw en gingen er 48 af, vooral door sloop."
        )
        assert opbouw.titel == "Nieuwbouw droeg het meest bij: 90 woningen. Door verkoop en sloop gingen er 48 af."
        assert per_corporatie.titel == "Samen +42: de Alliantie +52, Omnia Wonen −10 en Portaal 0."
        assert (page.leeg, page.kop.noot) == (False, "")

    def test_waterfall_leads_from_the_half_year_before_to_now(self):
        eerste_helft()
        helft("2026-2", portaal=[mutatie("aankoop", 5), mutatie("splitsen", -2), mutatie("correctie", 9)])
        chart = dashboards_voorraad.voorraad().veranderd[0]
        assert chart.titel == "Sinds eind juni 2026 kwamen er 5 bij door aankoop en gingen er 2 af door splitsen."
        assert rijen(chart) == [
            ["eind 2026-1", "+42"],
            ["nieuwbouw", "0"],
            ["aankoop", "+5"],
            ["woningdelen", "0"],
            ["splitsen", "−2"],
            ["verkoop", "0"],
            ["sloop", "0"],
            ["liberalisatie", "0"],
            ["eind 2026-2", "+45"],  # 42 + 5 − 2
            ["DAEB-koop", "0"],
            ["correctie (telt niet mee)", "+9"],
            ["eind 2026-2, met DAEB-koop", "+47"],  # 45 + 2
        ]
        bar = chart.figuur["data"][0]
        assert bar["base"] == [0, 42, 42, 47, 47, 45, 45, 45, 0]
        assert bar["y"] == [42, 0, 5, 0, -2, 0, 0, 0, 45]
        assert chart.figuur["klik"][0][:2] == [
            "/cijfer/V1/2026-1/", "/cijfer/V1/2026-2/?onderdeel=nieuwbouw&periode=halfjaar"
        ]  # fmt: skip

    def test_half_year_that_one_party_did_not_deliver_is_provisional_and_never_zero(self):
        eerste_helft()
        for code in CORPORATIES[:2]:
            maak_vastgesteld(code, "2026-2", mutatie("nieuwbouw", 10))
        page = dashboards_voorraad.voorraad()
        waterval, opbouw, per_corporatie = page.veranderd
        assert page.kop.noot == "Dit is voorlopig: nog niet alle cijfers van Portaal zijn vastgesteld."
        for chart in (waterval, opbouw):
            assert chart.voorlopig == (
                "Gestreept is voorlopig: de cijfers van Portaal zijn nog niet voor elk halfjaar vastgesteld."
            )
        assert waterval.figuur["data"][0]["marker"]["pattern"]["shape"] == ["", *["/"] * 8]
        portaal = per_corporatie.tabel.rijen[2]
        assert [cel.tekst for cel in portaal] == ["Portaal", "0", "0", "0", "2026-1", "vastgesteld"]

    def test_party_that_never_delivered_has_no_data_and_is_not_zero(self):
        eerste_helft("de-alliantie")
        row = dashboards_voorraad.voorraad().veranderd[2].tabel.rijen[2]
        assert [cel.waarde for cel in row] == ["Portaal", None, None, None, "", "nog niet vastgesteld"]
        assert [cel.tekst for cel in row[1:4]] == ["geen gegevens"] * 3


class TestKomt:
    def test_look_ahead_adds_the_plans_to_what_is_there(self):
        eerste_helft(plannen=[*plannen(), project(1000, "2036-1")])
        ahead, capacity = dashboards_voorraad.voorraad().komt
        # 42 + 50 − 30 = 62 with hard plans; + 100 soft = 162; what comes after 2035 is not in it
        assert ahead.titel == (
            "Met de harde plannen komen we op +62 in 2035, met de zachte erbij op +162; het doel is 3.200."
        )
        assert rijen(ahead)[0] == ["2026-1", "+42", "+42", "+42", "vastgesteld"]
        assert rijen(ahead)[-1] == ["2035-2", "geen gegevens", "+62", "+162", "nog te komen"]
        # 50 − 30 + 1.000 = 1.020 hard
        assert capacity.titel == (
            "Er staan netto 1.020 woningen in harde plannen en 100 in zachte; bij de start waren er 780 hard."
        )
        assert rijen(capacity)[:2] == [["2026-2", "50", "0", "0", "0", "+50"], ["2027-1", "0", "0", "−30", "0", "−30"]]

    def test_end_of_the_look_ahead_is_the_figure_itself(self):
        eerste_helft(plannen=[*plannen(), project(7, "2026-1")])  # what should have been ready is still expected
        cijfers = load(["V2", "V8"])
        chart = grafieken.vooruitblik(cijfers)
        assert chart.tabel.rijen[-1][3].waarde == cijfers.laatste("V2").waarde == 169  # 42 + 50 − 30 + 100 + 7

    def test_plans_of_the_newest_list_are_looked_ahead_with(self):
        eerste_helft(plannen=plannen())
        helft("2026-2", portaal=[mutatie("nieuwbouw", 50), project(10, "2029-1")])
        ahead, _ = dashboards_voorraad.voorraad().komt
        assert ahead.titel.startswith("Met de harde plannen komen we op +102 in 2035")  # 42 + 50 + 10


class TestAanbod:
    def test_sales_stand_beside_new_build_with_who_bought(self):
        eerste_helft()
        helft("2026-2", portaal=[mutatie("verkoop", 8, middeninkomen=True), mutatie("nieuwbouw", 11)])
        sales = dashboards_voorraad.voorraad().aanbod[0]
        # 6 + 2 + 8 = 16 sold, of which 8 to middle incomes; 90 + 11 = 101 built
        assert sales.titel == (
            f"Sinds 1 januari 2026 werden 16 sociale huurwoningen verkocht en 101 gebouwd; 50{S}% van de verkoop "
            "ging naar middeninkomens."
        )
        assert rijen(sales) == [
            ["2026-1", "8", "0", "2", "90", "vastgesteld"],
            ["2026-2", "8", "8", "0", "11", "vastgesteld"],
        ]

    def test_mid_rent_is_on_its_way_to_the_band(self):
        helft("2026-1", portaal=[mutatie("nieuwbouw", 30, "middenhuur"), mutatie("verkoop", 2, "middenhuur")])
        chart = dashboards_voorraad.voorraad().aanbod[1]
        assert chart.titel == "Netto 28 middenhuurwoningen erbij; afgesproken is 350 tot 430 erbij in 2030."
        assert rijen(chart) == [["2026-1", "+28", "+28", "+30", "−2", "vastgesteld"]]
        assert [shape["type"] for shape in chart.figuur["layout"]["shapes"]] == ["rect"]

    def test_price_categories_say_where_stock_and_supply_differ_most(self):
        helft(
            "2026-1",
            portaal=[
                stand(60), stand(40, prijscategorie="bereikbaar"),
                toewijzing("gezin", 2), toewijzing("jongere", 6, prijscategorie="bereikbaar"),
            ],
        )  # fmt: skip
        chart = dashboards_voorraad.voorraad().aanbod[2]
        # goedkoop: 60 % of the stock, 2 ÷ 8 = 25 % of the supply; bereikbaar 40 and 75: as far apart, named later
        assert chart.titel == (
            f"Goedkoop is 60{S}% van de voorraad en 25{S}% van het vrijkomende aanbod: daar is het verschil "
            "het grootst."
        )
        assert rijen(chart) == [
            ["goedkoop", "60", f"60{S}%", "2", f"25{S}%"],
            ["bereikbaar", "40", f"40{S}%", "6", f"75{S}%"],
        ]


class TestKeuze:
    def test_page_leads_to_the_map_of_what_was_chosen(self):
        page = dashboards_voorraad.voorraad(Keuze(corporatie=partij("portaal"), tm=H1))
        assert page.kaart == "/wijken/?corporatie=portaal&tm=2026-1&indicator=V1"
        assert dashboards_voorraad.voorraad().kaart == "/wijken/?indicator=V1"

    def test_page_of_one_corporation_shows_its_figures_without_the_goal_of_all(self):
        eerste_helft()
        page = dashboards_voorraad.voorraad(Keuze(corporatie=partij("omnia-wonen")))
        assert page.kop.kernzin == "Netto 10 sociale huurwoningen minder bij Omnia Wonen."  # 30 − 40
        assert [chart.naam for chart in page.veranderd] == ["waterval", "opbouw"]

    def test_page_until_a_half_year_leaves_out_what_came_later(self):
        eerste_helft()
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 5))
        assert dashboards_voorraad.voorraad(Keuze(tm=H1)).kop.kernzin.startswith("Netto 42 ")
        assert dashboards_voorraad.voorraad(Keuze(tm=H2)).kop.kernzin.startswith("Netto 47 ")  # 42 + 5

    def test_chosen_corporation_without_the_newest_half_year_is_told(self):
        eerste_helft()
        maak_vastgesteld("de-alliantie", "2026-2", mutatie("nieuwbouw", 1))
        chart = dashboards_voorraad.voorraad(Keuze(corporatie=partij("portaal"))).koers
        assert chart.voorlopig == "De cijfers van Portaal over de tweede helft van 2026 zijn nog niet vastgesteld."

    def test_corporation_that_did_deliver_is_not_said_to_be_late(self):
        eerste_helft(plannen=plannen())
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 1))
        page = dashboards_voorraad.voorraad(Keuze(corporatie=partij("portaal")))
        assert "nog niet vastgesteld" not in page.koers.voorlopig

    def test_goal_in_words_is_drawn_nowhere_and_stops_nothing(self):
        Doelstelling.objects.create(
            indicator="V1", soort="minstens", omschrijving="Zo veel mogelijk", paragraaf="2", sinds="2026-06-01"
        )
        eerste_helft()
        page = dashboards_voorraad.voorraad()
        assert page.kop.kernzin.startswith("Netto 42 sociale huurwoningen erbij")

    def test_page_without_figures_is_empty(self):
        page = dashboards_voorraad.voorraad()
        charts = [page.koers, *page.veranderd, *page.komt, *page.aanbod]
        assert (page.leeg, [chart.figuur for chart in charts]) == (True, [None] * 9)

    def test_figures_are_valid_for_plotly(self):
        eerste_helft(plannen=[*plannen(), stand(5), toewijzing("gezin", 2)])
        page = dashboards_voorraad.voorraad()
        charts = [page.koers, *page.veranderd, *page.komt, *page.aanbod]
        assert len([go.Figure({key: chart.figuur[key] for key in ("data", "layout")}) for chart in charts]) == 9

    def test_every_chart_has_its_files_with_and_without_figures(self, als):
        client = als("huurdersorganisatie")
        names = ("netto-groei", "waterval", "vooruitblik", "plancapaciteit", "verkoop-en-nieuwbouw", "middenhuur")
        for fill in (lambda: None, lambda: eerste_helft(plannen=plannen())):
            fill()
            for naam in (*names, "prijscategorieen"):
                for formaat in ("csv", "xlsx"):
                    assert client.get(f"/grafieken/{naam}.{formaat}").status_code == 200, naam
