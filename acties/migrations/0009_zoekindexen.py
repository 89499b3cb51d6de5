"""Indexes for searching notes, of which there may be very many. Only PostgreSQL has this kind."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations

INDEXEN = [
    ("Statusmelding", ("toelichting", "succes", "knelpunt"), "melding_zoeken"),
    ("Opmerking", ("tekst",), "opmerking_zoeken"),
    ("Antwoord", ("tekst",), "antwoord_zoeken"),
    ("Knelpuntnotitie", ("tekst",), "knelpuntnotitie_zoeken"),
]


def _each(apps, schema_editor, deed):
    if schema_editor.connection.vendor == "postgresql":
        for model, velden, name in INDEXEN:
            index = GinIndex(SearchVector(*velden, config="dutch"), name=name)
            getattr(schema_editor, deed)(apps.get_model("acties", model), index)


def add(apps, schema_editor):
    _each(apps, schema_editor, "add_index")


def remove(apps, schema_editor):
    _each(apps, schema_editor, "remove_index")


class Migration(migrations.Migration):
    dependencies = [("acties", "0008_knelpunt")]
    operations = [migrations.RunPython(add, remove)]
