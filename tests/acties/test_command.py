"""importeer_afspraken: what it says, and that a second time changes nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from acties.models import Actie
from basis.models import Wijziging
from tests.factories.acties import JAAR, maak_actie

pytestmark = pytest.mark.django_db
DOCUMENT = """\
1. Prettig wonen
1) Actie 2027: We bellen met bewoners.
3) Actie 2027: We schrijven terug.
"""


def run(bestand, jaar=JAAR):
    out = io.StringIO()
    call_command("importeer_afspraken", str(bestand), jaar=jaar, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def bestand(tmp_path):
    path = tmp_path / "afspraken.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_command_stores_and_tells_what_it_did(bestand):
    actie = maak_actie(3)
    assert run(bestand) == [
        "  1  nieuw      1. Prettig wonen, regel 2–2",
        "  3  toegevoegd 1. Prettig wonen, regel 3–3",
        "  2  niet gevonden in dit document",
        "2 acties gevonden, 2 bewaard.",
    ]
    actie.refresh_from_db()
    assert actie.officiele_tekst == "We schrijven terug."
    assert {change.door_naam for change in Wijziging.objects.all()} == {"automatisch"}


def test_command_twice_changes_nothing(bestand):
    run(bestand)
    before = Wijziging.objects.count()
    assert run(bestand) == [
        "  1  gelijk     1. Prettig wonen, regel 2–2",
        "  3  gelijk     1. Prettig wonen, regel 3–3",
        "  2  niet gevonden in dit document",
        "2 acties gevonden, niets gewijzigd.",
    ]
    assert Wijziging.objects.count() == before


def test_command_without_the_file_says_so(tmp_path):
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "weg.txt")
    assert str(caught.value) == f"{tmp_path / 'weg.txt'} is niet te openen: No such file or directory."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Het bestand is leeg. Kies het document met de afspraken."),
        (b"%PDF-1.4 kapot", "Deze PDF is niet te lezen. Is het bestand helemaal gedownload?"),
        (
            b"1) Actie 2026: Iets.",
            "In dit document staan geen acties van 2027. Wel gevonden: acties van 2026. "
            "Verwacht: regels als ‘1) Actie 2027: …’.",
        ),
    ],
)
def test_command_refuses_a_bad_document(bestand, data, message):
    bestand.write_bytes(data)
    with pytest.raises(CommandError) as caught:
        run(bestand)
    assert str(caught.value) == message
    assert not Actie.objects.filter(jaar=JAAR).exists()


def test_command_asks_for_the_year(bestand):
    with pytest.raises(CommandError, match="--jaar"):
        call_command("importeer_afspraken", str(bestand))
