"""Adjusting a goal: for the administrators, when the parties agreed it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from basis.geschiedenis import geschiedenis
from monitoring.aanpassen import AlAangepast, adjust, versions
from monitoring.forms.doelen import DoelForm
from monitoring.models import Doelstelling


class DoelAanpassen(View):
    """A goal that has been replaced is no longer adjusted: whoever comes for it is led back to the list."""

    def dispatch(self, request, pk):
        if not request.user.has_perm("monitoring.adjust_doelstelling"):
            raise Http404
        doel = get_object_or_404(Doelstelling.objects.select_related("vervangen_door"), pk=pk)
        if doel.vervangen_door:
            return self._replaced(request, AlAangepast(doel.vervangen_door))
        return super().dispatch(request, doel)

    def get(self, request, doel):
        return self._page(request, doel, DoelForm(doel=doel, today=timezone.localdate()))

    def post(self, request, doel):
        form = DoelForm(request.POST, doel=doel, today=timezone.localdate())
        if not form.is_valid():
            return self._page(request, doel, form, 422)
        try:
            new = adjust(doel, by=request.user, **form.cleaned_data)
        except AlAangepast as meanwhile:
            return self._replaced(request, meanwhile)
        messages.success(request, f"Het doel is aangepast: {new.omschrijving}. Het oude doel blijft bewaard.")
        return redirect("monitoring:doelen")

    def _page(self, request, doel, form, code=200):
        context = {"doel": doel, "form": form, "wijzigingen": geschiedenis(request, *versions(doel))}
        return render(request, "monitoring/doel_aanpassen.html", context, status=code)

    def _replaced(self, request, meanwhile: AlAangepast):
        messages.warning(request, f"{meanwhile} Pas zo nodig dat nieuwe doel aan.")
        return redirect("monitoring:doelen")
