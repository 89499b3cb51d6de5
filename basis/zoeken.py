"""Searching the trail: what somebody asked for, and the same lines as a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django import forms
from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from basis.models import Wijziging
from basis.tabelbestand import Tabelbestand

MEEST = 20_000  # so many lines fit in one file; the newest
LANGST = 32_000  # letters in one cell of a spreadsheet
KOPPEN = ["Wanneer", "Soort", "Onderwerp", "Wat", "Van", "Naar", "Waarom", "Door"]
TUSSEN = [
    MinValueValidator(datetime.date(2020, 1, 1), "Kies een datum vanaf 1 januari 2020."),
    MaxValueValidator(datetime.date(2099, 12, 31), "Kies een datum tot en met 31 december 2099."),
]
DAG = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def soort_in_words(label: str) -> str:
    """'acties.mijlpaal' → 'Mijlpaal'; what is no table any more keeps its name."""
    try:
        return str(apps.get_model(label)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return label


def _dag(label: str) -> forms.DateField:
    wrong = {"invalid": "Dit is geen dag."}
    return forms.DateField(label=label, required=False, widget=DAG, error_messages=wrong, validators=TUSSEN)


class ZoekForm(forms.Form):
    """What to look for; an empty field asks nothing. It lives in the address of the page."""

    q = forms.CharField(label="Woorden", required=False, max_length=200)
    wie = forms.CharField(label="Wie", required=False, max_length=200)
    soort = forms.ChoiceField(label="Soort", required=False)
    veld = forms.CharField(label="Wat is gewijzigd", required=False, max_length=60)
    vanaf = _dag("Vanaf")
    tot_en_met = _dag("Tot en met")

    def __init__(self, data, trail: QuerySet[Wijziging]):
        super().__init__(
            {name: value.replace("\0", "") for name, value in data.items()}
        )  # PostgreSQL refuses that sign
        self.trail = trail
        kinds = trail.order_by().values_list("onderwerp", flat=True).distinct()
        choices = sorted(((label, soort_in_words(label)) for label in kinds), key=lambda choice: choice[1])
        self.fields["soort"].choices = [("", "alle soorten"), *choices]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"

    def clean(self):
        cleaned = super().clean()
        vanaf, until = cleaned.get("vanaf"), cleaned.get("tot_en_met")
        if vanaf and until and vanaf > until:
            self.add_error("tot_en_met", "Deze dag ligt voor de eerste dag.")
        return cleaned

    def found(self) -> QuerySet[Wijziging]:
        """The lines that were asked for, newest first; a field that will not do asks nothing."""
        asked, lines = getattr(self, "cleaned_data", {}), self.trail
        for word in asked.get("q", "").split():
            either = Q()
            for name in _TEKST:
                either |= Q(**{f"{name}__icontains": word})
            lines = lines.filter(either)
        for name, lookup in _VRAGEN.items():
            if asked.get(name):
                lines = lines.filter(**{lookup: asked[name]})
        if asked.get("vanaf"):
            lines = lines.filter(op__gte=_midnight(asked["vanaf"]))
        if asked.get("tot_en_met"):
            lines = lines.filter(op__lt=_midnight(asked["tot_en_met"] + datetime.timedelta(days=1)))
        return lines

    def in_words(self) -> str:
        """What was asked, for the head of a file."""
        words = []
        for name, value in self.cleaned_data.items():
            if value:
                told = date_format(value, "j F Y") if isinstance(value, datetime.date) else value
                told = soort_in_words(value) if name == "soort" else told
                words.append(f"{self.fields[name].label.lower()}: {told}")
        return "; ".join(words) or "alle wijzigingen"


class Regels(Sequence):
    """Lines of which all texts had to be read: that is done once, and not again to count them."""

    def __init__(self, lines: QuerySet[Wijziging]):
        self._numbers = list(lines.values_list("pk", flat=True))

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, part: slice) -> list[Wijziging]:
        rows = Wijziging.objects.in_bulk(self._numbers[part])
        return [rows[number] for number in self._numbers[part]]


_TEKST = ("omschrijving", "van", "naar", "waarom", "door_naam")
_VRAGEN = {"wie": "door_naam__icontains", "soort": "onderwerp", "veld": "veld__icontains"}


def bestand(form: ZoekForm, fictief: bool) -> Tabelbestand:
    """The lines that were asked for as a table; of very many the newest, and then it says so."""
    lines = list(form.found()[: MEEST + 1])
    made = [("Wat is dit", "Wijzigingen in de monitor van de samenwerkingsafspraken"), ("Keuze", form.in_words())]
    if len(lines) > MEEST:
        made.append(("Let op", f"Dit zijn de nieuwste {MEEST} regels. Kies een kortere periode voor de oudere."))
    made.append(("Gemaakt op", date_format(timezone.localtime(), "j F Y, H:i")))
    return Tabelbestand("Wijzigingen", KOPPEN, [_row(line) for line in lines[:MEEST]], made, fictief=fictief)


def _row(line: Wijziging) -> list[str]:
    when = f"{timezone.localtime(line.op):%Y-%m-%d %H:%M}"
    texts = [line.omschrijving, line.veld, line.van, line.naar, line.waarom, line.door_naam]
    return [when, soort_in_words(line.onderwerp), *(text[:LANGST] for text in texts)]


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
