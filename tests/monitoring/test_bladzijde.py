"""The page of an overview: an anchor per section, nothing told twice, and links to the passports of its figures."""

import copy
import datetime
import re

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from acties.models import Besluit
from acties.status import change_status
from monitoring.jaaroverzicht import bladzijde, openen, story, vorm
from monitoring.tijdvak import Tijdvak
from tests.factories.acties import maak_actie, maak_besluit, maak_overleg
from tests.factories.monitoring import maak_vastgesteld, mutatie, toewijzing
from tests.factories.overzicht import OUD, leg_vast, maak_oud

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
VANDAAG = FEBRUARI.date()
JAAR, URL = Tijdvak(2026), "/jaaroverzicht/2026/"
WACHT = "Er is nog geen grond."


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture
def _cijfers():
    """Net 12 in 2026-1, and of 4 homes 1 to an urgent seeker; in 2026-2 only 3 of 4."""
    rows = (mutatie("nieuwbouw", 12), toewijzing("ouderen", 3), toewijzing("statushouders", 1))
    maak_vastgesteld("omnia-wonen", "2026-1", *rows)
    maak_vastgesteld("omnia-wonen", "2026-2", toewijzing("ouderen", 1), toewijzing("statushouders", 3))


@pytest.fixture
def _gesprek(gebruiker):
    actie = maak_actie(41, jaar=2026, thema="voorraad", titel="Grond zoeken")
    change_status(
        actie, by=gebruiker("medewerker"), naar="bijsturen", toelichting="Het stokt.", knelpunt=WACHT, versie=0
    )
    maak_besluit(maak_overleg(datum="2026-06-18"), wat="We zoeken samen naar grond.")


def deel(found, soort):
    return next(each for each in found if each["soort"] == soort)


def vertel(**eigen):
    return story.story(JAAR, VANDAAG, eigen)


