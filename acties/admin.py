from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm

from acties.forms.acties import TUSSEN
from acties.models import Actie, Actieindicator, Doel, LopendeInzet, Mijlpaal, Overlegvorm, Prioriteitsgebied, Thema
from basis.beheer import BeheerAdmin


@admin.register(Thema)
class ThemaAdmin(BeheerAdmin):
    list_display = ["nummer", "naam"]


@admin.register(Doel)
class DoelAdmin(BeheerAdmin):
    list_display = ["tekst", "thema", "volgorde"]


class ActieForm(ModelForm):
    def clean(self):
        cleaned = super().clean()
        doel, thema = cleaned.get("doel"), cleaned.get("thema")
        if doel and doel.thema != thema:
            self.add_error(
                "doel", ValidationError(f"Dit doel hoort bij ‘{doel.thema}’. Kies een doel van het thema van de actie.")
            )
        if self.instance.pk and self.instance in cleaned.get("verwant", []):
            self.add_error(
                "verwant", ValidationError("Een actie hangt niet samen met zichzelf. Kies een andere actie.")
            )
        return cleaned


@admin.register(Actie)
class ActieAdmin(BeheerAdmin):
    """What the action is; its status has its own page, with an explanation."""

    list_display = ["nummer", "jaar", "titel", "thema", "status"]
    list_filter = ["jaar", "thema"]
    filter_horizontal = ["trekkers", "partners", "verwant", "gebieden"]
    form = ActieForm
    readonly_fields = ["status", "officiele_tekst", "noot", "vindplaats"]

    def save_model(self, request, obj, form, change):
        """Keep what others may have written since this form was opened: the status and the official wording."""
        if change:
            now = Actie.objects.select_for_update().get(pk=obj.pk)
            for name in ("versie", "bijgewerkt_op", *self.readonly_fields):
                setattr(obj, name, getattr(now, name))
        super().save_model(request, obj, form, change)


@admin.register(Actieindicator)
class ActieindicatorAdmin(BeheerAdmin):
    """Which figure an action should move."""

    list_display = ["actie", "code"]
    list_filter = ["code"]


class MijlpaalBeheerForm(ModelForm):
    def clean_gepland_op(self):
        day = self.cleaned_data["gepland_op"]
        for check in TUSSEN:
            check(day)
        return day


@admin.register(Mijlpaal)
class MijlpaalAdmin(BeheerAdmin):
    """New milestones and their names; a date changes on the page of the action, with a reason."""

    form = MijlpaalBeheerForm

    list_display = ["naam", "actie", "gepland_op", "gehaald_op"]
    list_filter = ["actie__jaar"]

    def get_readonly_fields(self, request, obj=None):
        return ["actie", "gepland_op", "gehaald_op"] if obj else ["gehaald_op"]


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
