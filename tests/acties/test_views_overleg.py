"""The pages of meetings as the officer who prepares one meets them, with everything that can go wrong in a form."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties import spoor
from acties.models import Agendapunt, Deelname, Overleg, Overlegvorm
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie, maak_besluit, maak_overleg, maak_punt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def errors(response) -> dict:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def plan(client, **kwargs):
    bo = Overlegvorm.objects.get(code="bo")
    given = {"vorm": bo.pk, "datum": "2026-09-10", "begin": "10:00", "einde": "12:00", "plaats": "Stadhuis"}
    return client.post("/overleg/nieuw/", {**given, **kwargs})


class TestPlannen:
    def test_planned_meeting_has_the_half_year_of_its_date(self, als):
        response = plan(als("medewerker"), titel="")
        overleg = Overleg.objects.get()
        assertRedirects(response, overleg.get_absolute_url())
        assert (str(overleg.halfjaar), overleg.begin, overleg.voorstel) == ("2026-2", datetime.time(10), False)

    def test_other_half_year_can_be_chosen(self, als):
        plan(als("medewerker"), halfjaar="2026-1")
        assert str(Overleg.objects.get().halfjaar) == "2026-1"

    def test_double_submit_is_one_meeting(self, als):
        client = als("medewerker")
        first, second = plan(client), plan(client)
        assert first.url == second.url
        assert Overleg.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "field", "message"),
        [
            ({"datum": "2025-12-31"}, "datum", "Kies een datum vanaf 1 januari 2026: dan beginnen de afspraken."),
            ({"datum": "2032-01-01"}, "datum", "Kies een datum tot en met 31 december 2031."),
            ({"datum": "12026-01-01"}, "datum", "Voer een geldige datum in."),
            ({"datum": ""}, "datum", "Vul de datum in."),
            ({"begin": "25:00"}, "begin", "Vul een tijd in, zoals 13:30."),
            ({"begin": ""}, "begin", "Vul in hoe laat het begint."),
            ({"einde": "09:59"}, "einde", "Het overleg eindigt voordat het begint. Kies een latere tijd."),
            ({"einde": "10:00"}, "einde", "Het overleg eindigt voordat het begint. Kies een latere tijd."),
            ({"vorm": ""}, "vorm", "Kies welk overleg het is."),
            (
                {"halfjaar": "2031-1"},
                "halfjaar",
                "Kies een halfjaar uit de lijst, van 2026-1 tot en met 2030-2.",
            ),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(self, als, given, field, message):
        response = plan(als("medewerker"), **{"plaats": "Bij Omnia", **given})
        assert response.status_code == 422
        assert errors(response) == {field: [message]}
        assertContains(response, 'value="Bij Omnia"', status_code=422)
        assert not Overleg.objects.exists()

    @pytest.mark.parametrize("given", [{"plaats": "p" * 20_000}, {"titel": "t" * 20_000}, {"vorm": "99999999999"}])
    def test_absurd_values_are_refused(self, als, given):
        assert plan(als("medewerker"), **given).status_code == 422

    def test_moment_that_is_taken_is_said_at_the_date(self, als):
        maak_overleg(datum="2026-09-10")
        assert list(errors(plan(als("medewerker")))) == ["datum"]


class TestVoorEnNa:
    def test_meeting_to_come_says_who_sit_at_the_table(self, als):
        overleg = maak_overleg(datum="2026-06-19")
        Deelname.objects.create(overleg=overleg, partij=Partij.objects.get(code="show"), aanwezig="ja")
        page = als("medewerker").get(overleg.get_absolute_url())
        assertContains(page, "Wie zitten aan tafel")
        for said in ("Wie waren er", "Verslag schrijven"):
            assertNotContains(page, said)
        assertNotContains(als("bo-lid").get(f"/overleg/{overleg.pk}/verslag/lezen/"), "Wie waren er")

    @pytest.mark.parametrize(
        ("status", "said"), [("gepland", "is nog niets besloten"), ("gehouden", "is niets besloten")]
    )
    def test_meeting_without_decisions_says_whether_some_may_come(self, als, status, said):
        page = als("bo-lid").get(maak_overleg(datum="2026-06-17", status=status).get_absolute_url())
        assertContains(page, f"In dit overleg {said}.")

    @pytest.mark.parametrize(
        ("rol", "said"), [("medewerker", "Kies ‘Agenda bijwerken’"), ("bo-lid", "zodra de gemeente")]
    )
    def test_empty_agenda_says_to_each_what_they_can_do(self, als, rol, said):
        assertContains(als(rol).get(maak_overleg(datum="2026-06-19").get_absolute_url()), said)


class TestLijst:
    def test_list_has_what_comes_first_and_what_was_last_on_top(self, als):
        for datum, status in [("2026-09-10", "gepland"), ("2026-06-17", "gepland"), ("2026-03-05", "gehouden"),
                              ("2026-05-21", "gehouden")]:  # fmt: skip
            maak_overleg(datum=datum, status=status)
        page = als("huurdersorganisatie").get("/overleg/")
        assert [str(each.datum) for each in page.context["komend"]] == ["2026-06-17", "2026-09-10"]
        assert [str(each.datum) for each in page.context["geweest"]] == ["2026-05-21", "2026-03-05"]
        assertContains(page, "is het geweest?")
        assertNotContains(page, "Overleg plannen")

    def test_list_says_how_many_decisions_are_open(self, als):
        maak_besluit()
        page = als("bo-lid").get("/overleg/")
        assertContains(page, "<strong>1</strong> besluit</a> open", html=False)

    def test_list_of_nothing_says_what_will_happen(self, als):
        assertContains(als("bo-lid").get("/overleg/"), "dan stellen wij zelf een datum voor")

    def test_number_of_queries_does_not_follow_the_rows(self, als, django_assert_num_queries):
        client = als("medewerker")
        maak_overleg()
        maak_overleg(begin="09:00", status="gehouden")
        client.get("/overleg/")
        with CaptureQueriesContext(connection) as one:
            client.get("/overleg/")
        for hour in range(11, 16):
            maak_overleg(begin=f"{hour}:00")
            maak_overleg(begin=f"{hour}:30", status="gehouden")
        with django_assert_num_queries(len(one)):
            client.get("/overleg/")


class TestDetail:
    def test_reader_sees_all_and_has_no_buttons(self, als):
        overleg = maak_overleg(status="gehouden", gasten="De pers")
        punt = maak_punt(overleg, "De plannen", notulen="Zo gaan we verder.", knelpunt="Weinig grond.")
        maak_punt(overleg, "Van de agenda gehaald punt", weg=True)
        maak_besluit(overleg, "Wij bouwen eerder.", punt=punt)
        Deelname.objects.create(overleg=overleg, partij=Partij.objects.get(code="show"), aanwezig="ja", namen="Sjoerd")
        page = als("huurdersorganisatie").get(overleg.get_absolute_url())
        for text in (
            "De plannen",
            "Zo gaan we verder.",
            "Weinig grond.",
            "Wij bouwen eerder.",
            "SHOW: Sjoerd",
            "De pers",
        ):
            assertContains(page, text)
        for text in ("Wijzigen", "Omhoog", "Van de agenda", "Besluit vastleggen"):
            assertNotContains(page, text)

    def test_what_somebody_typed_is_no_mark_up(self, als):
        overleg = maak_overleg(titel="<script>alert(1)</script>")
        maak_punt(overleg, "<b>vet</b>", notulen="<i>schuin</i>")
        maak_besluit(overleg, "<u>onder</u>")
        for address in ("", "verslag/lezen/", "verslag/"):
            page = als("medewerker").get(f"{overleg.get_absolute_url()}{address}").content.decode()
            assert not re.search("<script>alert|<b>vet|<i>schuin|<u>onder", page)

    def test_number_of_queries_does_not_follow_the_agenda(self, als, django_assert_num_queries):
        client, overleg = als("medewerker"), maak_overleg()
        besluit = maak_besluit(maak_overleg("bo", "2026-03-05"))

        def point():
            actie = maak_actie()
            punt = maak_punt(overleg, actie=actie, besluit=besluit)
            maak_besluit(overleg, punt=punt)

        point()
        client.get(overleg.get_absolute_url())
        with CaptureQueriesContext(connection) as one:
            client.get(overleg.get_absolute_url())
        for _each in range(5):
            point()
        with django_assert_num_queries(len(one)):
            client.get(overleg.get_absolute_url())

    def test_buttons_move_a_point_and_keep_the_focus(self, als):
        client, overleg = als("medewerker"), maak_overleg()
        een, twee, drie = (maak_punt(overleg, titel, place) for place, titel in enumerate(["een", "twee", "drie"]))
        response = client.post(f"/overleg/punt/{drie.pk}/verplaatsen/", {"richting": "omhoog"})
        assert response.url == f"/overleg/{overleg.pk}/?punt={drie.pk}&op=omhoog"
        page = client.get(response.url)
        assert [punt.titel for punt in page.context["notulen"].punten] == ["een", "drie", "twee"]
        [focus] = re.findall('value="(.*)" autofocus.*: (.*)</span></button>', page.content.decode())
        assert focus == ("omhoog", "drie")
        on_top = client.post(f"/overleg/punt/{drie.pk}/verplaatsen/", {"richting": "omhoog"}, follow=True)
        [focus] = re.findall('value="(.*)" autofocus.*: (.*)</span></button>', on_top.content.decode())
        assert focus == ("omlaag", "drie")  # it cannot go up any more
        for nonsense in ({"richting": "opzij"}, {}):
            assertRedirects(client.post(f"/overleg/punt/{een.pk}/verplaatsen/", nonsense), een.get_absolute_url())
        assert client.get("/overleg/punt/999999/verplaatsen/").status_code == 404
        assert [punt.pk for punt in overleg.punten.all()] == [drie.pk, een.pk, twee.pk]

    def test_agenda_is_updated_by_a_button_and_says_what_came(self, als):
        client, overleg = als("medewerker"), maak_overleg(datum="2026-06-25")
        maak_besluit(maak_overleg("bo", "2026-03-05"))
        maak_actie(40, jaar=2026, status="bijsturen")
        page = client.post(f"/overleg/{overleg.pk}/agenda/", follow=True)
        titles = [punt.titel for punt in page.context["notulen"].punten]
        assert titles[0] == "Eerder besluit: Wij stellen de lijst vast."
        assert titles[1] == "Titel van actie 40 (actie 40)"
        assertContains(page, f"{len(titles)} nieuwe punten op de agenda.")
        again = client.post(f"/overleg/{overleg.pk}/agenda/", follow=True)
        assertContains(again, "De agenda is bij: er is niets nieuws dat aandacht vraagt.")

    def test_agenda_of_a_meeting_that_was_held_stays_as_it_was(self, als):
        overleg = maak_overleg(status="gehouden")
        als("medewerker").post(f"/overleg/{overleg.pk}/agenda/")
        assert not overleg.punten.exists()

    def test_held_and_confirmed_by_a_button(self, als):
        client = als("medewerker")
        proposed, today = maak_overleg(datum="2026-09-10", voorstel=True), maak_overleg()
        assertContains(client.post(f"/overleg/{proposed.pk}/stand/", {"naar": "bevestigen"}, follow=True), "staat vast")
        client.post(f"/overleg/{today.pk}/stand/", {"naar": "gehouden"})
        too_early = client.post(f"/overleg/{proposed.pk}/stand/", {"naar": "gehouden"}, follow=True)
        assertContains(too_early, "Dit overleg is pas op 10 september 2026: het is nog niet gehouden.")
        assert dict(Overleg.objects.values_list("pk", "status")) == {proposed.pk: "gepland", today.pk: "gehouden"}


class TestWijzigen:
    def form(self, overleg, **kwargs):
        return {
            "titel": overleg.titel, "datum": str(overleg.datum), "begin": "10:00", "einde": "",
            "plaats": overleg.plaats,
            "halfjaar": str(overleg.halfjaar), "status": overleg.status, "reden": overleg.reden, "versie": 0, **kwargs,
        }  # fmt: skip

    def test_stale_form_keeps_what_was_typed_and_a_second_save_succeeds(self, als, gebruiker):
        overleg = maak_overleg()
        address = f"/overleg/{overleg.pk}/wijzigen/"
        spoor.change(overleg, {"plaats": "Stadhuis"}, by=gebruiker("beheer", first_name="Bea", last_name="Heer"))
        client = als("medewerker")
        response = client.post(address, self.form(overleg, plaats="Bij Portaal"))
        assertContains(response, "Bea Heer", status_code=409)
        assertContains(response, "Plaats: ‘Stadhuis’.", status_code=409)
        assertContains(response, 'value="Bij Portaal"', status_code=409)
        newest = response.context["form"]["versie"].value()
        assertRedirects(
            client.post(address, self.form(overleg, plaats="Bij Portaal", versie=newest)), overleg.get_absolute_url()
        )
        assert Overleg.objects.get().plaats == "Bij Portaal"

    @pytest.mark.parametrize("versie", ["", "-1", "x", str(2**63)])
    def test_form_without_a_good_version_is_refused(self, als, versie):
        overleg = maak_overleg()
        response = als("medewerker").post(f"/overleg/{overleg.pk}/wijzigen/", self.form(overleg, versie=versie))
        assert (response.status_code, list(errors(response))) == (422, ["versie"])

    def test_meeting_that_does_not_go_on_asks_for_the_reason(self, als):
        overleg = maak_overleg()
        client = als("medewerker")
        response = client.post(f"/overleg/{overleg.pk}/wijzigen/", self.form(overleg, status="vervallen"))
        assert errors(response) == {"reden": ["Vertel kort waarom het overleg niet doorgaat."]}
        client.post(f"/overleg/{overleg.pk}/wijzigen/", self.form(overleg, status="vervallen", reden="Ziekte."))
        assertContains(client.get(overleg.get_absolute_url()), "Dit overleg gaat niet door.")


class TestPunt:
    def test_own_point_about_an_action_and_a_figure(self, als):
        overleg, actie = maak_overleg(), maak_actie(7)
        given = {"titel": "Korte lijnen", "actie": actie.pk, "indicator": "V1", "toelichting": "Een.\r\nTwee."}
        als("medewerker").post(f"/overleg/{overleg.pk}/punt/", given)
        punt = Agendapunt.objects.get()
        assert (punt.actie, punt.indicator, punt.toelichting, punt.soort) == (actie, "V1", "Een.\nTwee.", "eigen")

    def test_unknown_figure_action_and_texts_that_are_too_long_are_refused(self, als):
        overleg = maak_overleg()
        wrong = {"titel": "", "indicator": "Z9", "actie": "0", "toelichting": "t" * 20_000}
        response = als("medewerker").post(f"/overleg/{overleg.pk}/punt/", wrong)
        found = errors(response)
        assert found["indicator"] == ["Dit cijfer kennen we niet: Z9. Kies er een uit de lijst."]
        assert found["titel"] == ["Geef het agendapunt een titel."]
        assert set(found) == {"titel", "indicator", "actie", "toelichting"}

    def test_decision_of_the_meeting_itself_is_no_earlier_decision(self, als):
        """A point about a decision that was taken at that point would go round in a circle."""
        overleg = maak_overleg()
        own, earlier = maak_besluit(overleg), maak_besluit(maak_overleg("bo", "2026-03-05"))
        client = als("medewerker")
        response = client.post(f"/overleg/{overleg.pk}/punt/", {"titel": "Rond", "besluit": own.pk})
        assert list(errors(response)) == ["besluit"]
        client.post(f"/overleg/{overleg.pk}/punt/", {"titel": "Terug", "besluit": earlier.pk})
        assert Agendapunt.objects.get().besluit == earlier

    def test_point_that_is_gone_keeps_what_was_typed(self, als):
        """It went off the agenda by itself while somebody typed in it: so it comes back as a point of one's own."""
        punt, client = maak_punt(maak_overleg(), sleutel="actie-1"), als("medewerker")
        bij = client.get(f"/overleg/punt/{punt.pk}/").context["form"]["bij"].value()
        gone = punt.pk
        punt.delete()
        given = {"titel": "Ons gesprek", "toelichting": "Mijn vraag.", "versie": 0}
        assert client.post(f"/overleg/punt/{gone}/", given).status_code == 404
        assert client.post(f"/overleg/punt/{gone}/", given | {"bij": "x"}).status_code == 404
        client.post(f"/overleg/punt/{gone}/", given | {"bij": bij})
        kept = Agendapunt.objects.get()
        assert (kept.titel, kept.toelichting, kept.overleg_id, kept.getypt) == ("Ons gesprek", "Mijn vraag.", bij, True)

    @pytest.mark.parametrize("deed", ["verplaatsen", "weghalen"])
    def test_button_at_a_point_that_is_gone_says_so(self, als, deed):
        punt = maak_punt(maak_overleg())
        gone = punt.pk
        punt.delete()
        page = als("medewerker").post(f"/overleg/punt/{gone}/{deed}/", {"richting": "omhoog"}, follow=True)
        assertContains(page, "Dit punt is intussen van de agenda")

    def test_change_of_a_stale_point_keeps_what_was_typed(self, als, gebruiker):
        punt = maak_punt(maak_overleg())
        spoor.change(punt, {"titel": "Van de ander"}, by=gebruiker("beheer"))
        response = als("medewerker").post(f"/overleg/punt/{punt.pk}/", {"titel": "Van mij", "versie": 0})
        assertContains(response, 'value="Van mij"', status_code=409)
        assert Agendapunt.objects.get().titel == "Van de ander"

    def test_point_goes_off_the_agenda_and_back(self, als):
        punt = maak_punt(maak_overleg())
        client = als("medewerker")
        assertContains(client.post(f"/overleg/punt/{punt.pk}/weghalen/", follow=True), "Terugzetten")
        client.post(f"/overleg/punt/{punt.pk}/weghalen/", {"terug": "ja"})
        assert Agendapunt.objects.get().weg is False


