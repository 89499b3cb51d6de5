"""Keeps the made part of a page until something it shows has changed.

What a page shows is the same for everyone who may see the same things, so the main content is kept as HTML, charts
and all. The key names what it is made of: figures, the trail (every change of an action, goal or list leaves a line
there), the day, and the program itself. A change of any of it is another key, and nothing has to be cleared.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone

from basis.models import Gebruiker, Wijziging
from monitoring import context, tekeningen
from monitoring.dashboards import Kop
from monitoring.models import Rekenstand

BEWAARTIJD = 3600  # seconds
Gemaakt = TypeVar("Gemaakt")


@dataclass(frozen=True)
class Bewaard:
    """A page without its frame: the opening, and the HTML below it."""

    kop: Kop
    html: str


def stand() -> tuple:
    """Changes with every figure, status, success, goal or list, and every day."""
    return *versions(), timezone.localdate(), context.fictief(), _program()


def versions() -> tuple[int, int]:
    """The generation of the figures and the length of the trail, in one question: every page asks it."""
    figures, trail = Rekenstand._meta.db_table, Wijziging._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT SUM(versie) FROM {figures}), (SELECT COUNT(*) FROM {trail})")  # noqa: S608
        return cursor.fetchone()


@functools.cache
def _program() -> str:
    """Fingerprint of what makes pages, so that a new version of the program does not show pages of the old one."""
    rooms = [settings.ROOT / "templates", settings.ROOT / "monitoring"]
    files = sorted(path for room in rooms for path in room.rglob("*") if path.suffix in (".html", ".py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def zicht(user: Gebruiker) -> str:
    """Who sees the same: the municipality, each corporation, and all other readers."""
    if user.is_gemeente:
        return "gemeente"
    return f"partij-{user.partij_id}" if user.has_perm("voorraad.add_levering", user.partij) else "lezer"


def pagina(naam: str, bouw: Callable[[], object], *deel: object) -> Bewaard:
    """The page `naam` for this part of the figures (`deel`), made by `bouw` when it is not there yet.

    `bouw` gives an object with a `kop`; the template is monitoring/_<naam>.html and gets it as `pagina`.
    """

    def made() -> Bewaard:
        shown = bouw()
        html = render_to_string(f"monitoring/_{naam}.html", {"pagina": shown, "sjabloon": tekeningen.SJABLOON})
        return Bewaard(shown.kop, html)

    return bewaar(naam, made, *deel)


def bewaar(naam: str, maak: Callable[[], Gemaakt], *deel: object) -> Gemaakt:
    """What `maak` makes for this part of the figures; never None."""
    key = hashlib.sha256(repr((naam, *map(str, deel), *stand())).encode()).hexdigest()
    found = cache.get(f"pagina-{key}")
    if found is None:
        found = maak()
        cache.set(f"pagina-{key}", found, BEWAARTIJD)
    return found
