"""What is filled in beside an action: answers, milestones that come and go, people, and evidence."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms

from acties.dossier.bewijs import MAX_MB, SOORTEN, WELKE, kind_of
from acties.forms.acties import TUSSEN
from acties.forms.velden import Regel
from acties.models import Actie, Contactpersoon
from basis.getallen import getal
from basis.models import Gebruiker, Partij


class AntwoordForm(forms.Form):
    tekst = forms.CharField(
        label="Uw antwoord",
        help_text="Iedereen die is ingelogd kan dit lezen. Wie de opmerking plaatste, krijgt een bericht.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Schrijf uw antwoord."},
    )


class MijlpaalNieuwForm(forms.Form):
    naam = Regel(
        label="Wat is er dan klaar?", max_length=150, error_messages={"required": "Vertel kort wat er dan klaar is."}
    )
    gepland_op = forms.DateField(
        label="Gepland op",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=TUSSEN,
        error_messages={"required": "Vul de geplande datum in."},
    )


class WaaromForm(forms.Form):
    """Why something is taken away."""

    waarom = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Vertel kort waarom."},
    )


class ContactForm(forms.ModelForm):
    """Somebody at a party of the action. A corporation names its own people, the municipality those of all."""

    class Meta:
        model = Contactpersoon
        fields = ["partij", "naam", "functie", "email"]
        field_classes = {"naam": Regel, "functie": Regel}
        help_texts = {"email": "Mag leeg blijven. Alleen een adres van het werk; iedereen die is ingelogd ziet het."}
        error_messages = {
            "partij": {"required": "Kies een partij."},
            "naam": {"required": "Vul de naam in."},
            "functie": {"required": "Vul de functie in."},
        }

    def __init__(self, *args, actie: Actie, by: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        parties = {*actie.trekkers.all(), *actie.partners.all()} if by.is_gemeente else {by.partij}
        self.fields["partij"].queryset = Partij.objects.filter(pk__in=[partij.pk for partij in parties])
        self.fields["partij"].empty_label = "Kies een partij"


class BewijsForm(forms.Form):
    """A document or a link."""

    titel = Regel(label="Wat is het?", max_length=150, error_messages={"required": "Vertel kort wat dit is."})
    bestand = forms.FileField(
        label="Bestand",
        required=False,
        max_length=None,
        help_text=f"{WELKE[:1].upper()}{WELKE[1:]}.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in SOORTEN)}),
        error_messages={"empty": "Dit bestand is leeg (0 bytes). Kies het nog een keer."},
    )
    link = forms.URLField(
        label="Of een link",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen adres van een webpagina. Het begint met https://."},
    )

    def clean_bestand(self):
        file = self.cleaned_data["bestand"]
        if not file:
            return None
        if file.size > MAX_MB << 20:
            raise forms.ValidationError(
                f"Dit bestand is {getal(file.size / 2**20, 1)} MB; er past hooguit {MAX_MB} MB. Maak het kleiner, of "
                "plaats een link."
            )
        data = file.read()
        kind_of(data)
        return data, file.name

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError("Dit is geen adres van een webpagina. Het begint met https://.")
        if "@" in urlsplit(link).netloc:
            raise forms.ValidationError("In dit adres staat een naam of wachtwoord. Haal het deel voor de @ weg.")
        return link

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("bestand")) == bool(cleaned.get("link")):
            raise forms.ValidationError("Kies een bestand of vul een link in: een van beide.")
        return cleaned
