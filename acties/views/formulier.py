"""What the pages have in common on which one form changes something: of a meeting, an action, or beside one."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from acties import spoor
from acties.models import Overleg

WIJZIGEN = "acties.edit_overleg"
MEEST = 10  # so many changes by others are shown to who was later


def find(request: HttpRequest, pk: int) -> Overleg:
    return get_object_or_404(Overleg.objects.visible_to(request.user).select_related("vorm"), pk=pk)


def wijzigt(function):
    """A view for who may change meetings; others are told that nothing is there."""

    @wraps(function)
    def view(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(WIJZIGEN):
            raise Http404
        return function(request, *args, **kwargs)

    return view


class Formulierpagina(View):
    """A page with one form that changes something; for who may not, nothing is there.

    A subclass finds what it is about (`load`), makes its form and stores it. What was typed comes back when it cannot
    be stored, with what others changed meanwhile.
    """

    template_name = "acties/overleg_formulier.html"
    titel = knop = bewaard = ""
    recht = WIJZIGEN

    def dispatch(self, request, *args, **kwargs):
        self.load(**kwargs)
        if not self.mag(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def mag(self, user) -> bool:
        return user.has_perm(self.recht)

    def load(self, **kwargs) -> None:
        """Find what this page is about, or raise Http404."""

    def context(self) -> dict:
        return {}

    def get(self, request, **kwargs):
        return self.page(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        conflict, extra = None, {}
        if form.is_valid():
            try:
                done = self.store(form)
            except spoor.Gewijzigd as found:
                conflict = found.wijzigingen[-MEEST:]
                form.intussen(conflict)
                extra = {"intussen": conflict, "intussen_meer": len(found.wijzigingen) - len(conflict)}
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, self.bewaard)
                return redirect(done)
        return self.page(form, 409 if conflict else 422, **extra)

    def page(self, form, code: int = 200, **extra):
        context = {"form": form, "titel": self.titel, "knop": self.knop, **self.context(), **extra}
        return render(self.request, self.template_name, context, status=code)
