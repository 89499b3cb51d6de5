"""The charts on allocation, from small cases made by hand."""

import pytest

from monitoring import grafieken
from monitoring.grafiek import load
from monitoring.keuze import Keuze
from monitoring.models import Doelstelling
from tests.factories.monitoring import gegeven, maak_vastgesteld, partij, toewijzing

pytestmark = pytest.mark.django_db
S = "\u00a0"
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")
STAND_2 = "voorlopig, zonder de Alliantie en Omnia Wonen"


def maak(naam, keuze=None, **kwargs):
    found = grafieken.vind(naam)
    return found.bouw(load(found.codes, keuze or Keuze(), elk=True, **kwargs))


def rows(chart):
    return [[kolom.naam for kolom in chart.tabel.kolommen], *([cel.tekst for cel in rij] for rij in chart.tabel.rijen)]


def free(aantal, samen):
    return toewijzing("gezin", aantal, boven_inkomensgrens=True), toewijzing("gezin", samen - aantal)


class TestRuimte:
    def test_room_is_said_per_corporation_and_for_all_together(self):
        maak_vastgesteld("de-alliantie", "2026-1", *free(10, 100))
        maak_vastgesteld("omnia-wonen", "2026-1", *free(9, 50))
        chart = maak("ruimte")
        # 0,15 × 150 = 22,5 → 22 − 19 = 3; 15 − 10 = 5; 0,15 × 50 = 7,5 → 7 − 9 = −2
        assert chart.titel == (
            "In 2026 is nog ruimte voor 3 vrije toewijzingen: bij de Alliantie 5 en bij Omnia Wonen 2 erboven."
        )
        provisional = "voorlopig, zonder Portaal"
        assert rows(chart) == [
            ["corporatie", "vrije toewijzingen", "alle toewijzingen", "aandeel", "nog ruimte (toewijzingen)",
             "tot en met", "stand"],
            ["alle corporaties samen", "19", "150", f"12,7{S}%", "3", "2026-1", provisional],
            ["de Alliantie", "10", "100", f"10{S}%", "5", "2026-1", "vastgesteld"],
            ["Omnia Wonen", "9", "50", f"18{S}%", "−2", "2026-1", "vastgesteld"],
            ["Portaal", *["geen gegevens"] * 4, "", "nog niet vastgesteld"],
        ]  # fmt: skip
        assert [bar["x"] for bar in chart.figuur["data"]] == [
            ["samen<br>nog 3"], ["de Alliantie<br>nog 5"], ["Omnia Wonen<br>2 erboven"], ["Portaal<br>geen gegevens"]
        ]  # fmt: skip
        assert chart.figuur["layout"]["annotations"][0]["text"] == f"plafond 15{S}%"

    def test_room_of_a_year_adds_its_half_years_and_says_who_is_less_far(self):
        maak_vastgesteld("portaal", "2026-1", *free(3, 40))
        maak_vastgesteld("de-alliantie", "2026-1", *free(2, 40))
        maak_vastgesteld("portaal", "2026-2", *free(4, 60))
        chart = maak("ruimte", Keuze())
        assert rows(chart)[4][1:5] == ["7", "100", f"7{S}%", "8"]  # 15 − 7
        assert chart.figuur["data"][1]["x"] == ["de Alliantie<br>nog 4<br>t/m 2026-1"]  # 6 − 2

    def test_year_that_a_corporation_has_no_figures_of_is_no_room_of_last_year(self):
        maak_vastgesteld("de-alliantie", "2026-1", *free(3, 40))
        maak_vastgesteld("portaal", "2027-1", *free(3, 40))
        assert rows(maak("ruimte"))[2][:5] == ["de Alliantie", *["geen gegevens"] * 4]

    def test_one_corporation_stands_beside_all_together(self):
        maak_vastgesteld("portaal", "2026-1", *free(3, 40))
        maak_vastgesteld("de-alliantie", "2026-1", *free(3, 40))
        chart = maak("ruimte", Keuze(corporatie=partij("portaal")))
        assert [row[0] for row in rows(chart)[1:]] == ["alle corporaties samen", "Portaal"]

    def test_without_a_ceiling_there_is_no_room_to_say(self):
        Doelstelling.objects.filter(indicator="T2").delete()
        maak_vastgesteld("portaal", "2026-1", *free(3, 40))
        assert maak("ruimte").titel == "Er zijn nog geen vastgestelde cijfers over de ruimte voor vrije toewijzing."


