import django_filters
from django import forms
from django.db.models import Q

from acties.forms import jaren
from acties.models import Actie, Actiestatus, Thema
from basis.models import Partij


class ActieFilter(django_filters.FilterSet):
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

    class Meta:
        model = Actie
        fields = ["q", "jaar", "thema", "partij", "status"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(titel__icontains=value) | Q(samenvatting__icontains=value) | Q(officiele_tekst__icontains=value)
        )

    def of_party(self, queryset, name, value):
        return queryset.filter(Q(trekkers=value) | Q(partners=value)).distinct()

    def in_words(self) -> str:
        """The filters that are on, for the head of an export."""
        on = []
        for name, value in self.form.cleaned_data.items():
            if value:
                label = dict(Actiestatus.choices).get(value, value) if name == "status" else value
                on.append(f"{self.form.fields[name].label.lower()}: {label}")
        return "; ".join(on) or "alle acties"
