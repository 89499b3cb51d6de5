"""The agenda of a meeting: what comes on it by itself, points of one's own, their order, and what is taken off."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from acties import spoor
from acties.forms.overleg import NieuwPuntForm, PuntForm
from acties.models import Agendapunt, Overleg, Overlegstatus
from acties.overleg import agenda
from acties.views.formulier import Formulierpagina, find, wijzigt

LANGSTE_PK = 19  # signs


def _seen(request: HttpRequest) -> QuerySet[Agendapunt]:
    seen = Agendapunt.objects.filter(overleg__in=Overleg.objects.visible_to(request.user))
    return seen.select_related("overleg__vorm")


def op_punt(deed):
    """A deed at a point of the agenda; a button of a page older than the agenda is told when the point is gone."""

    @wijzigt
    @wraps(deed)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        punt = _seen(request).filter(pk=pk).first()
        if punt is None and request.method != "POST":
            raise Http404
        try:
            if punt is None:
                raise ValidationError(agenda.WEG)
            return deed(request, punt)
        except ValidationError as error:
            messages.info(request, error.messages[0])
        return redirect(punt.overleg if punt else "overleg:lijst")

    return view


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
        self.punt = _seen(self.request).filter(pk=pk).first() or self._gone(pk)

    def _gone(self, pk) -> Agendapunt:
        """The point that somebody typed in, when it went off the agenda meanwhile; the form knows of which meeting."""
        asked = self.request.POST.get("bij", "")
        if not (asked.isascii() and asked.isdigit() and len(asked) < LANGSTE_PK):
            raise Http404
        return Agendapunt(pk=pk, overleg=find(self.request, int(asked)))

    def form(self, data=None):
        versie = spoor.versie(self.punt)
        fresh = _seen(self.request).filter(pk=self.punt.pk).first() or self.punt
        first = {"versie": versie, "bij": fresh.overleg_id}
        return PuntForm(data, instance=fresh, overleg=fresh.overleg, initial=first)

    def store(self, form):
        versie = form.cleaned_data["versie"]
        return agenda.change(self.punt, form.values(), by=self.request.user, versie=versie)

    def context(self):
        return {"overleg": self.punt.overleg, "terug": self.punt.get_absolute_url()}


@op_punt
def verplaatsen(request: HttpRequest, punt: Agendapunt) -> HttpResponse:
    """One place up or down; back to the same button, so that it can be pressed again.

    The address has no place on the page (#): a browser would then leave the focus at the top.
    """
    way = request.POST.get("richting")
    if way not in (agenda.OMHOOG, agenda.OMLAAG) or punt.weg:
        return redirect(punt)
    agenda.move(punt, way)
    return redirect(f"{punt.overleg.get_absolute_url()}?punt={punt.pk}&op={way}")


@op_punt
def weghalen(request: HttpRequest, punt: Agendapunt) -> HttpResponse:
    """Take a point off the agenda, or put it back."""
    if request.method == "POST":
        back = "terug" in request.POST
        agenda.take_off(punt, by=request.user, weg=not back)
        messages.success(
            request,
            "Het punt staat weer op de agenda." if back else "Het punt is van de agenda; onderaan staat het nog.",
        )
    return redirect(f"{punt.overleg.get_absolute_url()}#agenda")
