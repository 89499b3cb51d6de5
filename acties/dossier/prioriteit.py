"""The only writer of the list of priority neighbourhoods. Nothing is deleted; every change leaves a trail."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from acties.models import Prioriteitsgebied
from basis.models import Gebruiker, Wijziging

OP, AF = "op de lijst van prioriteitsbuurten", "van de lijst van prioriteitsbuurten"


@transaction.atomic
def place(plaats: Prioriteitsgebied, partners, *, by: Gebruiker) -> Prioriteitsgebied:
    """Put an area on the list, with its reason and perhaps its approach and partners."""
    plaats.save()
    plaats.partners.set(partners)
    Wijziging.objects.log(plaats, by=by, veld=OP, naar=plaats.sinds, waarom=plaats.waarom)
    return plaats


@transaction.atomic
def change(pk: int, values: dict, *, by: Gebruiker) -> Prioriteitsgebied:
    """Change what is said of a place; what stays the same leaves no line."""
    locked = Prioriteitsgebied.objects.select_for_update().get(pk=pk)
    partners = values.get("partners", locked.partners.all())
    for name in ("sinds", "waarom", "aanpak", "aanpak_sinds"):
        before, after = getattr(locked, name), values.get(name, getattr(locked, name))
        if before != after:
            Wijziging.objects.log_field(locked, name, by=by, van=before or "", naar=after or "")
            setattr(locked, name, after)
    _change_partners(locked, list(partners), by)
    locked.save()
    return locked


def _change_partners(plaats: Prioriteitsgebied, partners: list, by: Gebruiker) -> None:
    before = list(plaats.partners.all())
    if set(before) != set(partners):
        words = [", ".join(map(str, names)) for names in (before, partners)]
        Wijziging.objects.log_field(plaats, "partners", by=by, van=words[0], naar=words[1])
        plaats.partners.set(partners)


@transaction.atomic
def take_off(pk: int, *, tot: datetime.date, reden: str, by: Gebruiker) -> Prioriteitsgebied:
    """End a place on the list, with the reason. Raises ValidationError when it ended already or before it began."""
    locked = Prioriteitsgebied.objects.select_for_update().get(pk=pk)
    if locked.tot:
        raise ValidationError("Dit gebied is al van de lijst.")
    if tot < locked.sinds:
        raise ValidationError({"tot": "Deze dag ligt voor de dag waarop het gebied op de lijst kwam."})
    if not reden.strip():
        raise ValidationError({"reden": "Vertel kort waarom het gebied van de lijst gaat."})
    locked.tot, locked.reden_eraf = tot, reden.strip()
    locked.save()
    Wijziging.objects.log(locked, by=by, veld=AF, naar=tot, waarom=locked.reden_eraf)
    return locked
