import django_tables2 as tables
from django.utils.html import format_html

PER_PAGINA = 200


class FoutTable(tables.Table):
    """The errors of a delivery: where, what was found, what is expected."""

    blad = tables.Column(verbose_name="Blad")
    cel = tables.Column(verbose_name="Cel")
    kolom = tables.Column(verbose_name="Kolom")
    gevonden = tables.Column(verbose_name="Gevonden", attrs={"td": {"class": "gevonden"}})
    verwacht = tables.Column(verbose_name="Verwacht")

    class Meta:
        orderable = False
        attrs = {"class": "table table-hover bevindingen"}


class WaarschuwingTable(FoutTable):
    """The warnings, each with what the party says about it: to be filled in while `form` is given."""

    toelichting = tables.Column(verbose_name="Uitleg", empty_values=())

    class Meta(FoutTable.Meta):
        pass

    def __init__(self, *args, form=None, opmerkingen=None, toon_opmerking=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.form, self.opmerkingen, self.toon_opmerking = form, opmerkingen, toon_opmerking

    def render_toelichting(self, record):
        said = record.toelichting or "nog geen uitleg"
        if self.form is not None:
            said = _field(self.form[f"uitleg-{record.pk}"])
        if self.opmerkingen is not None:
            return format_html("{}<br>{}", said, _field(self.opmerkingen[f"opmerking-{record.pk}"], zichtbaar=True))
        if not record.opmerking or not self.toon_opmerking:
            return said
        return format_html('<p class="opmerking"><strong>De gemeente:</strong> {}</p>{}', record.opmerking, said)


def _field(field, zichtbaar=False):
    """A field in a cell, with its label for who cannot see the table."""
    hoe = "klein stil" if zichtbaar else "visually-hidden"
    name = "Opmerking van de gemeente" if zichtbaar else field.label
    label = format_html('<label class="{}" for="{}">{}</label>', hoe, field.id_for_label, name)
    return format_html("{}{}{}", label, field, field.errors)
