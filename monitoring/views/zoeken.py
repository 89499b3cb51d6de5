"""Search: all kinds beside each other, or one kind with all of its hits."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring import zoeken as motor
from monitoring.zoeken import vraag as vragen


@require_safe
def zoeken(request):
    vraag = vragen.lees(request.GET.get("q", ""))
    soort = motor.BRONNEN.get(request.GET.get("soort", ""))
    context = {"gezocht": vraag, "soort": soort, "groepen": []}
    if soort and not vraag.te_kort:
        page, group = motor.pagina(soort, vraag, request.user, request.GET.get("page"))
        context |= {"pagina": page, "groepen": [group], "aantal": group.aantal}
    elif not vraag.te_kort:
        groups = motor.overzicht(vraag, request.user)
        context |= {"groepen": groups, "aantal": sum(group.aantal for group in groups)}
    return render(request, "monitoring/zoeken.html", context)
