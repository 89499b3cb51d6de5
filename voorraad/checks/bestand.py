"""Whether the file is the workbook that was asked for: its stamp, sheets and columns."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from voorraad.checks.plek import bij
from voorraad.columns import Kolom
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau
from voorraad.tabellen import Tabel, Werk, nearest

FOUT, LET_OP, MEDEDELING = Niveau.FOUT, Niveau.WAARSCHUWING, Niveau.MEDEDELING
GEEN_KOLOM = "geen kolom met deze kop"


def stempel(werk: Werk) -> Iterator[Gevonden]:
    """The template is stamped with party and half-year; without a stamp the choice at the upload counts."""
    stamp = werk.gelezen.stempel
    if stamp is None:
        return
    if stamp.partij != werk.partij.code:
        verwacht = f"het sjabloon van {werk.partij}"
        yield bij(FOUT, "Uitleg", f"het sjabloon van {stamp.partij}", verwacht, "andere-partij")
    if stamp.halfjaar != str(werk.halfjaar):
        verwacht = f"het sjabloon over {werk.halfjaar}"
        yield bij(FOUT, "Uitleg", f"dat over {stamp.halfjaar}", verwacht, "ander-halfjaar")


def bladen(werk: Werk) -> Iterator[Gevonden]:
    for naam in (tabel.blad.naam for tabel in werk.tabellen if tabel.inhoud is None):
        near = nearest(naam, werk.andere_bladen)
        hint = f"; heet het blad «{near}» misschien anders?" if near else ""
        yield bij(FOUT, naam, "geen blad met deze naam", f"een blad «{naam}»{hint}", "blad-ontbreekt")


def dubbele_bladen(werk: Werk) -> Iterator[Gevonden]:
    """Two sheets that could both be the one that is asked for: which of them counts is not ours to guess."""
    for tabel in werk.tabellen:
        if len(tabel.namen) > 1:
            found = " en ".join(f"«{naam}»" for naam in tabel.namen)
            doen = (
                "stuur één bestand per blad, samen in een zip"
                if werk.gelezen.csv
                else "haal het blad weg dat niet telt"
            )
            verwacht = f"eenmaal een blad «{tabel.blad.naam}»; {doen}"
            yield bij(FOUT, tabel.blad.naam, found, verwacht, "dubbel-blad")


def kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A column that is not there: one that must be, or one that seems to be there under another name."""
    for tabel, kolom, near in _ontbrekend(werk):
        if kolom.verplicht or near:
            hint = f"; bedoelde u met «{near}» misschien deze kolom?" if near else ""
            found, verwacht = f"«{near}»" if near else GEEN_KOLOM, f"een kolom «{kolom.kop}»{hint}"
            yield bij(FOUT, tabel.blad.naam, found, verwacht, "kolom-ontbreekt", kolom=kolom.kop)


def weggelaten_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A column that may be empty, and that is not there at all: such as one that is younger than the template."""
    for tabel, kolom, near in _ontbrekend(werk):
        if not kolom.verplicht and not near:
            verwacht = f"een kolom «{kolom.kop}»; zonder kolom tellen we haar in elke rij als leeg"
            yield bij(LET_OP, tabel.blad.naam, GEEN_KOLOM, verwacht, "kolom-weggelaten", kolom=kolom.kop)


def _ontbrekend(werk: Werk) -> Iterator[tuple[Tabel, Kolom, str | None]]:
    """The columns that a sheet lacks, each with the head there that was probably meant."""
    for tabel in werk.tabellen:
        for kolom in tabel.ontbrekend if tabel.inhoud is not None else ():
            yield tabel, kolom, nearest(kolom.kop, tabel.onbekende_koppen)


def dubbele_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """A head that stands there twice: which of the two columns counts is not ours to guess."""
    for tabel in werk.tabellen:
        for position, kolom in tabel.dubbele_koppen:
            found = f"nog een kolom «{kolom.kop}», in kolom {xl_col_to_name(position)}"
            verwacht = f"eenmaal een kolom «{kolom.kop}»; haal de kolom weg die niet telt"
            yield bij(FOUT, tabel.blad.naam, found, verwacht, "dubbele-kolom", tabel.kopregel + 1, kolom.kop)


def geen_rijen(werk: Werk) -> Iterator[Gevonden]:
    present = [tabel for tabel in werk.tabellen if tabel.inhoud is not None]
    if present and not any(tabel.aantal for tabel in present):
        yield bij(FOUT, present[0].blad.naam, "alleen koppen", "minstens één ingevulde rij", "geen-rijen")


def onbekende_bladen(werk: Werk) -> Iterator[Gevonden]:
    """Sheets that are not ours are left alone, and mentioned, unless one was found to be misnamed."""
    asked = [tabel.blad.naam for tabel in werk.tabellen if tabel.inhoud is None]
    for naam in werk.andere_bladen:
        if not nearest(naam, asked):
            yield bij(MEDEDELING, naam, "nog een blad", "alleen de bladen van het sjabloon", "blad-onbekend")


def onbekende_kolommen(werk: Werk) -> Iterator[Gevonden]:
    """Columns that are not ours, likewise."""
    for tabel in werk.tabellen:
        lacking = [kolom.kop for kolom in tabel.ontbrekend]
        for kop in (kop for kop in tabel.onbekende_koppen if not nearest(kop, lacking)):
            verwacht = "alleen de kolommen van het sjabloon; met deze doen we niets"
            yield bij(MEDEDELING, tabel.blad.naam, kop, verwacht, "kolom-onbekend", kolom=kop)


def herhaalde_koppen(werk: Werk) -> Iterator[Gevonden]:
    for tabel in werk.tabellen:
        for rij in tabel.herhaalde_koppen:
            verwacht = "de koppen één keer; deze rij slaan we over"
            yield bij(MEDEDELING, tabel.blad.naam, "nog eens de koppen", verwacht, "kop-herhaald", rij)


def opvallend(werk: Werk) -> Iterator[Gevonden]:
    """What makes a sheet read otherwise than it looks: hidden, merged, or with lines above its heads."""
    for tabel in werk.tabellen:
        if kop := tabel.kopregel:
            verwacht = "de koppen op rij 1; wat erboven staat slaan we over"
            yield bij(MEDEDELING, tabel.blad.naam, f"koppen op rij {kop + 1}", verwacht, "titel-boven-tabel", kop + 1)
        for wat, detail, rij in tabel.inhoud.opvallend if tabel.inhoud is not None else ():
            if rij is None or rij > tabel.kopregel + 1:
                found, verwacht = OPVALLEND[wat]
                yield bij(MEDEDELING, tabel.blad.naam, found.format(detail), verwacht, wat, rij)


def koppelingen(werk: Werk) -> Iterator[Gevonden]:
    """Values that came from another workbook are those of the last time that it was saved."""
    if werk.gelezen.koppelingen:
        verwacht = "cijfers die in het bestand zelf staan; we lezen de waarden zoals ze het laatst zijn opgeslagen"
        yield bij(MEDEDELING, "", "verwijzingen naar een andere werkmap", verwacht, "koppelingen-naar-buiten")


OPVALLEND = {
    "verborgen-blad": ("een verborgen blad", "een zichtbaar blad; ook van een verborgen blad tellen de rijen mee"),
    "verborgen-rijen": ("verborgen rijen: {}", "alleen zichtbare rijen; verborgen rijen tellen gewoon mee"),
    "samengevoegde-cellen": (
        "samengevoegde cellen {}",
        "losse cellen; van samengevoegde cellen heeft alleen de eerste een waarde, de andere lezen we als leeg",
    ),
}
