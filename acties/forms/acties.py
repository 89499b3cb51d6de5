import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Actie, Actiestatus, Mijlpaal, Opmerking
from acties.status import NOOT_NODIG, note_needed

TUSSEN = [
    MinValueValidator(
        datetime.date(2026, 1, 1), "Kies een datum vanaf 1 januari 2026: op die dag begonnen de afspraken."
    ),
    MaxValueValidator(datetime.date(2040, 12, 31), "Kies een datum tot en met 31 december 2040."),
]


def _seen(mijlpaal: Mijlpaal) -> str:
    """The dates of a milestone as a form remembers them: '2026-06-30/' is planned and not reached."""
    return f"{mijlpaal.gepland_op}/{mijlpaal.gehaald_op or ''}"


class StatusForm(forms.Form):
    """A status update. `versie` is the version the user saw."""

    naar = forms.ChoiceField(label="Status", choices=Actiestatus, error_messages={"required": "Kies een status."})
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Hoe gaat het met de actie? Bij vervallen: waarom.",
        error_messages={"required": NOOT_NODIG},
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    succes = forms.CharField(
        label="Succes om te vieren",
        help_text="Wat is er gelukt? Dit komt op het overzicht te staan.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    knelpunt = forms.CharField(
        label="Knelpunt",
        help_text="Wat staat in de weg, en wie kan helpen?",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self):
        cleaned = super().clean()
        if self.has_error("toelichting", "required"):
            del self.errors["toelichting"]
            self.add_error("toelichting", note_needed(cleaned.get("naar")))
        return cleaned

    def is_filled_in(self, actie: Actie) -> bool:
        """Whether something was typed or chosen, also in a form that cannot be stored."""
        typed = any((self[name].value() or "").strip() for name in ("toelichting", "succes", "knelpunt"))
        return typed or self["naar"].value() != actie.status


class OpmerkingForm(forms.Form):
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies…"), *Opmerking.Soort.choices],
        error_messages={"required": "Kies een soort."},
    )
    tekst = forms.CharField(
        label="Opmerking",
        help_text="Iedereen die is ingelogd kan uw opmerking lezen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Schrijf uw opmerking."},
    )


class MijlpaalForm(forms.ModelForm):
    """The day on which a milestone was reached, or another date with the reason. `gezien` is what the user saw."""

    waarom = forms.CharField(
        label="Waarom verandert de datum?",
        required=False,
        max_length=500,
        help_text="Nodig als u de geplande datum verandert.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Mijlpaal
        fields = ["gepland_op", "gehaald_op"]
        help_texts = {"gehaald_op": "Leeg zolang de mijlpaal nog niet is gehaald."}
        error_messages = {"gepland_op": {"required": "Vul de geplande datum in."}}
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("gepland_op", "gehaald_op")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("gepland_op", "gehaald_op"):
            self.fields[name].validators += TUSSEN
        self.initial["gezien"] = _seen(self.instance)

    def clean_gehaald_op(self):
        reached = self.cleaned_data["gehaald_op"]
        if reached and reached > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die al is geweest.")
        return reached

    def clean(self):
        cleaned = super().clean()
        if "gezien" in self.changed_data and self.has_dates_to_store():
            self._tell_what_changed()
        elif "gepland_op" in self.changed_data and not cleaned.get("waarom", "").strip():
            self.add_error("waarom", "Vertel kort waarom de geplande datum verandert.")
        return cleaned

    def has_dates_to_store(self) -> bool:
        """Whether a date differs from what is stored; the same form sent twice has none the second time."""
        return bool({"gepland_op", "gehaald_op"} & set(self.changed_data))

    def is_filled_in(self) -> bool:
        """Whether a date differs from what the user saw."""
        dates = self.cleaned_data.get("gepland_op"), self.cleaned_data.get("gehaald_op")
        return self.cleaned_data["gezien"] != f"{dates[0]}/{dates[1] or ''}"

    def is_typed(self) -> bool:
        """Whether the user changed something here, also in a form that cannot be stored."""
        dates = self["gepland_op"].value(), self["gehaald_op"].value()
        return self["gezien"].value() != f"{dates[0]}/{dates[1] or ''}" or bool((self["waarom"].value() or "").strip())

    def to_store(self) -> dict:
        """What `status.store_milestone` takes."""
        return {name: self.cleaned_data[name] for name in ("gepland_op", "gehaald_op", "waarom")}

    def _tell_what_changed(self):
        """Another save was first: say what stands there now, keep what was typed, and let saving again succeed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("gezien")] = self.initial["gezien"]
        planned, reached = self.initial["gepland_op"], self.initial["gehaald_op"]
        done = f"gehaald op {date_format(reached, 'j F Y')}" if reached else "nog niet gehaald"
        self.add_error(
            None,
            f"Deze mijlpaal is intussen bijgewerkt: gepland op {date_format(planned, 'j F Y')}, {done}. "
            "Wat u invulde staat er nog. Kijk of het klopt en bewaar opnieuw.",
        )


class AfsprakenForm(forms.Form):
    """The document with the agreements, and the year of its actions."""

    bestand = forms.FileField(
        label="Document",
        help_text="Een PDF of een tekstbestand, hooguit 20 MB.",
        error_messages={"required": "Kies het document met de afspraken."},
    )
    jaar = forms.IntegerField(
        label="Jaar van de acties",
        min_value=2026,
        max_value=2035,
        initial=2026,
        localize=False,
        error_messages={"required": "Vul het jaar van de acties in."},
    )

    def clean_jaar(self):
        jaar, until = self.cleaned_data["jaar"], timezone.localdate().year + 1
        if jaar > until:
            raise forms.ValidationError(f"{jaar} is nog te ver weg. U kunt nu vooruit tot en met {until}.")
        return jaar

    def clean_bestand(self):
        file = self.cleaned_data["bestand"]
        if file.size > 20 << 20:
            raise forms.ValidationError("Het bestand is groter dan 20 MB. Kies een kleinere versie van het document.")
        return file


def jaren() -> list[tuple[int, str]]:
    """The years that have actions, newest first."""
    years = Actie.objects.order_by("-jaar").values_list("jaar", flat=True).distinct()
    return [(jaar, str(jaar)) for jaar in years]
