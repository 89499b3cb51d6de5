"""The areas behind a figure that is made of no delivery: what stands on the list, and who put it there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from acties.models import Prioriteitsgebied
from basis.halfjaar import Halfjaar
from basis.models import Wijziging
from monitoring.indicatoren import Indicator
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import NOEMER, TELLER


@dataclass(frozen=True)
class Gebiedsrij:
    """One area of the list, as it counts on a reference date."""

    naam: str
    sinds: datetime.date
    aanpak_sinds: datetime.date | None
    ingevoerd_door: str
    telt: bool


def gebiedsrijen(indicator: Indicator, halfjaar: Halfjaar, alleen_gereed: bool = False) -> list[Gebiedsrij]:
    """The list from which the figure of this half-year follows; `alleen_gereed` only what counts above the line."""
    sides = {bron.kant: bron.rijen for bron in indicator.bereken(Cijfers(peildatum=halfjaar.peildatum)).bronnen()}
    ready = set(sides[TELLER].values_list("pk", flat=True))
    listed = [area for area in sides[NOEMER].select_related("gebied") if area.pk in ready or not alleen_gereed]
    who = _ingevoerd_door([area.pk for area in listed])
    return [
        Gebiedsrij(area.gebied.naam, area.sinds, area.aanpak_sinds, who.get(area.pk, ""), area.pk in ready)
        for area in listed
    ]


def _ingevoerd_door(keys: list[int]) -> dict[int, str]:
    """Who wrote last what counts: that the area is on the list, since when, or since when there is an approach."""
    fields = [
        "nieuw",
        *(str(Prioriteitsgebied._meta.get_field(naam).verbose_name) for naam in ("sinds", "aanpak_sinds")),
    ]
    trail = Wijziging.objects.filter(
        onderwerp=Prioriteitsgebied._meta.label_lower, onderwerp_id__in=keys, veld__in=fields
    )
    return {line.onderwerp_id: f"{line.door_naam}" for line in trail.order_by("op", "pk")}
