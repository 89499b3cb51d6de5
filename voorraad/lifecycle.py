"""The life of a delivery: received, checked, handed in, then accepted or sent back, and one day replaced.

These functions are the only writers of a delivery's status, and each leaves a line in the trail. A deed that is
not possible now raises `Geweigerd`, whose text is meant for the screen.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from basis import jobs
from basis.bestandsnaam import safe_name
from basis.getallen import getal
from basis.halfjaar import Halfjaar
from basis.models import Gebruiker, Partij, Wijziging
from voorraad import berichten, csvbundel
from voorraad.controle import CHECK
from voorraad.models import LOPEND, OPEN, Bevinding, Levering, Niveau, Status, Verwerking
from voorraad.signals import levering_vastgesteld

TRANSITIONS: dict[str, set[str]] = {
    Status.CONCEPT: {Status.INGEDIEND, Status.VERVANGEN, Status.INGETROKKEN},
    Status.INGEDIEND: {Status.VASTGESTELD, Status.TERUGGESTUURD, Status.INGETROKKEN},
    Status.TERUGGESTUURD: {Status.INGEDIEND, Status.VERVANGEN, Status.INGETROKKEN},
    Status.VASTGESTELD: {Status.VERVANGEN},
    Status.VERVANGEN: set(),
    Status.INGETROKKEN: set(),
}


class Geweigerd(Exception):  # noqa: N818  the Dutch word on the screen
    """A deed that is not possible now, in words for the screen; `levering` is the one to look at instead."""

    def __init__(self, text: str, levering: Levering | None = None):
        super().__init__(text)
        self.levering = levering


def receive(
    *, partij: Partij, halfjaar: Halfjaar, bestand: File, bestandsnaam: str, by: Gebruiker, fictief: bool = False
) -> Levering:
    """Keep the file byte for byte as a new concept, and ask for its check. An earlier concept is replaced."""
    _require(by, "voorraad.add_levering", partij)
    levering = Levering(partij=partij, halfjaar=halfjaar, fictief=fictief, aangemaakt_door=by)
    try:
        with transaction.atomic():
            _store_new(levering, bestand.read(), safe_name(bestandsnaam), by)
    except IntegrityError:
        raise Geweigerd(
            f"Een collega van {partij} heeft op hetzelfde moment cijfers over de {halfjaar.voluit} aangeleverd. "
            "Bekijk die eerst; daarna kunt u zo nodig dit bestand opnieuw uploaden."
        ) from None
    return levering


def _store_new(levering: Levering, data: bytes, naam: str, by: Gebruiker) -> None:
    """Inside the transaction: whatever goes wrong, no file stays behind without its row."""
    Partij.objects.select_for_update(no_key=True).get(pk=levering.partij_id)  # one upload of a party at a time
    try:
        _keep(levering, *csvbundel.aangevuld(data, naam, _worked_on(levering)))
        _make_room(levering, by)
        levering.versie = _next_version(levering)
        levering.save()
        Wijziging.objects.log(levering, by=by, veld="status", naar=Status.CONCEPT, waarom=levering.bestandsnaam)
        jobs.enqueue(CHECK, sleutel=levering.pk, invoer=levering.sha256)
    except csvbundel.TeGroot as error:
        raise Geweigerd(str(error)) from None
    except BaseException:
        levering.bestand.delete(save=False)
        raise


def _worked_on(new: Levering) -> Levering | None:
    """The version that is not handed in yet: a CSV file of one sheet is added to it."""
    return Levering.objects.filter(partij=new.partij, halfjaar=new.halfjaar, status__in=OPEN).first()


def _keep(levering: Levering, data: bytes, naam: str) -> None:
    """The bytes as they came, their hash and their name."""
    levering.bestandsnaam, levering.grootte = naam, len(data)
    levering.sha256 = hashlib.sha256(data).hexdigest()
    suffix = PurePosixPath(naam).suffix.lower()
    name = f"{levering.partij.code}-{levering.halfjaar}-{levering.sha256[:12]}{suffix}"
    levering.bestand.save(name, ContentFile(data), save=False)


def _make_room(new: Levering, by: Gebruiker) -> None:
    """Replace the version that is being worked on; refuse when it lies with the municipality or is the same file."""
    current = Levering.objects.filter(partij=new.partij, halfjaar=new.halfjaar, status__in=LOPEND)
    for old in current.select_for_update(of=("self",)).select_related("partij"):
        if old.status == Status.INGEDIEND:
            raise Geweigerd(
                f"Versie {old.versie} over de {old.halfjaar.voluit} is ingediend en ligt bij de gemeente. "
                "Wilt u iets verbeteren? Trek die versie dan eerst in, en upload daarna het nieuwe bestand.",
                old,
            )
        if old.sha256 == new.sha256:
            raise Geweigerd(f"U heeft precies dit bestand al aangeleverd. Dit is het: versie {old.versie}.", old)
        if old.status in OPEN:
            _move(old, Status.VERVANGEN, by=by, waarom="Er is een nieuwe versie geüpload.")


def _next_version(levering: Levering) -> int:
    versions = Levering.objects.filter(partij=levering.partij, halfjaar=levering.halfjaar)
    return (versions.aggregate(last=Max("versie"))["last"] or 0) + 1


def recheck(levering: Levering, *, by: Gebruiker) -> None:
    """Try a failed check once more."""
    _require(by, "voorraad.submit_levering", levering)
    with transaction.atomic():
        levering.lock()
        if levering.status not in OPEN or levering.verwerking != Verwerking.MISLUKT:
            raise Geweigerd("Dit bestand is al gecontroleerd, of de controle loopt nog.", levering)
        levering.verwerking, levering.reden = Verwerking.WACHT, ""
        levering.save(update_fields=["verwerking", "reden"])
        Wijziging.objects.log(levering, by=by, veld="controle", naar=levering.get_verwerking_display())
        jobs.enqueue(CHECK, sleutel=levering.pk, invoer=levering.sha256)


def explain(
    levering: Levering, uitleg: dict[int, str], *, by: Gebruiker, per_soort: dict[str, str] | None = None
) -> int:
    """Keep what was said about the warnings with these ids, and about all of a kind that are not explained yet.

    Returns how many were changed.
    """
    _require(by, "voorraad.submit_levering", levering)
    with transaction.atomic():
        levering.lock()
        if levering.status not in OPEN:
            raise Geweigerd("Deze levering is al ingediend. De uitleg is niet gewijzigd.", levering)
        changed, per_soort = [], per_soort or {}
        for warning in levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING):
            text = uitleg.get(warning.pk, warning.toelichting) or per_soort.get(warning.soort, "")
            if warning.toelichting != text:
                warning.toelichting = text
                changed.append(warning)
        Bevinding.objects.bulk_update(changed, ["toelichting"], batch_size=500)
        if changed:
            Wijziging.objects.log(levering, by=by, veld="uitleg", naar=_count(len(changed), "waarschuwing"))
    return len(changed)


def is_countable(levering: Levering) -> bool:
    """Whether there are rows that would count if this delivery were accepted."""
    if levering.status not in {*OPEN, Status.INGEDIEND} or levering.verwerking != Verwerking.GECONTROLEERD:
        return False
    return not levering.bevindingen.filter(niveau=Niveau.FOUT).exists()


def obstacle(levering: Levering) -> str:
    """Why this delivery cannot be handed in yet, in words for the screen; '' when it can."""
    if levering.verwerking == Verwerking.WACHT:
        return "De controle van het bestand loopt nog."
    if levering.verwerking == Verwerking.MISLUKT:
        return "De controle van het bestand is niet gelukt."
    if errors := levering.bevindingen.filter(niveau=Niveau.FOUT).aantal():
        return f"Er {_are(errors, 'fout')} gevonden. Verbeter het bestand en upload het opnieuw."
    if open_warnings := levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING, toelichting="").count():
        return f"Er {_are(open_warnings, 'waarschuwing')} zonder uitleg. Leg kort uit wat er aan de hand is."
    return ""


def _are(number: int, word: str) -> str:
    return f"{'is' if number == 1 else 'zijn'} {_count(number, word)}"


def _count(number: int, word: str) -> str:
    return f"{getal(number)} {word if number == 1 else f'{word}en'}"


def is_correction(levering: Levering) -> bool:
    """Whether figures over this half-year were accepted already."""
    accepted = Levering.objects.vastgesteld_over(levering.partij, levering.halfjaar)
    return accepted.exclude(pk=levering.pk).exists()


def submit(levering: Levering, *, by: Gebruiker, antwoord: str = "", aanleiding: str = "") -> None:
    """Hand in: no fout, every waarschuwing explained, and of a correction the reason (`aanleiding`).

    `antwoord` is said to a question of the municipality.
    """
    _require(by, "voorraad.submit_levering", levering)
    with transaction.atomic():
        levering.lock()
        _allow(levering, Status.INGEDIEND)
        if reason := obstacle(levering):
            raise Geweigerd(reason, levering)
        levering.aanleiding = aanleiding.strip() or levering.aanleiding
        if not levering.aanleiding and is_correction(levering):
            raise Geweigerd("Schrijf erbij waarom u de vastgestelde cijfers verbetert.", levering)
        levering.ingediend_op, levering.ingediend_door = timezone.now(), by
        _move(levering, Status.INGEDIEND, by=by, waarom=antwoord.strip())
        berichten.ingediend(levering, by)


def accept(levering: Levering, *, by: Gebruiker) -> None:
    """Accept: these are the figures from now on. The version accepted before is replaced; receivers recompute."""
    _require(by, "voorraad.accept_levering", levering)
    with transaction.atomic():
        levering.lock()
        _allow(levering, Status.VASTGESTELD)
        if _needs_a_colleague(levering, by):
            raise Geweigerd("U diende deze cijfers zelf in. Vraag een collega van de gemeente om ze vast te stellen.")
        before = Levering.objects.vastgesteld_over(levering.partij, levering.halfjaar)
        for old in before.select_for_update(of=("self",)).select_related("partij"):
            _move(old, Status.VERVANGEN, by=by, waarom=f"Versie {levering.versie} is vastgesteld.")
        levering.beoordeeld_op, levering.beoordeeld_door = timezone.now(), by
        _move(levering, Status.VASTGESTELD, by=by)
        berichten.vastgesteld(levering, by)
        levering_vastgesteld.send(sender=Levering, levering=levering)


def _needs_a_colleague(levering: Levering, by: Gebruiker) -> bool:
    """Two pairs of eyes on the municipality's own figures, unless it has one user only."""
    if levering.ingediend_door_id != by.pk:
        return False
    return Gebruiker.objects.gemeente().filter(is_active=True).exclude(pk=by.pk).exists()


