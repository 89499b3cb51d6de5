"""What stands beside an action: milestones that come, move and go, people, figures, and a long history."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier.opmerken import place_remark
from acties.models import Actie, Actieindicator, Contactpersoon, Mijlpaal, Statusmelding
from acties.status import add_milestone, change_status, complete_milestone, drop_milestone, move_milestone
from acties.tijdlijn import Tijdlijn, milestones
from basis.models import Gebruiker, Partij, Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal
from tests.factories.monitoring import maak_vastgesteld, mutatie

pytestmark = pytest.mark.django_db
DAG = datetime.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2027, 11, 23, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


class TestMijlpalen:
    def test_milestone_is_added_once_and_leaves_a_line(self, gebruiker):
        actie, by = maak_actie(1), gebruiker("medewerker")
        first, again = (add_milestone(actie, by=by, naam="Lijst", gepland_op=DAG) for _ in range(2))
        assert (first, actie.mijlpalen.count()) == (again, 1)
        assert list(Wijziging.objects.over(first).values_list("veld", "naar")) == [("nieuw, gepland op", "2027-03-01")]

    def test_milestone_that_is_dropped_stays_readable_with_the_reason(self, als, gebruiker):
        mijlpaal = maak_mijlpaal(maak_actie(1), "Lijst")
        drop_milestone(mijlpaal, by=gebruiker("medewerker"), waarom="Niet meer nodig.")
        page = als("medewerker").get(mijlpaal.actie.get_absolute_url())
        assertContains(page, "vervallen op 23 november 2027, omdat: Niet meer nodig.")
        assert [entry.soort for entry in page.context["tijdlijn"]] == ["mijlpaal"]  # and no date that passed
        assert als("medewerker").get(f"/acties/mijlpaal/{mijlpaal.pk}/").status_code == 404

    def test_milestone_that_was_reached_is_not_dropped(self, gebruiker):
        mijlpaal = maak_mijlpaal(gehaald_op="2027-03-01")
        with pytest.raises(ValidationError, match="al gehaald"):
            drop_milestone(mijlpaal, by=gebruiker("medewerker"), waarom="Niet nodig.")
        assert Mijlpaal.objects.get(pk=mijlpaal.pk).vervallen_op is None

    def test_shifts_are_told_from_what_to_what_and_why(self, als, gebruiker, clock):
        mijlpaal, by = maak_mijlpaal(maak_actie(1), "Lijst", "2027-06-30"), gebruiker("medewerker")
        move_milestone(mijlpaal, by=by, naar=datetime.date(2027, 9, 1), waarom="Ziekte.")
        clock.shift(60)
        move_milestone(mijlpaal, by=by, naar=datetime.date(2027, 10, 1), waarom="Nog een gesprek.")
        complete_milestone(mijlpaal, by=by, op=datetime.date(2027, 11, 1))
        ((_, history),) = milestones(mijlpaal.actie)
        assert [(each.van, each.naar) for each in history] == [
            ("2027-06-30", "2027-09-01"), ("2027-09-01", "2027-10-01")
        ]  # fmt: skip
        page = als("bo-lid").get(mijlpaal.actie.get_absolute_url())
        assertContains(page, "was 30 juni 2027, toen 1 september 2027, omdat: Ziekte.")
        assertContains(page, "was 1 september 2027, nu 1 oktober 2027, omdat: Nog een gesprek.")

    def test_page_adds_and_drops(self, als):
        actie, client = maak_actie(1), als("medewerker")
        sent = {"naam": "Lijst", "gepland_op": "2027-12-31"}
        assertRedirects(client.post("/acties/2027/1/mijlpaal/", sent), actie.get_absolute_url())
        mijlpaal = actie.mijlpalen.get()
        page = client.post(f"/acties/mijlpaal/{mijlpaal.pk}/vervallen/", {"waarom": ""})
        assertContains(page, "Vertel kort waarom.", status_code=422)
        client.post(f"/acties/mijlpaal/{mijlpaal.pk}/vervallen/", {"waarom": "Niet nodig."})
        assert actie.mijlpalen.get().vervallen_op == datetime.date(2027, 11, 23)

    @pytest.mark.parametrize("day", ["2025-12-31", "0001-01-01", "2041-01-01"])
    def test_day_outside_the_agreements_is_refused(self, als, day):
        maak_actie(1)
        page = als("medewerker").post("/acties/2027/1/mijlpaal/", {"naam": "Lijst", "gepland_op": day})
        assert page.context["form"].errors["gepland_op"][0].startswith("Kies een datum")
        assertContains(page, 'value="Lijst"', status_code=422)

    def test_reason_of_who_drops_a_milestone_second_is_not_lost(self, als, gebruiker):
        mijlpaal = maak_mijlpaal(actie := maak_actie(1))
        drop_milestone(mijlpaal, by=gebruiker("beheer", first_name="Bea", last_name="Heer"), waarom="Hoeft niet meer.")
        client, address = als("medewerker"), f"/acties/mijlpaal/{mijlpaal.pk}/vervallen/"
        page = client.post(address, {"waarom": "Het geld is op."})
        assertContains(page, "Bea Heer intussen al vervallen: ‘Hoeft niet meer.’", status_code=422)
        assertContains(page, "Het geld is op.</textarea>", status_code=422)
        assertRedirects(client.post(address, {"waarom": "Hoeft niet meer."}), actie.get_absolute_url())
        assert Wijziging.objects.filter(veld="vervallen op").count() == 1


class TestContact:
    SENT = {"naam": "Kim de Wit", "functie": "adviseur wonen", "email": "kim@voorbeeld.nl"}

    def test_contact_stands_beside_the_action_and_can_be_taken_away(self, als):
        actie, client = maak_actie(1, ["omnia-wonen"]), als("corporatie")
        party = Partij.objects.get(code="omnia-wonen")
        for _ in range(2):  # sent twice is one
            client.post("/acties/2027/1/contact/", self.SENT | {"partij": party.pk})
        found = Contactpersoon.objects.get()
        assertContains(client.get(actie.get_absolute_url()), "adviseur wonen, Omnia Wonen")
        client.post(f"/acties/contact/{found.pk}/weghalen/")
        assert not Contactpersoon.objects.exists()
        assert not Wijziging.objects.filter(naar__contains="Kim").exists()  # the trail keeps no name

    def test_corporation_takes_away_its_own_people_alone(self, als):
        actie = maak_actie(1, ["gemeente"], ["omnia-wonen"])
        of = {code: Partij.objects.get(code=code) for code in ("gemeente", "omnia-wonen")}
        theirs, own = (
            Contactpersoon.objects.create(actie=actie, partij=each, naam="Kim", functie="x") for each in of.values()
        )
        client = als("corporatie")
        page = client.get(actie.get_absolute_url())
        assertNotContains(page, f"/acties/contact/{theirs.pk}/weghalen/")
        assertContains(page, f"/acties/contact/{own.pk}/weghalen/")
        assert client.post(f"/acties/contact/{theirs.pk}/weghalen/").status_code == 404
        assert client.post(f"/acties/contact/{own.pk}/weghalen/").status_code == 302
        assert list(Contactpersoon.objects.all()) == [theirs]
        form = client.get("/acties/2027/1/contact/").context["form"]
        assert list(form.fields["partij"].queryset) == [of["omnia-wonen"]]
        assert als("medewerker").post(f"/acties/contact/{theirs.pk}/weghalen/").status_code == 302

    def test_contact_is_of_a_party_of_the_action(self, als):
        maak_actie(1, ["gemeente"])
        other = Partij.objects.get(code="portaal")
        page = als("medewerker").post("/acties/2027/1/contact/", self.SENT | {"partij": other.pk})
        assert list(page.context["form"].errors) == ["partij"]


class TestCijfers:
    def test_figure_stands_beside_the_action_that_should_move_it(self, als):
        """1,380 homes are agreed; 12 came. Action 8 of 2026 should move V1, action 1 moves no figure."""
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12))
        client = als("bo-lid")
        page = client.get("/acties/2026/8/")
        assertContains(page, "Wat deze actie in beweging brengt")
        assertContains(page, "12 woningen")
        assertNotContains(client.get("/acties/2026/1/"), "Wat deze actie in beweging brengt")

    def test_goal_stands_at_the_action(self, als):
        assertContains(als("bo-lid").get("/acties/2026/8/"), "<dt>Doel</dt><dd>De sociale huurvoorraad groeit</dd>")


class TestTijdlijn:
    def test_ten_thousand_notes_come_in_pages(self, als, django_assert_max_num_queries):
        """10,000 notes and one remark, newest first: the remark is the 10,001st entry, on page 401."""
        actie, client = maak_actie(1), als("bo-lid")
        by = {"door_naam": "Mieke", "door_partij": "Gemeente Amersfoort"}
        row = {"actie": actie, "van": "op-schema", "naar": "op-schema", **by}
        Statusmelding.objects.bulk_create(Statusmelding(**row, toelichting=f"Nr {n}") for n in range(10_000))
        early = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
        with time_machine.travel(early, tick=False):
            place_remark(actie, by=client_user(client), soort="vraag", tekst="Hoe dan?")
        with django_assert_max_num_queries(40):
            first = client.get(actie.get_absolute_url())
        assert len(first.context["tijdlijn"]) == 25
        last = client.get(f"{actie.get_absolute_url()}?tijdlijn=401")
        assert [entry.bron.tekst for entry in last.context["tijdlijn"]] == ["Hoe dan?"]
        assertContains(last, "401 van 401")

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999"])
    def test_page_that_is_not_there_gives_one_that_is(self, als, page):
        actie = maak_actie(1)
        assert als("bo-lid").get(f"{actie.get_absolute_url()}?tijdlijn={page}").status_code == 200

    def test_part_costs_as_many_queries_for_one_as_for_three(self, gebruiker, django_assert_num_queries):
        actie, by = maak_actie(1), gebruiker("medewerker")
        for n in range(3):
            change_status(actie, by=by, naar="op-schema", toelichting=f"Nr {n}", versie=n)
            with django_assert_num_queries(
                8
            ):  # milestones (none), the moments of five other kinds, the updates, and where these were agreed
                assert len(Tijdlijn(actie)[:25]) == n + 1

    def test_history_keeps_the_name_of_who_is_gone(self, als, gebruiker):
        actie, by = maak_actie(1), gebruiker("medewerker", first_name="Mieke", last_name="Stad")
        change_status(actie, by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        by.delete()
        page = als("bo-lid").get(actie.get_absolute_url())
        assertContains(page, "Mieke Stad")
        assert page.context["tijdlijn"][0].bron.door is None

    def test_history_keeps_the_party_of_who_moved_on(self, als, gebruiker):
        actie, by = maak_actie(1, ["omnia-wonen"]), gebruiker("corporatie", "omnia-wonen")
        change_status(actie, by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        by.partij = Partij.objects.get(code="portaal")
        by.save()
        assert als("bo-lid").get(actie.get_absolute_url()).context["tijdlijn"][0].bron.door_partij == "Omnia Wonen"


def client_user(client):
    return Gebruiker.objects.get(pk=client.session["_auth_user_id"])


class TestBeheer:
    """What an action is changes on its own page, where the rules of the years are known."""

    @pytest.fixture
    def client(self, als):
        return als("beheer")

    def test_action_and_its_figures_are_read_there_and_not_written(self, client):
        for row in (Actie.objects.get(jaar=2026, nummer=10), Actieindicator.objects.first()):
            page = reverse(f"admin:acties_{row._meta.model_name}_change", args=[row.pk])
            assert client.get(page).status_code == 200
            assert client.post(page, {"jaar": 2027}).status_code == 403
            assert client.get(reverse(f"admin:acties_{row._meta.model_name}_add")).status_code == 403

    def test_milestone_gets_another_name_and_none_in_a_past_year(self, client, gebruiker):
        open_one, carried = (maak_mijlpaal(Actie.objects.get(jaar=2026, nummer=number)) for number in (10, 3))
        Actie.objects.create(jaar=2027, nummer=3, titel="x", vervolg_van=carried.actie, loopt_sinds=2026)
        pages = [reverse("admin:acties_mijlpaal_change", args=[each.pk]) for each in (open_one, carried)]
        assert [client.post(page, {"naam": "Lijst klaar"}).status_code for page in pages] == [302, 403]
        open_one.refresh_from_db(), carried.refresh_from_db()
        assert (open_one.naam, carried.naam) == ("Lijst klaar", "Conceptlijst klaar")
        assert client.get(reverse("admin:acties_mijlpaal_add")).status_code == 403
