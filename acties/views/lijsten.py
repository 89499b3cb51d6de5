"""Other views of the actions: per theme with the work that runs anyway, and what changed since a day."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from acties.dossier.inzet import AndereNoot, write_note
from acties.dossier.veranderd import since
from acties.filters import ActieFilter
from acties.forms.lijsten import NotitieForm, SindsForm
from acties.models import Actie, LopendeInzet, Overleg, Thema

OP_PAGINA = 25  # actions


def chosen(request: HttpRequest) -> ActieFilter:
    """The actions that the filters in the address choose."""
    rows = Actie.objects.visible_to(request.user).select_related("thema").prefetch_related("trekkers")
    found = ActieFilter(request.GET, rows.order_by("-jaar", "nummer"))
    found.form.is_valid()
    return found


@require_GET
def per_thema(request: HttpRequest) -> HttpResponse:
    """The actions by theme, those above the themes first, with the goals and the work that runs anyway."""
    found = chosen(request)
    acties = list(found.qs)
    inzet = LopendeInzet.objects.visible_to(request.user).order_by("volgorde")
    themas = Thema.objects.prefetch_related("doelen", Prefetch("inzet", inzet))
    blokken = [(thema, [actie for actie in acties if actie.thema_id == thema.pk]) for thema in themas]
    boven = [actie for actie in acties if actie.thema_id is None]
    context = {"filter": found, "boven": boven, "blokken": blokken, "aantal": len(acties)}
    return render(request, "acties/per_thema.html", context)


@require_GET
def veranderd(request: HttpRequest) -> HttpResponse:
    """What changed since a day: that of the last meeting, or one that was chosen."""
    meetings = Overleg.objects.visible_to(request.user).vorige(timezone.localdate())
    form, found = SindsForm(request.GET, list(meetings)), chosen(request)
    changes = since(form.dag(), list(found.qs))
    page = Paginator(changes, OP_PAGINA).get_page(request.GET.get("page"))
    context = {"form": form, "filter": found, "sinds": form.dag(), "pagina": page}
    return render(request, "acties/veranderd.html", context)


def notitie(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note at work that runs anyway."""
    inzet = get_object_or_404(LopendeInzet.objects.visible_to(request.user).select_related("thema"), pk=pk)
    if not request.user.has_perm("acties.note_inzet"):
        raise Http404
    form, code = NotitieForm(initial={"noot": inzet.noot, "gezien": inzet.noot}), 200
    there = None
    if request.method == "POST":
        form, code = NotitieForm(request.POST), 422
        if form.is_valid():
            try:
                write_note(inzet, by=request.user, **form.cleaned_data)
            except AndereNoot as conflict:
                there, code = conflict.noot, 409
                form = NotitieForm(initial={"noot": form.cleaned_data["noot"], "gezien": there})
            else:
                messages.success(request, "De notitie is bewaard.")
                return redirect("acties:per_thema")
    context = {"inzet": inzet, "form": form, "er_staat": there}
    return render(request, "acties/notitie.html", context, status=code)
