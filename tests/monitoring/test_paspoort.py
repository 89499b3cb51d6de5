"""Where a figure comes from: the rows add up to it, and nobody sees more than the figure lets them."""

import datetime
import re

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring import jaaroverzicht, paspoort, reeksen
from monitoring.herkomst import adres, met
from monitoring.indicatoren import INDICATOREN
from monitoring.paspoort import Vraag
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, partij, stand, toewijzing

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
LIENDERT = "WK030710"
S = "\u00a0"


@pytest.fixture
def cijfers():
    """Two corporations and the municipality over two half-years."""
    for wie, factor in (("portaal", 1), ("omnia-wonen", 2)):
        for half in ("2026-1", "2026-2"):
            maak_vastgesteld(
                wie, half,
                mutatie("nieuwbouw", 10 * factor, wijk=LIENDERT), mutatie("sloop", 3, wijk="WK030701"),
                mutatie("verkoop", 2 * factor, daeb_koop=True), mutatie("correctie", -1),
                toewijzing("gezin", 20 * factor, wijk=LIENDERT),
                toewijzing("medisch-sociaal", 7, wijk=LIENDERT, boven_inkomensgrens=True),
            )  # fmt: skip
    for half, housed in (("2026-1", 180), ("2026-2", 220)):
        rows = gegeven("taakstelling-statushouders", 200), gegeven("gehuisveste-statushouders", housed)
        maak_vastgesteld("gemeente", half, *rows, gegeven("oplevering-markt", 5, segment="sociale-huur", wijk=LIENDERT))


def som(tellingen, kant):
    return sum(int(getattr(telling, kant).replace(".", "").replace("−", "-") or 0) for telling in tellingen)


@pytest.mark.usefixtures("cijfers")
class TestSom:
    @pytest.mark.parametrize("code", [code for code, indicator in INDICATOREN.items() if indicator.van])
    def test_rows_add_up_to_every_figure_of_every_scope(self, gebruiker, code):
        user = gebruiker("medewerker")
        series = reeksen.load([code], partij=reeksen.ELK)
        seen = 0
        for scope in (None, partij("portaal"), partij("gemeente")):
            for punt in series.punten(code, scope):
                if punt.teller is None:
                    continue
                found = paspoort.paspoort(Vraag(code, punt.halfjaar, scope), user)
                own = [each for each in found.tellingen if punt.taak is None or each.levering.halfjaar == punt.halfjaar]
                assert som(own, "teller") == punt.teller
                assert som(own, "noemer") == (punt.taak if punt.taak is not None else punt.noemer)
                seen += 1
        assert seen >= 2

    @pytest.mark.parametrize(("onderdeel", "waarde"), [("nieuwbouw", 30), ("sloop", -6), ("daeb-koop", 6)])
    def test_part_of_a_figure_has_its_own_rows(self, gebruiker, onderdeel, waarde):
        found = paspoort.paspoort(Vraag("V1", H1, onderdeel=onderdeel), gebruiker("medewerker"))
        assert som(found.tellingen, "teller") == waarde

    def test_wijk_has_its_own_rows(self, gebruiker):
        wijk = Wijk.objects.get(code=LIENDERT, editie=2025)
        found = paspoort.paspoort(Vraag("V1", H2, wijk=wijk), gebruiker("medewerker"))
        # (10 + 20) in both half-years
        assert (found.waarde, som(found.tellingen, "teller")) == ("+60 woningen", 60)


