"""Numbers as the reader meets them, in Python and in templates."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from basis.getallen import GEEN, getal, procent, verschil


@pytest.mark.parametrize(
    ("value", "decimalen", "expected"),
    [
        (1380, 0, "1.380"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1234567, 0, "1.234.567"),
        (-3, 0, "\u22123"),
        (-1380, 0, "\u22121.380"),
        (12.5, 1, "12,5"),
        (1184.82, 2, "1.184,82"),
        (Decimal("932.93"), 2, "932,93"),
        (5.6, 0, "6"),
        (-0.4, 0, "0"),  # no minus before a zero
        (-0.04, 1, "0,0"),
        (-0.06, 1, "\u22120,1"),
        (None, 0, GEEN),
        ("", 0, GEEN),
    ],
)
def test_getal_is_written_the_dutch_way(value, decimalen, expected):
    assert getal(value, decimalen) == expected


@pytest.mark.parametrize(
    ("fraction", "decimalen", "expected"),
    [
        (0.125, 1, "12,5\u00a0%"),
        (0.15, 1, "15\u00a0%"),  # a decimal that says nothing is left out
        (0.2504, 1, "25\u00a0%"),
        (0.2506, 1, "25,1\u00a0%"),
        (1, 1, "100\u00a0%"),
        (0, 1, "0\u00a0%"),
        (-0.03, 1, "\u22123\u00a0%"),
        (12.345, 1, "1.234,5\u00a0%"),
        (0.256, 0, "26\u00a0%"),
        (None, 1, GEEN),
        ("", 1, GEEN),
    ],
)
def test_procent_is_written_the_dutch_way(fraction, decimalen, expected):
    assert procent(fraction, decimalen) == expected


@pytest.mark.parametrize(
    ("value", "decimalen", "expected"),
    [
        (3, 0, "+3"),
        (1380, 0, "+1.380"),
        (-3, 0, "\u22123"),
        (0, 0, "0"),
        (0.5, 1, "+0,5"),
        (0.4, 0, "0"),  # what shows as nothing has no sign
        (-0.4, 0, "0"),
        (None, 0, GEEN),
        ("", 0, GEEN),
    ],
)
def test_verschil_has_its_sign(value, decimalen, expected):
    assert verschil(value, decimalen) == expected


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{{ v|getal }}", 1380, "1.380"),
        ("{{ v|getal:1 }}", 12.5, "12,5"),
        ("{{ v|getal }}", None, "geen gegevens"),
        ("{{ v|procent }}", 0.125, "12,5\u00a0%"),
        ("{{ v|procent:0 }}", 0.3, "30\u00a0%"),
        ("{{ v|procent }}", None, "geen gegevens"),
        ("{{ v|verschil }}", 3, "+3"),
        ("{{ v|verschil }}", -3, "\u22123"),
        ("{{ v|verschil }}", None, "geen gegevens"),
        ("{{ v|datum }}", "2026-06-30", "30 juni 2026"),
        ("{{ v|datum }}", datetime.date(2026, 1, 1), "1 januari 2026"),
        ("{{ v|datum }}", "eind 2026", "eind 2026"),
        ("{% if v|begint_met:'/acties/' %}ja{% else %}nee{% endif %}", "/acties/2026/1/", "ja"),
        ("{% if v|begint_met:'/acties/' %}ja{% else %}nee{% endif %}", "/leveringen/", "nee"),
        ("{{ v|default:'x' }} {{ missing|getal }}", "", "x geen gegevens"),
    ],
)
def test_filter_in_a_template(template, value, expected):
    assert Template(template).render(Context({"v": value})) == expected
