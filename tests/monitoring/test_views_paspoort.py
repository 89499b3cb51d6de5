"""The page of a passport: what everybody reads there of a figure."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from monitoring import reeksen
from tests.factories.monitoring import (
    gegeven,
    maak_twee_halfjaren,
    maak_vastgesteld,
    mutatie,
    partij,
    stand,
    toewijzing,
)
from tests.monitoring.test_paspoort import H1, H2, LIENDERT, S, som
from voorraad.models import Levering

pytestmark = pytest.mark.django_db


@pytest.fixture
def cijfers():
    maak_twee_halfjaren(LIENDERT)


@pytest.mark.usefixtures("cijfers")
class TestPagina:
    def test_rows_stand_one_click_further_with_file_sheet_and_row(self, als):
        client = als("medewerker")
        page = client.get("/cijfer/V1/2026-1/?partij=portaal")
        levering = page.context["paspoort"].tellingen[0].levering
        assertContains(page, levering.sha256)
        assertContains(page, levering.bestandsnaam)
        page = client.get(f"/cijfer/V1/2026-1/?partij=portaal&levering={levering.pk}")
        rows = [(rij.blad, rij.rij, rij.telt) for rij in page.context["pagina"]]
        assert rows == [("Mutaties", 2, "telt mee"), ("Mutaties", 4, "gaat eraf"), ("Mutaties", 3, "gaat eraf")]
        assertContains(page, LIENDERT)

    @pytest.mark.parametrize(
        ("rol", "wie"), [("huurdersorganisatie", None), ("bo-lid", None), ("corporatie", "omnia-wonen")]
    )
    def test_rows_are_for_the_municipality_and_who_delivered(self, als, rol, wie):
        client = als(rol, wie)
        page = client.get("/cijfer/V1/2026-1/?partij=portaal")
        [telling] = page.context["paspoort"].tellingen
        assert telling.mag_inzien is False
        assertNotContains(page, telling.levering.bestandsnaam)
        assertContains(page, telling.levering.sha256)
        page = client.get(f"/cijfer/V1/2026-1/?partij=portaal&levering={telling.levering.pk}")
        assertContains(page, "alleen in te zien voor de gemeente en Portaal")
        assertNotContains(page, telling.levering.bestandsnaam)

    def test_replaced_delivery_is_named_without_a_link_for_who_may_not_see_it(self, client, gebruiker):
        before = reeksen.geteld()[partij("portaal").pk, H1]
        moment = reeksen.berekend_op([H1]).isoformat().replace("+", "%2B")
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 1))
        for rol, linked in (("huurdersorganisatie", False), ("medewerker", True)):
            client.force_login(gebruiker(rol))
            page = client.get(f"/cijfer/V1/2026-1/?partij=portaal&op={moment}")
            assert [telling.levering.pk for telling in page.context["paspoort"].tellingen] == [before]
            assert (f'href="/leveringen/{before}/"' in page.content.decode()) is linked
        assert page.context["paspoort"].getal == "+5"  # 10 − 2 − 3, before it was replaced

    def test_small_counts_of_people_are_hidden(self, als):
        maak_vastgesteld("de-alliantie", "2026-1", toewijzing("medisch-sociaal", 3), toewijzing("gezin", 40))
        page = als("huurdersorganisatie").get("/cijfer/T1/2026-1/")
        shown = [telling.sommen[0][1] for telling in page.context["paspoort"].tellingen]
        # 3, 7 and 7: with one of the others hidden, 17 − 7 says only that they are 10 together
        assert shown == ["< 5", "niet getoond", "7"]

    def test_who_counts_nobody_hides_nobody(self, als):
        seekers = [gegeven("actief-woningzoekenden", 3600, doelgroep="gezin")]
        maak_vastgesteld("gemeente", "2026-1", *seekers, gegeven("wachtend-instelling", 58, wachttijd=7.5))
        for wie in ("portaal", "omnia-wonen"):
            out = toewijzing("uitstroom-instelling", 9, wachttijd_uitstroom=5)
            maak_vastgesteld(wie, "2026-1", toewijzing("gezin", 36), out)
        client = als("huurdersorganisatie")
        shown = {
            code: [
                tuple(som for _, som in each.sommen)
                for each in client.get(f"/cijfer/{code}/2026-1/").context["paspoort"].tellingen
            ]
            for code in ("T4", "T5")
        }
        assert shown["T4"] == [("0", "0"), ("45", "9"), ("45", "9")]  # 9 × 5 months
        assert shown["T5"] == [("0", "3.600"), ("36", "0"), ("36", "0")]

    def test_passport_of_a_part_counts_only_that_part(self, als):
        maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 8, nieuwbouw=True), toewijzing("gezin", 30))
        path = "/cijfer/T6/2026-1/?partij=portaal&onderdeel=nieuwbouw/gezin"
        client = als("medewerker")
        found = client.get(path).context["paspoort"]
        assert (found.waarde, som(found)) == ("8 woningen", 8)
        share = client.get(f"{path}&wat=aandeel").context["paspoort"]
        assert (share.waarde, share.invulling) == (f"100{S}%", f"8 ÷ 8 = 100{S}%")
        assert (som(share), som(share, 1)) == (8, 8)

    def test_state_of_an_earlier_half_year_is_named_with_its_delivery(self, als):
        old = maak_vastgesteld("de-alliantie", "2026-1", stand(40, geschikt="nultreden"))
        new = maak_vastgesteld("portaal", "2026-2", stand(90, geschikt="nultreden"))
        page = als("medewerker").get("/cijfer/O1/2026-2/")
        found = page.context["paspoort"]
        other = reeksen.geteld()[partij("omnia-wonen").pk, H2]
        assert found.waarde == "160 woningen"  # 40 + 90, and 30 of Omnia Wonen
        sums = {each.levering.pk: each.sommen[0][1] for each in found.tellingen}
        assert {pk: count for pk, count in sums.items() if count != "0"} == {
            old.pk: "40",
            new.pk: "90",
            other: "30",
        }
        assertContains(page, "met de vorige stand van de Alliantie")

    def test_counts_of_people_per_wijk_are_shown_of_all_corporations_together(self, als):
        few = toewijzing("medisch-sociaal", 3, wijk="WK030701"), toewijzing("gezin", 2, wijk="WK030702")
        maak_vastgesteld("de-alliantie", "2026-1", *few)
        page = als("huurdersorganisatie").get(f"/cijfer/T1/2026-1/?wijk={LIENDERT}")
        found = page.context["paspoort"]
        # urgent 7 + 7, of 20 + 40 others besides
        assert (found.waarde, found.verborgen, found.tellingen) == ("18,9\u00a0%", False, [])
        assert found.invulling == "14 ÷ 74 = 18,9\u00a0%"
        assertContains(page, "Wat elke corporatie in deze wijk toewees")
        assert len(als("medewerker").get(f"/cijfer/T1/2026-1/?wijk={LIENDERT}").context["paspoort"].tellingen) == 3

    @pytest.mark.parametrize("query", ["wijk=WK030701", f"wijk={LIENDERT}&partij=portaal", "wijk=WK030733"])
    def test_hidden_count_has_no_passport(self, als, query):
        maak_vastgesteld("de-alliantie", "2026-1", toewijzing("medisch-sociaal", 3, wijk="WK030701"))
        client = als("huurdersorganisatie")
        page = client.get(f"/cijfer/T1/2026-1/?{query}")
        found = page.context["paspoort"]
        assert (found.waarde, found.verborgen, found.tellingen, found.invulling) == ("niet getoond", True, [], "")
        assertContains(page, "omdat mensen erin te herkennen kunnen zijn")
        levering = Levering.objects.get(partij__code="de-alliantie", halfjaar=H1)
        assert "pagina" not in client.get(f"/cijfer/T1/2026-1/?{query}&levering={levering.pk}").context

    def test_figure_of_a_wijk_is_hidden_while_a_corporation_is_not_in_it(self, als):
        for lezer, hidden in (("huurdersorganisatie", True), ("medewerker", False)):
            found = als(lezer).get(f"/cijfer/T1/2026-1/?wijk={LIENDERT}").context["paspoort"]
            assert found.verborgen is hidden

    def test_half_year_without_figures_says_so(self, als):
        page = als("medewerker").get("/cijfer/V1/2029-1/")
        assertContains(page, "geen gegevens")

    def test_day_is_said_as_it_was_asked(self, als):
        assertContains(als("medewerker").get("/cijfer/V1/2026-1/?op=2027-03-01"), "Zoals bekend op 1 maart 2027.")

    @pytest.mark.parametrize(
        "query",
        [
            "?partij=niemand",
            "?wijk=WK999999",
            "?onderdeel=onzin",
            "?wat=onzin",
            "?wat=teller",  # a balance has none
            "?wat=rest",
            "?wat=met",
            "?onderdeel=nieuwbouw&wat=met",
            "?onderdeel=daeb-koop&wat=met&periode=halfjaar",
            "?periode=eeuw",
            "?op=gisteren",
            "?op=2027-13-45",
            "?op=9999-12-31",
            "?op=0001-01-01T00:00:00",
            "?levering=0",
            "?levering=x",
            "?proef=0",
            "?proef=x",
            "?proef=99999999999999999999",
        ],
    )
    def test_figure_that_cannot_be_is_not_there(self, als, query):
        assert als("medewerker").get(f"/cijfer/V1/2026-1/{query}").status_code == 404

    @pytest.mark.parametrize("path", ["/cijfer/V99/2026-1/", "/cijfer/V1/2026-3/", "/cijfer/V1/gisteren/"])
    def test_figure_that_nobody_agreed_on_is_not_there(self, als, path):
        assert als("medewerker").get(path).status_code == 404


@pytest.mark.parametrize("half", ["1900-1", "2025-2", "2031-1"])
def test_half_year_outside_the_agreements_has_no_passport(als, half):
    assert als("bo-lid").get(f"/cijfer/O1/{half}/?wat=verschil").status_code == 404
