import datetime

from django import forms
from django.utils import timezone

from api import tokens
from api.models import Toegangstoken
from basis.models import Gebruiker

AL_BEZET = "Er is al een token met deze naam. Kies een andere naam, of trek dat token in."


class GebruikerField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj} · {obj.get_rol_display()} · {obj.partij}"


class TokenForm(forms.ModelForm):
    """What a new token is for, whose rights it has and how long it lasts."""

    gebruiker = GebruikerField(
        Gebruiker.objects.filter(is_active=True).select_related("partij"),
        label="Met de rechten van",
        empty_label="Kies…",
        help_text="Het andere systeem ziet wat deze gebruiker ziet, en niet meer.",
        error_messages={"required": "Kies een gebruiker.", "invalid_choice": "Deze gebruiker is er niet meer."},
    )

    class Meta:
        model = Toegangstoken
        fields = ["naam", "gebruiker", "verloopt_op"]
        labels = {"naam": "Waarvoor", "verloopt_op": "Geldig tot en met"}
        help_texts = {
            "naam": "Wie of wat leest mee? Bijvoorbeeld: Monitor wonen van de gemeente.",
            "verloopt_op": "Hoogstens twee jaar.",
        }
        widgets = {"verloopt_op": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages = {
            "naam": {
                "required": "Schrijf op wie of wat dit token gaat gebruiken.",
                "max_length": "Houd het kort: hoogstens 100 tekens.",
            },
            "verloopt_op": {
                "required": "Kies tot wanneer het token werkt.",
                "invalid": "Schrijf de dag als 2027-12-31.",
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["verloopt_op"].initial = today + datetime.timedelta(days=365)
        self.fields["verloopt_op"].widget.attrs |= {"min": str(today), "max": str(today + tokens.LANGSTE)}

    def clean_naam(self):
        """One working token per name, so that everybody knows which one to withdraw."""
        naam = self.cleaned_data["naam"]
        if Toegangstoken.objects.filter(naam=naam, ingetrokken_op__isnull=True).exists():
            raise forms.ValidationError(AL_BEZET)
        return naam

    def clean_verloopt_op(self):
        day, today = self.cleaned_data["verloopt_op"], timezone.localdate()
        if day < today:
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        if day > today + tokens.LANGSTE:
            raise forms.ValidationError("Een token werkt hoogstens twee jaar. Kies een eerdere dag.")
        return day
