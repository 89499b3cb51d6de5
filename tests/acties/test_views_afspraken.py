"""The screen that reads the agreements document: first see, then store, and nothing in between."""

import datetime

import pytest
import time_machine
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.models import Actie
from acties.status import change_status
from basis.models import Wijziging
from tests.factories.acties import JAAR, maak_actie, maak_pdf

pytestmark = pytest.mark.django_db
AFSPRAKEN, LIJST = "/acties/afspraken/", "/acties/"
DOCUMENT = "1. Prettig wonen\n1) Actie 2027: We bellen met bewoners.\n3) Actie 2027: We schrijven terug."
VERLOPEN = "Het voorbeeld is verlopen. Kies het document nog eens; er is niets veranderd."
NU = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


def preview(client, data=DOCUMENT, naam="afspraken.txt", jaar=JAAR):
    data = data if isinstance(data, bytes) else data.encode()
    return client.post(AFSPRAKEN, {"bestand": SimpleUploadedFile(naam, data), "jaar": jaar})


def save(client, document):
    return client.post(AFSPRAKEN, {"document": document}, follow=True)


def stored():
    return dict(Actie.objects.filter(jaar=JAAR).values_list("nummer", "officiele_tekst"))


def told(response):
    return [str(message) for message in response.context["messages"]]


class TestPreview:
    def test_preview_tells_what_would_change_and_stores_nothing(self, als):
        maak_actie(1)
        maak_actie(9)
        page = preview(als("medewerker"))
        assert [(each.gevonden.nummer, each.soort) for each, _ in page.context["verschillen"]] == [
            (1, "toegevoegd"),
            (3, "nieuw"),
        ]
        assert page.context["ontbreekt"] == [2, 9]
        assertContains(page, "acties van 2027 gevonden in afspraken.txt. Er is nog niets bewaard.")
        assertContains(page, "Bewaar de tekst van 2 acties")
        assert stored() == {1: "", 9: ""}
        assert not Wijziging.objects.exists()

    def test_preview_of_a_pdf_reads_it(self, als):
        page = preview(als("medewerker"), maak_pdf(DOCUMENT), "afspraken.pdf")
        assertContains(page, "We schrijven terug.")

    def test_preview_of_a_change_shows_the_words_before_and_after(self, als):
        maak_actie(1, officiele_tekst="We mailen met bewoners.")
        page = preview(als("medewerker"))
        assertContains(page, "We mailen met bewoners.")
        assertContains(page, "We bellen met bewoners.")

    def test_preview_of_what_stands_there_already_offers_no_button(self, als):
        client = als("medewerker")
        save(client, preview(client).context["document"])
        page = preview(client)
        assertContains(page, "Alles staat al zo in de monitor: er is niets te bewaren.")
        assertNotContains(page, "Bewaar de tekst")


class TestStore:
    def test_store_stores_what_was_shown(self, als):
        maak_actie(1, titel="Bellen")
        client = als("medewerker")
        page = save(client, preview(client).context["document"])
        assertRedirects(page, LIJST)
        assert told(page) == ["De tekst van 2 acties is bewaard."]
        assert stored() == {1: "We bellen met bewoners.", 3: "We schrijven terug."}
        assert set(Wijziging.objects.values_list("door__rol", flat=True)) == {"medewerker"}

    def test_store_of_one_action_says_one(self, als):
        client = als("medewerker")
        page = save(client, preview(client, "1) Actie 2027: We bellen.").context["document"])
        assert told(page) == ["De tekst van 1 actie is bewaard."]

    def test_store_twice_changes_nothing(self, als):
        client = als("medewerker")
        document = preview(client).context["document"]
        save(client, document)
        before = Wijziging.objects.count()
        assert told(save(client, document))[-1] == "Niets gewijzigd: alles stond er al."
        assert Wijziging.objects.count() == before

    def test_store_keeps_a_status_given_since_the_preview(self, als, gebruiker):
        actie = maak_actie(1)
        client = als("medewerker")
        document = preview(client).context["document"]
        change_status(actie, by=gebruiker("corporatie"), naar="aandacht", toelichting="Let op.", versie=0)
        save(client, document)
        assert list(Actie.objects.filter(pk=actie.pk).values_list("status", "versie", "officiele_tekst")) == [
            ("aandacht", 1, "We bellen met bewoners.")
        ]

    def test_store_is_possible_for_an_hour(self, als, clock):
        client = als("medewerker")
        document = preview(client).context["document"]
        clock.shift(datetime.timedelta(hours=1))
        assert told(save(client, document)) == ["De tekst van 2 acties is bewaard."]

    def test_store_of_an_expired_preview_asks_again(self, als, clock):
        client = als("medewerker")
        document = preview(client).context["document"]
        clock.shift(datetime.timedelta(hours=1, seconds=1))
        page = save(client, document)
        assertRedirects(page, AFSPRAKEN)
        assert told(page) == [VERLOPEN]
        assert stored() == {}

    @pytest.mark.parametrize(
        "forge",
        [
            lambda document: "",
            lambda document: f"{document[:-1]}{'A' if document[-1] != 'A' else 'B'}",
            lambda document: signing.dumps([1, DOCUMENT, JAAR], salt="another purpose", compress=True),
        ],
        ids=["empty", "one letter", "other purpose"],
    )
    def test_store_of_a_forged_preview_stores_nothing(self, als, forge):
        client = als("medewerker")
        page = save(client, forge(preview(client).context["document"]))
        assertRedirects(page, AFSPRAKEN)
        assert told(page) == [VERLOPEN]
        assert stored() == {}

    def test_store_of_the_preview_of_a_colleague_stores_nothing(self, als):
        document = preview(als("beheer")).context["document"]
        page = save(als("medewerker"), document)
        assert told(page) == [VERLOPEN]
        assert stored() == {}