def withdraw(levering: Levering, *, by: Gebruiker, reden: str = "") -> None:
    """Take back what was not accepted yet. The version stays to look at, and a new one can be uploaded."""
    _require(by, "voorraad.withdraw_levering", levering)
    with transaction.atomic():
        levering.lock()
        _allow(levering, Status.INGETROKKEN)
        _move(levering, Status.INGETROKKEN, by=by, waarom=reden.strip())
        berichten.ingetrokken(levering, by)


def send_back(levering: Levering, *, by: Gebruiker, reden: str, opmerkingen: dict[int, str] | None = None) -> None:
    """Send back, and say why: the party can explain, or upload a better file. `opmerkingen` per finding, by its id."""
    _require(by, "voorraad.send_back_levering", levering)
    if not reden.strip():
        raise Geweigerd("Schrijf erbij waarom u de levering terugstuurt.", levering)
    with transaction.atomic():
        levering.lock()
        _allow(levering, Status.TERUGGESTUURD)
        levering.beoordeeld_op, levering.beoordeeld_door = timezone.now(), by
        _remark(levering, opmerkingen or {})
        _move(levering, Status.TERUGGESTUURD, by=by, waarom=reden.strip())
        berichten.teruggestuurd(levering, by)


def remark(levering: Levering, opmerkingen: dict[int, str], *, by: Gebruiker) -> None:
    """Keep what the municipality says about findings, by their ids; the party reads it once it is sent back."""
    _require(by, "voorraad.send_back_levering", levering)
    with transaction.atomic():
        levering.lock()
        if levering.status != Status.INGEDIEND:
            raise Geweigerd(
                "Deze levering ligt niet meer bij de gemeente. De opmerkingen zijn niet gewijzigd.", levering
            )
        if changed := _remark(levering, opmerkingen):
            Wijziging.objects.log(levering, by=by, veld="opmerkingen", naar=_count(changed, "bevinding"))


