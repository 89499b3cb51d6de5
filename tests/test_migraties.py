"""Migrations that move data: back to before them, rows as they were then, forward again, and look what became of it."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from basis.models import Bericht, Berichtreden
from monitoring.jaaroverzicht import openen
from monitoring.models import Jaaroverzicht, Publicatie, Vastlegging
from monitoring.tijdvak import Tijdvak

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime.datetime(2027, 1, 5, 9, tzinfo=datetime.UTC)
LATER = datetime.datetime(2027, 1, 6, 10, tzinfo=datetime.UTC)


@pytest.fixture
def naar():
    """naar(('basis', '0005_tegelkaart')) → the models as they were there; afterwards all is as it is now."""

    def migrate(*targets):
        executor = MigrationExecutor(connection)
        return executor.migrate([*targets]).apps

    yield migrate
    migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def nu():
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def maak_mens(apps, code="oude-partij"):
    partij = apps.get_model("basis", "Partij").objects.create(code=code, naam=code, soort="corporatie")
    return apps.get_model("basis", "Gebruiker").objects.create(
        username=f"van-{code}", first_name="Ada", last_name="Bos", partij=partij, rol="corporatie"
    )


def grafiek(adres):
    """A chart of then with a link at its only number, its point and its finding."""
    return {
        "figuur": {"data": [], "klik": [[adres]]},
        "herkomst": [{"adres": adres, "naam": "groei"}] if adres else [],
        "naam": "groei",
        "tabel": {"kolommen": [], "rijen": [[{"adres": adres, "tekst": "7"}]]},
    }


def inhoud(adres):
    dias = [{"grafiek": None, "titel": "Samen"}, {"grafiek": grafiek(adres), "titel": "Netto 7 erbij."}]
    return {"dias": dias, "gemaakt_op": "2027-01-05T09:00:00+00:00", "jaar": 2026}


# the same in canonical form, as `sha256sum` hashes it
GEHEEL = (
    '{"dias":[{"grafiek":null,"titel":"Samen"},{"grafiek":{"figuur":{"data":[],"klik":[["/cijfer/V1/2026-1/"]]},'
    '"herkomst":[{"adres":"/cijfer/V1/2026-1/","naam":"groei"}],"naam":"groei","tabel":{"kolommen":[],"rijen":'
    '[[{"adres":"/cijfer/V1/2026-1/","tekst":"7"}]]}},"titel":"Netto 7 erbij."}],'
    '"gemaakt_op":"2027-01-05T09:00:00+00:00","jaar":2026}'
)
SHA_GEHEEL = "d47ab4db54048eac515a653d01270d6f623cc9ebaf8f6e53d86d266ede9be1a9"
SHA_OPENBAAR = "beca9d580ffea40d901ce47f59d7165ab4765dc870e2224367b61e8c5b91f9e9"


class TestVastleggingen:
    """monitoring 0007 and 0008: what stood in an overview became its first version, its introduction a text."""

    VROEGER = ("monitoring", "0006_indexen_van_nu")

    def test_content_becomes_a_version_as_public_as_it_was_that_opens_and_stays(self, naar):
        old = naar(self.VROEGER)
        by, made = maak_mens(old), old.get_model("monitoring", "Jaaroverzicht").objects.create
        public = {"gepubliceerd_op": LATER, "gepubliceerd_door": by}
        made(jaar=2026, inleiding="Woorden vooraf.", inhoud=inhoud("/cijfer/V1/2026-1/"), **public)
        made(jaar=2027, inhoud=inhoud(""))
        made(jaar=2028, inleiding="Nog zonder cijfers.")
        naar(*nu())
        row, inside = Vastlegging.objects.order_by("jaaroverzicht__jaar")
        assert (row.jaaroverzicht.tijdvak, row.versie, row.schema, row.op) == (Tijdvak(2026), 1, 0, MOMENT)
        assert (row.inhoud, row.sha256, row.sha256_openbaar) == (GEHEEL, SHA_GEHEEL, SHA_OPENBAAR)
        assert (openen.lees(row), openen.lees(row, openbaar=True)) == (inhoud("/cijfer/V1/2026-1/"), inhoud(""))
        assert (row.door_id, row.door_naam) == (by.pk, "Ada Bos")
        assert (inside.jaaroverzicht.jaar, inside.door_id, inside.door_naam) == (2027, None, "")
        found = Publicatie.objects.get()
        assert (found.vastlegging, found.op, found.ingetrokken_op, found.door_id) == (row, LATER, None, by.pk)
        texts = {each.jaar: list(each.teksten.values_list("sleutel", "tekst")) for each in Jaaroverzicht.objects.all()}
        assert texts == {
            2026: [("inleiding", "Woorden vooraf.")], 2027: [], 2028: [("inleiding", "Nog zonder cijfers.")],
        }  # fmt: skip
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="niet gewijzigd"):
            cursor.execute(f"UPDATE {Vastlegging._meta.db_table} SET inhoud = 'iets anders'")

    def test_back_again_the_overview_holds_what_it_held(self, naar):
        overzicht = naar(self.VROEGER).get_model("monitoring", "Jaaroverzicht")
        overzicht.objects.create(jaar=2026, inleiding="Vooraf.", inhoud=inhoud("/a/"), gepubliceerd_op=LATER)
        naar(*nu())
        row = naar(self.VROEGER).get_model("monitoring", "Jaaroverzicht").objects.get()
        assert (row.inleiding, row.inhoud, row.gepubliceerd_op) == ("Vooraf.", inhoud("/a/"), LATER)


class TestBerichten:
    """basis 0006 and 0008: a notice, and then a reason for one, belongs to a party too."""

    def test_each_stands_under_the_party_that_its_reader_worked_for(self, naar):
        old = naar(("basis", "0005_tegelkaart"))
        user = maak_mens(old)
        old.get_model("basis", "Bericht").objects.create(gebruiker=user, sleutel="a", titel="Van toen")
        between = naar(("basis", "0007_wijziging_alleen_toevoegen"))
        notice = between.get_model("basis", "Bericht").objects.get()
        between.get_model("basis", "Berichtreden").objects.create(bericht=notice, gebruiker_id=user.pk, sleutel="b")
        other = maak_mens(between, "andere-partij").partij_id
        between.get_model("basis", "Gebruiker").objects.filter(pk=user.pk).update(partij_id=other)
        naar(*nu())
        made = Bericht.objects.get()
        assert (made.namens.code, made.soort, made.titel) == ("oude-partij", "eigen", "Van toen")
        assert Berichtreden.objects.get().namens.code == "oude-partij"
        assert get_user_model().objects.get(pk=user.pk).partij.code == "andere-partij"
