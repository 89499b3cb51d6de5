from django.contrib import admin

from basis.beheer import AlleenLezenAdmin, BeheerAdmin
from voorraad.models import Codewaarde, Huurgrens, Levering


@admin.register(Codewaarde)
class CodewaardeAdmin(BeheerAdmin):
    list_display = ["naam", "lijst", "code", "vera_lijst", "vera_code", "urgent", "actief"]
    list_filter = ["lijst", "actief", "urgent"]
    search_fields = ["naam", "code", "vera_code"]

    def get_readonly_fields(self, request, obj=None):
        """A code that rows may hold does not change; its name, and whether it may still be chosen, can."""
        return ["lijst", "code"] if obj else []


@admin.register(Huurgrens)
class HuurgrensAdmin(BeheerAdmin):
    list_display = ["jaar", "grens", "bedrag", "bron", "te_controleren"]
    list_filter = ["jaar", "te_controleren"]


@admin.register(Levering)
class LeveringAdmin(AlleenLezenAdmin):
    """To look at only: what happens to a delivery happens on its own page."""

    list_display = ["partij", "halfjaar", "versie", "status", "verwerking", "aangemaakt_op"]
    list_filter = ["status", "verwerking", "partij"]
