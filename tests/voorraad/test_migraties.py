"""What an installation that was there already keeps when it is brought up to date."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.factories.voorraad import maak_bevinding, maak_levering
from voorraad.models import Bevinding


@pytest.mark.django_db
def test_what_was_only_mentioned_is_called_a_mededeling():
    levering = maak_levering()
    maak_bevinding(levering, niveau="melding", soort="blad-onbekend")
    maak_bevinding(levering, niveau="fout", soort="leeg")
    migration = import_module("voorraad.migrations.0005_mededelingen")
    for deed, expected in [(migration.to_mededeling, "mededeling"), (migration.to_melding, "melding")]:
        deed(apps, None)
        found = Bevinding.objects.order_by("volgorde").values_list("niveau", "soort")
        assert list(found) == [(expected, "blad-onbekend"), ("fout", "leeg")]
