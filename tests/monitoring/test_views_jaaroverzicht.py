"""The pages of the overview: live for who is logged in, versions at their own address, public ones for everybody."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains

from acties.dossier.opmerken import place_remark
from basis.kenmerk import kenmerk
from monitoring.jaaroverzicht import bevriezen
from monitoring.models import Jaaroverzicht, Publicatie, Vastlegging
from tests.factories.acties import maak_actie
from tests.factories.monitoring import maak_vastgesteld, mutatie
from tests.factories.overzicht import leg_vast, maak_oud
from tests.monitoring.test_bevriezen import damage

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
VANDAAG = FEBRUARI.date()
URL, VERSIE = "/jaaroverzicht/2026/", "/jaaroverzicht/2026/versie/1/"
VASTLEGGEN, PUBLICEREN, INTREKKEN = f"{URL}vastleggen/", f"{URL}publiceren/", f"{URL}intrekken/"
LEZERS = ("beheer", "medewerker", "corporatie", "huurdersorganisatie", "bo-lid")
TIEN = "Netto 10 sociale huurwoningen erbij; het doel voor 2030 is 1.380."
VIJFTIG = "Netto 50 sociale huurwoningen erbij; het doel voor 2030 is 1.380."


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture
def _growth():
    """Net 12 − 2 = 10 in 2026-1; of 2026-2 nothing is accepted."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
    for code in ("gemeente", "de-alliantie", "portaal"):
        maak_vastgesteld(code, "2026-1")


@pytest.fixture
def published(_growth, gebruiker):
    """2026 as frozen and published on 1 February."""
    return leg_vast("2026", gebruiker("beheer"), VANDAAG)


