from django.conf import settings
from django.core.cache import cache

from voorraad.models import Levering


def site(request):
    """What every page knows: whether invented figures are among the figures."""
    return {"fictieve_cijfers": settings.DEMO or _invented_figures()}


def _invented_figures() -> bool:
    return cache.get_or_set("fictieve-cijfers", lambda: Levering.objects.filter(fictief=True).exists(), 60)
