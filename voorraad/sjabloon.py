"""Writing the template and the export: the same workbook, empty or with rows. All from `columns`."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable

import xlsxwriter
from django.conf import settings

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.cellen import plat
from voorraad.columns import Blad, Kolom, Soort, bladen_van
from voorraad.models import Codelijst, Codewaarde, Rij

LEGE_REGELS = 2000  # rows of an empty sheet that get drop-downs


def template(
    partij: Partij,
    halfjaar: Halfjaar,
    rijen: dict[type[Rij], Iterable[Rij]] | None = None,
    fictief: bool = False,
    vooraf: str = "",
) -> bytes:
    """The workbook of a party and half-year: empty, or with `rijen`, the export, which reads back as the same rows.

    `vooraf` says on the first sheet what was filled in beforehand, and must be checked.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": f"Levering {partij} {halfjaar}", "comments": f"{partij.code} {halfjaar}"})
    formats = {
        "kop": book.add_format({"bold": True, "bg_color": "#00566b", "font_color": "#ffffff", "valign": "top"}),
        "titel": book.add_format({"bold": True, "font_size": 16, "font_color": "#00566b"}),
        "vet": book.add_format({"bold": True, "valign": "top"}),
        "tekst": book.add_format({"text_wrap": True, "valign": "top"}),
        "als tekst": book.add_format({"num_format": "@"}),
        "let op": book.add_format({"bold": True, "font_color": "#b45309"}),
    }
    bladen = bladen_van(partij.soort)
    codes = _codes(bladen)
    _write_explanation(book, formats, partij, halfjaar, bladen, fictief or settings.DEMO, vooraf)
    for blad in bladen:
        _write_sheet(book, formats, blad, list((rijen or {}).get(blad.model, ())), codes)
    _write_codes(book, formats, codes)
    book.close()
    return buffer.getvalue()


def _codes(bladen: tuple[Blad, ...]) -> dict[str, list[Codewaarde]]:
    """The active codes of every list that these sheets use."""
    lists = dict.fromkeys(kolom.lijst for blad in bladen for kolom in blad.kolommen if kolom.lijst)
    codes = {lijst.value: [] for lijst in lists}
    for code in Codewaarde.objects.filter(lijst__in=codes, actief=True):
        codes[code.lijst].append(code)
    return codes


def _write_explanation(book, formats, partij, halfjaar, bladen, fictief: bool, vooraf: str) -> None:
    sheet = book.add_worksheet("Uitleg")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 22)
    sheet.write_string(0, 0, f"Cijfers over de {halfjaar.voluit}", formats["titel"])
    lines = [("Partij", partij.naam), ("Partijcode", partij.code), ("Halfjaar", str(halfjaar))]
    for row, (label, value) in enumerate(lines, 2):
        sheet.write_string(row, 0, label, formats["vet"])
        sheet.write_string(row, 1, value)
    row = 7
    if fictief:
        sheet.write_string(row - 1, 0, "Fictieve cijfers: dit is een demonstratie.", formats["let op"])
    for line in (
        "Vul elk blad in vanaf rij 2. Laat de koppen staan; de volgorde van de kolommen mag anders.",
        "Kies codes uit de keuzelijst. Een naam of een VERA-code mag ook.",
        "Zet geen totaalregels onder de tabel: de monitor telt zelf.",
    ):
        sheet.write_string(row, 0, line)
        row += 1
    if vooraf:
        sheet.write_string(row, 0, vooraf, formats["let op"])
        row += 1
    for blad in bladen:
        row += 1
        sheet.write_string(row, 0, blad.naam, formats["titel"])
        sheet.write_string(row + 1, 0, blad.uitleg)
        for column, head in enumerate(("Kolom", "Uitleg", "Voorbeeld")):
            sheet.write_string(row + 2, column, head, formats["kop"])
        row += 3
        for kolom in blad.kolommen:
            sheet.write_string(row, 0, kolom.kop + ("" if kolom.verplicht else " (mag leeg)"), formats["vet"])
            sheet.write_string(row, 1, kolom.hulp, formats["tekst"])
            sheet.write_string(row, 2, kolom.voorbeeld, formats["tekst"])
            row += 1


