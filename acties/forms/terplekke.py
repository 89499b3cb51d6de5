"""What is typed on a slide during a meeting: a decision, an action point, or a status of an action."""

from __future__ import annotations

import re

from django import forms

from acties.forms.acties import StatusForm
from acties.forms.overleg import LAATSTE_BESLUIT, NieuwBesluitForm
from acties.forms.velden import Dag
from acties.models import Actie, Actiestatus, Overleg

_SLEUTEL = re.compile(r"[0-9a-f-]{16,40}\Z")


def sleutel(data) -> str:
    """The key of the form in which this was typed; nothing where it is none."""
    found = data.get("sleutel", "")
    return found if _SLEUTEL.match(found) else ""


class _Over(forms.Form):
    """A form about one action."""

    actie = forms.ModelChoiceField(
        label="Actie",
        queryset=Actie.objects.order_by("-jaar", "nummer"),
        empty_label="Kies een actie",
        error_messages={
            "required": "Kies bij welke actie dit hoort.",
            "invalid_choice": "Deze actie is er niet meer. Kies een andere.",
        },
    )

    def values(self) -> dict:
        return self.cleaned_data


class ActiepuntForm(_Over):
    """Something to do, by when: it becomes a milestone of an action."""

    naam = forms.CharField(
        label="Wat gaan we doen?",
        max_length=150,
        error_messages={
            "required": "Schrijf op wat er gaat gebeuren.",
            "max_length": "Schrijf het in hooguit 150 tekens; nu zijn het er %(show_value)s.",
        },
    )
    gepland_op = Dag(
        label="Uiterlijk",
        laatste=LAATSTE_BESLUIT,
        error_messages={"required": "Vul in wanneer dit uiterlijk klaar is."},
    )


class AfgesprokenStatusForm(_Over, StatusForm):
    """How an action stands, as the meeting agreed."""

    field_order = ["actie", "naar", "toelichting"]
    naar = forms.ChoiceField(
        label="Nieuwe status",
        choices=[("", "Kies een status"), *Actiestatus.choices],  # none is chosen for who types
        error_messages={"required": "Kies hoe de actie er nu voor staat, ook als dat hetzelfde is."},
    )


def formulieren(overleg: Overleg, data=None) -> dict[str, forms.Form]:
    """One form per kind of thing that can be typed; of what was sent only that of its kind is looked at."""
    return {
        "besluit": NieuwBesluitForm(data, overleg=overleg, auto_id="besluit-%s"),
        "actiepunt": ActiepuntForm(data, auto_id="actiepunt-%s"),
        "status": AfgesprokenStatusForm(data, auto_id="status-%s"),
    }
