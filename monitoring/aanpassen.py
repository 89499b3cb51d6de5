"""A goal that the parties adjust together: a new goal beside the old one, which keeps its place in the past."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import transaction

from basis.getallen import getal, procent
from basis.halfjaar import Halfjaar
from basis.intussen import Intussen
from basis.models import Gebruiker, Wijziging
from monitoring.indicatoren import INDICATOREN
from monitoring.models import Doelstelling

AANGEPAST = "doel aangepast"  # what it is called in the trail


class AlAangepast(Intussen):
    """`nieuw` is the goal that replaced this one."""

    def __init__(self, nieuw: Doelstelling):
        super().__init__("Dit doel", f"al aangepast: {nieuw.omschrijving}")
        self.nieuw = nieuw


@transaction.atomic
def adjust(
    doel: Doelstelling,
    *,
    by: Gebruiker,
    omschrijving: str,
    sinds: datetime.date,
    reden: str,
    waarde: Decimal | None = None,
    waarde_tot: Decimal | None = None,
    uiterlijk: Halfjaar | None = None,
) -> Doelstelling:
    """Replace a goal by another of the same kind, from a day on, with the reason. Values are stored units: 0.3 is 30 %.

    The starting value and the paragraph stay those of the old goal. Raises AlAangepast when the goal has been replaced
    already, and ValueError when the new one would begin before the old one.
    """
    old = Doelstelling.objects.select_for_update(of=("self",)).select_related("vervangen_door").get(pk=doel.pk)
    if old.vervangen_door:
        raise AlAangepast(old.vervangen_door)
    if sinds < old.sinds:
        raise ValueError("A goal cannot be replaced before it was agreed.")
    new = Doelstelling.objects.create(
        indicator=old.indicator,
        soort=old.soort,
        nulwaarde=old.nulwaarde,
        paragraaf=old.paragraaf,
        omschrijving=omschrijving.strip(),
        waarde=waarde,
        waarde_tot=waarde_tot,
        uiterlijk=uiterlijk,
        sinds=sinds,
        reden=reden.strip(),
    )
    old.vervangen_door = new
    old.save(update_fields=["vervangen_door"])
    Wijziging.objects.log(old, by=by, veld=AANGEPAST, van=in_full(old), naar=in_full(new), waarom=new.reden)
    return new


def versions(doel: Doelstelling) -> list[Doelstelling]:
    """A goal and those that it came instead of, newest first."""
    found = [doel]
    while old := Doelstelling.objects.filter(vervangen_door=found[-1]).first():
        found.append(old)
    return found


def is_share(doel: Doelstelling) -> bool:
    """Whether its values are fractions, which people write in per cents."""
    return doel.indicator in INDICATOREN and INDICATOREN[doel.indicator].is_deel


def in_unit(value: Decimal | None, doel: Doelstelling) -> str:
    """'1.380', '15 %', '5,5' with the decimals it has; nothing for no value."""
    if value is None:
        return ""
    if is_share(doel):
        return procent(value, _decimals(value * 100))
    return getal(value, _decimals(value))


def _decimals(value: Decimal) -> int:
    return max(0, -value.normalize().as_tuple().exponent)


def in_full(doel: Doelstelling) -> str:
    """The goal as one line of the trail: its words, its numbers and by when."""
    numbers = " tot ".join(filter(None, [in_unit(doel.waarde, doel), in_unit(doel.waarde_tot, doel)]))
    until = f"uiterlijk {doel.uiterlijk}" if doel.uiterlijk else ""
    return "; ".join(filter(None, [doel.omschrijving, numbers, until]))
