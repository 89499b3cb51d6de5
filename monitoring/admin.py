from django.contrib import admin

from basis.beheer import AlleenLezenAdmin, BeheerAdmin
from monitoring.models import Doelstelling, Rekenstand


@admin.register(Doelstelling)
class DoelstellingAdmin(BeheerAdmin):
    """What was agreed stays: an adjusted goal is a new row, and the old one points to it with the reason."""

    list_display = ["indicator", "omschrijving", "soort", "uiterlijk", "sinds", "vervangen_door"]
    list_filter = ["indicator", "soort"]

    def get_readonly_fields(self, request, obj=None):
        return ["indicator", "soort", "waarde", "waarde_tot", "nulwaarde", "uiterlijk", "sinds"] if obj else []


@admin.register(Rekenstand)
class RekenstandAdmin(AlleenLezenAdmin):
    list_display = ["halfjaar", "versie", "berekend_op"]
