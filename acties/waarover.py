"""What a page is about: the action, theme, area or project that something reported from that page belongs to.

Names of projects come from where plan lists are known (`monitoring.overleg`): this app does not know them.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from acties.models import Actie, Thema
from basis.models import Buurt, Gebied, Wijk

ONZE = ("monitoring", "acties", "overleg", "voorraad")  # the rooms that have pages to come back to
LANGSTE_ADRES = 2000  # signs
Projectbron = Callable[[], dict[str, str]]
_projectbronnen: list[Projectbron] = []


def projectbron(function: Projectbron) -> Projectbron:
    """Register what knows the projects: code → name."""
    _projectbronnen.append(function)
    return function


def projecten() -> dict[str, str]:
    """The projects of the plan lists that are in the figures: code → name, in the order of the names."""
    found = {code: naam for source in _projectbronnen for code, naam in source().items()}
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def onze_pagina(adres: str) -> str:
    """The same address when it is a page of this site to go back to, else nothing: never a way to somewhere else, nor
    to a page of what is not there."""
    found = _match(adres)
    return adres if found and all(rows.exists() for rows in _rows(found).values()) else ""


def _match(adres: str) -> ResolverMatch | None:
    local = adres.startswith("/") and len(adres) <= LANGSTE_ADRES and adres.isprintable() and "#" not in adres
    if not local or not url_has_allowed_host_and_scheme(adres, allowed_hosts=None):
        return None
    try:
        found = resolve(urlsplit(adres).path)
    except Resolver404:
        return None
    return found if found.namespace in ONZE else None


def waarover(adres: str) -> dict[str, object]:
    """What the page at this address is about: `actie`, `thema`, `wijk` or `gebied`; nothing where it is about none."""
    found = _match(adres)
    rows = {name: rows.first() for name, rows in _rows(found).items()} if found else {}
    if rows.get("actie"):
        rows["actie"] = rows["actie"].newest
    return {name: row for name, row in rows.items() if row}


def _rows(found: ResolverMatch) -> dict[str, QuerySet]:
    """What a page is about, as the rows that it should be one of."""
    asked = found.kwargs
    about = {
        "actie": Actie.objects.filter(jaar=asked["jaar"], nummer=asked["nummer"]) if "nummer" in asked else None,
        "thema": Thema.objects.filter(slug=asked["slug"]) if found.view_name == "monitoring:thema" else None,
        "gebied": Gebied.objects.filter(code=asked["code"]) if found.view_name == "monitoring:gebied" else None,
        "wijk": _wijk(asked["code"]) if found.view_name == "monitoring:wijk" else None,
    }
    return {name: rows for name, rows in about.items() if rows is not None}


def _wijk(code: str):
    """The newest edition of a wijk, or of the wijk that a buurt lies in."""
    if code.startswith("BU"):
        code = Buurt.objects.filter(code=code).values_list("wijk__code", flat=True).first() or ""
    return Wijk.objects.filter(code=code).order_by("-editie")
