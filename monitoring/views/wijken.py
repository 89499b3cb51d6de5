"""The pages of areas: the map of wijken and buurten, one area, two beside each other."""

from __future__ import annotations

import functools

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe

from basis import eigen_gebieden
from basis.geschiedenis import geschiedenis
from basis.models import Buurt, Gebied
from monitoring import gebieden
from monitoring.dashboards import wijken as dashboards_wijken
from monitoring.forms import KeuzeForm
from monitoring.forms.wijken import GebiedForm, VergelijkForm, WijkenForm
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.views.kader import toon

toon_gebied = functools.partial(toon, sjabloon="monitoring/gebiedspagina.html")


def _small(request, keuze) -> Lezer:
    return Lezer.van(request.user, keuze.corporatie)


@require_safe
def wijken(request):
    form = WijkenForm(request.GET, user=request.user, today=timezone.localdate())
    keuze, code = form.keuze(), form.code
    soort, small = form.gekozen_soort, _small(request, keuze)

    def made():
        return dashboards_wijken.wijken(code, soort, keuze, small)

    return toon_gebied(request, "wijken", made, keuze, form, code, soort, small, is_kaart=True)


@require_safe
def wijk(request, code):
    """A wijk or a buurt."""
    return _gebied(request, code)


@require_safe
def gebied(request, code):
    """An area of our own."""
    return _gebied(request, code)


def _gebied(request, code):
    plek = gebieden.vind(code)
    if plek is None:
        raise Http404
    form = KeuzeForm(request.GET, today=timezone.localdate())
    keuze = form.keuze()
    small = _small(request, keuze)

    def made():
        return dashboards_wijken.van_gebied(plek, keuze, small)

    kruimels = [("Wijken", reverse("monitoring:wijken"))]
    if isinstance(plek, Buurt):
        kruimels.append((plek.wijk.naam, gebieden.adres(plek.wijk)))
    change = reverse("monitoring:gebied_wijzigen", args=[plek.code]) if isinstance(plek, Gebied) else ""
    trail = geschiedenis(request, plek, plek.prioriteiten) if isinstance(plek, Gebied) else None
    deel = gebieden.sleutel(plek), small
    rond = {"kruimels": kruimels, "plek": plek, "wijzigen": change, "wijzigingen": trail}
    return toon_gebied(request, "gebied", made, keuze, form, *deel, **rond)


@require_safe
def vergelijk(request):
    form = VergelijkForm(request.GET, today=timezone.localdate())
    keuze = form.keuze()
    a, b, small = form.plek("a"), form.plek("b"), _small(request, keuze)

    def made():
        return dashboards_wijken.vergelijk(a, b, keuze, small)

    parts = [plek and gebieden.sleutel(plek) for plek in (a, b)]
    kruimels = [("Wijken", reverse("monitoring:wijken"))]
    return toon_gebied(request, "vergelijk", made, keuze, form, *parts, small, kruimels=kruimels)


class _Gebied(View):
    """Making or changing an area of our own; for others nothing is there."""

    titel = "Eigen gebied maken"

    def dispatch(self, request, code=None):
        if not request.user.has_perm("basis.edit_gebieden"):
            raise Http404
        self.found = get_object_or_404(Gebied, code=code) if code else Gebied()
        return super().dispatch(request)

    def get(self, request):
        return self._page(GebiedForm(instance=self.found, today=timezone.localdate()))

    def post(self, request):
        form = GebiedForm(request.POST, instance=self.found, today=timezone.localdate())
        if not form.is_valid():
            return self._page(form, 422)
        chosen = form.cleaned_data
        made = eigen_gebieden.store(form.instance, chosen["wijken"], chosen.get("buurten", []), by=request.user)
        messages.success(request, f"{made} is bewaard.")
        return redirect("monitoring:gebied", made.code)

    def _page(self, form, code=200):
        back = reverse("monitoring:gebied", args=[self.found.code]) if self.found.pk else reverse("monitoring:wijken")
        context = {"form": form, "titel": self.titel, "terug": back}
        return render(self.request, "monitoring/eigen_gebied.html", context, status=code)


class GebiedMaken(_Gebied):
    pass


class GebiedWijzigen(_Gebied):
    titel = "Eigen gebied wijzigen"
