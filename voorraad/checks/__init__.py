"""The checks of a delivery, in order: FOUTEN stop it, WAARSCHUWINGEN ask for an explanation, MELDINGEN only mention.

A check takes the work (`tabellen.Werk`) and yields findings; it never raises. A new check is one function in the module
of its subject, and its name in a list.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.checks import aansluiting, bestand, rijen, samenhang
from voorraad.models import Rij
from voorraad.tabellen import Regel, Werk, lay_out
from voorraad.workbook import Gelezen, Gevonden

MEEST_PER_SOORT = 200


@dataclass
class Uitkomst:
    """What a delivery holds: unsaved rows per model (none while there is a fout), and all findings."""

    rijen: dict[type[Rij], list[Rij]] = field(default_factory=dict)
    bevindingen: list[Gevonden] = field(default_factory=list)


def run(gelezen: Gelezen, *, partij: Partij, halfjaar: Halfjaar) -> Uitkomst:
    """All findings of a workbook at once, and its rows when nothing stops it."""
    if gelezen.fouten:
        return Uitkomst(bevindingen=gelezen.fouten)
    werk = lay_out(gelezen, partij, halfjaar)
    fouten = [gevonden for check in FOUTEN for gevonden in check(werk)]
    others = [*WAARSCHUWINGEN, *([] if fouten else VERGELIJKINGEN), *MELDINGEN]
    rest = [gevonden for check in others for gevonden in check(werk)]
    return Uitkomst({} if fouten else _rows(werk), _capped(fouten + rest))


def _rows(werk: Werk) -> dict[type[Rij], list[Rij]]:
    return {tabel.blad.model: [_row(regel) for regel in tabel.regels] for tabel in werk.tabellen}


def _row(regel: Regel) -> Rij:
    values = dict(regel.waarden)
    if gebied := values.pop("gebied", None):
        values.update(wijk=gebied.wijk, buurt=gebied.buurt)
    return regel.blad.model(rijnummer=regel.nummer, **values)


def _capped(found: list[Gevonden]) -> list[Gevonden]:
    """At most so many findings of one kind per sheet, and a line that says how many more there are."""
    seen: Counter = Counter()
    kept = []
    for gevonden in found:
        key = (gevonden.niveau, gevonden.soort, gevonden.blad)
        seen[key] += 1
        if seen[key] <= MEEST_PER_SOORT:
            kept.append(gevonden)
    for (niveau, soort, blad), count in seen.items():
        if count > MEEST_PER_SOORT:
            more = f"hetzelfde als hierboven; nog {count - MEEST_PER_SOORT} keer op dit blad"
            kept.append(Gevonden(niveau, soort, more, blad=blad))
    return kept


FOUTEN = [
    bestand.stempel,
    bestand.bladen,
    bestand.dubbele_bladen,
    bestand.kolommen,
    bestand.dubbele_kolommen,
    rijen.cellen,
    rijen.totaalregels,
    rijen.negatieve_mutaties,
    rijen.naar_segment,
    samenhang.naar_een_ander_segment,
    rijen.dubbele_rijen,
    rijen.in_de_toekomst,
    samenhang.halfjaren_van_projecten,
    samenhang.gegeven_compleet,
    bestand.geen_rijen,
]
WAARSCHUWINGEN = [
    bestand.weggelaten_kolommen,
    samenhang.gerealiseerd_zonder_mutatie,
    samenhang.mutatie_zonder_project,
    samenhang.project_en_mutatie_tellen_gelijk,
    samenhang.planning_voorbij,
    samenhang.hardheid,
    samenhang.prijs_past_bij_segment,
    samenhang.alleen_bij_verkoop,
    samenhang.daeb_koop_naar_sociale_koop,
    samenhang.wachttijd_bij_uitstroom,
    samenhang.gemeente_volledig,
    samenhang.projecten_van_de_markt,
]
# against what was accepted before; with errors in the file they would say more about the errors than about the figures
VERGELIJKINGEN = [
    aansluiting.sluit_aan,
    aansluiting.volgende_sluit_aan,
    aansluiting.sprong_in_toewijzingen,
    aansluiting.sprong_in_gegevens,
    aansluiting.aandeel_buiten_wat_gezien_is,
    aansluiting.project_verdwenen,
    aansluiting.project_gesprongen,
    aansluiting.sprong_in_voorraad,
    aansluiting.geen_vorige,
]
MELDINGEN = [bestand.onbekend]
