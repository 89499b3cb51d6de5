"""The checks of a delivery, in order: FOUTEN stop it, WAARSCHUWINGEN ask for an explanation.

A check takes the work (`tabellen.Werk`) and yields findings; it never raises. A new check is one function and its
name in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.cellen import plat
from voorraad.models import Mutatie, Niveau, Project, Rij
from voorraad.tabellen import Regel, Tabel, Werk, lay_out, nearest
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
    waarschuwingen = [gevonden for check in WAARSCHUWINGEN for gevonden in check(werk)]
    return Uitkomst({} if fouten else _rows(werk), _capped(fouten + waarschuwingen))


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


def stempel(werk: Werk) -> Iterator[Gevonden]:
    """The template is stamped with party and half-year; without a stamp the choice at the upload counts."""
    stamp = werk.gelezen.stempel
    if stamp is None:
        return
    if stamp.partij != werk.partij.code:
        yield _at_sheet(
            "Uitleg", "andere-partij", f"het sjabloon van {werk.partij}", f"het sjabloon van {stamp.partij}"
        )
    if stamp.halfjaar != str(werk.halfjaar):
        yield _at_sheet("Uitleg", "ander-halfjaar", f"het sjabloon over {werk.halfjaar}", f"dat over {stamp.halfjaar}")


def _at_sheet(blad: str, soort: str, verwacht: str, gevonden: str = "", kolom: str = "") -> Gevonden:
    return Gevonden(Niveau.FOUT, soort, verwacht, gevonden[:200], blad, None, kolom)


def bladen(werk: Werk) -> Iterator[Gevonden]:
    expected = {tabel.blad.naam for tabel in werk.tabellen}
    others = [naam for naam in werk.gelezen.bladen if naam not in expected | {"Uitleg", "Codes"}]
    for tabel in werk.tabellen:
        if tabel.inhoud is None:
            near = nearest(tabel.blad.naam, others)
            hint = f"; heet het blad «{near}» misschien anders?" if near else ""
            yield _at_sheet(
                tabel.blad.naam, "blad-ontbreekt", f"een blad «{tabel.blad.naam}»{hint}", "geen blad met deze naam"
            )


def dubbele_bladen(werk: Werk) -> Iterator[Gevonden]:
    """Two sheets that could both be the one that is asked for: which of them counts is not ours to guess."""
    for tabel in werk.tabellen:
        alike = [naam for naam in werk.gelezen.bladen if plat(naam) == plat(tabel.blad.naam)]
        if len(alike) > 1:
            verwacht = f"eenmaal een blad «{tabel.blad.naam}»; haal het blad weg dat niet telt"
            yield _at_sheet(tabel.blad.naam, "dubbel-blad", verwacht, " en ".join(f"«{naam}»" for naam in alike))


def kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A column that is not there: one that must be, or one that seems to be there under another name."""
    for tabel in werk.tabellen:
        for kolom in tabel.ontbrekend if tabel.inhoud else ():
            near = nearest(kolom.kop, tabel.onbekende_koppen)
            if kolom.verplicht or near:
                hint = f"; bedoelde u met «{near}» misschien deze kolom?" if near else ""
                found = f"«{near}»" if near else "geen kolom met deze kop"
                yield _at_sheet(tabel.blad.naam, "kolom-ontbreekt", f"een kolom «{kolom.kop}»{hint}", found, kolom.kop)


def weggelaten_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A column that may be empty, and that is not there at all: such as one that is younger than the template."""
    for tabel in werk.tabellen:
        for kolom in tabel.ontbrekend if tabel.inhoud else ():
            if not kolom.verplicht and not nearest(kolom.kop, tabel.onbekende_koppen):
                verwacht = f"een kolom «{kolom.kop}»; zonder kolom tellen we haar in elke rij als leeg"
                found = "geen kolom met deze kop"
                yield Gevonden(
                    Niveau.WAARSCHUWING, "kolom-weggelaten", verwacht, found, tabel.blad.naam, None, kolom.kop
                )


def dubbele_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A head that stands there twice: which of the two columns counts is not ours to guess."""
    for tabel in werk.tabellen:
        for position, kolom in tabel.dubbele_koppen:
            verwacht = f"eenmaal een kolom «{kolom.kop}»; haal de kolom weg die niet telt"
            found = f"nog een kolom «{kolom.kop}», in kolom {xl_col_to_name(position)}"
            rij = tabel.kopregel + 1
            yield Gevonden(Niveau.FOUT, "dubbele-kolom", verwacht, found, tabel.blad.naam, rij, kolom.kop)


