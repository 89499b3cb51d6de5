"""The minutes as a Word document, read back with the same library that reads any."""

import datetime
import io
import zipfile

import pytest
import time_machine
from docx import Document

from acties.models import Deelname
from acties.overleg import document
from acties.overleg.notulen import notulen
from basis import worddocument
from basis.models import Partij
from tests.factories.acties import maak_besluit, maak_overleg, maak_punt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 20, 9, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def overleg():
    """A meeting that was held: two points, minutes at one, a decision at the other, and who was there."""
    overleg = maak_overleg(status="gehouden", einde=datetime.time(12), plaats="Stadhuis", gasten="De pers")
    earlier = maak_besluit(maak_overleg("bo", "2026-03-05"), "Eerder dit.", uiterlijk="2026-06-19")
    maak_punt(overleg, "Eerder besluit", 1, besluit=earlier, notulen="Regel een.\nRegel twee.")
    punt = maak_punt(overleg, "De plannen", 2, toelichting="Wat nu?", knelpunt="Weinig grond.")
    maak_besluit(overleg, "Wij bouwen eerder.", punt=punt, waarom="Er is haast.", wie_naam="Omar van Nia")
    for code, aanwezig, namen in [("omnia-wonen", "ja", "Omar van Nia"), ("portaal", "nee", "")]:
        partij = Partij.objects.get(code=code)
        Deelname.objects.create(overleg=overleg, partij=partij, aanwezig=aanwezig, namen=namen)
    return overleg


def read(overleg, fictief=False):
    return Document(io.BytesIO(document.docx(notulen(overleg), fictief=fictief)))


def outline(made) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in made.paragraphs if each.style.name.startswith(("Head", "Title"))]


def test_document_has_headings_agenda_attendance_and_decisions(overleg):
    made = read(overleg)
    assert outline(made) == [
        ("Title", "Verslag Bestuurlijk overleg (BO)"),
        ("Heading 1", "Wie waren er"),
        ("Heading 1", "Agenda"),
        ("Heading 2", "1. Eerder besluit"),
        ("Heading 2", "2. De plannen"),
        ("Heading 1", "Besluiten"),
        ("Heading 1", "Eerdere besluiten op deze agenda"),
    ]
    texts = [each.text for each in made.paragraphs]
    assert texts[1] == "Donderdag 18 juni 2026, 10:00 tot 12:00 uur\nStadhuis\nOver de eerste helft 2026"
    assert texts[3:6] == ["Omnia Wonen: Omar van Nia – aanwezig", "Portaal – afwezig", "Verder: De pers"]
    assert "Regel een.\nRegel twee." in texts
    assert texts[-5:-2] == ["Wat nu?", "Knelpunt: Weinig grond.", "Besluit: Wij bouwen eerder."]


def test_document_of_a_meeting_to_come_has_no_attendance():
    coming = maak_overleg("bo", "2090-06-18", gasten="De pers")
    assert outline(read(coming)) == [("Title", "Agenda Bestuurlijk overleg (BO)"), ("Heading 1", "Agenda")]


def test_document_has_a_table_of_decisions(overleg):
    taken, earlier = read(overleg).tables
    assert [[cell.text for cell in row.cells] for row in taken.rows] == [
        ["Besluit", "Wie", "Uiterlijk", "Stand"],
        ["Wij bouwen eerder.\nWaarom: Er is haast.", "Omnia Wonen (Omar van Nia)", "1 oktober 2026", "open"],
    ]
    assert [cell.text for cell in earlier.rows[1].cells] == [
        "Eerder dit.", "Omnia Wonen", "19 juni 2026", "datum voorbij",
    ]  # fmt: skip


def test_document_numbers_its_pages_and_says_what_it_is(overleg):
    made = read(overleg)
    foot = made.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot
    about = made.core_properties
    assert (about.title, about.language) == ("Verslag Bestuurlijk overleg (BO), 18 juni 2026", "nl-NL")
    assert about.created == datetime.datetime(2026, 6, 20, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize("fictief", [True, False])
def test_document_says_when_figures_are_invented(overleg, fictief):
    head = read(overleg, fictief).sections[0].header.paragraphs[0].text
    assert ("fictieve cijfers" in head) is fictief


def test_document_before_the_meeting_is_an_agenda():
    made = read(maak_overleg(datum="2026-07-01"))
    assert outline(made) == [("Title", "Agenda Bestuurlijk overleg (BO)"), ("Heading 1", "Agenda")]
    assert made.tables == []


def test_document_of_a_meeting_that_did_not_go_on_says_why():
    texts = [each.text for each in read(maak_overleg(status="vervallen", reden="Ziekte.")).paragraphs]
    assert "Dit overleg ging niet door. Ziekte." in texts


def test_document_can_hold_any_text(overleg):
    """Signs that XML cannot hold (a form takes no NUL), marks that mean something in it, and 20,000 signs."""
    maak_punt(overleg, "<b>&\x0b", 3, toelichting="\x01\ufffe" + "ë" * 20_000, notulen="a\x1fb")
    made = read(overleg)
    assert ("Heading 2", "3. <b>&") in outline(made)
    assert "ab" in [each.text for each in made.paragraphs]
    assert "ë" * 20_000 in [each.text for each in made.paragraphs]


def test_document_is_a_sound_archive(als, overleg):
    answer = als("huurdersorganisatie").get(f"/overleg/{overleg.pk}/verslag.docx")
    assert answer["Content-Type"] == worddocument.TYPE
    assert answer["Content-Disposition"] == 'attachment; filename="verslag-bo-2026-06-18.docx"'
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_columns_of_decisions_have_their_own_widths_within_the_page(overleg):
    """A4 of 21 cm less two margins of 2,2 leaves 16,6 cm; Word reads the cells, LibreOffice the columns."""
    made = read(overleg)
    for table in made.tables:
        columns = [column.width.cm for column in table.columns]
        assert [round(cell.width.cm, 1) for cell in table.rows[-1].cells] == [round(width, 1) for width in columns]
        assert round(sum(columns), 1) == 16.6
        assert columns[0] > 2 * columns[3]
