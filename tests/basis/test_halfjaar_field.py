"""A half-year in the database: stored as `2026-1`, read back as a Halfjaar."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar, HalfjaarField
from tests.factories.voorraad import maak_levering
from voorraad.models import Levering, Project

FIELD = HalfjaarField("halfjaar")
OPTIONAL = HalfjaarField("halfjaar", null=True, blank=True)


@pytest.mark.django_db
class TestStored:
    @pytest.fixture(autouse=True)
    def _leveringen(self):
        for halfjaar in ("2026-2", "2025-2", "2026-1"):
            maak_levering(halfjaar=halfjaar)

    def test_field_stores_six_characters_and_reads_a_halfjaar(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT halfjaar FROM voorraad_levering ORDER BY halfjaar")
            assert cursor.fetchall() == [("2025-2",), ("2026-1",), ("2026-2",)]
        assert Levering.objects.order_by("halfjaar").first().halfjaar == Halfjaar(2025, 2)

    def test_field_sorts_and_compares_as_time(self):
        after = Levering.objects.filter(halfjaar__gt=Halfjaar(2025, 2)).order_by("-halfjaar")
        assert list(after.values_list("halfjaar", flat=True)) == [Halfjaar(2026, 2), Halfjaar(2026, 1)]

    @pytest.mark.parametrize("value", [Halfjaar(2026, 1), "2026-1", "2026 H1"])
    def test_field_is_found_by_a_halfjaar_or_its_text(self, value):
        assert Levering.objects.get(halfjaar=value).halfjaar == Halfjaar(2026, 1)

    def test_field_is_found_in_a_list_and_a_range(self):
        assert Levering.objects.filter(halfjaar__in=[Halfjaar(2026, 1), Halfjaar(2026, 2)]).count() == 2
        assert Levering.objects.filter(halfjaar__range=(EERSTE, LAATSTE)).count() == 2

    def test_field_refuses_to_look_for_what_is_no_halfjaar(self):
        with pytest.raises(ValueError, match="‘onzin’ is geen halfjaar"):
            Levering.objects.filter(halfjaar="onzin").exists()

    def test_field_that_is_empty_reads_as_none(self):
        levering = Levering.objects.first()
        values = {"projectcode": "E01", "naam": "Hof", "soort": "nieuwbouw", "aantal": 1, "rijnummer": 2}
        project = Project.objects.create(levering=levering, verwacht_halfjaar=Halfjaar(2027, 1), **values)
        project.refresh_from_db()
        assert (project.verwacht_halfjaar, project.gerealiseerd_halfjaar) == (Halfjaar(2027, 1), None)


def test_field_cleans_text_to_a_halfjaar():
    assert FIELD.clean("2026-2", None) == Halfjaar(2026, 2)
    assert FIELD.clean(Halfjaar(2026, 2), None) == Halfjaar(2026, 2)
    assert OPTIONAL.clean("", None) is None


@pytest.mark.parametrize("text", ["2026-3", "eerste helft", "1-1"])
def test_field_says_in_dutch_what_it_expected(text):
    with pytest.raises(ValidationError) as error:
        FIELD.clean(text, None)
    assert error.value.messages == [f"‘{text}’ is geen halfjaar; verwacht bijvoorbeeld 2026-1 of 2026-2."]


def test_field_that_is_required_refuses_nothing():
    with pytest.raises(ValidationError):
        FIELD.clean("", None)


def test_field_in_a_migration_leaves_out_its_length():
    assert OPTIONAL.deconstruct()[3] == {"verbose_name": "halfjaar", "null": True, "blank": True}
    assert HalfjaarField().max_length == 6


@pytest.mark.parametrize(("value", "text"), [(Halfjaar(2026, 1), "2026-1"), (None, "")])
def test_field_is_written_to_a_fixture_as_text(value, text):
    field = Levering._meta.get_field("halfjaar")
    assert field.value_to_string(Levering(halfjaar=value)) == text
