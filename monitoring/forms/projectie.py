"""At which meeting an overview is projected: one of these days, one that begins now, or none."""

from __future__ import annotations

from django import forms

from acties.models import Overleg, Overlegvorm

ZONDER, NIEUW = "zonder", "nieuw-"


class BeginForm(forms.Form):
    """`overleggen` are the meetings that can be going on, newest first."""

    overleg = forms.ChoiceField(
        label="Bij welk overleg laat u dit zien?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een overleg, of kies ‘Zonder overleg’.",
            "invalid_choice": "Dit overleg is er niet meer. Kies een ander.",
        },
    )

    def __init__(self, data=None, *, overleggen: list[Overleg]):
        self.overleggen = {str(each.pk): each for each in overleggen}
        self.vormen = {f"{NIEUW}{vorm.code}": vorm for vorm in Overlegvorm.objects.filter(actief=True)}
        first = next(iter(self.overleggen), None) or next(iter(self.vormen), ZONDER)
        super().__init__(data, initial={"overleg": first})
        self.fields["overleg"].choices = [
            *((pk, str(each)) for pk, each in self.overleggen.items()),
            *((key, f"Een nieuw overleg dat nu begint: {vorm.naam}") for key, vorm in self.vormen.items()),
            (ZONDER, "Zonder overleg: u legt niets vast, bijvoorbeeld om te oefenen"),
        ]

    def gekozen_overleg(self) -> Overleg | None:
        return self.overleggen.get(self.cleaned_data["overleg"])

    def gekozen_vorm(self) -> Overlegvorm | None:
        """The kind of the meeting that begins now."""
        return self.vormen.get(self.cleaned_data["overleg"])
