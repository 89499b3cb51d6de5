"""The dashboards. What they show is made in `dashboards` and kept by `bewaard`."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.models import Thema
from basis import download
from monitoring import bewaard, context, dashboards, exports, grafieken, mijnwerk
from monitoring.dashboards import toewijzing as dashboards_toewijzing
from monitoring.dashboards import uitleg
from monitoring.dashboards import voorraad as dashboards_voorraad
from monitoring.forms import ALLE_KEUZES, KeuzeForm
from monitoring.grafiek import load
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import ALLES
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.views.kader import toon


def _keuze(request, velden=ALLE_KEUZES):
    """What the reader chose to see, of what can be chosen on this page."""
    form = KeuzeForm(request.GET, today=timezone.localdate(), velden=velden)
    return form, form.keuze()


def _velden(code):
    """Of a figure of the city there is no corporation to choose."""
    return ALLE_KEUZES if not code or INDICATOREN[code].per_corporatie else ("tm", "op")


@require_safe
def overzicht(request):
    user, today = request.user, timezone.localdate()
    form, keuze = _keuze(request, ["op"])
    vragen, few = mijnwerk.load(user, today).vragen, mijnwerk.OP_OVERZICHT
    work = {"vragen": vragen[:few], "meer_vragen": len(vragen) - few}

    def made():
        return dashboards.overzicht(user, today, keuze)

    return toon(request, "overzicht", made, keuze, form, bewaard.zicht(user), **work)


@require_safe
def themas(request):
    form, keuze = _keuze(request, ["op"])
    return toon(request, "themas", lambda: dashboards.themas(keuze), keuze, form)


@require_safe
def thema(request, slug):
    form, keuze = _keuze(request, ALLE_KEUZES if slug in grafieken.BIJ_THEMA else ["op"])
    kruimels = [("Thema’s", reverse("monitoring:themas"))]
    made = dashboards.thema
    try:
        return toon(request, "thema", lambda: made(slug, keuze), keuze, form, slug, kruimels=kruimels)
    except Thema.DoesNotExist:
        raise Http404 from None


@require_safe
def voorraad(request):
    form, keuze = _keuze(request)
    return toon(request, "voorraad", lambda: dashboards_voorraad.voorraad(keuze), keuze, form)


@require_safe
def projecten(request):
    form, keuze = _keuze(request)
    kruimels = [("Voorraad", reverse("monitoring:voorraad"))]
    made = dashboards_voorraad.projecten
    return toon(request, "projecten", lambda: made(keuze), keuze, form, kruimels=kruimels)


@require_safe
def toewijzing(request):
    form, keuze = _keuze(request)
    return toon(request, "toewijzing", lambda: dashboards_toewijzing.toewijzing(keuze), keuze, form)


@require_safe
def indicatoren(request):
    form, keuze = _keuze(request, ["op"])
    return toon(request, "indicatoren", lambda: uitleg.indicatoren(keuze), keuze, form)


@require_safe
def indicator(request, code):
    if code not in INDICATOREN:
        if code.upper() in INDICATOREN:
            return redirect("monitoring:indicator", code.upper())
        raise Http404
    form, keuze = _keuze(request, _velden(code))
    small = Lezer.van(request.user, keuze.corporatie)
    kruimels = [("Hoe we rekenen", reverse("monitoring:indicatoren"))]

    def made():
        return uitleg.indicator(code, keuze, small)

    return toon(request, "indicator", made, keuze, form, code, small, kruimels=kruimels)


@require_safe
def definities(request, formaat):
    """All definitions as a file, for who wants to count along."""
    _, keuze = _keuze(request, ["op"])
    return download.tabel(exports.definities(keuze.op), formaat, "definities-indicatoren")


@require_safe
def doelen(request):
    may = request.user.has_perm("monitoring.adjust_doelstelling")
    return toon(request, "lijsten", lambda: uitleg.lijsten(may), ALLES, None, may)


@require_safe
def export(request, naam, formaat):
    """The table of a chart as a file, with the same choices as the page it stands on."""
    found = grafieken.vind(naam)
    form, keuze = _keuze(request, _velden(found.code if found else ""))
    if found is None or form.errors:
        raise Http404
    small = Lezer.van(request.user, keuze.corporatie)
    chart = found.bouw(load(found.codes or None, keuze, elk=bool(found.codes), kleine_aantallen=small))
    made = exports.bestand(chart, fictief=context.fictief(), code=found.code)
    name = "-".join(filter(None, [chart.bestandsnaam, made.fictief and "fictieve-cijfers"]))
    return download.tabel(made, formaat, name)
