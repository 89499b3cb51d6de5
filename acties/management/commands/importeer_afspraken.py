from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from acties.agreements import Onleesbaar, read_document
from acties.importeren import GeenActies, compare, not_found, store


class Command(BaseCommand):
    help = "Leest de officiële tekst van de acties uit het afsprakendocument (PDF of tekst). Nog eens verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--jaar", type=int, required=True, help="jaar van de acties")

    def handle(self, *args, bestand, jaar, **options):
        try:
            text = read_document(bestand.read_bytes(), bestand.name)
            differences = compare(text, jaar)
            changed = store(text, jaar=jaar, by=None)
        except OSError as error:
            raise CommandError(f"{bestand} is niet te openen: {error.strerror}.") from None
        except (Onleesbaar, GeenActies) as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        for difference in differences:
            self.stdout.write(f"{difference.gevonden.nummer:>3}  {difference.soort:<10} {difference.gevonden.plaats}")
        for number in not_found(differences, jaar):
            self.stdout.write(f"{number:>3}  niet gevonden in dit document")
        found = f"{len(differences)} acties gevonden"
        self.stdout.write(f"{found}, {len(changed)} bewaard." if changed else f"{found}, niets gewijzigd.")
