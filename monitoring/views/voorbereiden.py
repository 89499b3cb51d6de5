"""The municipality prepares an overview: its texts are written, and it is frozen in a version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from acties.overleg.verslagleggen import Botsing
from monitoring.forms.jaaroverzicht import TekstenForm
from monitoring.jaaroverzicht import bevriezen, story, teksten
from monitoring.tijdvak import Tijdvak
from monitoring.views.bewaren import niet_bewaren
from monitoring.views.versies import check, versies


@method_decorator(niet_bewaren, name="dispatch")
class Voorbereiding(View):
    """A page for who may do this; for others nothing is there."""

    recht = ""

    def dispatch(self, request, tijdvak):
        if not request.user.has_perm(self.recht):
            raise Http404
        check(tijdvak)
        return super().dispatch(request, tijdvak)

    def now(self, tijdvak: Tijdvak) -> dict:
        return story.story(tijdvak, timezone.localdate(), teksten.eigen(tijdvak))


class Teksten(Voorbereiding):
    """The municipality prepares the texts; what the system wrote stays beside them."""

    recht = "monitoring.prepare_jaaroverzicht"

    def get(self, request, tijdvak):
        return self.page(tijdvak, self.form(tijdvak))

    def post(self, request, tijdvak):
        form = self.form(tijdvak, request.POST)
        if not form.is_valid():
            return self.page(tijdvak, form, 422)
        terug = request.POST.get("terug", "")
        try:
            typed = form.typed(terug)
            count = teksten.write(tijdvak, form.plaatsen, typed, form.seen(), by=request.user, weg=form.weg(terug))
        except Botsing as both:
            form.bots(both.nu)
            return self.page(tijdvak, form, 409, botsing=True)
        frozen = versies(request, tijdvak).exists()
        messages.success(request, _bewaard(count, frozen))
        if terug or not frozen:
            return redirect("monitoring:teksten" if terug else "monitoring:jaaroverzicht", tijdvak)
        return redirect(f"{reverse('monitoring:jaaroverzicht', args=[tijdvak])}?cijfers=nu")

    def form(self, tijdvak, data=None) -> TekstenForm:
        plekken = teksten.plaatsen(self.now(tijdvak))
        return TekstenForm(data, plaatsen=plekken, los=teksten.los(tijdvak, plekken))

    def page(self, tijdvak, form, code=200, **extra):
        context = {"form": form, "tijdvak": tijdvak, **extra}
        return render(self.request, "monitoring/teksten.html", context, status=code)


def _bewaard(count: int, frozen: bool) -> str:
    """What became of the texts: a version that is frozen keeps its own."""
    if not count:
        return "Niets gewijzigd: alles stond er al."
    return f"De teksten zijn bewaard.{' Ze staan in de volgende versie.' if frozen else ''}"


class Vastleggen(Voorbereiding):
    """What would be frozen, the versions there are, and what everybody can read of them."""

    recht = "monitoring.freeze_jaaroverzicht"

    def get(self, request, tijdvak):
        inhoud = self.now(tijdvak)
        frozen = versies(request, tijdvak).zonder_inhoud()
        context = {
            "tijdvak": tijdvak,
            "inhoud": story.openbaar(tijdvak, timezone.localdate(), teksten.eigen(tijdvak)),
            "versies": [(row, row.publicaties.open().first()) for row in frozen],
            "nieuwste": frozen.first(),
            "volgende": len(frozen) + 1,
            "is_openbaar": frozen.openbaar().exists(),
            "er_zijn_cijfers": story.has_figures(inhoud),
            "nog_open": story.open_ends(inhoud),
        }
        return render(request, "monitoring/vastleggen.html", context)

    def post(self, request, tijdvak):
        try:
            row, new = bevriezen.freeze(tijdvak, by=request.user, today=timezone.localdate())
        except bevriezen.ZonderCijfers:
            messages.error(request, "Er zijn nog geen cijfers vastgesteld. Vastleggen kan na de eerste levering.")
        except bevriezen.InBerekening:
            messages.warning(
                request, "De cijfers worden nu doorgerekend. Er is nog niets vastgelegd; probeer het over een minuut."
            )
        else:
            said = f"Versie {row.versie} is vastgelegd." if new else f"Versie {row.versie} is nog precies zo."
            messages.success(request, said)
        return redirect("monitoring:vastleggen", tijdvak)
