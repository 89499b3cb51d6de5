"""Pages on which actions and figures meet: what is asked of somebody, and the time line of the milestones."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.views.lijsten import chosen
from monitoring import mijnwerk, tekeningen
from monitoring.grafieken.mijlpalen import mijlpalen


@require_safe
def mijn_werk(request):
    return render(request, "monitoring/mijn_werk.html", {"werk": mijnwerk.load(request.user, timezone.localdate())})


@require_safe
def tijdlijn(request):
    """The actions that the filters choose, with their milestones."""
    found = chosen(request)
    made = mijlpalen(list(found.qs), timezone.localdate())
    context = {"filter": found, "grafiek": made, "sjabloon": tekeningen.SJABLOON}
    return render(request, "monitoring/tijdlijn.html", context)
