import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from basis import jobs


class Command(BaseCommand):
    help = "Voert elke 30 seconden uit wat is blijven liggen; werkt zonder broker."

    def add_arguments(self, parser):
        parser.add_argument("--elke", type=int, default=30, help="seconden tussen twee rondes")
        parser.add_argument("--eenmaal", action="store_true", help="een ronde, en dan klaar")

    def handle(self, *args, elke, eenmaal, **options):
        while True:
            close_old_connections()
            jobs.sweep()
            if eenmaal:
                return
            time.sleep(elke)
