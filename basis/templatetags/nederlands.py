"""Dutch numbers and sentences in templates: {{ 1380|getal }} → 1.380, {{ 0.125|procent }} → 12,5 %."""

import datetime

from django import template
from django.utils.formats import date_format

from basis.geschiedenis import zin
from basis.getallen import getal, procent, verschil

register = template.Library()
register.filter("getal", getal)
register.filter("procent", procent)
register.filter("verschil", verschil)
register.filter("zin", zin)


@register.filter
def begint_met(text: str, begin: str) -> bool:
    """Whether the address of a page lies under a menu item."""
    return text.startswith(begin)


@register.filter
def datum(text: str) -> str:
    """'2026-06-30' → '30 juni 2026'; any other text stays as it is."""
    try:
        return date_format(datetime.date.fromisoformat(str(text)), "j F Y")
    except ValueError:
        return text
