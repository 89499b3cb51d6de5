"""The pages of actions, as each role meets them: the list, one action, and two people who write at once."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.models import Actie, Mijlpaal, Opmerking, Statusmelding
from acties.status import change_status, complete_milestone, drop_milestone, move_milestone
from basis.models import Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db
LIJST = "/acties/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2027, 11, 23, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def numbers(response) -> list[int]:
    """The numbers of the actions that the table shows, in order."""
    return [row.record.nummer for row in response.context["table"].paginated_rows]


@pytest.fixture
def drie():
    """Three actions of 2027, each with a theme, parties, a status and words of its own."""
    maak_actie(1, ["gemeente"], ["show"], "ouderen", titel="Trappen", status="op-schema")
    maak_actie(2, ["omnia-wonen"], [], "duurzaam", samenvatting="Isolatie van TRAPPENHUIZEN.", status="aandacht")
    maak_actie(3, ["portaal"], ["omnia-wonen"], None, officiele_tekst="Een trapgevel.", status="op-schema")


class TestLijst:
    @pytest.mark.parametrize(
        ("choice", "expected"),
        [
            ("", [1, 2, 3]),
            ("thema=ouderen", [1]),
            ("partij=omnia-wonen", [2, 3]),
            ("partij=show", [1]),
            ("status=op-schema", [1, 3]),
            ("status=op-schema&partij=omnia-wonen", [3]),
            ("q=trappen", [1, 2]),
            ("q=TRAPGEVEL", [3]),
            ("status=vervallen", []),
            ("sort=-nummer", [3, 2, 1]),
            ("sort=thema", [3, 1, 2]),  # none, then theme 4, then theme 5
            ("sort=titel", [2, 3, 1]),  # Titel van actie 2, Titel van actie 3, Trappen
        ],
    )
    def test_list_shows_what_is_chosen(self, als, drie, choice, expected):
        assert numbers(als("bo-lid").get(f"{LIJST}?jaar=2027&{choice}")) == expected

    def test_list_filters_by_year(self, als, drie):
        client = als("bo-lid")
        assert numbers(client.get(f"{LIJST}?jaar=2026")) == list(range(1, 21))
        assert numbers(client.get(f"{LIJST}?jaar=2027")) == [1, 2, 3]

    def test_list_shows_an_action_once_with_two_reasons_to(self, als):
        maak_actie(1, ["gemeente", "show"], ["gemeente", "show"])
        assert numbers(als("bo-lid").get(f"{LIJST}?jaar=2027&partij=show")) == [1]

    def test_list_has_pages_of_twenty_five(self, als):
        """20 actions of 2026 and 7 of 2027 are 27, newest year first: the last two are 19 and 20 of 2026."""
        for number in range(1, 8):
            maak_actie(number)
        client = als("bo-lid")
        assert numbers(client.get(LIJST)) == [*range(1, 8), *range(1, 19)]
        assert numbers(client.get(f"{LIJST}?page=2")) == [19, 20]

    def test_list_without_rows_says_so(self, als, drie):
        page = als("bo-lid").get(f"{LIJST}?jaar=2027&status=vervallen")
        assertContains(page, "Er zijn geen acties die bij uw keuze passen. Kies iets anders, of wis de keuze.")

    def test_list_with_a_choice_that_does_not_exist_says_so(self, als, drie):
        page = als("bo-lid").get(f"{LIJST}?jaar=2027&partij=weg")
        assert numbers(page) == [1, 2, 3]
        assertContains(page, "Een deel van de keuze in dit adres bestaat niet (meer)")

    def test_list_gives_its_choice_to_the_downloads(self, als, drie):
        page = als("bo-lid").get(f"{LIJST}?jaar=2027&sort=-nummer")
        assertContains(page, 'href="/acties/export.csv?jaar=2027&amp;sort=-nummer"')

    def test_list_counts_its_queries_not_by_rows(self, als, drie, django_assert_num_queries):
        client = als("bo-lid")
        client.get(LIJST)  # what is remembered after a first page is remembered now
        with CaptureQueriesContext(connection) as one:
            assert numbers(client.get(f"{LIJST}?jaar=2027&q=trapgevel")) == [3]
        with django_assert_num_queries(len(one)):
            assert numbers(client.get(f"{LIJST}?jaar=2027&q=trap")) == [1, 2, 3]

    def test_list_asks_a_visitor_to_log_in(self, client):
        assertRedirects(client.get(LIJST), f"/account/login/?next={LIJST}", fetch_redirect_response=False)


def bijwerken(actie) -> str:
    return f"{actie.get_absolute_url()}bijwerken/"


def answer(**kwargs):
    """What somebody fills in about the status."""
    return {"naar": "op-schema", "toelichting": "Begonnen.", "succes": "", "knelpunt": "", "versie": 0, **kwargs}


class TestDetail:
    def test_detail_shows_the_timeline_newest_first(self, als, gebruiker, clock):
        actie, user = maak_actie(1), gebruiker("medewerker")
        mijlpaal = maak_mijlpaal(actie, "Conceptlijst klaar", gepland_op="2027-03-01")
        minute = datetime.timedelta(minutes=1)
        change_status(actie, by=user, naar="op-schema", toelichting="Eerst dit.", versie=0)
        clock.shift(minute)
        move_milestone(mijlpaal, by=user, naar=datetime.date(2027, 4, 1), waarom="Ziekte.")
        clock.shift(minute)
        complete_milestone(mijlpaal, by=user, op=datetime.date(2027, 3, 30))
        clock.shift(minute)
        Opmerking.objects.create(actie=actie, soort="vraag", tekst="Hoe dan?", door_naam="Sjoerd", door_partij="SHOW")
        clock.shift(minute)
        Wijziging.objects.log(actie, by=user, veld="officiële tekst", naar="Tekst.")
        page = als("bo-lid").get(actie.get_absolute_url())
        entries = page.context["tijdlijn"]
        assert [entry.soort for entry in entries] == ["tekst", "opmerking", "mijlpaal", "mijlpaal", "melding"]
        assertContains(page, "</strong>: gehaald op 30 maart 2027")
        assertContains(page, "gepland op 1 april 2027; dat was 1 maart 2027. Waarom: Ziekte.")
        assertContains(page, "Hoe dan?")
        assertContains(page, "Eerst dit.")

    def test_detail_keeps_out_what_happened_to_another_action(self, als, gebruiker):
        other, user = maak_actie(2), gebruiker("medewerker")
        change_status(other, by=user, naar="op-schema", toelichting="Van 2.", versie=0)
        complete_milestone(maak_mijlpaal(other), by=user, op=datetime.date(2027, 3, 30))
        page = als("bo-lid").get(maak_actie(1).get_absolute_url())
        assert page.context["tijdlijn"] == []
        assertContains(page, "Nog geen meldingen")

    def test_detail_shows_the_official_text_with_note_and_place(self, als):
        actie = maak_actie(1, officiele_tekst="We bellen.", noot="N.b. Vaak.", vindplaats="1. Wonen, regel 2–2")
        page = als("bo-lid").get(actie.get_absolute_url())
        for words in ["We bellen.", "N.b. Vaak.", "1. Wonen, regel 2–2"]:
            assertContains(page, words)

    def test_detail_of_an_action_that_is_not_there(self, als):
        assert als("bo-lid").get("/acties/2027/99/").status_code == 404

    @pytest.mark.parametrize(
        ("rol", "partij", "edits", "remarks"),
        [
            ("beheer", None, True, False),
            ("medewerker", None, True, False),
            ("corporatie", "omnia-wonen", True, False),  # leads
            ("corporatie", "portaal", True, False),  # takes part
            ("corporatie", "de-alliantie", False, False),
            ("huurdersorganisatie", None, False, True),
            ("bo-lid", None, False, False),
        ],
    )
    def test_detail_offers_each_role_what_it_may(self, als, rol, partij, edits, remarks):
        actie = maak_actie(1, ["omnia-wonen"], ["portaal"])
        mijlpaal = maak_mijlpaal(actie)
        client = als(rol, partij)
        page = client.get(actie.get_absolute_url())
        assert (page.context["mag_wijzigen"], bool(page.context["opmerkingform"])) == (edits, remarks)
        posts = [
            client.post(bijwerken(actie), answer()),
            client.post(f"{actie.get_absolute_url()}opmerking/", {"soort": "gezien", "tekst": "Gezien."}),
            client.get(f"/acties/mijlpaal/{mijlpaal.pk}/"),
            client.post(f"/acties/mijlpaal/{mijlpaal.pk}/", {}),
        ]
        expected = [302 if edits else 404, 302 if remarks else 404, *([200, 200] if edits else [404, 404])]
        assert [response.status_code for response in posts[:3]] == expected[:3]
        assert (posts[3].status_code == 404) is not edits
        assert Statusmelding.objects.count() == edits
        assert Opmerking.objects.count() == remarks


class TestStatus:
    def test_status_shows_at_once(self, als):
        actie = maak_actie(1)
        typed = answer(naar="aandacht", toelichting="Er is haast.", succes="Een plan!", knelpunt="Geen geld.")
        page = als("medewerker").post(bijwerken(actie), typed, follow=True)
        assert page.redirect_chain == [(actie.get_absolute_url(), 302)]
        assertContains(page, "Actie 1 is bijgewerkt.")
        assert page.context["actie"].status == "aandacht"
        melding = page.context["tijdlijn"][0].bron
        assert (melding.toelichting, melding.succes, melding.knelpunt) == ("Er is haast.", "Een plan!", "Geen geld.")
        assertContains(page, "bijgewerkt op 23 november 2027")

    def test_status_with_something_missing_keeps_what_was_typed(self, als):
        actie = maak_actie(1)
        page = als("medewerker").post(bijwerken(actie), answer(toelichting="", succes="Een plan!"))
        assert page.status_code == 422
        assert page.context["form"].errors == {
            "toelichting": ["Schrijf in een paar woorden hoe het met de actie gaat."]
        }
        assertContains(page, "Een plan!", status_code=422)
        assert not Statusmelding.objects.exists()

    def test_conflict_tells_what_changed_and_keeps_what_was_typed(self, als, gebruiker):
        actie, other = maak_actie(1), gebruiker("corporatie", first_name="Olga", last_name="Bouw")
        client = als("medewerker")
        seen = client.get(bijwerken(actie)).context["form"].initial
        change_status(actie, by=other, naar="bijsturen", toelichting="Het ligt stil.", versie=0)
        typed = answer(naar="afgerond", toelichting="Klaar!", succes="Taart.", knelpunt="Kruimels.", versie=0)
        assert seen["versie"] == 0
        page = client.post(bijwerken(actie), typed)
        assertContains(page, "Deze actie is intussen bijgewerkt.", status_code=409)
        assertContains(page, "van nog niet gestart naar bijsturen nodig. ‘Het ligt stil.’", status_code=409)
        assert [melding.door_naam for melding in page.context["conflict"].meldingen] == ["Olga Bouw"]
        assert page.context["form"].initial == {**typed, "versie": 1}
        assertContains(page, "Kruimels.</textarea>", status_code=409)
        assert Actie.objects.get(pk=actie.pk).status == "bijsturen"

        again = client.post(bijwerken(actie), page.context["form"].initial)
        assertRedirects(again, actie.get_absolute_url())
        stored = Actie.objects.get(pk=actie.pk)
        assert (stored.status, stored.versie) == ("afgerond", 2)
        assert [melding.toelichting for melding in stored.meldingen.all()] == ["Klaar!", "Het ligt stil."]

    @pytest.mark.parametrize(("status", "confirms"), [("op-schema", True), ("afgerond", False)])
    def test_page_leads_to_the_form_and_confirms_what_is_open(self, als, gebruiker, status, confirms):
        actie = maak_actie(1)
        change_status(actie, by=gebruiker("beheer"), naar=status, toelichting="Zo is het.", versie=0)
        page = als("medewerker").get(actie.get_absolute_url())
        assertContains(page, f'href="{bijwerken(actie)}">Bijwerken</a>')
        assertContains(page, "Nog steeds actueel", count=int(confirms))
        assertNotContains(page, "<textarea")


class TestOpmerking:
    def test_remark_stands_in_the_timeline(self, als):
        actie = maak_actie(1)
        typed = {"soort": "andere-mening", "tekst": "Wij zien dat <anders>."}
        page = als("huurdersorganisatie").post(f"{actie.get_absolute_url()}opmerking/", typed, follow=True)
        assertContains(page, "Dank u wel. Uw opmerking staat in de tijdlijn.")
        assertContains(page, "Wij zien dat &lt;anders&gt;.")
        remark = Opmerking.objects.get()
        assert (remark.actie, remark.soort, remark.door_partij) == (actie, "andere-mening", "SHOW")
        assert Wijziging.objects.over(actie).get().naar == "Wij zien dat <anders>."

    def test_remark_without_text_keeps_the_choice(self, als):
        actie = maak_actie(1)
        page = als("huurdersorganisatie").post(f"{actie.get_absolute_url()}opmerking/", {"soort": "vraag", "tekst": ""})
        assert page.status_code == 422
        assert page.context["opmerkingform"].errors == {"tekst": ["Schrijf uw opmerking."]}
        assert page.context["opmerkingform"]["soort"].value() == "vraag"
        assert not Opmerking.objects.exists()

    def test_remark_starts_without_a_kind(self, als):
        actie, client = maak_actie(1), als("huurdersorganisatie")
        assertContains(client.get(actie.get_absolute_url()), '<option value="" selected>Kies…</option>', html=True)
        page = client.post(f"{actie.get_absolute_url()}opmerking/", {"soort": "", "tekst": "Wij zien dat anders."})
        assert page.context["opmerkingform"].errors == {"soort": ["Kies een soort."]}

    def test_remark_address_leads_to_the_action(self, als):
        actie = maak_actie(1)
        assertRedirects(als("bo-lid").get(f"{actie.get_absolute_url()}opmerking/"), actie.get_absolute_url())


class TestMijlpaal:
    """The planned date is 1 March 2027; 'today' is 23 November 2027."""

    @pytest.fixture
    def mijlpaal(self):
        return maak_mijlpaal(maak_actie(1), gepland_op="2027-03-01")

    @staticmethod
    def post(client, mijlpaal, **kwargs):
        typed = {"gepland_op": "2027-03-01", "gehaald_op": "", "waarom": "", "gezien": "2027-03-01/", **kwargs}
        return client.post(f"/acties/mijlpaal/{mijlpaal.pk}/", typed)

    @pytest.mark.parametrize("day", ["0026-06-30", "1900-01-01", "9999-12-31"])
    def test_day_that_cannot_be_meant_is_refused(self, als, mijlpaal, day):
        page = self.post(als("medewerker"), mijlpaal, gepland_op=day, waarom="Schuift.")
        assert page.context["form"].errors["gepland_op"][0].startswith("Kies een datum")
        assert self.dates(mijlpaal)[0] == datetime.date(2027, 3, 1)

    def test_what_was_typed_at_one_that_was_dropped_meanwhile_comes_back(self, als, gebruiker, mijlpaal):
        client = als("medewerker")
        drop_milestone(mijlpaal, by=gebruiker("beheer"), waarom="Hoeft niet meer.")
        page = self.post(client, mijlpaal, gepland_op="2027-12-01", waarom="De aannemer is ziek.")
        assertContains(page, "Deze mijlpaal is intussen vervallen", status_code=409)
        assertContains(page, "De aannemer is ziek.</textarea>", status_code=409)
        assert self.dates(mijlpaal) == (datetime.date(2027, 3, 1), None)
        assert client.post(f"/acties/mijlpaal/{mijlpaal.pk}/").status_code == 409
        assert client.get(f"/acties/mijlpaal/{mijlpaal.pk}/").status_code == 404

    @staticmethod
    def dates(mijlpaal):
        return tuple(Mijlpaal.objects.values_list("gepland_op", "gehaald_op").get(pk=mijlpaal.pk))

    def test_milestone_moves_with_a_reason(self, als, mijlpaal):
        response = self.post(als("medewerker"), mijlpaal, gepland_op="2027-12-01", waarom="Ziekte.")
        assertRedirects(response, mijlpaal.actie.get_absolute_url())
        assert self.dates(mijlpaal) == (datetime.date(2027, 12, 1), None)
        change = Wijziging.objects.over(mijlpaal).get()
        assert (change.van, change.naar, change.waarom) == ("2027-03-01", "2027-12-01", "Ziekte.")

    def test_milestone_does_not_move_without_a_reason(self, als, mijlpaal):
        page = self.post(als("medewerker"), mijlpaal, gepland_op="2027-12-01", gehaald_op="2027-11-01")
        assert page.context["form"].errors == {"waarom": ["Vertel kort waarom de geplande datum verandert."]}
        assert self.dates(mijlpaal) == (datetime.date(2027, 3, 1), None)
        assertContains(page, 'value="2027-12-01"')

    def test_milestone_is_reached_today_at_the_latest(self, als, mijlpaal):
        client = als("medewerker")
        page = self.post(client, mijlpaal, gehaald_op="2027-11-24")
        assert page.context["form"].errors == {
            "gehaald_op": ["Deze dag moet nog komen. Kies vandaag of een dag die al is geweest."]
        }
        self.post(client, mijlpaal, gehaald_op="2027-11-23")
        assert self.dates(mijlpaal) == (datetime.date(2027, 3, 1), datetime.date(2027, 11, 23))

    def test_milestone_by_a_second_editor_tells_what_changed(self, als, mijlpaal, gebruiker):
        """The first noted the day; the second, whose page is older, moves the date and then saves again."""
        complete_milestone(mijlpaal, by=gebruiker("corporatie"), op=datetime.date(2027, 2, 27))
        client = als("medewerker")
        page = self.post(client, mijlpaal, gepland_op="2027-12-01", waarom="Ziekte.")
        assert page.context["form"].non_field_errors() == [
            "Deze mijlpaal is intussen bijgewerkt: gepland op 1 maart 2027, "
            "gehaald op 27 februari 2027. Wat u invulde staat er nog. Kijk of het klopt en bewaar opnieuw."
        ]
        assert self.dates(mijlpaal) == (datetime.date(2027, 3, 1), datetime.date(2027, 2, 27))
        form = page.context["form"]
        typed = {name: form[name].value() for name in form.fields}
        assert typed == {
            "gepland_op": "2027-12-01", "gehaald_op": "", "waarom": "Ziekte.", "gezien": "2027-03-01/2027-02-27"
        }  # fmt: skip
        self.post(client, mijlpaal, **typed)
        assert self.dates(mijlpaal) == (datetime.date(2027, 12, 1), None)

    @pytest.mark.parametrize(
        ("planned", "reached", "shown"),
        [
            ("2027-11-24", None, "gepland"),
            ("2027-11-23", None, "gepland"),
            ("2027-11-22", None, "datum voorbij"),
            ("2027-11-22", "2027-11-22", "gehaald"),
        ],
    )
    def test_milestone_says_how_it_stands(self, als, planned, reached, shown):
        actie = maak_actie(1)
        maak_mijlpaal(actie, "Lijst klaar", planned, reached)
        page = als("bo-lid").get(actie.get_absolute_url())
        assert [mijlpaal.stand.label for mijlpaal, _ in page.context["mijlpalen"]] == [shown]
        passed = [(entry.soort, entry.naam) for entry in page.context["tijdlijn"]]
        assert passed == ([("voorbij", "Lijst klaar")] if shown == "datum voorbij" else [])

    def test_milestone_that_is_not_there(self, als):
        assert als("medewerker").get("/acties/mijlpaal/999999/").status_code == 404


@pytest.mark.parametrize("adres", ["/acties/", "/acties/export.csv", "/overleg/besluiten/", "/acties/knelpunten/"])
def test_very_long_question_asks_nothing(als, adres):
    assert als("medewerker").get(adres, {"q": "%_" * 30_000}).status_code == 200
