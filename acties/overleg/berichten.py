"""Who hears about a meeting: the parties that sit there, when its date stands, moves, or when it does not go on.

A date that is still a proposal is told to nobody yet; a meeting that is over has no news of this kind.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from acties import spoor
from acties.models import Overleg, Overlegstatus
from basis.berichten import stuur
from basis.models import Berichtsoort, Gebruiker


def gepland(overleg: Overleg, by: Gebruiker | None) -> None:
    if not overleg.voorstel:
        _tell(overleg, by, f"Gepland: {overleg}", f"{overleg.naam} is op {wanneer(overleg)}.")


def gewijzigd(voor: Overleg, na: Overleg, by: Gebruiker) -> None:
    """Tell what became of a meeting that was changed, as it stood before and stands now."""
    if na.voorstel or na.status == Overlegstatus.GEHOUDEN:
        return
    if na.status == Overlegstatus.VERVALLEN:
        if voor.status != Overlegstatus.VERVALLEN and not voor.voorstel:
            _tell(na, by, f"Gaat niet door: {voor}", f"{voor.naam} op {wanneer(voor)} gaat niet door.\n\n{na.reden}")
    elif voor.voorstel or voor.status == Overlegstatus.VERVALLEN:
        gepland(na, by)
    elif wanneer(voor) != wanneer(na):
        _tell(na, by, f"Verplaatst: {na}", f"{na.naam} was op {wanneer(voor)}, en is nu op {wanneer(na)}.")


def wanneer(overleg: Overleg) -> str:
    """'18 juni 2026 om 10:00 uur, Stadhuis'."""
    words = f"{date_format(overleg.datum, 'j F Y')} om {date_format(overleg.begin, 'H:i')} uur"
    return f"{words}, {overleg.plaats}" if overleg.plaats else words


def _tell(overleg: Overleg, by: Gebruiker | None, titel: str, tekst: str) -> None:
    """Once per change, and not to who made it."""
    if overleg.datum < timezone.localdate():
        return
    users = Gebruiker.objects.filter(partij__in=overleg.vorm.partijen.all(), is_active=True)
    stuur(
        users.exclude(pk=by.pk) if by else users,
        soort=Berichtsoort.NIEUWS,
        sleutel=f"overleg-{overleg.pk}-{spoor.versie(overleg)}",
        titel=titel,
        tekst=tekst,
        adres=overleg.get_absolute_url(),
        knop="Overleg bekijken",
    )
