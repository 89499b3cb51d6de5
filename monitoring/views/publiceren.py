"""Making a version public and withdrawing it: a page first says what will be read by whom, a button does it."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render

from monitoring.jaaroverzicht import bevriezen, openen
from monitoring.views.versies import versies
from monitoring.views.voorbereiden import Voorbereiding

INTUSSEN = "Er is intussen een nieuwere versie. Bekijk die en kies opnieuw wat u publiceert."
ANDERS = "Intussen is iets anders openbaar dan op die pagina stond. Er is niets ingetrokken; kies opnieuw."
BESCHADIGD = "Deze versie is beschadigd en is niet gepubliceerd. Leg het overzicht opnieuw vast."


class _Publicatie(Voorbereiding):
    recht = "monitoring.publish_jaaroverzicht"

    def done(self, tijdvak):
        return redirect("monitoring:vastleggen", tijdvak)

    def public(self, tijdvak) -> list[int]:
        """The versions that everybody reads now, oldest first."""
        return sorted(versies(self.request, tijdvak).openbaar().values_list("versie", flat=True))


class Publiceren(_Publicatie):
    """The newest version, for everybody."""

    def get(self, request, tijdvak):
        newest, public = versies(request, tijdvak).first(), self.public(tijdvak)
        if newest is None or newest.versie in public:
            return self.done(tijdvak)
        context = {"tijdvak": tijdvak, "vastlegging": newest, "eerder": public}
        context["leesbaar"] = openen.is_leesbaar(newest, openbaar=True)
        return render(request, "monitoring/publiceren.html", context)

    def post(self, request, tijdvak):
        asked = request.POST.get("versie", "")
        versie = int(asked) if asked.isdecimal() and len(asked) < 10 else 0  # which is never the newest
        try:
            bevriezen.publish(tijdvak, versie, by=request.user)
        except bevriezen.NietNieuwste:
            messages.warning(request, INTUSSEN)
        except openen.Beschadigd:
            messages.error(request, BESCHADIGD)
        else:
            text = f"Het {tijdvak.titel.lower()} is gepubliceerd. Iedereen kan het nu lezen, ook zonder account."
            messages.success(request, text)
        return self.done(tijdvak)


class Intrekken(_Publicatie):
    """Every public version, for whoever is not logged in."""

    def get(self, request, tijdvak):
        public = self.public(tijdvak)
        if not public:
            return self.done(tijdvak)
        return render(request, "monitoring/publicatie_intrekken.html", {"tijdvak": tijdvak, "openbaar": public})

    def post(self, request, tijdvak):
        asked = [int(each) for each in request.POST.getlist("versie") if each.isdecimal() and len(each) < 10]
        try:
            there_was = bevriezen.withdraw(tijdvak, asked, by=request.user)
        except bevriezen.AndersOpenbaar:
            messages.warning(request, ANDERS)
        else:
            said = "is nu" if there_was else "was al"
            messages.success(request, f"Het {tijdvak.titel.lower()} {said} alleen te lezen voor wie is ingelogd.")
        return self.done(tijdvak)
