"""What an action is, changed on its own page: each field a line in the trail, and nobody's work overwritten."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import F
from pytest_django.asserts import assertContains, assertRedirects

from acties.models import Actie, Doel
from acties.status import change_status
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db
ADRES, NIEUW = "/acties/2026/10/wijzigen/", "/acties/nieuw/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def actie(nummer=10, jaar=2026) -> Actie:
    return Actie.objects.get(jaar=jaar, nummer=nummer)


def codes(*names) -> list[int]:
    return [Partij.objects.get(code=name).pk for name in names]


def filled(client, adres=ADRES, **kwargs) -> dict:
    """What the form holds when it is opened, with some fields changed."""
    form = client.get(adres).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, ""):
            data[name] = [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
    return {**data, **kwargs}


def trail() -> list[tuple[str, str, str, str]]:
    return list(Wijziging.objects.over(actie()).order_by("pk").values_list("veld", "van", "naar", "waarom"))


class TestWijzigen:
    def test_each_field_that_changes_leaves_a_line_with_why(self, als):
        client = als("medewerker")
        before, figures = actie().titel, {each.code for each in actie().indicatoren.all()}
        parties = {"trekkers": codes("gemeente"), "partners": codes("portaal", "omnia-wonen")}
        more = {"indicatoren": [*figures, "T2"], "waarom": "Zo is het afgesproken."}
        data = filled(client, titel="Mix van huurprijzen", **parties, **more)
        assertRedirects(client.post(ADRES, data), "/acties/2026/10/")
        assert actie().titel == "Mix van huurprijzen"
        assert {each.code for each in actie().indicatoren.all()} == {*figures, "T2"}
        lines = {veld: (van, naar) for veld, van, naar, _ in trail()}
        assert lines["titel"] == (before, "Mix van huurprijzen")
        assert lines["partners"][1] == "Omnia Wonen, Portaal"
        assert lines["trekkers"][1] == "Gemeente Amersfoort"
        assert "cijfers" in lines
        assert {why for *_, why in trail()} == {"Zo is het afgesproken."}

    def test_same_form_twice_leaves_no_second_line(self, als):
        client = als("medewerker")
        data = filled(client, titel="Anders")
        for _ in range(2):
            assertRedirects(client.post(ADRES, data), "/acties/2026/10/")
        assert [veld for veld, *_ in trail()] == ["titel"]

    def test_stale_form_is_told_what_changed_and_keeps_what_was_typed(self, als):
        client = als("medewerker")
        mine = filled(client, titel="Van mij")
        client.post(ADRES, filled(client, titel="Van een ander"))
        page = client.post(ADRES, mine)
        assert page.status_code == 409
        assertContains(page, "Dit is intussen door iemand anders gewijzigd", status_code=409)
        assertContains(page, "Van mij", status_code=409)
        assert actie().titel == "Van een ander"
        again = {**mine, "versie": page.context["form"]["versie"].value()}
        assertRedirects(client.post(ADRES, again), "/acties/2026/10/")
        assert actie().titel == "Van mij"

    def test_form_of_long_ago_shows_the_newest_ten_changes(self, als):
        client = als("medewerker")
        mine = filled(client, titel="Van mij")
        for nr in range(12):
            client.post(ADRES, filled(client, titel=f"Titel {nr}"))
        page = client.post(ADRES, mine)
        assert [each.naar for each in page.context["intussen"]] == [f"Titel {nr}" for nr in range(2, 12)]
        assertContains(page, "en nog 2 van daarvoor", status_code=409)

    def test_status_update_meanwhile_is_no_conflict_and_stays(self, als, gebruiker):
        client = als("medewerker")
        mine = filled(client, titel="Van mij")
        change_status(actie(), by=gebruiker("beheer"), naar="aandacht", toelichting="Hm.", versie=0)
        assertRedirects(client.post(ADRES, mine), "/acties/2026/10/")
        assert (actie().titel, actie().status, actie().versie) == ("Van mij", "aandacht", 1)

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"titel": ""}, "Geef de actie een titel."),
            ({"trekkers": []}, "Kies ten minste één partij die de actie trekt."),
            ({"deadline": "2025-12-31"}, "Kies een datum vanaf 1 januari 2026"),
            ({"indicatoren": ["Z9"]}, "Z9"),
        ],
    )
    def test_bad_input_says_what_is_expected_and_stores_nothing(self, als, wrong, message):
        client = als("medewerker")
        page = client.post(ADRES, filled(client, **wrong))
        assertContains(page, message, status_code=422)
        assert trail() == []

    def test_goal_of_another_theme_itself_and_a_party_twice_are_refused(self, als):
        client = als("medewerker")
        other = Doel.objects.exclude(thema=actie().thema).first()
        page = client.post(ADRES, filled(client, doel=other.pk, partners=codes("gemeente")))
        assertContains(page, f"Dit doel hoort bij ‘{other.thema}’", status_code=422)
        assertContains(page, "Gemeente Amersfoort staat al bij de trekkers", status_code=422)
        page = client.post(ADRES, filled(client, verwant=[actie().pk]))
        assertContains(page, "Een actie hangt niet samen met zichzelf", status_code=422)
        assert trail() == []

    def test_finished_action_of_a_past_year_is_not_changed(self, als, clock):
        client = als("medewerker")
        Actie.objects.filter(jaar=2026, nummer=10).update(status="afgerond")
        assertContains(client.get("/acties/2026/10/"), "Actie wijzigen")
        clock.move_to(datetime.datetime(2027, 1, 2, 12, tzinfo=datetime.UTC))
        client = als("medewerker")
        page = client.post(ADRES, filled(client, titel="Anders"))
        assertContains(page, "is klaar en blijft zoals ze was", status_code=422)
        assert "Actie wijzigen" not in client.get("/acties/2026/10/").content.decode()


class TestNieuw:
    def data(self, **kwargs) -> dict:
        values = {"jaar": 2027, "titel": "Samen vieren", "samenvatting": "Elk jaar een feest.", "planning": "2027"}
        return {**values, "trekkers": codes("gemeente"), **kwargs}

    def test_new_action_gets_the_next_number_and_is_made_once(self, als):
        client = als("medewerker")
        for _ in range(2):
            assertRedirects(client.post(NIEUW, self.data()), "/acties/2027/1/")
        assert [(each.nummer, each.status) for each in Actie.objects.filter(jaar=2027)] == [(1, "niet-gestart")]
        assert client.post(NIEUW, self.data(jaar=2026, titel="Nog een")).url == "/acties/2026/21/"

    def test_number_that_is_taken_says_which_is_free(self, als):
        page = als("medewerker").post(NIEUW, self.data(jaar=2026, nummer=7))
        assertContains(page, "Actie 7 van 2026 bestaat al. Vrij is 21; leeg laten mag ook.", status_code=422)
        assertContains(page, "Samen vieren", status_code=422)

    @pytest.mark.parametrize("jaar", [2025, 2029, "abc", ""])
    def test_year_that_cannot_be_is_refused(self, als, jaar):
        page = als("medewerker").post(NIEUW, self.data(jaar=jaar))
        assert page.status_code == 422
        assert Actie.objects.exclude(jaar=2026).count() == 0

    def test_goal_of_another_theme_makes_no_action(self, als):
        page = als("medewerker").post(NIEUW, self.data(doel=Doel.objects.first().pk))
        assertContains(page, "Dit doel hoort bij", status_code=422)
        assert Actie.objects.filter(jaar=2027).count() == 0

    @pytest.mark.parametrize("jaar", ["9" * 5000, "\0", "2026\n", ""])
    def test_year_in_the_address_that_cannot_be_is_ignored(self, als, jaar):
        assert als("medewerker").get(NIEUW, {"jaar": jaar}).context["form"].initial["jaar"] == 2026

    @pytest.mark.parametrize("veld", ["trekkers", "partners", "gebieden", "verwant"])
    def test_choice_that_no_column_can_hold_is_refused(self, als, veld):
        client = als("medewerker")
        page = client.post(NIEUW, self.data() | {veld: [str(2**63)]})
        assert list(page.context["form"].errors) == [veld]


@pytest.mark.parametrize("jaar", [2025, 0])
def test_database_has_no_action_of_before_the_agreements(jaar):
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_actie(jaar=jaar)


def test_no_action_is_led_by_its_own_partner():
    """Of what comes with the program; `wijzigen` asks it of what is typed."""
    assert not Actie.objects.filter(trekkers=F("partners")).exists()