def _write_sheet(book, formats, blad: Blad, rows: list[Rij], codes) -> None:
    sheet = book.add_worksheet(blad.naam)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(blad.kolommen) - 1)
    last = len(rows) + LEGE_REGELS
    for column, kolom in enumerate(blad.kolommen):
        sheet.write_string(0, column, kolom.kop, formats["kop"])
        sheet.write_comment(
            0, column, _hulp(kolom, codes), {"x_scale": 2.5, "y_scale": 1 + len(_uitleg(kolom, codes)) / 5}
        )
        sheet.set_column(column, column, max(len(kolom.kop) + 3, 14), _cell_format(kolom, formats))
        if choices := _choices(kolom, codes):
            message = {"error_title": "Kies uit de lijst", "error_message": kolom.hulp[:250], "error_type": "warning"}
            sheet.data_validation(1, column, last, column, {"validate": "list", "source": choices, **message})
    for number, row in enumerate(rows, 1):
        for column, kolom in enumerate(blad.kolommen):
            _write_cell(sheet, number, column, cell_of(row, kolom), _cell_format(kolom, formats))


def _hulp(kolom: Kolom, codes) -> str:
    """What stands at the head of a column: what to fill in, and what each code means."""
    return "\n".join([kolom.hulp, *_uitleg(kolom, codes)])


def _uitleg(kolom: Kolom, codes) -> list[str]:
    values = codes[kolom.lijst.value] if kolom.lijst else []
    return [f"{value.code}: {_betekenis(value)}" for value in values if _betekenis(value) != value.code]


def _betekenis(value: Codewaarde) -> str:
    return f"{value.naam} ({value.toelichting})" if value.toelichting else value.naam


def _cell_format(kolom: Kolom, formats):
    """Excel makes a date of 2027-1 and drops the noughts of project 007, unless the cell is text."""
    return formats["als tekst"] if kolom.soort in (Soort.HALFJAAR, Soort.TEKST) else None


def _choices(kolom: Kolom, codes) -> str | list[str] | None:
    if kolom.soort is Soort.JA_NEE:
        return ["ja", "nee"]
    if kolom.lijst:
        position = list(codes).index(kolom.lijst.value)
        letter = chr(ord("A") + position)
        return f"=Codes!${letter}$2:${letter}${len(codes[kolom.lijst.value]) + 1}"
    return None


def _write_cell(sheet, row: int, column: int, value, cell_format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value, cell_format)
    else:
        sheet.write_number(row, column, value)


def cell_of(row: Rij, kolom: Kolom):
    """The cell in which a stored row is written: what reading it back turns into the same value."""
    if kolom.soort is Soort.GEBIED:
        area = row.buurt or row.wijk
        return area.code if area else None
    value = getattr(row, kolom.veld)
    if kolom.soort is Soort.JA_NEE:
        return "ja" if value else "nee"
    if kolom.soort is Soort.HALFJAAR:
        return str(value) if value else None
    if kolom.soort is Soort.DECIMAAL:
        return None if value is None else float(value)
    return value


def _write_codes(book, formats, codes) -> None:
    """The lists that the drop-downs choose from, and to their right what each code means."""
    sheet = book.add_worksheet("Codes")
    for column, (lijst, values) in enumerate(codes.items()):
        sheet.write_string(0, column, Codelijst(lijst).label, formats["kop"])
        sheet.set_column(column, column, 26)
        for row, value in enumerate(values, 1):
            sheet.write_string(row, column, value.code)
    first = len(codes) + 1
    for column, head in enumerate(("lijst", "code", "betekenis", "mag ook zo"), first):
        sheet.write_string(0, column, head, formats["kop"])
        sheet.set_column(column, column, 40 if column > first + 1 else 26)
    rows = [(value, _ook(value, values)) for values in codes.values() for value in values]
    for row, (value, also) in enumerate(rows, 1):
        for column, text in enumerate((value.get_lijst_display(), value.code, _betekenis(value), also), first):
            sheet.write_string(row, column, text)


def _ook(value: Codewaarde, values: list[Codewaarde]) -> str:
    """What else may stand in a cell for this code: the spellings about which the check asks nothing."""
    counts = Counter(spelling for each in values for spelling in {plat(said) for said in each.schrijfwijzen()})
    plain = {plat(value.code), plat(value.naam)}
    said = [text for text, betekenis in value.schrijfwijzen().items() if betekenis.zeker and counts[plat(text)] == 1]
    return ", ".join(sorted(text for text in said if plat(text) not in plain))
