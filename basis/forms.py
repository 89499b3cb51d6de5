from django import forms

from basis.models import Gebruiker


class MijnGegevensForm(forms.ModelForm):
    class Meta:
        model = Gebruiker
        fields = ["first_name", "last_name", "email"]
        labels = {"first_name": "Voornaam", "last_name": "Achternaam", "email": "E-mailadres"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
