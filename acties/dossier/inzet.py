"""Notes at work that runs anyway: welcome, never asked for. Each leaves a line in the trail."""

from __future__ import annotations

from django.db import transaction

from acties.models import LopendeInzet
from basis.intussen import Intussen
from basis.models import Gebruiker, Wijziging


class AndereNoot(Intussen):
    """Somebody else wrote a note; `noot` is what stands there now."""

    def __init__(self, inzet: LopendeInzet):
        super().__init__(f"De notitie bij {inzet}")
        self.noot = inzet.noot


@transaction.atomic
def write_note(inzet: LopendeInzet, *, by: Gebruiker, noot: str, gezien: str) -> None:
    """Store a note over the one that the user saw. Raises AndereNoot when another stands there by now."""
    locked = LopendeInzet.objects.select_for_update().get(pk=inzet.pk)
    if locked.noot == noot:
        return
    if locked.noot != gezien:
        raise AndereNoot(locked)
    Wijziging.objects.log_field(locked, "noot", by=by, van=locked.noot, naar=noot)
    locked.noot = noot
    locked.save(update_fields=["noot"])
