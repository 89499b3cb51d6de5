from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        migrations.RenameField("rekenstand", "stand", "grondslag"),
        migrations.AlterField(
            "rekenstand", "grondslag", models.CharField(blank=True, max_length=64, verbose_name="grondslag")
        ),
    ]
