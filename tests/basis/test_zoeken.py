"""Searching the trail: every field of the form, and the same lines as a file."""

import csv
import datetime
import io

import openpyxl
import pytest
import time_machine
from pytest_django.asserts import assertContains

from basis import zoeken
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db
TRAIL = "/account/wijzigingen/"


@pytest.fixture
def beheer(als, gebruiker):
    """A client of an administrator, and four lines: on 1, 2 and 3 June, the last one by another."""
    client = als("beheer")
    bea = client.get("/account/").context["user"]
    mees = gebruiker("medewerker", first_name="Mees", last_name="Werker")
    omnia, actie = Partij.objects.get(code="omnia-wonen"), maak_actie(7)
    lines = [
        ("2026-06-01T21:59", omnia, bea, "naam", "Omnia", "Omnia Wonen", "zo heten ze nu"),
        ("2026-06-01T22:00", omnia, bea, "actief", "ja", "nee", ""),  # 2 June here
        ("2026-06-02T21:59", actie, mees, "status", "op schema", "bijsturen nodig", "de Bouw ligt stil"),
        ("2026-06-02T22:00", actie, mees, "planning", "voor de zomer", "=na de zomer", ""),
    ]
    for moment, about, by, veld, van, naar, waarom in lines:
        with time_machine.travel(datetime.datetime.fromisoformat(f"{moment}+00:00"), tick=False):
            Wijziging.objects.log(about, by=by, veld=veld, van=van, naar=naar, waarom=waarom)
    return client


def fields(client, query):
    return [line.veld for line in client.get(TRAIL + query).context["pagina"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["planning", "status", "actief", "naam"]),
        ("?q=bouw", ["status"]),  # why
        ("?q=zomer", ["planning"]),  # from and to
        ("?q=omnia+wonen", ["actief", "naam"]),  # both words, in the subject
        ("?q=stil+werker", ["status"]),
        ("?q=100%25", []),
        ("?wie=mees", ["planning", "status"]),
        ("?soort=acties.actie", ["planning", "status"]),
        ("?veld=act", ["actief"]),
        ("?vanaf=2026-06-02", ["planning", "status", "actief"]),
        ("?tot_en_met=2026-06-01", ["naam"]),
        ("?vanaf=2026-06-02&tot_en_met=2026-06-02", ["status", "actief"]),
        ("?wie=mees&q=bouw&soort=acties.actie&vanaf=2026-06-01", ["status"]),
    ],
)
def test_every_field_asks_for_lines(beheer, query, expected):
    assert fields(beheer, query) == expected


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?vanaf=gisteren", "Dit is geen dag."),
        ("?vanaf=2026-06-02&tot_en_met=2026-06-01", "Deze dag ligt voor de eerste dag."),
        ("?soort=onzin", "onzin"),
    ],
)
def test_bad_input_gets_an_answer(beheer, query, told):
    assertContains(beheer.get(TRAIL + query), told)


def test_next_page_asks_the_same(beheer):
    bea = beheer.get("/account/").context["user"]
    for _ in range(60):
        Wijziging.objects.log(bea, by=bea, veld="e-mailadres", naar="x")
    assertContains(beheer.get(f"{TRAIL}?soort=basis.gebruiker"), "?soort=basis.gebruiker&amp;page=2")


def test_kind_that_is_no_table_any_more_is_called_by_its_name(beheer):
    assert (zoeken.soort_in_words("acties.actie"), zoeken.soort_in_words("acties.vroeger")) == (
        "Actie",
        "acties.vroeger",
    )


def test_file_has_what_the_page_shows_and_no_formulas(beheer):
    answer = beheer.get(f"{TRAIL}export.csv?wie=mees")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Wanneer", "Soort", "Onderwerp", "Wat", "Van", "Naar", "Waarom", "Door"]
    title = "Actie 7 (2027): Titel van actie 7"
    assert rows[1:] == [
        ["2026-06-03 00:00", "Actie", title, "planning", "voor de zomer", "'=na de zomer", "", "Mees Werker"],
        [
            "2026-06-02 23:59",
            "Actie",
            title,
            "status",
            "op schema",
            "bijsturen nodig",
            "de Bouw ligt stil",
            "Mees Werker",
        ],
    ]
    book = openpyxl.load_workbook(io.BytesIO(beheer.get(f"{TRAIL}export.xlsx?wie=mees").content))
    assert (book["Toelichting"]["B2"].value, book["Wijzigingen"].max_row) == ("wie: mees", 3)


def test_file_of_very_many_lines_has_the_newest_and_says_so(beheer, monkeypatch):
    monkeypatch.setattr(zoeken, "MEEST", 3)
    book = openpyxl.load_workbook(io.BytesIO(beheer.get(f"{TRAIL}export.xlsx").content))
    assert [row[3].value for row in book["Wijzigingen"].rows] == ["Wat", "planning", "status", "actief"]
    assert book["Toelichting"]["B3"].value.startswith("Dit zijn de nieuwste 3 regels.")


def test_others_find_and_download_only_what_they_did_themselves(beheer, client, gebruiker):
    omnia = gebruiker("corporatie", "omnia-wonen")
    Wijziging.objects.log(omnia, by=omnia, veld="e-mailadres")
    client.force_login(omnia)
    assert fields(client, "?q=omnia") == []
    assert fields(client, "") == ["e-mailadres"]
    assert [kind for kind, _ in client.get(TRAIL).context["form"].fields["soort"].choices] == ["", "basis.gebruiker"]
    assert client.get(f"{TRAIL}export.csv").content.decode("utf-8-sig").count("\r\n") == 2


@pytest.mark.parametrize("query", ["?tot_en_met=9999-12-31", "?vanaf=0001-01-01"])
def test_day_that_cannot_be_meant_asks_nothing_and_is_told(beheer, query):
    page = beheer.get(TRAIL + query)
    assert len(page.context["pagina"]) == 4
    assertContains(page, "Kies een datum")
    assert beheer.get(f"{TRAIL}export.csv{query}").status_code == 200
