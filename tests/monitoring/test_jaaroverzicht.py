"""The yearly overview: live for who is logged in, prepared by the municipality, frozen and open once published."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from acties.dossier.opmerken import answer, place_remark
from acties.models import Opmerking, Statusmelding
from acties.status import change_status, confirm
from basis.models import Wijziging
from monitoring import dashboards, jaaroverzicht
from monitoring.models import Jaaroverzicht
from tests.factories.acties import maak_actie
from tests.factories.monitoring import maak_vastgesteld, mutatie, project

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
VANDAAG = FEBRUARI.date()
URL, INLEIDING, PUBLICEREN = "/jaaroverzicht/2026/", "/jaaroverzicht/2026/inleiding/", "/jaaroverzicht/2026/publiceren/"
INTREKKEN = "/jaaroverzicht/2026/intrekken/"
IEDEREEN = ("gemeente", "de-alliantie", "omnia-wonen", "portaal")
LEZERS = ("beheer", "medewerker", "corporatie", "huurdersorganisatie", "bo-lid")


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


def dias(inhoud):
    return {dia["boven"]: dia for dia in inhoud["dias"]}


def growth(client, query=""):
    """The sentence of the slide on growth, as this reader sees it."""
    html = client.get(URL + query).context["html"]
    return next(line for line in html.split("\n") if 'id="dia-2"' in line).split(">")[1].split("<")[0]


@pytest.fixture
def published(client, gebruiker, _growth):
    """2026 as published on 1 February; the client is logged out again."""
    client.force_login(gebruiker("beheer"))
    client.post(PUBLICEREN)
    client.logout()
    return Jaaroverzicht.objects.get(jaar=2026)


TIEN = "Netto 10 sociale huurwoningen erbij; het doel voor 2030 is 1.380."
VIJFTIG = "Netto 50 sociale huurwoningen erbij; het doel voor 2030 is 1.380."


def correct():
    """A later correction: 50 instead of 12 − 2."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 50))


class TestLive:
    @pytest.mark.usefixtures("_growth")
    def test_slides_tell_one_message_each(self):
        found = jaaroverzicht.live(2026, VANDAAG, "Een goed jaar.")
        assert [dia["boven"] for dia in found["dias"]] == [
            "Jaaroverzicht 2026",
            "Groei van de sociale huur",
            "Waar de groei vandaan komt",
            "Samen en per corporatie",
            "Urgent woningzoekenden",
            "Vrije toewijzing",
            "Statushouders",
            "Thema’s en acties",
            "Gevierd",
            "Waar aandacht nodig is",
            "Waar de cijfers vandaan komen",
        ]
        assert dias(found)["Groei van de sociale huur"]["titel"] == TIEN
        assert dias(found)["Jaaroverzicht 2026"]["tekst"] == "Een goed jaar."
        assert found["fictief"] is False

    def test_slide_on_growth_says_how_it_stands_against_the_path(self):
        for half, rows in (("2026-1", [project(30, "2026-2")]), ("2026-2", [mutatie("nieuwbouw", 30)])):
            maak_vastgesteld("omnia-wonen", half, *rows)
            for code in ("gemeente", "de-alliantie", "portaal"):
                maak_vastgesteld(code, half)
        dia = dias(jaaroverzicht.live(2026, VANDAAG))["Groei van de sociale huur"]
        assert dia["tekst"] == "Eind 2026 zitten we op het pad van de plannen (+30)."  # 0 + 30 expected, 30 built

    def test_opening_without_introduction_asks_the_three_questions(self):
        assert jaaroverzicht.live(2026, VANDAAG)["dias"][0]["tekst"] == jaaroverzicht.INLEIDING

    def test_figures_of_a_later_year_are_left_out(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12))
        maak_vastgesteld("omnia-wonen", "2027-1", mutatie("nieuwbouw", 9))
        titles = [
            dias(jaaroverzicht.live(year, VANDAAG))["Groei van de sociale huur"]["titel"] for year in (2026, 2027)
        ]
        assert [title.split(" sociale")[0] for title in titles] == ["Netto 12", "Netto 21"]  # 12; 12 + 9

    def test_successes_are_those_of_the_actions_of_the_year_without_names_of_people(self, gebruiker):
        user = gebruiker("medewerker", last_name="Herkenbaar")
        this, later = maak_actie(41, jaar=2026, titel="Wonen"), maak_actie(42, jaar=2027)
        Statusmelding.objects.create(actie=this, door=user, door_naam="Herkenbaar", succes="Honderd sleutels")
        Statusmelding.objects.create(actie=later, door=user, door_naam="Herkenbaar", succes="Iets anders")
        found = jaaroverzicht.live(2026, VANDAAG)
        assert [(punt["titel"], punt["onder"]) for punt in dias(found)["Gevierd"]["punten"]] == [
            ("Honderd sleutels", "Actie 41: Wonen · 1 februari 2027")
        ]
        assert "Herkenbaar" not in str(found)

    @pytest.mark.usefixtures("_growth")
    def test_sources_name_who_is_in_the_figures_and_who_is_not(self):
        dia = dias(jaaroverzicht.live(2026, VANDAAG))["Waar de cijfers vandaan komen"]
        everyone = "Gemeente Amersfoort, de Alliantie, Omnia Wonen en Portaal"
        assert dia["titel"] == "Een deel van de cijfers komt nog."
        assert [(punt["titel"], punt["tekst"], punt["onder"]) for punt in dia["punten"]] == [
            ("Eerste helft van 2026", f"Vastgesteld: {everyone}.", ""),
            ("Tweede helft van 2026", "", f"Nog niet vastgesteld: {everyone}."),
        ]

    @pytest.mark.usefixtures("_growth")
    def test_sources_of_all_that_was_asked_are_complete(self):
        for code in IEDEREEN:
            maak_vastgesteld(code, "2026-2")
        dia = dias(jaaroverzicht.live(2026, VANDAAG))["Waar de cijfers vandaan komen"]
        assert dia["titel"] == "Alle gevraagde cijfers zijn vastgesteld."

    def test_sources_of_a_running_half_year_that_one_party_delivered_are_not_complete(self):
        maak_vastgesteld("portaal", "2027-1")
        dia = dias(jaaroverzicht.live(2027, VANDAAG))["Waar de cijfers vandaan komen"]
        assert [(punt["tekst"], punt["onder"]) for punt in dia["punten"]] == [
            ("Vastgesteld: Portaal.", "Nog niet vastgesteld: Gemeente Amersfoort, de Alliantie en Omnia Wonen.")
        ]

    @pytest.mark.parametrize(
        ("day", "years"),
        [("2025-12-31", [2026]), ("2026-01-01", [2026]), ("2028-06-01", [2028, 2027, 2026])],
    )
    def test_years_run_from_the_first_to_this_one(self, day, years):
        assert jaaroverzicht.years(datetime.date.fromisoformat(day)) == years

    def test_years_end_with_the_agreements(self):
        assert jaaroverzicht.years(datetime.date(2035, 1, 1)) == [2030, 2029, 2028, 2027, 2026]


