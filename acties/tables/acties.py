import django_tables2 as tables
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html

from acties.models import Actie


def _empty_first(name: str):
    """Order by `name` with the empty ones first, on every database alike."""

    def order(self, queryset, is_descending):
        field = F(name)
        return queryset.order_by(field.desc(nulls_last=True) if is_descending else field.asc(nulls_first=True)), True

    return order


class ActieTabel(tables.Table):
    """The actions. Lists of parties are prefetched: the number of queries does not follow the rows."""

    jaar = tables.Column(verbose_name="Jaar", attrs={"td": {"class": "getal"}, "th": {"class": "getal"}})
    nummer = tables.Column(verbose_name="Nr", attrs={"td": {"class": "getal"}, "th": {"class": "getal"}})
    titel = tables.Column(verbose_name="Actie", linkify=True, attrs={"td": {"class": "actie-titel"}})
    thema = tables.Column(verbose_name="Thema", empty_values=())
    trekkers = tables.ManyToManyColumn(verbose_name="Trekkers", separator=", ", orderable=False)
    planning = tables.Column(verbose_name="Planning", attrs={"td": {"class": "actie-planning"}})
    status = tables.Column(verbose_name="Status", attrs={"td": {"class": "actie-status"}})
    bijgewerkt_op = tables.Column(verbose_name="Bijgewerkt", default="nog niet")

    class Meta:
        model = Actie
        fields = ["jaar", "nummer", "titel", "thema", "trekkers", "planning", "status", "bijgewerkt_op"]
        attrs = {"class": "table table-hover actie-tabel acties-kort"}
        empty_text = "Er zijn geen acties die bij uw keuze passen. Kies iets anders, of wis de keuze."

    order_thema = _empty_first("thema__nummer")
    order_planning = _empty_first("deadline")
    order_bijgewerkt_op = _empty_first("bijgewerkt_op")

    def render_titel(self, record, value):
        """With its number, which on a phone has no column of its own."""
        return format_html('<span class="op-telefoon">{}. </span>{}', record.nummer, value)

    def render_thema(self, record):
        return str(record.thema) if record.thema else "boven de thema’s"

    def render_status(self, record):
        context = {"status": record.status, "naam": record.get_status_display()}
        told = render_to_string("components/status.html", context)
        if not record.doorgezet:
            return told
        return format_html('{}<br><span class="stil klein">doorgezet naar {}</span>', told, record.doorgezet.jaar)

    def render_bijgewerkt_op(self, value):
        return date_format(value, "j b Y")
