"""The checks of a delivery, in order: FOUTEN stop it, WAARSCHUWINGEN ask for an explanation, MEDEDELINGEN
only mention.

A check takes the work (`tabellen.Werk`) and yields findings; it never raises. A new check is one function in the module
of its subject, and its name in a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.checks import aansluiting, bestand, rijen, samenhang
from voorraad.gevonden import Gevonden, Verzameling
from voorraad.models import Niveau
from voorraad.tabellen import Tabel, Werk, lay_out
from voorraad.workbook import Gelezen


@dataclass
class Uitkomst:
    """What a delivery holds: the sheets with their rows (none while there is a fout), and all findings.

    `werkbladen` is what each sheet is called in the workbook; of CSV files there is none.
    """

    tabellen: list[Tabel] = field(default_factory=list)
    bevindingen: list[Gevonden] = field(default_factory=list)
    werkbladen: dict[str, str] = field(default_factory=dict)


def run(gelezen: Gelezen, *, partij: Partij, halfjaar: Halfjaar) -> Uitkomst:
    """All findings of a workbook at once, and its rows when nothing stops it."""
    if gelezen.fouten:
        return Uitkomst(bevindingen=gelezen.fouten)
    werk = lay_out(gelezen, partij, halfjaar)
    found = Verzameling(gevonden for check in FOUTEN for gevonden in check(werk))
    stopped = bool(found)
    for check in [*WAARSCHUWINGEN, *([] if stopped else VERGELIJKINGEN), *MEDEDELINGEN]:
        for gevonden in check(werk):
            found.add(gevonden)
    names = {} if gelezen.csv else {t.blad.naam: t.inhoud.naam for t in werk.tabellen if t.inhoud is not None}
    return Uitkomst([] if stopped else werk.tabellen, _met_plek(werk, list(found)), names)


def _met_plek(werk: Werk, found: list[Gevonden]) -> list[Gevonden]:
    """The same findings with their address; each warning at a row with the hash of that row, for its explanation."""
    nummers: dict[str, set[int]] = {}
    for gevonden in found:
        if gevonden.niveau == Niveau.WAARSCHUWING and gevonden.rij:
            nummers.setdefault(gevonden.blad, set()).add(gevonden.rij)
    kenmerken = {blad: werk.kenmerken(blad, rijen) for blad, rijen in nummers.items()}
    return [
        replace(
            gevonden,
            cel=tabel.cel(gevonden.rij, gevonden.kolom) if (tabel := werk.tabel(gevonden.blad)) else "",
            kenmerk=kenmerken.get(gevonden.blad, {}).get(gevonden.rij, ""),
        )
        for gevonden in found
    ]


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
    samenhang.opleveringen_van_de_markt,
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
MEDEDELINGEN = [
    bestand.onbekende_bladen,
    bestand.onbekende_kolommen,
    bestand.herhaalde_koppen,
    bestand.opvallend,
    bestand.koppelingen,
]
