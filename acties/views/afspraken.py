"""The agreements document: see what it would add or change, and how it carries on the year before; then store it."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View

from acties import importeren
from acties.agreements import Onleesbaar, read_document
from acties.forms.acties import AfsprakenForm
from acties.forms.jaren import Vervolgvraag
from acties.importeren import GeenActies, compare, not_found
from acties.jaarwisseling import Achterhaald
from acties.models import Actie
from acties.views.jaren import told, with_last_word

VOORBEELD = "acties.afspraken"  # what the signature of a preview is for


class Afspraken(View):
    """Upload the agreements document, see what would change, and only then store it."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("acties.import_afspraken"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return render(request, "acties/afspraken.html", {"form": AfsprakenForm()})

    def post(self, request):
        if "document" in request.POST:
            return self._store(request)
        form = AfsprakenForm(request.POST, request.FILES)
        if form.is_valid():
            file, jaar = form.cleaned_data["bestand"], form.cleaned_data["jaar"]
            try:
                return self._preview(read_document(file.read(), file.name), jaar, file.name)
            except (Onleesbaar, GeenActies) as error:
                form.add_error("bestand", str(error))
        return render(request, "acties/afspraken.html", {"form": form}, status=422)

    def _asked(self, differences, jaar: int, data=None) -> Vervolgvraag:
        """What is asked about the year before: of each new action whether it carries on an earlier one, and what
        becomes of those that are not in the document."""
        before = with_last_word(Actie.objects.visible_to(self.request.user).filter(jaar=jaar - 1))
        nieuw = [each.gevonden.nummer for each in differences if each.actie is None]
        return Vervolgvraag(before, nieuw, importeren.suggest(differences, before), data)

    def _preview(self, text, jaar, naam, *, vraag=None, code=200):
        differences = compare(text, jaar)
        vraag = vraag or self._asked(differences, jaar)
        context = {
            "verschillen": [(difference, vraag.bij(difference.gevonden.nummer)) for difference in differences],
            "anders": sum(difference.soort != "gelijk" for difference in differences),
            "ontbreekt": not_found(differences, jaar),
            "vraag": vraag,
            "onvolledig": code == 422 and any(form.errors for form in vraag.keuzes),
            "jaar": jaar,
            "naam": naam,
            "document": signing.dumps([self.request.user.pk, text, jaar, naam], salt=VOORBEELD, compress=True),
        }
        return render(self.request, "acties/afspraken_voorbeeld.html", context, status=code)

    def _store(self, request):
        try:
            user, text, jaar, naam = signing.loads(request.POST["document"], salt=VOORBEELD, max_age=3600)
        except (signing.BadSignature, ValueError):
            user = None
        if user != request.user.pk:
            messages.error(request, "Het voorbeeld is verlopen. Kies het document nog eens; er is niets veranderd.")
            return redirect("acties:afspraken")
        vraag = self._asked(compare(text, jaar), jaar, request.POST)
        if not vraag.is_valid():
            return self._preview(text, jaar, naam, vraag=vraag, code=422)
        try:
            stored = importeren.store_year(text, jaar=jaar, by=request.user, **vraag.antwoord())
        except Achterhaald as found:
            vraag.renew(found.redenen)
            return self._preview(text, jaar, naam, vraag=vraag, code=409)
        except ValidationError as error:
            vraag.fouten += error.messages
            return self._preview(text, jaar, naam, vraag=vraag, code=409)
        self._tell(request, *stored, jaar)
        return redirect("acties:lijst")

    def _tell(self, request, changed, done, jaar):
        count = len(changed)
        text = "De tekst van 1 actie is bewaard." if count == 1 else f"De tekst van {count} acties is bewaard."
        messages.success(request, text if count else "Niets gewijzigd: alles stond er al.")
        if done.doorgezet or done.afgesloten:
            messages.success(request, told(done, jaar))
