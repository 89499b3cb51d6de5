"""Several actions updated at once: on one screen, and in a workbook that is shown before it is stored."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier.samen import KOPPEN, Invoer, Onbruikbaar, preview, store
from acties.models import Actie, Statusmelding
from acties.status import change_status
from basis.models import Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db
SAMEN, INLEZEN = "/acties/samen/", "/acties/samen/werkmap/"


@pytest.fixture
def drie():
    """Three open actions of 2027; those of the reference data are finished."""
    Actie.objects.update(status="afgerond")
    return [maak_actie(n, status="op-schema", titel=f"Titel {n}") for n in (1, 2, 3)]


@pytest.fixture
def by(gebruiker):
    return gebruiker("medewerker")


def told() -> list[tuple]:
    return list(Statusmelding.objects.order_by("actie", "pk").values_list("actie__nummer", "naar", "toelichting"))


def sent(acties, **filled) -> dict:
    """What the screen sends: nothing filled in, except `filled`: n1 is the note at action 1, s1 its status, v1 its
    version."""
    data = {}
    for actie in acties:
        nr, begin = actie.nummer, f"a{actie.pk}-"
        data |= {
            f"{begin}naar": filled.get(f"s{nr}", "op-schema"),
            f"{begin}was": "op-schema",
            f"{begin}toelichting": filled.get(f"n{nr}", ""),
            f"{begin}versie": filled.get(f"v{nr}", 0),
        }
    return data


class TestSamen:
    def test_only_rows_that_changed_are_stored(self, als, drie):
        page = als("medewerker").post(SAMEN, sent(drie, n1="Het loopt.", s3="aandacht", n3="Het stokt."), follow=True)
        assert told() == [(1, "op-schema", "Het loopt."), (3, "aandacht", "Het stokt.")]
        assertContains(page, "2 acties zijn bijgewerkt.")

    def test_stale_row_is_told_apart_and_the_others_are_stored(self, als, gebruiker, drie):
        other = gebruiker("corporatie", first_name="Olga", last_name="Bouw")
        change_status(drie[0], by=other, naar="bijsturen", toelichting="Het ligt stil.", versie=0)
        client = als("medewerker")
        page = client.post(SAMEN, sent(drie, n1="Klaar!", n2="Het loopt."))
        assert told() == [(1, "bijsturen", "Het ligt stil."), (2, "op-schema", "Het loopt.")]
        assertContains(page, "Actie 1 is niet bewaard: Olga Bouw heeft haar intussen bijgewerkt.", status_code=409)
        assertContains(page, "Intussen bijgewerkt door Olga Bouw: bijsturen nodig.", status_code=409)
        assertContains(page, "Klaar!</textarea>", status_code=409)
        again = next(row for row in page.context["rijen"] if row.actie.nummer == 1)
        assert again["versie"].value() == 1
        client.post(SAMEN, again.data)
        assert told()[:2] == [(1, "bijsturen", "Het ligt stil."), (1, "op-schema", "Klaar!")]

    def test_row_without_a_note_is_told_and_the_others_are_stored(self, als, drie):
        page = als("medewerker").post(SAMEN, sent(drie, s1="aandacht", n2="Het loopt."))
        assert told() == [(2, "op-schema", "Het loopt.")]
        assertContains(page, "Schrijf in een paar woorden hoe het met de actie gaat.", status_code=422)
        assertContains(page, "Bij actie 1 is nog iets nodig; die is niet bewaard", status_code=422)
        assertNotContains(page, "Bij actie 2 is nog", status_code=422)
        kept = {row.actie.nummer: row["naar"].value() for row in page.context["rijen"]}
        assert kept == {1: "aandacht", 2: "op-schema", 3: "op-schema"}

    def test_dropping_without_a_note_asks_why(self, als, drie):
        page = als("medewerker").post(SAMEN, sent(drie, s1="vervallen"))
        assertContains(page, "Schrijf in een paar woorden waarom de actie vervalt.", status_code=422)

    def test_row_that_cannot_be_stored_any_more_keeps_what_was_typed(self, als, drie, monkeypatch):
        """The action is carried on between the look at the form and its storing."""

        def carried_on(actie, **kwargs):
            raise ValidationError("Die is doorgezet.")

        monkeypatch.setattr("acties.dossier.samen.change_status", carried_on)
        page = als("medewerker").post(SAMEN, sent(drie, n1="Het loopt."))
        assertContains(page, "Het loopt.</textarea>", status_code=422)
        assertContains(page, "Actie 1 is niet bewaard. Die is doorgezet.", status_code=422)

    def test_sent_twice_is_stored_once(self, als, drie):
        client = als("medewerker")
        for _ in range(2):
            assertRedirects(client.post(SAMEN, sent(drie, n1="Het loopt.")), SAMEN)
        assert told() == [(1, "op-schema", "Het loopt.")]
        assert Wijziging.objects.count() == 1

    def test_nothing_filled_in_stores_nothing(self, als, drie):
        page = als("medewerker").post(SAMEN, sent(drie), follow=True)
        assertContains(page, "Er is niets veranderd")
        assert told() == []

    def test_action_that_was_finished_meanwhile_keeps_its_row(self, als, gebruiker, drie):
        change_status(drie[0], by=gebruiker("corporatie"), naar="afgerond", toelichting="Klaar.", versie=0)
        page = als("medewerker").post(SAMEN, sent(drie, n1="Het loopt."))
        assert [row.actie.nummer for row in page.context["rijen"]] == [2, 3, 1]

    def test_screen_shows_open_actions_with_as_many_queries_for_more(self, als, drie, django_assert_num_queries):
        client = als("medewerker")
        client.get(SAMEN)
        with CaptureQueriesContext(connection) as three:
            assert [row.actie.nummer for row in client.get(SAMEN).context["rijen"]] == [1, 2, 3]
        Actie.objects.update(status="op-schema")
        with django_assert_num_queries(len(three)):
            assert len(client.get(SAMEN).context["rijen"]) == 23

    @pytest.mark.parametrize(("rol", "code"), [("beheer", 200), ("corporatie", 404), ("bo-lid", 404)])
    def test_screen_is_for_the_municipality(self, als, rol, code):
        assert als(rol).get(SAMEN).status_code == code


def sheet(*rows, head=KOPPEN) -> list:
    return [list(head), *rows]


def row(actie, status="op schema", note="", succes="", knelpunt="", versie=0, jaar=2027, nr=None) -> list:
    return [jaar, nr or actie.nummer, actie.titel, status, note, succes, knelpunt, "", None, versie]


class TestPreview:
    @pytest.mark.parametrize(
        ("kwargs", "soort", "tekst"),
        [
            ({}, "gelijk", ""),
            ({"note": "Het loopt."}, "wijzigt", ""),
            ({"note": "Het stokt.", "status": "AANDACHT NODIG"}, "wijzigt", ""),
            ({"note": "Het stokt.", "status": "aandacht"}, "wijzigt", ""),
            ({"note": "Het loopt.", "versie": "0"}, "wijzigt", ""),
            ({"note": "Het loopt.", "versie": 0.0}, "wijzigt", ""),
            ({"note": "x" * 4000}, "wijzigt", ""),
            ({"note": "Het loopt.", "versie": 3}, "verouderd", "Intussen is deze actie bijgewerkt."),
            ({"note": "Het loopt.", "versie": None}, "verouderd", "Intussen is deze actie bijgewerkt."),
            ({"status": "aandacht nodig", "versie": 3}, "gelijk", ""),  # somebody else's status, no note of ours
            ({"status": "aandacht nodig"}, "fout", "Schrijf in een paar woorden"),
            ({"succes": "Taart!"}, "fout", "Schrijf in een paar woorden"),
            ({"status": "groen", "note": "x"}, "fout", "De status ‘groen’ bestaat niet. Verwacht: nog niet gestart,"),
            ({"note": "x" * 4001}, "fout", "De tekst bij ‘Wat is er nieuw?’ is langer dan 4000 tekens."),
            ({"nr": 99}, "fout", "Jaar en nr ‘2027, 99’ horen bij geen actie."),
            ({"nr": "een"}, "fout", "Jaar en nr ‘2027, een’ horen bij geen actie."),
            ({"jaar": "#REF!"}, "fout", "Jaar en nr ‘#REF!, 1’ horen bij geen actie."),
            ({"jaar": float("inf")}, "fout", "Jaar en nr ‘inf, 1’ horen bij geen actie."),
        ],
    )
    def test_row_says_what_it_would_do(self, by, drie, kwargs, soort, tekst):
        (found,) = preview(sheet(row(drie[0], **kwargs)), by)
        assert (found.nr, found.soort) == (2, soort)
        assert found.tekst.startswith(tekst)
        assert bool(found.invoer) is (soort == "wijzigt")

    def test_double_action_is_told_with_its_first_row(self, by, drie):
        found = preview(sheet(row(drie[0], note="Eén."), [None] * 10, row(drie[0], note="Twee.")), by)
        assert [(each.nr, each.soort) for each in found] == [(2, "wijzigt"), (4, "fout")]
        assert found[1].tekst.startswith("Deze actie staat ook in rij 2.")

    def test_columns_may_stand_in_another_order(self, by, drie):
        head = ["Versie", "Wat is er nieuw?", "Status", "Nr", "Jaar"]
        (found,) = preview([head, [0, "Het loopt.", "op schema", 1, 2027]], by)
        assert found.invoer == Invoer(drie[0].pk, "op-schema", "Het loopt.", "", "", 0)

    @pytest.mark.parametrize("rows", [[], [["Jaar", "Nr", "Status", "Wat is er nieuw?"]]])
    def test_missing_column_is_named(self, by, rows):
        with pytest.raises(Onbruikbaar, match="Versie"):
            preview(rows, by)

    def test_store_tells_apart_what_was_out_of_date(self, by, drie):
        change_status(drie[0], by=by, naar="aandacht", toelichting="Het stokt.", versie=0)
        done = store([Invoer(actie.pk, "op-schema", "Het loopt.", "", "", 0) for actie in drie[:2]], by=by)
        assert [actie.nummer for actie in done.bewaard] == [2]
        assert [conflict.actie.nummer for conflict in done.verouderd] == [1]

    def test_store_says_of_each_row_why_it_was_not_stored(self, by, drie):
        rows = [Invoer(0, "op-schema", "Van niemand.", "", "", 0), Invoer(drie[1].pk, "groen", "Hm.", "", "", 0),
                Invoer(drie[2].pk, "op-schema", "Het loopt.", "", "", 0)]  # fmt: skip
        done = store(rows, by=by)
        assert [actie.nummer for actie in done.bewaard] == [3]
        assert done.geweigerd == [
            "Een actie is er niet meer. Niet bewaard is: ‘Van niemand.’",
            "Actie 2 is niet bewaard. Kies een status uit de lijst.",
        ]

    @pytest.mark.parametrize("kop", ["Wat is er nieuw?", " wat is er NIEUW? "])
    def test_column_that_stands_there_twice_is_named(self, by, drie, kop):
        with pytest.raises(Onbruikbaar, match=r"staat Wat is er nieuw\? meer dan eens"):
            preview([[*KOPPEN, kop], [*row(drie[0]), "Wat nu?"]], by)

    def test_very_long_cell_is_shortened_where_it_is_named(self, by, drie):
        (found,) = preview(sheet(row(drie[0], status="groen" * 6000)), by)
        assert found.tekst.startswith(f"De status ‘{'groen' * 15}groe…’ bestaat niet.")


def filled(data: bytes, notes: dict[int, str]) -> SimpleUploadedFile:
    """The downloaded workbook with a note at these actions."""
    book = load_workbook(io.BytesIO(data))
    for cells in book["Acties"].iter_rows(min_row=2):
        cells[4].value = notes.get(cells[1].value, cells[4].value)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("acties-bijwerken.xlsx", out.getvalue())


class TestWerkmap:
    def test_download_read_back_unchanged_changes_nothing(self, als, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        page = client.post(INLEZEN, {"bestand": SimpleUploadedFile("lijst.xlsx", data)})
        assert (page.context["anders"], page.context["gelijk"], page.context["regels"]) == (0, 3, [])
        assert page.context["alleen_lezen"] == []

    def test_what_was_changed_in_a_column_to_read_is_told(self, als, by, drie):
        """Another title, another last note, and another day; action 2 keeps what it was given."""
        for actie in drie[:2]:
            change_status(actie, by=by, naar="op-schema", toelichting="Het loopt.", versie=0)
        client = als("medewerker")
        book = load_workbook(io.BytesIO(client.get("/acties/samen.xlsx").content))
        for cell, value in [("C2", "Andere titel"), ("H2", "Anders"), ("I2", datetime.date(2026, 1, 1))]:
            book["Acties"][cell].value = value
        out = io.BytesIO()
        book.save(out)
        page = client.post(INLEZEN, {"bestand": SimpleUploadedFile("lijst.xlsx", out.getvalue())})
        found = [(regel.nr, regel.alleen_lezen) for regel in page.context["alleen_lezen"]]
        assert found == [(2, ("Actie", "Laatste toelichting", "Bijgewerkt"))]
        assertContains(page, "Rij 2, actie 1: Actie, Laatste toelichting, Bijgewerkt")
        assert (page.context["anders"], page.context["gelijk"]) == (0, 3)

    def test_filled_in_is_shown_and_only_then_stored(self, als, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        page = client.post(INLEZEN, {"bestand": filled(data, {1: "Het loopt.", 3: "Het stokt."})})
        assertContains(page, "2</strong> acties worden bijgewerkt")
        assert told() == []
        kept = {"voorbeeld": page.context["voorbeeld"]}
        for _ in range(2):  # pressed twice is stored once
            assertRedirects(client.post(INLEZEN, kept), SAMEN)
        assert told()[0] == (1, "op-schema", "Het loopt.")

    def test_formula_is_told_with_its_row(self, als, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        page = client.post(INLEZEN, {"bestand": filled(data, {3: "=1+1"})})
        assertContains(page, "In rij 4 staat een formule zonder bruikbare uitkomst.", status_code=422)

    def test_text_that_looks_like_a_formula_stays_text_in_the_download(self, als, by, drie):
        change_status(drie[0], by=by, naar="op-schema", toelichting='=HYPERLINK("http://x")', versie=0)
        book = load_workbook(io.BytesIO(als("medewerker").get("/acties/samen.xlsx").content))
        cell = book["Acties"]["H2"]
        assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")

    def test_preview_that_was_overtaken_stores_the_rest(self, als, gebruiker, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        page = client.post(INLEZEN, {"bestand": filled(data, {1: "Het loopt.", 2: "Ook."})})
        change_status(drie[0], by=gebruiker("corporatie"), naar="aandacht", toelichting="Het stokt.", versie=0)
        done = client.post(INLEZEN, {"voorbeeld": page.context["voorbeeld"]}, follow=True)
        assertContains(done, "Actie 1 is niet bewaard")
        assert [naar for _, naar, _ in told()] == ["aandacht", "op-schema"]

    def test_action_with_another_number_since_the_preview_is_stored_all_the_same(self, als, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        page = client.post(INLEZEN, {"bestand": filled(data, {1: "Het loopt.", 2: "Ook."})})
        Actie.objects.filter(pk=drie[0].pk).update(jaar=2028, nummer=9)
        client.post(INLEZEN, {"voorbeeld": page.context["voorbeeld"]})
        assert told() == [(9, "op-schema", "Het loopt."), (2, "op-schema", "Ook.")]

    def test_preview_of_somebody_else_or_made_up_is_refused(self, als, drie):
        client = als("medewerker")
        data = client.get("/acties/samen.xlsx").content
        kept = client.post(INLEZEN, {"bestand": filled(data, {1: "Het loopt."})}).context["voorbeeld"]
        other = als("beheer")
        for voorbeeld in (kept, "verzonnen"):
            page = other.post(INLEZEN, {"voorbeeld": voorbeeld}, follow=True)
            assertContains(page, "Het voorbeeld is verlopen.")
        assert told() == []

    @pytest.mark.parametrize(
        ("data", "told_"),
        [
            (b"geen werkmap", "Dit is een bestand dat geen Excel-werkmap is."),
            (b"", "Dit bestand is leeg (0 bytes)."),
            (b"%PDF-1.7", "Dit is een bestand dat geen Excel-werkmap is."),
        ],
    )
    def test_file_that_is_no_workbook_is_told(self, als, data, told_):
        page = als("medewerker").post(INLEZEN, {"bestand": SimpleUploadedFile("lijst.xlsx", data)})
        assertContains(page, told_, status_code=422)

    def test_workbook_without_the_sheet_is_told(self, als):
        out = io.BytesIO()
        Workbook().save(out)
        page = als("medewerker").post(INLEZEN, {"bestand": SimpleUploadedFile("lijst.xlsx", out.getvalue())})
        assertContains(page, "In dit bestand staat geen blad ‘Acties’.", status_code=422)
