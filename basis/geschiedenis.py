"""The trail as people read it: the history of a row on its own page, lines as sentences, and lines of one deed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import Truncator

from basis.models import Wijziging

LANGST = 300  # so many signs of a text stand in a sentence
EEN_DAAD = datetime.timedelta(seconds=2)
_ZIN = {
    "anders": "{veld} ging van ‘{van}’ naar ‘{naar}’.",
    "gelijk": "{veld} bleef ‘{van}’.",
    "erbij": "{veld}: ‘{naar}’.",
    "weg": "{veld} is leeggemaakt; er stond ‘{van}’.",
}
# Sentences for fields of which the name makes none, by field and either what it became or which kind of change it is.
# Each room of the program adds its own.
ZINNEN: dict[tuple[str, str], str] = {}
VRAAG, PER_PAGINA = "wijzigingen", 20  # the name in the address, and so many lines on one page


def geschiedenis(request: HttpRequest, *onderwerpen: models.Model | models.QuerySet, alles: bool = False) -> Page:
    """The lines about these rows, newest first, for templates/components/wijzigingen.html. The page is about the first.

    A reader sees the lines that they may see in the trail: administrators all of them, employees and corporations
    what they changed themselves, others none. With `alles` the page decided that this reader may see every line.
    """
    lines = Wijziging.objects.over(*onderwerpen)
    if not alles:
        lines = lines.visible_to(request.user)
    page = Paginator(lines, PER_PAGINA).get_page(request.GET.get(VRAAG))
    page.open = VRAAG in request.GET  # who turns a page goes on reading
    for line in page:  # what is about the subject of the page itself does not say so
        own = (line.onderwerp, line.onderwerp_id) == _key(onderwerpen[0])
        line.over = "" if own else _beside(line.omschrijving, str(onderwerpen[0]))
    return page


def _beside(text: str, subject: str) -> str:
    """A name without that of the subject of the page: 'Actie 3 (2026), mijlpaal: Lijst' → 'Mijlpaal: Lijst'."""
    for tail in (f" ({subject})", f" bij {subject}"):
        text = text.removesuffix(tail)
    short = text.removeprefix(subject.split(":")[0]).lstrip(" ,:") or text
    return short[0].upper() + short[1:]


def daden(lines: Iterable[Wijziging]) -> list[list[Wijziging]]:
    """Lines in their order; those that one person wrote about one row at one moment stand together."""
    found: list[list[Wijziging]] = []
    for line in lines:
        if not (found and _is_one_deed(found[-1][-1], line)):
            found.append([])
        found[-1].append(line)
    return found


def _is_one_deed(later: Wijziging, line: Wijziging) -> bool:
    same = all(getattr(later, name) == getattr(line, name) for name in ("onderwerp", "onderwerp_id", "door_id"))
    return same and later.waarom == line.waarom and later.op - line.op < EEN_DAAD


def zin(line: Wijziging) -> str:
    """What changed, as a sentence."""
    van, naar, veld = _short(line.van), _short(line.naar), f"{line.veld[:1].upper()}{line.veld[1:]}"
    if not (van or naar):
        return f"{veld}."
    kind = "gelijk" if van == naar else "anders" if van and naar else "erbij" if naar else "weg"
    words = ZINNEN.get((line.veld, line.naar)) or ZINNEN.get((line.veld, kind)) or _ZIN[kind]
    return words.format(veld=veld, van=van, naar=naar).replace(".’.", ".’")


def _short(text: str) -> str:
    """A day in words; of a long text the beginning."""
    try:
        return date_format(datetime.date.fromisoformat(text), "j F Y")
    except ValueError:
        return Truncator(text).chars(LANGST)


def _key(row: models.Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk
