"""The page of the turn of the year: first seen, then stored, and nothing typed is lost."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier import bewijs
from acties.forms.knelpunten import KnelpuntForm
from acties.jaarwisseling import Beslissing, carry_over
from acties.models import Actie, Bewijsstuk
from acties.status import change_status
from tests.factories.acties import maak_besluit, maak_knelpunt, maak_overleg

pytestmark = pytest.mark.django_db
ADRES = "/acties/jaarwisseling/2027/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 12, 10, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def actie(nummer, jaar=2026) -> Actie:
    return Actie.objects.get(jaar=jaar, nummer=nummer)


def filled(client, choices: dict[int, tuple[str, str]]) -> dict:
    """The form as it is opened now, with a choice and a reason for some of the actions, by number."""
    data = {}
    for form in client.get(ADRES).context["forms"]:
        keuze, waarom = choices.get(form.actie.nummer, ("", ""))
        prefix = f"a{form.actie.pk}"
        data |= {f"{prefix}-keuze": keuze, f"{prefix}-waarom": waarom, f"{prefix}-versie": form.actie.versie}
    return data


def told(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


class TestPagina:
    def test_list_leads_to_it_when_the_year_is_near(self, als, clock):
        assertContains(als("medewerker").get("/acties/"), "De jaarwisseling naar 2027 wacht")
        assertNotContains(als("corporatie", "omnia-wonen").get("/acties/"), "De jaarwisseling naar 2027 wacht")
        clock.move_to(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC))
        assertNotContains(als("medewerker").get("/acties/"), "De jaarwisseling naar 2027 wacht")

    def test_preview_shows_what_would_happen_and_stores_nothing(self, als):
        client = als("medewerker")
        choices = {3: ("doorzetten", ""), 2: ("afgerond", "De lijst ligt er."), 8: ("vervallen", "Geen vergunning.")}
        page = client.post(ADRES, {**filled(client, choices), "voorbeeld": "1"})
        assertContains(page, "U besloot over <strong>3</strong> acties. Er is nog niets bewaard.")
        assertContains(page, "Gaat verder als actie 3 van 2027. Status: nog niet gestart.")
        assertContains(page, "Geen vergunning.")
        assert not Actie.objects.filter(jaar=2027).exists()

    def test_store_stores_once_however_often_it_is_sent(self, als):
        client = als("medewerker")
        data = {**filled(client, {3: ("doorzetten", ""), 2: ("afgerond", "")}), "bewaren": "1"}
        page = client.post(ADRES, data, follow=True)
        assert told(page) == ["Bewaard: 1 actie doorgezet naar 2027 en 1 actie afgesloten."]
        assertContains(page, "wachten er nog <strong>18</strong> op een besluit")
        assert told(client.post(ADRES, data, follow=True)) == ["Er is niets veranderd: dit was al zo besloten."]
        assert Actie.objects.filter(jaar=2027).count() == 1

    def test_dropping_without_a_reason_comes_back_with_what_was_typed(self, als):
        client = als("medewerker")
        page = client.post(ADRES, filled(client, {8: ("vervallen", ""), 3: ("doorzetten", "Er is meer tijd nodig.")}))
        assertContains(page, "Vertel kort waarom deze actie vervalt.", status_code=422)
        assertContains(page, "Er is meer tijd nodig.", status_code=422)

    def test_nothing_chosen_says_so(self, als):
        client = als("medewerker")
        page = client.post(ADRES, filled(client, {}))
        assertContains(page, "U koos nog niets.", status_code=422)

    def test_back_from_the_preview_keeps_the_choices(self, als):
        client = als("medewerker")
        page = client.post(ADRES, {**filled(client, {8: ("vervallen", "Geen vergunning.")}), "terug": "1"})
        assertContains(page, "Geen vergunning.")

    def test_status_that_changed_meanwhile_is_told_and_storing_again_succeeds(self, als, gebruiker):
        client = als("medewerker")
        data = {**filled(client, {5: ("doorzetten", "Loopt door."), 6: ("afgerond", "")}), "bewaren": "1"}
        change_status(actie(5), by=gebruiker("beheer"), naar="bijsturen", toelichting="Het stokt.", versie=0)
        page = client.post(ADRES, data)
        assertContains(page, "‘Het stokt.’ Wat u koos staat er nog.", status_code=409)
        assertContains(page, "Loopt door.", status_code=409)
        assert not Actie.objects.filter(jaar=2027).exists()
        again = {**data, f"a{actie(5).pk}-versie": actie(5).versie}
        client.post(ADRES, again)
        assert actie(5, 2027).status == "bijsturen"

    def test_what_somebody_else_decided_meanwhile_is_told(self, als, gebruiker):
        client = als("medewerker")
        data = {**filled(client, {5: ("afgerond", "")}), "bewaren": "1"}
        carry_over([Beslissing(actie(5), "doorzetten", "", 0)], jaar=2027, by=gebruiker("beheer"))
        assertContains(client.post(ADRES, data), "Intussen doorgezet naar 2027.", status_code=409)

    @pytest.mark.parametrize(
        ("jaar", "message"),
        [
            (2025, "De afspraken beginnen in 2026: de eerste jaarwisseling is die naar 2027."),
            (2029, "2029 is nog te ver weg. U kunt nu vooruit tot en met 2027."),
        ],
    )
    def test_year_that_cannot_be_leads_to_the_list_with_why(self, als, jaar, message):
        page = als("medewerker").get(f"/acties/jaarwisseling/{jaar}/", follow=True)
        assert told(page) == [message]

    def test_senseless_input_is_no_error_of_ours(self, als):
        pk = actie(3).pk
        for versie, keuze in [("x", "doorzetten"), ("-1", "doorzetten"), ("9" * 30, "afgerond"), ("0", "weg")]:
            page = als("medewerker").post(ADRES, {f"a{pk}-versie": versie, f"a{pk}-keuze": keuze, "bewaren": "1"})
            assert page.status_code == 422


class TestNaDeWisseling:
    @pytest.fixture(autouse=True)
    def _carried(self, gebruiker):
        carry_over([Beslissing(actie(3), "doorzetten", "Er is meer tijd nodig.", 0)], jaar=2027, by=gebruiker("beheer"))

    def test_old_page_leads_on_and_has_no_forms(self, als):
        page = als("medewerker").get("/acties/2026/3/")
        assertContains(page, "Doorgezet naar 2027:")
        assertContains(page, 'href="/acties/2027/3/"')
        assertNotContains(page, "Hoe staat het ervoor?")
        assertNotContains(page, "Mijlpaal toevoegen")
        assertNotContains(page, "Actie wijzigen")
        assertNotContains(als("huurdersorganisatie", "show").get("/acties/2026/3/"), "Uw opmerking")

    def test_new_page_tells_since_when_and_of_what(self, als):
        page = als("medewerker").get("/acties/2027/3/")
        assertContains(page, "loopt sinds 2026")
        assertContains(page, "Doorgezet vanuit 2026 (daar actie 3). Er is meer tijd nodig.")
        assertContains(page, 'href="/acties/2026/3/">actie 3 van 2026</a>')

    def test_forms_that_were_open_are_told_and_keep_what_was_typed(self, als):
        client, pk = als("medewerker"), actie(3).pk
        typed = {"naar": "op-schema", "toelichting": "Wat ik typte.", "versie": 0}
        row = {f"a{pk}-naar": "op-schema", f"a{pk}-toelichting": "Wat ik typte.", f"a{pk}-versie": 0}
        sent = [("/acties/2026/3/", typed), ("/acties/2026/3/bijwerken/", typed), ("/acties/samen/", row)]
        for adres, data in sent:
            page = client.post(adres, data)
            assertContains(page, "Wat ik typte.", status_code=422)
            assertContains(page, "doorgezet", status_code=422)
        remark = {"soort": "vraag", "tekst": "Wat ik vroeg."}
        page = als("huurdersorganisatie", "show").post("/acties/2026/3/opmerking/", remark)
        assertContains(page, "Wat ik vroeg.", status_code=422)
        assert actie(3).meldingen.count() == 0

    def test_list_shows_the_running_year_and_switches(self, als, clock):
        client = als("medewerker")
        numbers = lambda page: [(row.record.jaar, row.record.nummer) for row in page.context["table"].rows]  # noqa: E731
        assert len(numbers(client.get("/acties/"))) == 20
        page = client.get("/acties/?jaar=2027&thema=leefbare-wijken")
        assert numbers(page) == [(2027, 3)]
        assertContains(page, 'href="?thema=leefbare-wijken&amp;jaar=2026"')
        clock.move_to(datetime.datetime(2027, 1, 5, 12, tzinfo=datetime.UTC))
        shown = numbers(als("medewerker").get("/acties/"))
        assert (2027, 3) in shown
        assert (2026, 3) not in shown  # the nineteen of which nothing was decided yet are still there
        assert len(shown) == 20

    def test_new_point_and_decision_are_about_the_action_that_goes_on(self, als):
        client, overleg = als("medewerker"), maak_overleg("bo", "2026-12-20")
        for form in ("punt", "besluit"):
            offered = client.get(f"/overleg/{overleg.pk}/{form}/").context["form"].fields["actie"].queryset
            assert actie(3, 2027) in offered
            assert actie(3) not in offered

    def test_decisions_bottlenecks_and_evidence_go_along(self, als, gebruiker):
        """What was said about action 3 of 2026 stands at that of 2027 too; there it is not taken away."""
        medewerker = gebruiker("medewerker")
        maak_besluit(wat="Wij wijzen locaties aan.", actie=actie(3))
        maak_knelpunt(titel="Er is geen grond", actie=actie(3))
        kept = Bewijsstuk.objects.create(actie=actie(3), titel="De kaart", link="https://kaart.nl", door_naam="Mees")
        own = bewijs.add_link(actie(3, 2027), by=medewerker, titel="De nieuwe kaart", link="https://nieuw.nl")
        old, new = (als("medewerker").get(actie(3, jaar).get_absolute_url()) for jaar in (2026, 2027))
        for text in ("Wij wijzen locaties aan.", "Er is geen grond", "De kaart", "actie 3 van 2026"):
            assertContains(new, text)
        assertNotContains(old, "De nieuwe kaart")
        assertContains(new, reverse("acties:bewijs_weg", args=[own.pk]))
        assertNotContains(new, reverse("acties:bewijs_weg", args=[kept.pk]))

    def test_report_is_about_the_action_that_goes_on(self, als):
        form = als("medewerker").get("/acties/knelpunten/melden/?bij=/acties/2026/3/").context["form"]
        assert form["actie"].value() == actie(3, 2027).pk
        assert actie(3) not in form.fields["actie"].queryset
        kept = maak_knelpunt(actie=actie(3))
        assert actie(3) in KnelpuntForm(instance=kept).fields["actie"].queryset

    def test_turn_is_reached_from_the_list_by_who_may(self, als):
        assertRedirects(als("medewerker").get("/acties/jaarwisseling/2030/"), "/acties/")
        assert als("corporatie", "omnia-wonen").get(ADRES).status_code == 404
