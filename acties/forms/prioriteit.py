"""What is filled in about a place on the list of priority neighbourhoods."""

from __future__ import annotations

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from acties.models import Prioriteitsgebied
from basis.models import Gebied

TUSSEN = [
    MinValueValidator(datetime.date(2020, 1, 1), "Kies een datum vanaf 1 januari 2020."),
    MaxValueValidator(datetime.date(2040, 12, 31), "Kies een datum tot en met 31 december 2040."),
]


def _dag() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PrioriteitForm(forms.ModelForm):
    """A place on the list: since when, why, and the joint approach with its partners."""

    class Meta:
        model = Prioriteitsgebied
        fields = ["gebied", "sinds", "waarom", "aanpak", "aanpak_sinds", "partners"]
        widgets = {
            "sinds": _dag(),
            "aanpak_sinds": _dag(),
            "waarom": forms.Textarea(attrs={"rows": 3}),
            "aanpak": forms.Textarea(attrs={"rows": 3}),
            "partners": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "gebied": "Staat het er niet bij? Maak eerst een eigen gebied bij Wijken.",
            "aanpak_sinds": "Leeg zolang er nog geen gezamenlijke aanpak is.",
        }
        error_messages = {
            "gebied": {"required": "Kies een gebied."},
            "sinds": {"required": "Vul in sinds wanneer het gebied op de lijst staat."},
            "waarom": {"required": "Vertel kort waarom dit gebied op de lijst staat."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sinds", "aanpak_sinds"):
            self.fields[name].validators += TUSSEN
        if self.instance.pk:
            del self.fields["gebied"]
        else:
            self.fields["gebied"].queryset = Gebied.objects.exclude(prioriteiten__in=Prioriteitsgebied.objects.listed())
            self.fields["gebied"].empty_label = "Kies een gebied"

    def clean(self):
        cleaned = super().clean()
        since, ended = cleaned.get("sinds"), self.instance.tot
        if since and ended and since > ended:
            self.add_error("sinds", "Deze dag ligt na de dag waarop het gebied van de lijst ging.")
        return cleaned


class VanDeLijstForm(forms.Form):
    tot = forms.DateField(
        label="Van de lijst sinds",
        widget=_dag(),
        validators=TUSSEN,
        error_messages={"required": "Vul in sinds wanneer het gebied van de lijst is."},
    )
    reden = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Vertel kort waarom het gebied van de lijst gaat."},
    )

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        if tot > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die al is geweest.")
        return tot
