"""Taking along a frozen overview: which forms there are, asking for one, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.meenemen import maken
from monitoring.models import Document, Documentstatus, Documentvorm, Vastlegging
from monitoring.views.bewaren import niet_bewaren
from monitoring.views.versies import reads_all, versies

TYPES = {
    Documentvorm.PDF: "application/pdf",
    Documentvorm.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Documentvorm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Documentvorm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
UITLEG = {
    Documentvorm.PDF: "Het hele verhaal om te lezen en af te drukken, met alle grafieken en tabellen.",
    Documentvorm.PPTX: "Dia’s om te laten zien. De grafieken en tabellen zijn daar aan te passen.",
    Documentvorm.XLSX: "Alle cijfers per halfjaar en per partij, met doelen, acties en besluiten.",
    Documentvorm.DOCX: "De teksten om verder mee te werken, met de tabellen en grafieken.",
}


@dataclass(frozen=True)
class Regel:
    """One form on the page; `document` is None while nobody asked for it."""

    vorm: str
    naam: str
    uitleg: str
    document: Document | None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def meenemen(request, tijdvak, versie):
    """The forms of one version. Whoever is logged in asks for one; for everybody else they are made by themselves."""
    row = _vastlegging(request, tijdvak, versie)
    if row is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        return _vraag(request, row)
    public = not reads_all(request)
    lines = _regels(row, public)
    context = {
        "tijdvak": tijdvak,
        "vastlegging": row,
        "nieuwere": versies(request, tijdvak).zonder_inhoud().filter(versie__gt=row.versie).first(),
        "regels": lines,
        "bezig": any(each.document and each.document.is_onderweg for each in lines) or (public and _missing(lines)),
        "openbare": [each for each in _regels(row, True) if each.document] if not public else [],
    }
    part = "monitoring/meenemen/_lijst.html" if "deel" in request.GET else "monitoring/meenemen.html"
    return render(request, part, context)


def _vraag(request, row: Vastlegging):
    vorm = request.POST.get("vorm", "")
    if not reads_all(request) or vorm not in Documentvorm.values:
        raise Http404
    made = maken.vraag(row, vorm, openbaar="openbaar" in request.POST, by=request.user)
    made.refresh_from_db()
    if made.is_onderweg:
        messages.success(request, f"{_naam(made)} wordt gemaakt. U krijgt bericht.")
    elif made.status == Documentstatus.KLAAR:
        messages.success(request, f"{_naam(made)} is klaar.")
    return redirect(made.get_absolute_url())


def _naam(made: Document) -> str:
    """What somebody calls it: 'De PDF', 'Het Excel-bestand'."""
    name = made.get_vorm_display()
    return f"De {name}" if made.vorm == Documentvorm.PDF else f"Het {name}-bestand"


@login_not_required
@require_safe
@niet_bewaren
def document(request, tijdvak, versie, vorm):
    """The file; for who is logged in the inner one, or the public one where that is asked for."""
    row = _vastlegging(request, tijdvak, versie)
    if row is None:
        return redirect_to_login(request.get_full_path())
    public = not reads_all(request) or "openbaar" in request.GET
    seen = Document.objects.visible_to(request.user).filter(vastlegging=row, openbaar=public)
    found = seen.filter(vorm=vorm).select_related("vastlegging__jaaroverzicht").first()
    if found is None and reads_all(request) and vorm in Documentvorm.values:
        messages.info(
            request,
            f"Een bestand voor {Documentvorm(vorm).label} is van deze versie nog niet gemaakt. Vraag het hieronder.",
        )
        return redirect("monitoring:meenemen", tijdvak, row.versie)
    if found is None:
        raise Http404
    if not maken.is_heel(found):
        what = (
            "Vraag het hieronder opnieuw." if reads_all(request) else "De website maakt het vanzelf; kom later terug."
        )
        messages.warning(request, f"Dit bestand is er nog niet, of het is niet meer heel. {what}")
        return redirect(found)
    return FileResponse(found.pad.open("rb"), as_attachment=True, filename=found.bestandsnaam, content_type=TYPES[vorm])


def _regels(row: Vastlegging, openbaar: bool) -> list[Regel]:
    made = {each.vorm: each for each in row.documenten.filter(openbaar=openbaar)}
    for each in made.values():
        each.vastlegging = row
    return [Regel(vorm.value, vorm.label, UITLEG[vorm], made.get(vorm)) for vorm in Documentvorm]


def _missing(lines: list[Regel]) -> bool:
    return any(each.document is None for each in lines)


def _vastlegging(request, tijdvak, versie: int) -> Vastlegging | None:
    """This version, if the reader may see it. None asks to log in; for who is logged in there is nothing (404)."""
    found = versies(request, tijdvak).zonder_inhoud().filter(versie=versie).first()
    if found is None and request.user.is_authenticated:
        raise Http404
    return found
