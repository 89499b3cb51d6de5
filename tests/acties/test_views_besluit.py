"""The pages of decisions: taking one, what came of it, the list with its filters, and its files."""

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties import spoor
from acties.models import Besluit
from acties.overleg import besluiten
from basis.models import Partij
from tests.factories.acties import maak_actie, maak_besluit, maak_overleg, maak_punt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def errors(response) -> dict:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def decide(client, overleg, **kwargs):
    given = {"wat": "Wij bouwen eerder.", "indicator": "V1", "uiterlijk": "2026-09-01",
             "partij": Partij.objects.get(code="omnia-wonen").pk}  # fmt: skip
    return client.post(f"/overleg/{overleg.pk}/besluit/", {**given, **kwargs})


class TestBesluit:
    def test_decision_at_a_point_begins_with_what_the_point_is_about(self, als):
        overleg, actie = maak_overleg(), maak_actie(7, thema="ouderen")
        punt = maak_punt(overleg, actie=actie)
        client = als("medewerker")
        form = client.get(f"/overleg/{overleg.pk}/besluit/?punt={punt.pk}").context["form"]
        assert (form["punt"].value(), form["actie"].value()) == (punt.pk, actie.pk)
        for nonsense in ("x", "-1", "9" * 30, "٣"):
            assert client.get(f"/overleg/{overleg.pk}/besluit/?punt={nonsense}").status_code == 200

    def test_decision_stands_under_its_action(self, als):
        overleg, actie = maak_overleg(), maak_actie(7, thema="ouderen")
        client = als("medewerker")
        decide(client, overleg, indicator="", actie=actie.pk)
        assert Besluit.objects.get().thema.slug == "ouderen"
        assertContains(client.get(actie.get_absolute_url()), "Wij bouwen eerder.")

    def test_double_submit_is_one_decision(self, als):
        client, overleg = als("medewerker"), maak_overleg()
        for _twice in range(2):
            assertRedirects(
                decide(client, overleg), f"{overleg.get_absolute_url()}#besluiten", fetch_redirect_response=False
            )
        assert Besluit.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"wat": " \r\n "}, "wat"),
            ({"wat": "w" * 4001}, "wat"),
            ({"indicator": ""}, "actie"),
            ({"indicator": "Z9"}, "indicator"),
            ({"uiterlijk": "2025-12-31"}, "uiterlijk"),
            ({"uiterlijk": "2026-06-17"}, "uiterlijk"),
            ({"uiterlijk": "2041-01-01"}, "uiterlijk"),
            ({"uiterlijk": ""}, "uiterlijk"),
            ({"partij": ""}, "partij"),
            ({"partij": "999999"}, "partij"),
            ({"wie": "999999"}, "wie"),
            ({"punt": "999999"}, "punt"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, als, given, field):
        response = decide(als("medewerker"), maak_overleg(), **given)
        assert (response.status_code, list(errors(response))) == (422, [field])
        assert not Besluit.objects.exists()

    def test_stale_outcome_keeps_what_was_typed(self, als, gebruiker):
        besluit = maak_besluit(uiterlijk="2026-06-18")
        other = gebruiker("beheer", first_name="Bea", last_name="Heer")
        besluiten.finish(besluit, by=other, status="vervallen", uitkomst="Niet nodig.",
                         afgerond_op=datetime.date(2026, 6, 18), versie=0)  # fmt: skip
        client = als("medewerker")
        given = {"status": "uitgevoerd", "uitkomst": "Gelukt.", "versie": 0}
        response = client.post(besluit.get_absolute_url(), given)
        assertContains(response, "Bea Heer", status_code=409)
        assertContains(response, "Gelukt.</textarea>", status_code=409)
        newest = response.context["form"]["versie"].value()
        client.post(besluit.get_absolute_url(), given | {"versie": newest})
        besluit.refresh_from_db()
        assert (besluit.status, besluit.uitkomst, str(besluit.afgerond_op)) == ("uitgevoerd", "Gelukt.", "2026-06-18")

    def test_reader_sees_no_form_and_no_trail(self, als, gebruiker):
        besluit = maak_besluit()
        besluiten.finish(besluit, by=gebruiker("beheer"), status="uitgevoerd", uitkomst="Gelukt.",
                         afgerond_op=datetime.date(2026, 6, 18), versie=0)  # fmt: skip
        page = als("huurdersorganisatie").get(besluit.get_absolute_url())
        assertContains(page, "Gelukt.")
        for text in ("Geschiedenis", "<textarea", "Besluit wijzigen"):
            assertNotContains(page, text)

    def test_name_of_a_deleted_user_stays_on_the_form(self, als, gebruiker):
        omar = gebruiker("corporatie", first_name="Omar", last_name="van Nia")
        besluit = maak_besluit(wie=omar, wie_naam=str(omar))
        omar.delete()
        page = als("medewerker").get(f"{besluit.get_absolute_url()}wijzigen/")
        assertContains(page, "Was: Omar van Nia. Dat account is er niet meer; de naam blijft staan.")

    def test_trail_of_the_administrators_leads_to_the_decision(self, als, gebruiker):
        besluit = maak_besluit()
        spoor.change(besluit, {"wat": "Anders."}, by=gebruiker("medewerker"))
        assertContains(als("beheer").get("/account/wijzigingen/"), f'href="{besluit.get_absolute_url()}"')


