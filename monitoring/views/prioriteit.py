"""The list of priority neighbourhoods: everybody reads it, the municipality keeps it. L1 follows at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from acties.dossier import prioriteit
from acties.forms.prioriteit import PrioriteitForm, VanDeLijstForm
from acties.models import Prioriteitsgebied
from basis.geschiedenis import geschiedenis
from monitoring.tasks import ask_for_changed_foundation
from monitoring.zinnen import wijken as zinnen_wijken


@require_safe
def prioriteiten(request):
    rows = list(
        Prioriteitsgebied.objects.select_related("gebied").prefetch_related("partners").order_by("gebied__naam")
    )
    now, before = [row for row in rows if not row.tot], [row for row in rows if row.tot]
    ready = sum(bool(row.aanpak_sinds) for row in now)
    context = {"nu": now, "eerder": before, "kernzin": zinnen_wijken.prioriteiten(len(now), ready)}
    return render(request, "monitoring/prioriteiten.html", context)


class _Wijzigt(View):
    """A page on which the list is changed; for others nothing is there."""

    titel = knop = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("acties.edit_prioriteiten"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def page(self, form, plaats=None, code=200):
        trail = geschiedenis(self.request, plaats) if plaats else None
        context = {"form": form, "plaats": plaats, "wijzigingen": trail, "titel": self.titel, "knop": self.knop}
        return render(self.request, "monitoring/prioriteit.html", context, status=code)

    def done(self, text: str):
        ask_for_changed_foundation()
        messages.success(self.request, text)
        return redirect("monitoring:prioriteiten")


class Plaatsen(_Wijzigt):
    titel, knop = "Gebied op de lijst zetten", "Op de lijst zetten"

    def get(self, request):
        return self.page(PrioriteitForm())

    @transaction.atomic
    def post(self, request):
        form = PrioriteitForm(request.POST)
        if not form.is_valid():
            return self.page(form, code=422)
        made = prioriteit.place(form.save(commit=False), form.cleaned_data["partners"], by=request.user)
        return self.done(f"{made} staat nu op de lijst van prioriteitsbuurten.")


class Bijwerken(_Wijzigt):
    titel, knop = "Prioriteitsbuurt bijwerken", "Bewaren"

    def get(self, request, pk):
        found = get_object_or_404(Prioriteitsgebied, pk=pk)
        return self.page(PrioriteitForm(instance=found), found)

    @transaction.atomic
    def post(self, request, pk):
        found = get_object_or_404(Prioriteitsgebied, pk=pk)
        form = PrioriteitForm(request.POST, instance=found)
        if not form.is_valid():
            return self.page(form, found, 422)
        changed = prioriteit.change(pk, form.cleaned_data, by=request.user)
        return self.done(f"{changed} is bijgewerkt.")


class VanDeLijst(_Wijzigt):
    titel, knop = "Van de lijst halen", "Van de lijst halen"

    def get(self, request, pk):
        return self.page(VanDeLijstForm(), self._found(pk))

    def _found(self, pk) -> Prioriteitsgebied:
        return get_object_or_404(Prioriteitsgebied, pk=pk, tot__isnull=True)

    @transaction.atomic
    def post(self, request, pk):
        found, form = self._found(pk), VanDeLijstForm(request.POST)
        if form.is_valid():
            try:
                prioriteit.take_off(pk, **form.cleaned_data, by=request.user)
                return self.done(f"{found} is van de lijst. Wat er stond, blijft te lezen.")
            except ValidationError as error:
                form.add_error(None, error)
        return self.page(form, found, 422)
