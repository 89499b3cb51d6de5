"""What is filled in about the actions at the turn of the year, by hand or beside a document."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone

from acties.doorzetten import Meegenomen, Nieuwedag, planning_in, proposal
from acties.forms.actie import LAATSTE_DAG
from acties.forms.velden import GROOTSTE, Dag, Tekst
from acties.jaarwisseling import Beslissing, Bestemming
from acties.models import AF, Actie, Mijlpaal


class KeuzeForm(forms.Form):
    """What becomes of one action. `versie` is what the user saw; an action that was decided about has no form."""

    keuze = forms.ChoiceField(
        label="Wat gebeurt ermee?",
        required=False,
        choices=[("", "nog niet beslist"), *Bestemming.choices],
        error_messages={"invalid_choice": "Kies doorzetten, afgerond of vervallen."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    waarom = Tekst(
        label="Waarom, of wat leverde het op?",
        required=False,
        max_length=2000,
        rows=2,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=GROOTSTE)

    def __init__(self, data=None, *, actie: Actie):
        first = {"versie": actie.versie, "keuze": ""}
        super().__init__(data, prefix=f"a{actie.pk}", initial=first)
        self.actie, self.achterhaald = actie, ""
        self.fields["waarom"].widget.attrs["class"] = "form-control"
        for name in ("keuze", "waarom"):
            self.fields[name].label += f" (actie {actie.nummer})"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("keuze") == Bestemming.VERVALLEN and not cleaned.get("waarom"):
            self.add_error("waarom", "Vertel kort waarom deze actie vervalt.")
        return cleaned

    def beslissing(self, mee: MeeForm | None = None) -> Beslissing | None:
        """What was decided, with what goes along; nothing when it was left open."""
        choice, waarom, versie = (self.cleaned_data[name] for name in ("keuze", "waarom", "versie"))
        along = {"mee": mee.meegenomen()} if mee else {}
        return Beslissing(self.actie, choice, waarom, versie, **along) if choice else None

    def renewed(self, reason: str) -> KeuzeForm:
        """The same form over the action of now, with what was typed and what happened meanwhile."""
        now, data = Actie.objects.get(pk=self.actie.pk), self.data.copy()
        data[self.add_prefix("versie")] = now.versie
        again = KeuzeForm(data, actie=now)
        again.achterhaald = reason
        return again


def choice_forms(acties: list[Actie], data=None) -> list[KeuzeForm]:
    """A form per action that is still to be decided; of what was sent, for those that were on the page."""
    if data is None:
        return [KeuzeForm(actie=actie) for actie in acties if not is_decided(actie)]
    return [KeuzeForm(data, actie=actie) for actie in acties if f"a{actie.pk}-versie" in data]


def is_decided(actie: Actie) -> bool:
    return bool(actie.doorgezet) or actie.status in AF


class MeeForm(forms.Form):
    """What an action takes along into `jaar`: its planning, and for each open milestone a new day and why, or that it
    is dropped. What is proposed can be changed."""

    planning = forms.CharField(
        label="Planning", max_length=80, error_messages={"required": "Vertel wanneer de actie loopt."}
    )

    def __init__(self, data=None, *, actie: Actie, jaar: int, mijlpalen: list[Mijlpaal]):
        found = planning_in(actie.planning, actie.jaar, jaar)
        super().__init__(data, prefix=f"a{actie.pk}", initial={"planning": found})
        self.actie, self.mijlpalen = actie, mijlpalen
        for mijlpaal in self.mijlpalen:
            self._ask(mijlpaal, jaar)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-check-input" if name.endswith("weg") else "form-control"

    def _ask(self, mijlpaal: Mijlpaal, jaar: int) -> None:
        day, why, gone = _names(mijlpaal)
        ours = proposal(mijlpaal, jaar)
        self.fields[day] = Dag(label="Nieuwe datum", laatste=LAATSTE_DAG, required=False, initial=ours.op)
        self.fields[why] = forms.CharField(label="Waarom?", max_length=500, required=False, initial=ours.waarom)
        self.fields[gone] = forms.BooleanField(label="Vervalt", required=False)

    def clean(self):
        cleaned = super().clean()
        for mijlpaal in self.mijlpalen:
            day, why, gone = _names(mijlpaal)
            if not cleaned.get(gone) and not self.has_error(day):
                self._check_day(day, cleaned.get(day))
            if not cleaned.get(why) and (cleaned.get(gone) or cleaned.get(day) != mijlpaal.gepland_op):
                self.add_error(why, "Vertel kort waarom.")
        return cleaned

    def _check_day(self, name: str, day: datetime.date | None) -> None:
        if day is None:
            self.add_error(name, "Kies een nieuwe datum, of laat de mijlpaal vervallen.")
        elif day < timezone.localdate():
            self.add_error(name, "Deze dag is al geweest. Kies een dag die nog komt.")

    def blokken(self) -> list[tuple]:
        """Each milestone with its three fields."""
        return [(mijlpaal, *(self[name] for name in _names(mijlpaal))) for mijlpaal in self.mijlpalen]

    def meegenomen(self) -> Meegenomen:
        filled, days = self.cleaned_data, {}
        for mijlpaal in self.mijlpalen:
            day, why, gone = _names(mijlpaal)
            days[mijlpaal.pk] = Nieuwedag(None if filled[gone] else filled[day], filled[why])
        return Meegenomen(filled["planning"], days)


def _names(mijlpaal: Mijlpaal) -> tuple[str, str, str]:
    return f"m{mijlpaal.pk}-op", f"m{mijlpaal.pk}-waarom", f"m{mijlpaal.pk}-weg"


def mee_forms(keuzes: list[KeuzeForm], jaar: int, data) -> dict[Actie, MeeForm]:
    """What goes along with each action that is carried on: as it was sent, or as we propose it."""
    found = [form.actie for form in keuzes if form.cleaned_data["keuze"] == Bestemming.DOORZETTEN]
    sent = {actie: data if f"a{actie.pk}-planning" in data else None for actie in found}
    of = {actie.pk: [] for actie in found}
    for mijlpaal in Mijlpaal.objects.open().filter(actie__in=found):
        of[mijlpaal.actie_id].append(mijlpaal)
    return {actie: MeeForm(sent[actie], actie=actie, jaar=jaar, mijlpalen=of[actie.pk]) for actie in found}


class VervolgForm(forms.Form):
    """Whether a new action of the document carries on one of the year before; `vrij` are those, by row number."""

    van = forms.ChoiceField(
        label="Is dit een vervolg?",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Deze actie is intussen al doorgezet. Kies een andere, of ‘nieuw’."},
    )

    def __init__(self, data=None, *, nummer: int, vrij: dict[str, Actie], voorstel: int | None):
        super().__init__(data, prefix=f"v{nummer}", initial={"van": voorstel or ""})
        self.nummer, self.vrij = nummer, vrij
        named = [(pk, f"actie {actie.nummer} van {actie.jaar}: {actie.titel}") for pk, actie in vrij.items()]
        self.fields["van"].choices = [("", "nee, deze actie is nieuw"), *named]
        self.fields["van"].label += f" (actie {nummer})"

    def clean_van(self) -> Actie | None:
        return self.vrij.get(self.cleaned_data["van"])


class Vervolgvraag:
    """All that a document of a new year asks about the year before (`before`): what carries on what, and what becomes
    of the actions that are not in it. `fouten` are about more than one of these."""

    def __init__(self, before: list[Actie], nieuw: list[int], voorstel: dict[int, int], data=None):
        vrij = {str(actie.pk): actie for actie in before if not actie.doorgezet}
        self.vervolg = [
            VervolgForm(data, nummer=nummer, vrij=vrij, voorstel=voorstel.get(nummer)) for nummer in nieuw if vrij
        ]
        rest = [actie for actie in before if data is not None or actie.pk not in voorstel.values()]
        self.keuzes = choice_forms(rest, data)
        self.fouten: list[str] = []

    def bij(self, nummer: int) -> VervolgForm | None:
        """The question at one new action of the document."""
        return next((form for form in self.vervolg if form.nummer == nummer), None)

    def is_valid(self) -> bool:
        if not all([form.is_valid() for form in (*self.vervolg, *self.keuzes)]):  # noqa: C419  each tells what it misses
            return False
        chosen = [form.cleaned_data["van"] for form in self.vervolg if form.cleaned_data["van"]]
        twice = {actie.nummer for actie in chosen if chosen.count(actie) > 1}
        decided = {form.actie for form in self.keuzes if form.cleaned_data["keuze"]}
        self.fouten = [
            f"Actie {nummer} kan maar één vervolg hebben. Kies bij de andere ‘nieuw’." for nummer in sorted(twice)
        ]
        self.fouten += [
            f"Actie {actie.nummer} gaat al verder in het document. Laat de keuze onderaan dan open."
            for actie in dict.fromkeys(chosen)
            if actie in decided
        ]
        return not self.fouten

    def antwoord(self) -> dict:
        """What `importeren.store_year` takes."""
        vervolg = {form.nummer: form.cleaned_data["van"] for form in self.vervolg if form.cleaned_data["van"]}
        return {"vervolg": vervolg, "beslissingen": [found for form in self.keuzes if (found := form.beslissing())]}

    def renew(self, redenen: dict[int, str]) -> None:
        """Show what happened meanwhile, over the actions of now."""
        self.keuzes = [
            form.renewed(redenen[form.actie.pk]) if form.actie.pk in redenen else form for form in self.keuzes
        ]
