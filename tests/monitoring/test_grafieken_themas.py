"""The charts of Ouderen and Duurzaam, from small cases made by hand."""

import pytest

from monitoring import dashboards, grafieken
from monitoring.grafiek import load
from monitoring.keuze import Keuze
from tests.factories.monitoring import maak_vastgesteld, partij, project, stand

pytestmark = pytest.mark.django_db
S = "\u00a0"
ZONDER = "voorlopig, zonder de Alliantie en Omnia Wonen"


def maak(naam, keuze=None):
    found = grafieken.vind(naam)
    return found.bouw(load(found.codes, keuze or Keuze(), elk=True))


def rows(chart):
    return [[kolom.naam for kolom in chart.tabel.kolommen], *([cel.tekst for cel in rij] for rij in chart.tabel.rijen)]


def fit(aantal, wijk, soort="nultreden"):
    return stand(aantal, geschikt=soort, wijk=wijk)


class TestOuderen:
    def deliver(self):
        """Nultreden 100 + 50 → 94 + 56, geclusterd 20 → 30: +10, made of 16 that came and 6 that went."""
        maak_vastgesteld(
            "portaal",
            "2026-1",
            fit(100, "WK030701"),
            fit(50, "WK030702"),
            fit(20, "WK030702", "geclusterd"),
            stand(900),
        )
        maak_vastgesteld(
            "portaal", "2026-2", fit(94, "WK030701"), fit(56, "WK030702"), fit(30, "WK030702", "geclusterd"), stand(900)
        )

    def test_homes_stand_by_kind_with_what_changed(self):
        self.deliver()
        chart = maak("ouderen")
        assert chart.titel == "180 woningen zijn geschikt voor ouderen; dat zijn er 10 meer dan een halfjaar eerder."
        assert [row[1:5] for row in rows(chart)[1:]] == [
            ["150", "20", "170", "geen gegevens"],
            ["150", "30", "180", "+10"],
        ]
        assert [label["text"] for label in chart.figuur["layout"]["annotations"]] == ["170", "180"]

    def test_what_came_does_not_hide_what_went(self):
        self.deliver()
        chart = maak("ouderen-beweging")
        assert chart.titel == "In de tweede helft van 2026 kwamen er 16 geschikte woningen bij en gingen er 6 af."
        assert rows(chart) == [
            ["halfjaar", "erbij", "eraf", "saldo", "stand"],
            ["2026-2", "+16", "−6", "+10", ZONDER],
        ]
        assert [bar["y"][0] for bar in chart.figuur["data"]] == [16, -6]

    def test_home_of_another_kind_neither_came_nor_went(self):
        maak_vastgesteld("portaal", "2026-1", fit(40, "WK030701"), stand(900))
        maak_vastgesteld("portaal", "2026-2", fit(40, "WK030701", "geclusterd"), stand(900))
        assert rows(maak("ouderen-beweging"))[1][1:4] == ["0", "0", "0"]

    def test_corporations_are_counted_apart(self):
        self.deliver()
        maak_vastgesteld("de-alliantie", "2026-1", fit(40, "WK030702"))
        maak_vastgesteld("de-alliantie", "2026-2", fit(31, "WK030702"))
        assert rows(maak("ouderen-beweging"))[1][1:4] == ["+16", "−15", "+1"]  # 6 + 9
        assert rows(maak("ouderen-beweging", Keuze(corporatie=partij("de-alliantie"))))[1] == [
            "2026-2", "0", "−9", "−9", "vastgesteld"
        ]  # fmt: skip

    def test_corporation_that_was_not_there_before_is_no_growth(self):
        self.deliver()
        maak_vastgesteld("de-alliantie", "2026-2", fit(400, "WK030702"))
        assert rows(maak("ouderen-beweging"))[1][1:4] == ["+16", "−6", "+10"]

    def test_one_half_year_has_nothing_to_compare_with(self):
        maak_vastgesteld("portaal", "2026-1", fit(100, "WK030701"))
        chart = maak("ouderen-beweging")
        assert (chart.figuur, chart.tabel.rijen) == (None, [])


class TestDuurzaam:
    def test_labels_have_their_count_and_share(self):
        maak_vastgesteld("portaal", "2026-1", stand(6, energielabel="e"), stand(4, energielabel="g"), stand(90))
        maak_vastgesteld("portaal", "2026-2", stand(5, energielabel="e"), stand(95), stand(7, energielabel="onbekend"))
        chart = maak("energielabels")
        assert chart.titel == (
            f"5 woningen hebben label E, F of G (5{S}%); dat zijn er 5 minder dan een halfjaar eerder."
        )
        assert rows(chart) == [
            ["halfjaar", "label E", "label G", "samen", "aandeel", "verschil met halfjaar ervoor", "stand"],
            ["2026-1", "6", "4", "10", f"10{S}%", "geen gegevens", ZONDER],
            ["2026-2", "5", "0", "5", f"5{S}%", "−5", ZONDER],
        ]
        assert [label["text"] for label in chart.figuur["layout"]["annotations"]] == [f"10 · 10{S}%", f"5 · 5{S}%"]

    def test_ways_of_building_are_shares_of_what_was_completed(self):
        maak_vastgesteld(
            "portaal", "2026-1",
            project(30, "2026-1", "2026-1", biobased=True, conceptueel=True),
            project(20, "2026-1", "2026-1", conceptueel=True), project(50, "2026-1", "2026-1"),
        )  # fmt: skip
        chart = maak("bouwwijze")
        assert chart.titel == (
            f"In de eerste helft van 2026 was van 100 opgeleverde woningen 30{S}% biobased en 50{S}% conceptueel "
            "gebouwd."
        )
        assert rows(chart)[1][:6] == ["2026-1", "100", "30", f"30{S}%", "50", f"50{S}%"]
        assert [bar["y"][0] for bar in chart.figuur["data"]] == [30, 50]


@pytest.mark.parametrize("naam", ["ouderen", "ouderen-beweging", "energielabels", "bouwwijze"])
def test_without_figures_nothing_is_drawn(naam):
    assert maak(naam).figuur is None


def test_charts_stand_on_the_page_of_their_theme():
    shown = {
        slug: [chart.naam for chart in dashboards.thema(slug).eigen] for slug in ("ouderen", "duurzaam", "voorraad")
    }
    assert shown == {
        "ouderen": ["ouderen", "ouderen-beweging"],
        "duurzaam": ["energielabels", "bouwwijze"],
        "voorraad": [],
    }


def test_theme_of_one_corporation_shows_its_figures_and_leads_to_their_passports():
    maak_vastgesteld("portaal", "2026-1", fit(100, "WK030701"))
    maak_vastgesteld("de-alliantie", "2026-1", fit(40, "WK030701"))
    page = dashboards.thema("ouderen", Keuze(corporatie=partij("portaal")))
    assert page.eigen[0].titel == "100 woningen zijn geschikt voor ouderen."
    assert [(each.waarde, each.adres) for each in page.standen] == [
        ("100 woningen", "/cijfer/O1/2026-1/?partij=portaal")
    ]
