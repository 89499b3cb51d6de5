"""Two contents beside each other: differences worked out by hand, in the way in which each figure is written."""

import copy

import pytest

from monitoring.jaaroverzicht.naast_elkaar import ZONDER, vergelijk
from tests.factories.overzicht import OUD

NAMEN = ("het ene", "het andere")


def met(waarde, tekst, halfjaar="2026-1", teller=None, ontbreekt=(), eenheid="woningen", **extra):
    """The content with one figure that is this."""
    found = copy.deepcopy(OUD)
    punt = {"halfjaar": halfjaar, "waarde": waarde, "tekst": tekst, "teller": teller, "noemer": None}
    found["cijfers"][0]["reeks"] = [punt | {"onderdelen": {}, "ontbreekt": list(ontbreekt), "adres": ""}]
    found["cijfers"][0]["eenheid"] = eenheid
    return found | extra


def rij(een, ander):
    return vergelijk(een, ander, NAMEN).samen[0]


@pytest.mark.parametrize(
    ("een", "ander", "verschil"),
    [
        (met(88.0, "+88 woningen"), met(187.0, "+187 woningen"), "+99"),
        (met(6.4, "6,4 maanden"), met(4.9, "4,9 maanden"), "−1,5"),
        (met(0.109, "10,9 %", eenheid="procent"), met(0.1, "10 %", eenheid="procent"), "−0,9 procentpunt"),
        (
            met(0.5, "180 van de 360 personen", teller=180, eenheid="personen"),
            met(0.7, "187 van de 267 personen", teller=187, eenheid="personen"),
            "+7",
        ),
        (met(5.0, "5 woningen"), met(5.0, "5 woningen"), "gelijk"),
        (met(None, "geen gegevens"), met(5.0, "5 woningen"), ""),
    ],
)
def test_difference_is_written_as_the_figure_is(een, ander, verschil):
    assert rij(een, ander).verschil == verschil


def test_why_follows_from_half_year_parties_and_formula():
    assert rij(met(1.0, "1"), met(2.0, "2", "2026-2")).waarom == "ander halfjaar"
    assert rij(met(1.0, "1"), met(2.0, "2")).waarom == "gecorrigeerd"
    assert rij(met(1.0, "1", ontbreekt=["Portaal"]), met(2.0, "2")).waarom == "later erbij: Portaal"
    other = met(1.0, "1", definities=[OUD["definities"][0] | {"formule": "anders geteld"}])
    assert rij(met(1.0, "1"), other).waarom == "andere formule"


def test_what_the_newer_overview_tells_of_the_older_one_is_the_reason():
    told = {"soort": "sinds", "boven": "", "titel": "", "vorige": {"tijdvak": "2026-1", "versie": 4},
            "cijfers": [{"code": "X9", "waarom": ["nieuw halfjaar", "correctie"]}]}  # fmt: skip
    newer = met(2.0, "2", "2026-2", delen=[told, *OUD["delen"]])
    assert rij(met(1.0, "1", versie=4), newer).waarom == "nieuw halfjaar; correctie"
    assert rij(met(1.0, "1", versie=3), newer).waarom == "ander halfjaar"


def test_actions_are_known_by_their_title_and_texts_stand_whole():
    other = copy.deepcopy(OUD)
    other["delen"][1]["acties"] = [OUD["delen"][1]["acties"][0] | {"nummer": 7, "statusnaam": "op schema"}]
    other["teksten"]["inleiding"] = {"naam": "Inleiding", "systeem": "Anders.", "eigen": ""}
    found = vergelijk(OUD, other, NAMEN)
    assert [(row.een, row.ander) for row in found.acties] == [("in de ijskast", "op schema")]
    assert [(row.een, row.ander) for row in found.teksten if row.is_anders] == [("Zo stonden we ervoor.", "Anders.")]


def test_goals_are_beside_how_it_stood():
    goal = {"woorden": "circa 30 %"}
    judged = {"naam": "op schema", "status": "op-schema", "zin": ""}
    other = OUD | {"definities": [OUD["definities"][0] | {"doelen": [goal], "oordeel": judged}]}
    assert [(row.een, row.ander) for row in vergelijk(OUD, other, NAMEN).doelen] == [
        ("geen doel", "circa 30 % (op schema)")
    ]
    gone = vergelijk(other, OUD | {"definities": []}, NAMEN).doelen
    assert gone[0].ander == ZONDER