def test_confirmation_does_not_hide_what_stands_in_the_way(gebruiker):
    actie, by = maak_actie(41, jaar=2026, thema="ouderen"), gebruiker("medewerker")
    change_status(actie, by=by, naar="aandacht", toelichting="Het stokt.", knelpunt="Geen geld.", versie=0)
    confirm(actie, by=by, versie=1)
    dia = dias(jaaroverzicht.live(2026, VANDAAG))["Waar aandacht nodig is"]
    assert [punt["titel"] for punt in dia["punten"]] == ["Geen geld."]
    assert [melding.toelichting for melding in dashboards.thema("ouderen").knelpunten] == ["Het stokt."]


class TestHuurders:
    """What tenant organisations said is counted; their words stay with who is logged in."""

    def test_slide_counts_remarks_and_answers_per_action(self, gebruiker):
        tenant, een, twee = gebruiker("huurdersorganisatie"), maak_actie(41, jaar=2026), maak_actie(42, jaar=2026)
        for actie, soort in [(een, "gezien"), (een, "gezien"), (een, "vraag"), (twee, "andere-mening")]:
            remark = place_remark(actie, by=tenant, soort=soort, tekst=f"Geheim {Opmerking.objects.count()}")
        answer(remark, by=gebruiker("medewerker"), tekst="Geheim antwoord.")
        place_remark(maak_actie(43, jaar=2027), by=tenant, soort="vraag", tekst="Over een ander jaar.")
        inhoud = jaaroverzicht.live(2026, VANDAAG)
        dia = dias(inhoud)["Wat huurders zeggen"]
        assert dia["titel"] == "Huurdersorganisaties plaatsten 4 opmerkingen; 1 kreeg antwoord."
        assert [(punt["titel"], punt["tekst"]) for punt in dia["punten"]] == [
            ("Actie 41: Titel van actie 41", "2 keer gezien en 1 vraag"),
            ("Actie 42: Titel van actie 42", "1 andere mening"),
        ]
        assert "Geheim" not in str(inhoud)

    def test_without_remarks_there_is_no_slide(self):
        assert "Wat huurders zeggen" not in dias(jaaroverzicht.live(2026, VANDAAG))

    def test_slide_names_six_actions_and_counts_the_rest(self, gebruiker):
        """Eight actions with a remark: six are named, two are counted."""
        tenant = gebruiker("huurdersorganisatie")
        for nummer in range(41, 49):
            place_remark(maak_actie(nummer, jaar=2026), by=tenant, soort="vraag", tekst="Hoe dan?")
        punten = dias(jaaroverzicht.live(2026, VANDAAG))["Wat huurders zeggen"]["punten"]
        assert (len(punten), punten[-1]["titel"]) == (7, "En nog 2 andere acties.")


