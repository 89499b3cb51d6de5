"""The calendar of a user: the page with its secret address, another address, and the calendar itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from acties.models import Overlegvorm
from acties.overleg import kalender


def pagina(request: HttpRequest) -> HttpResponse:
    """The secret address; a POST renews it."""
    if request.method == "POST":
        kalender.renew(request.user)
        messages.success(request, "U hebt een nieuw adres. Het oude adres werkt niet meer.")
        return redirect("overleg:kalender")
    vormen = Overlegvorm.objects.filter(partijen=request.user.partij_id)
    pad = kalender.adres(request.user)
    context = {"pad": pad, "adres": f"{settings.SITE_URL}{pad}", "vormen": vormen}
    return render(request, "acties/kalender.html", context)


@login_not_required
@require_GET
@cache_control(private=True, no_cache=True)
def ics(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The calendar itself. A calendar program cannot log in: the address is the key."""
    gebruiker = kalender.find(sleutel)
    if gebruiker is None:
        raise Http404
    response = HttpResponse(kalender.ics(gebruiker), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="overleg.ics"'
    return response
