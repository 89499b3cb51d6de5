"""The check of a delivery: its file is read, all checks run, and rows and findings are replaced at once."""

from __future__ import annotations

from django.db import transaction

from basis.models import Taak, Taakstatus, Wijziging
from voorraad import checks, opslag, uitleg, workbook
from voorraad.models import OPEN, Bevinding, Levering, Niveau, Rij, Verwerking

CHECK = "levering.controleren"


def check(levering_id: int) -> None:
    """Read the file, run all checks, and replace rows and findings at once. Repeatable; does nothing when done.

    Rows are kept only without a single fout: figures that nobody may use are not stored.
    """
    levering = Levering.objects.select_related("partij").get(pk=levering_id)
    if not _to_check(levering):
        return
    with levering.bestand.open() as file:
        gelezen = workbook.read(file.read(), levering.bestandsnaam)
    uitkomst = checks.run(gelezen, partij=levering.partij, halfjaar=levering.halfjaar)
    with transaction.atomic():
        levering.lock()
        if _to_check(levering):
            _store_outcome(levering, uitkomst)


def _to_check(levering: Levering) -> bool:
    return levering.status in OPEN and levering.verwerking != Verwerking.GECONTROLEERD


def _store_outcome(levering: Levering, uitkomst: checks.Uitkomst) -> None:
    found = [_bevinding(levering, number, gevonden) for number, gevonden in enumerate(uitkomst.bevindingen, 1)]
    uitleg.neem_over(levering, found)
    for model in (*Rij.__subclasses__(), Bevinding):
        model.objects.filter(levering=levering).delete()
    Bevinding.objects.bulk_create(found, batch_size=2000)
    if not any(bevinding.niveau == Niveau.FOUT for bevinding in found):
        for tabel in uitkomst.tabellen:
            opslag.insert(tabel, levering.pk)
    levering.verwerking, levering.werkbladen = Verwerking.GECONTROLEERD, uitkomst.werkbladen
    levering.save(update_fields=["verwerking", "werkbladen"])


def _bevinding(levering: Levering, number: int, gevonden: checks.Gevonden) -> Bevinding:
    """A finding as it is stored. What a cell says can be longer than anybody reads: here alone it is cut off."""
    return Bevinding(
        levering=levering,
        volgorde=number,
        niveau=gevonden.niveau,
        soort=gevonden.soort,
        blad=gevonden.blad[:40],
        rij=gevonden.rij,
        kolom=gevonden.kolom[:60],
        cel=gevonden.cel,
        gevonden=gevonden.gevonden[:200],
        verwacht=gevonden.verwacht[:300],
        kenmerk=gevonden.kenmerk,
        aantal=gevonden.nog or 1,
    )


@transaction.atomic
def check_failed(levering_id: int, reason: str) -> None:
    """The job gave up: say so on the delivery, so that nobody waits for it."""
    levering = Levering.objects.select_for_update().filter(pk=levering_id, verwerking=Verwerking.WACHT).first()
    if levering is None:
        return
    levering.verwerking = Verwerking.MISLUKT
    if levering.bestand.storage.exists(levering.bestand.name):
        levering.reden = "De controle stopte door een fout in het programma. Uw bestand is veilig bewaard."
    else:
        levering.reden = "Het bestand staat niet meer in de opslag. Upload het opnieuw, of meld het bij de beheerder."
    levering.save(update_fields=["verwerking", "reden"])
    what = levering.get_verwerking_display()
    Wijziging.objects.log(levering, by=None, veld="controle", naar=what, waarom=levering.reden)


def never_checked():
    """Deliveries whose check nobody is busy with or waiting for: a job got lost, or was never asked for."""
    busy = Taak.objects.filter(soort=CHECK, status__in=[Taakstatus.WACHT, Taakstatus.BEZIG])
    waiting = Levering.objects.filter(status__in=OPEN, verwerking=Verwerking.WACHT)
    return waiting.exclude(pk__in=[int(key) for key in busy.values_list("sleutel", flat=True)])
