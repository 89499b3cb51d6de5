"""Whether the file is the workbook that was asked for: its stamp, sheets and columns."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from voorraad.cellen import plat
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau
from voorraad.tabellen import Werk, nearest


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
        for kolom in tabel.ontbrekend if tabel.inhoud is not None else ():
            near = nearest(kolom.kop, tabel.onbekende_koppen)
            if kolom.verplicht or near:
                hint = f"; bedoelde u met «{near}» misschien deze kolom?" if near else ""
                found = f"«{near}»" if near else "geen kolom met deze kop"
                yield _at_sheet(tabel.blad.naam, "kolom-ontbreekt", f"een kolom «{kolom.kop}»{hint}", found, kolom.kop)


def weggelaten_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A column that may be empty, and that is not there at all: such as one that is younger than the template."""
    for tabel in werk.tabellen:
        for kolom in tabel.ontbrekend if tabel.inhoud is not None else ():
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


def geen_rijen(werk: Werk) -> Iterator[Gevonden]:
    present = [tabel for tabel in werk.tabellen if tabel.inhoud is not None]
    if present and not any(tabel.aantal for tabel in present):
        yield _at_sheet(present[0].blad.naam, "geen-rijen", "minstens één ingevulde rij", "alleen koppen")


def onbekend(werk: Werk) -> Iterator[Gevonden]:
    """Sheets and columns that are not ours are left alone, and mentioned, unless one was found to be misnamed."""
    ours = {plat(tabel.blad.naam) for tabel in werk.tabellen} | {"uitleg", "codes", "bevindingen"}
    asked = [tabel.blad.naam for tabel in werk.tabellen if tabel.inhoud is None]
    for naam in werk.gelezen.bladen:
        if plat(naam) not in ours and not nearest(naam, asked):
            yield Gevonden(Niveau.MELDING, "blad-onbekend", "alleen de bladen van het sjabloon", "nog een blad", naam)
    for tabel in werk.tabellen:
        for rij in tabel.herhaalde_koppen:
            verwacht = "de koppen één keer; deze rij slaan we over"
            yield Gevonden(Niveau.MELDING, "kop-herhaald", verwacht, "nog eens de koppen", tabel.blad.naam, rij)
        lacking = [kolom.kop for kolom in tabel.ontbrekend]
        for kop in (kop for kop in tabel.onbekende_koppen if not nearest(kop, lacking)):
            verwacht = "alleen de kolommen van het sjabloon; met deze doen we niets"
            yield Gevonden(Niveau.MELDING, "kolom-onbekend", verwacht, kop[:200], tabel.blad.naam, None, kop[:60])


def opvallend(werk: Werk) -> Iterator[Gevonden]:
    """What makes a sheet read otherwise than it looks: hidden, merged, or with lines above its heads."""
    for tabel in werk.tabellen:
        if tabel.kopregel:
            verwacht = "de koppen op rij 1; wat erboven staat slaan we over"
            found = f"koppen op rij {tabel.kopregel + 1}"
            yield Gevonden(Niveau.MELDING, "titel-boven-tabel", verwacht, found, tabel.blad.naam, tabel.kopregel + 1)
        for wat, detail, rij in tabel.inhoud.opvallend if tabel.inhoud is not None else ():
            if rij is None or rij > tabel.kopregel + 1:
                found, verwacht = OPVALLEND[wat]
                yield Gevonden(Niveau.MELDING, wat, verwacht, found.format(detail), tabel.blad.naam, rij)
    if werk.gelezen.koppelingen:
        verwacht = "cijfers die in het bestand zelf staan; we lezen de waarden zoals ze het laatst zijn opgeslagen"
        yield Gevonden(Niveau.MELDING, "koppelingen-naar-buiten", verwacht, "verwijzingen naar een andere werkmap")


OPVALLEND = {
    "verborgen-blad": ("een verborgen blad", "een zichtbaar blad; ook van een verborgen blad tellen de rijen mee"),
    "verborgen-rijen": ("verborgen rijen: {}", "alleen zichtbare rijen; verborgen rijen tellen gewoon mee"),
    "samengevoegde-cellen": (
        "samengevoegde cellen {}",
        "losse cellen; van samengevoegde cellen heeft alleen de eerste een waarde, de andere lezen we als leeg",
    ),
}
