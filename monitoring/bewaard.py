"""Keeps the made part of a page until something it shows has changed.

What a page shows is the same for everyone who may see the same things, so the main content is kept as HTML, charts
and all. The key names everything it is made of; a change of any of it is another key, and nothing has to be cleared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from acties.models import Statusmelding
from basis.models import Gebruiker, Wijziging
from monitoring import charts, context, reeksen
from monitoring.dashboards import Kop

UREN = 3600


@dataclass(frozen=True)
class Bewaard:
    """A page without its frame: the opening, and the HTML below it."""

    kop: Kop
    html: str


def stand() -> tuple:
    """Changes with every figure, status, success, goal or list, and every day."""
    newest = [model.objects.aggregate(pk=Max("pk"))["pk"] for model in (Wijziging, Statusmelding, LogEntry)]
    return (reeksen.generation(), *newest, timezone.localdate(), fictief())


def fictief() -> bool:
    return context.site(None)["fictieve_cijfers"]


def zicht(user: Gebruiker) -> str:
    """Who sees the same: the municipality, each corporation, and all other readers."""
    if user.is_gemeente:
        return "gemeente"
    return f"partij-{user.partij_id}" if user.has_perm("voorraad.add_levering", user.partij) else "lezer"


def pagina(naam: str, bouw: Callable[[], object], *deel: object) -> Bewaard:
    """The page `naam` for this part of the figures (`deel`), made by `bouw` when it is not there yet.

    `bouw` gives an object with a `kop`; the template is monitoring/_<naam>.html and gets it as `pagina`.
    """
    key = hashlib.sha256(repr((naam, *map(str, deel), *stand())).encode()).hexdigest()
    found = cache.get(f"pagina-{key}")
    if found is None:
        shown = bouw()
        html = render_to_string(f"monitoring/_{naam}.html", {"pagina": shown, "sjabloon": charts.SJABLOON})
        found = Bewaard(shown.kop, html)
        cache.set(f"pagina-{key}", found, UREN)
    return found
