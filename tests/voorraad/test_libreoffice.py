"""A workbook that LibreOffice has opened and saved reads the same: template, filled in, exported, and with findings."""

import io

import openpyxl
import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.libreoffice import bewaard
from tests.factories.voorraad import goede_rij, maak_levering, maak_werkmap, rijen_van
from voorraad import checks, controle, exports, sjabloon, workbook
from voorraad.columns import bladen_van
from voorraad.gemarkeerd import gemarkeerd
from voorraad.models import Status, Verwerking

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
RIJEN = {
    "Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", buurtcode="wk 030704", aantal="1.380")],
    "Mutaties": [goede_rij("Mutaties", project="007", toelichting="  twee   panden & één <hof> "),
                 goede_rij("Mutaties", soort="splitsen", aantal=-2, toelichting="=1+1")],
    "Projecten": [goede_rij("Projecten", projectcode="007", verwacht_halfjaar="2026-1",
                            gerealiseerd_halfjaar="2026-1", aantal=12)],
    "Toewijzingen": [goede_rij("Toewijzingen", doelgroep="UIT") | {"gem. wachttijd uitstroom": 5.5},
                     goede_rij("Toewijzingen", inkomen_boven_grens="ja")],
}  # fmt: skip


def omnia():
    return Partij.objects.get(code="omnia-wonen")


def gelezen(data):
    """All that reading a workbook gives: whose it is, the findings, and the rows of each sheet."""
    read = workbook.read(data)
    outcome = checks.run(read, partij=omnia(), halfjaar=H1)
    rows = {
        blad.naam: [
            [row.rijnummer, row.wijk_id, *(getattr(row, kolom.veld) for kolom in blad.kolommen[1:])]
            for row in rijen_van(outcome, blad.model)
        ]
        for blad in bladen_van("corporatie")
    }
    return read.stempel, outcome.bevindingen, rows


def geleverd(data):
    levering = maak_levering(data=data, verwerking=Verwerking.WACHT)
    controle.check(levering.pk)
    levering.refresh_from_db()
    return levering


def werkmappen():
    """Name → bytes of the workbooks that people open: each of the ways in which we write one."""
    good = maak_werkmap(RIJEN)
    wrong = maak_werkmap(RIJEN | {"Mutaties": [goede_rij("Mutaties", soort="SAM"), goede_rij("Mutaties", aantal="x")]})
    return {
        "leeg sjabloon": lambda: sjabloon.template(omnia(), H1),
        "ingevuld": lambda: good,
        "met bevindingen": lambda: gemarkeerd(geleverd(wrong))[0],
        "export": lambda: exports.workbook_of(geleverd(good)),
    }


@pytest.mark.parametrize("naam", ["leeg sjabloon", "ingevuld", "met bevindingen", "export"])
def test_workbook_that_libreoffice_saved_reads_the_same(naam):
    data = werkmappen()[naam]()
    saved = bewaard(data)
    assert saved != data
    before, after = gelezen(data), gelezen(saved)
    assert after == before
    # neither reads nothing: the wrong one has findings instead of rows, the empty one says that it is empty
    assert any(before[2].values()) != bool([each for each in before[1] if each.niveau == "fout"])


@pytest.mark.parametrize("naam", ["leeg sjabloon", "met bevindingen", "export"])
def test_comments_and_drop_downs_are_still_there(naam):
    data = werkmappen()[naam]()
    before, after = (openpyxl.load_workbook(io.BytesIO(each)) for each in (data, bewaard(data)))
    for sheet in before:
        same = after[sheet.title]
        comments = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        for place, text in comments.items():
            assert same[place].comment.text == text
        lists = [(v.formula1, str(v.sqref).split(":")[0]) for v in sheet.data_validations.dataValidation]
        assert [(v.formula1, str(v.sqref).split(":")[0]) for v in same.data_validations.dataValidation] == lists
        assert comments or sheet.title in ("Uitleg", "Codes", "Bevindingen")


def test_marked_workbook_that_libreoffice_saved_is_marked_anew():
    """Mended in LibreOffice: only what is still wrong is marked the second time."""
    levering = geleverd(maak_werkmap(RIJEN | {"Mutaties": [goede_rij("Mutaties", aantal="x")]}))
    data = bewaard(gemarkeerd(levering)[0])
    levering.status = Status.VERVANGEN
    levering.save()
    again = geleverd(data)
    book = openpyxl.load_workbook(io.BytesIO(gemarkeerd(again)[0]))
    assert [(each.rij, each.kolom) for each in again.bevindingen.filter(niveau="fout")] == [(2, "aantal")]
    assert book["Mutaties"]["H2"].comment.text.count("Monitor Samenwerkingsafspraken") == 1
    assert book.sheetnames.count("Bevindingen") == 1
