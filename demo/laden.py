"""Loads the demonstration: accounts, workbooks through the same way as any file, and what happened to the actions."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from acties import status
from acties.dossier.contact import place_contact
from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Mijlpaal, Prioriteitsgebied
from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Bericht, Gebied, Gebruiker, Partij, Wijk, Wijziging
from demo import generator, klok, knelpunten, overleg, verhaal
from monitoring.jaaroverzicht import bevriezen, story, teksten
from monitoring.rekenen import recompute
from monitoring.tijdvak import Tijdvak
from voorraad import controle, lifecycle, sjabloon
from voorraad.models import Levering, Mutatie

# who delivers what, and how far it came
RONDES = [
    (verhaal.H1, "gemeente", "accept"),
    (verhaal.H1, "de-alliantie", "accept"),
    (verhaal.H1, "omnia-wonen", "accept"),
    (verhaal.H1, "portaal", "accept"),
    (verhaal.H2, "gemeente", "accept"),
    (verhaal.H2, "de-alliantie", "accept"),
    (verhaal.H2, "portaal", "submit"),
    (verhaal.H2, "omnia-wonen", "receive"),
]
FROZEN_AFTER = 4  # so many are in when the overview of the first half-year is frozen
VERKEERD_GEBOEKT = (verhaal.H1, "portaal")  # some sales as an administrative change: corrected after the freeze
NOG_NIEUW = datetime.timedelta(weeks=2)  # notices of since then were not read yet
VERGETEN_MUTATIE = (verhaal.H2, "omnia-wonen")  # leaves the project without its mutation: a warning to explain


def load() -> None:
    """Everything of the demonstration, in one transaction: all of it or nothing."""
    with transaction.atomic():
        users = _users()
        _areas(users)
        for halfjaar, partij, until in RONDES[:FROZEN_AFTER]:
            _deliver(halfjaar, Partij.objects.get(code=partij), until, users)
        _happened(users, lambda day: day <= verhaal.VASTGELEGD_OP)
        overleg.hold(users, min(_day(verhaal.VASTGELEGD_OP), timezone.localdate()))
        _freeze(users)
        _happened(users, lambda day: day > verhaal.VASTGELEGD_OP)
        knelpunten.load(users)
        halfjaar, partij = VERKEERD_GEBOEKT
        _deliver(halfjaar, Partij.objects.get(code=partij), "accept", users, verhaal.AANLEIDING)
        for halfjaar, partij, until in RONDES[FROZEN_AFTER:]:
            _deliver(halfjaar, Partij.objects.get(code=partij), until, users)
        bo = overleg.load(users, timezone.localdate())
    jobs.sweep()
    overleg.prepare(bo, users, timezone.localdate())
    _read(timezone.now() - NOG_NIEUW)


def _read(voor: datetime.datetime) -> None:
    """Who was told something longer ago has read it by now."""
    Bericht.objects.filter(gemaakt_op__lt=voor).update(gelezen_op=F("gemaakt_op"))


def _users() -> dict[str, Gebruiker]:
    parties = {partij.code: partij for partij in Partij.objects.all()}
    users = {}
    for username, first, last, rol, partij in verhaal.GEBRUIKERS:
        users[username] = Gebruiker(
            username=username,
            first_name=first,
            last_name=last,
            email=f"{username}@voorbeeld.nl",
            rol=rol,
            partij=parties[partij],
        )
        users[username].set_password(verhaal.WACHTWOORD)
        users[username].save()
    return users


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _areas(users: dict[str, Gebruiker]) -> None:
    wijken = {wijk.code: wijk for wijk in Wijk.objects.in_editie(2026)}
    for naam, codes, sinds, waarom, aanpak, aanpak_sinds in verhaal.PRIORITEITSGEBIEDEN:
        gebied, since = Gebied.objects.create(code=naam.lower().replace(" ", "-"), naam=naam), _day(sinds)
        gebied.wijken.set(wijken[code] for code in codes)
        area = Prioriteitsgebied.objects.create(
            gebied=gebied,
            sinds=since,
            waarom=waarom,
            aanpak=aanpak,
            aanpak_sinds=aanpak_sinds and _day(aanpak_sinds),
        )
        with klok.op(since):
            Wijziging.objects.log(area, by=users["beheer"], veld="nieuw", naar=str(area))


def _happened(users: dict[str, Gebruiker], when: Callable[[str], bool]) -> None:
    """What happened on the days that `when` lets through: what comes later is in no frozen overview."""
    _actions(users, when)
    _beside(users, when)


def _actions(users: dict[str, Gebruiker], when: Callable[[str], bool]) -> None:
    """How actions stood, and the milestones that were reached."""
    for told in (told for told in verhaal.MELDINGEN if when(told.dag)):
        actie = Actie.objects.get(jaar=2026, nummer=told.actie)
        words = {"toelichting": told.toelichting, "succes": told.succes, "knelpunt": told.knelpunt}
        with klok.op(_day(told.dag), told.actie):
            status.change_status(actie, by=users[told.door], naar=told.status, versie=actie.versie, **words)
    for (nummer, naam), reached in ((what, day) for what, day in verhaal.GEHAALDE_MIJLPALEN.items() if when(day)):
        mijlpaal = Mijlpaal.objects.get(actie__jaar=2026, actie__nummer=nummer, naam=naam)
        with klok.op(_day(reached), nummer + 1):
            status.complete_milestone(mijlpaal, by=users["medewerker"], op=_day(reached))


def _beside(users: dict[str, Gebruiker], when: Callable[[str], bool]) -> None:
    """Milestones that moved, people to speak to, and what tenants said."""
    by, actie = users["medewerker"], {found.nummer: found for found in Actie.objects.filter(jaar=2026)}
    moved = ((what, *how) for what, how in verhaal.VERSCHOVEN_MIJLPALEN.items() if when(how[-1]))
    for (nummer, naam), naar, waarom, said in moved:
        with klok.op(_day(said), nummer):
            status.move_milestone(actie[nummer].mijlpalen.get(naam=naam), by=by, naar=_day(naar), waarom=waarom)
    for nummer, partij, naam, functie in verhaal.CONTACTPERSONEN if when(verhaal.CONTACT_SINDS) else []:
        party = Partij.objects.get(code=partij)
        with klok.op(_day(verhaal.CONTACT_SINDS), nummer):
            place_contact(actie[nummer], by=by, partij=party, naam=naam, functie=functie, email="")
    for placed, nummer, soort, tekst, answered, antwoord in (told for told in verhaal.OPMERKINGEN if when(told[0])):
        with klok.op(_day(placed), nummer):
            remark = place_remark(actie[nummer], by=users["huurder"], soort=soort, tekst=tekst)
        if antwoord:
            with klok.op(_day(answered), nummer):
                answer(remark, by=by, tekst=antwoord)


def _freeze(users: dict[str, Gebruiker]) -> None:
    """The overview of the first half-year, as the meeting saw it: with what Portaal booked in the wrong place."""
    tijdvak, day = Tijdvak(verhaal.H1.jaar, verhaal.H1.helft), _day(verhaal.VASTGELEGD_OP)
    with klok.op(day):
        recompute.recompute_half_year(verhaal.H1)
        plaatsen = teksten.plaatsen(story.story(tijdvak, day))
        seen = {sleutel: plek.gezien for sleutel, plek in plaatsen.items()}
        teksten.write(tijdvak, plaatsen, verhaal.OVERZICHTTEKSTEN, seen, by=users["medewerker"])
        made, _ = bevriezen.freeze(tijdvak, by=users["beheer"], today=day)
        bevriezen.publish(tijdvak, made.versie, by=users["beheer"])


def _deliver(
    halfjaar: Halfjaar, partij: Partij, until: str, users: dict[str, Gebruiker], aanleiding: str = ""
) -> Levering:
    """One workbook, from template to as far as it came. `until` is receive, submit or accept.

    A correction of accepted figures has a reason (`aanleiding`).
    """
    deliverer = next(user for user in users.values() if user.partij_id == partij.pk and user.rol != "beheer")
    rijen = generator.rijen(partij, halfjaar)
    if (halfjaar, partij.code) == VERGETEN_MUTATIE:
        for mutatie in (row for rows in rijen.values() for row in rows if hasattr(row, "project")):
            mutatie.project = ""
    received, submitted, accepted = verhaal.VERBETERD if aanleiding else verhaal.AANGELEVERD[halfjaar, partij.code]
    if (halfjaar, partij.code) == VERKEERD_GEBOEKT and not aanleiding:
        generator.verkeerd_geboekt(rijen[Mutatie], verhaal.VERKEERD)
    with klok.op(_day(received)):
        levering = lifecycle.receive(
            partij=partij,
            halfjaar=halfjaar,
            bestand=ContentFile(sjabloon.template(partij, halfjaar, rijen)),
            bestandsnaam=f"{partij.code}-{halfjaar}.xlsx",
            by=deliverer,
            fictief=True,
        )
        controle.check(levering.pk)
    levering.refresh_from_db()
    if until in ("submit", "accept"):
        with klok.op(_day(submitted), 1):
            lifecycle.submit(levering, by=deliverer, aanleiding=aanleiding)
    if until == "accept":
        with klok.op(_day(accepted), 2):
            lifecycle.accept(levering, by=users["beheer"])
            recompute.recompute(halfjaar, partij)  # so that the figures are known from that day on
    return levering
