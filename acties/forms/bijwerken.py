"""The short form: how an action stands, which milestones were reached or move, and a note."""

from __future__ import annotations

from django import forms

from acties.dossier.samen import LANGST, NIEUWS, Invoer
from acties.forms.acties import MijlpaalForm, StatusForm
from acties.models import Actie, Actiestatus, Mijlpaal
from acties.status import note_needed

NIETS = "U veranderde nog niets. Klopt alles nog? Kies dan ‘Nog steeds actueel’."


class KortForm(StatusForm):
    """A status update in which the note may be left out when only milestones change."""

    def __init__(self, *args, actie: Actie, **kwargs):
        kwargs.setdefault("initial", {"naar": actie.status, "versie": actie.versie})
        super().__init__(*args, **kwargs)
        self.actie = actie
        self.fields["toelichting"].required = False
        self.fields["toelichting"].label = NIEUWS
        self.fields["toelichting"].help_text = "Een paar woorden is genoeg. Bij vervallen: waarom."

    def clean(self):
        cleaned = super().clean()
        told = any(cleaned.get(name, "").strip() for name in ("succes", "knelpunt"))
        if not cleaned.get("toelichting") and (told or cleaned.get("naar") != self.actie.status):
            self.add_error("toelichting", note_needed(cleaned.get("naar")))
        return cleaned


class RijForm(forms.Form):
    """One action on the screen on which many are updated. `was` and `versie` are what the user saw."""

    naar = forms.ChoiceField(
        label="Status",
        choices=Actiestatus,
        error_messages={"required": "Kies een status."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    toelichting = forms.CharField(
        label=NIEUWS,
        required=False,
        max_length=LANGST,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data=None, *, actie: Actie):
        first = {"naar": actie.status, "was": actie.status, "versie": actie.versie}
        super().__init__(data, prefix=f"a{actie.pk}", initial=first)
        self.actie = actie
        for name in ("naar", "toelichting"):
            self.fields[name].label += f" (actie {actie.nummer})"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("naar") != cleaned.get("was") and not cleaned.get("toelichting"):
            self.add_error("toelichting", note_needed(cleaned.get("naar")))
        if self.actie.doorgezet:
            goes_on = f"actie {self.actie.doorgezet.nummer} van {self.actie.doorgezet.jaar}"
            self.add_error("toelichting", f"Deze actie is intussen doorgezet. Schrijf het bij {goes_on}.")
        return cleaned

    def invoer(self) -> Invoer | None:
        """What is to be stored; nothing for a row in which nothing was filled in."""
        filled = self.cleaned_data
        if not filled["toelichting"]:
            return None
        seen = {"succes": "", "knelpunt": "", "versie": filled["versie"]}
        note = {"naar": filled["naar"], "toelichting": filled["toelichting"]}
        return Invoer(self.actie.pk, **note, **seen)


def milestone_forms(mijlpalen: list[Mijlpaal], data=None) -> list[MijlpaalForm]:
    """A form for each milestone; of what was sent, for those that were on the page."""
    forms_ = [MijlpaalForm(data, instance=mijlpaal, prefix=f"m{mijlpaal.pk}") for mijlpaal in mijlpalen]
    return [form for form in forms_ if data is None or form.add_prefix("gezien") in data]


def lost_forms(actie: Actie, there: list[MijlpaalForm], data) -> list[MijlpaalForm]:
    """The milestones that were filled in and are no longer to be changed: their forms, to show what was typed."""
    shown = {form.instance.pk for form in there}
    gone = [form for form in milestone_forms(list(actie.mijlpalen.all()), data) if form.instance.pk not in shown]
    return [form for form in gone if form["waarom"].value() or form["gezien"].value() != _typed_dates(form)]


def _typed_dates(form: MijlpaalForm) -> str:
    return f"{form['gepland_op'].value() or ''}/{form['gehaald_op'].value() or ''}"


def note_of(kort: KortForm, mijlpalen: list[MijlpaalForm]) -> str:
    """What was typed, or else what was done to the milestones; nothing when nothing was filled in.

    Raises ValidationError for a form in which nothing was filled in.
    """
    if kort.cleaned_data["toelichting"]:
        return kort.cleaned_data["toelichting"]
    done = [form for form in mijlpalen if form.is_filled_in()]
    if not done:
        raise forms.ValidationError(NIETS)
    return " ".join(_told(form) for form in done)


def _told(form: MijlpaalForm) -> str:
    name = form.instance.naam
    return f"Mijlpaal ‘{name}’ is gehaald." if form.cleaned_data["gehaald_op"] else f"Mijlpaal ‘{name}’ is bijgewerkt."
