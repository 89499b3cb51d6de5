"""Meetings: what is coming and what was held, one meeting, its minutes as a page and as a document."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from acties import spoor
from acties.forms.overleg import OverlegForm, PlanForm, VerslagForm
from acties.models import Besluit, Overleg, Overlegvorm
from acties.overleg import document, overleggen, terplekke, verslagleggen
from acties.overleg.notulen import notulen
from acties.views.formulier import Formulierpagina, find, wijzigt
from basis import download, worddocument
from basis.geschiedenis import geschiedenis

PER_BLADZIJDE = 20


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The meetings to come, and those that were."""
    seen = Overleg.objects.visible_to(request.user).select_related("vorm")
    context = {
        "komend": seen.komend(),
        "geweest": Paginator(seen.geweest(), PER_BLADZIJDE).get_page(request.GET.get("page")),
        "open": Besluit.objects.visible_to(request.user).open().count(),
        "vormen": Overlegvorm.objects.filter(actief=True).prefetch_related("partijen", "themas"),
    }
    return render(request, "acties/overleggen.html", context)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, who was there, what was decided and said. After a move the same button has the focus."""
    overleg = find(request, pk)
    moved = request.GET.get("punt", ""), request.GET.get("op", "")
    before = list(Overleg.objects.visible_to(request.user).vorige(overleg.datum))
    same = [each for each in before if each.vorm_id == overleg.vorm_id]
    context = {
        "overleg": overleg,
        "notulen": notulen(overleg),
        "verder": terplekke.naast_besluiten(overleg),
        "weg": overleg.punten.filter(weg=True),
        "verplaatst": "-".join(moved),
        "vorige": next(iter(same + before), None),
        "wijzigingen": geschiedenis(request, overleg, overleg.punten, overleg.deelnames),
    }
    return render(request, "acties/overleg.html", context)


class Plannen(Formulierpagina):
    titel, knop, bewaard = "Overleg plannen", "Plannen", "Het overleg staat in de planning."

    def form(self, data=None):
        asked = self.request.GET.get("vorm", "").replace("\0", "")  # PostgreSQL refuses that sign
        return PlanForm(data, initial={"vorm": Overlegvorm.objects.filter(code=asked).first()})

    def store(self, form):
        return overleggen.plan(form.values(), by=self.request.user)


class Wijzigen(Formulierpagina):
    titel, knop, bewaard = "Overleg wijzigen", "Bewaren", "Het overleg is bewaard."

    def load(self, pk):
        self.overleg = find(self.request, pk)

    def form(self, data=None):
        fresh, versie = spoor.fresh(self.overleg)
        return OverlegForm(data, instance=fresh, initial={"versie": versie})

    def store(self, form):
        return overleggen.change(self.overleg, form.values(), by=self.request.user, versie=form.cleaned_data["versie"])

    def context(self):
        return {"overleg": self.overleg, "terug": self.overleg.get_absolute_url()}


@wijzigt
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a proposed date, or note that the meeting was held. The address leads to the meeting."""
    overleg = find(request, pk)
    deeds = {
        "bevestigen": (overleggen.confirm, "De datum staat vast."),
        "gehouden": (overleggen.hold, "Fijn! Leg nu vast wie er waren, wat er is gezegd en wat er is besloten."),
    }
    deed, text = deeds.get(request.POST.get("naar"), (None, ""))
    if deed:
        try:
            deed(overleg, by=request.user)
            messages.success(request, text)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(overleg)


class Verslag(Formulierpagina):
    """Attendance and minutes in one form, for who writes along during the meeting."""

    template_name = "acties/verslag.html"
    titel, knop = "Verslag", "Bewaren"
    bewaard = "Het verslag is bewaard."

    def load(self, pk):
        self.overleg = find(self.request, pk)

    def form(self, data=None):
        return VerslagForm(data, overleg=self.overleg)

    def get(self, request, **kwargs):
        try:
            verslagleggen.check_begun(self.overleg)
        except ValidationError as error:
            messages.info(request, error.messages[0])
            return redirect(self.overleg)
        return super().get(request, **kwargs)

    def context(self):
        return {"overleg": self.overleg, "terug": self.overleg.get_absolute_url()}

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            count = verslagleggen.write(self.overleg, form.typed(), form.seen(), by=request.user)
        except verslagleggen.Botsing as both:
            form.bots(both)
            return self.page(form, 409, botsing=both)
        except ValidationError as error:
            form.add_error(None, error)
            return self.page(form, 422)
        if count:
            messages.success(request, self.bewaard)
        else:
            messages.info(request, "Niets gewijzigd: alles stond er al.")
        return redirect(self.overleg)


@require_GET
def verslag_lezen(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a page to read or print."""
    return render(request, "acties/notulen.html", {"notulen": notulen(find(request, pk))})


@require_GET
def verslag_docx(request: HttpRequest, pk: int) -> HttpResponse:
    overleg = find(request, pk)
    made = notulen(overleg)
    name = f"{made.soort.lower()}-{overleg.vorm.code}-{overleg.datum}.docx"
    return download.bestand(document.docx(made, fictief=settings.DEMO), name, worddocument.TYPE)
