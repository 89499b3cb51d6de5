"""What is typed on a slide during a meeting: where it lands, once however often it is sent, and who may."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains

from acties import status
from acties.forms.terplekke import formulieren
from acties.models import Besluit, Mijlpaal, Statusmelding, TerPlekke, Thema
from acties.overleg import besluiten, terplekke
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie, maak_overleg

pytestmark = pytest.mark.django_db
SLEUTEL, ANDERE = "a" * 32, "b" * 32


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def overleg():
    return maak_overleg("bo", "2026-06-18")


def send(client, overleg, soort, sleutel=SLEUTEL, **velden):
    return client.post(f"/overleg/{overleg.pk}/ter-plekke/", {"soort": soort, "sleutel": sleutel, **velden})


def besluit(**kwargs):
    usual = {"wat": "Wij bouwen eerder.", "uiterlijk": "2026-09-01", "indicator": "V1"}
    return usual | {"partij": Partij.objects.get(code="omnia-wonen").pk} | kwargs


class TestWaarHetLandt:
    def test_decision_belongs_to_the_meeting(self, als, overleg):
        answer = send(als("medewerker"), overleg, "besluit", **besluit())
        assert answer.status_code == 200
        made = Besluit.objects.get()
        assert (made.overleg, made.wat, made.ter_plekke.get().overleg) == (overleg, "Wij bouwen eerder.", overleg)
        (regel,) = answer.json()["regels"]
        assert (regel["soort"], regel["wat"]) == ("Besluit", "Wij bouwen eerder.")
        assert regel["wie"] == "Omnia Wonen, uiterlijk 1 september 2026"

    def test_decision_about_the_whole_meeting_is_told_so_wherever_decisions_stand(self, als, overleg):
        client = als("medewerker")
        assert send(client, overleg, "besluit", **besluit(indicator="", hele_overleg="on")).status_code == 200
        made = Besluit.objects.get()
        assertContains(client.get(made.get_absolute_url()), "het hele overleg")
        assertContains(client.get("/overleg/besluiten/"), "het hele overleg")
        assertContains(client.get("/overleg/besluiten/export.csv"), "het hele overleg")
        assertContains(client.get(overleg.get_absolute_url()), "Wij bouwen eerder.")

    def test_action_point_is_a_milestone_that_says_where_it_was_agreed(self, als, overleg):
        actie = maak_actie(7)
        client = als("beheer")
        send(client, overleg, "actiepunt", actie=actie.pk, naam="Lijst naar de raad", gepland_op="2026-10-01")
        made = Mijlpaal.objects.get(actie=actie)
        assert (made.naam, made.gepland_op) == ("Lijst naar de raad", datetime.date(2026, 10, 1))
        actie.trekkers.set([Partij.objects.get(code="portaal")])
        [regel] = terplekke.regels(overleg)
        assert regel.wie == "Portaal, uiterlijk 1 oktober 2026 · Actie 7: Titel van actie 7"
        assert Wijziging.objects.over(made).get().waarom == "Afgesproken in Bestuurlijk overleg (BO), 18 juni 2026."
        assertContains(client.get(actie.get_absolute_url()), "Afgesproken in Bestuurlijk overleg (BO), 18 juni 2026.")

    def test_status_says_in_which_meeting_it_was_agreed(self, als, overleg):
        actie = maak_actie(7)
        client = als("medewerker")
        send(client, overleg, "status", actie=actie.pk, naar="bijsturen", toelichting="Samen oppakken.", versie=0)
        actie.refresh_from_db()
        assert (actie.status, actie.versie) == ("bijsturen", 1)
        assert Statusmelding.objects.get(actie=actie).ter_plekke.get().overleg == overleg
        assertContains(client.get(actie.get_absolute_url()), f'Afgesproken in <a href="/overleg/{overleg.pk}/">')

    def test_decision_says_why_and_status_names_its_action_once(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        send(client, overleg, "besluit", **besluit(waarom="Er is haast."))
        answer = send(client, overleg, "status", ANDERE, actie=actie.pk, naar="aandacht", toelichting="Kijk.", versie=0)
        assert [(line["wat"], line["wie"], line["waarom"]) for line in answer.json()["regels"]] == [
            ("Wij bouwen eerder.", "Omnia Wonen, uiterlijk 1 september 2026", "Er is haast."),
            ("Actie 7 is nu: aandacht nodig. Kijk.", "Titel van actie 7", ""),
        ]

    def test_list_holds_what_was_decided_in_this_meeting_alone(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        other = maak_overleg("ambtelijk", "2026-06-17")
        send(client, other, "besluit", **besluit(wat="Iets anders."))
        send(client, overleg, "besluit", ANDERE, **besluit())
        send(client, overleg, "status", "c" * 32, actie=actie.pk, naar="aandacht", toelichting="Kijk mee.", versie=0)
        lines = client.get(f"/overleg/{overleg.pk}/ter-plekke/").json()["regels"]
        assert [(line["soort"], line["wat"]) for line in lines] == [
            ("Besluit", "Wij bouwen eerder."),
            ("Status", "Actie 7 is nu: aandacht nodig. Kijk mee."),
        ]

    def test_page_of_the_meeting_shows_what_was_agreed_beside_decisions(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        send(client, overleg, "actiepunt", actie=actie.pk, naam="Lijst naar de raad", gepland_op="2026-10-01")
        page = client.get(overleg.get_absolute_url())
        assertContains(page, "Verder afgesproken")
        assertContains(page, "Lijst naar de raad")

    def test_decision_noted_on_its_own_page_is_in_the_list_too(self, als, overleg, gebruiker):
        values = {"wat": "Gewoon.", "waarom": "", "actie": None, "indicator": "", "punt": None, "wie": None,
                  "thema": Thema.objects.get(slug="voorraad"), "partij": Partij.objects.get(code="portaal"),
                  "uiterlijk": datetime.date(2026, 9, 1), "hele_overleg": False}  # fmt: skip
        besluiten.take(overleg, values, by=gebruiker("medewerker"))
        assert [line.wat for line in terplekke.regels(overleg)] == ["Gewoon."]


class TestEenmaal:
    @pytest.mark.parametrize("soort", ["besluit", "actiepunt", "status"])
    def test_sent_again_is_stored_once_also_much_later(self, als, overleg, soort):
        actie, client = maak_actie(7), als("medewerker")
        velden = {
            "besluit": besluit(),
            "actiepunt": {"actie": actie.pk, "naam": "Lijst", "gepland_op": "2026-10-01"},
            "status": {"actie": actie.pk, "naar": "aandacht", "toelichting": "Kijk mee.", "versie": 0},
        }[soort]
        first = send(client, overleg, soort, **velden)
        with time_machine.travel(datetime.datetime(2026, 6, 18, 15, tzinfo=datetime.UTC), tick=False):
            again = send(client, overleg, soort, **velden)
        assert (first.status_code, again.status_code) == (200, 200)
        assert TerPlekke.objects.count() == len(again.json()["regels"]) == 1

    def test_other_words_under_a_used_key_are_not_lost(self, als, overleg):
        """They are refused, so that the slide sends them under a key of their own."""
        client = als("medewerker")
        send(client, overleg, "besluit", **besluit())
        refused = send(client, overleg, "besluit", **besluit(wat="Wij bouwen later."))
        assert (refused.status_code, refused.json()["sleutel"]) == (409, "vergeven")
        assert send(client, overleg, "besluit", ANDERE, **besluit(wat="Wij bouwen later.")).status_code == 200
        assert set(Besluit.objects.values_list("wat", flat=True)) == {"Wij bouwen eerder.", "Wij bouwen later."}

    def test_another_kind_under_a_used_key_is_refused(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        send(client, overleg, "besluit", **besluit())
        refused = send(client, overleg, "actiepunt", actie=actie.pk, naam="Lijst", gepland_op="2026-10-01")
        assert (refused.status_code, Mijlpaal.objects.filter(actie=actie).count()) == (409, 0)

    def test_words_stored_before_there_was_a_mark_are_that_row(self, als, overleg):
        client = als("medewerker")
        send(client, overleg, "besluit", **besluit())
        TerPlekke.objects.update(kenmerk="")
        assert send(client, overleg, "besluit", **besluit()).status_code == 200
        assert Besluit.objects.count() == 1

    def test_what_two_meetings_agree_on_stands_in_both(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        other = maak_overleg("ambtelijk", "2026-06-17")
        for meeting in (other, overleg):
            send(client, meeting, "actiepunt", actie=actie.pk, naam="Lijst", gepland_op="2026-10-01")
            velden = {"actie": actie.pk, "naar": "aandacht", "toelichting": "Kijk mee.", "versie": 0}
            answer = send(client, meeting, "status", ANDERE, **velden)
            assert sorted(line["soort"] for line in answer.json()["regels"]) == ["Actiepunt", "Status"]
        assert (Mijlpaal.objects.filter(actie=actie).count(), actie.meldingen.count()) == (1, 1)
        page = client.get(actie.get_absolute_url())
        for meeting in (other, overleg):
            assertContains(page, f'Afgesproken in <a href="/overleg/{meeting.pk}/">')

    def test_key_of_one_meeting_is_no_key_of_another(self, als, overleg):
        client = als("medewerker")
        other = maak_overleg("ambtelijk", "2026-06-17")
        for each in (overleg, other):
            send(client, each, "besluit", **besluit())
        assert Besluit.objects.count() == 2


class TestWatNietKan:
    def test_missing_words_are_told_at_their_field_and_nothing_is_stored(self, als, overleg):
        answer = send(als("medewerker"), overleg, "besluit", **besluit(wat="", partij="", indicator=""))
        assert answer.status_code == 422
        assert answer.json()["fouten"] == {
            "wat": ["Schrijf op wat er is besloten."],
            "partij": ["Kies welke partij dit doet."],
        }
        assert not Besluit.objects.exists()

    def test_decision_about_nothing_is_told_at_the_action(self, als, overleg):
        answer = send(als("medewerker"), overleg, "besluit", **besluit(indicator=""))
        said = "Kies waar het besluit over gaat: een actie, een cijfer, een thema of het hele overleg."
        assert (answer.status_code, answer.json()["fouten"]) == (422, {"actie": [said]})

    def test_status_that_nobody_chose_is_asked_and_sets_no_action_back(self, als, overleg):
        client, actie = als("medewerker"), maak_actie(7)
        begin = formulieren(overleg)["status"]["naar"]
        assert (begin.value(), '<option value="" selected>Kies een status</option>' in str(begin)) == (None, True)
        answer = send(client, overleg, "status", actie=actie.pk, naar="", toelichting="Samen oppakken.", versie=0)
        said = "Kies hoe de actie er nu voor staat, ook als dat hetzelfde is."
        assert (answer.status_code, answer.json()["fouten"]) == (422, {"naar": [said]})
        assert not Statusmelding.objects.filter(actie=actie).exists()

    @pytest.mark.parametrize("sleutel", ["", "kort", "x" * 32, "a" * 41])
    def test_without_a_key_nothing_is_stored(self, als, overleg, sleutel):
        assert send(als("medewerker"), overleg, "besluit", sleutel, **besluit()).status_code == 422
        assert not Besluit.objects.exists()

    def test_unknown_kind_is_told(self, als, overleg):
        assert send(als("medewerker"), overleg, "onzin", **besluit()).status_code == 422

    def test_nothing_is_agreed_before_the_meeting(self, als, gebruiker):
        later = maak_overleg("bo", "2026-06-19")
        actie = maak_actie(7)
        values = {"actie": actie, "naam": "Lijst", "gepland_op": datetime.date(2026, 10, 1)}
        with pytest.raises(ValidationError, match="Dit overleg is pas op 19 juni 2026"):
            terplekke.note(later, "actiepunt", SLEUTEL, values, by=gebruiker("medewerker"))
        assert not Mijlpaal.objects.filter(actie=actie).exists()

    def test_same_words_in_two_forms_are_one_decision_however_late_the_second_is_sent_again(self, als, overleg):
        client = als("medewerker")
        send(client, overleg, "besluit", **besluit())
        send(client, overleg, "besluit", ANDERE, **besluit())
        with time_machine.travel(datetime.datetime(2026, 6, 18, 15, tzinfo=datetime.UTC), tick=False):
            again = send(client, overleg, "besluit", ANDERE, **besluit())
        assert (Besluit.objects.count(), TerPlekke.objects.count(), len(again.json()["regels"])) == (1, 2, 1)

    def test_same_action_point_in_two_forms_is_one_line(self, als, overleg):
        client, velden = als("beheer"), {"actie": maak_actie(7).pk, "naam": "Lijst", "gepland_op": "2026-10-01"}
        for key in (SLEUTEL, ANDERE):
            answer = send(client, overleg, "actiepunt", key, **velden)
        assert (Mijlpaal.objects.filter(naam="Lijst").count(), len(answer.json()["regels"])) == (1, 1)

    def test_action_that_changed_meanwhile_is_told_and_stored_when_sent_again(self, als, overleg, gebruiker):
        actie, client = maak_actie(7), als("medewerker")
        colleague = gebruiker("corporatie", "portaal")
        status.change_status(actie, by=colleague, naar="op-schema", toelichting="Loopt.", versie=0)
        velden = {"actie": actie.pk, "naar": "bijsturen", "toelichting": "Samen oppakken."}
        conflict = send(client, overleg, "status", versie=0, **velden)
        assert (conflict.status_code, conflict.json()["versie"]) == (409, 1)
        (said,) = conflict.json()["fouten"][""]
        assert said.startswith("Actie 7 is intussen op ‘op schema’ gezet door ")
        assert send(client, overleg, "status", versie=1, **velden).status_code == 200
        actie.refresh_from_db()
        assert actie.status == "bijsturen"


class TestWie:
    @pytest.mark.parametrize("rol", ["corporatie", "huurdersorganisatie", "bo-lid"])
    def test_others_read_the_list_and_write_nothing(self, als, overleg, rol):
        client = als(rol)
        assert client.get(f"/overleg/{overleg.pk}/ter-plekke/").json()["regels"] == []
        assert send(client, overleg, "besluit", **besluit()).status_code == 404
        assert not Besluit.objects.exists()

    def test_list_of_a_meeting_that_is_not_there_is_not_found(self, als):
        assert als("beheer").get("/overleg/999/ter-plekke/").status_code == 404
