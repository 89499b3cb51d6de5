"""The books of the stock. The sum of each case stands beside it."""

import pytest

from voorraad.boekhouding import RIJEN_GENOEMD, effect, van_mutaties, van_stand, vergelijk

WIJK, BUURT, ANDER = ("WK1", ""), ("WK1", "BU11"), ("WK1", "BU12")


@pytest.mark.parametrize(
    ("soort", "gevolg"),
    [
        ("nieuwbouw", [("huur", 4)]),
        ("splitsen", [("huur", 4)]),
        ("correctie", [("huur", 4)]),
        ("verkoop", [("huur", -4)]),
        ("sloop", [("huur", -4)]),
        ("liberalisatie", [("huur", -4), ("vrij", 4)]),
    ],
)
def test_effect_of_a_change_on_the_stock(soort, gevolg):
    assert effect(soort, "huur", "vrij", 4) == gevolg


def test_books_that_close_and_that_do_not():
    # 100 + 30 − 6 = 124, and there are 120; of what is let freely 0 + 0 = 0, and there are 0
    begin = van_stand([(None, WIJK, "huur", 100)])
    mutaties = van_mutaties([(2, WIJK, "nieuwbouw", "huur", "", 30), (3, WIJK, "verkoop", "huur", "", 6)])
    eind = van_stand([(5, WIJK, "huur", 70), (4, WIJK, "huur", 50)])
    [each] = vergelijk(begin, mutaties, eind)
    assert (each.post, each.begin, each.mutaties, each.eind) == ((WIJK, "huur"), 100, 24, 120)
    assert (each.berekend, each.sluit) == (124, False)
    assert (each.mutatierijen, each.beginrij, each.eindrij) == ([2, 3], None, 4)


def test_places_are_compared_on_the_level_that_all_three_know():
    # per buurt 60 + 40; the changes and the end are of the wijk as a whole: 100 + 5 = 105
    begin = van_stand([(None, BUURT, "huur", 60), (None, ANDER, "huur", 40)])
    [each] = vergelijk(begin, van_mutaties([(2, WIJK, "aankoop", "huur", "", 5)]), van_stand([(2, WIJK, "huur", 105)]))
    assert (each.post, each.sluit) == ((WIJK, "huur"), True)


def test_one_row_more_than_is_named_is_kept():
    mutaties = van_mutaties((n, WIJK, "aankoop", "huur", "", 1) for n in range(2, 90))
    assert mutaties.rijen[WIJK, "huur"] == list(range(2, 2 + RIJEN_GENOEMD + 1))
    assert mutaties.aantallen[WIJK, "huur"] == 88
