"""The admin site of the administrators: nobody else sees that it is there."""

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from basis.geschiedenis import VRAAG, geschiedenis
from basis.models import Wijziging

KIES = "Kies…"


class BeheerSite(admin.AdminSite):
    site_header = site_title = "Beheer"
    index_title = "Gebruikers, partijen, doelen en lijsten"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_active and request.user.has_perm("basis.beheer")

    @login_not_required
    def login(self, request, extra_context=None):
        """There is one page to log in, for everybody."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def password_change(self, request, extra_context=None):
        """There is one page to change a password, and it leaves a line in the trail."""
        return redirect("basis:wachtwoord")

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded


class BeheerAdmin(admin.ModelAdmin):
    """What administrators may edit. Every changed field is kept in the trail; nothing is deleted."""

    def has_module_permission(self, request):
        return request.user.has_perm("basis.beheer")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("basis.beheer")

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """The list; an address with a day or number that cannot be leads to the whole of it."""
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return redirect(request.path)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form, and below it what was changed before."""
        found = self.get_object(request, object_id) if object_id else None
        trail = {"wijzigingen": geschiedenis(request, found)} if found else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **trail})

    def history_view(self, request, object_id, extra_context=None):
        """There is one history of a row: the trail, below its form."""
        address = reverse(admin_urlname(self.opts, "change"), args=[object_id])
        return redirect(f"{address}?{VRAAG}=1#{VRAAG}")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **{"empty_label": KIES, **kwargs})

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        include_blank = db_field.blank or not db_field.has_default()
        kwargs.setdefault("choices", db_field.get_choices(include_blank, blank_choice=[("", KIES)]))
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        old = type(obj)._default_manager.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if not change:
            Wijziging.objects.log(obj, by=request.user, veld="nieuw", naar=str(obj))
            return
        lists = {field.name for field in obj._meta.many_to_many}
        for name in form.changed_data:
            before = _words(form.initial[name]) if name in lists else getattr(old, name, "")
            after = "" if "password" in name else form.cleaned_data.get(name, "")
            Wijziging.objects.log_field(obj, name, by=request.user, van=before, naar=_words(after))


class AlleenLezenAdmin(BeheerAdmin):
    """What administrators may see, but nobody edits by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def _words(value) -> str:
    return ", ".join(map(str, value)) if hasattr(value, "__iter__") and not isinstance(value, str) else str(value)
