"""A filled-in workbook with actions: read as safely as a delivery, shown before it is stored."""

from __future__ import annotations

from dataclasses import astuple
from itertools import chain

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View

from acties.dossier import samen
from acties.views.samen import MAG, tell
from voorraad import workbook

VOORBEELD = "acties.werkmap.2"  # what the signature of a preview is for
BLAD = "Acties"
MEEST = 2000  # rows


class WerkmapForm(forms.Form):
    bestand = forms.FileField(
        label="Ingevulde werkmap",
        max_length=None,
        help_text="De werkmap (.xlsx) die u bij deze pagina downloadt.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Kies de ingevulde werkmap.",
            "empty": "Dit bestand is leeg (0 bytes). Sla het op in Excel en kies het nog een keer.",
        },
    )

    def clean_bestand(self):
        file = self.cleaned_data["bestand"]
        if file.size > settings.MAX_UPLOAD_MB << 20:
            raise forms.ValidationError(f"Dit bestand is groter dan {settings.MAX_UPLOAD_MB} MB.")
        return file


class Werkmap(View):
    """Upload, see what would change, and only then store it."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAG):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return render(request, "monitoring/werkmap.html", {"form": WerkmapForm()})

    def post(self, request):
        if "voorbeeld" in request.POST:
            return self._store(request)
        form = WerkmapForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return self._preview(request, form.cleaned_data["bestand"])
            except samen.Onbruikbaar as error:
                form.add_error("bestand", str(error))
        return render(request, "monitoring/werkmap.html", {"form": form}, status=422)

    def _preview(self, request, bestand):
        regels = samen.preview(_rows(bestand), request.user)
        changed = [astuple(regel.invoer) for regel in regels if regel.soort == samen.WIJZIGT]
        context = {
            "regels": [regel for regel in regels if regel.soort != samen.GELIJK],
            "alleen_lezen": [regel for regel in regels if regel.alleen_lezen],
            "gelijk": sum(regel.soort == samen.GELIJK for regel in regels),
            "anders": len(changed),
            "naam": bestand.name,
            "voorbeeld": signing.dumps([request.user.pk, changed], salt=VOORBEELD, compress=True),
        }
        return render(request, "monitoring/werkmap_voorbeeld.html", context)

    def _store(self, request):
        try:
            user, changed = signing.loads(request.POST["voorbeeld"], salt=VOORBEELD, max_age=3600)
        except signing.BadSignature:
            user = None
        if user != request.user.pk:
            messages.error(request, "Het voorbeeld is verlopen. Kies de werkmap nog eens; er is niets veranderd.")
            return redirect("monitoring:werkmap")
        tell(request, samen.store([samen.Invoer(*row) for row in changed], by=request.user))
        return redirect("acties:samen")


def _rows(bestand) -> list[tuple]:
    """The rows of the sheet with actions. Raises Onbruikbaar for a file that cannot be read or is something else."""
    read = workbook.read(bestand.read(), bestand.name)
    if read.fouten:
        wrong = read.fouten[0]
        raise samen.Onbruikbaar(f"Dit is {wrong.gevonden}. Verwacht: {wrong.verwacht}.")
    if BLAD not in read.bladen:
        raise samen.Onbruikbaar(f"In dit bestand staat geen blad ‘{BLAD}’. Verwacht: de werkmap die u hier downloadt.")
    if broken := read.bladen[BLAD].formulefouten:
        where = ", ".join(str(row + 1) for row in sorted({row for row, _ in broken})[:5])
        raise samen.Onbruikbaar(f"In rij {where} staat een formule zonder bruikbare uitkomst. Verwacht: getypte tekst.")
    rows = list(chain.from_iterable(zip(*columns, strict=True) for columns in read.bladen[BLAD].blokken))
    if len(rows) > MEEST:
        raise samen.Onbruikbaar(f"Dit blad heeft meer dan {MEEST} rijen. Verwacht: een rij per actie.")
    return rows
