from collections import Counter
from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from basis.halfjaar import Halfjaar, begonnen
from basis.models import Wijziging
from voorraad import exports, lifecycle, ronde, termijnen
from voorraad import verschil as verschillen
from voorraad.forms import (
    XLSX,
    IndienenForm,
    IntrekkenForm,
    LeveringForm,
    LijstFilter,
    TermijnForm,
    TerugsturenForm,
    UitlegForm,
)
from voorraad.gemarkeerd import gemarkeerd
from voorraad.gesprek import conversation
from voorraad.models import Levering, Niveau, Status, Verwerking
from voorraad.samenvatting import errors, groups, summary
from voorraad.tables import PER_PAGINA, FoutTable, WaarschuwingTable


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
        return redirect(levering)

    def _refused(self, form, error):
        if error.levering is None:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.warning(self.request, str(error))
        return redirect(error.levering)


@require_GET
def sjabloon(request, halfjaar):
    """The template to fill in, stamped with the reader's party and this half-year."""
    partij = request.user.partij
    if halfjaar not in map(str, _begonnen()) or not request.user.has_perm("voorraad.add_levering", partij):
        raise Http404
    data = exports.filled_template(partij, Halfjaar.parse(halfjaar))
    return _attachment(data, f"sjabloon-{partij.code}-{halfjaar}.xlsx")


@require_GET
def detail(request, pk):
    """One delivery; while its check runs, the page asks for itself again every few seconds."""
    levering = _levering(request, pk)
    response = _detail_page(request, levering)
    if levering.verwerking == Verwerking.WACHT and levering.status in lifecycle.OPEN:
        response["Refresh"] = "3"
    return response


@require_GET
def bestand(request, pk):
    """The file as it came, byte for byte."""
    levering = _levering(request, pk, "voorraad.download_levering")
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
    levering = _levering(request, pk, "voorraad.download_levering")
    try:
        data, name = gemarkeerd(levering)
    except OSError:
        messages.error(request, "Dit bestand staat niet meer in de opslag. Meld het bij de beheerder.")
        return redirect(levering)
    return _attachment(data, name)


@require_GET
def export(request, pk):
    """The stored rows as a workbook that can be uploaded again."""
    levering = _levering(request, pk, "voorraad.download_levering")
    name = f"{levering.partij.code}-{levering.halfjaar}-versie-{levering.versie}.xlsx"
    return _attachment(exports.workbook_of(levering), name)


@require_GET
def export_csv(request, pk):
    """The stored rows as a zip of CSV files that can be uploaded again."""
    levering = _levering(request, pk, "voorraad.download_levering")
    name = f"{levering.partij.code}-{levering.halfjaar}-versie-{levering.versie}-csv.zip"
    return _attachment(exports.csv_of(levering), name, "application/zip")


@require_GET
def verschil(request, pk, ander):
    """What differs between two versions of the same half-year, for who may see the rows of both."""
    nieuw = _levering(request, pk, "voorraad.download_levering")
    oud = _levering(request, ander, "voorraad.download_levering")
    if (oud.partij_id, oud.halfjaar) != (nieuw.partij_id, nieuw.halfjaar) or oud.pk == nieuw.pk:
        raise Http404
    bladen = verschillen.verschil(oud, nieuw)
    regels = [(blad.naam, regel) for blad in bladen for regel in blad.regels]
    page = Paginator(regels, PER_PAGINA).get_page(request.GET.get("page"))
    context = {"levering": nieuw, "oud": oud, "bladen": bladen, "pagina": page}
    return render(request, "voorraad/verschil.html", context)


class Deed(View):
    """One deed with one delivery. What is not possible now is said on the page; nothing is lost."""

    perm = "voorraad.submit_levering"

    def get(self, request, pk):
        """The address that a returned form leaves in the browser leads to the delivery."""
        return redirect(_levering(request, pk))

    def post(self, request, pk):
        self.levering = _levering(request, pk, self.perm)
        try:
            return self.act() or redirect(self.levering)
        except lifecycle.Geweigerd as error:
            messages.warning(request, str(error))
            return redirect(self.levering)


