"""The dry run of a delivery: what would change on the dashboards."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitoring.paspoort import proefberekening
from voorraad import lifecycle
from voorraad.models import Levering


@require_safe
def proef(request, pk):
    """For the municipality and who delivered, as long as the delivery is not accepted and has rows to count."""
    seen = Levering.objects.visible_to(request.user).select_related("partij")
    levering = get_object_or_404(seen, pk=pk)
    if not request.user.has_perm("voorraad.download_levering", levering):
        raise Http404
    blikken = proefberekening.proef(levering) if lifecycle.is_countable(levering) else []
    context = {"levering": levering, "blikken": blikken}
    if blikken:
        context |= {"zin": proefberekening.zin(blikken), "herkomst": proefberekening.zin_herkomst(blikken)}
    return render(request, "monitoring/proef.html", context)