class TestBesluitenlijst:
    @pytest.fixture
    def drie(self):
        """Omnia does one about theme 2, Portaal one about theme 4, and one of Omnia is done."""
        overleg = maak_overleg()
        maak_besluit(overleg, "een", uiterlijk="2026-09-01")
        maak_besluit(overleg, "twee", "portaal", uiterlijk="2026-10-01", actie=maak_actie(7, thema="ouderen"),
                     thema=maak_actie(8, thema="ouderen").thema)  # fmt: skip
        maak_besluit(overleg, "drie", uiterlijk="2026-08-01", status="uitgevoerd", uitkomst="Gelukt!",
                     afgerond_op=datetime.date(2026, 6, 18))  # fmt: skip

    @pytest.mark.parametrize(
        ("choice", "expected"),
        [
            ("", ["drie", "een", "twee"]),
            ("status=open", ["een", "twee"]),
            ("partij=omnia-wonen", ["drie", "een"]),
            ("thema=ouderen", ["twee"]),
            ("q=gelukt", ["drie"]),
            ("sort=-uiterlijk", ["twee", "een", "drie"]),
            ("status=onzin", ["drie", "een", "twee"]),
            ("partij=portaal&status=uitgevoerd", []),
        ],
    )
    def test_list_and_files_show_what_is_chosen(self, als, drie, choice, expected):
        client = als("bo-lid")
        rows = client.get(f"/overleg/besluiten/?{choice}").context["table"].rows
        assert [row.record.wat for row in rows] == expected
        lines = client.get(f"/overleg/besluiten/export.csv?{choice}").content.decode("utf-8-sig").splitlines()
        assert [line.split(";")[1] for line in lines[1:]] == expected

    def test_excel_has_the_choice_on_its_cover_and_dates_as_dates(self, als, drie):
        made = als("bo-lid").get("/overleg/besluiten/export.xlsx?status=open").content
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert [cell.value for cell in book["Toelichting"]["B"]][:2] == [
            "Besluiten van de samenwerkingsafspraken Amersfoort", "stand: open",
        ]  # fmt: skip
        head, first, _ = book["Besluiten"].values
        row = dict(zip(head, first, strict=True))
        assert (row["Uiterlijk"], row["Partij"]) == (datetime.datetime(2026, 9, 1), "Omnia Wonen")
        assert (row["Genomen in"], row["Datum overleg"]) == ("Bestuurlijk overleg (BO)", datetime.datetime(2026, 6, 18))

    def test_number_of_queries_does_not_follow_the_rows(self, als, drie, django_assert_num_queries):
        client = als("medewerker")
        client.get("/overleg/besluiten/")
        with CaptureQueriesContext(connection) as one:
            client.get("/overleg/besluiten/?q=een")
        with django_assert_num_queries(len(one)):
            client.get("/overleg/besluiten/?q=e")
