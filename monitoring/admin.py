from django.contrib import admin

from basis.beheer import AlleenLezenAdmin, BeheerAdmin
from monitoring.aanpassen import in_unit
from monitoring.models import Doelstelling, Rekenstand


@admin.register(Doelstelling)
class DoelstellingAdmin(BeheerAdmin):
    """What was agreed stays: a goal is adjusted on its own page, which keeps the old one (`monitoring.aanpassen`)."""

    list_display = ["indicator", "omschrijving", "soort", "uiterlijk", "sinds", "vervangen_door"]
    list_filter = ["indicator", "soort"]

    def get_exclude(self, request, obj=None):
        """A new goal has not been replaced yet; an agreed one shows its numbers as people write them."""
        return ["waarde", "waarde_tot", "nulwaarde"] if obj else ["vervangen_door", "reden"]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["indicator", "soort", "waarden", "uiterlijk", "sinds", "vervangen_door", "reden"]
        return fixed if obj else []

    @admin.display(description="afgesproken waarde")
    def waarden(self, obj):
        """'1.380', '350 tot 430', '15 %'; a goal in words has none."""
        found = [in_unit(value, obj) for value in (obj.waarde, obj.waarde_tot) if value is not None]
        start = f" (uitgangswaarde {in_unit(obj.nulwaarde, obj)})" if obj.nulwaarde is not None else ""
        return " tot ".join(found) + start or "in woorden"


@admin.register(Rekenstand)
class RekenstandAdmin(AlleenLezenAdmin):
    list_display = ["halfjaar", "versie", "berekend_op"]
