"""Rows of a checked sheet into the database: every kind of column, and more rows than one block holds."""

from decimal import Decimal

import pytest

from basis.halfjaar import Halfjaar
from tests.factories.controles import run
from tests.factories.monitoring import maak_buurt
from tests.factories.voorraad import goede_rij, maak_gelezen, maak_levering
from voorraad import opslag, sheet_reader, tabellen
from voorraad.models import Mutatie, Project, Toewijzing, Voorraadstand

pytestmark = pytest.mark.django_db


def bewaar(bladen):
    """Store the rows of these sheets, as the check does; returns the delivery."""
    levering, outcome = maak_levering(), run(maak_gelezen(bladen))
    assert outcome.tabellen
    for tabel in outcome.tabellen:
        opslag.insert(tabel, levering.pk)
    return levering


def test_row_in_a_wijk_and_row_in_a_buurt():
    buurt = maak_buurt("BU03071001")
    levering = bewaar(
        {"Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", buurtcode="BU03071001", energielabel="c")]}
    )
    whole, part = Voorraadstand.objects.order_by("rijnummer")
    assert (whole.levering, whole.rijnummer, whole.wijk.code, whole.buurt) == (levering, 2, "WK030710", None)
    assert (part.rijnummer, part.wijk, part.buurt) == (3, buurt.wijk, buurt)
    assert (part.segment, part.prijscategorie, part.woningtype) == ("sociale-huur", "betaalbaar-laag", "appartement")
    assert (part.energielabel, part.geschikt, part.aantal) == ("c", "nultreden", 12)


def test_half_years_yes_and_no_months_and_what_is_empty():
    bewaar(
        {
            "Projecten": [goede_rij("Projecten", biobased="ja")],
            "Toewijzingen": [
                goede_rij("Toewijzingen", doelgroep="UIT") | {"gem. wachttijd uitstroom": "5,5"},
                goede_rij("Toewijzingen"),
            ],
        }
    )
    project = Project.objects.get()
    assert (project.verwacht_halfjaar, project.gerealiseerd_halfjaar) == (Halfjaar(2027, 1), None)
    assert (project.biobased, project.conceptueel) == (True, False)
    months = Toewijzing.objects.order_by("rijnummer").values_list("wachttijd_uitstroom", "boven_inkomensgrens")
    assert list(months) == [(Decimal("5.5"), False), (None, False)]


def test_text_with_signs_that_a_copy_to_the_database_treats_apart():
    text = "schuin \\ en \\N, 'aanhaling' en 100 %"
    bewaar({"Mutaties": [goede_rij("Mutaties", toelichting=text)]})
    assert Mutatie.objects.get().toelichting == text


def test_more_rows_than_a_block_holds_are_all_stored(monkeypatch):
    monkeypatch.setattr(sheet_reader, "BLOCK", 2)
    monkeypatch.setattr(tabellen.Blokken, "IN_GEHEUGEN", 1)
    bewaar({"Mutaties": [goede_rij("Mutaties", aantal=n) for n in range(1, 8)]})
    assert list(Mutatie.objects.order_by("rijnummer").values_list("rijnummer", "aantal")) == [
        (n + 1, n) for n in range(1, 8)
    ]


def test_two_deliveries_keep_their_own_rows():
    first = bewaar({"Mutaties": [goede_rij("Mutaties", aantal=3)]})
    first.status = "vervangen"
    first.save()
    second = bewaar({"Mutaties": [goede_rij("Mutaties", aantal=4)]})
    assert [Mutatie.objects.get(levering=each).aantal for each in (first, second)] == [3, 4]
