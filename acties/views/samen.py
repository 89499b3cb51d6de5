"""All open actions on one screen, for who prepares a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_GET

from acties import exports
from acties.dossier import samen
from acties.forms.bijwerken import RijForm
from acties.models import Actie
from basis import download

MAG = "acties.update_together"


class Samen(View):
    """A row per open action: status and note. Rows that changed are stored, each for itself."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAG):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._page([RijForm(actie=actie) for actie in _rows(samen.open_actions(request.user))])

    def post(self, request):
        sent = Actie.objects.visible_to(request.user).select_related("vervolg").order_by("-jaar", "nummer")
        rows = [RijForm(request.POST, actie=actie) for actie in sent if f"a{actie.pk}-naar" in request.POST]
        valid = [row for row in rows if row.is_valid()]
        done = samen.store([filled for row in valid if (filled := row.invoer())], by=request.user)
        tell(request, done)
        if len(valid) == len(rows) and not done.verouderd and not done.geweigerd:
            return redirect("acties:samen")
        return self._again(request, rows, done)

    def _again(self, request, rows, done):
        """The rows that were not stored with what was typed, and what others wrote; the rest as it is now."""
        conflicts = {conflict.actie.pk: conflict for conflict in done.verouderd}
        stored = {actie.pk for actie in done.bewaard}
        kept = {
            row.actie.pk: row for row in rows if not row.is_valid() or (row.invoer() and row.actie.pk not in stored)
        }
        for pk in conflicts:
            kept[pk] = _renewed(request, kept[pk], conflicts[pk])
        shown = list(_rows(samen.open_actions(request.user)))
        extra = [row.actie for pk, row in kept.items() if pk not in {actie.pk for actie in shown}]
        forms = [kept.get(actie.pk) or RijForm(actie=actie) for actie in [*shown, *extra]]
        return self._page(forms, 409 if conflicts else 422, [row for row in forms if row.actie.pk in kept])

    def _page(self, rows, code=200, left=()):
        return render(self.request, "acties/samen.html", {"rijen": rows, "nog_nodig": left}, status=code)


def _rows(acties):
    return acties.select_related("thema").prefetch_related("meldingen")


def _renewed(request: HttpRequest, row: RijForm, conflict) -> RijForm:
    """The same row with what was typed over the version of now, so that storing again can succeed."""
    now, data = conflict.actie, request.POST.copy()
    data[row.add_prefix("versie")], data[row.add_prefix("was")] = now.versie, now.status
    again = RijForm(data, actie=now)
    again.conflict = conflict.meldingen
    return again


def tell(request: HttpRequest, done: samen.Opgeslagen) -> None:
    """What was stored, and which rows were not because somebody else was first."""
    if done.bewaard:
        count = len(done.bewaard)
        messages.success(request, "1 actie is bijgewerkt." if count == 1 else f"{count} acties zijn bijgewerkt.")
    elif not done.verouderd and not done.geweigerd:
        messages.info(request, "Er is niets veranderd: bij geen enkele actie stond iets nieuws.")
    for conflict in done.verouderd:
        by = conflict.meldingen[0].door_naam if conflict.meldingen else "iemand anders"
        messages.warning(
            request, f"Actie {conflict.actie.nummer} is niet bewaard: {by} heeft haar intussen bijgewerkt."
        )
    for reason in done.geweigerd:
        messages.warning(request, reason)


@require_GET
def werkmap(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook, which can be filled in and uploaded."""
    if not request.user.has_perm(MAG):
        raise Http404
    return download.tabel(exports.werkmap(_rows(samen.open_actions(request.user))), "xlsx", "acties-bijwerken")