@pytest.mark.usefixtures("cijfers")
@pytest.mark.parametrize(
    ("code", "partij_code", "words"),
    [
        # portaal, two half-years: 20 nieuwbouw − 4 verkoop − 6 sloop = 10
        ("V1", "portaal", "20 nieuwbouw − 4 verkoop − 6 sloop = +10"),
        # portaal in the second half: 7 of 27
        ("T1", "portaal", "7 ÷ 27 = 25,9\u00a0%"),
        # over the year: 14 of 54
        ("T2", "portaal", "14 ÷ 54 = 25,9\u00a0%"),
        ("T3", "gemeente", "220 gehuisvest, van 200 taakstelling + 20 uit eerdere halfjaren"),
    ],
)
def test_formula_is_filled_in(gebruiker, code, partij_code, words):
    found = paspoort.paspoort(Vraag(code, H2, partij(partij_code)), gebruiker("medewerker"))
    assert found.invulling == words


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
        assert client.get(f"/cijfer/V1/2026-1/?partij=portaal&levering={telling.levering.pk}").status_code == 404

    def test_small_counts_of_people_are_hidden(self, als):
        maak_vastgesteld("de-alliantie", "2026-1", toewijzing("medisch-sociaal", 3), toewijzing("gezin", 40))
        page = als("huurdersorganisatie").get("/cijfer/T1/2026-1/")
        shown = [telling.teller for telling in page.context["paspoort"].tellingen]
        assert (shown[0], "3" in shown) == ("< 5", False)
        assert sum(text in ("< 5", "niet getoond") for text in shown) >= 2

    def test_who_counts_nobody_hides_nobody(self, als):
        seekers = [gegeven("actief-woningzoekenden", 3600, doelgroep="gezin")]
        maak_vastgesteld("gemeente", "2026-1", *seekers, gegeven("wachtend-instelling", 58, wachttijd=7.5))
        for wie in ("portaal", "omnia-wonen"):
            out = toewijzing("uitstroom-instelling", 9, wachttijd_uitstroom=5)
            maak_vastgesteld(wie, "2026-1", toewijzing("gezin", 36), out)
        client = als("huurdersorganisatie")
        shown = {
            code: [
                (each.teller, each.noemer)
                for each in client.get(f"/cijfer/{code}/2026-1/").context["paspoort"].tellingen
            ]
            for code in ("T4", "T5")
        }
        assert shown["T4"] == [("0", ""), ("45", "9"), ("45", "9")]  # 9 × 5 months
        assert shown["T5"] == [("0", "3.600"), ("36", ""), ("36", "")]

    def test_passport_of_a_part_counts_only_that_part(self, als):
        maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 8, nieuwbouw=True), toewijzing("gezin", 30))
        found = als("medewerker").get("/cijfer/T6/2026-1/?partij=portaal&onderdeel=nieuwbouw/gezin").context["paspoort"]
        assert (found.waarde, found.invulling) == (f"8 woningen (100{S}%)", f"8 ÷ 8 = 100{S}%")
        assert som(found.tellingen, "teller") == 8

    def test_state_of_an_earlier_half_year_is_named_with_its_delivery(self, als):
        old = maak_vastgesteld("de-alliantie", "2026-1", stand(40, geschikt="nultreden"))
        new = maak_vastgesteld("portaal", "2026-2", stand(90, geschikt="nultreden"))
        page = als("medewerker").get("/cijfer/O1/2026-2/")
        found = page.context["paspoort"]
        assert found.waarde == "130 woningen"
        assert {each.levering.pk: each.teller for each in found.tellingen if each.teller != "0"} == {
            old.pk: "40",
            new.pk: "90",
        }
        assertContains(page, "met de vorige stand van de Alliantie")

    def test_counts_of_people_per_wijk_are_not_shown_to_readers(self, als):
        page = als("huurdersorganisatie").get(f"/cijfer/T1/2026-1/?wijk={LIENDERT}")
        found = page.context["paspoort"]
        assert (found.waarde, found.verborgen, found.tellingen, found.invulling) == ("niet getoond", True, [], "")
        assertContains(page, "omdat mensen erin te herkennen kunnen zijn")
        assert als("medewerker").get(f"/cijfer/T1/2026-1/?wijk={LIENDERT}").context["paspoort"].verborgen is False

    @pytest.mark.parametrize(
        "path",
        [
            "/cijfer/V99/2026-1/",
            "/cijfer/V1/2026-3/",
            "/cijfer/V1/gisteren/",
            "/cijfer/V1/2026-1/?partij=niemand",
            "/cijfer/V1/2026-1/?wijk=WK999999",
            "/cijfer/V1/2026-1/?onderdeel=onzin",
            "/cijfer/V1/2026-1/?op=gisteren",
            "/cijfer/V1/2026-1/?op=2027-13-45",
            "/cijfer/V1/2026-1/?levering=0",
            "/cijfer/V1/2026-1/?levering=x",
        ],
    )
    def test_figure_that_cannot_be_is_not_there(self, als, path):
        assert als("medewerker").get(path).status_code == 404

    def test_half_year_without_figures_says_so(self, als):
        page = als("medewerker").get("/cijfer/V1/2029-1/")
        assertContains(page, "geen gegevens")

    def test_figure_without_deliveries_says_where_it_comes_from(self, als):
        assertContains(als("medewerker").get("/cijfer/L1/2026-1/"), "lijst van prioriteitsbuurten")

    def test_queries_do_not_grow_with_the_rows(self, als, django_assert_max_num_queries):
        client = als("medewerker")
        with django_assert_max_num_queries(90):
            client.get("/cijfer/V1/2026-2/")


@pytest.mark.usefixtures("cijfers")
class TestLinks:
    @pytest.mark.parametrize(
        "path", ["/", "/voorraad/", "/toewijzing/", "/indicatoren/", "/indicatoren/V1/", "/themas/voorraad/"]
    )
    def test_every_page_with_figures_leads_to_passports_that_are_there(self, als, path):
        client = als("medewerker")
        links = set(re.findall(r'href="(/cijfer/[^"]+)"', client.get(path).content.decode()))
        assert links
        for link in links:
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link

    def test_frozen_overview_leads_to_what_was_known_then(self, als, gebruiker):
        with time_machine.travel(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC), tick=True):
            row = jaaroverzicht.publish(2026, by=gebruiker("beheer"), today=datetime.date(2027, 2, 1))
        addresses = re.findall(r"/cijfer/[^\"]+", str(row.inhoud))
        assert addresses
        assert all("op=2027-02-01T" in address for address in addresses)

    def test_stranger_reads_the_overview_without_links_to_passports(self, client, gebruiker):
        jaaroverzicht.publish(2026, by=gebruiker("beheer"), today=datetime.date(2027, 2, 1))
        with time_machine.travel(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)):
            assertNotContains(client.get("/jaaroverzicht/2026/"), "/cijfer/")


def test_addresses_hold_what_was_asked_and_no_more():
    assert adres("V1", H1) == "/cijfer/V1/2026-1/"
    found = adres("V1", H1, partij=partij("portaal"), onderdeel="daeb-koop")
    assert found == "/cijfer/V1/2026-1/?partij=portaal&onderdeel=daeb-koop"
    assert met(found, op="2027-03-01") == f"{found}&op=2027-03-01"
