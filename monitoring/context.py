from django.conf import settings
from django.core.cache import cache

from monitoring.models import Publicatie
from voorraad.models import Levering


def site(request):
    """What every page knows: whether invented figures are among the figures, and whether a stranger may read some."""
    return {"fictieve_cijfers": fictief(), "openbaar_jaaroverzicht": _public_overview}


def fictief() -> bool:
    """In a demonstration, and wherever a delivery of one is left: looked up once a minute."""
    return settings.DEMO or cache.get_or_set("fictieve-cijfers", Levering.objects.filter(fictief=True).exists, 60)


def _public_overview() -> bool:
    """Asked only by the pages that somebody without an account sees."""
    return Publicatie.objects.open().exists()
