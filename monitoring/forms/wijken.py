"""What a reader chooses to see of areas; all of it lives in the address."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator

from basis.models import Buurt, Gebied, Gebruiker, Partij, Wijk
from monitoring import gebieden
from monitoring.forms import ALLE_KEUZES, KeuzeForm
from monitoring.gebieden import cijfers as gebiedscijfers
from monitoring.indicatoren import INDICATOREN

EERSTE_CIJFER = "V1"


class WijkenForm(KeuzeForm):
    """The usual choices, and which figure. A corporation only where this reader may see its own part."""

    indicator = forms.ChoiceField(
        label="cijfer",
        required=False,
        error_messages={"invalid_choice": "Dit cijfer kennen we niet per wijk. U ziet nu de netto groei."},
    )
    soort = forms.ChoiceField(
        label="per",
        required=False,
        choices=[("wijken", "wijk"), ("buurten", "buurt")],
        error_messages={"invalid_choice": "Kies wijk of buurt. U ziet nu de wijken."},
    )
    field_order = ["indicator", "soort", "corporatie", "tm", "op"]

    def __init__(self, data, *, user: Gebruiker, today, **kwargs):
        codes = gebiedscijfers.codes()
        asked = data.get("indicator", "")
        self.code = asked if asked in codes else EERSTE_CIJFER
        velden = ALLE_KEUZES if INDICATOREN[self.code].per_corporatie else ("tm", "op")
        super().__init__(data, today=today, velden=velden, **kwargs)
        self.fields["indicator"].choices = [(code, f"{code} {INDICATOREN[code].naam}") for code in codes]
        if not data.get("indicator"):
            self.initial["indicator"] = EERSTE_CIJFER
        if not Buurt.objects.exists():
            del self.fields["soort"]
        if INDICATOREN[self.code].over_personen:
            self._only_own(user)

    def _only_own(self, user: Gebruiker) -> None:
        mine = [
            each.pk for each in Partij.objects.corporaties() if user.has_perm("monitoring.view_small_numbers", each)
        ]
        if not mine:
            self.fields.pop("corporatie", None)
        elif "corporatie" in self.fields:
            self.fields["corporatie"].queryset = Partij.objects.corporaties().filter(pk__in=mine)

    @property
    def gekozen_soort(self) -> str:
        return self.cleaned_data.get("soort") or "wijken"


class VergelijkForm(KeuzeForm):
    """Two areas to put beside each other: wijken, areas of our own and, once loaded, buurten."""

    a = forms.ChoiceField(label="gebied", required=False)
    b = forms.ChoiceField(label="naast", required=False)
    field_order = ["a", "b", "corporatie", "tm", "op"]

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        choices = keuzelijst(self.today.year)
        for name in ("a", "b"):
            self.fields[name].choices = [("", "Kies een gebied"), *choices]
            self.fields[name].error_messages["invalid_choice"] = "Dit gebied kennen we niet. Kies er een uit de lijst."

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", "U koos tweemaal hetzelfde gebied. Kies er een ander naast.")
        return cleaned

    def plek(self, name: str) -> gebieden.Plek | None:
        code = self.cleaned_data.get(name)
        return gebieden.vind(code) if code else None


def keuzelijst(jaar: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every area of this year's edition, in groups."""
    groups = [
        ("Wijken", Wijk.objects.in_editie(jaar)),
        ("Eigen gebieden", Gebied.objects.all()),
        ("Buurten", Buurt.objects.in_editie(jaar)),
    ]
    found = [(naam, list(rows.order_by("naam").values_list("code", "naam"))) for naam, rows in groups]
    return [(naam, rows) for naam, rows in found if rows]


class PerWijk(ModelChoiceIterator):
    """Buurten under the name of their wijk."""

    def __iter__(self):
        for wijk, buurten in groupby(self.queryset, key=lambda buurt: buurt.wijk.naam):
            yield wijk, [self.choice(buurt) for buurt in buurten]


class BuurtenField(forms.ModelMultipleChoiceField):
    """Several buurten, grouped by wijk; the queryset is in that order."""

    iterator = PerWijk


class GebiedForm(forms.ModelForm):
    """An area of our own: a name and what lies in it, from this year's edition."""

    class Meta:
        model = Gebied
        fields = ["naam", "wijken", "buurten"]
        field_classes = {"buurten": BuurtenField}
        widgets = {"wijken": forms.CheckboxSelectMultiple, "buurten": forms.CheckboxSelectMultiple}
        error_messages = {
            "naam": {"required": "Geef het gebied een naam.", "unique": "Er is al een eigen gebied met deze naam."}
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        wijken = Wijk.objects.in_editie(today.year).defer("vorm").order_by("naam")
        buurten = Buurt.objects.in_editie(today.year).select_related("wijk").defer("vorm", "wijk__vorm")
        for name, rows in (("wijken", wijken), ("buurten", buurten.order_by("wijk__naam", "naam"))):
            self.fields[name].queryset = rows
            if self.instance.pk:  # what was chosen in an older edition is the area with the same code now
                codes = getattr(self.instance, name).values("code")
                self.initial[name] = list(rows.filter(code__in=codes).values_list("pk", flat=True))
        if not self.fields["buurten"].queryset.exists():
            del self.fields["buurten"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("wijken") and not cleaned.get("buurten"):
            self.add_error("wijken", "Kies ten minste één wijk of buurt.")
        return cleaned