def test_meeting_that_does_not_go_on_gets_no_new_point(als):
    overleg = maak_overleg(status="vervallen", reden="Ziekte.")
    client = als("medewerker")
    page = client.post(f"/overleg/{overleg.pk}/punt/", {"titel": "Toch dit", "toelichting": "Want."})
    assertContains(page, "Dit overleg gaat niet door.", status_code=422)
    assertContains(page, 'value="Toch dit"', status_code=422)
    assert not Agendapunt.objects.exists()
    assertNotContains(client.get(overleg.get_absolute_url()), "Punt toevoegen")


def test_seat_that_an_administrator_changes_leaves_a_trail(als):
    """The structure is data: SHOW leaves the table of the BO."""
    bo = Overlegvorm.objects.get(code="bo")
    stay = [partij.pk for partij in bo.partijen.all() if partij.code != "show"]
    given = {"code": "bo", "naam": bo.naam, "frequentie": "kwartaal", "partijen": stay, "volgorde": 1, "actief": "on",
             "tafel": bo.tafel}  # fmt: skip
    als("beheer").post(f"/beheer/acties/overlegvorm/{bo.pk}/change/", given)
    bo.refresh_from_db()
    assert (bo.frequentie, bo.partijen.count()) == ("kwartaal", 6)
    lines = dict(Wijziging.objects.over(bo).values_list("veld", "naar"))
    assert lines["hoe vaak"] == "kwartaal"
    assert lines["partijen"] == "Gemeente Amersfoort, de Alliantie, Omnia Wonen, Portaal, HBVA, Hestia"


def test_kind_of_meeting_in_the_address_that_cannot_be_is_ignored(als):
    assert als("medewerker").get("/overleg/nieuw/?vorm=a%00b").context["form"].initial == {"vorm": None}
