from django.db import migrations

from basis.onveranderlijk import alleen_toevoegen


class Migration(migrations.Migration):
    """The trail is append-only in the database too."""

    dependencies = [("basis", "0006_mailkeuze")]

    operations = [migrations.RunPython(*alleen_toevoegen("basis", "Wijziging"))]
