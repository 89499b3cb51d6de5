"""The turn of the year, and what an action is: a new one, or another wording of one that runs."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from acties import jaarwisseling, spoor, wijzigen
from acties.forms.actie import ActieNieuwForm, ActieWijzigForm
from acties.forms.jaren import KeuzeForm, choice_forms, is_decided, mee_forms
from acties.models import Actie, Statusmelding
from acties.views.formulier import Formulierpagina

WIJZIGEN, JAARWISSELING = "acties.edit_actie", "acties.carry_over"
MEE = re.compile(r"a\d+-(planning|m\d+-(op|waarom|weg))")  # what was typed in the preview, kept on the way back


def with_last_word(acties: QuerySet[Actie]) -> list[Actie]:
    """These actions, each with what was last told of it; of thousands of notes only the newest is read."""
    told = Statusmelding.objects.filter(actie=OuterRef("pk"), bevestigt=False).order_by("-op", "-pk")
    found = acties.annotate(laatste=Subquery(told.values("toelichting")[:1]))
    return list(found.select_related("thema", "vervolg").order_by("nummer"))


class Jaarwisseling(View):
    """Every action of the year before with the choice what becomes of it; first seen, then stored together."""

    def dispatch(self, request, jaar):
        if not request.user.has_perm(JAARWISSELING):
            raise Http404
        try:
            jaarwisseling.check_year(jaar, timezone.localdate())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("acties:lijst")
        self.jaar = jaar
        self.acties = with_last_word(Actie.objects.visible_to(request.user).filter(jaar=jaar - 1))
        return super().dispatch(request, jaar)

    def get(self, request, jaar):
        return self._page(choice_forms(self.acties))

    def post(self, request, jaar):
        forms = choice_forms(self.acties, request.POST)
        if "terug" in request.POST:
            return self._page(forms)
        if not all([form.is_valid() for form in forms]):  # noqa: C419  each one tells what it misses
            return self._page(forms, 422)
        if not any(form.cleaned_data["keuze"] for form in forms):
            messages.info(request, "U koos nog niets. Kies bij een of meer acties wat ermee gebeurt.")
            return self._page(forms, 422)
        along = mee_forms(forms, jaar, request.POST)
        sent = {actie: form for actie, form in along.items() if form.is_bound}
        complete = all([form.is_valid() for form in sent.values()])  # noqa: C419  each one tells what it misses
        mee = sent if complete else {}
        decided = [found for form in forms if (found := form.beslissing(mee.get(form.actie)))]
        if "bewaren" in request.POST and complete:
            return self._store(request, forms, decided)
        return self._preview(forms, decided, along, 200 if complete else 422)

    def _preview(self, forms, decided, along, code: int):
        shown = [(each, along.get(each.actie)) for each in jaarwisseling.preview(decided, self.jaar)]
        context = {"jaar": self.jaar, "forms": forms, "voorbeelden": shown, "van": self.jaar - 1}
        return render(self.request, "acties/jaarwisseling_voorbeeld.html", context, status=code)

    def _store(self, request, forms: list[KeuzeForm], decided: list[jaarwisseling.Beslissing]):
        try:
            done = jaarwisseling.carry_over(decided, jaar=self.jaar, by=request.user)
        except jaarwisseling.Achterhaald as found:
            again = [
                form.renewed(found.redenen[form.actie.pk]) if form.actie.pk in found.redenen else form for form in forms
            ]
            return self._page(again, 409)
        messages.success(request, told(done, self.jaar))
        return redirect("acties:jaarwisseling", self.jaar)

    def _page(self, forms: list[KeuzeForm], code: int = 200):
        decided = [actie for actie in self.acties if is_decided(actie)]
        asked = {form.actie.pk for form in forms}
        fresh = [actie for actie in self.acties if not is_decided(actie) and actie.pk not in asked]
        shown = sorted([*forms, *choice_forms(fresh)], key=lambda form: form.actie.nummer)
        context = {"jaar": self.jaar, "forms": shown, "beslist": decided, "totaal": len(self.acties)}
        context["mee"] = [(name, value) for name, value in self.request.POST.items() if MEE.fullmatch(name)]
        context["achterhaald"] = any(form.achterhaald for form in forms)
        context["onvolledig"] = code == 422 and any(form.errors for form in forms)
        return render(self.request, "acties/jaarwisseling.html", context, status=code)


def told(done: jaarwisseling.Besloten, jaar: int) -> str:
    """What was stored, in a sentence."""
    carried, closed = len(done.doorgezet), len(done.afgesloten)
    if not carried and not closed:
        return "Er is niets veranderd: dit was al zo besloten."
    parts = []
    if carried:
        parts.append(f"{carried} {'actie' if carried == 1 else 'acties'} doorgezet naar {jaar}")
    if closed:
        parts.append(f"{closed} {'actie' if closed == 1 else 'acties'} afgesloten")
    return f"Bewaard: {' en '.join(parts)}."


class ActieNieuw(Formulierpagina):
    template_name, recht = "acties/actie_formulier.html", WIJZIGEN
    titel, knop, bewaard = "Nieuwe actie", "Actie toevoegen", "De actie staat erbij."

    def form(self, data=None):
        today, asked = timezone.localdate(), self.request.GET.get("jaar", "")
        return ActieNieuwForm(data, vandaag=today, jaar=int(asked) if re.fullmatch("[0-9]{4}", asked) else 0)

    def store(self, form):
        filled = form.cleaned_data
        where = {"jaar": filled["jaar"], "nummer": filled["nummer"]}
        return wijzigen.create(form.values(), by=self.request.user, waarom=filled["waarom"], **where)


class ActieWijzigen(Formulierpagina):
    template_name, recht = "acties/actie_formulier.html", WIJZIGEN
    titel, knop, bewaard = "Actie wijzigen", "Bewaren", "De actie is bewaard."

    def load(self, jaar, nummer):
        rows = Actie.objects.visible_to(self.request.user).select_related("vervolg")
        self.actie = get_object_or_404(rows, jaar=jaar, nummer=nummer)

    def form(self, data=None):
        fresh, versie = spoor.fresh(self.actie)
        return ActieWijzigForm(data, instance=fresh, initial={"versie": versie})

    def store(self, form):
        filled = form.cleaned_data
        extra = {"versie": filled["versie"], "waarom": filled["waarom"]}
        return wijzigen.change(self.actie, form.values(), by=self.request.user, **extra)

    def context(self):
        return {"actie": self.actie, "terug": self.actie.get_absolute_url()}
