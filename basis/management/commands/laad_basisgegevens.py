from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand
from django.core.management.color import no_style
from django.db import connection, transaction


class Command(BaseCommand):
    help = "Laadt uit fixtures/ wat er nog niet is: partijen, wijken, codelijsten, thema's, acties, doelstellingen."

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        models = set()
        for path in sorted((settings.ROOT / "fixtures").glob("*.json")):
            new = [row for row in serializers.deserialize("json", path.read_text()) if not _exists(row.object)]
            for row in new:
                row.save()
                models.add(type(row.object))
            if verbosity:
                self.stdout.write(f"{path.name}: {len(new)} nieuw")
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(sql)


def _exists(instance) -> bool:
    return type(instance)._default_manager.filter(pk=instance.pk).exists()
