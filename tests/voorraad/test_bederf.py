"""Workbooks spoilt at random give findings: never an exception, a dead reader, or more than ten seconds of silence.

The bench does the same ten thousand times: `python -m bench spoilt`.
"""

import io
import random
import time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.bederf import bederf, gave_werkmap
from tests.factories.voorraad import maak_levering
from voorraad import checks, controle, workbook
from voorraad.gemarkeerd import gemarkeerd
from voorraad.models import Levering, Niveau, Verwerking

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)


@pytest.fixture(scope="module")
def gaaf(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return gave_werkmap()


def gecontroleerd(data: bytes) -> checks.Uitkomst:
    return checks.run(workbook.read(data, "cijfers.xlsx"), partij=Partij.objects.get(code="omnia-wonen"), halfjaar=H1)


def test_workbook_before_it_is_spoilt_has_no_mistake(gaaf):
    assert [each for each in gecontroleerd(gaaf).bevindingen if each.niveau == Niveau.FOUT] == []


@pytest.mark.eenmaal
@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_spoilt_workbook_gives_findings_in_time(gaaf, seed):
    start = time.perf_counter()
    uitkomst = gecontroleerd(bederf(gaaf, random.Random(seed)))
    assert time.perf_counter() - start < 10
    for each in uitkomst.bevindingen:
        assert each.verwacht
        assert each.gevonden != "een werkmap die te veel geheugen of tijd kost"  # the reader died


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_spoilt_workbook_comes_back_with_its_findings(gaaf, seed):
    data = bederf(gaaf, random.Random(seed))
    Levering.objects.all().delete()  # those of the workbook before this one
    levering = maak_levering(data=data, verwerking=Verwerking.WACHT)
    controle.check(levering.pk)
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.GECONTROLEERD
    found = levering.bevindingen.count()
    sheet = geopend(gemarkeerd(levering)[0])
    if sheet is None:
        assert geopend(data) is None  # what openpyxl cannot read, it could not read before either
    else:
        assert len(list(sheet.iter_rows(min_row=2))) == found


def geopend(data: bytes):
    """The sheet with findings, or the first there is; None when openpyxl cannot read this."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception:
        return None
    return book["Bevindingen"] if "Bevindingen" in book.sheetnames else book.worksheets[0]