def correct():
    """A later correction: 50 instead of 12 − 2."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 50))


def groei(client, url=URL):
    """The sentence above the chart of the growth, as this reader sees it."""
    html = client.get(url).context["html"]
    above = html.index('<p class="boven">Groei van de sociale huur</p>')
    return html[above:].split("<h3")[1].split(">")[1].split("<")[0]


class TestLive:
    @pytest.mark.parametrize("rol", LEZERS)
    @pytest.mark.usefixtures("_growth")
    def test_page_is_live_for_who_is_logged_in(self, als, rol):
        client = als(rol)
        assert groei(client) == TIEN
        correct()
        assert groei(client) == VIJFTIG
        assertContains(client.get(URL), "Met de cijfers van nu.")

    @pytest.mark.parametrize("tijdvak", ["2025", "2028", "2031", "2027-2", "2026-3", "2030-1"])
    def test_what_is_no_year_or_half_year_yet_is_not_found(self, als, tijdvak):
        assert als("beheer").get(f"/jaaroverzicht/{tijdvak}/").status_code == 404

    def test_buttons_are_for_who_may(self, als):
        shown = {}
        for rol in LEZERS:
            page = als(rol).get(URL).content.decode()
            shown[rol] = (f"{URL}teksten/" in page, VASTLEGGEN in page)
        nothing = dict.fromkeys(LEZERS[2:], (False, False))
        assert shown == {"beheer": (True, True), "medewerker": (True, False), **nothing}

    @pytest.mark.parametrize("tijdvak", ["2026", "2026-1", "2027"])
    def test_overview_without_any_figure_reads_well(self, als, tijdvak):
        page = als("bo-lid").get(f"/jaaroverzicht/{tijdvak}/").content.decode()
        assert "In deze tijd zijn geen besluiten vastgelegd." in page

    def test_list_has_every_year_and_half_year_with_what_is_public(self, als, published):
        found = als("bo-lid").get("/jaaroverzicht/").context["overzichten"]
        assert [(str(tijdvak), public, frozen) for tijdvak, public, frozen in found] == [
            ("2027", None, None),
            ("2027-1", None, None),
            ("2026", published, published),
            ("2026-2", None, None),
            ("2026-1", None, None),
        ]


class TestVersies:
    def test_frozen_figures_stay_and_the_page_says_what_differs_by_now(self, als, published):
        client = als("bo-lid")
        page = client.get(URL)
        assertContains(page, "Zoals vastgelegd op 1 februari 2027.")
        assert published.sha256[:8] in page.content.decode()
        assert "De cijfers zijn sindsdien niet veranderd." in page.context["html"]
        correct()
        html = client.get(URL).context["html"]
        assert groei(client) == TIEN
        assert '<td data-kop="Vastgelegd" class="getal">+10 woningen</td>' in html
        assert '<a class="herkomst" href="/cijfer/V1/2026-1/">+50 woningen</a>' in html

    def test_reader_can_ask_for_the_figures_of_now(self, als, published):
        correct()
        assert groei(als("bo-lid"), f"{URL}?cijfers=nu") == VIJFTIG

    def test_text_that_is_written_after_freezing_is_seen_with_the_figures_of_now(self, als, published):
        client = als("medewerker")
        form = client.get(f"{URL}teksten/").context["form"]
        typed = {name: form[name].value() for name in form.plaatsen} | {"inleiding": "Samen verder."}
        response = client.post(f"{URL}teksten/", typed | {"gezien": form["gezien"].value()}, follow=True)
        assert response.redirect_chain == [(f"{URL}?cijfers=nu", 302)]
        said = "De teksten zijn bewaard. Ze staan in de volgende versie."
        assert [str(message) for message in response.context["messages"]] == [said]
        assert "Samen verder." in response.context["html"]

    def test_both_hashes_are_named_for_who_is_logged_in_and_the_public_one_for_everybody(self, als, published):
        hashes = [published.sha256[:8], published.sha256_openbaar[:8]]
        for url in (URL, VASTLEGGEN, f"{VERSIE}meenemen/"):
            page = als("beheer").get(url).content.decode()
            assert [each in page for each in hashes] == [True, True]
        page = Client().get(URL).content.decode()
        assert [each in page for each in hashes] == [False, True]

    def test_every_version_has_an_address_of_its_own(self, als, published, gebruiker):
        correct()
        leg_vast("2026", gebruiker("beheer"), VANDAAG)
        client = als("bo-lid")
        assert [groei(client, url) for url in (URL, VERSIE, f"{URL}versie/2/")] == [VIJFTIG, TIEN, VIJFTIG]
        assert VERSIE in client.get(URL).content.decode()
        assert client.get(f"{URL}versie/3/").status_code == 404
        assert client.get(URL).content.decode().count("(openbaar)") == 2  # versions that were public stay so

    @pytest.mark.usefixtures("_growth")
    def test_frozen_and_not_published_is_live_at_the_address_of_the_year(self, als, gebruiker):
        leg_vast("2026", gebruiker("beheer"), VANDAAG, openbaar=False)
        correct()
        client = als("bo-lid")
        assert [groei(client, url) for url in (URL, VERSIE)] == [VIJFTIG, TIEN]

    @pytest.mark.usefixtures("_growth")
    def test_words_of_tenants_are_for_who_is_logged_in(self, client, gebruiker):
        actie = maak_actie(41, jaar=2026)
        place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Woorden van huurders")
        leg_vast("2026", gebruiker("beheer"), VANDAAG)
        public = client.get(URL).content.decode()
        client.force_login(gebruiker("huurdersorganisatie"))
        inside = client.get(URL).content.decode()
        assert ("Woorden van huurders" in inside, "Woorden van huurders" in public) == (True, False)
        assert "Huurdersorganisaties plaatsten 1 opmerking." in public

    def test_damaged_version_says_so_and_shows_no_figure(self, client, gebruiker, published):
        for rol in (None, *LEZERS):
            if rol:
                client.force_login(gebruiker(rol))
            assert TIEN in client.get(VERSIE).context["html"]
        damage(published)
        for rol in (None, "beheer"):
            client.logout()
            if rol:
                client.force_login(gebruiker(rol))
            page = client.get(VERSIE)
            assert page.status_code == 200
            assert "Het controlegetal klopt niet meer" in page.content.decode()
            assert "Netto 1" not in page.content.decode()
            assert "Op het grote scherm" not in page.content.decode()

    @pytest.mark.parametrize("rol", [None, "beheer", "bo-lid"])
    def test_overview_of_long_ago_opens(self, client, gebruiker, rol):
        maak_oud()
        if rol:
            client.force_login(gebruiker(rol))
        page = client.get("/jaaroverzicht/2026-1/versie/1/").content.decode()
        for text in ("Zo stonden we ervoor.", "Actie van toen", "Het waren er 61.", "Wat dit programma niet kent"):
            assert text in page
        assert ("/acties/2026/99/" in page, "/cijfer/X9/" in page) == (bool(rol), bool(rol))


@pytest.mark.usefixtures("_growth")
class TestVastleggen:
    def test_administrator_freezes_and_then_publishes(self, client, gebruiker):
        client.force_login(gebruiker("beheer"))
        response = client.post(VASTLEGGEN, follow=True)
        assert [str(message) for message in response.context["messages"]] == ["Versie 1 is vastgelegd."]
        assert "Versie 1 publiceren" in response.content.decode()
        client.logout()
        assert client.get(URL).status_code == 302
        client.force_login(gebruiker("beheer"))
        response = client.post(PUBLICEREN, {"versie": "1"}, follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "Het jaaroverzicht 2026 is gepubliceerd. Iedereen kan het nu lezen, ook zonder account."
        ]
        client.logout()
        assert groei(client) == TIEN

    def test_page_says_who_will_read_what_before_a_version_is_public_or_withdrawn(self, als):
        client = als("beheer")
        client.post(VASTLEGGEN)
        page = client.get(PUBLICEREN).content.decode()
        assert ("Versie 1 publiceren?" in page, "Daarna kan iedereen het jaaroverzicht 2026 lezen" in page) == (
            True,
        ) * 2
        assert not Publicatie.objects.exists()
        assert client.get(INTREKKEN).url == VASTLEGGEN  # nothing is public
        client.post(PUBLICEREN, {"versie": "1"})
        assert client.get(PUBLICEREN).url == VASTLEGGEN
        page = client.get(INTREKKEN).content.decode()
        assert "Wie geen account heeft, kan versie 1 niet meer lezen" in page
        assert f'blijft te lezen: <a href="{VERSIE}">versie 1</a>.' in page
        assert Publicatie.objects.open().count() == 1

    def test_what_will_be_frozen_is_shown_before_it_is(self, als):
        page = als("beheer").get(VASTLEGGEN)
        shown = page.content.decode()
        assert ("Deze cijfers zijn voorlopig" in shown, "Vastleggen als versie 1" in shown) == (True, True)
        parties = "Gemeente Amersfoort, de Alliantie, Omnia Wonen en Portaal"
        assert page.context["nog_open"] == [f"Tweede helft van 2026. Nog niet vastgesteld: {parties}."]
        assert not Jaaroverzicht.objects.exists()

    def test_asked_twice_says_that_nothing_changed(self, als):
        client = als("beheer")
        client.post(VASTLEGGEN)
        response = client.post(VASTLEGGEN, follow=True)
        assert [str(message) for message in response.context["messages"]][-1] == "Versie 1 is nog precies zo."
        assert Vastlegging.objects.count() == 1

    def test_figures_that_are_being_computed_are_told(self, als):
        maak_vastgesteld("portaal", "2026-2", bereken=False)
        response = als("beheer").post(VASTLEGGEN, follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "De cijfers worden nu doorgerekend. Er is nog niets vastgelegd; probeer het over een minuut."
        ]
        assert not Vastlegging.objects.exists()

    @pytest.mark.parametrize("versie", ["", "0", "2", "x", "99999999999999999999", "١"])
    def test_another_version_than_the_newest_is_not_published(self, als, versie):
        client = als("beheer")
        client.post(VASTLEGGEN)
        response = client.post(PUBLICEREN, {"versie": versie}, follow=True)
        assert "Er is intussen een nieuwere versie." in response.content.decode() or versie == "١"
        assert Publicatie.objects.count() == (1 if versie == "١" else 0)

    def test_damaged_version_is_not_published(self, als):
        client = als("beheer")
        client.post(VASTLEGGEN)
        damage(Vastlegging.objects.get())
        response = client.post(PUBLICEREN, {"versie": "1"}, follow=True)
        assert "Deze versie is beschadigd en is niet gepubliceerd." in response.content.decode()

    @pytest.mark.parametrize("rol", LEZERS[1:])
    @pytest.mark.parametrize("url", [VASTLEGGEN, PUBLICEREN, INTREKKEN])
    def test_only_beheer_may(self, als, rol, url):
        client = als(rol)
        assert (client.get(url).status_code, client.post(url, {"versie": "1"}).status_code) == (404, 404)
        assert not Jaaroverzicht.objects.exists()

    def test_withdrawn_overview_is_closed_again(self, client, gebruiker, published):
        client.force_login(gebruiker("beheer"))
        client.post(INTREKKEN, {"versie": "1"})
        again = client.post(INTREKKEN, {"versie": "1"}, follow=True).content.decode()
        assert "Het jaaroverzicht 2026 was al alleen te lezen voor wie is ingelogd." in again
        client.logout()
        assert [client.get(url).status_code for url in (URL, VERSIE)] == [302, 302]

    def test_what_was_published_meanwhile_is_not_withdrawn_with_it(self, als, gebruiker, published):
        """The page said version 1; a colleague froze and published the second."""
        client = als("beheer")
        correct()
        leg_vast("2026", gebruiker("beheer"), VANDAAG)
        said = client.post(INTREKKEN, {"versie": "1"}, follow=True).content.decode()
        assert "Er is niets ingetrokken; kies opnieuw." in said
        assert Publicatie.objects.open().count() == 2
        client.post(INTREKKEN, {"versie": ["1", "2"]})
        assert Publicatie.objects.open().count() == 0

    def test_damaged_version_is_frozen_anew(self, als, published):
        """What a page advises where the newest version cannot be read has to help."""
        damage(published)
        client = als("beheer")
        assert "Versie 2 is vastgelegd." in client.post(VASTLEGGEN, follow=True).content.decode()
        assert "Versie 2 is nog precies zo." in client.post(VASTLEGGEN, follow=True).content.decode()

    @pytest.mark.parametrize("text", ["[]", "5", "null", "{", '{"schema":[1]}', '{"schema":1,"delen":[]}'])
    def test_content_of_an_odd_shape_says_that_it_is_not_known(self, als, published, text):
        hashes = {name: kenmerk(text) for name in ("sha256", "sha256_openbaar")}
        Vastlegging.objects.create(
            jaaroverzicht=published.jaaroverzicht,
            versie=2,
            schema=1,
            inhoud=text,
            openbaar=text,
            op=published.op,
            **hashes,
        )
        client = als("bo-lid")
        answer = client.get(f"{URL}versie/2/")
        assert (answer.status_code, answer.context["onbekend"]) == (200, True)
        assert client.get("/jaaroverzicht/vergelijken/").status_code == 200


def test_without_figures_there_is_nothing_to_freeze(als):
    client = als("beheer")
    page = client.get(VASTLEGGEN).content.decode()
    assert ("Vastleggen kan zodra" in page, "Vastleggen als versie" in page) == (True, False)
    response = client.post(VASTLEGGEN, follow=True)
    assert "Er zijn nog geen cijfers vastgesteld. Vastleggen kan na de eerste levering." in response.content.decode()
    assert not Jaaroverzicht.objects.exists()


class TestAnonymous:
    @pytest.mark.parametrize("url", [URL, VERSIE])
    def test_what_is_not_public_asks_to_log_in(self, client, url):
        maak_oud(openbaar=False)
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/account/login/?next={url}")

    def test_public_overview_is_open_and_the_list_holds_no_other(self, client, published):
        maak_oud(openbaar=False)
        assert client.get(URL).status_code == 200
        found = client.get("/jaaroverzicht/").context["overzichten"]
        assert [(str(tijdvak), public.versie) for tijdvak, public, _ in found] == [("2026", 1)]
        assert client.get("/jaaroverzicht/2026-1/").status_code == 302

    def test_public_overview_shows_no_way_in_and_no_figure_of_now(self, client, published):
        correct()
        page = client.get(f"{URL}?cijfers=nu").content.decode()
        assert groei(client, f"{URL}?cijfers=nu") == TIEN
        assert ("teksten/" in page, VASTLEGGEN in page, "cijfers=nu" in page) == (False, False, False)
        assert "veranderd. Dit overzicht blijft zoals het is vastgelegd." in page
        assert "+50 woningen" not in page
        assert "/cijfer/" not in page

    def test_version_that_is_not_public_is_not_named(self, client, published, gebruiker):
        correct()
        bevriezen.freeze(published.jaaroverzicht.tijdvak, by=gebruiker("beheer"), today=VANDAAG)
        page = client.get(URL).content.decode()
        assert f"{URL}versie/2/" not in page
        assert groei(client) == TIEN

    @pytest.mark.parametrize("url", [f"{URL}teksten/", VASTLEGGEN, "/grafieken/netto-groei.csv", "/voorraad/"])
    def test_the_rest_stays_closed(self, client, published, url):
        assert client.get(url).status_code == 302


def test_tijdvak_has_one_overview():
    Jaaroverzicht.objects.create(jaar=2026)
    Jaaroverzicht.objects.create(jaar=2026, helft=1)
    with pytest.raises(ValidationError):
        Jaaroverzicht(jaar=2026).full_clean()


def test_what_is_projected_for_who_is_logged_in_is_kept_nowhere(als):
    maak_oud()
    for name in ("projectie/", "projectie.html"):
        url = f"/jaaroverzicht/2026-1/{name}"
        assert als("bo-lid").get(url)["Cache-Control"] == "private, no-store"
        assert "Cache-Control" not in Client().get(url)
