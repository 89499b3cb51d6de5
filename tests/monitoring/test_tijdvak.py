"""The year or half-year that an overview is about."""

import datetime

import pytest

from basis.halfjaar import Halfjaar
from monitoring.tijdvak import Tijdvak, tijdvakken


@pytest.mark.parametrize(
    ("text", "tm", "titel", "naam", "volgend"),
    [
        ("2026", Halfjaar(2026, 2), "Jaaroverzicht 2026", "2026", "2027"),
        (
            "2026-1",
            Halfjaar(2026, 1),
            "Halfjaaroverzicht eerste helft 2026",
            "de eerste helft van 2026",
            "2026-2",
        ),
        (
            "2026-2",
            Halfjaar(2026, 2),
            "Halfjaaroverzicht tweede helft 2026",
            "de tweede helft van 2026",
            "2027-1",
        ),
    ],
)
def test_tijdvak_reads_and_says_what_it_is(text, tm, titel, naam, volgend):
    found = Tijdvak.parse(text)
    assert (str(found), found.tm, found.titel, found.naam, str(found.volgend)) == (text, tm, titel, naam, volgend)


@pytest.mark.parametrize("text", ["26", "2026-3", "2026-0", "2026-", "x", "20261"])
def test_what_is_no_tijdvak_is_refused(text):
    with pytest.raises(ValueError, match="geen jaar of halfjaar"):
        Tijdvak.parse(text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", ["2026", "2026-1"]),
        ("2026-06-30", ["2026", "2026-1"]),
        ("2026-07-01", ["2026", "2026-2", "2026-1"]),
        ("2027-02-01", ["2027", "2027-1", "2026", "2026-2", "2026-1"]),
    ],
)
def test_tijdvakken_run_from_the_first_year_to_the_half_year_that_has_begun(day, expected):
    assert [str(each) for each in tijdvakken(datetime.date.fromisoformat(day))] == expected


def test_tijdvakken_end_with_the_agreements():
    assert str(tijdvakken(datetime.date(2035, 1, 1))[0]) == "2030"