class TestBadInput:
    """Each: a Dutch message beside the field, and the year that was filled in still there."""

    @pytest.mark.parametrize(
        ("naam", "data", "message"),
        [
            ("a.txt", b"", "Het verstuurde bestand is leeg."),
            ("a.txt", b" \n ", "Het bestand is leeg. Kies het document met de afspraken."),
            ("a.pdf", b"%PDF-1.4 kapot", "Deze PDF is niet te lezen. Is het bestand helemaal gedownload?"),
            (
                "a.docx",
                b"PK\x03\x04\x00",
                "Dit bestand is geen PDF en geen gewone tekst. Kies het document als .pdf of .txt.",
            ),
            (
                "a.txt",
                b"1) Actie 2026: Iets.",
                "In dit document staan geen acties van 2027. Wel gevonden: acties van 2026. "
                "Verwacht: regels als ‘1) Actie 2027: …’.",
            ),
            (
                "a.txt",
                b"1) Actie 2027: Iets.\n1) Actie 2027: Nog iets.",
                "Actie 1 staat meer dan eens in dit document. Verwacht: elk nummer eenmaal.",
            ),
        ],
        ids=["empty", "blank", "spoilt", "word", "other year", "double"],
    )
    def test_bad_document_gets_a_message(self, als, naam, data, message):
        page = preview(als("medewerker"), data, naam)
        assert page.status_code == 422
        assert page.context["form"].errors == {"bestand": [message]}
        assert str(page.context["form"]["jaar"].value()) == "2027"

    def test_document_of_more_than_twenty_megabytes_is_refused(self, als):
        page = preview(als("medewerker"), b"a" * ((20 << 20) + 1))
        assert page.context["form"].errors["bestand"] == [
            "Het bestand is groter dan 20 MB. Kies een kleinere versie van het document."
        ]

    @pytest.mark.parametrize("jaar", ["2025", "2036", "", "volgend jaar"])
    def test_year_out_of_range_is_refused(self, als, jaar):
        page = preview(als("medewerker"), jaar=jaar)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["jaar"]

    def test_without_a_document_the_form_asks_for_one(self, als):
        page = als("medewerker").post(AFSPRAKEN, {"jaar": JAAR})
        assert page.context["form"].errors == {"bestand": ["Kies het document met de afspraken."]}


class TestRoles:
    @pytest.mark.parametrize("rol", ["beheer", "medewerker"])
    def test_municipality_may(self, als, rol):
        client = als(rol)
        assert client.get(AFSPRAKEN).status_code == 200
        assertContains(client.get(LIJST), f'href="{AFSPRAKEN}"')

    @pytest.mark.parametrize("rol", ["corporatie", "huurdersorganisatie", "bo-lid"])
    def test_others_find_no_such_page(self, als, rol):
        client = als(rol)
        assert client.get(AFSPRAKEN).status_code == 404
        assert preview(client).status_code == 404
        assert save(client, signing.dumps([1, DOCUMENT, JAAR], salt="acties.afspraken")).status_code == 404
        assertNotContains(client.get(LIJST), AFSPRAKEN)
        assert stored() == {}


