"""The five kinds of goal, in words and as lines: an aim, a ceiling, a band, a mean and a state of plans."""

from decimal import Decimal

import pytest

from basis.halfjaar import Halfjaar
from monitoring import doelen
from monitoring.models import Doelsoort, Doelstelling
from monitoring.tekeningen import Doellijn, Vorm

S = "\u00a0"
AANTAL, AANDEEL, MAANDEN = Vorm(), Vorm(aandeel=True), Vorm(decimalen=1, eenheid="maanden")
H2030 = Halfjaar(2030, 2)


def doel(soort, waarde, tot=None, omschrijving="zoals afgesproken", uiterlijk=None, nulwaarde=None):
    """A goal as it comes from the database: with Decimals of four places."""
    numbers = [None if number is None else Decimal(number).quantize(Decimal("0.0001")) for number in (waarde, tot)]
    base = nulwaarde and Decimal(nulwaarde)
    return Doelstelling(
        soort=soort,
        waarde=numbers[0],
        waarde_tot=numbers[1],
        omschrijving=omschrijving,
        uiterlijk=uiterlijk,
        nulwaarde=base,
    )


MINSTENS = doel("minstens", "1380", uiterlijk=H2030)
CIRCA = doel("minstens", "0.3", omschrijving="Circa 30 % naar urgent woningzoekenden")
ONGEVEER = doel("minstens", "1800", omschrijving="ongeveer 1.800 nieuwe woningen", uiterlijk=H2030)
PLAFOND = doel("plafond", "0.15")
BAND = doel("band", "350", "430", uiterlijk=H2030)
GEMIDDELDE = doel("gemiddelde", "6")
PLANSTAND = doel("planstand", "780")
# goal, how it is drawn, in words, the label of its line
SOORTEN = [
    (MINSTENS, AANTAL, "1.380 in 2030", "doel 1.380 in 2030"),
    (CIRCA, AANDEEL, f"circa 30{S}%", f"circa 30{S}%"),
    (ONGEVEER, AANTAL, "circa 1.800 in 2030", "circa 1.800 in 2030"),
    (PLAFOND, AANDEEL, f"hooguit 15{S}%", f"plafond 15{S}%"),
    (BAND, AANTAL, "350 tot 430 in 2030", "band 350–430"),
    (GEMIDDELDE, MAANDEN, "gemiddeld hooguit 6 maanden", "gemiddeld hooguit 6 maanden"),
    (PLANSTAND, AANTAL, "780 in harde plannen", "780 in harde plannen"),
]


def test_all_five_kinds_are_tested():
    assert {each.soort for each, *_ in SOORTEN} == set(Doelsoort.values)


@pytest.mark.parametrize(("goal", "vorm", "words", "label"), SOORTEN)
def test_in_woorden_says_each_kind_its_own_way(goal, vorm, words, label):
    assert doelen.in_woorden(goal, vorm) == words


@pytest.mark.parametrize(("goal", "vorm", "words", "label"), SOORTEN)
def test_lijn_carries_the_kind_in_its_label(goal, vorm, words, label):
    assert doelen.lijn(goal, vorm).label == label


def test_lijn_stands_at_the_value_and_a_band_has_two():
    assert doelen.lijn(PLAFOND, AANDEEL) == Doellijn(0.15, f"plafond 15{S}%")
    assert doelen.lijn(BAND, AANTAL) == Doellijn(350.0, "band 350–430", 430.0)


def test_goal_without_a_number_keeps_its_words_and_draws_nothing():
    words = doel("minstens", None, omschrijving="zo veel mogelijk")
    assert doelen.in_woorden(words, AANTAL) == "zo veel mogelijk"
    assert doelen.lijn(words, AANTAL) is None


def test_goal_of_zero_is_a_goal():
    zero = doel("minstens", "0", uiterlijk=Halfjaar(2050, 2))
    assert doelen.in_woorden(zero, AANTAL) == "0 in 2050"
    assert doelen.lijn(zero, AANTAL) == Doellijn(0.0, "doel 0 in 2050")


