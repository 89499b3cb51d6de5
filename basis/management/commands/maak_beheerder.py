import getpass
import os

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from basis.models import Gebruiker, Partij, Rol, Wijziging


class Command(BaseCommand):
    help = "Maakt de eerste beheerder. Het wachtwoord komt uit BEHEERDER_WACHTWOORD, of wordt gevraagd."

    def add_arguments(self, parser):
        parser.add_argument("gebruikersnaam")
        parser.add_argument("--email", required=True)

    def handle(self, *args, gebruikersnaam, email, **options):
        if Gebruiker.objects.filter(username=gebruikersnaam).exists():
            raise CommandError(f"De gebruiker ‘{gebruikersnaam}’ bestaat al.")
        call_command("laad_basisgegevens", verbosity=0)
        gemeente = Partij.objects.get(code="gemeente")
        user = Gebruiker(username=gebruikersnaam, email=email, rol=Rol.BEHEER, partij=gemeente)
        password = os.environ.get("BEHEERDER_WACHTWOORD") or _ask()
        try:
            user.clean_fields(exclude=["password"])
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.set_password(password)
        with transaction.atomic():
            user.save()
            Wijziging.objects.log(user, by=None, veld="nieuw", naar=str(user), waarom="maak_beheerder")
        self.stdout.write(f"Beheerder ‘{gebruikersnaam}’ is aangemaakt.")


def _ask() -> str:
    """Ask for the password twice, because nobody sees what is typed."""
    password = getpass.getpass("Wachtwoord: ")
    if getpass.getpass("Nog eens hetzelfde wachtwoord: ") != password:
        raise CommandError("De twee wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    return password
