"""Bottlenecks and chances together: the board by state, the table, and its files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from acties import exports, spoor
from acties.dossier.knelpunten import OVERGANGEN
from acties.filters import KnelpuntFilter, KnelpuntTabelFilter
from acties.models import Knelpunt, Knelpuntstand
from acties.models.knelpunt import KLAAR
from acties.tables.knelpunt import KnelpuntTabel, over
from acties.views.tabel import as_chosen
from acties.waarover import projecten
from basis import download

HALF_JAAR = datetime.timedelta(days=183)  # what ended longer ago stands in the table alone
DAAD = {
    Knelpuntstand.GEMELD: "Terug naar gemeld",
    Knelpuntstand.OPGEPAKT: "Oppakken",
    Knelpuntstand.OPGELOST: "Opgelost",
    Knelpuntstand.VERVALLEN: "Laten vervallen",
}
OPNIEUW = "Opnieuw oppakken"


@dataclass(frozen=True)
class Stap:
    """A move that this user can make; one that asks how it ended has a page of its own."""

    naar: str
    naam: str
    vraagt: bool


@dataclass(frozen=True)
class Kaart:
    """A card on the board. `versie` is the newest line of its trail, for who moves it."""

    knelpunt: Knelpunt
    over: str
    stappen: list[Stap]
    versie: int


def rows(user):
    found = Knelpunt.objects.visible_to(user).select_related("partij", "actie", "thema", "wijk", "gebied")
    return found.defer("wijk__vorm").order_by("-stand_op", "-pk")


def stappen(knelpunt: Knelpunt, user) -> list[Stap]:
    """The moves from where it stands now, for this user."""
    if not user.has_perm("acties.move_knelpunt", knelpunt):
        return []
    names = {**DAAD, Knelpuntstand.OPGEPAKT: OPNIEUW} if knelpunt.klaar else DAAD
    return [Stap(naar, names[naar], naar in KLAAR) for naar in OVERGANGEN[knelpunt.stand]]


@require_GET
def bord(request: HttpRequest) -> HttpResponse:
    """The columns are the states; of what ended those of the last half-year."""
    filters = KnelpuntFilter(request.GET, rows(request.user))
    filters.form.is_valid()
    since = timezone.now() - HALF_JAAR
    shown = [each for each in filters.qs if not each.klaar or each.stand_op >= since]
    versions, names, user = spoor.versies(shown), projecten(), request.user
    cards = [Kaart(each, over(each, names), stappen(each, user), versions.get(each.pk, 0)) for each in shown]
    columns = [(stand, [card for card in cards if card.knelpunt.stand == stand]) for stand in Knelpuntstand]
    open_ = sum(not each.klaar for each in shown)
    context = {"filter": filters, "kolommen": columns, "open": open_, "aantal": len(cards)}
    return render(request, "acties/knelpunten.html", context)


class KnelpuntLijst(SingleTableMixin, FilterView):
    table_class = KnelpuntTabel
    filterset_class = KnelpuntTabelFilter
    template_name = "acties/knelpunten_tabel.html"
    paginate_by = 25
    strict = False

    def get_queryset(self):
        return rows(self.request.user)


@require_GET
def export(request: HttpRequest, vorm: str) -> HttpResponse:
    """The table as it is filtered and sorted now, as a file."""
    found, words = as_chosen(request, rows(request.user), KnelpuntTabelFilter, KnelpuntTabel)
    return download.tabel(exports.knelpunten(found, words), vorm, "knelpunten-en-kansen")
