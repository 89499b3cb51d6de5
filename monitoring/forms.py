"""The choices a reader makes on a dashboard (they live in the address), and the introduction of the yearly overview."""

from __future__ import annotations

import datetime

from django import forms

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Partij
from monitoring.keuze import Keuze
from monitoring.models import Jaaroverzicht


class KeuzeForm(forms.Form):
    """An unknown value gives a message beside the field; the page then shows what it shows without it.

    Without `per_corporatie` there is no corporation to choose: the figure is of the city.
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

    def __init__(self, *args, today: datetime.date, per_corporatie: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if per_corporatie:
            self.fields["corporatie"].queryset = Partij.objects.corporaties()
        else:
            del self.fields["corporatie"]
        last = min(max(Halfjaar.of(today), EERSTE), LAATSTE)
        halfjaren = reversed(Halfjaar.range(EERSTE, last))
        self.fields["tm"].choices = [("", "het nieuwste halfjaar"), *((str(h), h.voluit) for h in halfjaren)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def keuze(self) -> Keuze:
        """The choices that make sense; the others are left out, and the form says so."""
        self.is_valid()
        return Keuze(self.cleaned_data.get("corporatie"), self.cleaned_data.get("tm"))


class InleidingForm(forms.ModelForm):
    class Meta:
        model = Jaaroverzicht
        fields = ["inleiding"]
        widgets = {"inleiding": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"inleiding": "Staat onder de titel op de eerste pagina. Twee of drie zinnen lezen het prettigst."}
