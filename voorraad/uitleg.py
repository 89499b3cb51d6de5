"""What was said about a warning goes along to the next version, where the same warning stands at the same row."""

from __future__ import annotations

import re
from collections import Counter

from basis.models import Wijziging
from voorraad.models import Bevinding, Levering

# 'Mutaties rij 2, 3': rows move when one is put in above them, and the finding stays the same
_RIJNUMMERS = re.compile(r"\brij \d+(?:, \d+)*(?: …)?")


def neem_over(levering: Levering, bevindingen: list[Bevinding]) -> None:
    """Give each of these new findings the newest explanation of the same one, in this version or in one before it.

    A row is the same when all its cells are, wherever it stands; rows that stand there twice take theirs in order.
    """
    known, taken = _bekend(levering), Counter()
    for bevinding in bevindingen:
        versie, teksten = known.get(_sleutel(bevinding), (0, []))
        if teksten:
            bevinding.toelichting = teksten.pop(0)
            taken[versie] += bool(bevinding.toelichting)
    for versie, aantal in sorted(taken.items()):
        if aantal and versie != levering.versie:
            what = f"{aantal} waarschuwing{'' if aantal == 1 else 'en'}"
            waarom = f"Overgenomen van versie {versie}: dezelfde bevindingen bij dezelfde rijen."
            Wijziging.objects.log(levering, by=None, veld="uitleg", naar=what, waarom=waarom)


def _bekend(levering: Levering) -> dict[tuple, tuple[int, list[str]]]:
    """Per finding the newest version in which something was said about it, and what, in the order of the rows."""
    said = Bevinding.objects.filter(
        levering__partij=levering.partij_id, levering__halfjaar=levering.halfjaar, levering__versie__lte=levering.versie
    ).exclude(toelichting="")
    known: dict[tuple, tuple[int, list[str]]] = {}
    for bevinding in said.select_related("levering").order_by("-levering__versie", "volgorde"):
        versie, teksten = known.setdefault(_sleutel(bevinding), (bevinding.levering.versie, []))
        if versie == bevinding.levering.versie:
            teksten.append(bevinding.toelichting)
    return known


def _sleutel(bevinding: Bevinding) -> tuple:
    verwacht = _RIJNUMMERS.sub("rij", bevinding.verwacht)
    return bevinding.soort, bevinding.blad, bevinding.kolom, bevinding.gevonden, verwacht, bevinding.kenmerk
