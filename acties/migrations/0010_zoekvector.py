"""What search looks in at notes, of which there may be very many: kept beside each note, and indexed.

Only PostgreSQL has this; Django does not know the column (monitoring/zoeken/vinden.py does). Without it every note would
be taken apart again for each question that many notes answer: 0,4 s for ten thousand.
"""

from django.db import migrations

KOLOM = "zoekvector"
VELDEN = {
    "acties_statusmelding": ("toelichting", "succes", "knelpunt"),
    "acties_opmerking": ("tekst",),
    "acties_antwoord": ("tekst",),
    "acties_knelpuntnotitie": ("tekst",),
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, velden in VELDEN.items():
        text = " || ' ' || ".join(velden)
        schema_editor.execute(
            f"ALTER TABLE {table} ADD COLUMN {KOLOM} tsvector GENERATED ALWAYS AS (to_tsvector('dutch', {text})) STORED"
        )
        schema_editor.execute(f"CREATE INDEX {table}_zoeken ON {table} USING gin ({KOLOM})")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in VELDEN:
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN {KOLOM}")


class Migration(migrations.Migration):
    dependencies = [("acties", "0009_knelpunt")]
    operations = [migrations.RunPython(add, remove)]
