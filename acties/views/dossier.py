"""What stands beside an action: answers to remarks, milestones that come and go, people, and evidence."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from acties import status
from acties.dossier import bewijs, contact
from acties.dossier.opmerken import Beantwoord, answer
from acties.forms.dossier import AntwoordForm, BewijsForm, ContactForm, MijlpaalNieuwForm, WaaromForm
from acties.models import Actie, Bewijsstuk, Contactpersoon, Mijlpaal, Opmerking
from acties.views.bijwerken import MIJN_WERK, back, find_to_change
from acties.views.formulier import Formulierpagina


def antwoord(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark; what somebody else answered meanwhile is shown instead, and what was typed stays."""
    remark = get_object_or_404(Opmerking.objects.visible_to(request.user).select_related("actie"), pk=pk)
    if not request.user.has_perm("acties.answer_remark", remark.actie):
        raise Http404
    there = getattr(remark, "antwoord", None)
    form, code = AntwoordForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                answer(remark, by=request.user, tekst=form.cleaned_data["tekst"])
            except Beantwoord as conflict:
                there, code = conflict.antwoord, 409
            else:
                told = f"Uw antwoord staat onder de opmerking. {remark.door_partij} krijgt een bericht."
                messages.success(request, told)
                return back(request, remark.actie)
    context = {"opmerking": remark, "form": form, "er_is": there, "terug": request.GET.get("terug") == MIJN_WERK}
    return render(request, "acties/antwoord.html", context, status=code)


class _Formulier(Formulierpagina):
    """A small form beside an action; for who may not change the action nothing is there."""

    template_name = "acties/formulier.html"
    form_class: type[forms.BaseForm] = WaaromForm

    def load(self, **kwargs):
        self.actie = self.find(**kwargs)

    def mag(self, user) -> bool:
        return True  # `find` finds nothing for who may not

    def find(self, jaar: int, nummer: int) -> Actie:
        return find_to_change(self.request, jaar, nummer)

    def find_beside(self, rows, pk: int) -> Actie:
        """The action of a row beside it, which is kept as `self.rij`."""
        self.rij = get_object_or_404(rows.select_related("actie"), pk=pk)
        return find_to_change(self.request, self.rij.actie.jaar, self.rij.actie.nummer)

    def form(self, data=None) -> forms.BaseForm:
        return self.form_class(data, None if data is None else self.request.FILES)

    def context(self) -> dict:
        return {"actie": self.actie, "titel": self.titel.format(self)}

    def store(self, form: forms.BaseForm) -> Actie:
        self.do(form)
        return self.actie


class MijlpaalToevoegen(_Formulier):
    titel, knop, bewaard = "Mijlpaal toevoegen", "Toevoegen", "De mijlpaal staat erbij."
    form_class = MijlpaalNieuwForm

    def do(self, form):
        status.add_milestone(self.actie, by=self.request.user, **form.cleaned_data)


class MijlpaalWeg(_Formulier):
    titel, knop = "Mijlpaal ‘{0.rij.naam}’ laten vervallen", "Laten vervallen"
    bewaard = "De mijlpaal is vervallen. Waarom, staat op de tijdlijn."

    def find(self, pk):
        """Who was second hears what happened meanwhile, with the reason that they typed."""
        rows = Mijlpaal.objects.all() if self.request.method == "POST" else Mijlpaal.objects.open()
        return self.find_beside(rows, pk)

    def do(self, form):
        status.drop_milestone(self.rij, by=self.request.user, **form.cleaned_data)


class ContactToevoegen(_Formulier):
    titel, knop, bewaard = "Contactpersoon toevoegen", "Toevoegen", "De contactpersoon staat erbij."

    def form(self, data=None):
        return ContactForm(data, actie=self.actie, by=self.request.user)

    def do(self, form):
        contact.place_contact(self.actie, by=self.request.user, **form.cleaned_data)


class ContactWeg(_Formulier):
    titel, knop, bewaard = "{0.rij} weghalen", "Weghalen", "De contactpersoon is weggehaald."
    form_class = forms.Form

    def find(self, pk):
        actie = self.find_beside(Contactpersoon.objects.select_related("partij"), pk)
        if not self.request.user.has_perm("acties.remove_contact", self.rij):
            raise Http404
        return actie

    def do(self, form):
        contact.remove_contact(self.rij, by=self.request.user)


class BewijsToevoegen(_Formulier):
    titel, knop, bewaard = "Document of link toevoegen", "Toevoegen", "Het staat bij de actie."
    form_class = BewijsForm

    def do(self, form):
        titel, file = form.cleaned_data["titel"], form.cleaned_data["bestand"]
        if file:
            bewijs.add_file(self.actie, by=self.request.user, titel=titel, data=file[0], naam=file[1])
        else:
            bewijs.add_link(self.actie, by=self.request.user, titel=titel, link=form.cleaned_data["link"])


class BewijsWeg(_Formulier):
    titel, knop, bewaard = "‘{0.rij.titel}’ weghalen", "Weghalen", "Het is weggehaald."

    def find(self, pk):
        return self.find_beside(Bewijsstuk.objects.listed(), pk)

    def do(self, form):
        bewijs.take_away(self.rij, by=self.request.user, **form.cleaned_data)


@require_GET
def bestand(request: HttpRequest, pk: int) -> HttpResponse:
    """A file as it came, always as a download: whoever may see the action may have it."""
    rows = Bewijsstuk.objects.listed().exclude(bestand="").select_related("actie")
    found = get_object_or_404(rows.filter(actie__in=Actie.objects.visible_to(request.user)), pk=pk)
    try:
        file = found.bestand.open("rb")
    except OSError:
        messages.error(request, "Dit bestand staat niet meer in de opslag. Meld het bij de beheerder.")
        return redirect(found.actie)
    kind = bewijs.SOORTEN[found.soort]
    return FileResponse(file, as_attachment=True, filename=found.bestandsnaam, content_type=kind)
