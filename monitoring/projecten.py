"""The plan list of an area: the lines of the last accepted delivery of each party."""

from __future__ import annotations

from dataclasses import dataclass

from basis.halfjaar import Halfjaar
from monitoring import gebieden, reeksen
from monitoring.keuze import Keuze
from voorraad.models import Codewaarde, Project

KOLOMMEN = ("soort", "segment", "planstatus", "hard of zacht", "verwacht", "stand", "bron")


@dataclass(frozen=True)
class Planregel:
    """One project in one area, in homes; codes in words."""

    naam: str
    aantal: int
    soort: str
    segment: str
    planstatus: str
    hardheid: str
    verwacht: Halfjaar
    gerealiseerd: Halfjaar | None
    partij: str

    def woorden(self) -> list[str]:
        done = f"opgeleverd in {self.gerealiseerd}" if self.gerealiseerd else "nog te doen"
        return [self.soort, self.segment, self.planstatus, self.hardheid, str(self.verwacht), done, self.partij]


def in_gebied(plek: gebieden.Plek, keuze: Keuze) -> list[Planregel]:
    """In order of the expected half-year, as far and as then known as the reader chose."""
    wijken, buurten = gebieden.codes(plek)
    rows = Project.objects.filter(levering__in=_newest(keuze))
    here = rows.filter(wijk__code__in=wijken) | rows.filter(buurt__code__in=buurten)
    names = {(lijst, code): naam for lijst, code, naam in Codewaarde.objects.values_list("lijst", "code", "naam")}
    found = here.select_related("levering__partij").order_by("verwacht_halfjaar", "projectcode", "segment")
    return [_planregel(row, names) for row in found]


def _newest(keuze: Keuze) -> list[int]:
    """The delivery of each party that counts: of the newest half-year."""
    newest: dict[int, tuple[Halfjaar, int]] = {}
    for (partij, half), levering in reeksen.geteld(keuze.moment).items():
        chosen = (keuze.tm is None or half <= keuze.tm) and (keuze.corporatie is None or keuze.corporatie.pk == partij)
        if chosen and (partij not in newest or newest[partij][0] < half):
            newest[partij] = (half, levering)
    return [levering for _, levering in newest.values()]


def _planregel(row: Project, names: dict) -> Planregel:
    def word(code: str, lijst: str) -> str:
        return names.get((lijst, code), code)

    return Planregel(
        row.naam,
        row.aantal,
        word(row.soort, "projectsoort"),
        word(row.segment, "segment"),
        word(row.planstatus, "planstatus"),
        word(row.hardheid, "hardheid"),
        row.verwacht_halfjaar,
        row.gerealiseerd_halfjaar,
        row.levering.partij.naam,
    )
