"""The dashboards and the yearly overview. What they show is made in `dashboards` and kept by `bewaard`."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_GET
from django.views.generic import UpdateView

from acties.models import Thema
from basis import tabelbestand
from monitoring import bewaard, context, dashboards, exports, grafieken, mijnwerk
from monitoring import jaaroverzicht as overzichten
from monitoring.dashboards import toewijzing as dashboards_toewijzing
from monitoring.dashboards import uitleg
from monitoring.dashboards import voorraad as dashboards_voorraad
from monitoring.forms import ALLE_KEUZES, InleidingForm, KeuzeForm
from monitoring.grafiek import load
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import ALLES
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.models import Jaaroverzicht
from monitoring.views.kader import toon


def _keuze(request, velden=ALLE_KEUZES):
    """What the reader chose to see, of what can be chosen on this page."""
    form = KeuzeForm(request.GET, today=timezone.localdate(), velden=velden)
    return form, form.keuze()


def _velden(code):
    """Of a figure of the city there is no corporation to choose."""
    return ALLE_KEUZES if not code or INDICATOREN[code].per_corporatie else ("tm", "op")


@require_GET
def overzicht(request):
    user, today = request.user, timezone.localdate()
    form, keuze = _keuze(request, ["op"])
    vragen, few = mijnwerk.load(user, today).vragen, mijnwerk.OP_OVERZICHT
    work = {"vragen": vragen[:few], "meer_vragen": len(vragen) - few}

    def made():
        return dashboards.overzicht(user, today, keuze)

    return toon(request, "overzicht", made, keuze, form, bewaard.zicht(user), **work)


@require_GET
def themas(request):
    form, keuze = _keuze(request, ["op"])
    return toon(request, "themas", lambda: dashboards.themas(keuze), keuze, form)


@require_GET
def thema(request, slug):
    form, keuze = _keuze(request, ALLE_KEUZES if slug in grafieken.BIJ_THEMA else ["op"])
    kruimels = [("Thema’s", reverse("monitoring:themas"))]
    made = dashboards.thema
    try:
        return toon(request, "thema", lambda: made(slug, keuze), keuze, form, slug, kruimels=kruimels)
    except Thema.DoesNotExist:
        raise Http404 from None


@require_GET
def voorraad(request):
    form, keuze = _keuze(request)
    return toon(request, "voorraad", lambda: dashboards_voorraad.voorraad(keuze), keuze, form)


@require_GET
def projecten(request):
    form, keuze = _keuze(request)
    kruimels = [("Voorraad", reverse("monitoring:voorraad"))]
    made = dashboards_voorraad.projecten
    return toon(request, "projecten", lambda: made(keuze), keuze, form, kruimels=kruimels)


@require_GET
def toewijzing(request):
    form, keuze = _keuze(request)
    return toon(request, "toewijzing", lambda: dashboards_toewijzing.toewijzing(keuze), keuze, form)


@require_GET
def indicatoren(request):
    form, keuze = _keuze(request, ["op"])
    return toon(request, "indicatoren", lambda: uitleg.indicatoren(keuze), keuze, form)


@require_GET
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


@require_GET
def definities(request, formaat):
    """All definitions as a file, for who wants to count along."""
    _, keuze = _keuze(request, ["op"])
    data = tabelbestand.FORMATEN[formaat](exports.definities(keuze.op))
    response = HttpResponse(data, content_type=tabelbestand.TYPES[formaat])
    response["Content-Disposition"] = f'attachment; filename="definities-indicatoren.{formaat}"'
    return response


@require_GET
def doelen(request):
    may = request.user.has_perm("monitoring.adjust_doelstelling")
    return toon(request, "lijsten", lambda: uitleg.lijsten(may), ALLES, None, may)


@require_GET
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
    response = HttpResponse(tabelbestand.FORMATEN[formaat](made), content_type=tabelbestand.TYPES[formaat])
    response["Content-Disposition"] = f'attachment; filename="{name}.{formaat}"'
    return response


@login_not_required
@require_GET
def jaaroverzichten(request):
    """Which years there are; without login only what was published."""
    rows = {row.jaar: row for row in Jaaroverzicht.objects.visible_to(request.user).defer("inhoud")}
    if not request.user.has_perm("monitoring.view_dashboards"):
        years = sorted(rows, reverse=True)
        if not years:
            return redirect_to_login(request.get_full_path())
    else:
        years = overzichten.years(timezone.localdate())
    return render(request, "monitoring/jaaroverzichten.html", {"jaren": [(jaar, rows.get(jaar)) for jaar in years]})


@login_not_required
@require_GET
def jaaroverzicht(request, jaar):
    """Live for who is logged in, until it is published; then for everybody, as it was frozen."""
    if jaar not in overzichten.years(timezone.localdate()):
        raise Http404
    row = Jaaroverzicht.objects.visible_to(request.user).filter(jaar=jaar).first()
    reader = request.user.has_perm("monitoring.view_dashboards")
    if row is None and not reader:
        return redirect_to_login(request.get_full_path())
    now = reader and request.GET.get("cijfers") == "nu"
    today = timezone.localdate()
    state = (row.gepubliceerd_op, row.inleiding) if row else ()
    kept = bewaard.pagina(
        "jaaroverzicht", lambda: overzichten.pagina(jaar, today, row, now, reader), jaar, now, reader, *map(str, state)
    )
    context = {"kop": kept.kop, "html": kept.html, "jaar": jaar, "overzicht": row, "nu": now}
    return render(request, "monitoring/jaaroverzicht.html", context)


class InleidingUpdate(UpdateView):
    """The municipality prepares the introduction."""

    form_class = InleidingForm
    template_name = "monitoring/inleiding.html"

    def get_object(self, queryset=None):
        jaar = self.kwargs["jaar"]
        if not self.request.user.has_perm("monitoring.prepare_jaaroverzicht"):
            raise Http404
        if jaar not in overzichten.years(timezone.localdate()):
            raise Http404
        return Jaaroverzicht.objects.filter(jaar=jaar).first() or Jaaroverzicht(jaar=jaar)

    def form_valid(self, form):
        overzichten.write_introduction(form.instance, by=self.request.user, before=form.initial["inleiding"])
        text = "De inleiding is bewaard."
        if form.instance.gepubliceerd_op:
            text += " Het gepubliceerde overzicht verandert pas als het opnieuw wordt gepubliceerd."
        messages.success(self.request, text)
        return redirect("monitoring:jaaroverzicht", form.instance.jaar)


class Publiceren(View):
    """What becomes readable for everybody, before it does."""

    def dispatch(self, request, jaar):
        if not request.user.has_perm("monitoring.publish_jaaroverzicht"):
            raise Http404
        if jaar not in overzichten.years(timezone.localdate()):
            raise Http404
        return super().dispatch(request, jaar)

    def get(self, request, jaar):
        row = Jaaroverzicht.objects.filter(jaar=jaar).first()
        inhoud = overzichten.live(jaar, timezone.localdate(), row.inleiding if row else "")
        context = {
            "overzicht": row,
            "inhoud": inhoud,
            "jaar": jaar,
            "er_zijn_cijfers": overzichten.has_figures(inhoud),
            "nog_open": overzichten.open_ends(inhoud),
        }
        return render(request, "monitoring/publiceren.html", context)

    def post(self, request, jaar):
        try:
            overzichten.publish(jaar, by=request.user, today=timezone.localdate())
        except overzichten.ZonderCijfers:
            return redirect("monitoring:publiceren", jaar)
        text = f"Het jaaroverzicht {jaar} is gepubliceerd. Iedereen kan het nu lezen, ook zonder account."
        messages.success(request, text)
        return redirect("monitoring:jaaroverzicht", jaar)


class Intrekken(Publiceren):
    def get(self, request, jaar):
        return redirect("monitoring:publiceren", jaar)

    def post(self, request, jaar):
        overzichten.withdraw(jaar, by=request.user)
        messages.success(request, f"Het jaaroverzicht {jaar} is nu alleen te lezen voor wie is ingelogd.")
        return redirect("monitoring:jaaroverzicht", jaar)