@pytest.mark.parametrize(
    ("goal", "vorm", "words"),
    [
        (MINSTENS, AANTAL, "het doel is 1.380 in 2030"),
        (PLAFOND, AANDEEL, f"het doel is hooguit 15{S}%"),
        (PLANSTAND, AANTAL, "bij de start waren het er 780"),
        (doel("plafond", "0"), AANDEEL, f"we gaan naar 0{S}%"),
        (doel("minstens", None, omschrijving="zo veel mogelijk"), AANTAL, "afgesproken is: zo veel mogelijk"),
    ],
)
def test_in_zin_ends_a_sentence(goal, vorm, words):
    assert doelen.in_zin(goal, vorm) == words


def test_ceiling_of_zero_is_a_direction():
    assert doelen.in_woorden(doel("plafond", "0"), AANDEEL) == f"naar 0{S}%"
    assert doelen.lijn(doel("plafond", "0"), AANDEEL) == Doellijn(0.0, f"naar 0{S}%")


def test_mean_keeps_a_half_month():
    assert doelen.in_woorden(doel("gemiddelde", "5.5"), MAANDEN) == "gemiddeld hooguit 5,5 maanden"


@pytest.mark.parametrize("nulwaarde", [None, "0", "0.0000"])
def test_uitgangspunt_of_nothing_or_zero_is_no_line(nulwaarde):
    assert doelen.uitgangspunt(doel("minstens", "1380", nulwaarde=nulwaarde), AANTAL) is None


def test_lines_are_the_goals_with_their_starting_points():
    urgent = doel("minstens", "0.3", omschrijving="circa 30 %", nulwaarde="0.25")
    words = doel("minstens", None, omschrijving="zo veel mogelijk")
    assert doelen.door_de_tijd([urgent, words, PLAFOND], [], AANDEEL, ["2026-1", "2026-2"]) == [
        Doellijn(0.3, f"circa 30{S}%"),
        Doellijn(0.25, f"uitgangspunt 25{S}%", uitgangspunt=True),
        Doellijn(0.15, f"plafond 15{S}%"),
    ]


@pytest.mark.parametrize(
    ("goal", "waarde", "woorden", "gehaald"),
    [
        (doel(Doelsoort.MINSTENS, 1380), 1379, "nog niet op het doel", False),
        (doel(Doelsoort.MINSTENS, 1380), 1380, "op het doel", True),
        (doel(Doelsoort.PLAFOND, "0.15"), 0.15, "onder het plafond", True),
        (doel(Doelsoort.PLAFOND, "0.15"), 0.151, "boven het plafond", False),
        (doel(Doelsoort.GEMIDDELDE, 6), 6, "binnen het gemiddelde", True),
        (doel(Doelsoort.GEMIDDELDE, 6), 6.1, "boven het gemiddelde", False),
        (doel(Doelsoort.BAND, 350, 430), 349, "nog onder de band", False),
        (doel(Doelsoort.BAND, 350, 430), 350, "binnen de band", True),
        (doel(Doelsoort.BAND, 350, 430), 430, "binnen de band", True),
        (doel(Doelsoort.BAND, 350, 430), 431, "boven de band", False),
    ],
)
def test_figure_stands_somewhere_towards_its_goal(goal, waarde, woorden, gehaald):
    assert doelen.stand(goal, waarde) == doelen.Stand(woorden, gehaald)


@pytest.mark.parametrize(
    ("goal", "waarde"),
    [
        (doel(Doelsoort.MINSTENS, 1380), None),
        (doel(Doelsoort.MINSTENS, None), 5),
        (doel(Doelsoort.PLANSTAND, 780), 900),
    ],
)
def test_without_a_figure_or_a_number_there_is_no_standing(goal, waarde):
    assert doelen.stand(goal, waarde) is None
