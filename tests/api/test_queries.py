"""How much an answer costs does not follow how much there is."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties import status
from tests.factories.acties import maak_actie, maak_mijlpaal
from tests.factories.monitoring import maak_prioriteitsgebied, maak_vastgesteld, mutatie, toewijzing

pytestmark = pytest.mark.django_db
WIJKEN = ["WK030710", "WK030711", "WK030712"]
ADRESSEN = [
    "/indicatoren",
    "/indicatoren/V1",
    "/indicatoren/V1/waarden",
    "/indicatoren/V1/waarden?partij=portaal",
    "/doelstellingen",
    "/acties",
    "/acties/2027/30",
    "/gebieden",
    "/gebieden/WK030710",
    "/gebieden/WK030710/waarden",
    "/partijen",
    "/halfjaren",
]


def add(numbers, half, gebruiker):
    """A half-year of figures in three wijken, an area of our own, and actions with milestones and updates."""
    for _ in numbers:
        maak_prioriteitsgebied("2026-03-01")
    rows = [mutatie("nieuwbouw", 9, wijk=wijk) for wijk in WIJKEN[: len(numbers)]]
    rows += [toewijzing("gezin", 9, wijk=wijk) for wijk in WIJKEN[: len(numbers)]]
    maak_vastgesteld("portaal", half, *rows)
    for number in numbers:
        actie = maak_actie(number, trekkers=["gemeente", "portaal"], partners=["show"])
        for _ in numbers:
            maak_mijlpaal(actie)
        values = {"toelichting": "x", "succes": "", "knelpunt": "", "versie": 0}
        status.change_status(actie, by=gebruiker("medewerker"), naar="op-schema", **values)


@pytest.mark.parametrize("pad", ADRESSEN)
def test_queries_do_not_follow_the_rows(lees, gebruiker, pad):
    def count():
        lees(pad)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert lees(pad).status_code == 200
        return len(queries)

    add([30], "2026-1", gebruiker)
    one = count()
    add([31, 32, 33], "2026-2", gebruiker)
    assert count() == one
    assert one <= 12 or pad.startswith("/gebieden/WK030710/w")


def test_area_that_was_asked_before_costs_little(lees, gebruiker):
    add([30], "2026-1", gebruiker)
    lees("/gebieden/WK030710/waarden")
    with CaptureQueriesContext(connection) as queries:
        lees("/gebieden/WK030711/waarden")  # the table of all wijken is kept
    assert len(queries) <= 7