def _remark(levering: Levering, opmerkingen: dict[int, str]) -> int:
    changed = []
    for bevinding in levering.bevindingen.filter(pk__in=opmerkingen):
        text = opmerkingen[bevinding.pk].strip()
        if text != bevinding.opmerking:
            bevinding.opmerking = text
            changed.append(bevinding)
    Bevinding.objects.bulk_update(changed, ["opmerking"], batch_size=500)
    return len(changed)


def possible(levering: Levering, user: Gebruiker) -> set[str]:
    """What this user can do with this delivery now."""
    deeds = set()
    if levering.status in OPEN and user.has_perm("voorraad.submit_levering", levering):
        deeds |= {"recheck"} if levering.verwerking == Verwerking.MISLUKT else set()
        deeds |= {"explain", "submit"} if levering.verwerking == Verwerking.GECONTROLEERD else set()
    if levering.status == Status.VASTGESTELD and user.has_perm("voorraad.add_levering", levering.partij):
        deeds.add("correct")
    if Status.INGETROKKEN in TRANSITIONS[levering.status] and user.has_perm("voorraad.withdraw_levering", levering):
        deeds.add("withdraw")
    for deed, perm in [("accept", "voorraad.accept_levering"), ("send_back", "voorraad.send_back_levering")]:
        if levering.status == Status.INGEDIEND and user.has_perm(perm, levering):
            deeds.add(deed)
    return deeds


def _require(by: Gebruiker, perm: str, obj: object) -> None:
    if not by.has_perm(perm, obj):
        raise PermissionDenied(perm)


def _allow(levering: Levering, to: str) -> None:
    if to not in TRANSITIONS[levering.status]:
        raise Geweigerd(
            f"Deze levering is intussen {levering.get_status_display()}; er is niets gewijzigd.",
            levering,
        )


def _move(levering: Levering, to: str, *, by: Gebruiker, waarom: str = "") -> None:
    _allow(levering, to)
    before, levering.status = levering.status, to
    if to != Status.VERVANGEN:
        levering.reden = waarom
    levering.save()
    Wijziging.objects.log(levering, by=by, veld="status", van=before, naar=to, waarom=waarom)
