"""Forms of a meeting: when and where, its agenda, its minutes, and what was decided."""

from __future__ import annotations

import datetime
import json
import re

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from acties.forms.velden import LANG, Cijfer, Dag, Formulier, MetVersie, Regel, Tekst
from acties.models import (
    Aanwezigheid,
    Actie,
    Agendapunt,
    Besluit,
    Besluitstatus,
    Deelname,
    Knelpunt,
    Overleg,
    Overlegvorm,
)
from acties.overleg import agenda, besluiten, verslagleggen
from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.kenmerk import kenmerk
from basis.models import Gebruiker, Partij

VAK = re.compile(r"(notulen|aanwezig|namen)-[0-9]{1,18}")  # a field of the minutes
VERDWENEN = {
    "notulen": "Dit punt is van de agenda gehaald.",
    "aanwezig": "Deze partij zit niet meer aan tafel.",
    "namen": "Deze partij zit niet meer aan tafel.",
}
LAATSTE_OVERLEG = datetime.date(2031, 12, 31)
LAATSTE_BESLUIT = datetime.date(2040, 12, 31)


def _klok() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(Formulier):
    """A new meeting."""

    datum = Dag(label="Datum", laatste=LAATSTE_OVERLEG, error_messages={"required": "Vul de datum in."})
    halfjaar = forms.TypedChoiceField(
        label="Over welk halfjaar",
        required=False,
        coerce=Halfjaar.parse,
        empty_value=None,
        choices=[
            ("", "het halfjaar waarin het overleg is"),
            *((str(half), f"{half.voluit} ({half})") for half in Halfjaar.range(EERSTE, LAATSTE)),
        ],
        error_messages={"invalid_choice": "Kies een halfjaar uit de lijst, van 2026-1 tot en met 2030-2."},
    )

    class Meta:
        model = Overleg
        fields = ["vorm", "titel", "datum", "begin", "einde", "plaats", "halfjaar"]
        field_classes = {"titel": Regel, "plaats": Regel}
        widgets = {"begin": _klok(), "einde": _klok()}
        error_messages = {
            "vorm": {"required": "Kies welk overleg het is."},
            "begin": {"required": "Vul in hoe laat het begint.", "invalid": "Vul een tijd in, zoals 13:30."},
            "einde": {"invalid": "Vul een tijd in, zoals 15:00."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "vorm" in self.fields:
            self.fields["vorm"].queryset = Overlegvorm.objects.filter(actief=True)
            self.fields["vorm"].empty_label = "Kies een overleg"

    def clean(self):
        cleaned = super().clean()
        begin, end, day = cleaned.get("begin"), cleaned.get("einde"), cleaned.get("datum")
        if begin and end and end <= begin:
            self.add_error("einde", "Het overleg eindigt voordat het begint. Kies een latere tijd.")
        if day and not cleaned.get("halfjaar"):
            cleaned["halfjaar"] = min(Halfjaar.of(day), LAATSTE)
        return cleaned


class OverlegForm(MetVersie, PlanForm):
    """Another date, another place, or what became of it."""

    reden = Tekst(
        label="Waarom gaat het niet door?", required=False, rows=2, help_text="Alleen nodig als het overleg vervalt."
    )

    class Meta(PlanForm.Meta):
        fields = ["titel", "datum", "begin", "einde", "plaats", "halfjaar", "voorstel", "status", "reden"]
        labels = {"status": "Stand", "voorstel": "De datum is nog een voorstel"}


class NieuwPuntForm(Formulier):
    """A new point of the agenda."""

    toelichting = Tekst(label="Toelichting", required=False, help_text="Wat is de vraag, en wat is er nodig?")
    knelpunt = Tekst(label="Knelpunt", required=False, rows=2)
    indicator = Cijfer()

    class Meta:
        model = Agendapunt
        fields = ["titel", "toelichting", "actie", "indicator", "besluit", "knelpunt"]
        field_classes = {"titel": Regel}
        error_messages = {"titel": {"required": "Geef het agendapunt een titel."}}

    def __init__(self, *args, overleg: Overleg, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actie"].empty_label = "geen actie"
        self.fields["actie"].queryset = Actie.objects.choosable(self.instance.actie_id)
        earlier = Besluit.objects.filter(overleg__datum__lt=overleg.datum).order_by("-pk")
        self.fields["besluit"].queryset = earlier
        self.fields["besluit"].empty_label = "geen eerder besluit"


class PuntForm(MetVersie, NieuwPuntForm):
    """Another title, another question, or what it is about. `bij` is the meeting, for a point that is gone."""

    bij = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self):
        return {name: value for name, value in super().values().items() if name != "bij"}


class NieuwBesluitForm(Formulier):
    """What was decided, about what, who does it and by when."""

    wat = Tekst(label="Wat is besloten?", error_messages={"required": "Schrijf op wat er is besloten."})
    waarom = Tekst(label="Waarom?", required=False, rows=2)
    indicator = Cijfer()
    uiterlijk = Dag(
        label="Uiterlijk",
        laatste=LAATSTE_BESLUIT,
        help_text="Wanneer is het klaar?",
        error_messages={"required": "Vul in wanneer dit uiterlijk klaar is."},
    )

    class Meta:
        model = Besluit
        fields = [
            "wat",
            "waarom",
            "actie",
            "indicator",
            "thema",
            "hele_overleg",
            "knelpunt",
            "partij",
            "wie",
            "uiterlijk",
            "punt",
        ]
        help_texts = {
            "actie": besluiten.GAAT_OVER,
            "thema": "Leeg: het thema van de actie of het cijfer.",
            "knelpunt": "Niet nodig. Het besluit staat dan ook op de pagina daarvan.",
            "wie": "Niet nodig. Kies iemand van de partij die het doet.",
        }
        error_messages = {"partij": {"required": "Kies welke partij dit doet."}}

    def __init__(self, *args, overleg: Overleg, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance
        self.fields["actie"].queryset = Actie.objects.choosable(self.instance.actie_id)
        self.fields["knelpunt"].queryset = (
            Knelpunt.objects.open() | Knelpunt.objects.filter(pk=chosen.knelpunt_id or 0)
        ).order_by("titel")
        self.fields["punt"].queryset = agenda.op_agenda(overleg)
        self.fields["punt"].label_from_instance = lambda punt: punt.titel
        self.fields["partij"].queryset = (
            Partij.objects.filter(actief=True) | Partij.objects.filter(pk=chosen.partij_id or 0)
        ).distinct()
        people = Gebruiker.objects.filter(is_active=True) | Gebruiker.objects.filter(pk=chosen.wie_id or 0)
        self.fields["wie"].queryset = people.select_related("partij")
        self.fields["wie"].label_from_instance = lambda user: f"{user} ({user.partij})"
        for name, label in [("actie", "geen actie"), ("thema", "geen thema"),
                            ("knelpunt", "geen knelpunt of kans"), ("punt", "geen agendapunt"),
                            ("partij", "Kies een partij"), ("wie", "niemand in het bijzonder")]:  # fmt: skip
            self.fields[name].empty_label = label
        if chosen.wie_naam and not chosen.wie_id:
            self.fields["wie"].help_text = f"Was: {chosen.wie_naam}. Dat account is er niet meer; de naam blijft staan."


class BesluitForm(MetVersie, NieuwBesluitForm):
    """Other words, somebody else who does it, or another day."""


class UitkomstForm(MetVersie, Formulier):
    """What came of a decision."""

    status = forms.ChoiceField(
        label="Hoe staat het ervoor?",
        choices=Besluitstatus,
        error_messages={"invalid_choice": "Kies hoe het besluit ervoor staat."},
    )
    uitkomst = Tekst(
        label="Wat kwam ervan?",
        required=False,
        help_text="Bij uitgevoerd: wat leverde het op? Bij vervallen: waarom?",
    )
    afgerond_op = Dag(
        label="Klaar op", required=False, laatste=LAATSTE_BESLUIT, help_text="Leeg zolang het besluit open is."
    )

    class Meta:
        model = Besluit
        fields = ["status", "uitkomst", "afgerond_op"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") not in (None, Besluitstatus.OPEN) and "afgerond_op" in cleaned:
            cleaned["afgerond_op"] = cleaned["afgerond_op"] or timezone.localdate()
        return cleaned


class VerslagForm(forms.Form):
    """Attendance and minutes of a whole meeting. `gezien` remembers of each field what stood there.

    `verdwenen` are the fields that were filled in at what is no longer there: a point that went off the agenda, a party
    that no longer sits at the table. They come back with what was typed, until it is moved or emptied.
    """

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)

    def __init__(self, data=None, *, overleg: Overleg):
        self.vakken = verslagleggen.vakken(overleg)
        seen = {name: kenmerk(vak.waarde) for name, vak in self.vakken.items()}
        super().__init__(
            data, initial={"gezien": json.dumps(seen), **{name: vak.waarde for name, vak in self.vakken.items()}}
        )
        for name, vak in self.vakken.items():
            self.fields[name] = _veld(vak)
        self.verdwenen = list(self._filled_in_elsewhere())
        for name in self.verdwenen:
            self.fields[name] = _verdwenen_veld(name, overleg)

    def _filled_in_elsewhere(self):
        """The names of the fields that are no longer there, with something else in it than the user found there."""
        seen, as_text = self.seen(), Tekst(required=False).to_python
        for name in self.data:
            if VAK.fullmatch(name) and name not in self.vakken:
                text = as_text(self.data[name])
                if text and kenmerk(text) != seen.get(name):
                    yield name

    def typed(self) -> dict[str, str]:
        """What was filled in. A field that the page did not show yet counts as left alone."""
        names = [*self.vakken, *self.verdwenen]
        return {name: self.cleaned_data[name] for name in names if self.add_prefix(name) in self.data}

    def seen(self) -> dict[str, str]:
        try:
            found = json.loads(self.data.get("gezien", ""))
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def bots(self, both: verslagleggen.Botsing) -> None:
        """Others were first: keep what was typed, say what stands there, and let saving again succeed."""
        seen = {**self.seen(), **{name: kenmerk(text) for name, text in both.nu.items()}}
        self.data = self.data.copy()
        self.data["gezien"] = json.dumps(seen)
        for name, text in both.nu.items():
            shown = text or "(leeg)"
            self.add_error(name, f"Iemand anders schreef hier intussen: ‘{shown}’. Wat u typte staat er nog.")
        for name in both.weg:
            self.add_error(name, f"{VERDWENEN[name.partition('-')[0]]} Wat u typte staat er nog: zet het ergens anders "
                                 "neer en maak dit vak leeg.")  # fmt: skip

    def verdwenen_velden(self):
        return [self[name] for name in self.verdwenen]

    def rijen(self):
        """Attendance: each party with its two fields."""
        parties = [vak.rij.partij for vak in self.vakken.values() if vak.veld == "aanwezig"]
        return [(partij, self[f"aanwezig-{partij.pk}"], self[f"namen-{partij.pk}"]) for partij in parties]

    def punten(self):
        """Each point of the agenda with its field."""
        return [(vak.rij, self[name]) for name, vak in self.vakken.items() if isinstance(vak.rij, Agendapunt)]


def _verdwenen_veld(name: str, overleg: Overleg) -> forms.Field:
    kind, _, number = name.partition("-")
    rows = overleg.punten if kind == "notulen" else Partij.objects
    found = rows.filter(pk=number).first()
    label = (found.titel if kind == "notulen" else f"{found}: {kind}") if found else "Niet meer op de agenda"
    return Tekst(label=label, required=False, max_length=LANG, rows=4)


def _veld(vak: verslagleggen.Vak) -> forms.Field:
    if vak.veld == "aanwezig":
        choices = [("", "niet genoteerd"), *Aanwezigheid.choices]
        return forms.ChoiceField(label=_bij(vak, "Aanwezig"), required=False, choices=choices)
    if isinstance(vak.rij, Deelname):
        return Regel(label=_bij(vak, "Namen"), required=False, max_length=500)
    if isinstance(vak.rij, Agendapunt):
        return Tekst(label=f"Verslag bij {vak.rij.titel}", required=False, max_length=LANG, rows=4)
    return Regel(label="Wie waren er nog meer?", required=False, max_length=500)


def _bij(vak: verslagleggen.Vak, label: str) -> str:
    """A label for who does not see that the party stands beside it too."""
    return format_html('<span class="visually-hidden">{}: </span>{}', vak.rij.partij, label)
