"""Per check a wrong and a right case, with the whole finding: sheet, row, column, found, expected."""

from dataclasses import dataclass

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.voorraad import goede_rij, maak_gelezen, rijen_van
from voorraad import checks
from voorraad.gevonden import Gevonden
from voorraad.models import Mutatie, Niveau
from voorraad.tabellen import lay_out
from voorraad.workbook import Stempel

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)


def fout(soort, verwacht, gevonden, blad, rij, kolom):
    return Gevonden(Niveau.FOUT, soort, verwacht, gevonden, blad, rij, kolom)


def waarschuwing(soort, verwacht, gevonden, blad, rij, kolom):
    return Gevonden(Niveau.WAARSCHUWING, soort, verwacht, gevonden, blad, rij, kolom)


def goed(blad, **cellen):
    """A workbook with one row, on this sheet."""
    return maak_gelezen({blad: [goede_rij(blad, **cellen)]})


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


def project_klaar(*projecten_van_mutaties):
    mutaties = [goede_rij("Mutaties", project=code) for code in projecten_van_mutaties]
    project = goede_rij("Projecten", gerealiseerd_halfjaar="2026-1")
    return maak_gelezen({"Projecten": [project], "Mutaties": mutaties})


@dataclass(frozen=True)
class Paar:
    """What a check must find, and what it must leave alone."""

    fout: callable
    bevindingen: tuple[Gevonden, ...]
    goed: callable


ALLEEN_CORRECTIE = "een aantal van 0 of meer; alleen splitsen en correctie mogen negatief zijn"
EENMAAL = "elke combinatie eenmaal; rij 2 is dezelfde. Tel ze op in één rij."
GEREALISEERD = "een mutatie met project «E01», want het project is dit halfjaar gerealiseerd"
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
    "geen_rijen": Paar(
        lambda: maak_gelezen({}),
        (fout("geen-rijen", "minstens één ingevulde rij", "alleen koppen", "Voorraad", None, ""),),
        lambda: goed("Toewijzingen"),
    ),
}
# those of samenhang and aansluiting have their cases in the tests of these modules
HIER = ("voorraad.checks.bestand", "voorraad.checks.rijen")
VAN_HIER = [check for check in [*checks.FOUTEN, *checks.WAARSCHUWINGEN] if check.__module__ in HIER]
ALLE = {check.__name__: check for check in VAN_HIER}
PER_CHECK = pytest.mark.parametrize("naam", ALLE)


def run(gelezen, partij="omnia-wonen"):
    return checks.run(gelezen, partij=Partij.objects.get(code=partij), halfjaar=H1)


def gevraagd(outcome):
    """What asks for something; what is only mentioned left out."""
    return [gevonden for gevonden in outcome.bevindingen if gevonden.niveau != Niveau.MEDEDELING]


def alleen(naam, gelezen):
    """What this one check finds in a workbook."""
    werk = lay_out(gelezen, Partij.objects.get(code="omnia-wonen"), H1)
    return list(ALLE[naam](werk))


@PER_CHECK
def test_check_has_a_wrong_and_a_right_case_here(naam):
    assert naam in PAREN
    assert PAREN[naam].bevindingen


def test_cases_are_of_checks_that_exist():
    assert PAREN.keys() == ALLE.keys()


@PER_CHECK
def test_check_finds_what_is_wrong(naam):
    assert alleen(naam, PAREN[naam].fout()) == list(PAREN[naam].bevindingen)


@PER_CHECK
def test_check_leaves_alone_what_is_right(naam):
    assert alleen(naam, PAREN[naam].goed()) == []
    assert gevraagd(run(PAREN[naam].goed())) == []


@PER_CHECK
def test_run_reports_what_the_check_finds_and_no_more(naam):
    outcome = run(PAREN[naam].fout())
    stops = naam in {check.__name__ for check in checks.FOUTEN}
    assert gevraagd(outcome) == list(PAREN[naam].bevindingen)
    assert (outcome.tabellen == []) == stops
    assert {gevonden.niveau for gevonden in gevraagd(outcome)} == {Niveau.FOUT if stops else Niveau.WAARSCHUWING}


def test_row_without_a_column_that_may_be_empty_holds_its_empty_value():
    gelezen = goed("Mutaties")
    heads = gelezen.bladen["Mutaties"].rijen[0]
    for kop in ("toelichting", "DAEB-koop"):
        heads[heads.index(kop)] = None
    [mutatie] = rijen_van(run(gelezen), Mutatie)
    assert (mutatie.toelichting, mutatie.daeb_koop) == ("", False)


