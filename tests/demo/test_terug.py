"""Export = import: what was accepted can be exported and uploaded again unchanged, without a finding."""

import pytest
from django.core.management import call_command

from tests.factories.libreoffice import bewaard
from tests.factories.voorraad import rijen_van
from voorraad import checks, exports, workbook
from voorraad.columns import Soort, bladen_van
from voorraad.models import Levering, Niveau

pytestmark = pytest.mark.django_db
WEGEN = {
    "werkmap": ("levering.xlsx", exports.workbook_of),
    "csv": ("levering.zip", exports.csv_of),
    "werkmap door LibreOffice": ("levering.xlsx", lambda levering: bewaard(exports.workbook_of(levering))),
}


def cellen(rij, blad):
    velden = [kolom.veld for kolom in blad.kolommen if kolom.soort is not Soort.GEBIED]
    return (rij.wijk_id, rij.buurt_id, *(getattr(rij, veld) for veld in velden))


def test_accepted_delivery_comes_back_as_it_was_without_a_finding(settings):
    settings.DEMO = True
    call_command("laad_demo")
    accepted = Levering.objects.vastgesteld().select_related("partij")
    assert accepted.count() == 6
    for levering in accepted:
        stored = {
            blad: [cellen(rij, blad) for rij in blad.model.objects.filter(levering=levering)]
            for blad in bladen_van(levering.partij.soort)
        }
        assert any(stored.values())
        for naam, write in WEGEN.values():
            read = workbook.read(write(levering), naam)
            outcome = checks.run(read, partij=levering.partij, halfjaar=levering.halfjaar)
            assert [each for each in outcome.bevindingen if each.niveau != Niveau.MEDEDELING] == [], naam
            for blad, rows in stored.items():
                assert [cellen(rij, blad) for rij in rijen_van(outcome, blad.model)] == rows