@pytest.fixture
def published(gebruiker):
    """2026 as frozen and published on 1 February: net 12 − 2 = 10."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
    return leg_vast("2026", gebruiker("beheer"), VANDAAG)


class TestLijst:
    def test_list_says_that_nothing_is_public_yet_and_where_to_log_in(self, client):
        maak_oud(openbaar=False)
        response = client.get("/jaaroverzicht/")
        assertContains(response, "Er is nog geen overzicht openbaar")
        assertContains(response, '<a href="/account/login/?next=/jaaroverzicht/">Log in</a>')
        assertNotContains(response, "Halfjaaroverzicht")

    def test_list_has_the_newest_year_first_with_its_half_years_below_it(self, client, gebruiker, published):
        for tijdvak in ("2026-1", "2027-1", "2026-2"):
            leg_vast(tijdvak, gebruiker("beheer"), VANDAAG)
        found = client.get("/jaaroverzicht/").context["overzichten"]
        assert [str(tijdvak) for tijdvak, *_ in found] == ["2027-1", "2026", "2026-2", "2026-1"]


class TestWatUZiet:
    def test_figures_of_now_are_told_apart_from_the_newest_version(self, als, published):
        client, now = als("bo-lid"), f"{URL}?cijfers=nu"
        for text in ("U ziet de cijfers van nu.", "De cijfers zijn sinds versie 1 niet veranderd."):
            assertContains(client.get(now), text)
        assertContains(client.get(URL), "U ziet versie 1</strong>, vastgelegd op 1 februari 2027 om 13:00 uur.")
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 50))
        page = client.get(now)
        assert re.search(r"Sinds versie 1 zijn \d+ cijfers veranderd\.", page.context["html"])
        assert '<td data-kop="Vastgelegd" class="getal">+10 woningen</td>' in page.context["html"]

    def test_figure_that_is_equal_but_made_of_other_numbers_is_not_said_to_have_changed(self, als, published):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 11), mutatie("sloop", 1))  # 10 again
        html = als("bo-lid").get(URL).context["html"]
        changed, same = html.split("Welke cijfers gelijk zijn, maar anders opgebouwd")
        assert "V1 Netto groei sociale huur" not in changed.split("overzicht-delen")[1]
        assert "V1 Netto groei sociale huur" in same


class TestPagina:
    @pytest.mark.usefixtures("_cijfers", "_gesprek")
    def test_contents_lead_to_every_section_in_order_and_headings_do_not_skip(self, als):
        html = als("bo-lid").get(URL).context["html"]
        heads = re.findall(r'<h2 id="([^"]+)"', html)
        assert heads == [
            *("deel-opening", "deel-successen", "deel-boven", "deel-leefbare-wijken", "deel-voorraad"),
            *("deel-aandachtsgroepen", "deel-ouderen", "deel-duurzaam", "deel-spanningen", "deel-besluiten"),
            *("deel-bijsturen", "deel-huurders", "deel-volgend", "deel-bronnen", "definities"),
        ]
        lists = re.findall(r"<ol>(.*?)</ol>", html, re.DOTALL)
        assert [re.findall(r'href="#([^"]+)"', each) for each in lists] == [heads, heads]  # folded, and beside the text
        levels = [int(level) for level in re.findall(r"<h(\d)", html)]
        assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))

    @pytest.mark.usefixtures("_cijfers", "_gesprek")
    def test_bottleneck_and_decision_are_told_once(self, als):
        html = als("bo-lid").get(URL).context["html"]
        assert (html.count(WACHT), html.count("We zoeken samen naar grond.")) == (1, 1)
        assert Besluit.objects.count() == 1
        talk = html[html.index('id="deel-bijsturen"') : html.index('id="deel-huurders"')]
        assert '<a href="#deel-voorraad">Thema 2: Ontwikkeling van de voorraad</a>' in talk
        assert "Actie 41: Grond zoeken" in talk

    def test_what_stands_in_the_way_is_told_with_the_action_where_no_theme_tells_it(self):
        inhoud = copy.deepcopy(OUD)
        actie = inhoud["delen"][1]["acties"][0] | {"waarom": "Er was geen tijd."}
        inhoud["delen"].append(
            {"soort": "bijsturen", "boven": "Bijsturen", "titel": "Een actie", "cijfers": [], "acties": [actie]}
        )
        found = deel(bladzijde.delen(inhoud), "bijsturen")["acties"][0]
        assert (found["waarom"], found["thema"]["anker"]) == ("Er was geen tijd.", "deel-weg")
        actie["nummer"] = 98  # of no theme
        found = deel(bladzijde.delen(inhoud), "bijsturen")["acties"][0]
        assert (found["waarom"], found["thema"]) == ("Er was geen tijd.", None)

    def test_kind_of_a_later_program_has_its_points_and_an_anchor(self):
        found = deel(bladzijde.delen(OUD), "soort-van-later")
        assert (found["anker"], found["menu"], found["punten"][0]["titel"]) == (
            *("deel-soort-van-later", "Iets", "Een punt"),
        )


class TestVerwijzingen:
    @pytest.mark.usefixtures("_cijfers")
    def test_lines_of_the_opening_lead_to_the_passports_of_their_figures(self):
        lines = deel(bladzijde.delen(vertel()), "opening")["regels"]
        found = {line["naam"]: [(link["naam"], link["adres"]) for link in line["herkomst"]] for line in lines}
        assert found["De groei van de sociale huur"] == [("netto groei", "/cijfer/V1/2026-2/")]
        # the share of a year is a sum: it leads to both half-years; free allocation counts from January on
        assert found["De toewijzingen"][:3] == [
            ("naar urgent woningzoekenden (2026-1)", "/cijfer/T1/2026-1/"),
            ("naar urgent woningzoekenden (2026-2)", "/cijfer/T1/2026-2/"),
            ("vrij toegewezen (2026-2)", "/cijfer/T2/2026-2/"),
        ]
        assert (found["De acties"], found["Hoe zeker de cijfers zijn"]) == ([], [])

    @pytest.mark.usefixtures("_cijfers")
    def test_own_words_may_name_other_figures_so_they_have_no_links(self):
        lines = deel(bladzijde.delen(vertel(groei="Het gaat goed.")), "opening")["regels"]
        assert (lines[0]["tekst"], lines[0]["herkomst"]) == ("Het gaat goed.", [])

    @pytest.mark.usefixtures("_cijfers")
    def test_frozen_links_ask_for_the_figures_of_then_and_the_public_has_none(self, gebruiker):
        row = leg_vast("2026", gebruiker("beheer"), VANDAAG)
        moment = "2027-02-01T12%3A00%3A00%2B00%3A00"
        first = deel(bladzijde.delen(openen.lees(row)), "opening")["regels"][0]["herkomst"]
        assert [link["adres"] for link in first] == [f"/cijfer/V1/2026-2/?op={moment}"]
        public = deel(bladzijde.delen(openen.lees(row, openbaar=True)), "opening")["regels"]
        assert [line["herkomst"] for line in public] == [[]] * 5

    @pytest.mark.usefixtures("_cijfers")
    def test_figure_that_asks_for_a_talk_says_what_it_is_and_leads_to_its_passport(self, als):
        for code in ("gemeente", "de-alliantie", "portaal"):
            for half in ("2026-1", "2026-2"):
                maak_vastgesteld(code, half)
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("ouderen", 1, boven_inkomensgrens=True))
        found = {each["code"]: each for each in deel(vertel()["delen"], "bijsturen")["cijfers"]}
        # 1 of 1 in 2026-1 and 0 of 4 in 2026-2: 1 of 5 in the year, where 15 % is the ceiling
        assert found["T2"] == {
            "code": "T2",
            "naam": "Vrije toewijzing",
            "zin": "5 procentpunt boven het plafond.",
            "waarde": "20\xa0%",
            "halfjaar": "2026-2",
            "adres": "/cijfer/T2/2026-2/",
        }
        html = als("bo-lid").get(URL).context["html"]
        talk = html[html.index('id="deel-bijsturen"') : html.index('id="deel-huurders"')]
        assert '<a class="herkomst" href="/cijfer/T2/2026-2/">20\xa0%</a>' in talk


def test_public_content_keeps_the_figures_that_ask_for_a_talk_without_a_link():
    inhoud = {
        "delen": [{"soort": "bijsturen", "cijfers": [{"code": "T4", "waarde": "7", "adres": "/cijfer/T4/2026-1/"}]}]
    }
    assert vorm.openbaar(inhoud)["delen"][0]["cijfers"] == [{"code": "T4", "waarde": "7", "adres": ""}]


def test_a_chart_that_says_what_its_section_is_called_says_it_once():
    found = copy.deepcopy(OUD)
    found["delen"][1]["titel"] = found["grafieken"]["van-toen"]["titel"]
    cards = [bladzijde.delen(content)[1]["kaarten"] for content in (found, OUD)]
    assert [[card["zonder_kop"] for card in each] for each in cards] == [[True], [False]]
