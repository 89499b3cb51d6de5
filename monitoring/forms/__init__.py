"""The choices a reader makes on a dashboard; they live in the address."""

from __future__ import annotations

import datetime

from django import forms

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Partij
from monitoring.keuze import Keuze

ALLE_KEUZES = ("corporatie", "tm", "op")


class KeuzeForm(forms.Form):
    """An unknown value gives a message beside the field; the page then shows what it shows without it.

    `velden` are what can be chosen on this page: a figure of the city has no corporation, a summary only a day.
    """

    corporatie = forms.ModelChoiceField(
        Partij.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="alle corporaties samen",
        error_messages={"invalid_choice": "Deze corporatie kennen we niet. U ziet nu alle corporaties samen."},
    )
    tm = forms.TypedChoiceField(
        label="tot en met",
        required=False,
        coerce=Halfjaar.parse,
        empty_value=None,
        error_messages={"invalid_choice": "Dit halfjaar kennen we niet. U ziet nu alle halfjaren."},
    )

    op = forms.DateField(
        label="zoals bekend op",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": "Schrijf de dag als 2027-03-01. U ziet nu de cijfers van vandaag."},
    )

    def __init__(self, *args, today: datetime.date, velden: tuple[str, ...] = ALLE_KEUZES, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["corporatie"].queryset = Partij.objects.corporaties()
        last = min(max(Halfjaar.of(today), EERSTE), LAATSTE)
        halfjaren = reversed(Halfjaar.range(EERSTE, last))
        self.fields["tm"].choices = [("", "het nieuwste halfjaar"), *((str(h), h.voluit) for h in halfjaren)]
        for name in set(ALLE_KEUZES) - set(velden):
            del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "op" else "form-select"
        self.fields["op"].widget.attrs |= {"min": EERSTE.begin.isoformat(), "max": today.isoformat()}

    def clean_op(self):
        """A day between the start of the agreements and today; today is the same as now."""
        op = self.cleaned_data["op"]
        if op and op > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. U ziet nu de cijfers van vandaag.")
        if op and op < EERSTE.begin:
            raise forms.ValidationError("De afspraken begonnen op 1 januari 2026. U ziet nu de cijfers van vandaag.")
        return op if op != self.today else None

    def keuze(self) -> Keuze:
        """The choices that make sense; the others are left out, and the form says so."""
        self.is_valid()
        return Keuze(self.cleaned_data.get("corporatie"), self.cleaned_data.get("tm"), self.cleaned_data.get("op"))
