"""The short form and 'nog steeds actueel'. 'Today' is 23 November 2027."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.models import Actie, Mijlpaal, Statusmelding
from acties.status import change_status, complete_milestone, drop_milestone
from basis.models import Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime.datetime(2027, 11, 23, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def actie():
    return maak_actie(1, ["omnia-wonen"], ["portaal"], status="aandacht")


@pytest.fixture
def mijlpaal(actie):
    return maak_mijlpaal(actie, "Lijst", "2027-11-01")


URL = "/acties/2027/1/bijwerken/"


def typed(mijlpaal=None, versie=0, **kwargs):
    """What is sent when nothing is filled in yet, and `kwargs` over it; of the milestone with `m_` before its name."""
    sent = {"naar": "aandacht", "toelichting": "", "succes": "", "knelpunt": "", "versie": versie}
    if mijlpaal:
        begin = {"m_gepland_op": "2027-11-01", "m_gehaald_op": "", "m_waarom": "", "m_gezien": "2027-11-01/"}
        kwargs = begin | kwargs
    names = {name: name.replace("m_", f"m{mijlpaal.pk}-", 1) if name.startswith("m_") else name for name in kwargs}
    return sent | {names[name]: value for name, value in kwargs.items()}


def told() -> list[tuple]:
    return list(Statusmelding.objects.order_by("pk").values_list("naar", "toelichting", "bevestigt"))


class TestKort:
    def test_status_milestone_and_note_are_stored_together(self, als, actie, mijlpaal):
        sent = typed(mijlpaal, naar="op-schema", toelichting="De lijst is er.", m_gehaald_op="2027-11-20")
        assertRedirects(als("corporatie").post(URL, sent), actie.get_absolute_url())
        assert told() == [("op-schema", "De lijst is er.", False)]
        assert Mijlpaal.objects.get(actie__jaar=2027).gehaald_op == datetime.date(2027, 11, 20)
        assert Actie.objects.get(pk=actie.pk).status == "op-schema"

    def test_milestone_alone_tells_itself(self, als, actie, mijlpaal):
        als("corporatie").post(URL, typed(mijlpaal, m_gehaald_op="2027-11-20"))
        assert told() == [("aandacht", "Mijlpaal ‘Lijst’ is gehaald.", False)]

    def test_moved_milestone_wants_a_reason_and_stores_nothing_without(self, als, mijlpaal):
        sent = typed(mijlpaal, toelichting="Later.", m_gepland_op="2028-02-01")
        page = als("corporatie").post(URL, sent)
        assertContains(page, "Vertel kort waarom de geplande datum verandert.", status_code=422)
        assertContains(page, "Later.</textarea>", status_code=422)
        assert told() == []

    def test_milestone_before_the_agreements_is_refused(self, als, mijlpaal):
        page = als("corporatie").post(URL, typed(mijlpaal, m_gepland_op="2025-12-31", m_waarom="Eerder."))
        assertContains(page, "Kies een datum vanaf 1 januari 2026", status_code=422)
        assert Mijlpaal.objects.get(actie__jaar=2027).gepland_op == datetime.date(2027, 11, 1)

    def test_nothing_filled_in_points_to_the_button(self, als, mijlpaal):
        page = als("corporatie").post(URL, typed(mijlpaal))
        assertContains(page, "U veranderde nog niets.", status_code=422)
        assert told() == []

    def test_another_status_wants_a_note(self, als, actie):
        page = als("corporatie").post(URL, typed(naar="bijsturen"))
        assert page.context["form"].errors == {
            "toelichting": ["Schrijf in een paar woorden hoe het met de actie gaat."]
        }

    def test_dropping_an_action_asks_why(self, als, actie):
        page = als("corporatie").post(URL, typed(naar="vervallen"))
        form = page.context.get("statusform", page.context.get("form"))
        assert form.errors == {"toelichting": ["Schrijf in een paar woorden waarom de actie vervalt."]}

    def test_what_is_wrong_with_a_milestone_stands_in_the_summary(self, als, mijlpaal):
        page = als("corporatie").post(URL, typed(mijlpaal, toelichting="Later.", m_gepland_op="2028-02-01"))
        told = "Mijlpaal ‘Lijst’, waarom verandert de datum?: Vertel kort waarom de geplande datum verandert."
        link = f'<li><a href="#id_m{mijlpaal.pk}-waarom">{told}</a></li>'
        assertContains(page, link, html=True, status_code=422)

    def test_sent_twice_is_stored_once(self, als, actie, mijlpaal):
        client = als("corporatie")
        for sent in (typed(mijlpaal, m_gehaald_op="2027-11-20"), typed(toelichting="Het loopt.", versie=1)):
            for _ in range(2):
                assertRedirects(client.post(URL, sent), actie.get_absolute_url())
        assert [toelichting for _, toelichting, _ in told()] == ["Mijlpaal ‘Lijst’ is gehaald.", "Het loopt."]
        assert Wijziging.objects.filter(veld="gehaald op").count() == 1

    def test_stale_form_shows_what_changed_and_stores_nothing(self, als, gebruiker, actie, mijlpaal):
        other = gebruiker("medewerker", first_name="Mieke", last_name="Stad")
        change_status(actie, by=other, naar="bijsturen", toelichting="Het ligt stil.", versie=0)
        sent = typed(mijlpaal, toelichting="Klaar!", m_gehaald_op="2027-11-20")
        client = als("corporatie")
        page = client.post(URL, sent)
        assertContains(page, "‘Het ligt stil.’", status_code=409)
        assertContains(page, "Klaar!</textarea>", status_code=409)
        assert Mijlpaal.objects.get(actie__jaar=2027).gehaald_op is None
        assertRedirects(
            client.post(URL, sent | {"versie": page.context["form"].initial["versie"]}), actie.get_absolute_url()
        )
        assert [toelichting for _, toelichting, _ in told()] == ["Het ligt stil.", "Klaar!"]

    def test_form_of_long_ago_shows_the_newest_ten_updates(self, als, gebruiker, actie):
        other = gebruiker("medewerker")
        for versie in range(13):
            change_status(actie, by=other, naar="aandacht", toelichting=f"Nieuws {versie}.", versie=versie)
        page = als("corporatie").post(URL, typed(toelichting="Klaar!"))
        shown = page.context["conflict"]
        assert [each.toelichting for each in shown.meldingen] == [f"Nieuws {nr}." for nr in range(12, 2, -1)]
        assertContains(page, "en nog 3: op de tijdlijn staan ze allemaal", status_code=409)

    def test_milestone_noted_by_somebody_else_meanwhile(self, als, gebruiker, mijlpaal):
        complete_milestone(mijlpaal, by=gebruiker("medewerker"), op=datetime.date(2027, 11, 2))
        page = als("corporatie").post(URL, typed(mijlpaal, m_gepland_op="2028-02-01", m_waarom="Ziekte."))
        assertContains(page, "Deze mijlpaal is intussen bijgewerkt", status_code=422)
        assert Mijlpaal.objects.get(actie__jaar=2027).gepland_op == datetime.date(2027, 11, 1)

    def test_what_was_typed_at_a_milestone_that_was_dropped_meanwhile_is_shown(self, als, gebruiker, actie, mijlpaal):
        drop_milestone(mijlpaal, by=gebruiker("medewerker"), waarom="Hoeft niet meer.")
        sent = typed(mijlpaal, toelichting="Later.", m_gepland_op="2028-02-01", m_waarom="De aannemer is ziek.")
        client = als("corporatie")
        page = client.post(URL, sent)
        for words in (
            "Mijlpaal ‘Lijst’ is intussen vervallen.",
            "2028-02-01",
            "De aannemer is ziek.",
            "Later.</textarea>",
        ):
            assertContains(page, words, status_code=409)
        assert told() == []
        assertRedirects(client.post(URL, typed(toelichting="Later: de aannemer is ziek.")), actie.get_absolute_url())

    def test_milestone_that_was_dropped_and_left_alone_asks_nothing(self, als, gebruiker, actie, mijlpaal):
        drop_milestone(mijlpaal, by=gebruiker("medewerker"), waarom="Hoeft niet meer.")
        assertRedirects(als("corporatie").post(URL, typed(mijlpaal, toelichting="Klaar.")), actie.get_absolute_url())

    def test_form_shows_milestones_that_are_still_to_be_reached(self, als, actie, mijlpaal):
        maak_mijlpaal(actie, "Al gehaald", "2027-10-01", "2027-10-01")
        page = als("corporatie").get(URL)
        assert [form.instance.naam for form in page.context["mijlpalen"]] == ["Lijst"]

    def test_form_leads_back_to_where_one_came_from(self, als, actie):
        sent = typed(toelichting="Het loopt.")
        assertRedirects(als("corporatie").post(f"{URL}?terug=mijn-werk", sent), "/mijn-werk/")

    @pytest.mark.parametrize(
        ("rol", "partij", "code"),
        [("medewerker", None, 200), ("corporatie", "portaal", 200), ("corporatie", "de-alliantie", 404),
         ("huurdersorganisatie", None, 404), ("bo-lid", None, 404)],
    )  # fmt: skip
    def test_form_is_there_for_who_may_change_the_status(self, als, actie, rol, partij, code):
        assert als(rol, partij).get(URL).status_code == code


class TestActueel:
    ADRES = "/acties/2027/1/actueel/"

    def test_one_press_confirms_and_keeps_the_bottleneck(self, als, gebruiker, actie):
        by = gebruiker("medewerker")
        change_status(actie, by=by, naar="aandacht", toelichting="Het stokt.", knelpunt="Geen geld.", versie=0)
        client = als("corporatie")
        assertRedirects(client.post(f"{self.ADRES}?terug=mijn-werk", {"versie": 1}), "/mijn-werk/")
        assert told()[1:] == [("aandacht", "Nog steeds actueel.", True)]
        assert Statusmelding.objects.first().knelpunt == "Geen geld."
        assert Actie.objects.get(pk=actie.pk).bijgewerkt_op.date() == datetime.date(2027, 11, 23)

    def test_pressed_twice_confirms_once(self, als, actie):
        client = als("corporatie")
        for _ in range(2):
            client.post(self.ADRES, {"versie": 0})
        assert len(told()) == 1

    @pytest.mark.parametrize("versie", ["0", "", "-1", "x", "99999999999999999999"])
    def test_press_on_an_old_page_confirms_nothing(self, als, gebruiker, actie, versie):
        change_status(actie, by=gebruiker("medewerker"), naar="bijsturen", toelichting="Het ligt stil.", versie=0)
        page = als("corporatie").post(TestActueel.ADRES, {"versie": versie}, follow=True)
        assertContains(page, "Actie 1 is intussen bijgewerkt.")
        assert len(told()) == 1

    def test_button_in_a_form_confirms_when_nothing_was_filled_in(self, als, actie):
        als("corporatie").post(URL, typed(actueel="ja"))
        assert told() == [("aandacht", "Nog steeds actueel.", True)]

    def test_button_in_a_form_stores_what_was_filled_in(self, als, actie):
        als("corporatie").post(URL, typed(toelichting="Het loopt weer.", actueel="ja"))
        assert told() == [("aandacht", "Het loopt weer.", False)]

    def test_button_in_a_form_loses_nothing_that_cannot_be_stored(self, als, actie):
        page = als("corporatie").post(URL, typed(succes="Geld gevonden.", actueel="ja"))
        assertContains(page, "Geld gevonden.</textarea>", status_code=422)
        assert told() == []

    def test_button_in_a_form_stores_a_milestone_that_was_filled_in(self, als, mijlpaal):
        als("corporatie").post(URL, typed(mijlpaal, m_gehaald_op="2027-11-20", actueel="ja"))
        assert told() == [("aandacht", "Mijlpaal ‘Lijst’ is gehaald.", False)]

    def test_reason_alone_is_not_thrown_away(self, als, mijlpaal):
        page = als("corporatie").post(URL, typed(mijlpaal, m_waarom="Ziekte.", actueel="ja"))
        assertContains(page, "Ziekte.</textarea>", status_code=422)
        assert told() == []

    def test_open_milestone_stays_open_and_is_told(self, als, actie, mijlpaal):
        page = als("corporatie").post(self.ADRES, {"versie": 0}, follow=True)
        assertContains(page, "De mijlpaal ‘Lijst’ blijft open: werk die apart bij.")

    def test_milestone_far_away_is_not_told(self, als, actie):
        """Three weeks from 23 November is 14 December."""
        maak_mijlpaal(actie, "Later", "2027-12-15")
        page = als("corporatie").post(self.ADRES, {"versie": 0}, follow=True)
        assertNotContains(page, "blijft open")

    def test_address_leads_to_the_action(self, als, actie):
        assertRedirects(als("corporatie").get(self.ADRES), actie.get_absolute_url())


class TestMijnWerk:
    def test_page_and_start_page_ask_the_same(self, als):
        """All actions of the reference data are led by the municipality and were never updated: 20 lines."""
        client = als("medewerker")
        page, start = client.get("/mijn-werk/"), client.get("/")
        assert len(page.context["werk"].acties) == 20
        assert len(start.context["vragen"]) == 4
        more = page.context["werk"].aantal - 4
        assertContains(start, f"Nog {more} bij Mijn werk")

    def test_page_without_work_says_so(self, als):
        page = als("bo-lid").get("/mijn-werk/")
        assertContains(page, "U bent helemaal bij.")
        assertNotContains(als("bo-lid").get("/"), "Wat kunt u nu doen?")

    def test_one_press_is_offered_where_there_is_something_to_confirm(self, als, gebruiker, actie):
        """The milestone of 1 December is near; the action itself was updated today."""
        Actie.objects.exclude(pk=actie.pk).update(status="afgerond")
        client = als("corporatie")
        assertContains(client.get("/mijn-werk/"), "dan is één klik genoeg")
        change_status(actie, by=gebruiker("medewerker"), naar="aandacht", toelichting="Het stokt.", versie=0)
        maak_mijlpaal(actie, "Lijst", "2027-12-01")
        page = client.get("/mijn-werk/")
        assertContains(page, "Mijlpaal ‘Lijst’ staat voor 1 december 2027.")
        assertNotContains(page, "dan is één klik genoeg")

    def test_confirmed_action_leaves_the_page(self, als, actie):
        Actie.objects.exclude(pk=actie.pk).update(status="afgerond")
        client = als("corporatie")
        assert [werk.actie for werk in client.get("/mijn-werk/").context["werk"].acties] == [actie]
        client.post("/acties/2027/1/actueel/?terug=mijn-werk", {"versie": 0})
        assert client.get("/mijn-werk/").context["werk"].acties == []

    @pytest.mark.parametrize("versie", ["9" * 5000, "9" * 10, "²", "-1"])
    def test_version_that_cannot_be_is_a_page_that_is_out_of_date(self, als, actie, versie):
        assertContains(
            als("corporatie").post(TestActueel.ADRES, {"versie": versie}, follow=True), "intussen bijgewerkt"
        )
