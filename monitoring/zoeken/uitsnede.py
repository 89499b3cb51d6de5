"""The part of a text around what was found, with the hits marked. What people typed is shown as text, never as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from monitoring.zoeken.vinden import BEGIN, EINDE, knipsels, met_stammen
from monitoring.zoeken.vraag import Vraag

VOOR, LENGTE = 80, 260  # signs before the first hit, and in all


def uitsneden(teksten: Sequence[str], vraag: Vraag) -> list[SafeString]:
    """One excerpt of each text, in the same order."""
    plain = [" ".join(tekst.replace(BEGIN, "").replace(EINDE, "").split()) for tekst in teksten]
    cut = knipsels(plain, vraag) if met_stammen() else plain
    return [_marked(part) if BEGIN in part else _around(whole, vraag) for part, whole in zip(cut, plain, strict=True)]


def _marked(part: str) -> SafeString:
    html = escape(part).replace(BEGIN, "<mark>").replace(EINDE, "</mark>")
    return mark_safe(f"… {html} …")  # noqa: S308  escaped above


def _around(text: str, vraag: Vraag) -> SafeString:
    """From a little before the first hit; without one, the beginning."""
    terms = re.compile("|".join(map(re.escape, sorted(vraag.termen, key=len, reverse=True))), re.IGNORECASE)
    first = terms.search(text)
    begin = max(0, first.start() - VOOR) if first else 0
    if begin:
        begin = text.find(" ", begin, first.start()) + 1 or begin
    end = begin + LENGTE
    return _marks(text[begin:end], terms, "… " if begin else "", " …" if end < len(text) else "")


def _marks(part: str, terms: re.Pattern, before: str, after: str) -> SafeString:
    html, at = [], 0
    for hit in terms.finditer(part):
        html += [escape(part[at : hit.start()]), "<mark>", escape(hit[0]), "</mark>"]
        at = hit.end()
    return mark_safe(before + "".join(html) + escape(part[at:]) + after)  # noqa: S308  escaped above
