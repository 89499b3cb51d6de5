import hashlib
import itertools

from django.core.files.base import ContentFile

from basis.halfjaar import Halfjaar
from basis.models import Partij
from voorraad.models import Bevinding, Levering, Niveau, Status, Verwerking

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


def maak_bevinding(levering, niveau=Niveau.WAARSCHUWING, **kwargs):
    """A finding of a delivery; a warning unless told otherwise."""
    volgorde = levering.bevindingen.count() + 1
    values = {"soort": "sluiting", "blad": "Voorraad", "rij": volgorde + 1, "kolom": "aantal", "gevonden": "12"}
    return Bevinding.objects.create(
        levering=levering, niveau=niveau, verwacht="14 woningen", volgorde=volgorde, **{**values, **kwargs}
    )
