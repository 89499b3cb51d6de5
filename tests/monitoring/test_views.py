"""The pages of the dashboards, as each role meets them: choices in the address, and what each page costs."""

import datetime
import html
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties.models import Thema
from monitoring.indicatoren import INDICATOREN
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, toewijzing

pytestmark = pytest.mark.django_db
ROLLEN = ("beheer", "medewerker", "corporatie", "huurdersorganisatie", "bo-lid")
PAGINAS = {
    "/": "Hoe staan we ervoor?",
    "/themas/": "Thema’s",
    "/themas/leefbare-wijken/": None,
    "/themas/ouderen/": None,
    "/themas/duurzaam/": None,
    "/voorraad/": "Voorraad",
    "/toewijzing/": "Toewijzing",
    "/indicatoren/": "Hoe we rekenen",
    **{f"/indicatoren/{code}/": indicator.naam for code, indicator in INDICATOREN.items()},
    "/afspraken-en-lijsten/": "Afspraken en lijsten",
}
MET_KEUZE = ("/voorraad/", "/toewijzing/", "/themas/ouderen/", "/indicatoren/V1/", "/indicatoren/T1/")
HALVES = ("2026-1", "2026-2", "2027-1")
PARTIJEN = ("de-alliantie", "omnia-wonen", "portaal")


@pytest.fixture(autouse=True)
def _zomer():
    """All half-years of these tests have ended."""
    with time_machine.travel(datetime.datetime(2027, 7, 5, 12), tick=False):
        yield


def deliver(half, partij="omnia-wonen", homes=10):
    rijen = [mutatie("nieuwbouw", homes, wijk="WK030701"), toewijzing("statushouder", 9, wijk="WK030701")]
    maak_vastgesteld(partij, half, *rijen, toewijzing("gezin", 21, wijk="WK030702"))


def text(response):
    return html.unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def lines(response, begin):
    """The texts of the elements that begin this way."""
    found = re.findall(rf"<{begin}>(.*?)</", response.content.decode().replace("<strong>", "").replace("</strong>", ""))
    return [html.unescape(each) for each in found]


def kernzin(response):
    (sentence,) = lines(response, 'p class="kernzin"')
    return sentence


class TestRoles:
    @pytest.mark.parametrize("rol", ROLLEN)
    @pytest.mark.parametrize("filled", [False, True])
    def test_every_page_answers_each_role_with_and_without_figures(self, als, rol, filled):
        if filled:
            deliver("2026-1")
            maak_vastgesteld("gemeente", "2026-1", gegeven("taakstelling-statushouders", 100))
        client = als(rol)
        for url, titel in PAGINAS.items():
            response = client.get(url)
            assert (url, response.status_code) == (url, 200)
            expected = titel or Thema.objects.get(slug=url.split("/")[2]).naam
            assert lines(response, "h1") == [expected]

    @pytest.mark.parametrize("url", PAGINAS)
    def test_every_page_asks_to_log_in(self, client, url):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/account/login/?next={url}")

    @pytest.mark.parametrize("url", PAGINAS)
    def test_no_page_takes_a_post(self, als, url):
        assert als("beheer").post(url).status_code == 405

    @pytest.mark.parametrize("url", ["/themas/onzin/", "/indicatoren/X9/"])
    def test_page_that_is_not_there_is_not_found(self, als, url):
        assert als("bo-lid").get(url).status_code == 404

    def test_code_in_small_letters_leads_to_the_page(self, als):
        assert als("bo-lid").get("/indicatoren/v1/").url == "/indicatoren/V1/"

    def test_figure_of_the_city_has_no_corporation_to_choose(self, als):
        client = als("bo-lid")
        assert "corporatie" in client.get("/indicatoren/V1/").context["form"].fields
        page = client.get("/indicatoren/T3/?corporatie=onzin")
        assert (page.status_code, list(page.context["form"].fields)) == (200, ["tm", "op"])


