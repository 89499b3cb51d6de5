"""What stands beside an action: answers to remarks, milestones that come and go, people, and evidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from acties.forms_dossier import AntwoordForm
from acties.models import Opmerking
from acties.opmerken import Beantwoord, answer
from acties.views_bijwerken import MIJN_WERK, back


def antwoord(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark; what somebody else answered meanwhile is shown instead, and what was typed stays."""
    remark = get_object_or_404(Opmerking.objects.select_related("actie"), pk=pk)
    if not request.user.has_perm("acties.answer_remark", remark.actie):
        raise Http404
    there = getattr(remark, "antwoord", None)
    form, code = AntwoordForm(request.POST or None), 200
    if request.method == "POST":
        form, code = AntwoordForm(request.POST), 422
        if form.is_valid():
            try:
                answer(remark, by=request.user, tekst=form.cleaned_data["tekst"])
                messages.success(
                    request, f"Uw antwoord staat onder de opmerking. {remark.door_partij} krijgt een bericht."
                )
                return back(request, remark.actie)
            except Beantwoord as conflict:
                there, code = conflict.antwoord, 409
    context = {"opmerking": remark, "form": form, "er_is": there, "terug": request.GET.get("terug") == MIJN_WERK}
    return render(request, "acties/antwoord.html", context, status=code)
