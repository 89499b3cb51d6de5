"""Whether each row is in order by itself: per check a wrong and a right one, with the whole finding."""

import pytest

from tests.factories.controles import Paar, beoordeel, checks_van, fout, goed, run
from tests.factories.voorraad import goede_rij, maak_gelezen, rijen_van
from voorraad.checks import rijen
from voorraad.models import Mutatie

pytestmark = pytest.mark.django_db
ALLEEN_CORRECTIE = "een aantal van 0 of meer; alleen splitsen en correctie mogen negatief zijn"
EENMAAL = "elke combinatie eenmaal; rij 2 is dezelfde. Tel ze op in één rij."
ALLE = checks_van(rijen)
PAREN = {
    "cellen": Paar(
        lambda: goed("Voorraad", aantal="veel", segment=None),
        (
            fout("leeg", "een waarde; deze cel mag niet leeg zijn", "niets", "Voorraad", 2, "segment"),
            fout("geen-getal", "een getal, zonder tekst erbij", "veel", "Voorraad", 2, "aantal"),
        ),
        lambda: goed("Voorraad", aantal="1.380", segment="Sociale huur"),
    ),
    "totaalregels": Paar(
        lambda: maak_gelezen({"Voorraad": [goede_rij("Voorraad"), {"segment": "Totaal", "aantal": 12}]}),
        (fout("totaalregel", "alleen gewone rijen; haal de totaalregel weg", "Totaal", "Voorraad", 3, "segment"),),
        lambda: goed("Projecten", naam="Totaalrenovatie Liendert"),
    ),
    "negatieve_mutaties": Paar(
        lambda: goed("Mutaties", soort="verkoop", aantal=-4),
        (fout("negatief", ALLEEN_CORRECTIE, "−4", "Mutaties", 2, "aantal"),),
        lambda: maak_gelezen(
            {"Mutaties": [goede_rij("Mutaties", soort=s, aantal=-4) for s in ("splitsen", "correctie")]}
        ),
    ),
    "naar_segment": Paar(
        lambda: goed("Mutaties", soort="liberalisatie"),
        (fout("leeg", "het segment waar de woning nu in valt", "niets", "Mutaties", 2, "naar segment"),),
        lambda: goed("Mutaties", soort="liberalisatie", naar_segment="middenhuur"),
    ),
    "dubbele_rijen": Paar(
        lambda: maak_gelezen(
            {"Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", segment="Sociale huur", aantal=1)]}
        ),
        (fout("dubbele-rij", EENMAAL, "WK030710", "Voorraad", 3, "buurtcode"),),
        lambda: maak_gelezen({"Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", energielabel="c")]}),
    ),
    "in_de_toekomst": Paar(
        lambda: goed("Projecten", gerealiseerd_halfjaar="2026-2"),
        (fout("in-de-toekomst", "een halfjaar tot en met 2026-1", "2026-2", "Projecten", 2, "gerealiseerd halfjaar"),),
        lambda: goed("Projecten", gerealiseerd_halfjaar="2025-2"),
    ),
}


@pytest.mark.parametrize("naam", PAREN)
def test_check_finds_what_is_wrong_and_leaves_alone_what_is_right(naam):
    beoordeel(ALLE[naam], PAREN[naam])


def test_every_check_has_a_case():
    assert PAREN.keys() == ALLE.keys()


def test_row_of_changes_may_stand_twice():
    """Changes have no key: two sales of one home each in one wijk are two sales."""
    twice = [goede_rij("Mutaties", soort="verkoop", aantal=1)] * 2
    outcome = run(maak_gelezen({"Mutaties": twice}))
    assert outcome.bevindingen == []
    assert [rij.rijnummer for rij in rijen_van(outcome, Mutatie)] == [2, 3]
