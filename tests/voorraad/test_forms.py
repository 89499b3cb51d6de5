import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.voorraad import maak_bevinding, maak_levering
from voorraad.forms import LeveringForm, LijstFilter, UitlegForm
from voorraad.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12), tick=False):
        yield


def form(halfjaar="2026-2", naam="cijfers.xlsx", data=b"PK"):
    files = {} if naam is None else {"bestand": SimpleUploadedFile(naam, data)}
    return LeveringForm({"halfjaar": halfjaar}, files, partij=Partij.objects.get(code="portaal"))


def test_levering_form_takes_a_workbook():
    bound = form()
    assert bound.is_valid()
    assert bound.cleaned_data["halfjaar"] == Halfjaar(2026, 2)


@pytest.mark.parametrize("halfjaar", ["2025-2", "2027-1", "2031-1", "2026-3", "onzin"])
def test_levering_form_refuses_another_half_year(halfjaar):
    assert form(halfjaar).errors["halfjaar"] == [
        "Over dit halfjaar kunt u (nog) geen cijfers aanleveren. Kies er een uit de lijst."
    ]


@pytest.mark.parametrize(
    ("naam", "data", "message"),
    [
        (None, b"", "Kies het bestand dat u wilt aanleveren."),
        ("cijfers.xlsx", b"", "Dit bestand is leeg (0 bytes). Sla het op in Excel en kies het nog een keer."),
        ("cijfers.xls", b"x", "Dit is een .xls; we lezen .xlsx, .csv en .zip"),
        ("cijfers", b"x", "Dit is een bestand zonder .xlsx in de naam; we lezen .xlsx, .csv en .zip"),
        ("cijfers.xlsx", b"x" * (1024 * 1024 + 1), "Dit bestand is groter dan 1 MB."),
    ],
)
def test_levering_form_says_what_is_wrong_with_the_file(naam, data, message, settings):
    settings.MAX_UPLOAD_MB = 1
    assert form(naam=naam, data=data).errors["bestand"][0].startswith(message)


def test_levering_form_begins_with_the_oldest_half_year_that_is_missing():
    assert form().initial["halfjaar"] == "2026-1"
    maak_levering("portaal", "2026-1", Status.VASTGESTELD)
    assert form().initial["halfjaar"] == "2026-2"
    maak_levering("portaal", "2026-2", Status.INGEDIEND)
    assert form().initial["halfjaar"] == "2026-2"


def test_uitleg_form_takes_one_text_for_all_of_a_kind():
    levering = maak_levering()
    first, second, other = (maak_bevinding(levering, soort=soort) for soort in ("sprong", "sprong", "hardheid-anders"))
    data = {f"uitleg-{first.pk}": "Samengevoegd.", "soort-sprong": "Klopt."}
    bound = UitlegForm(data, waarschuwingen=[first, second, other])
    assert bound.is_valid()
    assert bound.uitleg == {first.pk: "Samengevoegd.", second.pk: "", other.pk: ""}
    assert bound.per_soort == {"sprong": "Klopt."}


@pytest.mark.parametrize(
    ("query", "halves", "parties"),
    [
        ({}, ["2026-2", "2026-1"], 4),
        ({"jaar": "2026", "partij": "portaal"}, ["2026-2", "2026-1"], 1),
        ({"jaar": "1999", "partij": "niemand"}, ["2026-2", "2026-1"], 4),
    ],
)
def test_lijst_filter_ignores_what_it_does_not_know(query, halves, parties):
    filters = LijstFilter(query)
    assert ([str(half) for half in filters.halfjaren()], len(filters.partijen())) == (halves, parties)