class TestGroepen:
    def vol(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("statushouder", 10), toewijzing("gezin", 30))
        maak_vastgesteld(
            "portaal", "2026-2",
            toewijzing("statushouder", 10), toewijzing("statushouder", 5, nieuwbouw=True), toewijzing("gezin", 20),
            toewijzing("gezin", 5, nieuwbouw=True), toewijzing("jongere", 10, nieuwbouw=True),
        )  # fmt: skip

    def test_groups_have_counts_and_shares_urgent_and_regular_summed(self):
        self.vol()
        chart = maak("groepen")
        # 2026-1: 10 + 30 = 40; 2026-2: 15 + 25 + 10 = 50
        assert rows(chart) == [
            ["groep", "2026-1", "2026-2", "aandeel 2026-1", "aandeel 2026-2"],
            ["Statushouder", "10", "15", f"25{S}%", f"30{S}%"],
            ["Jongere", "0", "10", f"0{S}%", f"20{S}%"],
            ["Gezin", "30", "25", f"75{S}%", f"50{S}%"],
            ["urgent samen", "10", "15", f"25{S}%", f"30{S}%"],
            ["regulier samen", "30", "35", f"75{S}%", f"70{S}%"],
            ["alle toewijzingen", "40", "50", f"100{S}%", f"100{S}%"],
        ]
        assert chart.titel == (
            "In de tweede helft van 2026 gingen 15 woningen naar urgente groepen en 35 naar reguliere; "
            f"de meeste gingen naar gezinnen (50{S}%)."
        )

    def test_each_number_leads_to_the_passport_of_its_half_year_and_group(self):
        self.vol()
        row = maak("groepen").tabel.rijen[0]
        assert [cel.adres for cel in row] == [
            "", *(f"/cijfer/T6/{half}/?onderdeel=statushouder{what}"
                  for what in ("", "&wat=aandeel") for half in ("2026-1", "2026-2"))
        ]  # fmt: skip

    def test_click_on_a_bar_leads_to_its_group(self):
        self.vol()
        assert maak("groepen").figuur["klik"][0][1] == "/cijfer/T6/2026-2/?onderdeel=jongere&wat=aandeel"

    def test_new_build_stands_beside_all_allocations(self):
        self.vol()
        chart = maak("groepen-nieuwbouw")
        # of 20 new-build homes 5, 10 and 5; of all 50: 15, 10 and 25
        assert rows(chart) == [
            ["groep", "nieuwbouw 2026-2", "aandeel in nieuwbouw", "aandeel in alle"],
            ["Statushouder", "5", f"25{S}%", f"30{S}%"],
            ["Jongere", "10", f"50{S}%", f"20{S}%"],
            ["Gezin", "5", f"25{S}%", f"50{S}%"],
            ["alle groepen", "20", f"100{S}%", f"40{S}%"],
        ]
        assert chart.titel == (
            f"Van de 20 toegewezen nieuwbouwwoningen ging 25{S}% naar urgente groepen; "
            f"van alle toegewezen woningen 30{S}%."
        )

    def test_half_year_without_new_build_says_so(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 30))
        chart = maak("groepen-nieuwbouw")
        assert (chart.titel, chart.figuur) == ("In dit halfjaar zijn geen nieuwbouwwoningen toegewezen.", None)

    @pytest.mark.parametrize("naam", ["groepen", "groepen-nieuwbouw", "kansen", "wachttijd", "ruimte"])
    def test_without_figures_nothing_is_drawn(self, naam):
        chart = maak(naam)
        assert chart.figuur is None
        assert chart.titel.startswith("Er zijn nog geen vastgestelde cijfers")


