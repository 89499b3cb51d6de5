"""The minutes of a meeting, for reading: what stands on the page and in the document. Before that: the agenda."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from acties.models import Aanwezigheid, Agendapunt, Besluit, Deelname, Overleg, Overlegstatus
from acties.overleg import verslagleggen


@dataclass(frozen=True)
class Notulen:
    """`eerder` are decisions of earlier meetings that stand on this agenda."""

    overleg: Overleg
    soort: str
    aanwezig: list[Deelname]
    afwezig: list[Deelname]
    punten: list[Agendapunt]
    besluiten: list[Besluit]
    eerder: list[Besluit]

    @property
    def heeft_aanwezigen(self) -> bool:
        """Whether somebody noted who was there."""
        return bool(self.aanwezig or self.afwezig or self.overleg.gasten)


def notulen(overleg: Overleg) -> Notulen:
    punten = verslagleggen.punten_met_verslag(overleg)
    deelnames = list(overleg.deelnames.select_related("partij").filter(~Q(aanwezig="")))
    return Notulen(
        overleg,
        "Verslag" if overleg.status == Overlegstatus.GEHOUDEN else "Agenda",
        [each for each in deelnames if each.aanwezig == Aanwezigheid.JA],
        [each for each in deelnames if each.aanwezig == Aanwezigheid.NEE],
        punten,
        list(overleg.besluiten.select_related("partij", "actie", "thema").order_by("pk")),
        [punt.besluit for punt in punten if punt.besluit],
    )
