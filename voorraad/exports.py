"""The stored rows of a delivery as files that can be uploaded again unchanged."""

from __future__ import annotations

import csv
import io

from django.utils import timezone
from django.utils.formats import date_format

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad import csvbundel, sjabloon
from voorraad.columns import Blad, Soort, bladen_van
from voorraad.models import Levering, Project, Rij, Voorraadstand

FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "'")


def workbook_of(levering: Levering) -> bytes:
    """The stored rows in the template of this party and half-year, in the order of the sheet."""
    return sjabloon.template(levering.partij, levering.halfjaar, _rows(levering), levering.fictief)


def filled_template(partij: Partij, halfjaar: Halfjaar) -> bytes:
    """The template to fill in: with the stock that the half-year before closed with, and the projects still open."""
    before = Levering.objects.vastgesteld().filter(partij=partij, halfjaar=halfjaar - 1).first()
    if before is None:
        return sjabloon.template(partij, halfjaar)
    rows = _rows(before, Voorraadstand, Project)
    rows[Project] = [project for project in rows[Project] if project.gerealiseerd_halfjaar is None]
    what = "Voorraad en Projecten zijn" if Voorraadstand in rows else "Projecten is"
    day = f", vastgesteld op {date_format(timezone.localtime(before.beoordeeld_op))}" if before.beoordeeld_op else ""
    text = (
        f"{what} alvast gevuld met de stand van eind {before.halfjaar} ({before.bestandsnaam}, versie "
        f"{before.versie}{day}). Werk alle aantallen bij."
    )
    return sjabloon.template(partij, halfjaar, rows, before.fictief, text)


def csv_of(levering: Levering) -> bytes:
    """A zip with a CSV file per sheet: semicolons, decimal commas, UTF-8 with a mark, as Excel here opens it."""
    rows = _rows(levering)
    sheets = bladen_van(levering.partij.soort)
    invented = "-fictieve-cijfers" if levering.fictief else ""
    return csvbundel.samen({f"{blad.naam}{invented}.csv": _csv(blad, rows[blad.model]) for blad in sheets})


def _rows(levering: Levering, *modellen: type[Rij]) -> dict[type[Rij], list[Rij]]:
    """The stored rows of the sheets of this party: of these models only, or of all."""
    wanted = [blad.model for blad in bladen_van(levering.partij.soort) if not modellen or blad.model in modellen]
    return {
        model: list(model.objects.filter(levering=levering).select_related("wijk", "buurt").order_by("rijnummer"))
        for model in wanted
    }


def _csv(blad: Blad, rows: list[Rij]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(kolom.kop for kolom in blad.kolommen)
    writer.writerows([_cell(sjabloon.cell_of(row, kolom), kolom.soort) for kolom in blad.kolommen] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value, soort: Soort) -> str:
    """A text that a spreadsheet would take for a formula gets a quote in front; reading takes it off again."""
    if value is None:
        return ""
    if soort is Soort.DECIMAAL:
        return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if soort is Soort.TEKST and text.startswith(FORMULETEKENS) else text
