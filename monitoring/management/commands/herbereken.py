from django.core.management.base import BaseCommand, CommandError

from basis.halfjaar import Halfjaar
from monitoring.models import IndicatorWaarde
from monitoring.rekenen.recompute import recompute_all, recompute_half_year


class Command(BaseCommand):
    help = "Berekent alle indicatoren opnieuw, van begin af aan; of alleen die van één halfjaar."

    def add_arguments(self, parser):
        parser.add_argument("halfjaar", nargs="?", help="bijvoorbeeld 2026-1")

    def handle(self, *args, halfjaar=None, **options):
        if not halfjaar:
            recompute_all()
            self.stdout.write(f"{IndicatorWaarde.objects.count()} cijfers berekend.")
            return
        try:
            halfjaar = Halfjaar.parse(halfjaar)
        except ValueError as error:
            raise CommandError(str(error)) from None
        recompute_half_year(halfjaar)
        count = IndicatorWaarde.objects.filter(halfjaar=halfjaar).count()
        self.stdout.write(f"{count} cijfers berekend over de {halfjaar.voluit}.")
