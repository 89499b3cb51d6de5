"""Many rows at once: what is read back is what went in, with no field left behind."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from basis import bulk
from basis.models import Partij, Wijk
from monitoring.models import IndicatorWaarde
from tests.factories.voorraad import maak_levering
from voorraad.models import Mutatie, Toewijzing

pytestmark = pytest.mark.django_db


NAMES = ["levering", "rijnummer", "wijk", "doelgroep", "prijscategorie", "wachttijd_uitstroom", "aantal", "nieuwbouw"]
NAMES += ["boven_inkomensgrens"]


def toewijzing(levering, doelgroep="gezin", maanden=None, nieuwbouw=False):
    wijk = Wijk.objects.get(code="WK030710").pk
    return (levering.pk, 7, wijk, doelgroep, "goedkoop", maanden, 38, nieuwbouw, False)


def test_insert_gives_every_value_back():
    rows = [toewijzing(maak_levering(), maanden=Decimal("5.5"), nieuwbouw=True), toewijzing(maak_levering("portaal"))]
    bulk.insert(Toewijzing, NAMES, rows)
    assert sorted(Toewijzing.objects.values_list(*NAMES)) == sorted(rows)


@pytest.mark.parametrize("text", ["tab\t", "regel\nnog een\r", "\\", "\\N", "\\.", "«É» 'x' \"y\" %s", ""])
def test_insert_keeps_text_of_any_signs(text):
    bulk.insert(Toewijzing, NAMES, [toewijzing(maak_levering(), doelgroep=text)])
    assert Toewijzing.objects.get().doelgroep == text


def test_insert_without_rows_does_nothing():
    bulk.insert(Toewijzing, NAMES, [])
    assert Toewijzing.objects.count() == 0


def test_insert_takes_more_rows_than_one_statement_holds():
    partij = Partij.objects.get(code="portaal")
    names = ["indicator", "halfjaar", "partij", "onderdeel", "teller", "noemer", "partijen"]
    bulk.insert(IndicatorWaarde, names, (("V1", "2026-1", partij.pk, str(n), n / 2, 0.0, 1) for n in range(2500)))
    stored = IndicatorWaarde.objects.filter(halfjaar="2026-1", partij=partij, wijk=None, buurt=None)
    assert {row.onderdeel: row.teller for row in stored} == {str(n): n / 2 for n in range(2500)}


def test_update_changes_only_what_it_names():
    names = ["indicator", "halfjaar", "onderdeel", "teller", "noemer", "partijen"]
    bulk.insert(IndicatorWaarde, names, [("V1", "2026-1", onderdeel, 1.0, 2.0, 1) for onderdeel in "abc"])
    a, b, _ = IndicatorWaarde.objects.order_by("onderdeel").values_list("pk", flat=True)
    bulk.update(IndicatorWaarde, ["teller", "partijen"], [(3, 2, a), (4.5, 3, b)])
    stored = IndicatorWaarde.objects.order_by("onderdeel").values_list("onderdeel", "teller", "noemer", "partijen")
    assert list(stored) == [("a", 3.0, 2.0, 2), ("b", 4.5, 2.0, 3), ("c", 1.0, 2.0, 1)]


def test_update_without_rows_does_nothing():
    bulk.update(IndicatorWaarde, ["teller"], [])
    assert IndicatorWaarde.objects.count() == 0


def test_insert_obeys_the_constraints_of_the_table():
    levering = maak_levering()
    names = ["levering", "rijnummer", "soort", "segment", "aantal", "naar_segment", "project", "toelichting"]
    names += ["daeb_koop", "middeninkomen"]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Mutatie, names, [(levering.pk, 2, "sloop", "sociale-huur", -1, "", "", "", False, False)])
    assert Mutatie.objects.count() == 0