class TestKansen:
    def deliver(self, half, jongeren, statushouders, zoekenden=1000, partijen=CORPORATIES):
        """All of Portaal; the others have delivered nothing allocated."""
        allocated = [toewijzing("jongere", jongeren), toewijzing("statushouder", statushouders)]
        for code in partijen:
            maak_vastgesteld(code, half, *(allocated if code == "portaal" else []))
        seekers = [("jongere", zoekenden), ("statushouder", 100)]
        maak_vastgesteld(
            "gemeente", half, *(gegeven("actief-woningzoekenden", n, doelgroep=groep) for groep, n in seekers)
        )

    def test_chances_stand_beside_the_urgent_share(self):
        self.deliver("2026-1", 12, 4)  # 1,2 and 4 on the hundred; 4 ÷ 16 = 25 % urgent
        self.deliver("2026-2", 10, 10)  # 1,0 and 10; 10 ÷ 20 = 50 %
        chart = maak("kansen")
        assert chart.titel == (
            f"Het aandeel urgent ging van 25{S}% naar 50{S}%. De kans op een woning daalde voor jongeren (van 1,2 naar "
            "1,0 op de honderd) en steeg voor statushouders (van 4,0 naar 10,0 op de honderd)."
        )
        assert rows(chart) == [
            ["groep", "kans 2026-1", "kans 2026-2", "verandering", "toewijzingen 2026-2",
             "actief woningzoekenden 2026-2", "stand"],
            ["Statushouder", f"4{S}%", f"10{S}%", "van 4,0 naar 10,0 op de honderd", "10", "100", "vastgesteld"],
            ["Jongere", f"1,2{S}%", f"1{S}%", "van 1,2 naar 1,0 op de honderd", "10", "1.000", "vastgesteld"],
            ["aandeel urgent (T1)", f"25{S}%", f"50{S}%", f"van 25{S}% naar 50{S}%", "geen gegevens", "geen gegevens",
             "vastgesteld"],
        ]  # fmt: skip
        adressen = [cel.adres for cel in chart.tabel.rijen[1]]
        assert adressen[1:3] == [f"/cijfer/T5/{half}/?onderdeel=jongere" for half in ("2026-1", "2026-2")]
        assert chart.tabel.rijen[2][2].adres == "/cijfer/T1/2026-2/"

    def test_half_year_without_a_corporation_is_no_fall_of_every_chance(self):
        self.deliver("2026-1", 12, 4)
        self.deliver("2026-2", 10, 10, partijen=["portaal"])
        chart = maak("kansen")
        assert chart.titel == (
            "De kans op een woning was het kleinst voor jongeren (1,2 op de honderd) en het grootst voor "
            "statushouders (4,0)."
        )
        assert "Peildatum 30 juni 2026." in chart.ondertitel
        assert chart.ondertitel.endswith(
            "Na dit halfjaar is de kans nog niet te geven: over de tweede helft van 2026 ontbreken de cijfers van "
            "de Alliantie en Omnia Wonen nog."
        )

    def test_first_half_year_has_nothing_to_compare_with(self):
        self.deliver("2026-1", 12, 4, partijen=["portaal"])
        assert [row[1:4] for row in rows(maak("kansen"))[1:]] == [
            ["geen gegevens", f"4{S}%", "nog niet te vergelijken"],
            ["geen gegevens", f"1,2{S}%", "nog niet te vergelijken"],
            ["geen gegevens", f"25{S}%", "nog niet te vergelijken"],
        ]

    def test_gap_between_two_half_years_is_not_compared_across(self):
        self.deliver("2026-1", 12, 4)
        self.deliver("2027-1", 10, 10)
        assert rows(maak("kansen"))[1][1:4] == ["geen gegevens", f"10{S}%", "nog niet te vergelijken"]


class TestWachttijd:
    def deliver(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 4, wachttijd_uitstroom=5.5))
        maak_vastgesteld("gemeente", "2026-1", gegeven("wachtend-instelling", 58, wachttijd=8))

    def test_mean_has_who_still_waits_beside_it(self):
        self.deliver()
        chart = maak("wachttijd")
        assert chart.titel == (
            "Wie in de eerste helft van 2026 uit een instelling een woning kreeg, wachtte gemiddeld 5,5 maanden; "
            "dat is binnen de afgesproken "
            "6 maanden. Wie nog wacht, wacht gemiddeld al 8,0 maanden."
        )
        assert rows(chart) == [
            ["halfjaar", "mensen met een woning", "wachtten gemiddeld (maanden)", "mensen die nog wachten",
             "wachten gemiddeld al (maanden)", "stand"],
            ["2026-1", "4", "5,5", "58", "8,0", "voorlopig, zonder de Alliantie en Omnia Wonen"],
        ]  # fmt: skip
        assert [bar["y"][0] for bar in chart.figuur["data"]] == [5.5, 8]

    def test_who_still_waits_is_not_known_before_the_municipality_delivers(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 4, wachttijd_uitstroom=5.5))
        chart = maak("wachttijd")
        assert rows(chart)[1][1:5] == ["4", "5,5", "geen gegevens", "geen gegevens"]
        assert "Wie nog wacht" not in chart.titel
