"""Decisions: the list of all of them, one decision with what came of it, and the forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from acties import exports, spoor
from acties.filters import BesluitFilter
from acties.forms.overleg import BesluitForm, NieuwBesluitForm, UitkomstForm
from acties.models import Besluit
from acties.overleg import besluiten
from acties.tables.besluit import BesluitTabel
from acties.views.formulier import WIJZIGEN, Formulierpagina, find
from acties.views.tabel import as_chosen
from basis import download
from basis.geschiedenis import geschiedenis


def _besluiten(user):
    about = "overleg__vorm", "actie", "thema", "knelpunt", "partij", "wie"
    return Besluit.objects.visible_to(user).select_related(*about).order_by("uiterlijk", "pk")


class BesluitLijst(SingleTableMixin, FilterView):
    table_class = BesluitTabel
    filterset_class = BesluitFilter
    template_name = "acties/besluiten.html"
    paginate_by = 25
    strict = False

    def get_queryset(self):
        return _besluiten(self.request.user)


@require_GET
def export(request: HttpRequest, vorm: str) -> HttpResponse:
    """The table as it is filtered and sorted now, as a file."""
    found, words = as_chosen(request, _besluiten(request.user), BesluitFilter, BesluitTabel)
    return download.tabel(exports.besluiten(found, words), vorm, "besluiten")


class _Besluitpagina(Formulierpagina):
    def load(self, pk):
        self.besluit = get_object_or_404(_besluiten(self.request.user), pk=pk)

    def context(self):
        besluit = self.besluit
        return {"besluit": besluit, "overleg": besluit.overleg, "terug": besluit.get_absolute_url()}


class BesluitDetail(_Besluitpagina):
    """What was decided and what came of it. Everybody reads it; the municipality notes the outcome."""

    template_name = "acties/besluit.html"
    knop, bewaard = "Bewaren", "De uitkomst is bewaard."

    def dispatch(self, request, *args, **kwargs):
        if request.method not in ("GET", "HEAD") or request.user.has_perm(WIJZIGEN):
            return super().dispatch(request, *args, **kwargs)
        self.load(**kwargs)
        return self.page(None)

    def form(self, data=None):
        fresh, versie = spoor.fresh(self.besluit)
        return UitkomstForm(data, instance=fresh, initial={"versie": versie})

    def store(self, form):
        return besluiten.finish(self.besluit, by=self.request.user, versie=form.cleaned_data["versie"], **form.values())

    def context(self):
        return {**super().context(), "wijzigingen": geschiedenis(self.request, self.besluit)}


class BesluitNemen(Formulierpagina):
    titel, knop, bewaard = "Besluit vastleggen", "Vastleggen", "Het besluit is vastgelegd."

    def load(self, pk):
        self.overleg = find(self.request, pk)

    def form(self, data=None):
        return NieuwBesluitForm(data, overleg=self.overleg, initial=self._from_point())

    def _from_point(self) -> dict:
        """A decision at a point of the agenda is about the same."""
        asked = self.request.GET.get("punt", "")
        punt = self.overleg.punten.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if punt is None:
            return {}
        return {"punt": punt, "actie": punt.actie, "indicator": punt.indicator, "knelpunt": punt.knelpunt_of_kans}

    def store(self, form):
        besluiten.take(self.overleg, form.values(), by=self.request.user)
        return f"{self.overleg.get_absolute_url()}#besluiten"

    def context(self):
        return {"overleg": self.overleg, "terug": self.overleg.get_absolute_url()}


class BesluitWijzigen(_Besluitpagina):
    titel, knop, bewaard = "Besluit wijzigen", "Bewaren", "Het besluit is bewaard."

    def form(self, data=None):
        fresh, versie = spoor.fresh(self.besluit)
        return BesluitForm(data, instance=fresh, overleg=fresh.overleg, initial={"versie": versie})

    def store(self, form):
        return besluiten.change(self.besluit, form.values(), by=self.request.user, versie=form.cleaned_data["versie"])
