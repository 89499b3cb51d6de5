"""Asking for a document and making it; the only writer of documents.

A document is made once per version, form and kind of reader: frozen content does not change. The file gets its name
when it is whole, so that a worker that is killed leaves nothing half; the row stays asked for, and is made again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from basis import berichten, jobs
from basis.kenmerk import kenmerk
from basis.models import Berichtsoort, Gebruiker, Rol, Taak
from monitoring.jaaroverzicht.openen import Beschadigd, Onbekend
from monitoring.meenemen import docx, pdf, plaatjes, pptx, xlsx
from monitoring.meenemen.bron import Bron, bron
from monitoring.meenemen.stuk import stuk
from monitoring.models import Document, Documentstatus, Documentvorm, Publicatie, Vastlegging

MAKEN = "document.maken"
BESCHADIGD = "Deze vastgelegde versie is beschadigd. Er is geen document van te maken."
ONBEKEND = "Deze versie is vastgelegd in een vorm die dit programma niet kent. Er is geen document van te maken."
MISLUKT = "Het maken lukte drie keer niet. Probeer het opnieuw, of vraag de beheerder om in het logboek te kijken."
Stap = Callable[[int], None]  # tells how far it is, in per cents


@dataclass
class Tekenaar:
    """Draws the charts of one document. At the last attempt it goes on without what could not be drawn (`zonder`)."""

    laatste: bool
    zonder: bool = False

    def __call__(self, figuren: dict[str, dict]) -> dict[str, bytes]:
        try:
            drawn = plaatjes.teken(figuren)
        except plaatjes.Onvolledig as error:
            if not self.laatste:
                raise
            drawn = error.getekend
        self.zonder = len(drawn) < len(figuren)
        return drawn


@transaction.atomic
def vraag(vastlegging: Vastlegging, vorm: str, *, openbaar: bool = False, by: Gebruiker | None = None) -> Document:
    """Ask for a document; one that is there or on its way is not asked for again. Who asks gets a notice.

    One that had to do without its charts is made anew when somebody asks.
    """
    made, new = Document.objects.get_or_create(vastlegging=vastlegging, vorm=vorm, openbaar=openbaar)
    made = Document.objects.select_for_update().get(pk=made.pk)
    if is_heel(made) and not (by and made.zonder_beeld):
        return made
    if by:
        made.voor.add(by)
    if new or not made.is_onderweg:
        Document.objects.filter(pk=made.pk).update(status=Documentstatus.GEVRAAGD, voortgang=0, fout="")
        jobs.enqueue(MAKEN, sleutel=made.pk)
    return made


def is_heel(document: Document) -> bool:
    """Whether the file is there and is what was made."""
    try:
        return document.status == Documentstatus.KLAAR and kenmerk(document.pad.read_bytes()) == document.sha256
    except OSError:
        return False


def _not_made(sleutel: str, reason: str) -> None:
    _fail(int(sleutel), MISLUKT)


def _fail(pk: int, reason: str) -> None:
    """Say why there is none, to who asked; of a public one, that nobody asks for, to the administrators once a week."""
    Document.objects.filter(pk=pk).update(status=Documentstatus.MISLUKT, fout=reason)
    made = Document.objects.select_related("vastlegging__jaaroverzicht").get(pk=pk)
    _tell(made, made.voor.all(), "is niet gelukt", reason, f"document-mislukt-{pk}-{timezone.now():%Y%m%d%H%M%S}")
    if made.openbaar:
        beheer = Gebruiker.objects.filter(rol=Rol.BEHEER)
        text = f"Bezoekers zonder account kunnen het nu niet downloaden. {reason}"
        _tell(made, beheer, "is niet gelukt", text, f"document-mislukt-{pk}-{timezone.localdate():%G-%V}")


def _tell(made: Document, wie, hoe: str, tekst: str, sleutel: str) -> None:
    what = f"{made.get_vorm_display()} van het {made.vastlegging.jaaroverzicht.tijdvak.titel.lower()}"
    adres, soort = made.get_absolute_url(), Berichtsoort.EIGEN
    berichten.stuur(
        wie, soort=soort, sleutel=sleutel, titel=f"{what} {hoe}", tekst=tekst, adres=adres, knop="Naar het document"
    )


@jobs.job(MAKEN, on_failure=_not_made)
def maak(sleutel: str) -> None:
    """Make one document, unless it is there."""
    made = Document.objects.select_related("vastlegging__jaaroverzicht").get(pk=sleutel)
    if is_heel(made):
        return
    row = Document.objects.filter(pk=made.pk)
    row.update(status=Documentstatus.BEZIG, voortgang=5, fout="")
    teken = Tekenaar(_laatste_poging(sleutel))
    try:
        found = bron(made.vastlegging, openbaar=made.openbaar)
        data = _MAKERS[made.vorm](found, lambda percent: row.update(voortgang=percent), teken)
    except Onbekend:
        _fail(made.pk, ONBEKEND)
    except Beschadigd:  # trying again would not help
        _fail(made.pk, BESCHADIGD)
    except pdf.GeenLetter as error:
        _fail(made.pk, str(error))
    else:
        _bewaar(made, data, teken.zonder)


def _laatste_poging(sleutel: str) -> bool:
    return Taak.objects.filter(soort=MAKEN, sleutel=sleutel, poging__gte=jobs.MAX_POGINGEN).exists()


def _pdf(found: Bron, stap: Stap, teken: Tekenaar) -> bytes:
    pictures = teken(_figuren(found))
    stap(70)
    return pdf.pdf(stuk(found), pictures)


def _docx(found: Bron, stap: Stap, teken: Tekenaar) -> bytes:
    pictures = teken(_figuren(found))
    stap(60)
    return docx.docx(stuk(found), plaatjes.als_png(pictures))


def _pptx(found: Bron, stap: Stap, teken: Tekenaar) -> bytes:
    pictures = teken(pptx.zonder_vorm(found))
    stap(50)
    return pptx.pptx(found, plaatjes.als_png(pictures))


def _xlsx(found: Bron, stap: Stap, teken: Tekenaar) -> bytes:
    stap(40)
    return xlsx.xlsx(found)


def _figuren(found: Bron) -> dict[str, dict]:
    """The drawings of every chart in the document, by name."""
    blocks = [block for chapter in stuk(found).hoofdstukken for block in chapter.blokken if block.soort == "beeld"]
    return {block.naam: block.figuur for block in blocks}


_MAKERS: dict[str, Callable[[Bron, Stap, Tekenaar], bytes]] = {
    Documentvorm.PDF: _pdf,
    Documentvorm.PPTX: _pptx,
    Documentvorm.XLSX: _xlsx,
    Documentvorm.DOCX: _docx,
}


def _bewaar(made: Document, data: bytes, zonder_beeld: bool) -> None:
    """Put the file in its place in one step, and tell who asked."""
    _schrijf(made.pad, data)
    with transaction.atomic():
        Document.objects.filter(pk=made.pk).update(
            status=Documentstatus.KLAAR,
            voortgang=100,
            fout="",
            grootte=len(data),
            sha256=kenmerk(data),
            gemaakt_op=timezone.now(),
            zonder_beeld=zonder_beeld,
        )
        text = f"Versie {made.vastlegging.versie}, zoals vastgelegd. U kunt het bestand downloaden."
        _tell(made, made.voor.all(), "is klaar", text, f"document-{made.pk}-{timezone.now():%Y%m%d%H%M%S}")
        made.voor.clear()


def _schrijf(pad: Path, data: bytes) -> None:
    """A name of its own while it is half; what workers that were killed left is removed once nobody can be at work."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    too_old = (timezone.now() - jobs.LEASE).timestamp()
    for left in pad.parent.glob(f"{pad.name}.*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < too_old:
                left.unlink()
    with tempfile.NamedTemporaryFile(dir=pad.parent, prefix=f"{pad.name}.", delete=False) as half:
        half.write(data)
    Path(half.name).replace(pad)


@jobs.healer
def ask_for_public_documents() -> None:
    """Everybody may take along what is public: asked for when it is published, not by strangers.

    What failed or is not whole any more is asked for again, an hour after the last time.
    """
    asked = Taak.objects.filter(soort=MAKEN, gevraagd_op__gt=timezone.now() - jobs.OPNIEUW)
    waits = set(asked.values_list("sleutel", flat=True))
    for publicatie in Publicatie.objects.open().select_related("vastlegging"):
        made = {each.vorm: each for each in publicatie.vastlegging.documenten.filter(openbaar=True)}
        for vorm in Documentvorm:
            there = made.get(vorm)
            if there is None or not (there.is_onderweg or str(there.pk) in waits or is_heel(there)):
                vraag(publicatie.vastlegging, vorm, openbaar=True)
