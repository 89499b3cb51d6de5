from django.contrib import admin
from django.utils import timezone

from acties.models import Actie, Actieindicator, Doel, LopendeInzet, Mijlpaal, Overlegvorm, Prioriteitsgebied, Thema
from acties.wijzigen import may_change
from basis.beheer import AlleenLezenAdmin, BeheerAdmin


@admin.register(Thema)
class ThemaAdmin(BeheerAdmin):
    list_display = ["nummer", "naam"]


@admin.register(Doel)
class DoelAdmin(BeheerAdmin):
    list_display = ["tekst", "thema", "volgorde"]


@admin.register(Actie)
class ActieAdmin(AlleenLezenAdmin):
    """An action changes on its own page ('Actie wijzigen'), where the rules of the years are known."""

    list_display = ["nummer", "jaar", "titel", "thema", "status"]
    list_filter = ["jaar", "thema"]


@admin.register(Actieindicator)
class ActieindicatorAdmin(AlleenLezenAdmin):
    """Which figure an action should move; it is chosen on the page of the action."""

    list_display = ["actie", "code"]
    list_filter = ["code"]


@admin.register(Mijlpaal)
class MijlpaalAdmin(BeheerAdmin):
    """The name of a milestone. A new one, or another date with its reason, is written on the page of the action."""

    list_display = ["naam", "actie", "gepland_op", "gehaald_op"]
    list_filter = ["actie__jaar"]
    readonly_fields = ["actie", "gepland_op", "gehaald_op"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        mine = super().has_change_permission(request, obj)
        return mine and (obj is None or may_change(obj.actie, timezone.localdate()))


@admin.register(LopendeInzet)
class LopendeInzetAdmin(BeheerAdmin):
    """The work that runs anyway; a note is written beside the actions."""

    list_display = ["tekst", "thema", "volgorde"]
    list_filter = ["thema"]
    readonly_fields = ["noot"]


@admin.register(Prioriteitsgebied)
class PrioriteitsgebiedAdmin(BeheerAdmin):
    list_display = ["gebied", "sinds", "aanpak_sinds", "tot"]
    filter_horizontal = ["partners"]


@admin.register(Overlegvorm)
class OverlegvormAdmin(BeheerAdmin):
    """The structure of meetings: how often each is, and which parties sit there."""

    list_display = ["naam", "frequentie", "actief"]
    filter_horizontal = ["partijen", "themas"]
