"""The formula with its numbers filled in, each shape its own way."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.paspoort.invulling import invulling
from monitoring.punten import Cel, Punt
from monitoring.verborgen import GROOT, KLEIN

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
    assert invulling(INDICATOREN["T6"], figure, Maat("gezin", wat=Wat.AANDEEL)) == f"32 ÷ 40 = 80{S}%"
    assert invulling(INDICATOREN["T6"], figure, Maat("gezin")) == ""
    assert invulling(INDICATOREN["V1"], punt(29, sloop=-20), Maat("sloop")) == ""


def test_part_of_a_share_or_a_mean_is_one_itself():
    share = Punt(H1, 0.5, 60, 120, delen={"e": Cel(45, 120)}, in_quotienten=True)
    assert invulling(INDICATOREN["D1"], share, Maat("e")) == f"45 ÷ 120 = 37,5{S}%"
    assert invulling(INDICATOREN["D1"], share, Maat("e", wat=Wat.TELLER)) == ""
    mean = Punt(H1, None, 0, 0, delen={"wachtend": Cel(435, 58)}, in_quotienten=True)
    assert invulling(INDICATOREN["T4"], mean, Maat("wachtend")) == "435 maanden samen ÷ 58 mensen = 7,5 maanden"


def test_change_of_a_state_is_now_minus_before():
    figure = Punt(H1, 94, 94, onderdelen={"nultreden": 90}, verschillen={"": -6, "nultreden": 2})
    assert invulling(INDICATOREN["O1"], figure, Maat(wat=Wat.VERSCHIL)) == "94 nu − 100 een halfjaar eerder = −6"
    part = Maat("nultreden", wat=Wat.VERSCHIL)
    assert invulling(INDICATOREN["O1"], figure, part) == "90 nu − 88 een halfjaar eerder = +2"


def test_half_year_alone_is_filled_in_where_its_parts_are_known():
    figure = Punt(H1, 15, 15, periode=8, onderdelen={"nieuwbouw": 15}, onderdelen_periode={"nieuwbouw": 8})
    assert invulling(INDICATOREN["V1"], figure, Maat(periode=True)) == "8 nieuwbouw = +8"
    assert invulling(INDICATOREN["T2"], Punt(H1, 0.2, 20, 100, periode=0.1), Maat(periode=True)) == ""


def test_nothing_is_filled_in_with_hidden_parts():
    figure = Punt(H1, 40, 40, onderdelen={"gezin": KLEIN, "jongere": GROOT})
    assert invulling(INDICATOREN["T6"], figure) == ""