class Indienen(Deed):
    def act(self):
        form = _submit_form(self.levering, self.request.POST)
        if not form.is_valid():
            return _detail_page(self.request, self.levering, indienen=form)
        _submit(self.request, self.levering, **form.cleaned_data)


def _submit_form(levering, data=None):
    """Asks for a reason where figures were accepted already, and for an answer where there was a question."""
    correction = levering.status in lifecycle.OPEN and lifecycle.is_correction(levering)
    return IndienenForm(
        data,
        correctie=correction,
        gesprek=bool(conversation(levering)),
        initial={"aanleiding": levering.aanleiding},
    )


def _submit(request, levering, **said):
    lifecycle.submit(levering, by=request.user, **said)
    messages.success(request, "Ingediend. Dank u wel! De gemeente kijkt ernaar en stelt de cijfers vast.")


class Vaststellen(Deed):
    perm = "voorraad.accept_levering"

    def act(self):
        lifecycle.accept(self.levering, by=self.request.user)
        messages.success(self.request, "Vastgesteld. De dashboards rekenen met deze cijfers.")


class Terugsturen(Deed):
    perm = "voorraad.send_back_levering"

    def act(self):
        page = _warnings(self.request, self.levering)
        form = TerugsturenForm(self.request.POST, bevindingen=list(page.object_list))
        if not form.is_valid():
            return _detail_page(self.request, self.levering, terugsturen=form)
        said = {"reden": form.cleaned_data["reden"], "opmerkingen": form.opmerkingen}
        lifecycle.send_back(self.levering, by=self.request.user, **said)
        messages.success(self.request, f"Teruggestuurd naar {self.levering.partij}, met uw uitleg erbij.")


class Intrekken(Deed):
    """Asks whether it was meant, and what the reason is; the version stays to look at."""

    perm = "voorraad.withdraw_levering"

    def get(self, request, pk):
        levering = _levering(request, pk, self.perm)
        if "withdraw" not in lifecycle.possible(levering, request.user):
            return redirect(levering)
        return render(request, "voorraad/intrekken.html", {"levering": levering, "form": IntrekkenForm()})

    def act(self):
        form = IntrekkenForm(self.request.POST)
        if not form.is_valid():
            return render(self.request, "voorraad/intrekken.html", {"levering": self.levering, "form": form})
        lifecycle.withdraw(self.levering, by=self.request.user, reden=form.cleaned_data["reden"])
        messages.success(self.request, "Ingetrokken. U kunt een nieuw bestand uploaden wanneer u wilt.")


class OpnieuwControleren(Deed):
    def act(self):
        lifecycle.recheck(self.levering, by=self.request.user)


class Uitleggen(Deed):
    """Keep the explanations; with the second button also hand in."""

    def act(self):
        form = UitlegForm(self.request.POST, waarschuwingen=list(_warnings(self.request, self.levering).object_list))
        if not form.is_valid():
            return _detail_page(self.request, self.levering, uitleg=form)
        changed = lifecycle.explain(self.levering, form.uitleg, by=self.request.user, per_soort=form.per_soort)
        if "indienen" in self.request.POST:
            if form.ask_for_the_rest():
                return _detail_page(self.request, self.levering, uitleg=form)
            if lifecycle.is_correction(self.levering) and not self.levering.aanleiding:
                messages.info(self.request, "Uw uitleg is bewaard. Schrijf nog waarom u de cijfers verbetert.")
                return None
            return _submit(self.request, self.levering)
        messages.success(self.request, f"Uitleg bewaard bij {changed} waarschuwing{'' if changed == 1 else 'en'}.")
        return redirect(f"{self.levering.get_absolute_url()}?{self.request.GET.urlencode()}#waarschuwingen")


