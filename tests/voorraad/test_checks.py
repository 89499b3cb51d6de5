"""All checks of a workbook together: what stops it, what is counted, what is kept."""

import pytest

from tests.factories.controles import fout, goed, run
from tests.factories.voorraad import goede_rij, maak_gelezen, rijen_van
from voorraad.gevonden import Gevonden
from voorraad.models import Mutatie, Niveau

pytestmark = pytest.mark.django_db
SAME = "hetzelfde als bij de 200 regels hiervoor; meer regels tonen we niet"


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
    outcome = run(goed("Projecten", gerealiseerd_halfjaar="2026-1"))
    assert [gevonden.niveau for gevonden in outcome.bevindingen] == [Niveau.WAARSCHUWING]
    assert {tabel.blad.model.__name__: tabel.aantal for tabel in outcome.tabellen} == {
        "Voorraadstand": 0,
        "Mutatie": 0,
        "Project": 1,
        "Toewijzing": 0,
    }


@pytest.mark.parametrize(("wrong", "shown", "more"), [(200, 200, []), (203, 200, [3])])
def test_run_shows_at_most_200_of_a_kind_per_sheet_and_counts_the_rest(wrong, shown, more):
    rows = [goede_rij("Mutaties", aantal="x") for _ in range(wrong)]
    outcome = run(maak_gelezen({"Mutaties": rows, "Voorraad": [goede_rij("Voorraad", aantal="x")]}))
    found = fout("geen-getal", "een getal, zonder tekst erbij", "x", "Mutaties", 2, "aantal")
    per_row = [gevonden for gevonden in outcome.bevindingen if gevonden.rij and gevonden.blad == "Mutaties"]
    assert (per_row[0], len(per_row), per_row[-1].rij) == (found, shown, shown + 1)
    assert list(dict.fromkeys(gevonden.blad for gevonden in outcome.bevindingen)) == ["Voorraad", "Mutaties"]
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


def test_same_row_is_known_again_wherever_it_stands():
    """A warning carries the hash of its row: the same for equal cells, whatever their order and spelling."""
    project = goede_rij("Projecten", gerealiseerd_halfjaar="2026-1")
    other = goede_rij("Projecten", projectcode="E02", gerealiseerd_halfjaar="2026-1")
    spelled = project | {"segment": "Sociale huur", "verwacht halfjaar": "2027 1"}
    [first, second] = run(maak_gelezen({"Projecten": [project, other]})).bevindingen
    [moved] = run(maak_gelezen({"Projecten": [goede_rij("Projecten", projectcode="E03"), spelled]})).bevindingen
    [grown] = run(maak_gelezen({"Projecten": [project | {"aantal": 41}]})).bevindingen
    assert (first.rij, moved.rij, len(first.kenmerk)) == (2, 3, 32)
    assert moved.kenmerk == first.kenmerk
    assert len({first.kenmerk, second.kenmerk, grown.kenmerk}) == 3
