from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from basis.models import Gebruiker
from demo import laden, verhaal
from voorraad.models import Levering


class Command(BaseCommand):
    help = "Laadt de demonstratie met fictieve cijfers, en toont de accounts. Een tweede keer verandert het niets."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("De demonstratie laadt alleen met DEMO=true: verzonnen cijfers horen niet tussen echte.")
        if not Levering.objects.exists():
            laden.load()
        elif not Levering.objects.filter(fictief=True).exists():
            raise CommandError("Hier staan al echte leveringen; daar komen geen verzonnen cijfers bij.")
        self._show_accounts()

    def _show_accounts(self):
        self.stdout.write(f"\nAccounts van de demonstratie (wachtwoord: {verhaal.WACHTWOORD})")
        names = [username for username, *_ in verhaal.GEBRUIKERS]
        for user in Gebruiker.objects.filter(username__in=names).select_related("partij").order_by("pk"):
            self.stdout.write(f"  {user.username:<12}{user.get_rol_display():<34}{user.partij}")
