import django_tables2 as tables
from django.utils.html import format_html

PER_PAGINA = 200
RECHTS = {"td": {"class": "getal"}, "th": {"class": "getal"}}


class FoutTable(tables.Table):
    """The errors of a delivery: where, what was found, what is expected."""

    blad = tables.Column(verbose_name="Blad")
    rij = tables.Column(verbose_name="Rij")
    kolom = tables.Column(verbose_name="Kolom")
    gevonden = tables.Column(verbose_name="Gevonden", attrs={"td": {"class": "gevonden"}})
    verwacht = tables.Column(verbose_name="Verwacht")

    class Meta:
        orderable = False
        attrs = {"class": "table table-hover bevindingen"}


class WaarschuwingTable(FoutTable):
    """The warnings, each with what the party says about it: to be filled in while `form` is given."""

    rij = tables.Column(verbose_name="Rij", attrs=RECHTS)
    toelichting = tables.Column(verbose_name="Uitleg", empty_values=())

    class Meta(FoutTable.Meta):
        pass

    def __init__(self, *args, form=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.form = form

    def render_toelichting(self, record):
        if self.form is None:
            return record.toelichting or "nog geen uitleg"
        field = self.form[f"uitleg-{record.pk}"]
        label = format_html('<label class="visually-hidden" for="{}">{}</label>', field.id_for_label, field.label)
        return format_html("{}{}{}", label, field, field.errors)
