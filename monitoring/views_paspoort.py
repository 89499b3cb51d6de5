"""The passport of a figure: where it comes from, at an address that can be shared."""

from __future__ import annotations

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_GET

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from monitoring import namen
from monitoring import paspoort as paspoorten
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import Keuze
from monitoring.paspoort import Vraag


@require_GET
def paspoort(request, code, halfjaar):
    """One figure with its formula and its rows; 404 for a figure that cannot be."""
    if not request.user.has_perm("monitoring.view_dashboards"):
        raise Http404
    vraag = _vraag(request.GET, code, halfjaar)
    found = paspoorten.paspoort(vraag, request.user)
    context = {"paspoort": found, "vraag": vraag, "naam": paspoorten.naam(vraag), "adres": request.build_absolute_uri()}
    if request.GET.get("levering") and not found.verborgen:
        context |= _rijen(request, vraag, found)
    return render(request, "monitoring/paspoort.html", context)


def _rijen(request, vraag, found):
    """The rows of the delivery that was asked for, where this reader may see them."""
    seen = [telling.levering for telling in found.tellingen if telling.mag_inzien]
    levering = next((each for each in seen if str(each.pk) == request.GET["levering"]), None)
    if levering is None:
        raise Http404
    koppen, pagina = paspoorten.rijen(vraag, levering, request.GET.get("page"))
    return {"levering": levering, "koppen": koppen, "pagina": pagina}


def _vraag(query, code, halfjaar) -> Vraag:
    if code not in INDICATOREN:
        raise Http404
    try:
        half = Halfjaar.parse(halfjaar)
    except ValueError:
        raise Http404 from None
    partij = get_object_or_404(Partij.objects.aanleverend(), code=query["partij"]) if query.get("partij") else None
    wijk = None
    if query.get("wijk"):
        wijk = Wijk.objects.filter(code=query["wijk"]).order_by("-editie").first()
        if wijk is None:
            raise Http404
    onderdeel = query.get("onderdeel", "")
    if onderdeel and not namen.load().kent(INDICATOREN[code], onderdeel):
        raise Http404
    return Vraag(code, half, partij, wijk, onderdeel, _moment(query.get("op", "")))


def _moment(text: str) -> datetime.datetime | None:
    """A day (its end) or a moment; nothing is now."""
    if not text:
        return None
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        raise Http404 from None
    if day is not None and len(text) == len("2027-03-01"):
        return Keuze(op=day).moment
    if moment is None:
        raise Http404
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
