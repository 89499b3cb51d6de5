"""Two overviews on one page: frozen versions, or as they would be now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from monitoring import bewaard
from monitoring.jaaroverzicht import naast_elkaar, openen, story, teksten
from monitoring.models import Vastlegging
from monitoring.tijdvak import Tijdvak, tijdvakken
from monitoring.views.bewaren import niet_bewaren
from monitoring.views.versies import reads_all

NU = "nu"


@dataclass(frozen=True)
class Keus:
    """An overview to compare. `waarde` stands in the address: '2026-1/2' is version 2, '2026/nu' the figures of now."""

    waarde: str
    naam: str
    kort: str
    row: Vastlegging | None = None
    tijdvak: Tijdvak | None = None


@login_not_required
@require_safe
@niet_bewaren
def vergelijken(request):
    """Which two are asked for stands in the address; without a choice the newest version and the same a year before."""
    choices = {each.waarde: each for each in _keuzes(request)}
    if not choices and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    usual = {} if {"een", "ander"} <= {*request.GET} else _gewoon(_leesbare(request, choices.values()), choices)
    asked = [request.GET.get(name, usual.get(name, "")) for name in ("een", "ander")]
    pair = [choices.get(waarde) for waarde in asked]
    found = _vergeleken(request, pair) if all(pair) else None
    if not all(pair) and request.GET:
        messages.warning(request, "Dit overzicht is er niet. Kies hieronder twee overzichten.")
    context = {"keuzes": list(choices.values()), "een": pair[0], "ander": pair[1], "vergelijking": found}
    return render(request, "monitoring/vergelijken_overzichten.html", context)


def _gewoon(frozen: Iterable[Keus], choices: Collection[str] = ()) -> dict[str, str]:
    """The newest version beside the newest of the same kind a year before, or else beside the one before it.

    The only one stands beside the figures of now, where those may be chosen.
    """
    others = iter(frozen)
    newest = next(others, None)
    if newest is None:
        return {}
    tijdvak, others = newest.row.jaaroverzicht.tijdvak, list(others)
    asked = tijdvak.jaar_eerder
    before = next((each for each in others if each.row.jaaroverzicht.tijdvak == asked), others[0] if others else None)
    if before is None and (now := f"{tijdvak}/{NU}") in choices:
        return {"een": newest.waarde, "ander": now}
    return {"ander": newest.waarde} | ({"een": before.waarde} if before else {})


def _leesbare(request, choices: Iterable[Keus]) -> Iterator[Keus]:
    """The frozen versions that can be read, newest first."""
    public = not reads_all(request)
    return (each for each in choices if each.row and openen.is_leesbaar(each.row, openbaar=public))


def _keuzes(request) -> list[Keus]:
    """Every version that this reader may see, newest first, and for who is logged in those of now."""
    rows = Vastlegging.objects.visible_to(request.user).zonder_inhoud().select_related("jaaroverzicht")
    rows = sorted(rows, key=lambda row: (row.jaaroverzicht.tijdvak.volgorde, row.versie), reverse=True)
    found = [_vastgelegd(row) for row in rows]
    if reads_all(request):
        today = timezone.localdate()
        found += [Keus(f"{each}/{NU}", f"{each.titel}, met de cijfers van nu", f"{each}, nu", tijdvak=each)
                  for each in tijdvakken(today)]  # fmt: skip
    return found


def _vastgelegd(row: Vastlegging) -> Keus:
    tijdvak, day = row.jaaroverzicht.tijdvak, date_format(timezone.localtime(row.op), "j F Y")
    name = f"{tijdvak.titel}, versie {row.versie} ({day})"
    return Keus(f"{tijdvak}/{row.versie}", name, f"{tijdvak}, versie {row.versie}", row)


def _vergeleken(request, pair: list[Keus]) -> naast_elkaar.Vergelijking | None:
    try:
        contents = [_inhoud(request, each) for each in pair]
    except openen.Onbekend:
        messages.error(request, "Een van deze versies heeft een vorm die we niet kennen. Kies een andere.")
        return None
    except openen.Beschadigd:
        messages.error(request, "Een van deze versies is beschadigd. Daarom tonen we geen cijfers. Kies een andere.")
        return None
    return naast_elkaar.vergelijk(*contents, (pair[0].naam, pair[1].naam))


def _inhoud(request, keus: Keus) -> dict:
    """The frozen content with its number of version, or that of now."""
    if keus.row is None:
        tijdvak = keus.tijdvak
        return bewaard.bewaar(
            "story", lambda: story.story(tijdvak, timezone.localdate(), teksten.eigen(tijdvak)), tijdvak
        )
    public = not reads_all(request)
    return openen.lees(keus.row, openbaar=public) | {"versie": keus.row.versie}
