from django.conf import settings
from django.core.cache import cache

from voorraad.models import Levering


def site(request):
    """What every page knows: whether invented figures are among the figures."""
    return {"fictieve_cijfers": fictief()}


def fictief() -> bool:
    """In a demonstration, and wherever a delivery of one is left: looked up once a minute."""
    return settings.DEMO or cache.get_or_set("fictieve-cijfers", Levering.objects.filter(fictief=True).exists, 60)
