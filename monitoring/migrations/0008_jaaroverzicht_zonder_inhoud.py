"""The content of an overview is in its versions by now, and its introduction among its texts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_vastleggingen")]

    operations = [
        migrations.RemoveField("jaaroverzicht", name)
        for name in ("inleiding", "inhoud", "gepubliceerd_op", "gepubliceerd_door")
    ]
