from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import connection, models, transaction

EIGEN = 1001  # keys below this are for the fixtures, also for those of later versions


class Command(BaseCommand):
    help = "Laadt uit fixtures/ wat er nog niet is: partijen, wijken, codelijsten, thema’s, acties, doelstellingen."

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        loaded = set()
        for path in sorted((settings.ROOT / "fixtures").glob("*.json")):
            new = [row for row in serializers.deserialize("json", path.read_text()) if not _exists(row.object)]
            for row in new:
                row.save()
                loaded.add(type(row.object))
            if verbosity:
                self.stdout.write(f"{path.name}: {len(new)} nieuw")
        for model in loaded:
            _keep_room(model)


def _exists(instance: models.Model) -> bool:
    """Whether the row is there: under its key, or made by an administrator under another."""
    if type(instance)._default_manager.filter(pk=instance.pk).exists():
        return True
    try:
        instance.validate_unique()
        instance.validate_constraints()
    except ValidationError:
        return True
    return False


def _keep_room(model: type[models.Model]) -> None:
    """What users add gets keys from EIGEN on, so that a later fixture finds its key free."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            counter = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(f"SELECT setval({counter}, GREATEST(%s, nextval({counter})))", [table, EIGEN - 1, table])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [EIGEN - 1, table])
