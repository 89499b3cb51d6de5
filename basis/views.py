from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from basis import download, zoeken
from basis.afmelden import lees, meld_af
from basis.forms import LoginForm, MijnGegevensForm, WachtwoordForm
from basis.geschiedenis import daden
from basis.getallen import getal
from basis.models import Bericht, Gebruiker, Wijziging


class Login(auth.LoginView):
    template_name = "basis/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True


def onbegrepen(request, exception):
    """What was sent cannot be read; when it is too much, how much it is and may be. What was typed stays in the tab."""
    said = ""
    if isinstance(exception, RequestDataTooBig):
        most, size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, int(request.META.get("CONTENT_LENGTH") or 0)
        said = (
            f"Dit is te groot: samen {getal(size / 2**20, 1)} MB tekst, en er past hooguit {getal(most / 2**20, 1)} MB "
            "in. Een afbeelding kan hier niet; die hoort bij een actie. Ga terug: wat u typte staat er nog."
        )
    return render(request, "400.html", {"te_groot": said}, status=400)


class Wachtwoord(auth.PasswordChangeView):
    template_name = "basis/wachtwoord.html"
    form_class = WachtwoordForm
    success_url = reverse_lazy("basis:mijn_gegevens")

    def form_valid(self, form):
        Wijziging.objects.log(self.request.user, by=self.request.user, veld="wachtwoord")
        messages.success(self.request, "Uw wachtwoord is gewijzigd.")
        return super().form_valid(form)


def mijn_gegevens(request: HttpRequest) -> HttpResponse:
    user = Gebruiker.objects.select_related("partij").get(pk=request.user.pk)
    form = MijnGegevensForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        _save(form, by=request.user)
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("basis:mijn_gegevens")
    return render(request, "basis/mijn_gegevens.html", {"form": form})


@transaction.atomic
def _save(form: MijnGegevensForm, *, by) -> None:
    for name in form.changed_data:
        van, naar = form.in_words(name)
        Wijziging.objects.log_field(form.instance, name, by=by, van=van, naar=naar)
    form.save()


@require_GET
def wijzigingen(request: HttpRequest) -> HttpResponse:
    """The trail: administrators see all of it, others what they did themselves."""
    form = _asked(request)
    page = Paginator(zoeken.Regels(form.found()), 50).get_page(request.GET.get("page"))
    _link(page, request.user)
    return render(request, "basis/wijzigingen.html", {"pagina": page, "daden": daden(page), "form": form})


@require_GET
def wijzigingen_export(request: HttpRequest, vorm: str) -> HttpResponse:
    """What the page shows, as a file."""
    return download.tabel(zoeken.bestand(_asked(request), settings.DEMO), vorm, "wijzigingen")


def _asked(request: HttpRequest) -> zoeken.ZoekForm:
    """What this reader looks for, in the lines that they may see."""
    if not request.user.has_perm("basis.view_wijzigingen"):
        raise Http404
    form = zoeken.ZoekForm(request.GET, Wijziging.objects.visible_to(request.user))
    if not request.user.has_perm("basis.beheer"):
        del form.fields["wie"]  # all that they see is their own
    form.is_valid()
    return form


def _link(changes: Iterable[Wijziging], user) -> None:
    """Give each change the address of its subject, where that has one for this reader; one query per model."""
    numbers = defaultdict(set)
    for change in changes:
        numbers[change.onderwerp].add(change.onderwerp_id)
    subjects = {kind: apps.get_model(kind)._default_manager.in_bulk(found) for kind, found in numbers.items()}
    for change in changes:
        change.adres = _address(subjects[change.onderwerp].get(change.onderwerp_id), user)


def _address(subject, user) -> str:
    """The page of a subject; without one, administrators find it in the admin site."""
    if hasattr(subject, "get_absolute_url"):
        return subject.get_absolute_url()
    if subject is None or not user.has_perm("basis.beheer") or not admin.site.is_registered(type(subject)):
        return ""
    return reverse(admin_urlname(subject._meta, "change"), args=[subject.pk])


class Berichten(View):
    """What was written to this reader, newest first."""

    def get(self, request):
        mine = Bericht.objects.visible_to(request.user)
        page = Paginator(mine, 20).get_page(request.GET.get("page"))
        return render(request, "basis/berichten.html", {"pagina": page, "ongelezen": mine.ongelezen().count()})

    def post(self, request):
        Bericht.objects.visible_to(request.user).ongelezen().update(gelezen_op=timezone.now())
        return redirect("basis:berichten")


@require_GET
def bericht(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page that a notice is about; it counts as read."""
    found = get_object_or_404(Bericht.objects.visible_to(request.user), pk=pk)
    Bericht.objects.filter(pk=pk).ongelezen().update(gelezen_op=timezone.now())
    return redirect(found.adres)


@csrf_exempt
@login_not_required
def afmelden(request: HttpRequest, code: str) -> HttpResponse:
    """Less mail, from the link in a mail: without logging in, whoever is logged in here (RFC 8058)."""
    found = lees(code)
    if found is None:
        return render(request, "basis/afmelden.html", {"afmelding": None}, status=404)
    if request.method == "POST":
        meld_af(found)
        found = lees(code)
    return render(request, "basis/afmelden.html", {"afmelding": found})


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The way back is the address the form was sent to: every deed's address leads to the page it is done on."""
    account = request.path in (reverse("basis:login"), reverse("basis:logout"))
    return render(request, "basis/verlopen.html", {"terug": "" if account else request.path}, status=403)