def _begonnen():
    return begonnen(timezone.localdate())


def _levering(request, pk, perm=None):
    """A delivery that this user may see, and with `perm` do something with; 404 otherwise."""
    seen = Levering.objects.visible_to(request.user)
    levering = get_object_or_404(
        seen.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door"), pk=pk
    )
    if perm and not request.user.has_perm(perm, levering):
        raise Http404
    return levering


def _warnings(request, levering):
    warnings = levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING)
    return Paginator(warnings, PER_PAGINA).get_page(request.GET.get("w-page"))


def _detail_page(request, levering, **forms):
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
        "indienen": forms.get("indienen") or _submit_form(levering),
        "telbaar": lifecycle.is_countable(levering),
        "vorige_versie": _to_compare_with(levering),
    }
    if request.user.has_perm("voorraad.download_levering", levering):
        context |= _findings(request, levering, possible, forms)
        context |= {"wijzigingen": Wijziging.objects.over(levering), "gesprek": conversation(levering)}
    return render(request, "voorraad/detail.html", context)


def _to_compare_with(levering):
    """The version that this one replaced or would replace: the newest older one whose figures were accepted."""
    older = Levering.objects.filter(partij=levering.partij, halfjaar=levering.halfjaar, versie__lt=levering.versie)
    counted = older.filter(status__in=[Status.VASTGESTELD, Status.VERVANGEN], beoordeeld_op__isnull=False)
    return counted.order_by("-versie").first()


def _findings(request, levering, possible, forms):
    """All findings by kind, and the forms in which warnings are explained (party) or remarked upon (municipality)."""
    page = _warnings(request, levering)
    shown = list(page.object_list)
    form = forms.get("uitleg") or (UitlegForm(waarschuwingen=shown) if "explain" in possible else None)
    remarks = None
    if "send_back" in possible:
        remarks = forms.get("terugsturen") or TerugsturenForm(bevindingen=shown)
    counts = Counter(levering.bevindingen.values_list("niveau", "soort"))
    per_level = {niveau: {soort: n for (level, soort), n in counts.items() if level == niveau} for niveau in Niveau}
    mistakes = Paginator(levering.bevindingen.filter(niveau=Niveau.FOUT), PER_PAGINA)
    mistakes = mistakes.get_page(request.GET.get("f-page"))
    mentioned = levering.bevindingen.filter(niveau=Niveau.MELDING)[:PER_PAGINA]
    return {
        "inhoud": True,
        "fouten": [
            (groep, FoutTable(errors(groep.bevindingen)))
            for groep in groups(mistakes.object_list, per_level[Niveau.FOUT])
        ],
        "fouten_pagina": mistakes,
        "waarschuwingen": [
            (groep, WaarschuwingTable(groep.bevindingen, form=form, opmerkingen=remarks), _shared(form, groep))
            for groep in groups(shown, per_level[Niveau.WAARSCHUWING])
        ],
        "waarschuwingen_pagina": page,
        "meldingen": [
            (groep, FoutTable(errors(groep.bevindingen))) for groep in groups(mentioned, per_level[Niveau.MELDING])
        ],
        "aantal_meldingen": sum(per_level[Niveau.MELDING].values()),
        "uitleg": form,
        "obstakel": lifecycle.obstacle(levering) if "submit" in possible else "",
        "aantal_fouten": sum(per_level[Niveau.FOUT].values()),
        "aantal_waarschuwingen": page.paginator.count,
        "uitleg_url": f"{reverse('voorraad:uitleg', args=[levering.pk])}?{request.GET.urlencode()}",
    }


def _shared(form, groep):
    """The field for one explanation of all warnings of this kind, where there are several."""
    return form[f"soort-{groep.soort}"] if form is not None and groep.aantal > 1 else None


def _attachment(data, name, content_type=XLSX):
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=content_type, headers=headers)
