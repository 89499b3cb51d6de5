"""The only writer of areas of our own on the pages of the site; every change leaves a line in the trail."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from basis.models import Gebied, Gebruiker, Wijziging


@transaction.atomic
def store(gebied: Gebied, wijken: list, buurten: list, *, by: Gebruiker) -> Gebied:
    """Make or change an area. Its code is made from its first name and then stays: addresses hold it."""
    new = gebied.pk is None
    before = "" if new else _words(Gebied.objects.get(pk=gebied.pk))
    if new:
        gebied.code = _free_code(gebied.naam)
    gebied.save()
    gebied.wijken.set(wijken)
    gebied.buurten.set(buurten)
    after = _words(gebied)
    if before != after:
        Wijziging.objects.log(gebied, by=by, veld="eigen gebied", van=before, naar=after)
    return gebied


def _words(gebied: Gebied) -> str:
    parts = sorted({area.naam for area in [*gebied.wijken.all(), *gebied.buurten.all()]})
    return f"{gebied.naam}: {', '.join(parts)}"


def _free_code(naam: str) -> str:
    """'Langs Eem en Spoor' → 'langs-eem-en-spoor', or with a number behind it."""
    begin = slugify(naam)[:40] or "gebied"
    taken = set(Gebied.objects.filter(code__startswith=begin).values_list("code", flat=True))
    return next(code for code in [begin, *(f"{begin}-{n}" for n in range(2, len(taken) + 3))] if code not in taken)
