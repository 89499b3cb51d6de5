"""A table as data: each value written the way of its column, and kept as a number beside its text."""

from decimal import Decimal

import pytest

from monitoring.maat import Maat, Wat
from monitoring.tabellen import Cel, Kolom, tabel

S = "\u00a0"


@pytest.mark.parametrize(
    ("kolom", "waarde", "tekst"),
    [
        (Kolom("n", "getal"), 1380, "1.380"),
        (Kolom("n", "getal"), -12, "−12"),
        (Kolom("n", "getal"), 0, "0"),
        (Kolom("n", "procent"), 0.125, f"12,5{S}%"),
        (Kolom("n", "procent"), 0.3, f"30{S}%"),
        (Kolom("n", "verschil"), 212, "+212"),
        (Kolom("n", "verschil"), -3, "−3"),
        (Kolom("n", "verschil"), 0, "0"),
        (Kolom("n", "getal"), None, "geen gegevens"),
        (Kolom("n", "procent"), None, "geen gegevens"),
        (Kolom("n", "verschil"), None, "geen gegevens"),
        (Kolom("n", "getal"), "< 5", "< 5"),
        (Kolom("n"), "2026-1", "2026-1"),
        (Kolom("n"), 2026, "2026"),
        (Kolom("n"), None, ""),
    ],
)
def test_kolom_writes_a_value_its_own_way(kolom, waarde, tekst):
    assert kolom.tekst(waarde) == tekst


@pytest.mark.parametrize(("vorm", "is_getal"), [("getal", True), ("procent", True), ("verschil", True), ("", False)])
def test_kolom_of_text_holds_no_numbers(vorm, is_getal):
    assert Kolom("n", vorm).is_getal is is_getal


def test_kolom_says_which_number_of_the_figure_it_holds():
    assert Kolom("n", "getal").maat == Maat()
    assert Kolom("n", "verschil", "sloop", periode=True).maat == Maat("sloop", periode=True)
    assert Kolom("n", "getal", wat=Wat.TELLER).maat == Maat(wat=Wat.TELLER)


def test_tabel_keeps_the_number_beside_its_text():
    made = tabel([Kolom("halfjaar"), Kolom("netto", "verschil")], [["2026-1", Decimal("-12")], ["2026-2", None]])
    assert made.rijen == [
        [Cel("2026-1", "2026-1", False), Cel(-12.0, "−12", True)],
        [Cel("2026-2", "2026-2", False), Cel(None, "geen gegevens", True)],
    ]
    assert type(made.rijen[0][1].waarde) is float


def test_tabel_keeps_a_hidden_count_as_text():
    assert tabel([Kolom("aantal", "getal")], [["< 5"]]).rijen == [[Cel("< 5", "< 5", True)]]


def test_tabel_of_a_number_in_a_column_of_text_stays_as_it_is():
    assert tabel([Kolom("jaar")], [[2026]]).rijen == [[Cel(2026, "2026", False)]]


def test_tabel_without_rows_has_its_heads():
    made = tabel([Kolom("halfjaar")], [])
    assert ([kolom.naam for kolom in made.kolommen], made.rijen) == (["halfjaar"], [])


@pytest.mark.parametrize("rij", [["2026-1"], ["2026-1", 1, 2]])
def test_tabel_refuses_a_row_that_does_not_fit(rij):
    with pytest.raises(ValueError, match="zip"):
        tabel([Kolom("halfjaar"), Kolom("netto", "getal")], [rij])
