"""A remark of a tenant organisation on an action, and its answer. Both are kept as they were written, with a trail."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from acties.models import Actie, Antwoord, Opmerking
from acties.status import check_running
from basis.berichten import stuur
from basis.intussen import Intussen
from basis.models import Berichtsoort, Gebruiker, Rol, Wijziging

CITAAT = 300  # so many signs of a remark stand in the notice of its answer


class Beantwoord(Intussen):
    """`antwoord` is what somebody else answered."""

    def __init__(self, antwoord: Antwoord):
        super().__init__("Deze opmerking", "beantwoord")
        self.antwoord = antwoord


@transaction.atomic
def place_remark(actie: Actie, *, by: Gebruiker, soort: str, tekst: str) -> Opmerking:
    """Place a remark in the timeline of an action, under the name and party of who wrote it.

    The same remark sent twice within a minute is placed once. Raises ValidationError as `check_running`.
    """
    Actie.objects.select_for_update().get(pk=actie.pk)
    just_now = timezone.now() - datetime.timedelta(minutes=1)
    same = Opmerking.objects.filter(actie=actie, soort=soort, tekst=tekst, door=by, op__gte=just_now).first()
    if same:
        return same
    check_running(actie)
    remark = Opmerking.objects.create(
        actie=actie, soort=soort, tekst=tekst, door=by, door_naam=str(by), door_partij=str(by.partij)
    )
    Wijziging.objects.log(actie, by=by, veld="opmerking", naar=tekst)
    return remark


@transaction.atomic
def answer(opmerking: Opmerking, *, by: Gebruiker, tekst: str) -> Antwoord:
    """Answer a remark, once, and tell the organisation that placed it. Raises Beantwoord when it has an answer."""
    locked = Opmerking.objects.select_for_update(of=("self",)).select_related("actie").get(pk=opmerking.pk)
    there = Antwoord.objects.filter(opmerking=locked).first()
    if there and (there.door_id, there.tekst) == (by.pk, tekst):
        return there
    if there:
        raise Beantwoord(there)
    made = Antwoord.objects.create(
        opmerking=locked, tekst=tekst, door=by, door_naam=str(by), door_partij=str(by.partij)
    )
    Wijziging.objects.log(locked.actie, by=by, veld="antwoord op opmerking", van=locked.tekst, naar=tekst)
    _tell(made)
    return made


def _tell(antwoord: Antwoord) -> None:
    """The members of the organisation under whose name the remark was placed, whatever their party was before."""
    actie = antwoord.opmerking.actie
    quote = Truncator(antwoord.opmerking.tekst).chars(CITAAT)
    stuur(
        Gebruiker.objects.filter(
            partij__naam=antwoord.opmerking.door_partij, rol=Rol.HUURDERSORGANISATIE, is_active=True
        ),
        soort=Berichtsoort.EIGEN,
        sleutel=f"antwoord-{antwoord.pk}",
        titel=f"Antwoord op uw opmerking bij actie {actie.nummer}",
        tekst=f"{antwoord.door_partij} antwoordt op uw opmerking ‘{quote}’:\n\n{antwoord.tekst}",
        adres=actie.get_absolute_url(),
        knop="Actie bekijken",
    )