def cellen(werk: Werk) -> Iterator[Gevonden]:
    """Every cell that is not what its column asks for."""
    for tabel in werk.tabellen:
        for regel in tabel.regels:
            yield from regel.onverwacht


def totaalregels(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        for regel in tabel.regels:
            if regel.is_totaal:
                yield regel.fout(regel.totaalveld, "alleen gewone rijen; haal de totaalregel weg", "totaalregel")


def negatieve_mutaties(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Mutatie):
        if (regel["aantal"] or 0) < 0 and regel["soort"] not in (None, "splitsen", "correctie"):
            yield regel.fout(
                "aantal", "een aantal van 0 of meer; alleen splitsen en correctie mogen negatief zijn", "negatief"
            )


def dubbele_rijen(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        if tabel.blad.sleutel:
            yield from _doubles(tabel)


def _doubles(tabel: Tabel) -> Iterator[Gevonden]:
    first: dict[tuple, int] = {}
    for regel in tabel.regels:
        if regel.onverwacht or regel.is_totaal:
            continue
        key = tuple(regel[veld] for veld in tabel.blad.sleutel)
        if key in first:
            verwacht = f"elke combinatie eenmaal; rij {first[key]} is dezelfde. Tel ze op in één rij."
            yield regel.fout(tabel.blad.sleutel[0], verwacht, "dubbele-rij")
        first.setdefault(key, regel.nummer)


def in_de_toekomst(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Project):
        realised = regel["gerealiseerd_halfjaar"]
        if realised and realised > werk.halfjaar:
            yield regel.fout("gerealiseerd_halfjaar", f"een halfjaar tot en met {werk.halfjaar}", "in-de-toekomst")


def naar_segment(werk: Werk) -> Iterator[Gevonden]:
    for regel in werk.regels(Mutatie):
        if regel["soort"] == "liberalisatie" and regel["naar_segment"] == "":
            yield regel.fout("naar_segment", "het segment waar de woning nu in valt", "leeg")


def geen_rijen(werk: Werk) -> Iterator[Gevonden]:
    present = [tabel for tabel in werk.tabellen if tabel.inhoud is not None]
    if present and not any(tabel.regels for tabel in present):
        yield _at_sheet(present[0].blad.naam, "geen-rijen", "minstens één ingevulde rij", "alleen koppen")


def gerealiseerd_zonder_mutatie(werk: Werk) -> Iterator[Gevonden]:
    """A project that was realised this half-year should stand among the changes, under its code."""
    if not any(tabel.blad.model is Mutatie for tabel in werk.tabellen):
        return  # the municipality delivers projects of the market, and no changes
    codes = {regel["project"] for regel in werk.regels(Mutatie)}
    for regel in werk.regels(Project):
        if regel["gerealiseerd_halfjaar"] == werk.halfjaar and regel["projectcode"] not in codes:
            verwacht = (
                f"een mutatie met project «{regel['projectcode']}», want het project is dit halfjaar gerealiseerd"
            )
            yield regel.waarschuwing("projectcode", verwacht, "project-zonder-mutatie")


FOUTEN = [
    stempel,
    bladen,
    dubbele_bladen,
    kolommen,
    dubbele_kolommen,
    cellen,
    totaalregels,
    negatieve_mutaties,
    naar_segment,
    dubbele_rijen,
    in_de_toekomst,
    geen_rijen,
]
WAARSCHUWINGEN = [weggelaten_kolommen, gerealiseerd_zonder_mutatie]
