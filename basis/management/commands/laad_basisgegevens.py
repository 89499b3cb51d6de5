from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Laadt partijen, wijken, codelijsten, thema's, acties en doelstellingen die er nog niet zijn."

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        for fixture in sorted((settings.ROOT / "fixtures").glob("*.json")):
            call_command("loaddata", fixture.name, verbosity=verbosity)
