"""Two contents beside each other: differences worked out by hand, in the way in which each figure is written."""

import copy

import pytest

from monitoring.jaaroverzicht.naast_elkaar import ZONDER, vergelijk
from tests.factories.overzicht import OUD

NAMEN = ("het ene", "het andere")


def met(waarde, tekst, halfjaar="2026-1", teller=None, noemer=None, ontbreekt=(), eenheid="woningen", **extra):
    """The content with one figure that is this."""
    found = copy.deepcopy(OUD)
    punt = {"halfjaar": halfjaar, "waarde": waarde, "tekst": tekst, "teller": teller, "noemer": noemer}
    found["cijfers"][0]["reeks"] = [punt | {"onderdelen": {}, "ontbreekt": list(ontbreekt), "adres": ""}]
    found["cijfers"][0]["eenheid"] = eenheid
    return found | extra


def rij(een, ander):
    return vergelijk(een, ander, NAMEN).samen[0]


BUURTEN = met(1.0, "3 van de 3 buurten", teller=3, noemer=3, eenheid="buurten")


@pytest.mark.parametrize(
    ("een", "ander", "verschil"),
    [
        (met(88.0, "+88 woningen"), met(187.0, "+187 woningen"), "+99 woningen"),
        (met(6.4, "6,4 maanden", eenheid="maanden"), met(4.9, "4,9 maanden", eenheid="maanden"), "−1,5 maanden"),
        (met(0.109, "10,9 %", eenheid="procent"), met(0.1, "10 %", eenheid="procent"), "−0,9 procentpunt"),
        (
            met(0.5, "180 van de 360 personen", teller=180, eenheid="personen"),
            met(0.7, "187 van de 267 personen", teller=187, eenheid="personen"),
            "+7 personen",
        ),
        (met(5.0, "5 woningen"), met(5.0, "5 woningen"), "gelijk"),
        (BUURTEN, met(1.0, "3 van de 3 buurten", teller=3, noemer=3, eenheid="buurten"), "gelijk"),
        (BUURTEN, met(0.4, "3 van de 8 buurten", teller=3, noemer=8, eenheid="buurten"), ""),
        (met(None, "geen gegevens"), met(5.0, "5 woningen"), ""),
    ],
)
def test_difference_is_written_as_the_figure_is(een, ander, verschil):
    assert rij(een, ander).verschil == verschil


def test_why_follows_from_half_year_parties_and_formula():
    assert rij(met(1.0, "1"), met(2.0, "2", "2026-2")).waarom == "nieuw halfjaar"
    assert rij(met(1.0, "1", "2026-2"), met(2.0, "2")).waarom == "eerder halfjaar"
    assert rij(met(1.0, "1"), met(2.0, "2")).waarom == "gecorrigeerd"
    assert rij(met(1.0, "1", ontbreekt=["Portaal"]), met(2.0, "2")).waarom == "later erbij: Portaal"
    other = met(1.0, "1", definities=[OUD["definities"][0] | {"formule": "anders geteld"}])
    assert rij(met(1.0, "1"), other).waarom == "andere formule"


def test_what_the_newer_overview_tells_of_the_older_one_is_the_reason():
    told = {"soort": "sinds", "boven": "", "titel": "", "vorige": {"tijdvak": "2026-1", "versie": 4},
            "cijfers": [{"code": "X9", "waarom": ["nieuw halfjaar", "correctie"]}]}  # fmt: skip
    newer = met(2.0, "2", "2026-2", delen=[told, *OUD["delen"]])
    assert rij(met(1.0, "1", versie=4), newer).waarom == "nieuw halfjaar; correctie"
    assert rij(met(1.0, "1", versie=3), newer).waarom == "nieuw halfjaar"


def acties(**extra):
    """The content with one action that is this; OUD has action 99 of 2026, 'in de ijskast'."""
    found = copy.deepcopy(OUD)
    found["delen"][1]["acties"] = [OUD["delen"][1]["acties"][0] | extra]
    return found


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # carried on as action 7 of 2027, with another title: the same action
        (acties(sleutel="2026/99", jaar=2027, nummer=7, titel="Heet nu zo", statusnaam="op schema"),
         [("Actie 99 (2026), actie 7 (2027): Heet nu zo", "in de ijskast", "op schema")]),
        # the same number of another year, or the same title, is not enough
        (acties(sleutel="2027/99", jaar=2027, statusnaam="op schema"),
         [("Actie 99: Actie van toen", "in de ijskast", ZONDER), ("Actie 99: Actie van toen", ZONDER, "op schema")]),
        (acties(titel="Andere woorden", statusnaam="op schema"),
         [("Actie 99: Andere woorden", "in de ijskast", "op schema")]),
    ],
)  # fmt: skip
def test_action_is_known_by_where_it_began(other, expected):
    assert [(row.naam, row.een, row.ander) for row in vergelijk(OUD, other, NAMEN).acties] == expected


def test_difference_is_that_of_the_figures_as_they_are_written():
    # 8,66 and 8,74 % both read 8,7 %
    same = rij(met(0.0866, "8,7 %", eenheid="procent"), met(0.0874, "8,7 %", "2026-2", eenheid="procent"))
    assert (same.verschil, same.is_anders) == ("gelijk", False)
    other = rij(
        met(6.44, "6,4 maanden", eenheid="maanden"), met(4.86, "4,9 maanden", eenheid="maanden")
    )  # 4,86 − 6,44 = −1,58, but 4,9 − 6,4 = −1,5
    assert (other.verschil, other.is_anders) == ("−1,5 maanden", True)


def test_what_differs_is_told_apart_from_what_is_equal():
    both = vergelijk(OUD, acties(statusnaam="op schema"), NAMEN)
    assert ([row.ander for row in both.acties.anders], both.acties.gelijk) == (["op schema"], [])
    same = vergelijk(OUD, OUD, NAMEN)
    assert (same.acties.anders, [row.een for row in same.acties.gelijk]) == ([], ["in de ijskast"])


def test_texts_stand_whole():
    other = copy.deepcopy(OUD)
    other["teksten"]["inleiding"] = {"naam": "Inleiding", "systeem": "Anders.", "eigen": ""}
    found = vergelijk(OUD, other, NAMEN)
    assert [(row.een, row.ander) for row in found.teksten if row.is_anders] == [("Zo stonden we ervoor.", "Anders.")]


def test_texts_are_in_the_order_of_the_page():
    """OUD has its opening with 'groei' first and its tension last; keys are frozen in another order."""
    other = OUD | {"teksten": dict(sorted(OUD["teksten"].items(), reverse=True))}
    assert [row.naam for row in vergelijk(other, other, NAMEN).teksten] == ["Inleiding", "De groei", "Oud"]


def test_goals_are_beside_how_it_stood():
    goal = {"woorden": "circa 30 %"}
    judged = {"naam": "op schema", "status": "op-schema", "zin": ""}
    other = OUD | {"definities": [OUD["definities"][0] | {"doelen": [goal], "oordeel": judged}]}
    assert [(row.een, row.ander) for row in vergelijk(OUD, other, NAMEN).doelen] == [
        ("geen doel", "circa 30 % (op schema)")
    ]
    gone = vergelijk(other, OUD | {"definities": []}, NAMEN).doelen
    assert gone[0].ander == ZONDER
