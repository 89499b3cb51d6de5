"""Everything counted in one statement: each figure where it belongs, and rows that are grouped alike read once."""

from dataclasses import replace

import pytest
from django.db import connection

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.vormen import Som, waarden
from monitoring.rekenen import tellen
from tests.factories.monitoring import (
    gegeven,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    project,
    stand,
    toewijzing,
)
from voorraad.models import Toewijzing

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
CITY = (None, None)


@pytest.fixture
def levering():
    return maak_vastgesteld(
        "portaal",
        "2026-1",
        mutatie("nieuwbouw", 10, wijk="WK030701"),
        mutatie("nieuwbouw", 5, wijk="WK030701"),
        mutatie("sloop", 3),
        toewijzing("gezin", 4, wijk="WK030702"),
        toewijzing("gezin", 2, prijscategorie="bereikbaar"),
        toewijzing("uitstroom-instelling", 3, wachttijd_uitstroom=4.5),
        project(40),
        stand(7, geschikt="nultreden"),
    )


def counted(*leveringen, halfjaar=H1):
    """(party, indicator, part, wijk, buurt): (numerator, denominator)."""
    steps = tellen.cijfers([levering.pk for levering in leveringen], halfjaar)
    with connection.cursor() as cursor:
        cursor.execute(*tellen.met(steps, f"SELECT partij_id, {tellen.SLEUTEL}, teller, noemer FROM cijfer"))
        return {tuple(key): tuple(pair) for *key, pair in [(*row[:5], row[5:]) for row in cursor.fetchall()]}


def of(found, indicator, onderdeel=""):
    """What was counted for one part: (wijk, buurt): (numerator, denominator)."""
    return {key[3:]: pair for key, pair in found.items() if key[1:3] == (indicator, onderdeel)}


def test_parts_are_counted_per_area_and_for_the_city(levering):
    found = counted(levering)
    stadskern, nederberg = (Wijk.objects.get(code=code).pk for code in ("WK030701", "WK030702"))
    assert of(found, "V1") == {(stadskern, None): (15, 0), CITY: (12, 0)}  # 10 + 5; and 3 less in the city
    assert of(found, "V1", "sloop") == {CITY: (-3, 0)}
    assert of(found, "T6", "gezin") == {(nederberg, None): (4, 0), CITY: (6, 0)}  # 4 + 2
    assert of(found, "V9", "aanbod/bereikbaar") == {CITY: (2, 0)}
    assert of(found, "T1") == {(nederberg, None): (0, 4), CITY: (3, 9)}  # 3 urgent of 4 + 2 + 3
    assert of(found, "T4") == {CITY: (13.5, 3)}  # 3 × 4.5 months


def test_part_without_rows_is_nought_for_the_city_when_its_name_is_known(levering):
    found = counted(levering)
    assert of(found, "V1", "verkoop") == {CITY: (0, 0)}
    assert of(found, "T6", "jongere") == {}


def test_group_without_a_name_is_no_part(levering):
    Toewijzing.objects.filter(aantal=2).update(doelgroep="", prijscategorie="")
    found = counted(levering)
    assert of(found, "T6", "gezin")[CITY] == (4, 0)
    assert of(found, "T6", "") | of(found, "V9", "aanbod/") == of(found, "T6")
    assert of(found, "T6")[CITY] == (9, 0)


def test_deliveries_together_count_as_each_alone(levering):
    other = maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 1, wijk="WK030701"), toewijzing("gezin", 8))
    city = maak_vastgesteld("gemeente", "2026-1", gegeven("actief-woningzoekenden", 50, doelgroep="gezin"))
    apart = counted(levering) | counted(other) | counted(city)
    assert counted(levering, other, city) == apart
    assert {partij for partij, *_ in apart} == {each.partij_id for each in (levering, other, city)}


def test_party_counts_only_what_is_made_of_its_kind_of_delivery():
    city = maak_vastgesteld("gemeente", "2026-1", mutatie("nieuwbouw", 10))
    found = counted(city)
    assert of(found, "V1") == {}  # of corporations alone
    assert of(found, "V3") == {CITY: (10, 0)}


def test_all_figures_of_a_delivery_take_one_query(levering, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len({indicator for _, indicator, *_ in counted(levering)}) == 17  # not T3 and L1


def test_tables_are_read_once_per_way_to_group_them(levering):
    questions = [sql for name, (sql, _) in tellen.cijfers([levering.pk], H1).items() if name.startswith("vraag")]
    read = [sql.rpartition(" FROM ")[2].split()[0].strip('"') for sql in questions]
    assert read.count("voorraad_mutatie") == 1  # for V1, V2, V3, V5, V6 and V7 together
    assert read.count("voorraad_voorraadstand") == 4  # as a whole, by label, by fitness and by price
    assert read.count("voorraad_toewijzing") == 3  # as a whole, by group and by price


def test_rows_that_cannot_be_count_nothing(levering, monkeypatch):
    nothing = replace(INDICATOREN["V3"], bereken=lambda cijfers: Som(cijfers.mutaties.filter(soort__in=[])))
    monkeypatch.setitem(INDICATOREN, "V3", nothing)
    assert of(counted(levering), "V3") == {CITY: (0, 0)}


def test_no_deliveries_have_no_figures():
    assert counted() == {}


def test_list_is_ready_as_far_as_it_is_on_the_reference_date():
    assert list(tellen.standen(H1)) == []
    maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-03-01")
    maak_prioriteitsgebied("2026-02-01")
    assert list(tellen.standen(H1)) == [("L1", "", 1, 2)]


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
