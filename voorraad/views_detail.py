"""The page of one delivery, which many deeds lead to."""

from pathlib import PurePath

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from basis.geschiedenis import geschiedenis
from voorraad import lifecycle
from voorraad.forms import IndienenForm, OpmerkingenForm, TerugsturenForm, UitlegForm
from voorraad.gesprek import conversation
from voorraad.models import OPEN, Levering, Niveau, Status
from voorraad.samenvatting import errors, groups, summary
from voorraad.tables import PER_PAGINA, FoutTable, WaarschuwingTable


def levering_of(request, pk, perm=None):
    """A delivery that this user may see, and with `perm` do something with; 404 otherwise."""
    seen = Levering.objects.visible_to(request.user)
    levering = get_object_or_404(
        seen.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door"), pk=pk
    )
    if perm and not request.user.has_perm(perm, levering):
        raise Http404
    return levering


def warnings(request, levering):
    warnings = levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING)
    return Paginator(warnings, PER_PAGINA).get_page(request.GET.get("w-page"))


def detail_page(request, levering, **forms):
    """The page of a delivery; `forms` are bound forms with something to mend."""
    possible = lifecycle.possible(levering, request.user)
    versies = Levering.objects.visible_to(request.user).filter(partij=levering.partij, halfjaar=levering.halfjaar)
    context = {
        "levering": levering,
        "mogelijk": possible,
        "telling": summary(levering),
        "versies": versies.order_by("-versie"),
        "vervangen": levering.status in (Status.VERVANGEN, Status.INGETROKKEN),
        "terugsturen": forms.get("terugsturen") or TerugsturenForm(),
        "indienen": forms.get("indienen") or submit_form(levering),
        "telbaar": lifecycle.is_countable(levering),
        "vorige_versie": _to_compare_with(levering),
    }
    if request.user.has_perm("voorraad.download_levering", levering):
        context |= _findings(request, levering, possible, forms)
        # its steps belong to a delivery as its rows do: who may see these, reads every line
        context |= {"wijzigingen": geschiedenis(request, levering, alles=True), "gesprek": conversation(levering)}
    return render(request, "voorraad/detail.html", context)


def submit_form(levering, data=None):
    """Asks for a reason where figures were accepted already, and for an answer where there was a question."""
    correction = levering.status in OPEN and lifecycle.is_correction(levering)
    return IndienenForm(
        data,
        correctie=correction,
        gesprek=bool(conversation(levering)),
        initial={"aanleiding": levering.aanleiding},
    )


def _to_compare_with(levering):
    """The version that this one replaced or would replace: the newest older one whose figures were accepted."""
    older = Levering.objects.filter(partij=levering.partij, halfjaar=levering.halfjaar, versie__lt=levering.versie)
    counted = older.filter(status__in=[Status.VASTGESTELD, Status.VERVANGEN], beoordeeld_op__isnull=False)
    return counted.order_by("-versie").first()


def _findings(request, levering, possible, forms):
    """All findings by kind, and the forms in which warnings are explained (party) or remarked upon (municipality)."""
    page = warnings(request, levering)
    shown = list(page.object_list)
    form = forms.get("uitleg") or (UitlegForm(waarschuwingen=shown) if "explain" in possible else None)
    remarks = None
    if "send_back" in possible:
        remarks = forms.get("terugsturen") or forms.get("opmerkingen") or OpmerkingenForm(bevindingen=shown)
    readable = request.user.has_perm("voorraad.view_opmerkingen", levering)
    per_level = levering.bevindingen.per_soort()
    mistakes = Paginator(levering.bevindingen.filter(niveau=Niveau.FOUT), PER_PAGINA)
    mistakes = mistakes.get_page(request.GET.get("f-page"))
    mentioned = levering.bevindingen.filter(niveau=Niveau.MEDEDELING)[:PER_PAGINA]
    return {
        "inhoud": True,
        "fouten": _tables(mistakes.object_list, per_level[Niveau.FOUT]),
        "fouten_pagina": mistakes,
        "waarschuwingen": [
            (
                groep,
                WaarschuwingTable(groep.bevindingen, form=form, opmerkingen=remarks, toon_opmerking=readable),
                _shared(form, groep),
            )
            for groep in groups(shown, per_level[Niveau.WAARSCHUWING])
        ],
        "waarschuwingen_pagina": page,
        "mededelingen": _tables(mentioned, per_level[Niveau.MEDEDELING]),
        "aantal_mededelingen": sum(per_level[Niveau.MEDEDELING].values()),
        "uitleg": form,
        "obstakel": lifecycle.obstacle(levering) if "submit" in possible else "",
        "aantal_fouten": sum(per_level[Niveau.FOUT].values()),
        "aantal_waarschuwingen": sum(per_level[Niveau.WAARSCHUWING].values()),
        "is_werkmap": PurePath(levering.bestandsnaam).suffix.lower() == ".xlsx",
        "opmerkingen": remarks,
        "bladzijde": request.GET.urlencode(),
    }


def _tables(bevindingen, tellingen):
    """Per kind what it is and the table of its findings."""
    return [(groep, FoutTable(errors(groep.bevindingen))) for groep in groups(bevindingen, tellingen)]


def _shared(form, groep):
    """The field for one explanation of all warnings of this kind, where there are several."""
    return form[f"soort-{groep.soort}"] if form is not None and groep.aantal > 1 else None
