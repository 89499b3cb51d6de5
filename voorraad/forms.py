import datetime
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from basis.halfjaar import Halfjaar, begonnen
from basis.models import Partij
from voorraad import termijnen
from voorraad.models import Bevinding, Levering, Status

EEN_JAAR = datetime.timedelta(days=366)
SOORTEN = (".xlsx", ".csv", ".zip")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LeveringForm(forms.Form):
    """A workbook, and the half-year it is about. The party is that of the user."""

    halfjaar = forms.ChoiceField(
        label="Halfjaar",
        error_messages={
            "required": "Kies over welk halfjaar deze cijfers gaan.",
            "invalid_choice": "Over dit halfjaar kunt u (nog) geen cijfers aanleveren. Kies er een uit de lijst.",
        },
    )
    bestand = forms.FileField(
        label="Ingevuld sjabloon",
        max_length=None,
        widget=forms.FileInput(attrs={"accept": f"{','.join(SOORTEN)},{XLSX}"}),
        error_messages={
            "required": "Kies het bestand dat u wilt aanleveren.",
            "missing": "Kies het bestand dat u wilt aanleveren.",
            "invalid": "Het bestand kwam niet goed over. Kies het nog een keer.",
            "empty": "Dit bestand is leeg (0 bytes). Sla het op in Excel en kies het nog een keer.",
        },
    )

    def __init__(self, *args, partij, **kwargs):
        super().__init__(*args, **kwargs)
        self.partij = partij
        choices = begonnen(timezone.localdate())
        self.fields["halfjaar"].choices = [(str(half), f"{half.voluit} ({half})") for half in choices]
        self.fields[
            "bestand"
        ].help_text = (
            f"Een Excelbestand (.xlsx), een CSV per blad of een zip met CSV’s, van hooguit {settings.MAX_UPLOAD_MB} MB."
        )
        self.initial.setdefault("halfjaar", str(self._first_missing(choices)))

    def _first_missing(self, choices: list[Halfjaar]) -> Halfjaar:
        done = Levering.objects.filter(partij=self.partij, status__in=[Status.INGEDIEND, Status.VASTGESTELD])
        missing = set(choices) - set(done.values_list("halfjaar", flat=True))
        return min(missing) if missing else choices[0]

    def clean_halfjaar(self):
        return Halfjaar.parse(self.cleaned_data["halfjaar"])

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        suffix = PurePath(bestand.name).suffix.lower()
        if suffix not in SOORTEN:
            why = " Macro’s voeren we nooit uit." if suffix == ".xlsm" else ""
            raise forms.ValidationError(
                f"Dit is een {suffix or 'bestand zonder .xlsx in de naam'}; we lezen .xlsx, .csv en .zip.{why} "
                "Open het in Excel, kies Opslaan als, en dan Excel-werkmap (.xlsx)."
            )
        if bestand.size > settings.MAX_UPLOAD_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {settings.MAX_UPLOAD_MB} MB. Haal bladen en plaatjes weg die niet in het "
                "sjabloon staan, en probeer het nog een keer."
            )
        return bestand


