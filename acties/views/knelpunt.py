"""One bottleneck or chance: reporting it, its page, changing it, moving it on, and its course."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from acties import spoor
from acties.dossier import knelpunten
from acties.forms.knelpunten import KnelpuntForm, MeldForm, NotitieForm, StapForm, plekwaarde
from acties.models import Knelpunt, Knelpuntstand
from acties.views.formulier import Formulierpagina
from acties.views.knelpunten import DAAD, OPNIEUW, rows, stappen
from acties.waarover import onze_pagina, projecten, waarover
from basis.geschiedenis import geschiedenis

MELDEN, WIJZIGEN, VERPLAATSEN = "acties.report_knelpunt", "acties.edit_knelpunt", "acties.move_knelpunt"
OP_PAGINA = 25  # notes
LANGSTE_PK = 19  # signs
KLAAR_GEZET = {
    Knelpuntstand.GEMELD: "Het staat weer bij ‘gemeld’.",
    Knelpuntstand.OPGEPAKT: "Fijn dat u dit oppakt. Het staat nu bij ‘opgepakt’.",
    Knelpuntstand.OPGELOST: "Mooi! Het staat nu bij ‘opgelost’.",
    Knelpuntstand.VERVALLEN: "Het staat nu bij ‘vervallen’, met de reden erbij.",
}
VRAAG = {  # what the page of a step that ends it asks, and its button
    Knelpuntstand.OPGELOST: ("Is het opgelost?", "Bewaren als opgelost"),
    Knelpuntstand.VERVALLEN: ("Laten vervallen?", "Bewaren als vervallen"),
}


def _find(request: HttpRequest, pk: int) -> Knelpunt:
    """The row; `versie` was read before it, for who moves it."""
    versie = spoor.versie(Knelpunt(pk=pk))
    found = get_object_or_404(rows(request.user).select_related("wie"), pk=pk)
    found.versie = versie
    return found


class Melden(Formulierpagina):
    """Report from any page (`bij`): what that page is about is filled in, and afterwards one is there again."""

    template_name = "acties/knelpunt_melden.html"
    titel, knop = "Knelpunt of kans melden", "Melden"
    bewaard = "Dank u wel. Uw melding staat bij ‘Knelpunten en kansen’."

    def mag(self, user):
        return user.has_perm(MELDEN)

    def load(self):
        self.bij = onze_pagina(self.request.GET.get("bij", ""))
        self.over = waarover(self.bij)

    def form(self, data=None):
        about = {**self.over, "plek": plekwaarde(self.over.get("wijk") or self.over.get("gebied"))}
        return MeldForm(data, initial=about)

    def store(self, form):
        made = knelpunten.report(form.values(), by=self.request.user)
        return self.bij or made.get_absolute_url()

    def context(self):
        return {"terug": self.bij or reverse("acties:knelpunten"), "over": list(self.over.values())}


def _notes(request: HttpRequest, knelpunt: Knelpunt) -> Page:
    """One page of its course, newest first: the one that is asked for, or where a note stands (`notitie`)."""
    pages = Paginator(knelpunt.notities.order_by("-pk"), OP_PAGINA)
    asked = request.GET.get("notitie", "")
    if asked.isascii() and asked.isdigit() and len(asked) < LANGSTE_PK:
        newer = knelpunt.notities.filter(pk__gt=int(asked)).count()
        return pages.get_page(newer // OP_PAGINA + 1)
    return pages.get_page(request.GET.get("verloop"))


def _page(request: HttpRequest, knelpunt: Knelpunt, form: NotitieForm, code: int = 200) -> HttpResponse:
    context = {
        "knelpunt": knelpunt,
        "project": projecten().get(knelpunt.project, knelpunt.project),
        "notities": _notes(request, knelpunt),
        "besluiten": knelpunt.besluiten.visible_to(request.user).select_related("partij").order_by("uiterlijk", "pk"),
        "stappen": stappen(knelpunt, request.user),
        "versie": knelpunt.versie,
        "form": request.user.has_perm(MELDEN) and form,
        "mag_wijzigen": request.user.has_perm(WIJZIGEN),
        "wijzigingen": geschiedenis(request, knelpunt),
    }
    return render(request, "acties/knelpunt.html", context, status=code)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk), NotitieForm())


def notitie(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the course. The address leads to the page."""
    found = _find(request, pk)
    if request.method != "POST":
        return redirect(found)
    if not request.user.has_perm(MELDEN):
        raise Http404
    form = NotitieForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    made = knelpunten.note(found, form.cleaned_data["tekst"], by=request.user)
    messages.success(request, "Uw notitie staat erbij.")
    return redirect(made)


class _Knelpuntpagina(Formulierpagina):
    template_name = "acties/knelpunt_formulier.html"

    def load(self, pk):
        self.knelpunt = _find(self.request, pk)

    def context(self):
        return {"knelpunt": self.knelpunt, "terug": self.knelpunt.get_absolute_url()}


class Wijzigen(_Knelpuntpagina):
    titel, knop, bewaard = "Wijzigen", "Bewaren", "Uw wijziging is bewaard."

    def mag(self, user):
        return user.has_perm(WIJZIGEN)

    def form(self, data=None):
        fresh, versie = spoor.fresh(self.knelpunt)
        return KnelpuntForm(data, instance=fresh, initial={"versie": versie})

    def store(self, form):
        return knelpunten.change(self.knelpunt, form.values(), by=self.request.user, versie=form.cleaned_data["versie"])


class Stap(_Knelpuntpagina):
    """To another state: from a button at once, or with how it ended from the page of this address."""

    def load(self, pk, naar):
        super().load(pk)
        if naar not in Knelpuntstand.values:
            raise Http404
        self.naar, self.bij = naar, onze_pagina(self.request.GET.get("bij", ""))
        again = self.knelpunt.klaar and naar == Knelpuntstand.OPGEPAKT
        deed = OPNIEUW if again else DAAD[naar]
        self.titel, self.knop = VRAAG.get(naar, (deed, deed))
        self.bewaard = KLAAR_GEZET[naar]

    def mag(self, user):
        return user.has_perm(VERPLAATSEN, self.knelpunt)

    def form(self, data=None):
        return StapForm(data, naar=self.naar, initial={"versie": self.knelpunt.versie})

    def store(self, form):
        given = {"versie": form.cleaned_data["versie"], "afloop": form.cleaned_data.get("afloop", "")}
        moved = knelpunten.move(self.knelpunt, self.naar, by=self.request.user, **given)
        return f"{self.bij}#knelpunt-{moved.pk}" if self.bij else moved.get_absolute_url()
