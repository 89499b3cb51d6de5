import urllib.request
from http.client import HTTPException
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from basis import gebieden


class Command(BaseCommand):
    help = "Laadt wijken en buurten van het CBS uit GeoJSON (WGS84 of RD): een bestand of een https-adres."

    def add_arguments(self, parser):
        parser.add_argument("bestand", help="pad, of adres dat met https:// begint")
        parser.add_argument("--jaar", type=int, help="jaar van de indeling, als het niet in het bestand staat")

    def handle(self, *args, bestand, jaar, **options):
        try:
            count = gebieden.load(_bytes(bestand), jaar)
        except gebieden.OngeldigBestand as error:
            raise CommandError(f"{error} Er is niets geladen.") from None
        except (OSError, HTTPException, ValueError) as error:
            raise CommandError(f"{bestand} is niet te openen: {getattr(error, 'strerror', None) or error}.") from None
        for word, counter in (
            ("nieuw", count.nieuw),
            ("gewijzigd", count.gewijzigd),
            ("gelijk gebleven", count.gelijk),
        ):
            for kind, number in counter.items():
                self.stdout.write(f"{number} {kind} {word}")
        if count.andere_gemeenten:
            self.stdout.write(f"{count.andere_gemeenten} gebieden van andere gemeenten overgeslagen")


def _bytes(source: str) -> bytes:
    if source.startswith("https://"):
        with urllib.request.urlopen(source, timeout=60) as response:  # noqa: S310  https only
            return response.read(gebieden.MAX_BYTES + 1)
    return Path(source).read_bytes()
