"""The agenda of a meeting: what comes on it by itself, points of one's own, their order, and what is taken off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from acties import spoor
from acties.forms.overleg import NieuwPuntForm, PuntForm
from acties.models import Agendapunt, Overlegstatus
from acties.overleg import agenda
from acties.views.formulier import Formulierpagina, find, wijzigt


def _find(pk: int) -> Agendapunt:
    return get_object_or_404(Agendapunt.objects.select_related("overleg__vorm"), pk=pk)


@wijzigt
def bijwerken(request: HttpRequest, pk: int) -> HttpResponse:
    """Put on the agenda what asks for attention now. The address leads to the meeting."""
    overleg = find(request, pk)
    if request.method == "POST" and overleg.status == Overlegstatus.GEPLAND:
        messages.success(request, _told(agenda.bijwerken(overleg, timezone.localdate(), by=request.user)))
    return redirect(f"{overleg.get_absolute_url()}#agenda")


def _told(changed: agenda.Bijgewerkt) -> str:
    """What came on the agenda and what went off it, in one or two sentences."""
    new, gone = len(changed.erbij), len(changed.eraf)
    told = []
    if new:
        told.append(f"{'1 nieuw punt' if new == 1 else f'{new} nieuwe punten'} op de agenda.")
    if gone:
        told.append("1 punt speelt niet meer en ging eraf." if gone == 1 else f"{gone} punten spelen niet meer.")
    return " ".join(told) or "De agenda is bij: er is niets nieuws dat aandacht vraagt."


class PuntToevoegen(Formulierpagina):
    titel, knop, bewaard = "Agendapunt toevoegen", "Op de agenda zetten", "Het punt staat op de agenda."

    def load(self, pk):
        self.overleg = find(self.request, pk)

    def form(self, data=None):
        return NieuwPuntForm(data, overleg=self.overleg)

    def store(self, form):
        return agenda.add(self.overleg, form.values(), by=self.request.user)

    def context(self):
        return {"overleg": self.overleg, "terug": self.overleg.get_absolute_url()}


class PuntWijzigen(Formulierpagina):
    titel, knop, bewaard = "Agendapunt wijzigen", "Bewaren", "Het agendapunt is bewaard."

    def load(self, pk):
        self.punt = _find(pk)

    def form(self, data=None):
        fresh = _find(self.punt.pk)
        return PuntForm(data, instance=fresh, overleg=fresh.overleg, initial={"versie": spoor.versie(fresh)})

    def store(self, form):
        agenda.change(self.punt, form.values(), by=self.request.user, versie=form.cleaned_data["versie"])
        return self.punt

    def context(self):
        return {"overleg": self.punt.overleg, "terug": self.punt.get_absolute_url()}


@wijzigt
def verplaatsen(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down; back to the same button, so that it can be pressed again.

    The address has no place on the page (#): a browser would then leave the focus at the top.
    """
    punt, way = _find(pk), request.POST.get("richting")
    if way not in (agenda.OMHOOG, agenda.OMLAAG) or punt.weg:
        return redirect(punt)
    agenda.move(punt, way)
    return redirect(f"{punt.overleg.get_absolute_url()}?punt={punt.pk}&op={way}")


@wijzigt
def weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda, or put it back."""
    punt = _find(pk)
    if request.method == "POST":
        back = "terug" in request.POST
        agenda.take_off(punt, by=request.user, weg=not back)
        messages.success(
            request,
            "Het punt staat weer op de agenda." if back else "Het punt is van de agenda; onderaan staat het nog.",
        )
    return redirect(f"{punt.overleg.get_absolute_url()}#agenda")
