from django.core.management.base import BaseCommand

from monitoring.models import IndicatorWaarde
from monitoring.recompute import recompute_all


class Command(BaseCommand):
    help = "Berekent alle indicatoren opnieuw, van begin af aan."

    def handle(self, *args, **options):
        recompute_all()
        self.stdout.write(f"{IndicatorWaarde.objects.count()} cijfers berekend.")
