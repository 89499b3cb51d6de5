"""What parts are called on screen, and which parts there can be."""

import pytest

from monitoring import namen
from monitoring.indicatoren import INDICATOREN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "onderdeel", "naam"),
    [
        ("T6", "uitstroom-instelling", "uitstroom uit een instelling"),
        ("T6", "nieuwbouw/oudere-doorstromer", "nieuwbouw, oudere of doorstromer"),
        ("V8", "hard/sloop/2027-1", "hard, sloop, eerste helft 2027"),
        ("V9", "aanbod/betaalbaar-laag", "vrijkomend aanbod, betaalbaar laag"),
        ("D1", "e", "label E"),
        ("V4", "markt", "marktpartij"),
        ("V1", "daeb-koop", "DAEB-koop"),
        ("V5", "liberalisatie-in", "liberalisatie naar middenhuur"),
        ("V2", "gerealiseerd", "gerealiseerd"),
        ("T6", "van-de-lijst-gehaald", "van-de-lijst-gehaald"),  # a figure may have a code that is gone
    ],
)
def test_part_is_called_as_on_the_code_list(code, onderdeel, naam):
    assert namen.load().van(INDICATOREN[code], onderdeel) == naam


def test_parts_stand_as_declared_and_then_as_on_the_code_list():
    t6, found = INDICATOREN["T6"], namen.load()
    parts = ["nieuwbouw/gezin", "urgent", "gezin", "statushouder", "nieuwbouw", "jongere"]
    assert sorted(parts, key=lambda part: found.volgorde(t6, part)) == [
        "statushouder",
        "jongere",
        "gezin",
        "urgent",
        "nieuwbouw",
        "nieuwbouw/gezin",
    ]


def test_plans_stand_in_order_of_time():
    v8, found = INDICATOREN["V8"], namen.load()
    parts = ["hard/nieuwbouw/2030-1", "hard/nieuwbouw/2027-2", "hard/nieuwbouw/2029-2"]
    assert sorted(parts, key=lambda part: found.volgorde(v8, part)) == [parts[1], parts[2], parts[0]]


@pytest.mark.parametrize(
    ("code", "onderdeel", "known"),
    [
        ("T6", "gezin", True),
        ("T6", "onzin", False),
        ("T6", "nieuwbouw/onzin", False),
        ("T6", "voorraad/gezin", False),
        ("V8", "zacht/nieuwbouw/2030-2", True),
        ("V8", "zacht/nieuwbouw/2030-3", False),
        ("V8", "hard/verbouw/2030-2", False),
        ("V1", "onzin", False),
        ("V1", "sloop", True),
    ],
)
def test_part_that_cannot_be_is_not_known(code, onderdeel, known):
    assert namen.load().kent(INDICATOREN[code], onderdeel) is known


def test_names_are_asked_for_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = namen.load()
        for code in ("gezin", "jongere", "overig"):
            found.van(INDICATOREN["T6"], code)
