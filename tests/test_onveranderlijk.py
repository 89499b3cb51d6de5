"""Append-only tables: the database refuses what the program would never ask. On SQLite and on PostgreSQL."""

import datetime

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from acties.dossier.knelpunten import note
from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Antwoord, Opmerking, Statusmelding
from acties.status import change_status
from basis.models import Wijziging
from basis.onveranderlijk import VERGEET, WIJZIGEN, WISSEN
from monitoring.models import Vastlegging
from tests.conftest import ALLEEN_TOEVOEGEN
from tests.factories.acties import maak_knelpunt
from tests.factories.overzicht import maak_oud

pytestmark = pytest.mark.django_db
TABELLEN = {name: apps.get_model(name) for name in ALLEEN_TOEVOEGEN}
KOLOMMEN = [
    (name, field.column)
    for name, model in TABELLEN.items()
    for field in model._meta.concrete_fields
    if field.column != VERGEET
]


@pytest.fixture
def mees(gebruiker):
    return gebruiker("medewerker", first_name="Mees", last_name="Werker")


@pytest.fixture
def rijen(mees, gebruiker):
    """A row of each append-only table, by the same user: by label of the model."""
    actie = Actie.objects.get(jaar=2026, nummer=1)
    change_status(actie, by=mees, naar="op-schema", toelichting="Het loopt.", versie=actie.versie)
    remark = place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?")
    answer(remark, by=mees, tekst="Zo.")
    note(maak_knelpunt(), tekst="We bellen.", by=mees)
    maak_oud(openbaar=False, door=mees)
    return {name: model.objects.order_by("pk").first() for name, model in TABELLEN.items()}


def sql(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def stored(row) -> dict:
    return type(row).objects.filter(pk=row.pk).values().get()


def another(value):
    """Something that is not this value, of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1_000  # which a small column can hold too
    if isinstance(value, datetime.datetime):
        return value - datetime.timedelta(days=1)
    return f"{value[:-1]}{'y' if value.endswith('x') else 'x'}"  # as long as it was


@pytest.mark.parametrize(("name", "column"), KOLOMMEN)
def test_no_column_can_be_changed(rijen, name, column):
    """Also a column that a later migration adds: that one has to guard its table again."""
    row = rijen[name]
    before = stored(row)
    field = next(field for field in row._meta.concrete_fields if field.column == column)
    value = another(getattr(row, field.attname))
    with pytest.raises(IntegrityError, match=WIJZIGEN):
        sql(f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', value, row.pk)
    assert stored(row) == before


@pytest.mark.parametrize("name", TABELLEN)
def test_nothing_can_be_deleted(rijen, name):
    table = TABELLEN[name]._meta.db_table
    with pytest.raises(IntegrityError, match=WISSEN):
        sql(f"DELETE FROM {table} WHERE id = %s", rijen[name].pk)
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be truncated while a foreign key is still to be checked
    with pytest.raises(IntegrityError, match=WISSEN):
        sql(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")
    assert TABELLEN[name].objects.filter(pk=rijen[name].pk).exists()


@pytest.mark.parametrize("name", TABELLEN)
def test_row_cannot_be_put_under_another_name(rijen, gebruiker, name):
    row, other = rijen[name], gebruiker("beheer")
    with pytest.raises(IntegrityError, match=WIJZIGEN):
        sql(f"UPDATE {row._meta.db_table} SET door_id = %s WHERE id = %s", other.pk, row.pk)
    with pytest.raises(IntegrityError, match=WIJZIGEN):
        sql(f"UPDATE {row._meta.db_table} SET door_id = NULL, door_naam = 'niemand' WHERE id = %s", row.pk)


def test_account_that_is_deleted_leaves_its_rows_with_its_name(rijen, mees):
    mees.delete()
    assert set(Wijziging.objects.values_list("door", "door_naam").filter(door_naam="Mees Werker")) == {
        (None, "Mees Werker")
    }
    assert (Statusmelding.objects.get().door, Statusmelding.objects.get().door_naam) == (None, "Mees Werker")
    assert (Vastlegging.objects.get().door, Vastlegging.objects.get().door_naam) == (None, "Mees Werker")
    assert (Antwoord.objects.get().door, Antwoord.objects.get().door_naam) == (None, "Mees Werker")


def test_action_with_history_cannot_be_deleted(rijen):
    with pytest.raises(ProtectedError):
        Actie.objects.get(jaar=2026, nummer=1).delete()
    with pytest.raises(ProtectedError):
        Opmerking.objects.all().delete()


@pytest.mark.parametrize("name", TABELLEN)
def test_fixture_of_these_rows_can_be_loaded_and_loaded_again(rijen, name):
    """A fixture has a time in thousandths of seconds."""
    [row] = serializers.deserialize("json", serializers.serialize("json", [rijen[name]]))
    row.object.pk += 100_000
    if name == "acties.Antwoord":  # of which a remark has one
        row.object.opmerking = place_remark(
            Actie.objects.get(jaar=2026, nummer=2), by=rijen[name].door, soort="vraag", tekst="En hier?"
        )
    if name == "monitoring.Vastlegging":  # of which an overview has one with this number
        row.object.versie += 1
    for _twice in range(2):
        row.save()
    assert stored(row.object)["door_naam"] == stored(rijen[name])["door_naam"]
    row.object.door_naam = "Iemand anders"
    with pytest.raises(IntegrityError, match=WIJZIGEN), transaction.atomic():
        row.save()


def test_admin_site_offers_no_way_to_delete_an_action_and_its_history(als, rijen):
    client = als("beheer")
    number = Actie.objects.get(jaar=2026, nummer=1).pk
    asked = {"action": "delete_selected", "_selected_action": [number], "post": "yes"}
    assert client.post("/beheer/acties/actie/", asked, follow=True).status_code == 200
    assert client.post(f"/beheer/acties/actie/{number}/delete/", {"post": "yes"}).status_code == 403
    assert Statusmelding.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_guards_stand_again_after_the_database_was_emptied(transactional_reference_data, gebruiker):
    """The flush after a test that commits for real takes the guards away; here it has been done at least once."""
    call_command("flush", interactive=False, verbosity=0)
    call_command("laad_basisgegevens", verbosity=0)
    Wijziging.objects.log(Actie.objects.first(), by=gebruiker("beheer"), veld="iets")
    with pytest.raises(IntegrityError, match=WISSEN):
        sql("DELETE FROM basis_wijziging")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has INSERT OR REPLACE")
@pytest.mark.parametrize("name", TABELLEN)
def test_no_row_is_replaced(rijen, name):
    row = rijen[name]
    before, table = stored(row), row._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in row._meta.concrete_fields)
    with pytest.raises(IntegrityError, match=WISSEN):
        sql(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s", row.pk)
    assert stored(row) == before
