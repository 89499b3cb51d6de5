"""Where we stand in five lines. Pure rules: figures and statuses in, five sentences out, in this order, always."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitoring.zinnen import algemeen
from monitoring.zinnen import jaaroverzicht as zinnen
from monitoring.zinnen.jaaroverzicht import Telling

REGELS = {
    "groei": "De groei van de sociale huur",
    "toewijzing": "De toewijzingen",
    "acties": "De acties",
    "doelen": "De doelen",
    "cijfers": "Hoe zeker de cijfers zijn",
}


@dataclass(frozen=True)
class Gegevens:
    """What the lines are made of. None is no figure.

    `netto`, `met_daeb`: homes since 1 January 2026. `pad`: the sentence on the path of the plans, or nothing.
    `urgent`, `vrij`: allocations. `taak`: persons. `statussen`: actions per status. `op_schema`, `onderweg` and `open`
    (nothing to say yet) count figures, `aandacht` names them. `gevraagd_cijfers`: whether a half-year has ended.
    `ontbreekt`: per half-year in words whose figures are still to come.
    """

    netto: float | None = None
    met_daeb: float | None = None
    doel: float | None = None
    doeljaar: int | None = None
    pad: str = ""
    urgent: Telling | None = None
    vrij: Telling | None = None
    taak: Telling | None = None
    statussen: Mapping[str, int] = field(default_factory=dict)
    op_schema: int = 0
    aandacht: list[str] = field(default_factory=list)
    onderweg: int = 0
    open: int = 0
    gevraagd_cijfers: bool = False
    ontbreekt: list[tuple[str, list[str]]] = field(default_factory=list)


def regels(g: Gegevens) -> dict[str, str]:
    """One sentence or two per key of REGELS."""
    growth = algemeen.groei(g.netto, g.met_daeb, g.doel, g.doeljaar)
    return {
        "groei": f"{growth} {g.pad}".rstrip(),
        "toewijzing": zinnen.toewijzingen(g.urgent, g.vrij, g.taak),
        "acties": zinnen.acties(dict(g.statussen)),
        "doelen": zinnen.doelen(g.op_schema, g.aandacht, g.onderweg, g.open),
        "cijfers": zinnen.zekerheid(g.gevraagd_cijfers, g.ontbreekt),
    }
