import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.formats import date_format

from acties.aandacht import INDICATOREN
from acties.models import Besluit


class BesluitTabel(tables.Table):
    """The decisions, the one that is due first on top."""

    wat = tables.Column(verbose_name="Besluit", linkify=True, attrs={"td": {"class": "actie-titel"}})
    over = tables.Column(verbose_name="Gaat over", empty_values=(), orderable=False)
    partij = tables.Column(verbose_name="Wie", order_by=("partij__volgorde", "wie_naam"))
    uiterlijk = tables.Column(verbose_name="Uiterlijk", attrs={"td": {"class": "dag"}})
    status = tables.Column(verbose_name="Stand", attrs={"td": {"class": "actie-status"}})
    overleg = tables.Column(verbose_name="Genomen in", linkify=True, order_by=("overleg__datum", "pk"))

    class Meta:
        model = Besluit
        fields = ["wat", "over", "partij", "uiterlijk", "status", "overleg"]
        attrs = {"class": "table table-hover actie-tabel besluit-tabel"}
        empty_text = "Er zijn geen besluiten die bij uw keuze passen. Kies iets anders, of wis de keuze."

    def render_over(self, record):
        return over(record)

    def render_partij(self, record):
        return record.wie_tekst

    def render_uiterlijk(self, value):
        return date_format(value, "j b Y")

    def render_status(self, record):
        status, naam = record.stand
        return render_to_string("components/status.html", {"status": status, "naam": naam})


def over(besluit: Besluit) -> str:
    """'Actie 12: Contingent', 'V1 Netto groei', the theme, or the whole meeting."""
    if besluit.hele_overleg:
        return "het hele overleg"
    parts = []
    if besluit.actie:
        parts.append(f"Actie {besluit.actie.nummer}: {besluit.actie.titel}")
    if besluit.indicator:
        named = INDICATOREN.get(besluit.indicator)
        parts.append(f"{besluit.indicator} {named.naam}" if named else besluit.indicator)
    return ", ".join(parts) or str(besluit.thema)
