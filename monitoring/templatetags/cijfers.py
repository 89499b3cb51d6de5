"""The figures that an action should move, beside it: {% cijfers_bij actie %}. So acties need not know monitoring."""

from django import template

from acties.models import Actie
from monitoring import dashboards

register = template.Library()


@register.inclusion_tag("monitoring/_bij_actie.html")
def cijfers_bij(actie: Actie) -> dict:
    return {"standen": dashboards.standen_van(actie.indicatoren.values_list("code", flat=True))}
