"""What was decided in a meeting, as the slides read it, and the address to which they send what is typed there."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from acties import status
from acties.forms.terplekke import formulieren, sleutel
from acties.models import Actie, Overleg
from acties.overleg import terplekke
from acties.views.formulier import WIJZIGEN, find


def ter_plekke(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what was decided, for who is logged in. POST: store it, for the municipality."""
    overleg = find(request, pk)
    if request.method in ("GET", "HEAD"):
        return _stand(overleg)
    if not request.user.has_perm(WIJZIGEN):
        raise Http404
    key, soort = sleutel(request.POST), request.POST.get("soort", "")
    if not key or soort not in terplekke.SOORTEN:
        return _fout({"": ["Hier ging iets mis bij het versturen. Laad de pagina opnieuw; wat u typte blijft staan."]})
    return _store(request, overleg, soort, key)


def _store(request: HttpRequest, overleg: Overleg, soort: str, key: str) -> HttpResponse:
    form = formulieren(overleg, request.POST)[soort]
    if not form.is_valid():
        return _fout(form.errors)
    try:
        terplekke.note(overleg, soort, key, form.values(), by=request.user)
    except status.StatusConflict as conflict:
        return _conflict(conflict)
    except terplekke.AndereWoorden:
        return _vergeven()
    except ValidationError as error:
        return _fout(error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
    return _stand(overleg)


def _stand(overleg: Overleg) -> JsonResponse:
    """What was decided so far, and the version of every action, so that the next status starts from what is there."""
    versies = {pk: [versie, naam] for pk, versie, naam in _acties()}
    return JsonResponse({"regels": [asdict(regel) for regel in terplekke.regels(overleg)], "acties": versies})


def _acties():
    return ((actie.pk, actie.versie, actie.get_status_display()) for actie in Actie.objects.all())


def _fout(found: dict) -> JsonResponse:
    errors = {"" if name == "__all__" else name: [str(each) for each in said] for name, said in found.items()}
    return JsonResponse({"fouten": errors}, status=422)


def _vergeven() -> JsonResponse:
    """The key is that of something else: the slide sends the same words again under a key of their own."""
    text = "Onder dit nummer is al iets anders vastgelegd. Wat u typte staat er nog. Verstuur het opnieuw."
    return JsonResponse({"fouten": {"": [text]}, "sleutel": "vergeven"}, status=409)


def _conflict(conflict: status.StatusConflict) -> JsonResponse:
    """Somebody changed the action meanwhile: say how it stands now; sending again stores what was typed."""
    last, actie = conflict.meldingen[0] if conflict.meldingen else None, conflict.actie
    who = f" door {last.door_naam} ({last.door_partij}): ‘{last.toelichting}’" if last else ""
    said = f"Actie {actie.nummer} is intussen op ‘{actie.get_status_display()}’ gezet{who}. Wat u typte staat er nog. "
    text = f"{said}Klopt uw tekst nog? Verstuur opnieuw."
    return JsonResponse({"fouten": {"": [text]}, "versie": actie.versie}, status=409)
