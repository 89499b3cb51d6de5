from collections.abc import Mapping
from types import MappingProxyType

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.formats import date_format

from acties.models import Knelpunt


class KnelpuntTabel(tables.Table):
    """Bottlenecks and chances, what moved last on top."""

    titel = tables.Column(verbose_name="Knelpunt of kans", linkify=True, attrs={"td": {"class": "actie-titel"}})
    soort = tables.Column(verbose_name="Soort")
    over = tables.Column(verbose_name="Gaat over", empty_values=(), orderable=False)
    partij = tables.Column(verbose_name="Wie", order_by=("partij__volgorde", "wie_naam"))
    doorbraakteam = tables.Column(verbose_name="Doorbraakteam")
    gemeld_op = tables.Column(verbose_name="Gemeld op", attrs={"td": {"class": "dag"}})
    stand = tables.Column(verbose_name="Stand", attrs={"td": {"class": "actie-status"}})

    class Meta:
        model = Knelpunt
        fields = ["titel", "soort", "over", "partij", "doorbraakteam", "gemeld_op", "stand"]
        attrs = {"class": "table table-hover actie-tabel"}
        empty_text = "Er zijn geen knelpunten en kansen die bij uw keuze passen. Kies iets anders, of wis de keuze."

    def render_over(self, record):
        return over(record)

    def render_partij(self, record):
        return record.wie_tekst

    def render_doorbraakteam(self, value):
        return "nodig" if value else "nee"

    def render_gemeld_op(self, value):
        return date_format(value, "j b Y")

    def render_stand(self, record):
        return render_to_string("components/status.html", {"status": record.stand, "naam": record.get_stand_display()})


def over(each: Knelpunt, projecten: Mapping[str, str] = MappingProxyType({})) -> str:
    """'Actie 12: Contingent, Liendert', or the theme. `projecten` has the names of projects by code."""
    parts = [f"Actie {each.actie.nummer}: {each.actie.titel}"] if each.actie else []
    parts += [str(plek) for plek in (each.wijk, each.gebied) if plek]
    if each.project:
        parts.append(f"project {projecten.get(each.project, each.project)}")
    return ", ".join(parts) or str(each.thema or "de hele samenwerking")
