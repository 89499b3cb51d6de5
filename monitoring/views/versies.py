"""Which overview an address asks for, what of it this reader may see, and at which addresses that stands."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from acties.models import Overleg
from monitoring.models import Vastlegging
from monitoring.tijdvak import Tijdvak, tijdvakken


def check(tijdvak: Tijdvak) -> None:
    if tijdvak not in tijdvakken(timezone.localdate()):
        raise Http404


def reads_all(request) -> bool:
    return request.user.has_perm("monitoring.view_dashboards")


def versies(request, tijdvak: Tijdvak):
    """The versions of an overview that this reader may see, newest first."""
    return Vastlegging.objects.visible_to(request.user).van(tijdvak)


def gekozen(request, tijdvak: Tijdvak, versie: int | None = None) -> tuple[Vastlegging | None, bool]:
    """Which version this reader sees, and whether there is something to see: without a version the figures of now.

    Raises Http404 where somebody who is logged in asks for a version that is not there.
    """
    check(tijdvak)
    rows, all_ = versies(request, tijdvak), reads_all(request)
    if versie is not None:
        row = rows.filter(versie=versie).first()
        if row is None and all_:
            raise Http404
        return row, row is not None
    public = rows.openbaar().first()
    now = all_ and request.GET.get("cijfers") == "nu"
    return (None if now else public), all_ or public is not None


def adressen(request, tijdvak: Tijdvak, versie: int | None) -> dict[str, str]:
    """Where the same version is read, projected, told and taken along."""
    args = [tijdvak] if versie is None else [tijdvak, versie]
    now = versie is None and reads_all(request) and request.GET.get("cijfers") == "nu"
    query = "?cijfers=nu" if now else ""
    suffix = "" if versie is None else "_versie"
    names = "projectie", "spreker", "los", "beginnen"
    found = {name: reverse(f"monitoring:{name}{suffix}", args=args) + query for name in names}
    pagina = "jaaroverzicht" if versie is None else "vastlegging"
    return found | {"pagina": reverse(f"monitoring:{pagina}", args=args) + query}


def gekozen_overleg(request) -> Overleg | None:
    """The meeting at which this is projected; none where the number in the address is not one."""
    asked = request.GET.get("overleg", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return Overleg.objects.visible_to(request.user).select_related("vorm").filter(pk=int(asked)).first()
