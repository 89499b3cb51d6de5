"""Deliveries and findings in the database; workbooks by our own template writer, filled in and spoilt."""

import hashlib
import io
import itertools
import zipfile

import openpyxl
from django.core.files.base import ContentFile

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad import lifecycle, opslag, sheet_reader
from voorraad.checks import Uitkomst
from voorraad.columns import bladen_van
from voorraad.models import Bevinding, Levering, Niveau, Rij, Status, Verwerking
from voorraad.sjabloon import template
from voorraad.workbook import BladInhoud, Gelezen, Stempel

_nummer = itertools.count(1)


def maak_levering(partij="omnia-wonen", halfjaar="2026-1", status=Status.CONCEPT, data=None, **kwargs):
    """A checked delivery without rows, in `status`, as if it came the usual way."""
    data = data if data is not None else f"bestand {next(_nummer)}".encode()
    partij = Partij.objects.get(code=partij)
    halfjaar = Halfjaar.parse(halfjaar)
    earlier = Levering.objects.filter(partij=partij, halfjaar=halfjaar).count()
    values = {
        "versie": earlier + 1,
        "verwerking": Verwerking.GECONTROLEERD,
        "bestandsnaam": "cijfers.xlsx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "grootte": len(data),
        **kwargs,
    }
    levering = Levering(partij=partij, halfjaar=halfjaar, status=status, **values)
    levering.bestand.save("cijfers.xlsx", ContentFile(data), save=False)
    levering.save()
    return levering


def upload(by, data=b"een werkmap", naam="cijfers.xlsx", halfjaar="2026-1"):
    """A file that comes in the usual way."""
    return lifecycle.receive(
        partij=by.partij, halfjaar=Halfjaar.parse(str(halfjaar)), bestand=ContentFile(data), bestandsnaam=naam, by=by
    )


def maak_bevinding(levering, niveau=Niveau.WAARSCHUWING, **kwargs):
    """A finding of a delivery; a warning unless told otherwise."""
    volgorde = levering.bevindingen.count() + 1
    values = {"soort": "sluiting", "blad": "Voorraad", "rij": volgorde + 1, "kolom": "aantal", "gevonden": "12"}
    values |= {"verwacht": "14 woningen", **kwargs}
    return Bevinding.objects.create(levering=levering, niveau=niveau, volgorde=volgorde, **values)


GOED = {
    "Voorraad": {
        "buurtcode": "WK030710",
        "segment": "sociale-huur",
        "prijscategorie": "betaalbaar-laag",
        "woningtype": "appartement",
        "energielabel": "b",
        "geschikt voor ouderen": "nultreden",
        "aantal": 12,
    },
    "Mutaties": {"buurtcode": "WK030710", "soort": "nieuwbouw", "segment": "sociale-huur", "aantal": 12},
    "Projecten": {
        "projectcode": "E01",
        "naam": "Eemoever fase 1",
        "buurtcode": "WK030704",
        "initiatiefnemer": "corporatie",
        "eigenaar na oplevering": "corporatie",
        "soort": "nieuwbouw",
        "segment": "sociale-huur",
        "aantal": 40,
        "planstatus": "2a",
        "hardheid": "hard",
        "verwacht halfjaar": "2027-1",
    },
    "Toewijzingen": {"buurtcode": "WK030710", "doelgroep": "gezin", "prijscategorie": "goedkoop", "aantal": 3},
    "Gemeente": {"gegeven": "taakstelling-statushouders", "aantal": 210},
}


def goede_rij(blad: str, **cellen) -> dict:
    """A right row by column head; other cells by head, with _ for a space."""
    return GOED[blad] | {kop.replace("_", " "): cel for kop, cel in cellen.items()}


class Blad(BladInhoud):
    """A sheet of these rows, which may still be changed: the blocks are made when they are asked for."""

    def __init__(self, naam: str, rijen: list[list]):
        super().__init__(naam, self)
        self.rijen = rijen

    def __iter__(self):
        return sheet_reader.blocks(self.rijen)


def rijen_van(uitkomst: Uitkomst, model: type[Rij]) -> list[Rij]:
    """The rows of a sheet as they would be stored, as objects."""
    found = []
    for tabel in (tabel for tabel in uitkomst.tabellen if tabel.blad.model is model):
        fields = [model._meta.get_field(naam) for naam in opslag.velden(tabel)]
        for row in (row for blok in tabel.blokken for row in opslag.waarden(tabel, blok)):
            found.append(model(**{f.attname: f.to_python(value) for f, value in zip(fields, row, strict=True)}))
    return found


def cellen_van(inhoud: BladInhoud) -> list[list]:
    """All cells of a sheet, row by row."""
    return [list(row) for columns in inhoud.blokken for row in zip(*columns, strict=True)]


def maak_gelezen(bladen: dict[str, list[dict]], partij="omnia-wonen", halfjaar="2026-1") -> Gelezen:
    """A workbook as it comes from the reader: the sheets of the party, with these rows by head."""
    inhoud = {}
    for blad in bladen_van(Partij.objects.get(code=partij).soort):
        koppen = [kolom.kop for kolom in blad.kolommen]
        rijen = [[rij.get(kop) for kop in koppen] for rij in bladen.get(blad.naam, ())]
        inhoud[blad.naam] = Blad(blad.naam, [koppen, *rijen])
    return Gelezen(inhoud, Stempel(partij, halfjaar))


def maak_werkmap(bladen=None, bederf=None, partij="omnia-wonen", halfjaar="2026-1") -> bytes:
    """Our own template with these rows by head, filled in and then spoilt with openpyxl."""
    data = template(Partij.objects.get(code=partij), Halfjaar.parse(halfjaar))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for naam, rijen in (bladen or {}).items():
        koppen = [cell.value for cell in book[naam][1]]
        for nummer, rij in enumerate(rijen, 2):
            for kolom, kop in enumerate(koppen, 1):
                book[naam].cell(nummer, kolom, rij.get(kop))
    if bederf:
        bederf(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def vervang_onderdelen(data: bytes, onderdelen: dict[str, bytes | None]) -> bytes:
    """The same zip with these parts replaced or added; None leaves one out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | onderdelen
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()
