"""Asking for a document and making it; the only writer of documents.

A document is made once per version, form and kind of reader: frozen content does not change. The file gets its name
when it is whole, so that a worker that is killed leaves nothing half; the row stays asked for, and is made again.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from basis import berichten, jobs
from basis.models import Berichtsoort, Gebruiker, Wijziging
from monitoring.jaaroverzicht.openen import Beschadigd
from monitoring.meenemen import docx, pdf, plaatjes, pptx, xlsx
from monitoring.meenemen.bron import Bron, bron
from monitoring.meenemen.stuk import stuk
from monitoring.models import Document, Documentstatus, Documentvorm, Publicatie, Vastlegging

logger = logging.getLogger(__name__)
MAKEN = "document.maken"
BESCHADIGD = "Deze vastgelegde versie is beschadigd. Er is geen document van te maken."
MISLUKT = "Het maken lukte drie keer niet. Probeer het opnieuw, of vraag de beheerder om in het logboek te kijken."
Stap = Callable[[int], None]  # tells how far it is, in per cents


@transaction.atomic
def vraag(vastlegging: Vastlegging, vorm: str, *, openbaar: bool = False, by: Gebruiker | None = None) -> Document:
    """Ask for a document; one that is there or on its way is not asked for again. Who asks gets a notice."""
    made, new = Document.objects.get_or_create(vastlegging=vastlegging, vorm=vorm, openbaar=openbaar)
    made = Document.objects.select_for_update().get(pk=made.pk)
    if is_heel(made):
        return made
    if by:
        made.voor.add(by)
    if new or not made.is_onderweg:
        Document.objects.filter(pk=made.pk).update(status=Documentstatus.GEVRAAGD, voortgang=0, fout="")
        Wijziging.objects.log(vastlegging, by=by, veld="document", naar=f"{made.get_vorm_display()} gevraagd")
        jobs.enqueue(MAKEN, sleutel=made.pk)
    return made


def is_heel(document: Document) -> bool:
    """Whether the file is there and is what was made."""
    try:
        return document.status == Documentstatus.KLAAR and _kenmerk(document.pad.read_bytes()) == document.sha256
    except OSError:
        return False


def _kenmerk(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _not_made(sleutel: str, reason: str) -> None:
    _fail(int(sleutel), MISLUKT)


def _fail(pk: int, reason: str) -> None:
    Document.objects.filter(pk=pk).update(status=Documentstatus.MISLUKT, fout=reason)


@jobs.job(MAKEN, on_failure=_not_made)
def maak(sleutel: str) -> None:
    """Make one document, unless it is there."""
    made = Document.objects.select_related("vastlegging__jaaroverzicht").get(pk=sleutel)
    if is_heel(made):
        return
    row = Document.objects.filter(pk=made.pk)
    row.update(status=Documentstatus.BEZIG, voortgang=5, fout="")
    try:
        found = bron(made.vastlegging, openbaar=made.openbaar)
        data = _MAKERS[made.vorm](found, lambda percent: row.update(voortgang=percent))
    except Beschadigd:  # trying again would not help
        _fail(made.pk, BESCHADIGD)
    except pdf.GeenLetter as error:
        _fail(made.pk, str(error))
    else:
        _bewaar(made, data)


def _pdf(found: Bron, stap: Stap) -> bytes:
    pictures = plaatjes.teken(_figuren(found))
    stap(70)
    return pdf.pdf(stuk(found), pictures)


def _docx(found: Bron, stap: Stap) -> bytes:
    pictures = plaatjes.teken(_figuren(found))
    stap(60)
    return docx.docx(stuk(found), plaatjes.als_png(pictures))


def _pptx(found: Bron, stap: Stap) -> bytes:
    pictures = plaatjes.teken(pptx.zonder_vorm(found))
    stap(50)
    return pptx.pptx(found, plaatjes.als_png(pictures))


def _xlsx(found: Bron, stap: Stap) -> bytes:
    stap(40)
    return xlsx.xlsx(found)


def _figuren(found: Bron) -> dict[str, dict]:
    """The drawings of every chart in the document, by name."""
    blocks = [block for chapter in stuk(found).hoofdstukken for block in chapter.blokken if block.soort == "beeld"]
    return {block.naam: block.figuur for block in blocks}


_MAKERS: dict[str, Callable[[Bron, Stap], bytes]] = {
    Documentvorm.PDF: _pdf,
    Documentvorm.PPTX: _pptx,
    Documentvorm.XLSX: _xlsx,
    Documentvorm.DOCX: _docx,
}


def _bewaar(made: Document, data: bytes) -> None:
    """Put the file in its place in one step, and tell who asked."""
    made.pad.parent.mkdir(parents=True, exist_ok=True)
    for left in made.pad.parent.glob(f"{made.pad.name}.*"):  # of a worker that was killed
        left.unlink(missing_ok=True)
    half = made.pad.with_suffix(f"{made.pad.suffix}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(made.pad)
    with transaction.atomic():
        Document.objects.filter(pk=made.pk).update(
            status=Documentstatus.KLAAR,
            voortgang=100,
            fout="",
            grootte=len(data),
            sha256=_kenmerk(data),
            gemaakt_op=timezone.now(),
        )
        berichten.stuur(
            made.voor.all(),
            soort=Berichtsoort.EIGEN,
            sleutel=f"document-{made.pk}-{timezone.now():%Y%m%d%H%M%S}",
            titel=f"{made.get_vorm_display()} van het {made.vastlegging.jaaroverzicht.tijdvak.titel.lower()} is klaar",
            tekst=f"Versie {made.vastlegging.versie}, zoals vastgelegd. U kunt het bestand downloaden.",
            adres=made.get_absolute_url(),
            knop="Naar het document",
        )
        made.voor.clear()


@jobs.healer
def ask_for_public_documents() -> None:
    """Everybody may take along what is public: asked for when it is published, not by strangers."""
    for publicatie in Publicatie.objects.open().select_related("vastlegging"):
        there = set(publicatie.vastlegging.documenten.filter(openbaar=True).values_list("vorm", flat=True))
        for vorm in Documentvorm:
            if vorm not in there:
                vraag(publicatie.vastlegging, vorm, openbaar=True)
