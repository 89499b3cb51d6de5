"""The overview for the BO: read it, prepare its texts, freeze it, and make it public."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View
from django.views.decorators.http import require_GET

from acties.models import Overleg
from acties.overleg.verslagleggen import Botsing
from monitoring import bewaard
from monitoring.dashboards import Kop
from monitoring.forms.jaaroverzicht import TekstenForm
from monitoring.jaaroverzicht import bevriezen, bladzijde, openen, story, teksten, vorm
from monitoring.jaaroverzicht.verschillen import Verschil, verschillen
from monitoring.models import Jaaroverzicht, Vastlegging
from monitoring.tijdvak import Tijdvak, tijdvakken
from monitoring.zinnen import jaaroverzicht as zinnen


@dataclass(frozen=True)
class Pagina:
    """A story to show: its content, the sections of the page, and how the figures of now differ from what was frozen.

    `gelijk`: figures that read the same and are made of other numbers by now.
    """

    kop: Kop
    inhoud: dict
    delen: list[dict]
    anders: list[Verschil] = field(default_factory=list)
    gelijk: list[Verschil] = field(default_factory=list)
    anders_zin: str = ""


@login_not_required
@require_GET
def lijst(request):
    """Which overviews there are; without login only what is public."""
    rows = {row.tijdvak for row in Jaaroverzicht.objects.visible_to(request.user)}
    asked = [each for each in tijdvakken(timezone.localdate()) if reads_all(request) or each in rows]
    public = _newest(Vastlegging.objects.openbaar())
    frozen = _newest(Vastlegging.objects.visible_to(request.user))
    shown = [(tijdvak, public.get(tijdvak), frozen.get(tijdvak)) for tijdvak in asked]
    return render(request, "monitoring/jaaroverzichten.html", {"overzichten": shown})


@login_not_required
@require_GET
def overzicht(request, tijdvak):
    """The newest public version; for who is logged in the figures of now until there is one, or when asked for."""
    row, there = gekozen(request, tijdvak)
    if not there:
        return redirect_to_login(request.get_full_path())
    return _toon(request, tijdvak, row, _frozen(request, row) if row else _live(tijdvak))


@login_not_required
@require_GET
def vastlegging(request, tijdvak, versie):
    """One version at its own address, which stays the same."""
    row, there = gekozen(request, tijdvak, versie)
    if not there:
        return redirect_to_login(request.get_full_path())
    return _toon(request, tijdvak, row, _frozen(request, row), versie)


def gekozen(request, tijdvak: Tijdvak, versie: int | None = None) -> tuple[Vastlegging | None, bool]:
    """Which version this reader sees, and whether there is something to see: without a version the figures of now.

    Raises Http404 where somebody who is logged in asks for a version that is not there.
    """
    _check(tijdvak)
    rows, all_ = versies(request, tijdvak), reads_all(request)
    if versie is not None:
        row = rows.filter(versie=versie).first()
        if row is None and all_:
            raise Http404
        return row, row is not None
    public = rows.openbaar().first()
    now = all_ and request.GET.get("cijfers") == "nu"
    return (None if now else public), all_ or public is not None


def adressen(request, tijdvak: Tijdvak, versie: int | None) -> dict[str, str]:
    """Where the same version is read, projected, told and taken along."""
    args = [tijdvak] if versie is None else [tijdvak, versie]
    now = versie is None and reads_all(request) and request.GET.get("cijfers") == "nu"
    query = "?cijfers=nu" if now else ""
    suffix = "" if versie is None else "_versie"
    names = "projectie", "spreker", "los", "beginnen"
    found = {name: reverse(f"monitoring:{name}{suffix}", args=args) + query for name in names}
    pagina = "jaaroverzicht" if versie is None else "vastlegging"
    return found | {"pagina": reverse(f"monitoring:{pagina}", args=args) + query}


def gekozen_overleg(request) -> Overleg | None:
    """The meeting at which this is projected; none where the number in the address is not one."""
    asked = request.GET.get("overleg", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return Overleg.objects.visible_to(request.user).select_related("vorm").filter(pk=int(asked)).first()


def _live(tijdvak: Tijdvak) -> bewaard.Bewaard:
    def made() -> Pagina:
        inhoud = story.story(tijdvak, timezone.localdate(), teksten.eigen(tijdvak))
        found = _sinds_versie(Vastlegging.objects.van(tijdvak).first())
        return Pagina(Kop(tijdvak.titel, "Met de cijfers van nu."), inhoud, bladzijde.delen(inhoud), *found)

    return bewaard.pagina("jaaroverzicht", made, tijdvak, "nu")


def _sinds_versie(newest: Vastlegging | None) -> tuple:
    """How the figures of now differ from the newest version; nothing where there is none that can be read."""
    if newest is None or not openen.is_leesbaar(newest, openbaar=False):
        return ()
    return _anders(openen.lees(newest), newest.versie)


def _anders(inhoud: dict, versie: int | None = None) -> tuple[list[Verschil], list[Verschil], str]:
    found = verschillen(inhoud)
    moved, same = ([each for each in found if each.gelijk is gelijk] for gelijk in (False, True))
    return moved, same, zinnen.anders(len(moved), len(same), versie) if inhoud.get("cijfers") else ""


def _frozen(request, row: Vastlegging) -> bewaard.Bewaard | openen.Beschadigd:
    """The kept page of a version, or why there is none. The hash is checked each time."""
    public = not reads_all(request)
    try:
        inhoud = openen.lees(row, openbaar=public)
    except openen.Beschadigd as why:
        return why

    def made() -> Pagina:
        day = date_format(timezone.localtime(row.op), "j F Y")
        moved, same, said = _anders(inhoud)
        kop = Kop(row.jaaroverzicht.tijdvak.titel, f"Zoals vastgelegd op {day}.")
        shown = ([], [], zinnen.anders(len(moved)) if said else "") if public else (moved, same, said)
        return Pagina(kop, inhoud, bladzijde.delen(inhoud), *shown)

    return bewaard.pagina("jaaroverzicht", made, row.pk, public)


def _toon(request, tijdvak: Tijdvak, row, kept: bewaard.Bewaard | openen.Beschadigd, versie: int | None = None):
    """`row` is the version that is shown; where it cannot be read `kept` is why."""
    why = kept if isinstance(kept, openen.Beschadigd) else None
    context = {
        "tijdvak": tijdvak,
        "vastlegging": row,
        "versies": versies(request, tijdvak),
        "openbaar": set(versies(request, tijdvak).openbaar().values_list("pk", flat=True)),
        "kop": Kop(tijdvak.titel) if why else kept.kop,
        "html": "" if why else kept.html,
        "beschadigd": why is not None,
        "onbekend": isinstance(why, openen.Onbekend),
        "adressen": adressen(request, tijdvak, versie),
        "overleg": gekozen_overleg(request),
    }
    return render(request, "monitoring/jaaroverzicht.html", context)


def _check(tijdvak: Tijdvak) -> None:
    if tijdvak not in tijdvakken(timezone.localdate()):
        raise Http404


def reads_all(request) -> bool:
    return request.user.has_perm("monitoring.view_dashboards")


def versies(request, tijdvak: Tijdvak):
    """The versions of an overview that this reader may see, newest first."""
    return Vastlegging.objects.visible_to(request.user).van(tijdvak)


def _newest(rows) -> dict[Tijdvak, Vastlegging]:
    ordered = rows.zonder_inhoud().select_related("jaaroverzicht").order_by("versie")
    return {row.jaaroverzicht.tijdvak: row for row in ordered}


class Voorbereiding(View):
    """A page for who may do this; for others nothing is there."""

    recht = ""

    def dispatch(self, request, tijdvak):
        if not request.user.has_perm(self.recht):
            raise Http404
        _check(tijdvak)
        return super().dispatch(request, tijdvak)

    def now(self, tijdvak: Tijdvak) -> dict:
        return story.story(tijdvak, timezone.localdate(), teksten.eigen(tijdvak))


class Teksten(Voorbereiding):
    """The municipality prepares the texts; what the system wrote stays beside them."""

    recht = "monitoring.prepare_jaaroverzicht"

    def get(self, request, tijdvak):
        return self.page(tijdvak, self.form(tijdvak))

    def post(self, request, tijdvak):
        form = self.form(tijdvak, request.POST)
        if not form.is_valid():
            return self.page(tijdvak, form, 422)
        terug = request.POST.get("terug", "")
        try:
            typed = form.typed(terug)
            count = teksten.write(tijdvak, form.plaatsen, typed, form.seen(), by=request.user, weg=form.weg())
        except Botsing as both:
            form.bots(both.nu)
            return self.page(tijdvak, form, 409, botsing=True)
        frozen = versies(request, tijdvak).exists()
        messages.success(request, _bewaard(count, frozen))
        if terug or not frozen:
            return redirect("monitoring:teksten" if terug else "monitoring:jaaroverzicht", tijdvak)
        return redirect(f"{reverse('monitoring:jaaroverzicht', args=[tijdvak])}?cijfers=nu")

    def form(self, tijdvak, data=None) -> TekstenForm:
        plekken = teksten.plaatsen(self.now(tijdvak))
        return TekstenForm(data, plaatsen=plekken, los=teksten.los(tijdvak, plekken))

    def page(self, tijdvak, form, code=200, **extra):
        context = {"form": form, "tijdvak": tijdvak, **extra}
        return render(self.request, "monitoring/teksten.html", context, status=code)


def _bewaard(count: int, frozen: bool) -> str:
    """What became of the texts: a version that is frozen keeps its own."""
    if not count:
        return "Niets gewijzigd: alles stond er al."
    return f"De teksten zijn bewaard.{' Ze staan in de volgende versie.' if frozen else ''}"


class Vastleggen(Voorbereiding):
    """What would be frozen, the versions there are, and what everybody can read of them."""

    recht = "monitoring.freeze_jaaroverzicht"

    def get(self, request, tijdvak):
        inhoud = self.now(tijdvak)
        frozen = versies(request, tijdvak).zonder_inhoud()
        context = {
            "tijdvak": tijdvak,
            "inhoud": vorm.openbaar(inhoud),
            "versies": [(row, row.publicaties.open().first()) for row in frozen],
            "nieuwste": frozen.first(),
            "volgende": len(frozen) + 1,
            "is_openbaar": frozen.openbaar().exists(),
            "er_zijn_cijfers": story.has_figures(inhoud),
            "nog_open": story.open_ends(inhoud),
        }
        return render(request, "monitoring/vastleggen.html", context)

    def post(self, request, tijdvak):
        try:
            row, new = bevriezen.freeze(tijdvak, by=request.user, today=timezone.localdate())
        except bevriezen.ZonderCijfers:
            messages.error(request, "Er zijn nog geen cijfers vastgesteld. Vastleggen kan na de eerste levering.")
        except bevriezen.InBerekening:
            messages.warning(
                request, "De cijfers worden nu doorgerekend. Er is nog niets vastgelegd; probeer het over een minuut."
            )
        else:
            said = f"Versie {row.versie} is vastgelegd." if new else f"Versie {row.versie} is nog precies zo."
            messages.success(request, said)
        return redirect("monitoring:vastleggen", tijdvak)