class TestKeuze:
    @pytest.fixture(autouse=True)
    def _figures(self):
        """Omnia Wonen 10 in each of two half-years, Portaal 3 in the first."""
        deliver("2026-1")
        deliver("2026-2")
        deliver("2026-1", "portaal", homes=3)

    @pytest.mark.parametrize(
        ("query", "netto"),
        [
            ("", 23),  # 10 + 10 + 3
            ("?tm=2026-1", 13),  # 10 + 3
            ("?corporatie=omnia-wonen", 20),
            ("?corporatie=omnia-wonen&tm=2026-1", 10),
            ("?corporatie=portaal", 3),
            ("?corporatie=&tm=", 23),
        ],
    )
    def test_choice_in_the_address_decides_what_is_shown(self, als, query, netto):
        page = als("bo-lid").get(f"/voorraad/{query}")
        assert kernzin(page).startswith(f"Netto {netto} sociale huurwoningen erbij")

    def test_choice_stands_in_the_form_and_in_the_downloads(self, als):
        response = als("bo-lid").get("/voorraad/?corporatie=portaal&tm=2026-1")
        form = response.context["form"]
        assert (form["corporatie"].value(), form["tm"].value()) == ("portaal", "2026-1")
        links = re.findall(r'href="(/grafieken/[^"]+\.csv[^"]*)"', response.content.decode())
        assert links == [
            f"/grafieken/{naam}.csv?corporatie=portaal&amp;tm=2026-1"
            for naam in (
                "netto-groei",
                "waterval",
                "opbouw",
                "vooruitblik",
                "verkoop-en-nieuwbouw",
                "middenhuur",
                "prijscategorieen",
            )
        ]

    def test_half_years_to_choose_from_run_from_the_first_to_this_one(self, als):
        form = als("bo-lid").get("/voorraad/").context["form"]
        assert [value for value, _ in form.fields["tm"].choices] == ["", "2027-2", "2027-1", "2026-2", "2026-1"]

    def test_corporations_to_choose_from_are_those_that_deliver(self, als):
        form = als("bo-lid").get("/voorraad/").context["form"]
        assert [partij.code for partij in form.fields["corporatie"].queryset] == list(PARTIJEN)

    @pytest.mark.parametrize("url", MET_KEUZE)
    @pytest.mark.parametrize(
        ("query", "messages"),
        [
            ("?corporatie=onzin", ["Deze corporatie kennen we niet. U ziet nu alle corporaties samen."]),
            ("?corporatie=gemeente", ["Deze corporatie kennen we niet. U ziet nu alle corporaties samen."]),
            ("?tm=2019-1", ["Dit halfjaar kennen we niet. U ziet nu alle halfjaren."]),
            ("?tm=%00'--", ["Dit halfjaar kennen we niet. U ziet nu alle halfjaren."]),
            ("?tm=2031-1&onbekend=1", ["Dit halfjaar kennen we niet. U ziet nu alle halfjaren."]),
        ],
    )
    def test_unknown_choice_gives_a_message_and_the_page_without_it(self, als, url, query, messages):
        client = als("bo-lid")
        response = client.get(url + query)
        assert response.status_code == 200
        assert [error for errors in response.context["form"].errors.values() for error in errors] == messages
        assert messages[0] in text(response)
        assert response.context["html"] == client.get(url).context["html"]

    def test_one_unknown_choice_leaves_the_other(self, als):
        response = als("bo-lid").get("/voorraad/?corporatie=omnia-wonen&tm=onzin")
        assert kernzin(response).startswith("Netto 20 sociale huurwoningen erbij bij Omnia Wonen")

    def test_two_unknown_choices_give_two_messages(self, als):
        response = als("bo-lid").get("/voorraad/?corporatie=onzin&tm=onzin")
        assert len(response.context["form"].errors) == 2
        assert kernzin(response).startswith("Netto 23 ")


