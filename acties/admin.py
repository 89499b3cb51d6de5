from django.contrib import admin

from acties.models import Actie, Doel, Mijlpaal, Prioriteitsgebied, Thema
from basis.beheer import BeheerAdmin


@admin.register(Thema)
class ThemaAdmin(BeheerAdmin):
    list_display = ["nummer", "naam"]


@admin.register(Doel)
class DoelAdmin(BeheerAdmin):
    list_display = ["tekst", "thema", "volgorde"]


@admin.register(Actie)
class ActieAdmin(BeheerAdmin):
    """What the action is; its status has its own page, with an explanation."""

    list_display = ["nummer", "jaar", "titel", "thema", "status"]
    list_filter = ["jaar", "thema"]
    filter_horizontal = ["trekkers", "partners", "verwant"]
    readonly_fields = ["status", "officiele_tekst", "noot", "vindplaats"]


@admin.register(Mijlpaal)
class MijlpaalAdmin(BeheerAdmin):
    list_display = ["naam", "actie", "gepland_op", "gehaald_op"]
    list_filter = ["actie__jaar"]


@admin.register(Prioriteitsgebied)
class PrioriteitsgebiedAdmin(BeheerAdmin):
    list_display = ["gebied", "sinds", "aanpak_sinds"]
    filter_horizontal = ["partners"]
