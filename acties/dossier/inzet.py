"""Notes at work that runs anyway: welcome, never asked for. Each leaves a line in the trail."""

from __future__ import annotations

from django.db import transaction

from acties.models import LopendeInzet
from basis.models import Gebruiker, Wijziging


class Gewijzigd(Exception):  # noqa: N818  two people at once is no error of ours
    """Somebody else wrote a note in the meantime; `noot` is what stands there now."""

    def __init__(self, noot: str):
        super().__init__(noot)
        self.noot = noot


@transaction.atomic
def write_note(inzet: LopendeInzet, *, by: Gebruiker, noot: str, gezien: str) -> None:
    """Store a note over the one that the user saw. Raises Gewijzigd when another stands there by now."""
    locked = LopendeInzet.objects.select_for_update().get(pk=inzet.pk)
    if locked.noot == noot:
        return
    if locked.noot != gezien:
        raise Gewijzigd(locked.noot)
    Wijziging.objects.log_field(locked, "noot", by=by, van=locked.noot, naar=noot)
    locked.noot = noot
    locked.save(update_fields=["noot"])
