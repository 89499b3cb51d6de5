"""Everything counted in one statement: the same numbers as one by one, and each different question once."""

import datetime

import pytest
from django.db.models import Sum

from monitoring import tellen
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import Bron, waarden
from tests.factories.monitoring import maak_prioriteitsgebied, maak_vastgesteld, mutatie, project, toewijzing
from voorraad.models import Mutatie, Toewijzing

pytestmark = pytest.mark.django_db


@pytest.fixture
def cijfers():
    levering = maak_vastgesteld(
        "portaal",
        "2026-1",
        mutatie("nieuwbouw", 10, wijk="WK030701"),
        mutatie("nieuwbouw", 5, wijk="WK030701"),
        mutatie("sloop", 3),
        toewijzing("gezin", 4, wijk="WK030702"),
        toewijzing("gezin", 2, prijscategorie="bereikbaar"),
        project(40),
    )
    return Cijfers([levering.pk], levering.halfjaar.peildatum)


def test_groups_are_those_of_area_and_fields(cijfers):
    per_soort = Bron(cijfers.mutaties, onderdelen=("{soort}",))
    per_groep = Bron(cijfers.toewijzingen, onderdelen=("{doelgroep}/{prijscategorie}",))
    mutaties, groepen = tellen.tel([per_soort, per_groep])
    wijk = Mutatie.objects.filter(soort="nieuwbouw").first().wijk_id
    other = Toewijzing.objects.get(aantal=4).wijk_id
    assert sorted(mutaties, key=str) == sorted([(wijk, None, "nieuwbouw", 15), (None, None, "sloop", 3)], key=str)
    assert sorted(groepen, key=str) == sorted(
        [(other, None, "gezin", "goedkoop", 4), (None, None, "gezin", "bereikbaar", 2)], key=str
    )


def test_all_figures_of_a_delivery_take_one_query(cijfers, django_assert_num_queries):
    bronnen = [bron for each in INDICATOREN.values() if each.van for bron in each.bereken(cijfers).bronnen()]
    assert len(bronnen) > 60
    with django_assert_num_queries(1) as asked:
        tellen.tel(bronnen)
    # new-build of social rent alone is counted in V1, V3, V7 and on both sides of V6
    assert asked.captured_queries[0]["sql"].count("UNION ALL") + 1 <= len(bronnen) - 4


def test_rows_that_cannot_be_are_asked_for_nowhere(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tellen.tel([Bron(Mutatie.objects.none()), Bron(Mutatie.objects.filter(levering__in=[]))]) == [[], []]
        assert tellen.tel([]) == []


def test_list_without_area_is_one_number():
    maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-03-01")
    maak_prioriteitsgebied("2026-02-01")
    shape = INDICATOREN["L1"].bereken(Cijfers(peildatum=datetime.date(2026, 6, 30)))
    assert tellen.tel(list(shape.bronnen())) == [[(None, None, 1)], [(None, None, 2)]]


@pytest.mark.parametrize(
    ("patroon", "onderdeel", "found"),
    [
        ("nieuwbouw/{doelgroep}", "nieuwbouw/gezin", {"doelgroep": "gezin"}),
        ("nieuwbouw/{doelgroep}", "gezin", None),
        ("{hardheid}/sloop/{half}", "hard/sloop/2027-1", {"hardheid": "hard", "half": "2027-1"}),
        ("{hardheid}", "hard/sloop/2027-1", None),
        ("", "", {}),
        ("", "gezin", None),
        ("sloop", "sloop", {}),
    ],
)
def test_pattern_says_what_its_fields_are(patroon, onderdeel, found):
    assert waarden(patroon, onderdeel) == found


def test_group_without_a_name_is_no_part():
    bron = Bron(Toewijzing.objects.all(), onderdelen=("", "{doelgroep}"), optelling=Sum("aantal"))
    assert (bron.delen(["gezin"]), bron.delen([""]), bron.delen([None])) == (["", "gezin"], [""], [""])
