from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from acties.agreements import Onleesbaar, read_document
from acties.importeren import GeenActies, compare, store


class Command(BaseCommand):
    help = "Leest de officiële tekst van de acties uit het afsprakendocument (PDF of tekst). Nog eens verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--jaar", type=int, required=True, help="jaar van de acties")

    def handle(self, *args, bestand, jaar, **options):
        try:
            differences = compare(read_document(bestand.read_bytes(), bestand.name), jaar)
        except OSError as error:
            raise CommandError(f"{bestand} is niet te openen: {error.strerror}.") from None
        except (Onleesbaar, GeenActies) as error:
            raise CommandError(str(error)) from None
        for difference in differences:
            self.stdout.write(f"{difference.gevonden.nummer:>3}  {difference.soort:<10} {difference.gevonden.plaats}")
        changed = store(differences, jaar=jaar, by=None)
        self.stdout.write(f"{len(differences)} acties gevonden, {changed} bewaard." if changed else "Niets gewijzigd.")
