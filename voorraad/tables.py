import django_tables2 as tables
from django.utils.html import format_html

from voorraad.models import Bevinding

PER_PAGINA = 200


class FoutTable(tables.Table):
    """The errors of a delivery: where, what was found, what is expected."""

    class Meta:
        model = Bevinding
        fields = ["blad", "rij", "kolom", "gevonden", "verwacht"]
        orderable = False
        attrs = {"class": "table table-hover bevindingen"}
        empty_text = ""

    rij = tables.Column(verbose_name="rij", attrs={"td": {"class": "getal"}, "th": {"class": "getal"}})
    gevonden = tables.Column(empty_values=(None,))

    def render_gevonden(self, value):
        return format_html("<q class='gevonden'>{}</q>", value) if value else "(leeg)"


class WaarschuwingTable(FoutTable):
    """The warnings, each with what the party says about it: to be filled in while `form` is given."""

    toelichting = tables.Column(verbose_name="uitleg", empty_values=())

    class Meta(FoutTable.Meta):
        fields = ["blad", "rij", "kolom", "gevonden", "verwacht", "toelichting"]

    def __init__(self, *args, form=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.form = form

    def render_toelichting(self, record):
        if self.form is None:
            return record.toelichting or "nog geen uitleg"
        field = self.form[f"uitleg-{record.pk}"]
        return format_html(
            '<label class="visually-hidden" for="{}">{}</label>{}{}',
            field.id_for_label,
            field.label,
            field,
            field.errors,
        )
