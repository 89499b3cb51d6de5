"""The page of the turn of the year: first seen, then stored, and nothing typed is lost."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier import bewijs
from acties.forms.knelpunten import KnelpuntForm
from acties.jaarwisseling import Beslissing, carry_over
from acties.models import Actie, Bewijsstuk, Mijlpaal
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


def papier() -> Mijlpaal:
    """The milestone of action 4 of 30 September 2026, which is then its only one."""
    actie(4).mijlpalen.exclude(naam="Werkwijze op papier").delete()
    return actie(4).mijlpalen.get()


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

    def test_preview_asks_for_planning_and_days_and_stores_them(self, als):
        """Action 4 has 'Werkwijze op papier' on 30 September 2026: proposed is that day a year later."""
        client, old, mijlpaal = als("medewerker"), actie(4), papier()
        data = filled(client, {4: ("doorzetten", "")})
        page = client.post(ADRES, {**data, "voorbeeld": "1"})
        assertContains(page, "Vanaf nu werkt u actie 4 bij in 2027; in de tabel van 2026 staat zij als")
        [(_, mee)] = page.context["voorbeelden"]
        [(_, dag, reden, _)] = mee.blokken()
        assert (mee["planning"].value(), str(dag.value())) == ("2027", "2027-09-30")
        assert reden.value() == "Doorgezet naar 2027."
        typed = {f"a{old.pk}-planning": "voorjaar 2027", dag.html_name: "2027-03-15", reden.html_name: "Meer tijd."}
        client.post(ADRES, {**data, **typed, "bewaren": "1"})
        new = actie(4, 2027)
        assert (new.planning, str(new.mijlpalen.get().gepland_op)) == ("voorjaar 2027", "2027-03-15")
        assert mijlpaal.naam == new.mijlpalen.get().naam
        assertContains(client.get("/acties/?jaar=2026"), "doorgezet naar 2027")

    @pytest.mark.parametrize(
        ("name", "typed", "said"),
        [
            ("op", "", "Kies een nieuwe datum, of laat de mijlpaal vervallen."),
            ("op", "2026-12-09", "Deze dag is al geweest. Kies een dag die nog komt."),
            ("waarom", " ", "Vertel kort waarom."),
            ("planning", "", "Vertel wanneer de actie loopt."),
        ],
    )
    def test_preview_asks_again_for_what_is_missing_and_keeps_the_rest(self, als, name, typed, said):
        client, old = als("medewerker"), actie(4)
        prefix = f"a{old.pk}"
        asked = {f"{prefix}-planning": "voorjaar 2027"}
        asked |= {f"{prefix}-m{papier().pk}-{part}": value for part, value in
                  [("op", "2027-03-15"), ("waarom", "Meer tijd nodig.")]}  # fmt: skip
        wrong = next(key for key in asked if key.endswith(name))
        data = {**filled(client, {4: ("doorzetten", "")}), **asked, wrong: typed, "bewaren": "1"}
        page = client.post(ADRES, data)
        assertContains(page, said, status_code=422)
        for key in asked.keys() - {wrong}:
            assertContains(page, f'value="{asked[key]}"', status_code=422)
        assert not Actie.objects.filter(jaar=2027).exists()

    def test_milestone_can_be_dropped_in_the_preview(self, als):
        client, old, mijlpaal = als("medewerker"), actie(4), papier()
        asked = {f"a{old.pk}-planning": "2027", f"a{old.pk}-m{mijlpaal.pk}-weg": "on",
                 f"a{old.pk}-m{mijlpaal.pk}-waarom": "Niet nodig."}  # fmt: skip
        client.post(ADRES, {**filled(client, {4: ("doorzetten", "")}), **asked, "bewaren": "1"})
        mijlpaal.refresh_from_db()
        assert (mijlpaal.stand, actie(4, 2027).mijlpalen.count()) == ("vervallen", 0)

    def test_back_from_the_preview_keeps_days_and_planning(self, als):
        client, old = als("medewerker"), actie(4)
        name = f"a{old.pk}-m{papier().pk}-op"
        data = {**filled(client, {4: ("doorzetten", "")}), f"a{old.pk}-planning": "voorjaar 2027", name: "2027-03-15"}
        back = client.post(ADRES, {**data, "terug": "1"})
        assertContains(back, f'<input type="hidden" name="{name}" value="2027-03-15">', html=True)

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
        assertNotContains(page, "Bijwerken</a>")
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
        sent = [("/acties/2026/3/bijwerken/", typed), ("/acties/samen/", row)]
        for adres, data in sent:
            page = client.post(adres, data)
            assertContains(page, "Wat ik typte.", status_code=422)
            assertContains(page, "doorgezet", status_code=422)
        remark = {"soort": "vraag", "tekst": "Wat ik vroeg."}
        page = als("huurdersorganisatie", "show").post("/acties/2026/3/opmerking/", remark)
        assertContains(page, "Wat ik vroeg.", status_code=422)
        assert actie(3).meldingen.count() == 0

    @pytest.mark.parametrize("adres", ["/acties/samen/", "/mijn-werk/"])
    def test_rows_tell_their_year_once_there_are_two(self, als, clock, adres):
        """3 goes on in 2027; of 2 nothing was decided, so that it is still asked for as one of 2026."""
        clock.move_to(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC))
        page = als("medewerker").get(adres)
        assertContains(page, f"3. {actie(3, 2027).titel} (2027)</a>")
        assertContains(page, f"2. {actie(2).titel} (2026)</a>")
        actie(3, 2027).mijlpalen.all().delete()
        change_status(actie(3, 2027), by=page.wsgi_request.user, naar="afgerond", toelichting="Klaar.", versie=1)
        assertNotContains(als("medewerker").get(adres), "(2026)</a>")

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
