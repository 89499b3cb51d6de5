"""Forms about an account. Each asks for what is missing in words of its own."""

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AuthenticationForm,
    PasswordChangeForm,
    UserCreationForm,
)
from django.core.validators import MaxLengthValidator

from basis.models import Gebruiker, Mailkeuze


def _ask(form: forms.Form, **texts: str) -> None:
    """Say with these words that a field is still empty."""
    for name, text in texts.items():
        form.fields[name].error_messages["required"] = text


class LoginForm(AuthenticationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django only tells the browser; a longer name would not fit where failed attempts are counted
        longest = MaxLengthValidator(self.fields["username"].max_length, "Deze gebruikersnaam is te lang.")
        self.fields["username"].validators.append(longest)
        _ask(self, username="Vul uw gebruikersnaam in.", password="Vul uw wachtwoord in.")  # noqa: S106  no password


class WachtwoordForm(PasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask(
            self,
            old_password="Vul uw huidige wachtwoord in.",  # noqa: S106
            new_password1="Kies een nieuw wachtwoord.",
            new_password2="Vul het nieuwe wachtwoord nog eens in.",
        )


class MijnGegevensForm(forms.ModelForm):
    class Meta:
        model = Gebruiker
        fields = ["first_name", "last_name", "email", "mail_eigen", "mail_nieuws"]
        labels = {
            "first_name": "Voornaam",
            "last_name": "Achternaam",
            "email": "E-mailadres",
            "mail_eigen": "Mail over wat van u wordt gevraagd",
            "mail_nieuws": "Nieuws over het werk van anderen",
        }
        help_texts = {
            "mail_eigen": "Een actie bijwerken, cijfers aanleveren, een vraag beantwoorden. Het staat ook bij uw "
            "berichten.",
            "mail_nieuws": "Een andere status van een actie, een overleg of een verslag. Bij ‘geen nieuws’ staat "
            "het ook niet bij uw berichten.",
        }
        widgets = {"mail_eigen": forms.RadioSelect, "mail_nieuws": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
        _ask(
            self,
            first_name="Vul uw voornaam in.",
            last_name="Vul uw achternaam in.",
            email="Vul uw e-mailadres in.",
            mail_eigen="Kies wanneer u mail wilt.",
            mail_nieuws="Kies of u nieuws wilt.",
        )
        self.fields["mail_nieuws"].choices = [*self.fields["mail_nieuws"].choices[:-1], (Mailkeuze.GEEN, "geen nieuws")]

    def in_words(self, name: str) -> tuple[str, str]:
        """What a field was and what it becomes, as people read it."""
        words = dict(getattr(self.fields[name], "choices", ()))
        return tuple(str(words.get(value, value)) for value in (self.initial[name], self.cleaned_data[name]))


class NieuweGebruikerForm(UserCreationForm):
    """A new account, always with a password: there is no other way to log in."""

    class Meta(UserCreationForm.Meta):
        model = Gebruiker
        fields = ["username", "first_name", "last_name", "email", "partij", "rol"]


class AnderWachtwoordForm(AdminPasswordChangeForm):
    """Another password for somebody else. Django's choice to go without one is left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
