"""How much room words take in a document: lines, pieces, columns; and whether that holds for Calibri."""

import pytest

from monitoring.meenemen import passen
from monitoring.meenemen.stuk import Tafel
from tests.monitoring.calibri import breedte as calibri

GROOTTES = (10, 8)


def test_a_text_is_broken_between_words_and_keeps_its_own_lines():
    wide = passen.breedte("een twee")
    assert passen.regels("een twee drie\nvier", wide) == ["een twee", "drie", "vier"]


def test_a_word_that_is_wider_than_a_line_is_cut():
    assert passen.regels("mmmmm", passen.breedte("mm") + 0.01) == ["mm", "mm", "m"]


def test_pieces_hold_so_many_lines_and_lose_no_word():
    text = "een twee drie\nvier vijf"
    found = passen.stukken(text, passen.breedte("een twee"), 2)
    assert found == ["een twee drie", "vier vijf"]
    assert passen.stukken("", 10, 2) == [""]


def test_no_word_of_a_table_is_broken_and_numbers_stay_with_their_unit():
    table = Tafel("t", ["cijfer", "waarde"], [["Netto groei van de sociale huur " * 4, "+12.345 woningen"]], [1])
    size, (first, second) = passen.kolommen(table, 160, 8, GROOTTES)
    assert first + second == pytest.approx(160)
    assert second - 8 >= passen.breedte("+12.345 woningen") * size
    assert first - 8 >= passen.breedte("Netto") * size


def test_the_letter_becomes_smaller_before_a_word_is_broken():
    words = Tafel("t", ["a", "b"], [["woningbouwprogramma", "huurdersorganisaties"]])
    needs = (passen.breedte("woningbouwprogramma") + passen.breedte("huurdersorganisaties")) * 10 + 16
    assert passen.kolommen(words, needs + 10, 8, GROOTTES)[0] == 10
    assert passen.kolommen(words, needs - 10, 8, GROOTTES)[0] == 8


def test_columns_share_what_is_left_so_that_the_table_is_short():
    """A cell of forty words beside three of one: the wide one gets nearly everything."""
    table = Tafel("t", ["a", "b", "c"], [["woord " * 40, "ja", "2026"]])
    _, (wide, *small) = passen.kolommen(table, 300, 8, GROOTTES)
    assert wide > 200
    assert all(width < 50 for width in small)


@pytest.mark.parametrize("vet", [False, True])
@pytest.mark.parametrize(
    "word", ["We", "Met", "Waarom", "Wonen", "1.234.567", "Gehuisveste", "woningzoekenden,", "3.212"]
)
def test_no_word_of_calibri_is_wider_than_we_allow(word, vet):
    assert calibri(word, vet) <= passen.breedte(word, vet) * passen.RUIMER
