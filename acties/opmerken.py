"""A remark of a tenant organisation on an action. It is kept as it was placed, and leaves a line in the trail."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from acties.models import Actie, Opmerking
from basis.models import Gebruiker, Wijziging


@transaction.atomic
def place_remark(actie: Actie, *, by: Gebruiker, soort: str, tekst: str) -> Opmerking:
    """Place a remark in the timeline of an action, under the name and party of who wrote it.

    The same remark sent twice within a minute is placed once.
    """
    Actie.objects.select_for_update().get(pk=actie.pk)
    just_now = timezone.now() - datetime.timedelta(minutes=1)
    same = Opmerking.objects.filter(actie=actie, soort=soort, tekst=tekst, door=by, op__gte=just_now).first()
    if same:
        return same
    remark = Opmerking.objects.create(
        actie=actie, soort=soort, tekst=tekst, door=by, door_naam=str(by), door_partij=str(by.partij)
    )
    Wijziging.objects.log(actie, by=by, veld="opmerking", naar=tekst)
    return remark