class TestPagina:
    @pytest.mark.parametrize("rol", LEZERS)
    @pytest.mark.usefixtures("_growth")
    def test_page_is_live_for_who_is_logged_in(self, als, rol):
        client = als(rol)
        assert growth(client) == TIEN
        correct()
        assert growth(client) == VIJFTIG
        assert client.get(URL).context["kop"].kernzin == "Met de cijfers van nu; nog niet gepubliceerd."

    @pytest.mark.parametrize("jaar", [2025, 2028, 2031])
    def test_year_that_is_none_is_not_found(self, als, jaar):
        assert als("beheer").get(f"/jaaroverzicht/{jaar}/").status_code == 404

    def test_buttons_are_for_who_may(self, als):
        shown = {}
        for rol in LEZERS:
            page = als(rol).get(URL).content.decode()
            shown[rol] = (INLEIDING in page, PUBLICEREN in page)
        nothing = dict.fromkeys(LEZERS[2:], (False, False))
        assert shown == {"beheer": (True, True), "medewerker": (True, False), **nothing}


class TestInleiding:
    @pytest.mark.parametrize("rol", ["beheer", "medewerker"])
    def test_municipality_writes_the_introduction(self, als, rol):
        client = als(rol)
        response = client.post(INLEIDING, {"inleiding": "Samen verder."}, follow=True)
        assert response.redirect_chain == [(URL, 302)]
        assert [str(message) for message in response.context["messages"]] == ["De inleiding is bewaard."]
        assert "Samen verder." in response.context["html"]

    def test_change_of_the_introduction_stands_in_the_trail(self, als):
        client = als("medewerker")
        client.post(INLEIDING, {"inleiding": "Eerst."})
        client.post(INLEIDING, {"inleiding": "Daarna."})
        lines = Wijziging.objects.filter(veld="inleiding").order_by("pk").values_list("van", "naar")
        assert list(lines) == [("", "Eerst."), ("Eerst.", "Daarna.")]
        assert Jaaroverzicht.objects.get().inleiding == "Daarna."

    @pytest.mark.parametrize("rol", ["corporatie", "huurdersorganisatie", "bo-lid"])
    def test_others_cannot_write_it(self, als, rol):
        client = als(rol)
        codes = [client.get(INLEIDING).status_code, client.post(INLEIDING, {"inleiding": "x"}).status_code]
        assert (codes, Jaaroverzicht.objects.count()) == ([404, 404], 0)

    def test_introduction_of_a_published_overview_waits_for_the_next_publication(self, client, gebruiker, published):
        client.force_login(gebruiker("beheer"))
        response = client.post(INLEIDING, {"inleiding": "Nieuwe woorden."}, follow=True)
        assert (
            "Het gepubliceerde overzicht verandert pas als het opnieuw wordt gepubliceerd." in response.content.decode()
        )
        assert "Nieuwe woorden." not in client.get(URL).context["html"]
        assert "Nieuwe woorden." in client.get(f"{URL}?cijfers=nu").context["html"]
        client.post(PUBLICEREN)
        assert "Nieuwe woorden." in client.get(URL).context["html"]


