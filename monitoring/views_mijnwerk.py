"""The page where everybody sees what is asked of them."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from monitoring import mijnwerk


@require_GET
def mijn_werk(request):
    return render(request, "monitoring/mijn_werk.html", {"werk": mijnwerk.load(request.user, timezone.localdate())})
