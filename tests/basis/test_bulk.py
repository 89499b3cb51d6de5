"""Many rows at once: what is read back is what went in, with no field left behind."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from basis import bulk
from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from monitoring.models import IndicatorWaarde
from tests.factories.voorraad import maak_levering
from voorraad.models import Mutatie, Project, Toewijzing

pytestmark = pytest.mark.django_db


def project(levering, code, gerealiseerd=None):
    return Project(
        levering=levering, rijnummer=7, wijk=Wijk.objects.get(code="WK030710"), projectcode=code, naam="Hof «É»",
        initiatiefnemer="corporatie", eigenaar="corporatie", soort="nieuwbouw", segment="sociale-huur", aantal=38,
        planstatus="1a", hardheid="hard", verwacht_halfjaar=Halfjaar(2027, 1), gerealiseerd_halfjaar=gerealiseerd,
        biobased=True,
    )  # fmt: skip


def fields(row):
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}


def test_insert_objects_gives_every_field_back():
    levering = maak_levering()
    rows = [project(levering, "E01"), project(levering, "E02", gerealiseerd=Halfjaar(2026, 1))]
    bulk.insert_objects(Project, rows)
    assert [fields(row) for row in Project.objects.order_by("projectcode")] == [fields(row) for row in rows]


def test_insert_objects_keeps_decimals_exact():
    levering = maak_levering()
    months = [Decimal("5.5"), None]
    values = {"levering": levering, "rijnummer": 2, "doelgroep": "gezin", "prijscategorie": "goedkoop", "aantal": 1}
    bulk.insert_objects(Toewijzing, [Toewijzing(wachttijd_uitstroom=month, **values) for month in months])
    assert list(Toewijzing.objects.order_by("pk").values_list("wachttijd_uitstroom", flat=True)) == months


def test_insert_objects_without_objects_does_nothing():
    bulk.insert_objects(Project, [])
    assert Project.objects.count() == 0


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
    wrong = Mutatie(levering=levering, rijnummer=2, soort="sloop", segment="sociale-huur", aantal=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert_objects(Mutatie, [wrong])
    assert Mutatie.objects.count() == 0
