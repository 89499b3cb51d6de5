from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction

from basis.beheer import AlleenLezenAdmin, BeheerAdmin
from basis.forms import AnderWachtwoordForm, NieuweGebruikerForm
from basis.models import Buurt, Gebied, Gebruiker, Partij, Taak, Wijk, Wijziging

admin.site.unregister(Group)


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerAdmin, UserAdmin):
    list_display = ["username", "first_name", "last_name", "partij", "rol", "is_active", "last_login"]
    list_filter = ["rol", "partij", "is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password", "is_active"]}),
        ("Wie", {"fields": ["first_name", "last_name", "email"]}),
        ("Namens", {"fields": ["partij", "rol"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "partij", "rol"]}),
        ("Wachtwoord", {"fields": ["password1", "password2"]}),
    ]
    filter_horizontal = []
    add_form, change_password_form = NieuweGebruikerForm, AnderWachtwoordForm
    add_form_template = None  # Django's own adds a sentence in English

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):  # noqa: A002  the name that Django calls it by
        """Django stores the password by itself; leave a line in the trail, without the password."""
        response = super().user_change_password(request, id, form_url)
        if response.status_code == 302:
            Wijziging.objects.log(self.get_object(request, id), by=request.user, veld="wachtwoord")
        return response


@admin.register(Partij)
class PartijAdmin(BeheerAdmin):
    list_display = ["naam", "soort", "actief"]
    list_filter = ["soort"]
    filter_horizontal = ["corporaties"]


@admin.register(Gebied)
class GebiedAdmin(BeheerAdmin):
    list_display = ["naam", "code"]
    filter_horizontal = ["wijken", "buurten"]


@admin.register(Wijk, Buurt)
class GebiedenAdmin(AlleenLezenAdmin):
    list_display = ["code", "naam", "editie"]
    list_filter = ["editie"]
    search_fields = ["code", "naam"]


@admin.register(Wijziging)
class WijzigingAdmin(AlleenLezenAdmin):
    list_display = ["op", "omschrijving", "veld", "van", "naar", "door_naam"]
    list_filter = ["onderwerp", "op"]
    search_fields = ["omschrijving", "door_naam"]


@admin.register(Taak)
class TaakAdmin(AlleenLezenAdmin):
    list_display = ["soort", "sleutel", "status", "poging", "gevraagd_op", "klaar_op", "fout"]
    list_filter = ["status", "soort"]
