"""At which meeting an overview is projected, and what: a frozen version, or the figures of now."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Overleg, Overlegvorm
from monitoring.models import Vastlegging

ZONDER, NIEUW, NU = "zonder", "nieuw-", "nu"


def _voluit(row: Vastlegging) -> str:
    return f"Versie {row.versie}, vastgelegd op {date_format(timezone.localtime(row.op), 'j F Y')}"


class BeginForm(forms.Form):
    """`overleggen` are the meetings that can be going on, newest first; `versies` what may be shown beside now."""

    versie = forms.ChoiceField(
        label="Wat laat u zien?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een vastgelegde versie of de cijfers van nu.",
            "invalid_choice": "Deze versie is er niet. Kies een andere.",
        },
    )
    overleg = forms.ChoiceField(
        label="Bij welk overleg laat u dit zien?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een overleg, of kies ‘Zonder overleg’.",
            "invalid_choice": "Dit overleg is er niet meer. Kies een ander.",
        },
    )

    def __init__(self, data=None, *, overleggen: list[Overleg], versies: list[Vastlegging]):
        self.overleggen = {str(each.pk): each for each in overleggen}
        self.vormen = {f"{NIEUW}{vorm.code}": vorm for vorm in Overlegvorm.objects.filter(actief=True)}
        first = next(iter(self.overleggen), None) or next(iter(self.vormen), ZONDER)
        super().__init__(data, initial={"overleg": first, "versie": versies[0].versie if versies else NU})
        self.fields["overleg"].choices = [
            *((pk, str(each)) for pk, each in self.overleggen.items()),
            *((key, f"Een nieuw overleg dat nu begint: {vorm.naam}") for key, vorm in self.vormen.items()),
            (ZONDER, "Zonder overleg: u legt niets vast, bijvoorbeeld om te oefenen"),
        ]

        if versies:
            self.fields["versie"].choices = [
                *((row.versie, _voluit(row)) for row in versies),
                (NU, "De cijfers van nu"),
            ]
        else:
            del self.fields["versie"]

    def gekozen_versie(self) -> int | None:
        """None where nothing was asked, or the figures of now were chosen."""
        asked = self.cleaned_data.get("versie", NU)
        return None if asked == NU else int(asked)

    def gekozen_overleg(self) -> Overleg | None:
        return self.overleggen.get(self.cleaned_data["overleg"])

    def gekozen_vorm(self) -> Overlegvorm | None:
        """The kind of the meeting that begins now."""
        return self.vormen.get(self.cleaned_data["overleg"])
