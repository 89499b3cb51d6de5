"""Floors for the pages: what the server gives without any work, and a page that builds its figures at each request."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse

_BYTES = b"x" * 30_000


@login_not_required
def ready_bytes(request):
    """30 kB that is there already, through the same middleware: nothing of ours can be faster."""
    return HttpResponse(_BYTES)


def figures_per_request(request):
    """The start page with nothing kept from an earlier request: every figure and fragment is made anew."""
    from django.core.cache import cache

    from monitoring.views import paginas as views

    cache.clear()
    return views.overzicht(request)
