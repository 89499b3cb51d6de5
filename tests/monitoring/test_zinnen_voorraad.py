"""Findings about the stock in words: one and many, nothing and something, before and after the dip."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring.zinnen import voorraad as zinnen

S = "\u00a0"
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


@pytest.mark.parametrize(
    ("lopend", "later", "klaar", "zin"),
    [
        (0, 0, 0, "Er is nog geen vastgestelde plannenlijst."),
        (0, 0, 1, "Het enige project is klaar."),
        (0, 0, 3, "Alle 3 projecten zijn klaar."),
        (1, 0, 0, "1 project is nog niet klaar, geen daarvan komt later dan eerst gedacht; 0 zijn er klaar."),
        (4, 1, 1, "4 projecten zijn nog niet klaar, 1 daarvan komt later dan eerst gedacht; 1 is er klaar."),
        (42, 5, 9, "42 projecten zijn nog niet klaar, 5 daarvan komen later dan eerst gedacht; 9 zijn er klaar."),
    ],
)
def test_projects_are_counted(lopend, later, klaar, zin):
    assert zinnen.projecten(lopend, later, klaar) == zin


@pytest.mark.parametrize(
    ("haalt", "totaal", "zin"),
    [
        (0, 0, "Er staan nog geen nieuwbouwprojecten op een vastgestelde plannenlijst."),
        (1, 1, f"In het enige nieuwbouwproject is ten minste 35{S}% van de woningen sociale huur."),
        (0, 1, f"In het enige nieuwbouwproject is nog niet ten minste 35{S}% van de woningen sociale huur."),
        (12, 20, f"In 12 van de 20 nieuwbouwprojecten is ten minste 35{S}% van de woningen sociale huur."),
    ],
)
def test_programme_says_how_many_projects_reach_the_share(haalt, totaal, zin):
    assert zinnen.programma(haalt, totaal, 0.35) == zin


@pytest.mark.parametrize(
    ("hard", "zacht", "start", "zin"),
    [
        (1, 0, None, "Er staat netto 1 woning in harde plannen en 0 in zachte."),
        (
            640,
            1985,
            780,
            "Er staan netto 640 woningen in harde plannen en 1.985 in zachte; bij de start waren er 780 hard.",
        ),
    ],
)
def test_plans_are_hard_and_soft(hard, zacht, start, zin):
    assert zinnen.capaciteit(hard, zacht, start) == zin


@pytest.mark.parametrize(
    ("netto", "pad", "zin"),
    [
        (206, 206, "Eind 2026 zitten we op het pad van de plannen (+206)."),
        (207, 206, "Eind 2026 zitten we op het pad van de plannen (+206), 1 woning voor."),
    ],
)
def test_growth_is_held_against_the_path(netto, pad, zin):
    assert zinnen.op_pad(netto, pad, H2) == zin


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        ({"sloop": 0}, "Sinds eind juni 2026 kwamen er geen sociale huurwoningen bij en gingen er geen af."),
        ({"nieuwbouw": 1}, "Sinds eind juni 2026 kwam er 1 bij door nieuwbouw en gingen er geen af."),
        (
            {"nieuwbouw": 300, "aankoop": 12, "sloop": -100, "verkoop": -33},
            "Sinds eind juni 2026 kwamen er 312 bij, vooral door nieuwbouw, en gingen er 133 af, vooral door sloop.",
        ),
    ],
)
def test_what_moved_and_why(delen, zin):
    assert zinnen.bewogen(H1, delen) == zin
