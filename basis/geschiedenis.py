"""The history of a row on its own page: who changed what, from what to what, and why."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest

from basis.models import Wijziging

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
        line.van_ander = (line.onderwerp, line.onderwerp_id) != _key(onderwerpen[0])
    return page


def _key(row: models.Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk
