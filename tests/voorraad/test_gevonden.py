"""Many findings together: some of each kind per sheet, and in their place how many more there are."""

from tests.factories.controles import fout
from voorraad.gevonden import MEEST_PER_SOORT, Gevonden, Verzameling
from voorraad.models import Niveau


def leeg(rij, blad="Voorraad"):
    return fout("leeg", "een waarde", "niets", blad, rij, "aantal")


def test_line_that_counts_the_others_follows_the_last_of_its_kind():
    found = Verzameling(leeg(n) for n in range(2, 1502))
    found.add(leeg(2, "Mutaties"))
    shown = list(found)
    # 1.500 on Voorraad: 200 of them, a line for the other 1.300, and then the next sheet
    assert [shown.index(each) for each in shown if not each.rij] == [MEEST_PER_SOORT]
    assert shown[MEEST_PER_SOORT] == Gevonden(
        Niveau.FOUT,
        "leeg",
        "hetzelfde als bij de 200 regels hiervoor; meer regels tonen we niet",
        "nog 1.300 keer op dit blad",
        "Voorraad",
        nog=1300,
    )
    assert shown[-1] == leeg(2, "Mutaties")


def test_collections_add_up():
    """The reader of a sheet counts what it finds, and the checks count again what comes from several readers."""
    inner = Verzameling(leeg(n) for n in range(2, 302))
    outer = Verzameling([*inner, leeg(900)])
    # 300 and 1: 200 are shown, 101 more
    assert [each.nog for each in outer if each.nog] == [101]
    assert len(list(outer)) == MEEST_PER_SOORT + 1


def test_empty_collection_is_no():
    assert not Verzameling()
    assert list(Verzameling()) == []