class OpmerkingenForm(forms.Form):
    """What the municipality says about single findings."""

    def __init__(self, *args, bevindingen: list[Bevinding] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.bevindingen = bevindingen
        for bevinding in bevindingen:
            self.fields[f"opmerking-{bevinding.pk}"] = forms.CharField(
                label=f"Opmerking bij {bevinding.blad} rij {bevinding.rij or '–'}",
                required=False,
                max_length=2000,
                initial=bevinding.opmerking,
                widget=forms.Textarea(attrs={"rows": 1, "class": "form-control", "form": "terugsturen"}),
            )

    @property
    def opmerkingen(self) -> dict[int, str]:
        """What was typed at a finding, per id; nothing typed takes an earlier remark away, nothing sent does not."""
        names = {bevinding.pk: f"opmerking-{bevinding.pk}" for bevinding in self.bevindingen}
        return {pk: self.cleaned_data[name] for pk, name in names.items() if name in self.data}


class TerugsturenForm(OpmerkingenForm):
    """Why a delivery goes back: in general, or at single findings."""

    reden = forms.CharField(
        label="Uw vraag of opmerking",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De partij leest dit en kan er meteen mee aan de slag. "
        "Niet nodig als u iets bij een waarschuwing schrijft.",
    )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("reden") and "reden" not in self.errors:
            if not any(self.opmerkingen.values()):
                self.add_error("reden", "Schrijf erbij waarom u de levering terugstuurt.")
            cleaned["reden"] = "Wilt u kijken naar de opmerkingen bij de waarschuwingen?"
        return cleaned


class IntrekkenForm(forms.Form):
    reden = forms.CharField(
        label="Waarom trekt u de levering in?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Niet verplicht. De gemeente leest het bij de levering.",
    )


class IndienenForm(forms.Form):
    """What goes along with the figures: an answer to a question, and of a correction the reason."""

    aanleiding = forms.CharField(
        label="Waarom verbetert u de vastgestelde cijfers?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De gemeente leest het, en het blijft bij deze versie bewaard.",
        error_messages={"required": "Schrijf erbij waarom u de vastgestelde cijfers verbetert."},
    )

    antwoord = forms.CharField(
        label="Uw antwoord",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Niet verplicht. De gemeente leest het bij uw cijfers.",
    )

    def __init__(self, *args, correctie: bool, gesprek: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not correctie:
            del self.fields["aanleiding"]
        if not gesprek:
            del self.fields["antwoord"]


class UitlegForm(forms.Form):
    """An explanation per warning, or one for all of a kind."""

    def __init__(self, *args, waarschuwingen: list[Bevinding], **kwargs):
        super().__init__(*args, **kwargs)
        self.waarschuwingen = waarschuwingen
        for soort in dict.fromkeys(bevinding.soort for bevinding in waarschuwingen):
            self.fields[f"soort-{soort}"] = forms.CharField(
                label="Dezelfde uitleg voor alle regels hieronder die nog geen uitleg hebben",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )
        for bevinding in waarschuwingen:
            self.fields[f"uitleg-{bevinding.pk}"] = forms.CharField(
                label=f"Uitleg bij {bevinding.blad} rij {bevinding.rij or '–'}",
                required=False,
                max_length=2000,
                initial=bevinding.toelichting,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )

    @property
    def uitleg(self) -> dict[int, str]:
        """What was typed, per id."""
        return {bevinding.pk: self.cleaned_data[f"uitleg-{bevinding.pk}"] for bevinding in self.waarschuwingen}

    @property
    def per_soort(self) -> dict[str, str]:
        """What was typed for all warnings of a kind."""
        kinds = {bevinding.soort for bevinding in self.waarschuwingen}
        return {soort: text for soort in kinds if (text := self.cleaned_data[f"soort-{soort}"])}


class TermijnForm(forms.Form):
    halfjaar = forms.ChoiceField(label="Halfjaar")
    uiterlijk = forms.DateField(
        label="Aanleveren tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf de dag als 2026-08-31."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        halves = begonnen(timezone.localdate())
        terms = termijnen.alle(halves)
        self.fields["halfjaar"].choices = [
            (str(half), f"{half.voluit}, nu tot en met {date_format(terms[half], 'j F Y')}") for half in halves
        ]

    def clean(self):
        cleaned = super().clean()
        if {"halfjaar", "uiterlijk"} <= cleaned.keys():
            half = Halfjaar.parse(cleaned["halfjaar"])
            if not half.peildatum < cleaned["uiterlijk"] <= half.peildatum + EEN_JAAR:
                day = date_format(half.peildatum, "j F Y")
                self.add_error("uiterlijk", f"Kies een dag in het jaar na de peildatum, {day}.")
        return cleaned


class LijstFilter(forms.Form):
    """What the overview shows; lives in the address, so that a view can be shared."""

    jaar = forms.ChoiceField(label="Jaar", required=False)
    partij = forms.ModelChoiceField(
        label="Partij",
        required=False,
        queryset=Partij.objects.aanleverend(),
        to_field_name="code",
        empty_label="alle partijen",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = sorted({half.jaar for half in begonnen(timezone.localdate())}, reverse=True)
        self.fields["jaar"].choices = [("", "alle jaren"), *((str(year), str(year)) for year in years)]

    def halfjaren(self) -> list[Halfjaar]:
        jaar = self.cleaned_data.get("jaar") if self.is_valid() else None
        return [half for half in begonnen(timezone.localdate()) if jaar in (None, "", str(half.jaar))]

    def partijen(self) -> list[Partij]:
        partij = self.cleaned_data.get("partij") if self.is_valid() else None
        return [partij] if partij else list(Partij.objects.aanleverend())
