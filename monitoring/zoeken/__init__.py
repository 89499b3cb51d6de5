"""Search over all that has words: a registry of sources, each of which says what a reader may see of it.

`bronnen` registers them; `overzicht` searches all, `pagina` one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Model, Q, QuerySet, When
from django.utils.safestring import SafeString

from basis.models import Gebruiker
from monitoring.zoeken.uitsnede import uitsneden
from monitoring.zoeken.vinden import filter_
from monitoring.zoeken.vraag import Vraag

EERSTE, OP_PAGINA = 5, 20  # hits of one kind beside the others, and on a page of their own
Rijen = Callable[[Gebruiker], QuerySet]


@dataclass(frozen=True)
class Bron:
    """One kind of things to find. `rijen` gives what a user may see, in the order of hits that are as good.

    The first of `velden` is its name and weighs most; `op_rang` is off where there may be very many: the newest first.
    `nummer` is a word and a field: 'actie 12' names the one with that number, which then comes first.
    """

    code: str
    naam: str
    rijen: Rijen
    velden: tuple[str, ...]
    kop: Callable[[Model], str]
    adres: Callable[[Model], str]
    onder: Callable[[Model], str]
    deels: tuple[str, ...] = ()
    op_rang: bool = True
    nummer: tuple[str, str] = ("", "")

    def genoemd(self, vraag: Vraag) -> Q | None:
        """Which row is asked for by its number; None when none is."""
        word, field = self.nummer
        named = re.fullmatch(rf"{word} (?:nr\.? )?(\d{{1,6}})", vraag.tekst, re.IGNORECASE) if word else None
        return named and Q(**{field: int(named[1])})


@dataclass(frozen=True)
class Treffer:
    """One hit: its name and address, a line about it, and the part of its text around what was found."""

    kop: str
    adres: str
    onder: str
    uitsnede: SafeString


@dataclass(frozen=True)
class Groep:
    """The hits of one kind: how many there are, and those that are shown."""

    bron: Bron
    aantal: int
    treffers: list[Treffer]


BRONNEN: dict[str, Bron] = {}


def bron(code: str, naam: str, **hoe) -> Callable[[Rijen], Rijen]:
    """Register a source; the function gives its rows."""

    def register(function: Rijen) -> Rijen:
        BRONNEN[code] = Bron(code, naam, function, **hoe)
        return function

    return register


def gevonden(soort: Bron, vraag: Vraag, user: Gebruiker) -> QuerySet:
    rows = soort.rijen(user)
    found = filter_(rows, vraag, soort.velden, deels=soort.deels, op_rang=soort.op_rang)
    named = soort.genoemd(vraag)
    if named is None:
        return found
    first = Case(When(named, then=0), default=1)
    return rows.filter(named | Q(pk__in=found.values("pk"))).order_by(first, *rows.query.order_by)


def overzicht(vraag: Vraag, user: Gebruiker) -> list[Groep]:
    """Of each kind of which something was found how many, and the first few; what was named by its number in front."""
    found = []
    for soort in sorted(BRONNEN.values(), key=lambda soort: soort.genoemd(vraag) is None):
        rows = gevonden(soort, vraag, user)
        first = list(rows[: EERSTE + 1])
        if first:
            count = rows.count() if len(first) > EERSTE else len(first)
            found.append((soort, count, first[:EERSTE]))
    texts = uitsneden([_tekst(soort, row) for soort, _, rows in found for row in rows], vraag)
    cut = iter(texts)
    return [Groep(soort, count, [_treffer(soort, row, next(cut)) for row in rows]) for soort, count, rows in found]


def pagina(soort: Bron, vraag: Vraag, user: Gebruiker, nummer: str) -> tuple[Page, Groep]:
    """The hits of one kind, paged."""
    page = Paginator(gevonden(soort, vraag, user), OP_PAGINA).get_page(nummer)
    rows: Sequence[Model] = page.object_list
    cut = uitsneden([_tekst(soort, row) for row in rows], vraag)
    hits = [_treffer(soort, row, part) for row, part in zip(rows, cut, strict=True)]
    return page, Groep(soort, page.paginator.count, hits)


def _tekst(soort: Bron, row: Model) -> str:
    """What is searched, without the name where that stands above it already."""
    values = [str(getattr(row, veld)) for veld in soort.velden]
    return " · ".join(filter(None, values[1:] if values[0] == soort.kop(row) else values))


def _treffer(soort: Bron, row: Model, part: SafeString) -> Treffer:
    return Treffer(soort.kop(row), soort.adres(row), soort.onder(row), part)
