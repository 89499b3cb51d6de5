"""Projecting an overview: the slides, the window of the speaker, and all of it in one file to take along."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe

from acties.forms.terplekke import formulieren
from acties.models import Actie, Overleg, Overlegvorm
from acties.overleg import overleggen, terplekke
from monitoring import bewaard
from monitoring.dashboards import Kop
from monitoring.forms.projectie import BeginForm
from monitoring.jaaroverzicht import los, openen, projectie, story, teksten, vorm
from monitoring.models import Vastlegging
from monitoring.tijdvak import Tijdvak
from monitoring.views.bewaren import niet_bewaren
from monitoring.views.versies import adressen, gekozen, gekozen_overleg, reads_all, versies

BESLUITEN = "acties.edit_overleg"
VOORBEREIDEN = "monitoring.prepare_jaaroverzicht"


@dataclass(frozen=True)
class Dias:
    """What is projected: sections with their slides, and in the window of the speaker what to tell with them."""

    kop: Kop
    delen: list[dict]
    fictief: bool
    voor_spreker: bool


@login_not_required
@require_safe
@niet_bewaren
def scherm(request, tijdvak, versie=None):
    """The slides on the big screen, for everybody who may read this; the municipality notes decisions there."""
    row, there = gekozen(request, tijdvak, versie)
    if not there:
        return redirect_to_login(request.get_full_path())
    kept = _dias(request, tijdvak, row)
    if kept is None:
        return redirect("monitoring:vastlegging", tijdvak, row.versie)  # it says what is the matter
    overleg = gekozen_overleg(request)
    where = adressen(request, tijdvak, versie)
    context = {"kept": kept, "tijdvak": tijdvak, "adressen": where, "overleg": overleg}
    context["terug"] = _met_overleg(where["pagina"], overleg)
    if overleg and request.user.has_perm(BESLUITEN):
        context |= {"formulieren": formulieren(overleg), "acties": Actie.objects.order_by("-jaar", "nummer")}
    return render(request, "monitoring/projectie.html", context)


@require_safe
@niet_bewaren
def spreker(request, tijdvak, versie=None):
    """What the speaker has before them: this slide and the next one, the clock, and for who prepares the notes."""
    row, _ = gekozen(request, tijdvak, versie)
    kept = _dias(request, tijdvak, row, voor_spreker=True)
    if kept is None:
        raise Http404
    context = {"kept": kept, "tijdvak": tijdvak, "adressen": adressen(request, tijdvak, versie)}
    return render(request, "monitoring/spreker.html", context)


@login_not_required
@require_safe
@niet_bewaren
def bestand(request, tijdvak, versie=None):
    """The same slides in one file that needs no network and no account; it holds what everybody may read."""
    row, there = gekozen(request, tijdvak, versie)
    if not there:
        return redirect_to_login(request.get_full_path())
    try:
        inhoud = openen.lees(row, openbaar=True) if row else None  # the hash is checked each time
    except openen.Beschadigd:
        return redirect("monitoring:vastlegging", tijdvak, row.versie)  # it says what is the matter

    def made() -> str:
        found = inhoud or story.openbaar(tijdvak, timezone.localdate(), teksten.eigen(tijdvak))
        return los.bestand(tijdvak.titel, found)

    page = bewaard.bewaar("los", made, tijdvak, row.pk if row else "nu", los.gebouwd_kenmerk())
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_bestandsnaam(tijdvak, row)}"'
    return response


def _bestandsnaam(tijdvak: Tijdvak, row: Vastlegging | None) -> str:
    """'jaaroverzicht-amersfoort-2026-versie-2.html'."""
    which = f"versie-{row.versie}" if row else f"cijfers-van-{timezone.localdate():%d-%m-%Y}"
    return f"{'half' * bool(tijdvak.helft)}jaaroverzicht-amersfoort-{tijdvak}-{which}.html"


class Beginnen(View):
    """At which meeting this is projected, and which version where none is public: what is decided lands in it."""

    def dispatch(self, request, tijdvak, versie=None):
        if not request.user.has_perm(BESLUITEN):
            raise Http404
        row, _ = gekozen(request, tijdvak, versie)
        asked = row is not None or "cijfers" in request.GET
        self.keuzes = [] if asked else list(versies(request, tijdvak).zonder_inhoud())
        self.adressen = adressen(request, tijdvak, versie)
        return super().dispatch(request, tijdvak)

    def get(self, request, tijdvak):
        return self.page(tijdvak, self.form())

    def post(self, request, tijdvak):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(tijdvak, form, 422)
        try:
            overleg = form.gekozen_overleg() or self.plan(form.gekozen_vorm())
        except ValidationError as error:
            form.add_error("overleg", error.messages)
            return self.page(tijdvak, form, 422)
        versie = form.gekozen_versie()
        shown = self.adressen if versie is None else adressen(request, tijdvak, versie)
        return redirect(_met_overleg(shown["projectie"], overleg))

    def form(self, data=None) -> BeginForm:
        return BeginForm(data, overleggen=terplekke.van_vandaag(timezone.localdate()), versies=self.keuzes)

    def plan(self, vorm: Overlegvorm | None) -> Overleg | None:
        return vorm and overleggen.plan(terplekke.nu(vorm), by=self.request.user)

    def page(self, tijdvak, form, code=200):
        context = {"form": form, "tijdvak": tijdvak, "adressen": self.adressen}
        return render(self.request, "monitoring/beginnen.html", context, status=code)


def _met_overleg(adres: str, overleg: Overleg | None) -> str:
    return f"{adres}{'&' if '?' in adres else '?'}overleg={overleg.pk}" if overleg else adres


def _inhoud(request, tijdvak: Tijdvak, row: Vastlegging | None) -> dict:
    """What this reader sees; with notes for who prepares an overview. Raises Beschadigd."""
    prepares = request.user.has_perm(VOORBEREIDEN)
    if row is None:
        found = story.story(tijdvak, timezone.localdate(), teksten.eigen(tijdvak))
        return found if prepares else vorm.zonder_notities(found)[0]
    return openen.lees_met_notities(row) if prepares else openen.lees(row, openbaar=not reads_all(request))


def _dias(request, tijdvak: Tijdvak, row: Vastlegging | None, *, voor_spreker=False) -> bewaard.Bewaard | None:
    """The kept slides of a version, or of now; None where what is stored is damaged."""
    try:
        inhoud = _inhoud(request, tijdvak, row) if row else None  # the hash is checked each time
    except openen.Beschadigd:
        return None

    seen = reads_all(request), request.user.has_perm(VOORBEREIDEN)

    def made() -> Dias:
        found = inhoud or _inhoud(request, tijdvak, None)
        slides = projectie.delen(found)
        return Dias(Kop(tijdvak.titel), slides, found.get("fictief", False), voor_spreker)

    return bewaard.pagina("dias", made, tijdvak, row.pk if row else "nu", voor_spreker, *seen)
