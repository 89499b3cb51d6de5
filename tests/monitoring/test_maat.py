"""Which number of a figure is meant: each taken from a point worked out by hand, and written as in a table."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring import namen
from monitoring.grafiek import maat_naam, maat_tekst, waarde_tekst
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.reeksen import Punt

H2 = Halfjaar(2026, 2)
S = "\u00a0"
# 60 new and 18 sold since 2026, of which 20 and 5 in this half-year; 3 of the sold went to DAEB households
SALDO = Punt(
    H2,
    42,
    42,
    0,
    periode=15,
    onderdelen={"nieuwbouw": 60, "verkoop": -18, "daeb-koop": 3},
    onderdelen_periode={"nieuwbouw": 20, "verkoop": -5, "daeb-koop": 0},
)
DEEL = Punt(H2, 0.25, 10, 40, periode=0.2)
# a task of 200 with 20 carried over, of which 187 were housed
TAAK = Punt(H2, 0.85, 187, 220, periode=0.935, taak=200, achterstand=20, gehuisvest=187)
LIJST = Punt(H2, 1, 1, 3, periode=1)
LEEG = Punt(H2, None)


@pytest.mark.parametrize(
    ("code", "punt", "maat", "getal", "tekst"),
    [
        ("V1", SALDO, GEHEEL, "+42", "+42 woningen"),
        ("V1", SALDO, Maat(periode=True), "+15", "+15 woningen"),
        ("V1", SALDO, Maat("verkoop"), "−18", "−18 woningen"),
        ("V1", SALDO, Maat("verkoop", periode=True), "−5", "−5 woningen"),
        ("V1", SALDO, Maat("daeb-koop", periode=True), "0", "0 woningen"),
        ("V1", SALDO, Maat("daeb-koop", wat=Wat.MET), "+45", "+45 woningen"),
        ("V1", SALDO, Maat("sloop"), "geen gegevens", "geen gegevens"),
        ("T1", DEEL, GEHEEL, f"25{S}%", f"25{S}%"),
        ("T1", DEEL, Maat(periode=True), f"20{S}%", f"20{S}%"),
        ("T1", DEEL, Maat(wat=Wat.TELLER), "10", "10"),
        ("T1", DEEL, Maat(wat=Wat.NOEMER), "40", "40"),
        ("T3", TAAK, Maat(wat=Wat.TELLER), "187", "187 personen"),
        ("T3", TAAK, Maat(wat=Wat.NOEMER), "220", "220 personen"),
        ("T3", TAAK, Maat(periode=True, wat=Wat.NOEMER), "200", "200 personen"),
        ("T3", TAAK, Maat(wat=Wat.ACHTERSTAND), "20", "20 personen"),
        ("T3", TAAK, Maat(wat=Wat.REST), "33", "33 personen"),
        ("T3", TAAK, Maat(wat=Wat.AANDEEL), f"85{S}%", f"85{S}%"),
        ("L1", LIJST, Maat(wat=Wat.AANDEEL), f"33,3{S}%", f"33,3{S}%"),
        ("L1", LIJST, Maat(wat=Wat.NOEMER), "3", "3 buurten"),
        ("V1", LEEG, GEHEEL, "geen gegevens", "geen gegevens"),
        ("V1", LEEG, Maat("daeb-koop", wat=Wat.MET), "geen gegevens", "geen gegevens"),
        ("T3", LEEG, Maat(wat=Wat.REST), "geen gegevens", "geen gegevens"),
        ("L1", LEEG, Maat(wat=Wat.AANDEEL), "geen gegevens", "geen gegevens"),
        ("V1", None, GEHEEL, "geen gegevens", "geen gegevens"),
    ],
)
def test_number_is_taken_and_written(code, punt, maat, getal, tekst):
    assert (maat_tekst(code, punt, maat), maat_tekst(code, punt, maat, met_eenheid=True)) == (getal, tekst)


@pytest.mark.parametrize(
    ("code", "maat", "naam"),
    [
        ("V1", GEHEEL, ""),
        ("V1", Maat(periode=True), "alleen dit halfjaar"),
        ("V1", Maat("daeb-koop", periode=True), "DAEB-koop, alleen dit halfjaar"),
        ("V1", Maat("daeb-koop", wat=Wat.MET), "met DAEB-koop"),
        ("T1", Maat(wat=Wat.NOEMER), "alle toewijzingen"),
        ("T3", Maat(wat=Wat.NOEMER), "opgave"),
        ("T3", Maat(periode=True, wat=Wat.NOEMER), "taakstelling, alleen dit halfjaar"),
        ("T3", Maat(wat=Wat.REST), "wat overblijft voor het volgende halfjaar"),
    ],
)
@pytest.mark.django_db
def test_number_has_a_name_beside_that_of_its_figure(code, maat, naam):
    assert maat_naam(code, maat, namen.load()) == naam


def test_task_is_said_in_persons():
    assert waarde_tekst("T3", TAAK) == "187 van de 220 personen"


def test_task_that_a_lead_took_away_is_said_without_a_share():
    lead = Punt(H2, None, 5, -10, taak=20, achterstand=-30, gehuisvest=5)
    assert waarde_tekst("T3", lead) == "5 personen, zonder opgave"


def test_address_holds_what_is_asked_and_nothing_for_the_whole():
    assert set(GEHEEL.vraag.values()) == {""}
    assert Maat("sloop", periode=True).vraag == {"onderdeel": "sloop", "periode": "halfjaar", "wat": ""}
