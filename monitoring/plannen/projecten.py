"""The projects on the plan lists that are in the figures: how each stands, and how its moment moved since it was named.

Of each party the newest list counts, in which a project stands once (see `ProjectQuerySet.eenmaal`). What a party first
said about a project is the half-year that was expected in the first accepted list that named it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import gebieden, reeksen
from monitoring.keuze import Keuze
from voorraad.models import Levering, Project
from voorraad.models.rijen import SOCIALE_HUUR

NIEUWBOUW = "nieuwbouw"
Sleutel = tuple[int, str, str]  # party, project code, new-build or demolition


@dataclass(frozen=True)
class Projectregel:
    """New-build or demolition of one project, all its segments together."""

    levering: Levering
    code: str
    naam: str
    wijken: tuple[str, ...]
    initiatiefnemer: str
    soort: str
    woningen: int
    sociaal: int
    planstatussen: tuple[str, ...]
    hardheden: tuple[str, ...]
    verwacht: Halfjaar
    gerealiseerd: Halfjaar | None
    eerst_verwacht: Halfjaar

    @property
    def partij(self) -> Partij:
        return self.levering.partij

    @property
    def is_nieuwbouw(self) -> bool:
        return self.soort == NIEUWBOUW

    @property
    def verschoven(self) -> int:
        """In half-years, against what was first expected; negative is earlier."""
        return (self.gerealiseerd or self.verwacht) - self.eerst_verwacht

    @property
    def sociaal_aandeel(self) -> float | None:
        return self.sociaal / self.woningen if self.woningen else None


def projecten(
    keuze: Keuze, plek: gebieden.Plek | None = None, geteld: dict[tuple[int, Halfjaar], int] | None = None
) -> list[Projectregel]:
    """What the newest lists name, everywhere or in one area, in the order in which it is expected.

    `geteld` says which deliveries are in the figures, for who knows already (`Reeksen.leveringen`).
    """
    lists = _lijsten(keuze, reeksen.geteld(keuze.moment) if geteld is None else geteld)
    newest = {partij: halves[max(halves)] for partij, halves in lists.items()}
    rows = Project.objects.filter(levering__in=newest.values()).eenmaal()
    if plek is not None:
        wijken, buurten = gebieden.codes(plek)
        rows = rows.filter(Q(wijk__code__in=wijken) | Q(buurt__code__in=buurten))
    rows = rows.select_related("levering__partij", "wijk").order_by("levering", "projectcode", "soort", "rijnummer")
    first = _eerst_verwacht(lists)
    grouped = groupby(rows, key=lambda row: (row.levering.partij_id, row.projectcode, row.soort))
    found = [_regel(key, list(parts), first) for key, parts in grouped]
    return sorted(found, key=lambda each: (each.gerealiseerd or each.verwacht, each.naam, each.soort))


def nieuwste_lijsten() -> list[int]:
    """Of each party the newest delivery that is in the figures."""
    return [halves[max(halves)] for halves in _lijsten(Keuze(), reeksen.geteld()).values()]


def projectnamen() -> dict[str, str]:
    """The projects on the newest lists that are in the figures: code → name."""
    rows = Project.objects.filter(levering__in=nieuwste_lijsten()).order_by("projectcode", "-rijnummer")
    return dict(rows.values_list("projectcode", "naam"))


def haalt(regels: list[Projectregel], aandeel: float) -> list[Projectregel]:
    """The new-build projects of which at least this share is social rent."""
    return [each for each in regels if each.is_nieuwbouw and (each.sociaal_aandeel or 0) >= aandeel]


def _lijsten(keuze: Keuze, geteld: dict[tuple[int, Halfjaar], int]) -> dict[int, dict[Halfjaar, int]]:
    """Per party the deliveries that are in the figures, of all half-years that the reader chose."""
    found: dict[int, dict[Halfjaar, int]] = {}
    for (partij, half), pk in geteld.items():
        chosen = keuze.corporatie is None or partij == keuze.corporatie.pk
        if chosen and (keuze.tm is None or half <= keuze.tm):
            found.setdefault(partij, {})[half] = pk
    return found


def _eerst_verwacht(lists: dict[int, dict[Halfjaar, int]]) -> dict[Sleutel, Halfjaar]:
    """What the first list that named a project expected; of several segments the last to be ready."""
    when = {pk: (partij, half) for partij, halves in lists.items() for half, pk in halves.items()}
    rows = Project.objects.filter(levering__in=when).order_by()
    named = rows.values_list("levering", "projectcode", "soort", "verwacht_halfjaar").distinct()
    found: dict[Sleutel, tuple[Halfjaar, Halfjaar]] = {}
    for pk, code, soort, verwacht in named:
        partij, half = when[pk]
        key = (partij, code, soort)
        before = found.get(key)
        if before is None or half < before[0] or (half == before[0] and verwacht > before[1]):
            found[key] = (half, verwacht)
    return {key: verwacht for key, (_, verwacht) in found.items()}


def _regel(key: Sleutel, parts: list[Project], first: dict[Sleutel, Halfjaar]) -> Projectregel:
    """Several segments as one: ready when the last is, with every status that occurs."""
    expected, done = max(part.verwacht_halfjaar for part in parts), [part.gerealiseerd_halfjaar for part in parts]
    return Projectregel(
        parts[0].levering,
        parts[0].projectcode,
        parts[0].naam,
        tuple(dict.fromkeys(part.wijk.naam for part in parts if part.wijk)),
        parts[0].initiatiefnemer,
        parts[0].soort,
        sum(part.aantal for part in parts),
        sum(part.aantal for part in parts if part.segment == SOCIALE_HUUR),
        _uniek(part.planstatus for part in parts),
        _uniek(part.hardheid for part in parts),
        expected,
        max(done) if all(done) else None,
        first.get(key, expected),
    )


def _uniek(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
