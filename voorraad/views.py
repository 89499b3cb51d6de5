from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from basis import download
from basis.halfjaar import Halfjaar, begonnen
from voorraad import exports, lifecycle, ronde, termijnen
from voorraad import verschil as verschillen
from voorraad.forms import XLSX, LeveringForm, LijstFilter, TermijnForm
from voorraad.gemarkeerd import gemarkeerd
from voorraad.models import OPEN, Verwerking
from voorraad.tables import PER_PAGINA
from voorraad.views_detail import detail_page, levering_of


@require_GET
def lijst(request):
    """Half-year × party: who delivered, how far it is, and what is asked of this reader now."""
    filters, today = LijstFilter(request.GET), timezone.localdate()
    rijen = ronde.overview(request.user, filters.halfjaren(), filters.partijen(), today)
    asked = ronde.latest(rijen, today)
    context = {
        "filters": filters,
        "rijen": rijen,
        "partijen": filters.partijen(),
        "vragen": ronde.questions(request.user, begonnen(today), today),
        "laatste": asked.halfjaar if asked else None,
        "vastgesteld": sum(bool(vak.vastgesteld) for vak in asked.vakken) if asked else 0,
    }
    return render(request, "voorraad/lijst.html", context)


@require_GET
def mijn(request):
    """What is asked of this reader now, and how far the deliveries of the own party are."""
    user, today = request.user, timezone.localdate()
    if not user.has_perm("voorraad.add_levering", user.partij):
        raise Http404
    halves = _begonnen()
    terms = termijnen.alle(halves)
    rows = [(rij.vakken[0], terms[rij.halfjaar]) for rij in ronde.overview(user, halves, [user.partij], today)]
    context = {"rijen": rows, "vragen": ronde.questions(user, halves, today)}
    return render(request, "voorraad/mijn.html", context)


class Termijnen(FormView):
    """The municipality notes until when figures may come in."""

    form_class = TermijnForm
    template_name = "voorraad/termijnen.html"
    success_url = reverse_lazy("voorraad:lijst")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("voorraad.change_termijn"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        halfjaar, dag = Halfjaar.parse(form.cleaned_data["halfjaar"]), form.cleaned_data["uiterlijk"]
        termijnen.zet(halfjaar, dag, by=self.request.user)
        text = f"Cijfers over de {halfjaar.voluit} kunnen komen tot en met {date_format(dag, 'j F Y')}."
        messages.success(self.request, text)
        return super().form_valid(form)


class LeveringCreate(FormView):
    """Upload a workbook for one's own party; the templates to fill in stand on the same page."""

    form_class = LeveringForm
    template_name = "voorraad/nieuw.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("voorraad.add_levering", request.user.partij):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        asked = self.request.GET.get("halfjaar")
        return {"halfjaar": asked} if asked in map(str, _begonnen()) else {}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partij": self.request.user.partij}

    def get_context_data(self, **kwargs):
        return super().get_context_data(halfjaren=_begonnen(), max_mb=settings.MAX_UPLOAD_MB, **kwargs)

    def form_valid(self, form):
        bestand, user = form.cleaned_data["bestand"], self.request.user
        try:
            levering = lifecycle.receive(
                partij=user.partij,
                halfjaar=form.cleaned_data["halfjaar"],
                bestand=bestand,
                bestandsnaam=bestand.name,
                by=user,
                fictief=settings.DEMO,
            )
        except lifecycle.Geweigerd as error:
            return self._refused(form, error)
        return self._to(levering)

    def _refused(self, form, error):
        if error.levering is None:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.warning(self.request, str(error))
        return self._to(error.levering)

    def _to(self, levering):
        """A script that sends the file is told where to go: on the way there itself it would use up the messages."""
        if self.request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return HttpResponse(headers={"X-Naar": levering.get_absolute_url()})
        return redirect(levering)


@require_GET
def sjabloon(request, halfjaar):
    """The template to fill in, stamped with the reader's party and this half-year."""
    partij = request.user.partij
    if halfjaar not in map(str, _begonnen()) or not request.user.has_perm("voorraad.add_levering", partij):
        raise Http404
    data = exports.filled_template(partij, Halfjaar.parse(halfjaar))
    return download.bestand(data, f"sjabloon-{partij.code}-{halfjaar}.xlsx", XLSX)


@require_GET
def detail(request, pk):
    """One delivery; while its check runs, the page asks for itself again every few seconds."""
    levering = levering_of(request, pk)
    response = detail_page(request, levering)
    if levering.verwerking == Verwerking.WACHT and levering.status in OPEN:
        response["Refresh"] = "3"
    return response


@require_GET
def bestand(request, pk):
    """The file as it came, byte for byte."""
    levering = levering_of(request, pk, "voorraad.download_levering")
    try:
        file = levering.bestand.open("rb")
    except OSError:
        messages.error(request, "Dit bestand staat niet meer in de opslag. Meld het bij de beheerder.")
        return redirect(levering)
    kind = {".csv": "text/csv", ".zip": "application/zip"}.get(PurePath(levering.bestandsnaam).suffix.lower(), XLSX)
    return FileResponse(file, as_attachment=True, filename=levering.bestandsnaam, content_type=kind)


@require_GET
def met_bevindingen(request, pk):
    """The file as it came, with every finding at its cell."""
    levering = levering_of(request, pk, "voorraad.download_levering")
    try:
        data, name = gemarkeerd(levering, opmerkingen=request.user.has_perm("voorraad.view_opmerkingen", levering))
    except OSError:
        messages.error(request, "Dit bestand staat niet meer in de opslag. Meld het bij de beheerder.")
        return redirect(levering)
    return download.bestand(data, name, XLSX)


@require_GET
def export(request, pk):
    """The stored rows as a workbook that can be uploaded again."""
    levering = levering_of(request, pk, "voorraad.download_levering")
    name = f"{levering.partij.code}-{levering.halfjaar}-versie-{levering.versie}.xlsx"
    return download.bestand(exports.workbook_of(levering), name, XLSX)


@require_GET
def export_csv(request, pk):
    """The stored rows as a zip of CSV files that can be uploaded again."""
    levering = levering_of(request, pk, "voorraad.download_levering")
    name = f"{levering.partij.code}-{levering.halfjaar}-versie-{levering.versie}-csv.zip"
    return download.bestand(exports.csv_of(levering), name, "application/zip")


@require_GET
def verschil(request, pk, ander):
    """What differs between two versions of the same half-year, for who may see the rows of both."""
    nieuw = levering_of(request, pk, "voorraad.download_levering")
    oud = levering_of(request, ander, "voorraad.download_levering")
    if (oud.partij_id, oud.halfjaar) != (nieuw.partij_id, nieuw.halfjaar) or oud.pk == nieuw.pk:
        raise Http404
    bladen = verschillen.verschil(oud, nieuw)
    page = Paginator(verschillen.Regels(bladen), PER_PAGINA).get_page(request.GET.get("page"))
    context = {"levering": nieuw, "oud": oud, "bladen": bladen, "pagina": page}
    return render(request, "voorraad/verschil.html", context)


def _begonnen():
    return begonnen(timezone.localdate())
