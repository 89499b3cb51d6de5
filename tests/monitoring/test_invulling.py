"""The formula with its numbers filled in, each shape its own way."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring.indicatoren import INDICATOREN
from monitoring.invulling import invulling
from monitoring.punten import Cel, Punt

pytestmark = pytest.mark.django_db
S = "\u00a0"
H1 = Halfjaar(2026, 1)


def punt(waarde, teller=None, noemer=None, delen=None, **onderdelen):
    parts = {naam.replace("__", "/").replace("_", "-"): aantal for naam, aantal in onderdelen.items()}
    return Punt(H1, waarde, waarde if teller is None else teller, noemer, onderdelen=parts, delen=delen or {})


@pytest.mark.parametrize(
    ("code", "figure", "words"),
    [
        (
            "V5",
            punt(39, nieuwbouw=45, liberalisatie_in=7, verkoop=-9, liberalisatie_uit=-4, sloop=0, correctie=8),
            "45 nieuwbouw + 7 liberalisatie naar middenhuur − 9 verkoop − 4 liberalisatie uit middenhuur = +39",
        ),
        ("V2", punt(328, gerealiseerd=68, gepland=260), "68 gerealiseerd + 260 gepland = +328"),
        ("V4", punt(0.5, 110, 220), f"110 ÷ 220 = 50{S}%"),
        ("T4", punt(5.125, 20.5, 4), "20,5 maanden samen ÷ 4 mensen = 5,1 maanden"),
        ("V7", punt(16, middeninkomen=10, daeb_koop=2), "16, waarvan 10 aan middeninkomens en 2 DAEB-koop"),
        ("O1", punt(135, nultreden=110, geclusterd=25), "110 nultredenwoning + 25 geclusterd wonen = 135"),
        ("T6", punt(40, gezin=32, jongere=8, urgent=0, regulier=40, nieuwbouw=14), "8 jongere + 32 gezin = 40"),
        ("D1", punt(None), ""),
        ("V3", punt(102), ""),
    ],
)
def test_formula_is_filled_in(code, figure, words):
    assert invulling(INDICATOREN[code], figure) == words


def test_plans_are_filled_in_by_kind():
    figure = Punt(H1, 44, onderdelen={"hard": 44, "hard/nieuwbouw/2028-1": 92, "hard/sloop/2027-1": -48})
    assert invulling(INDICATOREN["V8"], figure) == "92 nieuwbouw − 48 sloop, in harde plannen = 44"


def test_part_is_a_share_of_what_it_lies_in():
    figure = punt(40, delen={"gezin": Cel(32, 40)}, gezin=32)
    assert invulling(INDICATOREN["T6"], figure, "gezin") == f"32 ÷ 40 = 80{S}%"
    assert invulling(INDICATOREN["V1"], punt(29, sloop=-20), "sloop") == ""
