"""Fields that several forms share: texts, days, names of figures, and the version that a user saw."""

from __future__ import annotations

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from acties.aandacht import INDICATOREN
from basis.models import Wijziging
from basis.tekens import regel, regels

EERSTE_DAG = datetime.date(2026, 1, 1)  # the agreements begin
KORT, LANG = 4000, 20_000  # signs
GROOTSTE = 2**63 - 1


class Tekst(forms.CharField):
    """A text of several lines. Line ends are kept in one way, so that a text that nobody changed stays equal."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, max_length=KORT, rows=3, **kwargs):
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def widget_attrs(self, widget):
        """Without `maxlength`: a browser would cut a text that is pasted without a word. We say how long it may be."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        return regels(super().to_python(value))


class Regel(forms.CharField):
    """A text of one line, also when several were pasted."""

    def to_python(self, value):
        return regel(super().to_python(value))


class Dag(forms.DateField):
    """A day from the beginning of the agreements until `laatste`."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, laatste: datetime.date, **kwargs):
        super().__init__(
            validators=[
                MinValueValidator(EERSTE_DAG, "Kies een datum vanaf 1 januari 2026: dan beginnen de afspraken."),
                MaxValueValidator(laatste, f"Kies een datum tot en met 31 december {laatste.year}."),
            ],
            **kwargs,
        )


class Cijfer(forms.ChoiceField):
    """One of the figures of the agreements, or none."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Cijfer",
            required=False,
            choices=lambda: [("", "geen cijfer"), *figures()],
            error_messages={"invalid_choice": "Dit cijfer kennen we niet: %(value)s. Kies er een uit de lijst."},
            **kwargs,
        )


def figures() -> list[tuple[str, str]]:
    """The figures of the agreements, by code, with their names."""
    return [(code, f"{code} {each.naam}") for code, each in sorted(INDICATOREN.items())]


class Formulier(forms.ModelForm):
    """A form of which a writer stores the values and checks what cannot be; the form does not do so by itself."""

    def _post_clean(self):
        """The row stays as it is stored. The writer says which rule is broken, at the field that can mend it."""

    def values(self) -> dict:
        """What was filled in, for the writer."""
        return {name: value for name, value in self.cleaned_data.items() if name != "versie"}


class MetVersie(forms.Form):
    """A form that changes something: `versie` is the newest line of the trail that the user saw (acties.spoor)."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=GROOTSTE)

    def intussen(self, wijzigingen: list[Wijziging]) -> None:
        """What others changed has been shown: keep all that was typed, and let saving again succeed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("versie")] = wijzigingen[-1].pk