class TestPubliceren:
    def test_published_figures_are_frozen_for_everybody(self, client, gebruiker, published):
        assert growth(client) == TIEN
        correct()
        assert growth(client) == TIEN
        for rol in LEZERS:
            client.force_login(gebruiker(rol))
            assert growth(client) == TIEN

    def test_reader_can_ask_for_the_figures_of_now(self, client, gebruiker, published):
        correct()
        client.force_login(gebruiker("bo-lid"))
        assert growth(client, "?cijfers=nu") == VIJFTIG

    def test_anonymous_reader_cannot_ask_for_the_figures_of_now(self, client, published):
        correct()
        assert growth(client, "?cijfers=nu") == TIEN

    def test_published_anew_shows_the_correction(self, client, gebruiker, published):
        correct()
        with time_machine.travel(FEBRUARI + datetime.timedelta(days=3), tick=False):
            client.force_login(gebruiker("beheer"))  # a session does not last three days
            client.post(PUBLICEREN)
            client.logout()
            assert growth(client) == VIJFTIG
            assert client.get(URL).context["kop"].kernzin == "Zoals vastgelegd op 4 februari 2027."

    def test_publication_says_who_and_when_and_stands_in_the_trail(self, published):
        assert published.gepubliceerd_op == datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
        assert published.gepubliceerd_door.rol == "beheer"
        line = Wijziging.objects.get(veld="gepubliceerd")
        assert (line.van, line.naar, line.door) == ("", str(published.gepubliceerd_op), published.gepubliceerd_door)

    @pytest.mark.parametrize("rol", LEZERS[1:])
    def test_only_beheer_publishes(self, als, rol):
        assert als(rol).post(PUBLICEREN).status_code == 404
        assert Jaaroverzicht.objects.count() == 0

    @pytest.mark.usefixtures("_growth")
    def test_what_becomes_public_is_shown_before_it_does(self, als):
        page = als("beheer").get(PUBLICEREN)
        shown = page.content.decode()
        assert (TIEN in shown, "Deze cijfers zijn voorlopig" in shown) == (True, True)
        parties = "Gemeente Amersfoort, de Alliantie, Omnia Wonen en Portaal"
        assert page.context["nog_open"] == [f"Tweede helft van 2026. Nog niet vastgesteld: {parties}."]
        assert Jaaroverzicht.objects.count() == 0

    def test_without_figures_there_is_nothing_to_publish(self, als):
        client = als("beheer")
        page = client.get(PUBLICEREN).content.decode()
        assert ("Publiceren kan zodra" in page, "Vastleggen en publiceren" in page) == (True, False)
        assert client.post(PUBLICEREN).url == PUBLICEREN
        assert not Jaaroverzicht.objects.exists()

    def test_withdrawn_overview_is_closed_again_and_the_trail_says_so(self, client, gebruiker, published):
        client.force_login(gebruiker("beheer"))
        client.post(INTREKKEN)
        line = Wijziging.objects.filter(veld="gepubliceerd").first()
        assert (line.van, line.naar) == (str(published.gepubliceerd_op), "ingetrokken")
        client.logout()
        assert client.get(URL).status_code == 302

    def test_what_is_not_published_cannot_be_withdrawn(self, als):
        als("beheer").post(INTREKKEN)
        assert not Wijziging.objects.filter(veld="gepubliceerd").exists()

    def test_year_that_is_none_is_not_published(self, als):
        assert als("beheer").post("/jaaroverzicht/2031/publiceren/").status_code == 404
        assert Jaaroverzicht.objects.count() == 0

    @pytest.mark.usefixtures("_growth")
    def test_invented_figures_stay_invented_once_published(self, client, gebruiker, settings):
        settings.DEMO = True
        client.force_login(gebruiker("beheer"))
        client.post(PUBLICEREN)
        settings.DEMO = False
        assert Jaaroverzicht.objects.get().inhoud["fictief"] is True
        assert "Fictieve cijfers" in client.get(URL).context["html"]


class TestAnonymous:
    @pytest.mark.parametrize("url", [URL, "/jaaroverzicht/"])
    def test_unpublished_overview_asks_to_log_in(self, client, url):
        Jaaroverzicht.objects.create(jaar=2026, inleiding="Nog geheim")
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/account/login/?next={url}")

    def test_published_overview_is_open_and_the_list_holds_no_other(self, client, published):
        Jaaroverzicht.objects.create(jaar=2027, inleiding="Nog geheim")
        assert client.get(URL).status_code == 200
        assert [jaar for jaar, _ in client.get("/jaaroverzicht/").context["jaren"]] == [2026]
        assert client.get("/jaaroverzicht/2027/").status_code == 302

    def test_published_overview_shows_no_way_in(self, client, published):
        page = client.get(URL).content.decode()
        assert (INLEIDING in page, PUBLICEREN in page, "cijfers=nu" in page) == (False, False, False)

    def test_logged_in_reader_sees_every_year(self, als, published):
        found = als("bo-lid").get("/jaaroverzicht/").context["jaren"]
        assert found == [(2027, None), (2026, published)]

    @pytest.mark.parametrize("url", [INLEIDING, "/grafieken/netto-groei.csv", "/voorraad/"])
    def test_the_rest_stays_closed(self, client, published, url):
        assert client.get(url).status_code == 302


def test_year_has_one_overview():
    Jaaroverzicht.objects.create(jaar=2026)
    with pytest.raises(ValidationError):
        Jaaroverzicht(jaar=2026).full_clean()
