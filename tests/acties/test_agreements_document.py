"""The real agreements document, collected only where AFSPRAKEN_DOCUMENT names it (see conftest.py)."""

import os
import re
from pathlib import Path

import pytest

from acties.agreements import find_actions, read_document
from acties.importeren import compare, not_found, store
from acties.models import Actie
from basis.models import Wijziging

BESTAND = Path(os.environ.get("AFSPRAKEN_DOCUMENT", "niet-genoemd"))


@pytest.fixture(scope="module")
def text():
    return read_document(BESTAND.read_bytes(), BESTAND.name)


@pytest.fixture(scope="module")
def actions(text):
    return find_actions(text)


def test_document_has_exactly_twenty_actions_in_order(actions):
    assert [(each.nummer, each.jaar) for each in actions] == [(number, 2026) for number in range(1, 21)]


@pytest.mark.parametrize(
    ("nummer", "begin", "slot"),
    [
        (1, "In de eerste helft van 2026 maken", "tijdens de looptijd van de afspraken weer aan."),
        (3, "Voor deze prioriteitsbuurten bouwen", "een gezamenlijk beeld van waar precies het probleem zit."),
        (5, "Halfjaarlijks voeren we ambtelijk", "de interne processen bij de gemeente bijeen."),
        (8, "Begin 2026 starten we de pilot", "vormen van woningdelen en/of 'zacht' splitsen makkelijker te maken."),
        (10, "we verkennen welke verhouding", "wat dit voor de uitwerking op gebiedsniveau betekent."),
        (12, "We werken de huisvestingsopgave", "een besluit over de omvang van het contingent I de verdeling."),
        (16, "op basis van het regionaal", "waarin ook zorg- en welzijnsorganisaties vertegenwoordigd zijn."),
        (20, "We erkennen de uitdagingen", "een haalbare aanpak te bepalen die werkbaar is in nieuwe projecten."),
    ],
)
def test_document_action_is_whole(actions, nummer, begin, slot):
    tekst = actions[nummer - 1].tekst
    assert tekst[: len(begin)] == begin
    assert tekst[-len(slot) :] == slot


def test_document_mends_the_word_that_the_line_end_breaks(actions):
    assert actions[4].tekst.split()[7] == "portefeuilleoverleg."


def test_document_note_stands_apart_from_action_twelve(actions):
    assert {each.nummer: each.noot for each in actions if each.noot} == {
        12: "Nb. Voor deze actie benutten we zoveel als mogelijk de al bestaande samenwerkingsverbanden waarin ook "
        "zorg- en welzijnsorganisaties vertegenwoordigd zijn."
    }


def test_document_leaves_no_marks_in_the_actions(actions):
    """No tick-boxes, footnote marks, back-ticks or double spaces, and each ends as a sentence."""
    mark = re.compile(r"[☐☑☒✓`\n\f]|  |\bactie \d{4}:|[a-z'’]\d\b|^[xX] ", re.IGNORECASE)
    assert [each.nummer for each in actions if mark.search(each.tekst) or not each.tekst.endswith(".")] == []


@pytest.mark.django_db
def test_document_stored_twice_changes_nothing_the_second_time(text):
    first = store(text, jaar=2026, by=None)
    assert [(each.gevonden.nummer, each.soort) for each in first] == [(n, "toegevoegd") for n in range(1, 21)]
    stored = list(Actie.objects.filter(jaar=2026).values().order_by("pk"))
    changes = Wijziging.objects.count()
    assert changes == 41  # wording and place of twenty, and one note
    assert store(text, jaar=2026, by=None) == []
    assert list(Actie.objects.filter(jaar=2026).values().order_by("pk")) == stored
    assert Wijziging.objects.count() == changes
    assert not_found(compare(text, 2026), 2026) == []
