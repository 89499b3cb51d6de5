from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from acties.forms.acties import jaren
from acties.models import (
    Actie,
    Actiestatus,
    Besluit,
    Besluitstatus,
    Knelpunt,
    Knelpuntsoort,
    Knelpuntstand,
    Thema,
    lopend_jaar,
)
from basis.models import Partij

ALLE_JAREN = "alle"
LANGST = 200  # signs to look for; SQLite refuses a very long pattern


def year_choices() -> list[tuple[str, str]]:
    """The years that have actions, the first in front, and all of them."""
    return [*((str(jaar), name) for jaar, name in reversed(jaren())), (ALLE_JAREN, "alle jaren")]


class _Filter(django_filters.FilterSet):
    """Filters that look like our other forms, and can be said in words."""

    alles, namen = "", {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"

    def in_words(self) -> str:
        """The filters that are on, for the head of an export; `namen` has the words of a status."""
        on = []
        for name, value in self.form.cleaned_data.items():
            if value:
                label = self.namen.get(value, value) if name in ("status", "jaar") else value
                on.append(f"{self.form.fields[name].label.lower()}: {label}")
        return "; ".join(on) or self.alles


class ActieFilter(_Filter):
    """The filters of the table of actions; they live in the address of the page.

    Without a year one sees the running year: what is of it, and what is left open of before.
    """

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search", max_length=LANGST)
    jaar = django_filters.ChoiceFilter(
        label="Jaar", choices=year_choices, empty_label="het lopende jaar", method="of_year"
    )
    thema = django_filters.ModelChoiceFilter(
        label="Thema", queryset=Thema.objects.all(), to_field_name="slug", empty_label="alle thema’s"
    )
    partij = django_filters.ModelChoiceFilter(
        label="Partij",
        queryset=Partij.objects.filter(actief=True),
        to_field_name="code",
        method="of_party",
        empty_label="alle partijen",
    )
    status = django_filters.ChoiceFilter(label="Status", choices=Actiestatus, empty_label="alle statussen")
    alles, namen = "alle acties", {**dict(Actiestatus.choices), ALLE_JAREN: "alle jaren"}

    class Meta:
        model = Actie
        fields = ["q", "jaar", "thema", "partij", "status"]

    def __init__(self, data=None, *args, **kwargs):
        super().__init__({} if data is None else data, *args, **kwargs)

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self._year() else found.lopend(timezone.localdate())

    def in_words(self) -> str:
        told = [] if self._year() else [f"jaar: {lopend_jaar(timezone.localdate())}"]
        chosen = super().in_words()
        return "; ".join([*told, *([chosen] if chosen != self.alles else [])])

    def years(self) -> list[tuple[str, str, bool]]:
        """To switch between years: the name, the address with the other choices kept, and whether it is this one."""
        shown = self._year() or str(lopend_jaar(timezone.localdate()))
        kept = {name: value for name, value in self.data.items() if name not in ("jaar", "page")}
        found = [(name, f"?{urlencode({**kept, 'jaar': code})}", code == shown) for code, name in year_choices()]
        return found if len(found) > 2 else []  # one year, and all of them: nothing to choose

    def _year(self) -> str:
        self.form.is_valid()  # a part that does not exist (any more) leaves the rest
        return self.form.cleaned_data.get("jaar") or ""

    def of_year(self, queryset, name, value):
        return queryset if value == ALLE_JAREN else queryset.filter(jaar=value)

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(titel__icontains=value) | Q(samenvatting__icontains=value) | Q(officiele_tekst__icontains=value)
        )

    def of_party(self, queryset, name, value):
        return queryset.filter(Q(trekkers=value) | Q(partners=value)).distinct()


class BesluitFilter(_Filter):
    """The filters of the list of decisions."""

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search", max_length=LANGST)
    status = django_filters.ChoiceFilter(label="Stand", choices=Besluitstatus, empty_label="alle besluiten")
    partij = django_filters.ModelChoiceFilter(
        label="Partij die het doet",
        queryset=Partij.objects.filter(actief=True),
        to_field_name="code",
        empty_label="alle partijen",
    )
    thema = django_filters.ModelChoiceFilter(
        label="Thema", queryset=Thema.objects.all(), to_field_name="slug", empty_label="alle thema’s"
    )
    alles, namen = "alle besluiten", dict(Besluitstatus.choices)

    class Meta:
        model = Besluit
        fields = ["q", "status", "partij", "thema"]

    def search(self, queryset, name, value):
        return queryset.filter(Q(wat__icontains=value) | Q(waarom__icontains=value) | Q(uitkomst__icontains=value))


class KnelpuntFilter(_Filter):
    """The filters of the board; the table has the state too."""

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search", max_length=LANGST)
    soort = django_filters.ChoiceFilter(label="Soort", choices=Knelpuntsoort, empty_label="knelpunten en kansen")
    partij = django_filters.ModelChoiceFilter(
        label="Partij die het oppakt",
        queryset=Partij.objects.aanleverend(),
        to_field_name="code",
        empty_label="alle partijen",
    )
    thema = django_filters.ModelChoiceFilter(
        label="Thema", queryset=Thema.objects.all(), to_field_name="slug", empty_label="alle thema’s"
    )
    doorbraakteam = django_filters.ChoiceFilter(
        label="Doorbraakteam", choices=[("ja", "nodig"), ("nee", "niet nodig")], method="with_team", empty_label="alle"
    )
    alles = "alle knelpunten en kansen"

    class Meta:
        model = Knelpunt
        fields = ["q", "soort", "partij", "thema", "doorbraakteam"]

    def search(self, queryset, name, value):
        return queryset.filter(Q(titel__icontains=value) | Q(tekst__icontains=value) | Q(afloop__icontains=value))

    def with_team(self, queryset, name, value):
        return queryset.filter(doorbraakteam=value == "ja")


class KnelpuntTabelFilter(KnelpuntFilter):
    status = django_filters.ChoiceFilter(
        label="Stand", field_name="stand", choices=Knelpuntstand, empty_label="alle standen"
    )
    namen = dict(Knelpuntstand.choices)
