"""The rows behind a figure, a page at a time: all kinds one after the other, each once, in the order of the file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basis.halfjaar import Halfjaar
from monitoring.maat import Maat
from monitoring.paspoort import bronrijen
from monitoring.paspoort.vraag import Vraag
from tests.factories.monitoring import maak_vastgesteld, mutatie, partij, toewijzing

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


def gezien(vraag, levering, pagina=1):
    _, page = bronrijen.rijen(vraag, levering, pagina)
    return [(rij.rij, rij.telt) for rij in page]


def test_pages_hold_every_row_once_across_kinds():
    # rows 2–61 are new homes, 62–101 are demolished: 100 rows on pages of 50
    rijen = [mutatie("nieuwbouw", 1) for _ in range(60)] + [mutatie("sloop", 1) for _ in range(40)]
    levering = maak_vastgesteld("portaal", "2026-1", *rijen)
    pages = [gezien(Vraag("V1", H1), levering, page) for page in (1, 2)]
    assert pages[0] == [(n, "telt mee") for n in range(2, 52)]
    assert pages[1] == [*((n, "telt mee") for n in range(52, 62)), *((n, "gaat eraf") for n in range(62, 102))]


@pytest.mark.parametrize(("pagina", "rijen"), [("3", 5), ("99", 5), ("x", 50), ("-1", 5), (None, 50)])
def test_page_that_is_not_there_gives_the_nearest(pagina, rijen):
    levering = maak_vastgesteld("portaal", "2026-1", *(mutatie("nieuwbouw", 1) for _ in range(105)))
    assert len(gezien(Vraag("V1", H1), levering, pagina)) == rijen


def test_page_of_rows_costs_the_same_for_one_row_and_for_a_page_full():
    def cost(number):
        levering = maak_vastgesteld(
            "portaal", "2026-1", *(mutatie("nieuwbouw", 1, wijk="WK030710") for _ in range(number))
        )
        with CaptureQueriesContext(connection) as queries:
            assert len(gezien(Vraag("V1", H1), levering)) == number
        return len(queries)

    assert cost(50) == cost(1)


def test_delivery_without_such_rows_has_an_empty_page():
    levering = maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 5))
    heads, page = bronrijen.rijen(Vraag("V1", H1, maat=Maat("sloop")), levering, 1)
    assert (list(page), page.paginator.count, heads[0]) == ([], 0, "buurtcode")


def test_deliveries_are_those_of_the_half_years_that_add_up():
    first = maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 1))
    second = maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 1))
    other = maak_vastgesteld("omnia-wonen", "2026-2", mutatie("nieuwbouw", 1))
    maak_vastgesteld("gemeente", "2026-2")
    of = partij("portaal")
    assert bronrijen.leveringen(Vraag("V1", H2)) == [first, other, second]
    assert bronrijen.leveringen(Vraag("V1", H2, of)) == [first, second]
    assert bronrijen.leveringen(Vraag("V1", H2, of, maat=Maat(periode=True))) == [second]
    assert bronrijen.leveringen(Vraag("T1", H2, of)) == [second]


def test_sums_of_several_deliveries_come_in_one_query_for_each_kind():
    def cost(halves):
        made = [maak_vastgesteld("portaal", half, mutatie("nieuwbouw", 4), mutatie("sloop", 1)) for half in halves]
        with CaptureQueriesContext(connection) as queries:
            [sums], rows = bronrijen.opgeteld(Vraag("V1", Halfjaar(2027, 1)), made)
        assert [sums[each.pk] for each in made] == [3] * len(made)
        assert [rows[each.pk] for each in made] == [2] * len(made)
        return len(queries)

    assert cost(["2026-1", "2026-2", "2027-1"]) == cost(["2026-1"])
