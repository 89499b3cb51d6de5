from django.db import migrations


def naar_v8(apps, schema_editor):
    """The state of the plans has an indicator of its own by now; until then the goal hung on the growth."""
    doelen = apps.get_model("monitoring", "Doelstelling").objects.using(schema_editor.connection.alias)
    doelen.filter(indicator="V1", soort="planstand").update(indicator="V8")


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0004_onderdelen_naar_code'),
    ]

    operations = [
        migrations.RunPython(naar_v8, migrations.RunPython.noop),
    ]
