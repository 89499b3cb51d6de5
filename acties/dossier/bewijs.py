"""Documents and links that show what an action brought: the only writer of them.

What a file is, its content says and not its name. It is kept byte for byte outside the web root, and served as a
download under a name whose ending fits its content.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from acties.models import Actie, Bewijsstuk
from acties.status import check_running
from basis.bestandsnaam import safe_name
from basis.models import Gebruiker, Wijziging

MAX_MB = 10
SOORTEN = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_BEGIN = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_DEEL = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}  # the part that makes a package what it is
WELKE = f"een PDF, Word- of Excelbestand (.docx, .xlsx) of een afbeelding (PNG, JPG) van hooguit {MAX_MB} MB"
BEWIJS, WEG = "bewijsstuk", "bewijsstuk weggehaald"  # in the trail


def kind_of(data: bytes) -> str:
    """What a file is, by its content. Raises ValidationError for anything that is not in SOORTEN."""
    for kind, begin in _BEGIN.items():
        if data.startswith(begin):
            return kind
    parts = _parts(data)
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise ValidationError(
            "In dit bestand zitten macro’s. Sla het op zonder macro’s (.docx of .xlsx) en kies het opnieuw."
        )
    for kind, part in _DEEL.items():
        if part in parts:
            return kind
    raise ValidationError(f"Dit bestand kunnen we niet bewaren: de inhoud is iets anders. Kies {WELKE}.")


def _parts(data: bytes) -> set[str]:
    """The names in a zip; nothing is unpacked."""
    try:
        return set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()


@transaction.atomic
def add_link(actie: Actie, *, by: Gebruiker, titel: str, link: str) -> Bewijsstuk:
    """Keep a link; one that is listed already is that one."""
    Actie.objects.select_for_update().get(pk=actie.pk)
    there = actie.bewijsstukken.listed().filter(link=link).first()
    return there or _keep(Bewijsstuk(actie=actie, titel=titel, link=link), by)


@transaction.atomic
def add_file(actie: Actie, *, by: Gebruiker, titel: str, data: bytes, naam: str) -> Bewijsstuk:
    """Keep a file byte for byte; the same bytes that are listed already are that one. ValidationError as `kind_of`."""
    kind, digest = kind_of(data), hashlib.sha256(data).hexdigest()
    Actie.objects.select_for_update().get(pk=actie.pk)
    there = actie.bewijsstukken.listed().filter(sha256=digest).first()
    if there:
        return there
    stem = PurePosixPath(safe_name(naam, otherwise=f"bewijs.{kind}")).stem
    made = Bewijsstuk(actie=actie, titel=titel, bestandsnaam=f"{stem}.{kind}", soort=kind, sha256=digest)
    made.grootte = len(data)
    try:
        made.bestand.save(f"{actie.jaar}-{actie.nummer}-{digest[:12]}.{kind}", ContentFile(data), save=False)
        return _keep(made, by)
    except BaseException:
        made.bestand.delete(save=False)  # no file stays behind without its row
        raise


def _keep(bewijs: Bewijsstuk, by: Gebruiker) -> Bewijsstuk:
    check_running(bewijs.actie)
    bewijs.door, bewijs.door_naam, bewijs.door_partij = by, str(by), str(by.partij)
    bewijs.save()
    Wijziging.objects.log(
        bewijs.actie, by=by, veld=BEWIJS, naar=bewijs.titel, waarom=bewijs.link or bewijs.bestandsnaam
    )
    return bewijs


@transaction.atomic
def take_away(bewijs: Bewijsstuk, *, by: Gebruiker, waarom: str) -> None:
    """No longer shown or served, with the reason. Raises ValidationError as `check_running`."""
    locked = Bewijsstuk.objects.select_for_update(of=("self",)).select_related("actie").get(pk=bewijs.pk)
    if locked.weg_op:
        return
    check_running(Actie.objects.select_for_update().get(pk=locked.actie_id))
    locked.weg_op = timezone.now()
    locked.save(update_fields=["weg_op"])
    Wijziging.objects.log(locked.actie, by=by, veld=WEG, van=locked.titel, waarom=waarom)
