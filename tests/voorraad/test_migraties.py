"""What an installation that was there already keeps when it is brought up to date."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.voorraad import maak_bevinding, maak_levering
from voorraad.models import Bevinding, Niveau


@pytest.mark.django_db(transaction=True)
def test_what_was_only_mentioned_is_called_a_mededeling(transactional_reference_data):
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    levering = maak_levering()
    maak_bevinding(levering, niveau=Niveau.MEDEDELING, soort="blad-onbekend")
    maak_bevinding(levering, niveau=Niveau.FOUT, soort="leeg")
    try:
        MigrationExecutor(connection).migrate([("voorraad", "0004_rijen_zonder_gebiedsindex")])
        with connection.cursor() as cursor:
            cursor.execute("SELECT niveau, soort FROM voorraad_bevinding ORDER BY volgorde")
            assert cursor.fetchall() == [("melding", "blad-onbekend"), ("fout", "leeg")]
    finally:
        MigrationExecutor(connection).migrate(latest)
    found = Bevinding.objects.order_by("volgorde").values_list("niveau", "soort", "aantal", "kenmerk")
    assert list(found) == [("mededeling", "blad-onbekend", 1, ""), ("fout", "leeg", 1, "")]
