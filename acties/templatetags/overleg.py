"""Texts of a meeting with links: the actions that they name, and figures with their names."""

import re

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from acties.aandacht import INDICATOREN

register = template.Library()
_ACTIE = re.compile(r"Actie (\d{1,2}) \((\d{4})\)")  # as an action calls itself


@register.filter
def met_acties(text: str) -> SafeString:
    """The text, with a link at 'Actie 6 (2026)'."""
    return mark_safe(_ACTIE.sub(_link, conditional_escape(text)))  # noqa: S308  escaped here


def _link(found: re.Match) -> str:
    nummer, jaar = found.groups()
    return format_html('<a href="{}">{}</a>', reverse("acties:detail", args=[int(jaar), int(nummer)]), found[0])


@register.filter
def cijfer(code: str) -> str:
    """'T1' → 'Aandeel urgent (T1)'; a figure that is no more keeps its code."""
    return f"{INDICATOREN[code].naam} ({code})" if code in INDICATOREN else code
