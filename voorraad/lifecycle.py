"""The life of a delivery: received, checked, handed in, then accepted or sent back, and one day replaced.

These functions are the only writers of a delivery's status, and each leaves a line in the trail. A deed that is
not possible now raises `Geweigerd`, whose text is meant for the screen.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath, PureWindowsPath

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Gebruiker, Partij, Taak, Taakstatus, Wijziging
from voorraad import berichten, checks, csvbundel, opslag, workbook
from voorraad.models import Bevinding, Levering, Niveau, Rij, Status, Verwerking
from voorraad.signals import levering_vastgesteld

CHECK = "levering.controleren"
TRANSITIONS: dict[str, set[str]] = {
    Status.CONCEPT: {Status.INGEDIEND, Status.VERVANGEN, Status.INGETROKKEN},
    Status.INGEDIEND: {Status.VASTGESTELD, Status.TERUGGESTUURD, Status.INGETROKKEN},
    Status.TERUGGESTUURD: {Status.INGEDIEND, Status.VERVANGEN, Status.INGETROKKEN},
    Status.VASTGESTELD: {Status.VERVANGEN},
    Status.VERVANGEN: set(),
    Status.INGETROKKEN: set(),
}
OPEN = {Status.CONCEPT, Status.TERUGGESTUURD}
CURRENT = OPEN | {Status.INGEDIEND, Status.VASTGESTELD}


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
    data, bestandsnaam = csvbundel.aangevuld(bestand.read(), safe_name(bestandsnaam), _worked_on(partij, halfjaar))
    levering = Levering(
        partij=partij,
        halfjaar=halfjaar,
        bestandsnaam=bestandsnaam,
        sha256=hashlib.sha256(data).hexdigest(),
        grootte=len(data),
        fictief=fictief,
        aangemaakt_door=by,
    )
    levering.bestand.save(
        f"{partij.code}-{halfjaar}-{levering.sha256[:12]}{PurePosixPath(bestandsnaam).suffix.lower()}",
        ContentFile(data),
        save=False,
    )
    try:
        with transaction.atomic():
            _store_new(levering, by)
    except IntegrityError:
        raise Geweigerd(
            f"Een collega van {partij} heeft op hetzelfde moment cijfers over de {halfjaar.voluit} aangeleverd. "
            "Bekijk die eerst; daarna kunt u zo nodig dit bestand opnieuw uploaden."
        ) from None
    return levering


def _worked_on(partij: Partij, halfjaar: Halfjaar) -> Levering | None:
    """The version that is not handed in yet: a CSV file of one sheet is added to it."""
    return Levering.objects.filter(partij=partij, halfjaar=halfjaar, status__in=OPEN).first()


def _store_new(levering: Levering, by: Gebruiker) -> None:
    """Inside the transaction: whatever goes wrong, no file stays behind without its row."""
    try:
        Partij.objects.select_for_update(no_key=True).get(pk=levering.partij_id)  # one upload of a party at a time
        _make_room(levering, by)
        levering.versie = _next_version(levering)
        levering.save()
        Wijziging.objects.log(levering, by=by, veld="status", naar=Status.CONCEPT, waarom=levering.bestandsnaam)
        jobs.enqueue(CHECK, sleutel=levering.pk, invoer=levering.sha256)
    except BaseException:
        levering.bestand.delete(save=False)
        raise


def _make_room(new: Levering, by: Gebruiker) -> None:
    """Replace the version that is being worked on; refuse when it lies with the municipality or is the same file."""
    current = Levering.objects.filter(partij=new.partij, halfjaar=new.halfjaar, status__in=CURRENT)
    for old in current.select_for_update(of=("self",)).select_related("partij"):
        if old.status == Status.INGEDIEND:
            raise Geweigerd(
                f"Versie {old.versie} over de {old.halfjaar.voluit} is ingediend en ligt bij de gemeente. "
                "Wilt u iets verbeteren? Vraag de gemeente dan om deze levering terug te sturen.",
                old,
            )
        if old.sha256 == new.sha256:
            raise Geweigerd(f"U heeft precies dit bestand al aangeleverd. Dit is het: versie {old.versie}.", old)
        if old.status in OPEN:
            _move(old, Status.VERVANGEN, by=by, waarom="Er is een nieuwe versie geüpload.")


def _next_version(levering: Levering) -> int:
    versions = Levering.objects.filter(partij=levering.partij, halfjaar=levering.halfjaar)
    return (versions.aggregate(last=Max("versie"))["last"] or 0) + 1


def safe_name(name: str) -> str:
    """The name of the file as its sender gave it, without folders and characters that a header cannot carry."""
    name = PureWindowsPath(PurePosixPath(name).name).name
    clean = "".join(sign for sign in name if sign.isprintable()).strip()
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:180]}{dot}{suffix[:15]}" if stem else clean[:195] or "levering.xlsx"


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
        _lock(levering)
        if _to_check(levering):
            _store_outcome(levering, uitkomst)


def _to_check(levering: Levering) -> bool:
    return levering.status in OPEN and levering.verwerking != Verwerking.GECONTROLEERD


def _store_outcome(levering: Levering, uitkomst: checks.Uitkomst) -> None:
    explained = {_key(old): old.toelichting for old in levering.bevindingen.exclude(toelichting="")}
    for model in (*Rij.__subclasses__(), Bevinding):
        model.objects.filter(levering=levering).delete()
    found = [_bevinding(levering, number, gevonden) for number, gevonden in enumerate(uitkomst.bevindingen, 1)]
    for bevinding in found:
        bevinding.toelichting = explained.get(_key(bevinding), "")
    Bevinding.objects.bulk_create(found, batch_size=2000)
    if not any(bevinding.niveau == Niveau.FOUT for bevinding in found):
        for tabel in uitkomst.tabellen:
            opslag.insert(tabel, levering.pk)
    Levering.objects.filter(pk=levering.pk).update(verwerking=Verwerking.GECONTROLEERD)


def _bevinding(levering: Levering, number: int, gevonden: checks.Gevonden) -> Bevinding:
    return Bevinding(
        levering=levering,
        volgorde=number,
        niveau=gevonden.niveau,
        soort=gevonden.soort,
        blad=(gevonden.blad or "")[:40],
        rij=gevonden.rij,
        kolom=(gevonden.kolom or "")[:60],
        gevonden=("" if gevonden.gevonden is None else str(gevonden.gevonden))[:200],
        verwacht=gevonden.verwacht[:300],
    )


def _key(bevinding: Bevinding) -> tuple:
    return bevinding.soort, bevinding.blad, bevinding.rij, bevinding.kolom, bevinding.gevonden


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


def recheck(levering: Levering, *, by: Gebruiker) -> None:
    """Try a failed check once more."""
    _require(by, "voorraad.submit_levering", levering)
    with transaction.atomic():
        _lock(levering)
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
        _lock(levering)
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
    if levering.status not in OPEN | {Status.INGEDIEND} or levering.verwerking != Verwerking.GECONTROLEERD:
        return False
    return not levering.bevindingen.filter(niveau=Niveau.FOUT).exists()


def obstacle(levering: Levering) -> str:
    """Why this delivery cannot be handed in yet, in words for the screen; '' when it can."""
    if levering.verwerking == Verwerking.WACHT:
        return "De controle van het bestand loopt nog."
    if levering.verwerking == Verwerking.MISLUKT:
        return "De controle van het bestand is niet gelukt."
    if errors := levering.bevindingen.filter(niveau=Niveau.FOUT).count():
        return f"Er {_are(errors, 'fout')} gevonden. Verbeter het bestand en upload het opnieuw."
    if open_warnings := levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING, toelichting="").count():
        return f"Er {_are(open_warnings, 'waarschuwing')} zonder uitleg. Leg kort uit wat er aan de hand is."
    return ""


def _are(number: int, word: str) -> str:
    return f"{'is' if number == 1 else 'zijn'} {_count(number, word)}"


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else f'{word}en'}"


def is_correction(levering: Levering) -> bool:
    """Whether figures over this half-year were accepted already."""
    accepted = Levering.objects.vastgesteld().filter(partij=levering.partij, halfjaar=levering.halfjaar)
    return accepted.exclude(pk=levering.pk).exists()


def submit(levering: Levering, *, by: Gebruiker, antwoord: str = "", aanleiding: str = "") -> None:
    """Hand in: no fout, every waarschuwing explained, and of a correction the reason (`aanleiding`).

    `antwoord` is said to a question of the municipality.
    """
    _require(by, "voorraad.submit_levering", levering)
    with transaction.atomic():
        _lock(levering)
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
        _lock(levering)
        _allow(levering, Status.VASTGESTELD)
        if _needs_a_colleague(levering, by):
            raise Geweigerd("U diende deze cijfers zelf in. Vraag een collega van de gemeente om ze vast te stellen.")
        before = Levering.objects.vastgesteld().filter(partij=levering.partij, halfjaar=levering.halfjaar)
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
        _lock(levering)
        _allow(levering, Status.INGETROKKEN)
        _move(levering, Status.INGETROKKEN, by=by, waarom=reden.strip())
        berichten.ingetrokken(levering, by)


def send_back(levering: Levering, *, by: Gebruiker, reden: str, opmerkingen: dict[int, str] | None = None) -> None:
    """Send back, and say why: the party can explain, or upload a better file. `opmerkingen` per finding, by its id."""
    _require(by, "voorraad.send_back_levering", levering)
    if not reden.strip():
        raise Geweigerd("Schrijf erbij waarom u de levering terugstuurt.", levering)
    with transaction.atomic():
        _lock(levering)
        _allow(levering, Status.TERUGGESTUURD)
        levering.beoordeeld_op, levering.beoordeeld_door = timezone.now(), by
        remarks = {pk: text.strip() for pk, text in (opmerkingen or {}).items()}
        found = list(levering.bevindingen.filter(pk__in=remarks))
        for bevinding in found:
            bevinding.opmerking = remarks[bevinding.pk]
        Bevinding.objects.bulk_update(found, ["opmerking"], batch_size=500)
        _move(levering, Status.TERUGGESTUURD, by=by, waarom=reden.strip())
        berichten.teruggestuurd(levering, by)


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


def _lock(levering: Levering) -> None:
    """Lock the row and take over what others made of it since it was read."""
    levering.refresh_from_db(from_queryset=Levering.objects.select_for_update())


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