class TestVervolg:
    """A document of a new year: what carries on what, and what becomes of the rest."""

    TEKST = (
        "1) Actie 2027: Lijst van prioriteitsbuurten: samen kiezen welke buurten het eerst een aanpak krijgen.\n"
        "2) Actie 2027: Bankjes schilderen.\n"
    )

    def actie(self, nummer, jaar=2026):
        return Actie.objects.get(jaar=jaar, nummer=nummer)

    def filled(self, page) -> dict:
        vraag, data = page.context["vraag"], {"document": page.context["document"]}
        for form in (*vraag.vervolg, *vraag.keuzes):
            data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
            if "versie" in form.fields:
                data[form.add_prefix("versie")] = form.actie.versie
        return data

    def test_preview_suggests_by_likeness_and_asks_about_the_rest(self, als):
        page = preview(als("medewerker"), self.TEKST)
        vraag = page.context["vraag"]
        assert [(form.nummer, form["van"].value()) for form in vraag.vervolg] == [(1, self.actie(2).pk), (2, "")]
        assert [form.actie.nummer for form in vraag.keuzes] == [1, *range(3, 21)]
        assertContains(page, "Niet in dit document")

    def test_store_carries_on_makes_new_and_closes_in_one_go(self, als):
        client = als("medewerker")
        data = self.filled(preview(client, self.TEKST))
        pk = {nummer: self.actie(nummer).pk for nummer in (3, 8, 9)}
        data |= {f"a{pk[8]}-keuze": "vervallen", f"a{pk[8]}-waarom": "Geen vergunning."}
        data |= {f"a{pk[9]}-keuze": "afgerond", f"a{pk[3]}-keuze": "doorzetten"}
        page = client.post(AFSPRAKEN, data, follow=True)
        assert told(page) == [
            "De tekst van 2 acties is bewaard.", "Bewaard: 1 actie doorgezet naar 2027 en 2 acties afgesloten."
        ]  # fmt: skip
        found = [
            (each.nummer, each.titel, each.vervolg_van and each.vervolg_van.nummer)
            for each in Actie.objects.filter(jaar=2027).order_by("nummer")
        ]
        assert found == [
            (1, "Lijst van prioriteitsbuurten", 2),
            (2, "Bankjes schilderen", None),
            (3, "Gezamenlijke aanpak per prioriteitsbuurt", 3),
        ]
        assert [self.actie(nummer).status for nummer in (8, 9)] == ["vervallen", "afgerond"]
        assert stored()[1].startswith("Lijst van prioriteitsbuurten: samen kiezen")
        assert self.actie(2).officiele_tekst == ""
        again = client.post(AFSPRAKEN, data, follow=True)
        assert told(again) == ["Niets gewijzigd: alles stond er al."]
        assert Actie.objects.filter(jaar=2027).count() == 3

    def test_officer_may_choose_another_or_none(self, als):
        client = als("medewerker")
        data = {**self.filled(preview(client, self.TEKST)), "v1-van": "", "v2-van": self.actie(20).pk}
        client.post(AFSPRAKEN, data)
        assert (self.actie(1, 2027).vervolg_van, self.actie(2, 2027).vervolg_van) == (None, self.actie(20))

    def test_one_action_twice_and_two_answers_about_one_are_refused(self, als):
        client = als("medewerker")
        data = self.filled(preview(client, self.TEKST))
        twice = client.post(AFSPRAKEN, {**data, "v2-van": data["v1-van"]})
        assertContains(twice, "Actie 2 kan maar één vervolg hebben.", status_code=422)
        both = client.post(AFSPRAKEN, {**data, "v2-van": self.actie(9).pk, f"a{self.actie(9).pk}-keuze": "afgerond"})
        assertContains(both, "Actie 9 gaat al verder in het document.", status_code=422)
        assert stored() == {}

    def test_dropping_without_a_reason_stores_nothing(self, als):
        client = als("medewerker")
        data = {**self.filled(preview(client, self.TEKST)), f"a{self.actie(8).pk}-keuze": "vervallen"}
        assertContains(client.post(AFSPRAKEN, data), "Vertel kort waarom deze actie vervalt.", status_code=422)
        assert stored() == {}

    def test_status_that_changed_meanwhile_stores_nothing_and_says_so(self, als, gebruiker):
        client = als("medewerker")
        data = {**self.filled(preview(client, self.TEKST)), f"a{self.actie(9).pk}-keuze": "afgerond"}
        change_status(self.actie(9), by=gebruiker("beheer"), naar="bijsturen", toelichting="Het stokt.", versie=0)
        assertContains(client.post(AFSPRAKEN, data), "‘Het stokt.’ Wat u koos staat er nog.", status_code=409)
        assert stored() == {}

    def test_year_too_far_ahead_is_refused(self, als):
        page = preview(als("medewerker"), self.TEKST, jaar=2029)
        assertContains(page, "2029 is nog te ver weg. U kunt nu vooruit tot en met 2027.", status_code=422)
