"""The pages of bottlenecks and chances: reporting from any page, the board, one of them, the table and its files."""

import csv
import datetime
import io
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties import spoor
from acties.dossier import knelpunten
from acties.models import Actie, Besluit, Knelpunt
from basis.models import Gebied, Partij, Wijk
from tests.factories.acties import maak_besluit, maak_knelpunt, maak_overleg, maak_punt
from tests.factories.monitoring import maak_buurt, maak_vastgesteld, project

pytestmark = pytest.mark.django_db
MELDEN = "/acties/knelpunten/melden/"
BORD = "/acties/knelpunten/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def errors(response) -> dict:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def report(client, bij="", **kwargs):
    return client.post(MELDEN + (f"?bij={bij}" if bij else ""), {"soort": "knelpunt", "titel": "Het net", **kwargs})


class TestMelden:
    def test_every_page_has_the_entry_for_who_may_report(self, als):
        link = "/acties/knelpunten/melden/?bij=%2Facties%2F2026%2F7%2F%3Ftijdlijn%3D1"
        for rol in ("medewerker", "corporatie", "huurdersorganisatie"):
            assertContains(als(rol).get("/acties/2026/7/?tijdlijn=1"), link)
        assertNotContains(als("bo-lid").get("/acties/2026/7/"), "knelpunten/melden")

    @pytest.mark.parametrize(
        ("bij", "field", "expected"),
        [
            ("/acties/2026/7/", "actie", lambda: Actie.objects.get(jaar=2026, nummer=7).pk),
            ("/acties/2026/7/bijwerken/", "actie", lambda: Actie.objects.get(jaar=2026, nummer=7).pk),
            ("/wijken/WK030710/", "plek", lambda: "wijk-WK030710"),
            ("/wijken/BU03071001/", "plek", lambda: "wijk-WK030710"),
            ("/gebieden/langs-eem/", "plek", lambda: f"gebied-{Gebied.objects.get().pk}"),
        ],
    )
    def test_page_it_came_from_is_filled_in(self, als, bij, field, expected):
        maak_buurt("BU03071001")
        Gebied.objects.create(code="langs-eem", naam="Langs Eem")
        form = als("medewerker").get(f"{MELDEN}?bij={bij}").context["form"]
        found = form[field].value()
        assert getattr(found, "pk", found) == expected()

    def test_two_fields_are_enough_and_one_is_back_on_the_page(self, als):
        client = als("corporatie", "portaal")
        response = report(client, "/acties/2026/7/", actie=Actie.objects.get(jaar=2026, nummer=7).pk)
        assertRedirects(response, "/acties/2026/7/")
        page = client.get("/acties/2026/7/")
        assertContains(page, "Het net")
        made = Knelpunt.objects.get()
        assert (made.actie.nummer, made.partij.code, made.thema) == (7, "portaal", made.actie.thema)

    @pytest.mark.parametrize(
        "bij",
        ["https://kwaad.nl/", "//kwaad.nl/", "/\\kwaad.nl", "javascript:alert(1)", "/bestaat/niet/", "/account/logout/",
         "/beheer/", "", "/acties/%00/", "/acties/\r\nSet-Cookie:x", "/" * 5000, "/acties/#//kwaad.nl", "[", "//[",
         "/acties/2026/99/", "/wijken/WK999999/", "/gebieden/weg/", "/themas/weg/", "/acties/99999999999999999999/1/"],
    )  # fmt: skip
    def test_address_that_is_not_ours_leads_to_the_report_itself(self, als, bij):
        client = als("medewerker")
        assert client.get(MELDEN, {"bij": bij}).status_code == 200
        response = client.post(f"{MELDEN}?{urlencode({'bij': bij})}",
                               {"soort": "kans", "titel": "Hier kan wat"})  # fmt: skip
        assertRedirects(response, Knelpunt.objects.get().get_absolute_url())

    def test_double_submit_is_one_report(self, als):
        client = als("medewerker")
        for _twice in range(2):
            assert report(client).status_code == 302
        assert Knelpunt.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"titel": " "}, "titel"),
            ({"titel": "w" * 151}, "titel"),
            ({"tekst": "w" * 20_001}, "tekst"),
            ({"soort": "klacht"}, "soort"),
            ({"actie": "999999"}, "actie"),
            ({"plek": "wijk-WK999999"}, "plek"),
            ({"project": "ONZIN"}, "project"),
            ({"partij": "999999"}, "partij"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(self, als, given, field):
        response = report(als("medewerker"), **{"tekst": "Wat ik typte.", **given})
        assert (response.status_code, list(errors(response))) == (422, [field])
        if field != "tekst":
            assertContains(response, "Wat ik typte.", status_code=422)
        assert not Knelpunt.objects.exists()

    def test_signs_that_nobody_types_fall_away(self, als):
        """A title is one line, also when two were pasted; a text keeps its lines."""
        pasted = {"titel": " Het\r\nnet\t\0 zit\x07 vol\ufffe\u2028", "tekst": "Een\x0b.\0\r\nTwee.\rDrie.\uffff"}
        assert report(als("medewerker"), **pasted).status_code == 302
        made = Knelpunt.objects.get()
        assert (made.titel, made.tekst) == ("Het net zit vol", "Een.\nTwee.\nDrie.")

    def test_text_of_20_000_signs_fits(self, als):
        assert report(als("medewerker"), tekst="é" * 20_000).status_code == 302
        assert len(Knelpunt.objects.get().tekst) == 20_000

    def test_party_that_stopped_cannot_be_chosen(self, als):
        portaal = Partij.objects.get(code="portaal")
        Partij.objects.filter(pk=portaal.pk).update(actief=False)
        assert list(errors(report(als("medewerker"), partij=portaal.pk))) == ["partij"]

    def test_project_of_an_accepted_list_has_its_name(self, als):
        maak_vastgesteld("omnia-wonen", "2026-1", project(10, projectcode="OMN-1", naam="De Hoef"))
        client = als("medewerker")
        report(client, project="OMN-1")
        assertContains(client.get(Knelpunt.objects.get().get_absolute_url()), "De Hoef")
        assertContains(client.get(BORD), "project De Hoef")


class TestBord:
    def columns(self, client, **query):
        found = client.get(BORD, query).context["kolommen"]
        return {stand.value: [kaart.knelpunt.titel for kaart in kaarten] for stand, kaarten in found}

    def test_columns_are_the_states_and_the_end_stays_half_a_year(self, als, clock):
        maak_knelpunt(titel="Nieuw")
        maak_knelpunt(titel="Bezig", stand="opgepakt")
        for titel, stand, op in [("Net", "vervallen", "2025-12-18"), ("Lang", "vervallen", "2025-12-15"),
                                 ("Goed", "opgelost", "2026-06-01")]:  # fmt: skip
            at = datetime.datetime.fromisoformat(f"{op}T12:00+00:00")
            maak_knelpunt(titel=titel, stand=stand, afloop="x", stand_op=at)
        assert self.columns(als("bo-lid")) == {
            "gemeld": ["Nieuw"],
            "opgepakt": ["Bezig"],
            "opgelost": ["Goed"],
            "vervallen": ["Net"],
        }

    def test_filters(self, als):
        theme = Actie.objects.get(jaar=2026, nummer=7).thema
        maak_knelpunt(titel="A", partij="portaal", thema=theme)
        maak_knelpunt(titel="B", soort="kans", doorbraakteam=True)
        client = als("medewerker")
        asked = {"partij": "portaal", "thema": theme.slug, "doorbraakteam": "nee", "soort": "knelpunt"}
        for name, value in asked.items():
            assert self.columns(client, **{name: value})["gemeld"] == ["A"], name
        assert self.columns(client, soort="kans", doorbraakteam="ja")["gemeld"] == ["B"]
        assert client.get(BORD, {"partij": "onzin", "soort": "x\0"}).status_code == 200

    def test_queries_do_not_follow_the_cards(self, als):
        client, counts = als("medewerker"), []
        client.get(BORD)
        for _more in range(2):
            for _card in range(3):
                maak_knelpunt(actie=Actie.objects.get(jaar=2026, nummer=7), wijk=Wijk.objects.first())
            with CaptureQueriesContext(connection) as queries:
                client.get(BORD)
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_one_press_moves_a_card_and_comes_back_to_it(self, als):
        made, client = maak_knelpunt(), als("corporatie", "omnia-wonen")
        assertContains(client.get(f"{BORD}?soort=knelpunt"), "Oppakken")
        adres = f"{BORD}{made.pk}/naar/opgepakt/?bij=%2Facties%2Fknelpunten%2F%3Fsoort%3Dknelpunt"
        response = client.post(adres, {"versie": 0})
        assert response.url == f"{BORD}?soort=knelpunt#knelpunt-{made.pk}"
        made.refresh_from_db()
        assert made.stand == "opgepakt"

    def test_who_does_not_take_it_up_has_no_buttons_and_cannot_move_it(self, als):
        made = maak_knelpunt(partij="omnia-wonen")
        for rol, partij in [("corporatie", "portaal"), ("huurdersorganisatie", None), ("bo-lid", "omnia-wonen")]:
            client = als(rol, partij)
            assertNotContains(client.get(BORD), "Oppakken")
            assert client.post(f"{BORD}{made.pk}/naar/opgepakt/", {"versie": 0}).status_code == 404

    def test_stale_press_shows_what_the_other_did_and_pressing_again_does_it(self, als, gebruiker):
        made, client = maak_knelpunt(), als("medewerker")
        knelpunten.move(made, "vervallen", by=gebruiker("beheer"), versie=0, afloop="Dubbel gemeld.")
        adres = f"{BORD}{made.pk}/naar/opgepakt/"
        first = client.post(adres, {"versie": 0})
        assertContains(first, "intussen door iemand anders gewijzigd", status_code=409)
        again = client.post(adres, {"versie": first.context["form"]["versie"].value()})
        assertRedirects(again, made.get_absolute_url())

    def test_dropping_without_a_reason_asks_for_it(self, als):
        made, client = maak_knelpunt(), als("medewerker")
        response = client.post(f"{BORD}{made.pk}/naar/vervallen/", {"versie": 0, "afloop": " "})
        assert errors(response) == {"afloop": ["Vertel kort waarom dit vervalt."]}
        assert client.get(f"{BORD}{made.pk}/naar/onzin/").status_code == 404

    def test_empty_board_says_what_to_do(self, als):
        assertContains(als("huurdersorganisatie").get(BORD), "Melden kost een minuut.")
        assertNotContains(als("bo-lid").get(BORD), "Melden kost een minuut.")


class TestDetail:
    def test_note_of_a_tenant_stands_in_the_course(self, als):
        made, client = maak_knelpunt(), als("huurdersorganisatie")
        response = client.post(f"{made.get_absolute_url()}notitie/", {"tekst": "Wij weten er meer van."})
        assert response.url == made.notities.get().get_absolute_url()
        assertContains(client.get(made.get_absolute_url()), "Wij weten er meer van.")

    def test_owner_finds_it_in_my_work(self, als):
        made = maak_knelpunt(partij="omnia-wonen")
        assertContains(als("corporatie", "omnia-wonen").get("/mijn-werk/"), made.get_absolute_url())
        assertNotContains(als("corporatie", "portaal").get("/mijn-werk/"), made.get_absolute_url())

    def test_empty_note_is_asked_again(self, als):
        made = maak_knelpunt()
        response = als("medewerker").post(f"{made.get_absolute_url()}notitie/", {"tekst": " "})
        assert (response.status_code, errors(response)) == (422, {"tekst": ["Schrijf eerst uw notitie."]})

    def test_text_is_shown_as_text(self, als):
        made = maak_knelpunt(titel="<b>Vet</b>", tekst="<script>x</script>")
        page = als("medewerker").get(made.get_absolute_url())
        assertContains(page, "&lt;script&gt;x&lt;/script&gt;")
        assertNotContains(page, "<script>x")

    def test_change_with_everything(self, als):
        made, client = maak_knelpunt(), als("corporatie", "portaal")
        area = Gebied.objects.create(code="hoef", naam="Hoefkwartier")
        form = {"versie": spoor.versie(made), "soort": "kans", "titel": "Samen graven", "tekst": "",
                "partij": Partij.objects.get(code="portaal").pk, "plek": f"gebied-{area.pk}", "doorbraakteam": "on",
                "team": "Kim en Bo", "team_uitkomst": "Eén aanvraag."}  # fmt: skip
        response = client.post(f"{made.get_absolute_url()}wijzigen/", form)
        assertRedirects(response, made.get_absolute_url())
        made.refresh_from_db()
        assert (made.soort, made.partij.code, made.gebied, made.wijk, made.team) == (
            "kans", "portaal", area, None, "Kim en Bo",
        )  # fmt: skip
        assertContains(client.get("/gebieden/hoef/"), "Samen graven")

    def test_decision_of_a_meeting_stands_on_its_page(self, als):
        made, overleg = maak_knelpunt(thema=Actie.objects.get(jaar=2026, nummer=7).thema), maak_overleg()
        punt, client = maak_punt(overleg, soort="knelpunt", knelpunt_of_kans=made), als("medewerker")
        assertContains(client.get(overleg.get_absolute_url()), made.get_absolute_url())
        form = client.get(f"/overleg/{overleg.pk}/besluit/?punt={punt.pk}").context["form"]
        assert form["knelpunt"].value() == made.pk
        client.post(f"/overleg/{overleg.pk}/besluit/", {"wat": "Wij vragen samen aan.", "knelpunt": made.pk,
                    "uiterlijk": "2026-09-01", "partij": made.partij_id})  # fmt: skip
        assert Besluit.objects.get().thema == made.thema
        assertContains(client.get(made.get_absolute_url()), "Wij vragen samen aan.")

    def test_decision_about_nothing_with_a_theme_is_still_refused(self, als):
        overleg, made = maak_overleg(), maak_knelpunt()
        response = als("medewerker").post(f"/overleg/{overleg.pk}/besluit/", {"wat": "Wij vragen.", "knelpunt": made.pk,
                                          "uiterlijk": "2026-09-01", "partij": made.partij_id})  # fmt: skip
        assert (response.status_code, list(errors(response))) == (422, ["actie"])


class TestTabel:
    def test_table_has_what_the_board_no_longer_has_and_exports_what_is_chosen(self, als):
        old = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
        maak_knelpunt(titel="Lang geleden", stand="opgelost", afloop="=Mooi", stand_op=old)
        maak_knelpunt(titel="Nieuw")
        client = als("medewerker")
        assertContains(client.get(f"{BORD}tabel/"), "Lang geleden")
        made = client.get(f"{BORD}export.csv", {"status": "opgelost"}).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(made), delimiter=";"))
        assert [(row["Titel"], row["Stand"], row["Hoe het afliep"]) for row in rows] == [
            ("Lang geleden", "opgelost", "'=Mooi")
        ]
        assert client.get(f"{BORD}export.xlsx").status_code == 200

    def test_course_goes_by_twenty_five_and_leads_to_the_page_of_a_note(self, als, gebruiker):
        """Of thirty notes the five oldest stand on the second page; one that does not exist gives the first."""
        made, client, by = maak_knelpunt(), als("medewerker"), gebruiker("beheer")
        notes = [knelpunten.note(made, f"Stap {number}.", by=by) for number in range(1, 31)]
        shown = {
            asked: [note.tekst for note in client.get(made.get_absolute_url() + asked).context["notities"]]
            for asked in (
                "",
                "?verloop=2",
                f"?notitie={notes[5].pk}",
                f"?notitie={notes[4].pk}",
                "?notitie=x",
                "?notitie=999999",
            )
        }
        newest, oldest = [f"Stap {at}." for at in range(30, 5, -1)], [f"Stap {at}." for at in range(5, 0, -1)]
        assert list(shown.values()) == [newest, oldest, newest, oldest, newest, newest]
        assert notes[4].get_absolute_url() == f"{BORD}{made.pk}/?notitie={notes[4].pk}#notitie-{notes[4].pk}"

    def test_decision_keeps_the_knelpunt_from_deletion(self):
        made = maak_knelpunt()
        maak_besluit(knelpunt=made)
        with pytest.raises(ProtectedError):
            made.delete()


@pytest.mark.parametrize(
    ("naar", "titel", "knop"),
    [
        ("opgelost", "Is het opgelost?", "Bewaren als opgelost"),
        ("vervallen", "Laten vervallen?", "Bewaren als vervallen"),
    ],
)
def test_page_that_ends_it_asks_and_says_what_is_needed(als, naar, titel, knop):
    made = maak_knelpunt(stand="opgepakt")
    page = als("medewerker").get(f"{BORD}{made.pk}/naar/{naar}/")
    assert (page.context["titel"], page.context["knop"]) == (titel, knop)
    assertContains(page, "asteriskField")
