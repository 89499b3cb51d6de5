"""How a figure stands against its goal: each kind of goal by its own rule, at, above and below its edges."""

import pytest

from basis.getallen import getal
from monitoring.models import Doelsoort
from monitoring.oordeel import (
    AANDACHT,
    NOG_NIET,
    ONDERWEG,
    OP_SCHEMA,
    PAD,
    REGELS,
    Meting,
    judge,
    judge_projects,
    provisional,
)

SAMEN = "Met wat er sinds 2026 netto bij kwam zijn het er samen"


def judged(soort, waarde, doel, **more):
    found = judge(soort, Meting(waarde, doel, lambda value: f"{getal(value, 1).removesuffix(',0')} woningen", **more))
    return found.status, found.zin


@pytest.mark.parametrize(
    ("soort", "values", "more", "expected"),
    [
        ("minstens", (1380, 1380), {}, (OP_SCHEMA, "Het doel is bereikt.")),
        # 1.380 − 253 = 1.127
        ("minstens", (253, 1380), {}, (ONDERWEG, "Nog 1.127 woningen te gaan.")),
        ("minstens", (3212, 3200), {"gepland": True}, (OP_SCHEMA, "Met alle plannen erbij wordt het doel gehaald.")),
        # the plans expected 230 by now: 23 more
        ("minstens", (253, 1380), {"pad": 230}, (
            OP_SCHEMA, "23 woningen meer dan de plannen nu verwachtten; nog 1.127 woningen te gaan.")),
        ("minstens", (253, 1380), {"pad": 253}, (
            OP_SCHEMA, "Precies op het pad van de plannen; nog 1.127 woningen te gaan.")),
        ("minstens", (253, 1380), {"pad": 260}, (
            AANDACHT, "7 woningen minder dan de plannen nu verwachtten; nog 1.127 woningen te gaan.")),
        # demolition first: the path lies below zero, and so may the figure
        ("minstens", (-10, 1380), {"pad": -12}, (
            OP_SCHEMA, "2 woningen meer dan de plannen nu verwachtten; nog 1.390 woningen te gaan.")),
        ("minstens", (1300, 1380), {"pad": 1200, "voorbij": True}, (
            AANDACHT, "De afgesproken tijd is voorbij; nog 80 woningen te gaan.")),
        # 0,1 + 0,2 is not 0,3 in a computer
        ("minstens", (0.1 + 0.2, 0.3), {}, (OP_SCHEMA, "Het doel is bereikt.")),
        ("minstens", (0.3, 0.1 + 0.2), {}, (OP_SCHEMA, "Het doel is bereikt.")),
        # 15 % of 1.020 is 153; 78 are used: 75
        ("plafond", (78 / 1020, 0.15), {"teller": 78, "noemer": 1020}, (
            OP_SCHEMA, "Onder het plafond is ruimte voor nog 75 toewijzingen.")),
        ("plafond", (152 / 1020, 0.15), {"teller": 152, "noemer": 1020}, (
            OP_SCHEMA, "Onder het plafond is ruimte voor nog 1 toewijzing.")),
        ("plafond", (0.15, 0.15), {"teller": 153, "noemer": 1020}, (
            OP_SCHEMA, "De ruimte onder het plafond is precies gebruikt.")),
        ("plafond", (17, 15), {}, (AANDACHT, "2 woningen boven het plafond.")),
        ("plafond", (14, 15), {}, (OP_SCHEMA, "Onder het plafond.")),
        ("plafond", (40, 0), {}, (ONDERWEG, "Nog 40 woningen te gaan naar nul.")),
        ("plafond", (0, 0), {}, (OP_SCHEMA, "Het staat op nul.")),
        ("band", (349, 350), {"tot": 430}, (ONDERWEG, "Nog 1 woningen te gaan tot de band.")),
        ("band", (349, 350), {"tot": 430, "voorbij": True}, (
            AANDACHT, "De afgesproken tijd is voorbij; nog 1 woningen te gaan tot de band.")),
        ("band", (350, 350), {"tot": 430}, (OP_SCHEMA, "Binnen de band.")),
        ("band", (430, 350), {"tot": 430}, (OP_SCHEMA, "Binnen de band.")),
        ("band", (431, 350), {"tot": 430}, (AANDACHT, "1 woningen boven de band.")),
        ("gemiddelde", (5.4, 6), {}, (OP_SCHEMA, "Gemiddeld 0,6 woningen minder dan afgesproken.")),
        ("gemiddelde", (6, 6), {}, (OP_SCHEMA, "Precies het afgesproken gemiddelde.")),
        ("gemiddelde", (6.4, 6), {}, (AANDACHT, "Gemiddeld 0,4 woningen meer dan afgesproken.")),
        # 600 hard + 200 added = 800, 20 more than 780
        ("planstand", (600, 780), {"gebouwd": 200}, (
            OP_SCHEMA, f"{SAMEN} 800, 20 woningen meer dan bij de start.")),
        ("planstand", (580, 780), {"gebouwd": 200}, (
            OP_SCHEMA, f"{SAMEN} 780, net zo veel als bij de start.")),
        ("planstand", (500, 780), {"gebouwd": 200}, (
            AANDACHT, f"{SAMEN} 700, 80 woningen minder dan bij de start.")),
        ("planstand", (500, 780), {}, (
            NOG_NIET, "Er zijn nog geen cijfers over wat er netto bij kwam.")),
    ],
)  # fmt: skip
def test_judge_follows_the_rule_of_its_kind(soort, values, more, expected):
    assert judged(soort, *values, **more) == expected


def test_every_kind_of_goal_has_a_rule_in_words():
    assert set(REGELS) == set(Doelsoort.values)


def test_path_is_explained_only_where_there_is_one():
    with_path = judge("minstens", Meting(1, 5, str, pad=2))
    assert with_path.regel == f"{REGELS['minstens']} {PAD}"
    assert judge("minstens", Meting(1, 5, str)).regel == REGELS["minstens"]


def test_words_of_a_judgement_carry_no_blame():
    names = {judge("minstens", Meting(1, 5, str, pad=pad)).naam for pad in (None, 0, 2)}
    assert names == {"onderweg", "op schema", "aandacht nodig"}


def test_what_the_figures_do_not_say_yet_is_not_on_its_way():
    late, unknown = judge("minstens", Meting(1, 5, str, pad=2)), judge("planstand", Meting(500, 780, str))
    assert [(found.naam, found.zin) for found in (provisional(late), unknown, provisional(unknown))] == [
        ("nog niet te beoordelen", "Nog niet alle cijfers zijn vastgesteld."),
        ("nog niet te beoordelen", "Er zijn nog geen cijfers over wat er netto bij kwam."),
        ("nog niet te beoordelen", "Er zijn nog geen cijfers over wat er netto bij kwam."),
    ]
    one_short = judge_projects(1, 2, "1 van de 2 projecten haalt het.")
    found = provisional(one_short)
    assert (found.naam, found.zin) == ("nog niet te beoordelen", "1 van de 2 projecten haalt het. Dit is voorlopig.")