def test_run_gives_all_findings_at_once_in_the_order_of_the_checks():
    project = goede_rij("Projecten", gerealiseerd_halfjaar="2026-1")
    double = [goede_rij("Voorraad"), goede_rij("Voorraad"), goede_rij("Voorraad", aantal=-1)]
    outcome = run(maak_gelezen({"Voorraad": double, "Projecten": [project]}, halfjaar="2025-2"))
    assert [(gevonden.soort, gevonden.rij) for gevonden in outcome.bevindingen] == [
        ("ander-halfjaar", None),
        ("negatief", 4),
        ("dubbele-rij", 3),
        ("project-zonder-mutatie", 2),
    ]
    assert outcome.tabellen == []


def test_run_keeps_the_rows_beside_a_warning():
    outcome = run(project_klaar())
    assert [gevonden.niveau for gevonden in outcome.bevindingen] == [Niveau.WAARSCHUWING]
    assert {tabel.blad.model.__name__: tabel.aantal for tabel in outcome.tabellen} == {
        "Voorraadstand": 0,
        "Mutatie": 0,
        "Project": 1,
        "Toewijzing": 0,
    }


SAME = "hetzelfde als bij de 200 regels hiervoor; meer regels tonen we niet"


@pytest.mark.parametrize(("wrong", "shown", "more"), [(200, 200, []), (203, 200, [3])])
def test_run_shows_at_most_200_of_a_kind_per_sheet_and_counts_the_rest(wrong, shown, more):
    rows = [goede_rij("Mutaties", aantal="x") for _ in range(wrong)]
    outcome = run(maak_gelezen({"Mutaties": rows, "Voorraad": [goede_rij("Voorraad", aantal="x")]}))
    found = fout("geen-getal", "een getal, zonder tekst erbij", "x", "Mutaties", 2, "aantal")
    per_row = [gevonden for gevonden in outcome.bevindingen if gevonden.rij and gevonden.blad == "Mutaties"]
    assert (per_row[0], len(per_row), per_row[-1].rij) == (found, shown, shown + 1)
    assert [gevonden for gevonden in outcome.bevindingen if not gevonden.rij] == [
        Gevonden(Niveau.FOUT, "geen-getal", SAME, f"nog {n} keer op dit blad", "Mutaties", nog=n) for n in more
    ]


def test_run_checks_the_sheet_of_the_municipality_alone():
    housed = goede_rij("Gemeente", gegeven="gehuisveste-statushouders")
    gemeente = [goede_rij("Gemeente"), goede_rij("Gemeente", aantal=5), housed]
    outcome = run(maak_gelezen({"Gemeente": gemeente}, partij="gemeente"), partij="gemeente")
    expected = "elke combinatie eenmaal; rij 2 is dezelfde. Tel ze op in één rij."
    assert outcome.bevindingen == [
        fout("dubbele-rij", expected, "taakstelling-statushouders", "Gemeente", 3, "gegeven")
    ]


def test_what_is_not_ours_is_left_alone_and_mentioned():
    gelezen = met_extra_kop("Mutaties", "eigen nummer")
    gelezen.bladen["Kladblok"] = gelezen.bladen["Mutaties"]
    with_column = "alleen de kolommen van het sjabloon; met deze doen we niets"
    assert run(gelezen).bevindingen == [
        Gevonden(Niveau.MEDEDELING, "blad-onbekend", "alleen de bladen van het sjabloon", "nog een blad", "Kladblok"),
        Gevonden(Niveau.MEDEDELING, "kolom-onbekend", with_column, "eigen nummer", "Mutaties", None, "eigen nummer"),
    ]
    assert [rij.rijnummer for rij in rijen_van(run(gelezen), Mutatie)] == [2]


def test_row_of_changes_may_stand_twice():
    """Changes have no key: two sales of one home each in one wijk are two sales."""
    twice = [goede_rij("Mutaties", soort="verkoop", aantal=1)] * 2
    outcome = run(maak_gelezen({"Mutaties": twice}))
    assert outcome.bevindingen == []
    assert [rij.rijnummer for rij in rijen_van(outcome, Mutatie)] == [2, 3]


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
