"""The overview for the BO to read: the list, the newest of a year or half-year, and each version."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from monitoring import bewaard
from monitoring.dashboards import Kop
from monitoring.jaaroverzicht import bladzijde, openen, story, teksten
from monitoring.jaaroverzicht.verschillen import Verschil, verschillen
from monitoring.models import Jaaroverzicht, Vastlegging
from monitoring.tijdvak import Tijdvak, tijdvakken
from monitoring.views.bewaren import niet_bewaren
from monitoring.views.versies import adressen, gekozen, gekozen_overleg, reads_all, versies
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
@require_safe
def lijst(request):
    """Which overviews there are; without login only what is public."""
    rows = {row.tijdvak for row in Jaaroverzicht.objects.visible_to(request.user)}
    asked = [each for each in tijdvakken(timezone.localdate()) if reads_all(request) or each in rows]
    public = _newest(Vastlegging.objects.openbaar())
    readable = Vastlegging.objects.visible_to(request.user)
    frozen = _newest(readable)
    shown = [(tijdvak, public.get(tijdvak), frozen.get(tijdvak)) for tijdvak in asked]
    context = {"overzichten": shown, "te_vergelijken": reads_all(request) or readable.count() > 1}
    return render(request, "monitoring/jaaroverzichten.html", context)


@login_not_required
@require_safe
@niet_bewaren
def overzicht(request, tijdvak):
    """The newest public version; for who is logged in the figures of now until there is one, or when asked for."""
    row, there = gekozen(request, tijdvak)
    if not there:
        return redirect_to_login(request.get_full_path())
    return _toon(request, tijdvak, row, _frozen(request, row) if row else _live(tijdvak))


@login_not_required
@require_safe
@niet_bewaren
def vastlegging(request, tijdvak, versie):
    """One version at its own address, which stays the same."""
    row, there = gekozen(request, tijdvak, versie)
    if not there:
        return redirect_to_login(request.get_full_path())
    return _toon(request, tijdvak, row, _frozen(request, row), versie)


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


def _anders(inhoud: dict, versie: int | None = None, *, public=False) -> tuple[list[Verschil], list[Verschil], str]:
    found = verschillen(inhoud, openbaar=public)
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
        moved, same, said = _anders(inhoud, public=public)
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
        "versies": versies(request, tijdvak).zonder_inhoud(),
        "openbaar": set(versies(request, tijdvak).openbaar().values_list("pk", flat=True)),
        "kop": Kop(tijdvak.titel) if why else kept.kop,
        "html": "" if why else kept.html,
        "beschadigd": why is not None,
        "onbekend": isinstance(why, openen.Onbekend),
        "adressen": adressen(request, tijdvak, versie),
        "overleg": gekozen_overleg(request),
    }
    return render(request, "monitoring/jaaroverzicht.html", context)


def _newest(rows) -> dict[Tijdvak, Vastlegging]:
    ordered = rows.zonder_inhoud().select_related("jaaroverzicht").order_by("versie")
    return {row.jaaroverzicht.tijdvak: row for row in ordered}
