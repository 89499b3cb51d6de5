from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from acties import exports, status, wijzigen
from acties.dossier.opmerken import place_remark
from acties.filters import ActieFilter
from acties.forms.acties import MijlpaalForm, OpmerkingForm
from acties.jaarwisseling import aanstaand
from acties.models import AF, Actie, Besluit, Bewijsstuk, Knelpunt, Mijlpaal, Opmerking, Statusmelding
from acties.tables.acties import ActieTabel
from acties.tijdlijn import MELDING, OPMERKING, Tijdlijn, milestones
from acties.views.tabel import as_chosen
from basis import download
from basis.geschiedenis import geschiedenis

OP_PAGINA = 25  # entries of the timeline on one page
EDIT = "acties.edit_actie"
VERVALLEN = (
    "Deze mijlpaal is intussen vervallen; waarom, staat op de tijdlijn van de actie. Wat u invulde is niet bewaard en "
    "staat hieronder nog: neem het over bij de actie als het nog nodig is."
)


def _actions(user):
    return (
        Actie.objects.visible_to(user)
        .select_related("thema", "vervolg", "vervolg_van")
        .prefetch_related("trekkers", "partners")
        .order_by("-jaar", "nummer")
    )


class ActieLijst(SingleTableMixin, FilterView):
    table_class = ActieTabel
    filterset_class = ActieFilter
    template_name = "acties/lijst.html"
    paginate_by = 25
    strict = False

    def get_queryset(self):
        return _actions(self.request.user)

    def get_context_data(self, **kwargs):
        found = aanstaand(timezone.localdate()) if self.request.user.has_perm("acties.carry_over") else None
        return super().get_context_data(jaarwisseling=found, **kwargs)


@require_GET
def export(request: HttpRequest, vorm: str) -> HttpResponse:
    """The table as it is filtered and sorted now, as a file."""
    found, words = as_chosen(request, _actions(request.user).prefetch_related("meldingen"), ActieFilter, ActieTabel)
    return download.tabel(exports.bestand(found, words), vorm, "acties")


def _find(request: HttpRequest, jaar: int, nummer: int) -> Actie:
    return get_object_or_404(_actions(request.user), jaar=jaar, nummer=nummer)


def _page(request: HttpRequest, actie: Actie, code: int = 200, **forms) -> HttpResponse:
    """The page of an action; a form that was just filled in comes back with everything that was typed."""
    running = not actie.doorgezet
    may_change = running and request.user.has_perm("acties.change_status", actie)
    may_remark = running and request.user.has_perm("acties.remark", actie)
    told = Tijdlijn(actie)
    along = [actie, *told.eerdere.values()]  # what belongs to an action stays with it when it is carried on
    page = Paginator(told, OP_PAGINA).get_page(request.GET.get("tijdlijn"))
    context = {
        "actie": actie,
        "tijdlijn": page.object_list,
        "tijdlijn_pagina": page,
        "eerdere": list(told.eerdere.values()),
        "mijlpalen": milestones(actie),
        "contactpersonen": [
            (contact, may_change and request.user.has_perm("acties.remove_contact", contact))
            for contact in actie.contactpersonen.select_related("partij")
        ],
        "bewijsstukken": Bewijsstuk.objects.listed().filter(actie__in=along).select_related("actie"),
        "besluiten": Besluit.objects.visible_to(request.user)
        .filter(actie__in=along)
        .select_related("partij")
        .order_by("status", "uiterlijk"),
        "knelpunten": Knelpunt.objects.visible_to(request.user).filter(actie__in=along).select_related("partij"),
        "wijzigingen": geschiedenis(request, actie, actie.mijlpalen, actie.indicatoren),
        "mag_wijzigen": may_change,
        "mag_tekst_wijzigen": request.user.has_perm(EDIT) and wijzigen.may_change(actie, timezone.localdate()),
        "nog_open": actie.status not in AF,
        "mag_antwoorden": request.user.has_perm("acties.answer_remark", actie),
        "opmerkingform": may_remark and OpmerkingForm(),
        **forms,
    }
    return render(request, "acties/detail.html", context, status=code)


@require_GET
def gebeurtenis(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """On to a note or a remark, on the page of the timeline where it stands."""
    row = get_object_or_404({MELDING: Statusmelding, OPMERKING: Opmerking}[soort], pk=pk)
    actie = get_object_or_404(Actie.objects.visible_to(request.user), pk=row.actie_id)
    page = Tijdlijn(actie).place(soort, pk) // OP_PAGINA + 1
    return redirect(f"{actie.get_absolute_url()}?tijdlijn={page}#{soort}-{pk}")


@require_GET
def detail(request: HttpRequest, jaar: int, nummer: int) -> HttpResponse:
    """Everything of one action."""
    return _page(request, _find(request, jaar, nummer))


def opmerking(request: HttpRequest, jaar: int, nummer: int) -> HttpResponse:
    """Place a remark. The address that a returned form leaves in the browser leads to the action."""
    actie = _find(request, jaar, nummer)
    if request.method != "POST":
        return redirect(actie)
    if not request.user.has_perm("acties.remark", actie):
        raise Http404
    form = OpmerkingForm(request.POST)
    if not form.is_valid():
        return _page(request, actie, 422, opmerkingform=form)
    try:
        place_remark(actie, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, actie, 422, opmerkingform=form)
    messages.success(request, "Dank u wel. Uw opmerking staat in de tijdlijn.")
    return redirect(actie)


@transaction.atomic
def mijlpaal(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the planned date of a milestone, with the reason, or note the day it was reached.

    Of one that was dropped there is no page any more, but what somebody typed meanwhile comes back.
    """
    sent = request.method == "POST"
    seen = Mijlpaal.objects.filter(actie__in=Actie.objects.visible_to(request.user))
    if sent:
        seen = seen.select_for_update(of=("self",))  # what the form compares with stays so until we are done
    found = get_object_or_404(seen.select_related("actie"), pk=pk)
    gone = found.vervallen_op is not None
    if not request.user.has_perm("acties.change_status", found.actie) or (gone and not sent):
        raise Http404
    form = MijlpaalForm(request.POST if sent else None, instance=found)
    if sent and form.is_valid() and not gone:
        try:
            status.store_milestone(found, by=request.user, **form.to_store())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "De mijlpaal is bewaard.")
            return redirect(found.actie)
    if gone:
        form.add_error(None, VERVALLEN)
    return render(request, "acties/mijlpaal.html", {"mijlpaal": found, "form": form}, status=409 if gone else 200)
