import datetime

import pytest

from basis.halfjaar import Halfjaar, begonnen


def test_halfjaar_of_a_day_and_its_peildatum():
    assert Halfjaar.of(datetime.date(2026, 6, 30)) == Halfjaar(2026, 1)
    assert Halfjaar.of(datetime.date(2026, 7, 1)) == Halfjaar(2026, 2)
    assert Halfjaar(2026, 1).peildatum == datetime.date(2026, 6, 30)
    assert Halfjaar(2026, 2).peildatum == datetime.date(2026, 12, 31)


def test_halfjaar_arithmetic_crosses_years():
    assert Halfjaar(2026, 2) + 1 == Halfjaar(2027, 1)
    assert Halfjaar(2026, 1) - 1 == Halfjaar(2025, 2)
    assert Halfjaar(2030, 2) - Halfjaar(2026, 1) == 9
    assert [str(h) for h in Halfjaar.range(Halfjaar(2026, 2), Halfjaar(2027, 2))] == ["2026-2", "2027-1", "2027-2"]


@pytest.mark.parametrize("text", ["2026-1", " 2026-1 ", "2026 1", "2026H1", "20261"])
def test_halfjaar_parse_reads_usual_spellings(text):
    assert Halfjaar.parse(text) == Halfjaar(2026, 1)


@pytest.mark.parametrize("text", ["", "2026", "2026-3", "26-1", "eerste helft", None])
def test_halfjaar_parse_names_what_it_expected(text):
    with pytest.raises(ValueError, match="2026-1"):
        Halfjaar.parse(text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", []),
        ("2026-01-01", ["2026-1"]),
        ("2026-06-30", ["2026-1"]),
        ("2026-07-01", ["2026-2", "2026-1"]),
        ("2027-01-01", ["2027-1", "2026-2", "2026-1"]),
    ],
)
def test_begonnen_is_every_half_year_of_the_agreements_that_has_begun(day, expected):
    assert [str(half) for half in begonnen(datetime.date.fromisoformat(day))] == expected


def test_begonnen_ends_with_the_agreements():
    assert begonnen(datetime.date(2034, 1, 1))[0] == Halfjaar(2030, 2)
