"""Whether the file is the workbook that was asked for: per check a wrong and a right one, with the whole finding."""

import pytest

from tests.factories.controles import Paar, beoordeel, checks_van, fout, goed, run, waarschuwing
from tests.factories.voorraad import maak_gelezen, rijen_van
from voorraad.checks import bestand
from voorraad.gevonden import Gevonden
from voorraad.models import Mutatie, Niveau
from voorraad.workbook import Stempel

pytestmark = pytest.mark.django_db


def met_stempel(partij, halfjaar):
    gelezen = goed("Voorraad")
    gelezen.stempel = partij and Stempel(partij, halfjaar)
    return gelezen


def met_kop(blad, kop, nieuw):
    """A workbook in which one head of a sheet reads otherwise."""
    gelezen = maak_gelezen({})
    heads = gelezen.bladen[blad].rijen[0]
    heads[heads.index(kop)] = nieuw
    gelezen.bladen["Toewijzingen"] = goed("Toewijzingen").bladen["Toewijzingen"]
    return gelezen


def met_extra_kop(blad, kop):
    """A workbook in which a sheet has one head more, behind its own."""
    gelezen = goed(blad)
    gelezen.bladen[blad].rijen[0].append(kop)
    return gelezen


def met_bladnaam(naam, nieuw):
    """A workbook in which a sheet is named otherwise; None leaves it out."""
    gelezen = goed("Mutaties")
    inhoud = gelezen.bladen.pop(naam)
    if nieuw:
        gelezen.bladen[nieuw] = inhoud
    return gelezen


def met_tweede_blad(naam, nieuw):
    """A workbook with a copy of a sheet under another name."""
    gelezen = goed("Mutaties")
    gelezen.bladen[nieuw] = gelezen.bladen[naam]
    return gelezen


ALLE = checks_van(bestand)
PAREN = {
    "stempel": Paar(
        lambda: met_stempel("portaal", "2025-2"),
        (
            fout("andere-partij", "het sjabloon van Omnia Wonen", "het sjabloon van portaal", "Uitleg", None, ""),
            fout("ander-halfjaar", "het sjabloon over 2026-1", "dat over 2025-2", "Uitleg", None, ""),
        ),
        lambda: met_stempel("omnia-wonen", "2026-1"),
    ),
    "bladen": Paar(
        lambda: met_bladnaam("Toewijzingen", "Toewijzing 2026"),
        (
            fout(
                "blad-ontbreekt",
                "een blad «Toewijzingen»; heet het blad «Toewijzing 2026» misschien anders?",
                "geen blad met deze naam",
                "Toewijzingen",
                None,
                "",
            ),
        ),
        lambda: met_bladnaam("Toewijzingen", " TOEWIJZINGEN "),
    ),
    "dubbele_bladen": Paar(
        lambda: met_tweede_blad("Mutaties", "Mutaties."),
        (
            fout(
                "dubbel-blad",
                "eenmaal een blad «Mutaties»; haal het blad weg dat niet telt",
                "«Mutaties» en «Mutaties.»",
                "Mutaties",
                None,
                "",
            ),
        ),
        lambda: met_tweede_blad("Mutaties", "Mutaties oud"),
    ),
    "kolommen": Paar(
        lambda: met_kop("Voorraad", "aantal", "aantallen"),
        (
            fout(
                "kolom-ontbreekt",
                "een kolom «aantal»; bedoelde u met «aantallen» misschien deze kolom?",
                "«aantallen»",
                "Voorraad",
                None,
                "aantal",
            ),
        ),
        lambda: met_kop("Voorraad", "aantal", "  Aantal: "),
    ),
    "weggelaten_kolommen": Paar(
        lambda: met_kop("Mutaties", "toelichting", None),
        (
            waarschuwing(
                "kolom-weggelaten",
                "een kolom «toelichting»; zonder kolom tellen we haar in elke rij als leeg",
                "geen kolom met deze kop",
                "Mutaties",
                None,
                "toelichting",
            ),
        ),
        lambda: goed("Mutaties"),
    ),
    "dubbele_kolommen": Paar(
        lambda: met_extra_kop("Mutaties", "Aantal"),
        (
            fout(
                "dubbele-kolom",
                "eenmaal een kolom «aantal»; haal de kolom weg die niet telt",
                "nog een kolom «aantal», in kolom J",  # nine columns A to I, and this is the tenth
                "Mutaties",
                1,
                "aantal",
            ),
        ),
        lambda: met_extra_kop("Mutaties", "Aantal vorig jaar"),
    ),
    "geen_rijen": Paar(
        lambda: maak_gelezen({}),
        (fout("geen-rijen", "minstens één ingevulde rij", "alleen koppen", "Voorraad", None, ""),),
        lambda: goed("Toewijzingen"),
    ),
}


@pytest.mark.parametrize("naam", PAREN)
def test_check_finds_what_is_wrong_and_leaves_alone_what_is_right(naam):
    beoordeel(ALLE[naam], PAREN[naam])


def test_every_check_has_a_case():
    assert PAREN.keys() == ALLE.keys()


def test_what_is_not_ours_is_left_alone_and_mentioned():
    gelezen = met_extra_kop("Mutaties", "eigen nummer")
    gelezen.bladen["Kladblok"] = gelezen.bladen["Mutaties"]
    with_column = "alleen de kolommen van het sjabloon; met deze doen we niets"
    assert run(gelezen).bevindingen == [
        Gevonden(Niveau.MEDEDELING, "blad-onbekend", "alleen de bladen van het sjabloon", "nog een blad", "Kladblok"),
        Gevonden(Niveau.MEDEDELING, "kolom-onbekend", with_column, "eigen nummer", "Mutaties", None, "eigen nummer"),
    ]
    assert [rij.rijnummer for rij in rijen_van(run(gelezen), Mutatie)] == [2]


def test_heads_that_stand_there_once_more_are_skipped_and_mentioned():
    gelezen = goed("Mutaties")
    rows = gelezen.bladen["Mutaties"].rijen
    rows += [list(rows[0]), list(rows[1])]
    outcome = run(gelezen)
    expected = "de koppen één keer; deze rij slaan we over"
    assert outcome.bevindingen == [
        Gevonden(Niveau.MEDEDELING, "kop-herhaald", expected, "nog eens de koppen", "Mutaties", 3)
    ]
    assert [rij.rijnummer for rij in rijen_van(outcome, Mutatie)] == [2, 4]
