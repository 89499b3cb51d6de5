"""The day since which one looks, and the note at work that runs anyway."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django import forms
from django.utils import timezone

from acties.forms.acties import TUSSEN
from acties.models import Overleg

HALF_JAAR = datetime.timedelta(weeks=26)


class SindsForm(forms.Form):
    """Since which day: without one, or with one that cannot be, since the last meeting (`overleggen`, that first), or
    else half a year ago."""

    sinds = forms.DateField(
        label="Sinds",
        validators=TUSSEN,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen dag. Kies een dag, zoals 30-06-2026."},
    )

    def __init__(self, data, overleggen: Sequence[Overleg]):
        self.overleggen = overleggen
        self.gewoonlijk = overleggen[0].datum if overleggen else timezone.localdate() - HALF_JAAR
        super().__init__(data if data.get("sinds") else {"sinds": self.gewoonlijk})

    def clean_sinds(self):
        day = self.cleaned_data["sinds"]
        if day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die al is geweest.")
        return day

    def dag(self) -> datetime.date:
        return self.cleaned_data["sinds"] if self.is_valid() else self.gewoonlijk

    def waarom(self) -> str:
        """Where the day comes from, for after the day in a sentence."""
        if met := [overleg.naam for overleg in self.overleggen if overleg.datum == self.dag()]:
            return f"de dag van het vorige overleg: {met[0]}"
        return "een halfjaar geleden" if self.dag() == timezone.localdate() - HALF_JAAR else "de dag die u koos"


class NotitieForm(forms.Form):
    """A note; `gezien` is the one that the user saw."""

    noot = forms.CharField(
        label="Notitie",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een notitie mag, en hoeft niet. Leeg haalt de notitie weg.",
    )
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self):
        cleaned = super().clean()
        for name in ("noot", "gezien"):  # a browser sends other line ends than were stored
            cleaned[name] = cleaned.get(name, "").replace("\r\n", "\n")
        return cleaned
