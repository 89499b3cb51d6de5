"""What is filled in about an action itself, and about all of them at the turn of the year."""

from __future__ import annotations

import datetime

from django import forms

from acties.forms.velden import GROOTSTE, KORT, Dag, Formulier, MetVersie, Tekst, figures
from acties.jaarwisseling import Beslissing, Keuze
from acties.models import AF, Actie
from basis.models import Gebied, Partij

LAATSTE_DAG = datetime.date(2040, 12, 31)
GEEN_ZELF = "Kies acties uit de lijst. Een actie hangt niet samen met zichzelf."


class KeuzeForm(forms.Form):
    """What becomes of one action. `versie` is what the user saw; an action that was decided about has no form."""

    keuze = forms.ChoiceField(
        label="Wat gebeurt ermee?",
        required=False,
        choices=[("", "nog niet beslist"), *Keuze.choices],
        error_messages={"invalid_choice": "Kies doorzetten, afgerond of vervallen."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    waarom = Tekst(
        label="Waarom, of wat leverde het op?",
        required=False,
        max_length=2000,
        rows=2,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=GROOTSTE)

    def __init__(self, data=None, *, actie: Actie):
        first = {"versie": actie.versie, "keuze": ""}
        super().__init__(data, prefix=f"a{actie.pk}", initial=first)
        self.actie, self.achterhaald = actie, ""
        self.fields["waarom"].widget.attrs["class"] = "form-control"
        for name in ("keuze", "waarom"):
            self.fields[name].label += f" (actie {actie.nummer})"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("keuze") == Keuze.VERVALLEN and not cleaned.get("waarom"):
            self.add_error("waarom", "Vertel kort waarom deze actie vervalt.")
        return cleaned

    def beslissing(self) -> Beslissing | None:
        """What was decided; nothing when it was left open."""
        filled = self.cleaned_data
        return Beslissing(self.actie, **filled) if filled["keuze"] else None

    def renewed(self, reason: str) -> KeuzeForm:
        """The same form over the action of now, with what was typed and what happened meanwhile."""
        now, data = Actie.objects.get(pk=self.actie.pk), self.data.copy()
        data[self.add_prefix("versie")] = now.versie
        again = KeuzeForm(data, actie=now)
        again.achterhaald = reason
        return again


def choice_forms(acties: list[Actie], data=None) -> list[KeuzeForm]:
    """A form per action that is still to be decided; of what was sent, for those that were on the page."""
    if data is None:
        return [KeuzeForm(actie=actie) for actie in acties if not is_decided(actie)]
    return [KeuzeForm(data, actie=actie) for actie in acties if f"a{actie.pk}-versie" in data]


def is_decided(actie: Actie) -> bool:
    return bool(actie.doorgezet) or actie.status in AF


class VervolgForm(forms.Form):
    """Whether a new action of the document carries on one of the year before; `vrij` are those, by row number."""

    van = forms.ChoiceField(
        label="Is dit een vervolg?",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Deze actie is intussen al doorgezet. Kies een andere, of ‘nieuw’."},
    )

    def __init__(self, data=None, *, nummer: int, vrij: dict[str, Actie], voorstel: int | None):
        super().__init__(data, prefix=f"v{nummer}", initial={"van": voorstel or ""})
        self.nummer, self.vrij = nummer, vrij
        named = [(pk, f"actie {actie.nummer} van {actie.jaar}: {actie.titel}") for pk, actie in vrij.items()]
        self.fields["van"].choices = [("", "nee, deze actie is nieuw"), *named]
        self.fields["van"].label += f" (actie {nummer})"

    def clean_van(self) -> Actie | None:
        return self.vrij.get(self.cleaned_data["van"])


class Vervolgvraag:
    """All that a document of a new year asks about the year before (`before`): what carries on what, and what becomes
    of the actions that are not in it. `fouten` are about more than one of these."""

    def __init__(self, before: list[Actie], nieuw: list[int], voorstel: dict[int, int], data=None):
        vrij = {str(actie.pk): actie for actie in before if not actie.doorgezet}
        self.vervolg = [
            VervolgForm(data, nummer=nummer, vrij=vrij, voorstel=voorstel.get(nummer)) for nummer in nieuw if vrij
        ]
        rest = [actie for actie in before if data is not None or actie.pk not in voorstel.values()]
        self.keuzes = choice_forms(rest, data)
        self.fouten: list[str] = []

    def bij(self, nummer: int) -> VervolgForm | None:
        """The question at one new action of the document."""
        return next((form for form in self.vervolg if form.nummer == nummer), None)

    def is_valid(self) -> bool:
        if not all([form.is_valid() for form in (*self.vervolg, *self.keuzes)]):  # noqa: C419  each tells what it misses
            return False
        chosen = [form.cleaned_data["van"] for form in self.vervolg if form.cleaned_data["van"]]
        twice = {actie.nummer for actie in chosen if chosen.count(actie) > 1}
        decided = {form.actie for form in self.keuzes if form.cleaned_data["keuze"]}
        self.fouten = [
            f"Actie {nummer} kan maar één vervolg hebben. Kies bij de andere ‘nieuw’." for nummer in sorted(twice)
        ]
        self.fouten += [
            f"Actie {actie.nummer} gaat al verder in het document. Laat de keuze onderaan dan open."
            for actie in dict.fromkeys(chosen)
            if actie in decided
        ]
        return not self.fouten

    def antwoord(self) -> dict:
        """What `importeren.store_year` takes."""
        vervolg = {form.nummer: form.cleaned_data["van"] for form in self.vervolg if form.cleaned_data["van"]}
        return {"vervolg": vervolg, "beslissingen": [found for form in self.keuzes if (found := form.beslissing())]}

    def renew(self, redenen: dict[int, str]) -> None:
        """Show what happened meanwhile, over the actions of now."""
        self.keuzes = [
            form.renewed(redenen[form.actie.pk]) if form.actie.pk in redenen else form for form in self.keuzes
        ]


class _ActieForm(Formulier):
    """What an action is."""

    titel = forms.CharField(label="Titel", max_length=120, error_messages={"required": "Geef de actie een titel."})
    samenvatting = Tekst(
        label="In het kort",
        max_length=KORT,
        error_messages={"required": "Vertel in een paar zinnen wat de actie inhoudt."},
    )
    planning = forms.CharField(
        label="Planning",
        max_length=80,
        help_text="In woorden, zoals ‘eerste helft 2027’.",
        error_messages={"required": "Vertel wanneer de actie loopt."},
    )
    deadline = Dag(label="Uiterlijk", required=False, laatste=LAATSTE_DAG, help_text="Mag leeg blijven.")
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
        help_text="Leeg: het eerste vrije nummer.",
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
