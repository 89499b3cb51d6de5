"""Who to speak to about an action. The trail says of which party, and leaves the name out: people move on."""

from __future__ import annotations

from django.db import transaction

from acties.models import Actie, Contactpersoon
from acties.status import check_running
from basis.models import Gebruiker, Partij, Wijziging

CONTACT = "contactpersoon"


@transaction.atomic
def place_contact(
    actie: Actie, *, by: Gebruiker, partij: Partij, naam: str, functie: str, email: str
) -> Contactpersoon:
    """Add somebody, or change what is known of who is there already; what is the same leaves no line."""
    check_running(Actie.objects.select_for_update().get(pk=actie.pk))
    values = {"functie": functie, "email": email}
    same = Contactpersoon.objects.filter(actie=actie, partij=partij, naam=naam, **values).first()
    if same:
        return same
    found, new = Contactpersoon.objects.update_or_create(actie=actie, partij=partij, naam=naam, defaults=values)
    Wijziging.objects.log(actie, by=by, veld=CONTACT, naar=f"{partij}: {'erbij' if new else 'bijgewerkt'}")
    return found


@transaction.atomic
def remove_contact(contact: Contactpersoon, *, by: Gebruiker) -> None:
    """Really gone: of somebody who is not asked any more nothing is kept. Raises ValidationError as `check_running`."""
    check_running(Actie.objects.select_for_update().get(pk=contact.actie_id))
    Wijziging.objects.log(contact.actie, by=by, veld=CONTACT, van=str(contact.partij), naar="weggehaald")
    contact.delete()
