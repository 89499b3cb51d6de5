"""What is filled in beside an action: answers, milestones that come and go, people, and evidence."""

from __future__ import annotations

from django import forms


class AntwoordForm(forms.Form):
    tekst = forms.CharField(
        label="Uw antwoord",
        help_text="Iedereen die is ingelogd kan dit lezen. Wie de opmerking plaatste, krijgt een bericht.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Schrijf uw antwoord."},
    )
