from django.contrib import admin

from basis.beheer import AlleenLezenAdmin, BeheerAdmin
from basis.getallen import getal, procent
from monitoring.indicatoren import INDICATOREN
from monitoring.models import Doelstelling, Rekenstand


@admin.register(Doelstelling)
class DoelstellingAdmin(BeheerAdmin):
    """What was agreed stays: an adjusted goal is a new row, and the old one points to it with the reason."""

    list_display = ["indicator", "omschrijving", "soort", "uiterlijk", "sinds", "vervangen_door"]
    list_filter = ["indicator", "soort"]

    def get_exclude(self, request, obj=None):
        """A new goal has not been replaced yet; an agreed one shows its numbers as people write them."""
        return ["waarde", "waarde_tot", "nulwaarde"] if obj else ["vervangen_door", "reden"]

    def get_readonly_fields(self, request, obj=None):
        return ["indicator", "soort", "waarden", "uiterlijk", "sinds"] if obj else []

    @admin.display(description="afgesproken waarde")
    def waarden(self, obj):
        """'1.380', '350 tot 430', '15 %'; a goal in words has none."""
        found = [_in_unit(value, obj) for value in (obj.waarde, obj.waarde_tot) if value is not None]
        start = f" (uitgangswaarde {_in_unit(obj.nulwaarde, obj)})" if obj.nulwaarde is not None else ""
        return " tot ".join(found) + start or "in woorden"

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A goal is replaced by another goal of the same indicator."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj:
            others = Doelstelling.objects.filter(indicator=obj.indicator).exclude(pk=obj.pk)
            form.base_fields["vervangen_door"].queryset = others
        return form


def _in_unit(value, doel: Doelstelling) -> str:
    """A share as a percentage; any other number with the decimals it has."""
    if doel.indicator in INDICATOREN and INDICATOREN[doel.indicator].is_aandeel:
        return procent(value)
    return getal(value, max(0, -value.normalize().as_tuple().exponent))


@admin.register(Rekenstand)
class RekenstandAdmin(AlleenLezenAdmin):
    list_display = ["halfjaar", "versie", "berekend_op"]
