"""What is filled in about an action itself: its words, who does it, and what it is about."""

from __future__ import annotations

import datetime

from django import forms

from acties.forms.velden import KORT, Dag, Formulier, MetVersie, Regel, Tekst, figures
from acties.models import Actie
from basis.models import Gebied, Partij

LAATSTE_DAG = datetime.date(2040, 12, 31)
GEEN_ZELF = "Kies acties uit de lijst. Een actie hangt niet samen met zichzelf."


class _ActieForm(Formulier):
    """What an action is."""

    titel = Regel(label="Titel", max_length=120, error_messages={"required": "Geef de actie een titel."})
    samenvatting = Tekst(
        label="In het kort",
        max_length=KORT,
        error_messages={"required": "Vertel in een paar zinnen wat de actie inhoudt."},
    )
    planning = Regel(
        label="Planning",
        max_length=80,
        help_text="Schrijf in woorden wanneer de actie loopt, zoals ‘eerste helft 2027’.",
        error_messages={"required": "Vertel wanneer de actie loopt."},
    )
    deadline = Dag(label="Uiterlijk", required=False, laatste=LAATSTE_DAG, help_text="Dit mag leeg blijven.")
    trekkers = forms.ModelMultipleChoiceField(
        Partij.objects.filter(actief=True),
        label="Trekkers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één partij die de actie trekt."},
    )
    partners = forms.ModelMultipleChoiceField(
        Partij.objects.filter(actief=True), label="Partners", required=False, widget=forms.CheckboxSelectMultiple
    )
    gebieden = forms.ModelMultipleChoiceField(
        Gebied.objects.all(),
        label="Gebieden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies niets voor een actie die over de hele stad gaat.",
    )
    verwant = forms.ModelMultipleChoiceField(
        Actie.objects.none(),
        label="Hangt samen met",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GEEN_ZELF},
    )
    indicatoren = forms.MultipleChoiceField(
        label="Cijfers die deze actie moet bewegen",
        required=False,
        choices=figures,
        widget=forms.CheckboxSelectMultiple,
    )
    waarom = Tekst(label="Waarom? (mag leeg blijven)", required=False, max_length=500, rows=2)

    opgevouwen = ("verwant", "indicatoren")  # long lists of boxes, which few actions need

    class Meta:
        model = Actie
        fields = ["titel", "samenvatting", "planning", "deadline", "thema", "doel", "trekkers", "partners",
                  "gebieden", "verwant"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].empty_label = "boven de thema’s"
        self.fields["doel"].empty_label = "geen doel"
        for name in ("trekkers", "partners"):  # a party that is no longer active may still be in it
            chosen = getattr(self.instance, name).all() if self.instance.pk else Partij.objects.none()
            self.fields[name].queryset = (Partij.objects.filter(actief=True) | chosen).distinct()

    def values(self) -> dict:
        return {name: value for name, value in super().values().items() if name not in ("waarom", "jaar", "nummer")}


class ActieWijzigForm(MetVersie, _ActieForm):
    def __init__(self, *args, instance: Actie, **kwargs):
        kwargs["initial"] = {
            "indicatoren": list(instance.indicatoren.values_list("code", flat=True)),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, instance=instance, **kwargs)
        same_year = Actie.objects.filter(jaar=instance.jaar) | Actie.objects.filter(verwant=instance)
        self.fields["verwant"].queryset = same_year.exclude(pk=instance.pk).distinct().order_by("jaar", "nummer")


class ActieNieuwForm(_ActieForm):
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)
    nummer = forms.IntegerField(
        label="Nummer",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Laat u dit leeg, dan krijgt de actie het eerste vrije nummer.",
    )
    field_order = ["jaar", "nummer"]

    def __init__(self, data=None, *, vandaag: datetime.date, jaar: int):
        years = [vandaag.year, vandaag.year + 1]
        super().__init__(data, initial={"jaar": jaar if jaar in years else vandaag.year, "planning": ""})
        told = f"Een nieuwe actie is voor {years[0]} of {years[1]}; het jaar %(value)s kan niet."
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        self.fields["jaar"].error_messages["invalid_choice"] = told
        others = Actie.objects.filter(jaar__in=years, vervolg=None)
        self.fields["verwant"].queryset = others.order_by("jaar", "nummer")
