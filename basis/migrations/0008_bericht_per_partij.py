import django.db.models.deletion
from django.db import migrations, models


def put_under_party(apps, schema_editor):
    """A reason was told for the party of the notice that it stands in."""
    notice = apps.get_model("basis", "Bericht").objects.filter(pk=models.OuterRef("bericht_id"))
    reasons = apps.get_model("basis", "Berichtreden").objects
    reasons.update(namens_id=models.Subquery(notice.values("namens_id")[:1]))


def namens(**kwargs) -> models.ForeignKey:
    words = {"related_name": "+", "to": "basis.partij", "verbose_name": "namens"}
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, **words, **kwargs)


class Migration(migrations.Migration):
    """Who goes to work for another party hears for that one what was told for the one before."""

    dependencies = [("basis", "0007_wijziging_alleen_toevoegen")]

    operations = [
        migrations.RemoveConstraint("bericht", "bericht_eenmaal_per_gebruiker"),
        migrations.RemoveConstraint("berichtreden", "reden_eenmaal_per_gebruiker"),
        migrations.AddField("berichtreden", "namens", namens(null=True)),
        migrations.RunPython(put_under_party, migrations.RunPython.noop),
        migrations.AlterField("berichtreden", "namens", namens()),
        migrations.AddConstraint(
            "bericht",
            models.UniqueConstraint(
                fields=("gebruiker", "namens", "sleutel"), name="bericht_eenmaal_per_gebruiker"
            ),
        ),
        migrations.AddConstraint(
            "berichtreden",
            models.UniqueConstraint(fields=("gebruiker", "namens", "sleutel"), name="reden_eenmaal_per_gebruiker"),
        ),
    ]
