import django_filters
from django import forms
from django.db.models import Q

from acties.forms.acties import jaren
from acties.models import Actie, Actiestatus, Besluit, Besluitstatus, Knelpunt, Knelpuntsoort, Knelpuntstand, Thema
from basis.models import Partij


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
                label = self.namen.get(value, value) if name == "status" else value
                on.append(f"{self.form.fields[name].label.lower()}: {label}")
        return "; ".join(on) or self.alles


class ActieFilter(_Filter):
    """The filters of the table of actions; they live in the address of the page."""

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search")
    jaar = django_filters.ChoiceFilter(label="Jaar", choices=jaren, empty_label="alle jaren")
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
    alles, namen = "alle acties", dict(Actiestatus.choices)

    class Meta:
        model = Actie
        fields = ["q", "jaar", "thema", "partij", "status"]

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(titel__icontains=value) | Q(samenvatting__icontains=value) | Q(officiele_tekst__icontains=value)
        )

    def of_party(self, queryset, name, value):
        return queryset.filter(Q(trekkers=value) | Q(partners=value)).distinct()


class BesluitFilter(_Filter):
    """The filters of the list of decisions."""

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search")
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

    q = django_filters.CharFilter(label="Zoek in de tekst", method="search")
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