class TestDag:
    """The day that a reader chose is asked on every page with figures, and goes along from page to page."""

    MET_DAG = ("/", "/themas/", "/themas/voorraad/", "/voorraad/", "/toewijzing/", "/indicatoren/", "/indicatoren/V1/")
    DAG = "?op=2027-07-01"

    @pytest.fixture(autouse=True)
    def _figures(self):
        with time_machine.travel(datetime.datetime(2027, 6, 1, 12), tick=False):
            deliver("2026-1")

    def links(self, page):
        """The addresses of other pages with figures."""
        found = re.findall(r'href="(/(?:themas/|voorraad/|toewijzing/|indicatoren/|cijfer/)?[^"]*)"', page)
        return {html.unescape(link) for link in found if self.shows_figures(link)}

    def shows_figures(self, link):
        path = link.split("?")[0]
        return path == "/" or path.startswith(("/themas/", "/voorraad/", "/toewijzing/", "/indicatoren/", "/cijfer/"))

    @pytest.mark.parametrize("url", [*MET_DAG, "/cijfer/V1/2026-1/"])
    def test_day_goes_along_in_every_link_to_a_page_with_figures(self, als, url):
        client = als("bo-lid")
        then, now = (client.get(url + query).content.decode() for query in (self.DAG, ""))
        assert {link for link in self.links(then) if "op=2027-07-01" not in link} == set()
        assert not any("op=" in link for link in self.links(now))
        assert len(self.links(now)) >= 6

    @pytest.mark.parametrize("url", MET_DAG)
    def test_form_asks_the_day_and_the_note_leads_back_to_now(self, als, url):
        client = als("bo-lid")
        page = client.get(url + self.DAG)
        assert page.context["form"]["op"].value() == "2027-07-01"
        assert "Zoals bekend op 1 juli 2027." in text(page)
        assert '<a href="?">Toon de cijfers van nu</a>' in page.content.decode()
        assert "Toon de cijfers van nu" not in text(client.get(url))

    @pytest.mark.parametrize("url", MET_DAG)
    def test_day_that_cannot_be_gets_a_message_and_the_figures_of_now(self, als, url):
        client = als("bo-lid")
        page = client.get(f"{url}?op=2031-01-01")
        assert "Deze dag moet nog komen. U ziet nu de cijfers van vandaag." in text(page)
        assert page.context["html"] == client.get(url).context["html"]

    def test_page_of_a_day_is_not_that_of_another(self, als):
        client = als("bo-lid")
        with_figures, without = (client.get(f"/?op={day}").context["html"] for day in ("2027-07-01", "2027-05-01"))
        assert ("+10 woningen" in with_figures, "+10 woningen" in without) == (True, False)


class TestQueries:
    def count(self, client, url):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def cold(self, client, url):
        client.get(url)
        cache.clear()
        return self.count(client, url)

    @pytest.mark.parametrize("url", [*PAGINAS, "/grafieken/netto-groei.csv", "/jaaroverzicht/2026/"])
    def test_queries_do_not_follow_the_number_of_deliveries(self, als, url):
        client = als("medewerker")
        deliver("2026-1")
        one = self.cold(client, url)
        for half in HALVES:
            for partij in PARTIJEN:
                deliver(half, partij)
        assert self.cold(client, url) == one

    @pytest.mark.parametrize("halven", [HALVES[:1], HALVES])
    @pytest.mark.parametrize(
        "url",
        ["/voorraad/", "/voorraad/projecten/", "/toewijzing/", "/indicatoren/", "/indicatoren/V1/", "/indicatoren/T6/"],
    )
    def test_first_visit_after_a_change_costs_at_most_twelve(self, als, url, halven):
        client = als("medewerker")
        for half in halven:
            for partij in PARTIJEN:
                deliver(half, partij)
        kept = self.count(client, url) and self.count(client, url)
        deliver(halven[-1])
        assert kept < self.count(client, url) <= 12

    @pytest.mark.parametrize("rol", ROLLEN)
    def test_start_page_that_is_kept_costs_at_most_fourteen_queries(self, als, rol):
        for half in HALVES:
            deliver(half)
        client = als(rol)
        client.get("/")
        assert self.count(client, "/") <= 14  # with the notices, the term of the figures, and what actions ask

    @pytest.mark.parametrize("url", PAGINAS)
    def test_page_that_is_kept_costs_less_than_one_that_is_made(self, als, url):
        deliver("2026-1")
        client = als("bo-lid")
        made = self.cold(client, url)
        assert self.count(client, url) < made
