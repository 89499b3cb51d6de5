"""Forms of bottlenecks and chances: report one in a minute, change it, move it on, add to its course."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from acties.dossier.knelpunten import GEVRAAGD, owners
from acties.forms.velden import LANG, Formulier, MetVersie, Regel, Tekst
from acties.models import Actie, Knelpunt, Knelpuntsoort, Knelpuntstand
from acties.models.knelpunt import KLAAR
from acties.waarover import projecten
from basis.models import Gebied, Gebruiker, Wijk

ELDERS = ("", "hele stad, of niet gebonden aan een plek")


class MeldForm(Formulier):
    """A new report. Two fields are needed; what the page said that it came from is filled in already."""

    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=[("knelpunt", "een knelpunt: er staat iets in de weg"), ("kans", "een kans: hier kan iets moois")],
        widget=forms.RadioSelect,
        initial=Knelpuntsoort.KNELPUNT,
        error_messages={
            "required": "Kies of het een knelpunt of een kans is.",
            "invalid_choice": "Kies een van beide.",
        },
    )
    tekst = Tekst(label="Wilt u er iets over vertellen?", required=False, max_length=LANG, rows=4)
    plek = forms.ChoiceField(label="Gebied", required=False)
    project = forms.ChoiceField(
        label="Project",
        required=False,
        error_messages={"invalid_choice": "We kennen geen project %(value)s. Kies er een uit de lijst."},
    )

    class Meta:
        model = Knelpunt
        fields = ["soort", "titel", "tekst", "actie", "plek", "project", "thema", "partij", "doorbraakteam"]
        field_classes = {"titel": Regel}
        labels = {"titel": "In één zin"}
        help_texts = {
            "thema": "Leeg: het thema van de actie of het project.",
            "doorbraakteam": "Enkele mensen die hier samen snel uit willen komen.",
        }
        error_messages = {
            "titel": {"required": "Vertel in één zin wat er speelt."},
            "partij": {"required": "Kies wie dit oppakt."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.instance
        self.fields["actie"].queryset = Actie.objects.choosable(now.actie_id)
        self.fields["actie"].empty_label, self.fields["thema"].empty_label = "geen actie", "geen thema"
        self.fields["partij"].queryset = owners(now.partij_id)
        self.fields["partij"].required = bool(now.pk)
        self.fields["partij"].empty_label = "Kies een partij" if now.pk else "mijn eigen partij, of anders de gemeente"
        self.plekken = _plekken(now)
        self.fields["plek"].choices = [ELDERS, *((value, str(plek)) for value, plek in self.plekken.items())]
        known = projecten()
        if now.project:
            known.setdefault(now.project, now.project)
        names = ((code, f"{naam} ({code})") for code, naam in known.items())
        self.fields["project"].choices = [("", "geen project"), *names]
        self.initial.setdefault("plek", plekwaarde(now.wijk or now.gebied))

    def values(self) -> dict:
        """What was filled in, with the place as a wijk or an area of our own."""
        found = super().values()
        plek = self.plekken.get(found.pop("plek"))
        found["wijk"] = plek if isinstance(plek, Wijk) else None
        found["gebied"] = plek if isinstance(plek, Gebied) else None
        return found


def plekwaarde(plek: Wijk | Gebied | None) -> str:
    """How a place is called in the form: 'wijk-WK030710', 'gebied-12'."""
    if plek is None:
        return ""
    return f"wijk-{plek.code}" if isinstance(plek, Wijk) else f"gebied-{plek.pk}"


def _plekken(now: Knelpunt) -> dict[str, Wijk | Gebied]:
    """The areas of our own and the wijken of this year; where it lies already stays as it is stored."""
    wijken = Wijk.objects.in_editie(timezone.localdate().year).defer("vorm").order_by("naam")
    found = {plekwaarde(plek): plek for plek in [*Gebied.objects.all(), *wijken]}
    return found | ({plekwaarde(now.wijk): now.wijk} if now.wijk else {})


class KnelpuntForm(MetVersie, MeldForm):
    """Other words, another owner, and the doorbraakteam."""

    team = Tekst(label="Wie zitten in het doorbraakteam?", required=False)
    team_uitkomst = Tekst(label="Wat leverde het doorbraakteam op?", required=False)

    class Meta(MeldForm.Meta):
        fields = ["soort", "titel", "tekst", "partij", "wie", "actie", "plek", "project", "thema", "doorbraakteam",
                  "team", "team_uitkomst"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now, wie = self.instance, self.fields["wie"]
        people = Gebruiker.objects.filter(is_active=True) | Gebruiker.objects.filter(pk=now.wie_id or 0)
        wie.queryset, wie.empty_label = people.select_related("partij"), "niemand in het bijzonder"
        wie.label_from_instance = lambda user: f"{user} ({user.partij})"
        if now.wie_naam and not now.wie_id:
            wie.help_text = f"Was: {now.wie_naam}. Dat account is er niet meer; de naam blijft staan."


class StapForm(MetVersie, forms.Form):
    """To another state; how it ended is asked where that is the end."""

    afloop = Tekst()

    def __init__(self, *args, naar: str, **kwargs):
        super().__init__(*args, **kwargs)
        if naar in KLAAR:
            self.fields["afloop"].error_messages["required"] = GEVRAAGD[naar]
            self.fields["afloop"].label = (
                "Waarom vervalt het?" if naar == Knelpuntstand.VERVALLEN else "Hoe liep het af?"
            )
        else:
            del self.fields["afloop"]


class NotitieForm(forms.Form):
    tekst = Tekst(
        label="Wat is er gebeurd, of wat is de volgende stap?",
        max_length=LANG,
        error_messages={"required": "Schrijf eerst uw notitie."},
    )
