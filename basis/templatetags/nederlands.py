"""Dutch numbers in templates: {{ 1380|getal }} → 1.380, {{ 0.125|procent }} → 12,5 %."""

from django import template

from basis.getallen import getal, procent, verschil

register = template.Library()
register.filter("getal", getal)
register.filter("procent", procent)
register.filter("verschil", verschil)


@register.filter
def begint_met(text: str, begin: str) -> bool:
    """Whether the address of a page lies under a menu item."""
    return text.startswith(begin)
