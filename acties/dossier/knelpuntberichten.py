"""Who hears about a bottleneck or chance: who can take it up, and in the end who reported it."""

from __future__ import annotations

from django.db.models import Q

from acties import spoor
from acties.models import Knelpunt
from basis.berichten import stuur
from basis.models import Berichtsoort, Gebruiker, Rol


def gevraagd(knelpunt: Knelpunt, by: Gebruiker) -> None:
    """Tell who takes it up: the person that was named, or else everybody who works on the actions for the party."""
    said = f"\n\n{knelpunt.tekst}" if knelpunt.tekst else ""
    _tell(
        Q(pk=knelpunt.wie_id) if knelpunt.wie_id else Q(partij=knelpunt.partij_id) & ~Q(rol=Rol.BO_LID),
        knelpunt,
        by,
        f"Voor u: {knelpunt}",
        f"Gemeld door {knelpunt.gemeld_door_naam} ({knelpunt.gemeld_door_partij}).{said}\n\nKunt u dit oppakken?",
    )


def afgelopen(knelpunt: Knelpunt, by: Gebruiker) -> None:
    """Tell who reported it how it ended."""
    ended = f"{knelpunt.get_stand_display().capitalize()}: {knelpunt.titel}"
    _tell(Q(pk=knelpunt.gemeld_door_id or 0), knelpunt, by, ended, f"{knelpunt.afloop}\n\nDank u wel voor uw melding.")


def _tell(who: Q, knelpunt: Knelpunt, by: Gebruiker, titel: str, tekst: str) -> None:
    """Once per change, and not to who made it."""
    stuur(
        Gebruiker.objects.filter(who, is_active=True).exclude(pk=by.pk),
        soort=Berichtsoort.EIGEN,
        sleutel=f"knelpunt-{knelpunt.pk}-{spoor.versie(knelpunt)}",
        titel=titel,
        tekst=tekst,
        adres=knelpunt.get_absolute_url(),
        knop="Bekijken",
    )
