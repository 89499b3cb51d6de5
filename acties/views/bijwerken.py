"""Keeping an action up to date in a minute: the short form, and 'nog steeds actueel'."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from acties import status
from acties.forms.bijwerken import KortForm, lost_forms, milestone_forms, note_of
from acties.mijnwerk import VOORUIT
from acties.models import Actie, Mijlpaal

LANGSTE_VERSIE = 9  # signs
MIJN_WERK = "mijn-werk"  # where the user came from, and goes back to


def find_to_change(request: HttpRequest, jaar: int, nummer: int) -> Actie:
    """The action, for who may change its status; for others there is nothing here."""
    rows = Actie.objects.visible_to(request.user).select_related("thema").prefetch_related("trekkers", "partners")
    actie = get_object_or_404(rows, jaar=jaar, nummer=nummer)
    if not request.user.has_perm("acties.change_status", actie):
        raise Http404
    return actie


def back(request: HttpRequest, actie: Actie) -> HttpResponse:
    """To the list of one's work when one came from there, else to the action."""
    return redirect("monitoring:mijn_werk" if request.GET.get("terug") == MIJN_WERK else actie)


class Bijwerken(View):
    """Status, milestones and a note in one short form, all stored together or not at all."""

    def get(self, request, jaar, nummer):
        actie = find_to_change(request, jaar, nummer)
        return self._page(actie, KortForm(actie=actie), milestone_forms(list(actie.mijlpalen.open())))

    @transaction.atomic
    def post(self, request, jaar, nummer):
        actie = find_to_change(request, jaar, nummer)
        locked = Mijlpaal.objects.select_for_update(of=("self",)).filter(actie=actie, vervallen_op=None)
        mijlpalen = milestone_forms(list(locked.order_by("gepland_op", "pk")), request.POST)
        kort = KortForm(request.POST, actie=actie)
        lost = lost_forms(actie, mijlpalen, request.POST)
        typed = lost or kort.is_filled_in(actie) or any(form.is_typed() for form in mijlpalen)
        if "actueel" in request.POST and not typed:
            return actueel(request, jaar, nummer)
        if all([kort.is_valid(), *(form.is_valid() for form in mijlpalen)]) and not lost:
            try:
                self._store(actie, kort, mijlpalen)
            except ValidationError as error:
                kort.add_error(None, error)
            except status.StatusConflict as conflict:
                return self._conflict(conflict, kort, mijlpalen)
            else:
                messages.success(request, f"Actie {actie.nummer} is bijgewerkt.")
                return back(request, actie)
        return self._page(actie, kort, mijlpalen, 409 if lost else 422, verdwenen=lost)

    @transaction.atomic
    def _store(self, actie, kort, mijlpalen):
        note = note_of(kort, mijlpalen)
        status.change_status(actie, by=self.request.user, **kort.cleaned_data | {"toelichting": note})
        for form in mijlpalen:
            status.store_milestone(form.instance, by=self.request.user, **form.to_store())

    def _conflict(self, conflict, kort, mijlpalen):
        """Somebody else was first: show what they wrote, keep what was typed, and let the user decide."""
        kort = KortForm(actie=conflict.actie, initial={**kort.cleaned_data, "versie": conflict.actie.versie})
        return self._page(conflict.actie, kort, mijlpalen, 409, conflict=conflict)

    def _page(self, actie, kort, mijlpalen, code=200, **more):
        context = {"actie": actie, "form": kort, "mijlpalen": mijlpalen, "laatste": actie.meldingen.first(), **more}
        context["mijlpaalfout"] = any(form.is_bound and form.errors for form in mijlpalen)
        context["terug"] = self.request.GET.get("terug") == MIJN_WERK
        return render(self.request, "acties/bijwerken.html", context, status=code)


def actueel(request: HttpRequest, jaar: int, nummer: int) -> HttpResponse:
    """'Nog steeds actueel': one press, nothing to type. In a form with something filled in, the form is stored."""
    actie = find_to_change(request, jaar, nummer)
    if request.method != "POST":
        return redirect(actie)
    versie = request.POST.get("versie", "")
    known = versie.isdecimal() and len(versie) <= LANGSTE_VERSIE
    try:
        status.confirm(actie, by=request.user, versie=int(versie) if known else -1)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect(actie)
    except status.StatusConflict:
        messages.warning(
            request,
            f"Actie {actie.nummer} is intussen bijgewerkt. Kijk wat er nu staat; u hoeft misschien niets te doen.",
        )
        return redirect(actie)
    messages.success(request, f"Bewaard: actie {actie.nummer} is nog steeds actueel.{_still_open(actie)}")
    return back(request, actie)


def _still_open(actie: Actie) -> str:
    """What goes on being asked: the milestones of which the date has passed or is near."""
    due = list(
        actie.mijlpalen.open().filter(gepland_op__lte=timezone.localdate() + VOORUIT).order_by("gepland_op", "pk")
    )
    if len(due) > 1:
        return f" {len(due)} mijlpalen blijven open: werk die apart bij."
    return f" De mijlpaal ‘{due[0].naam}’ blijft open: werk die apart bij." if due else ""
