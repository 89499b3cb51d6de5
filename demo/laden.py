"""Loads the demonstration: accounts, workbooks through the same way as any file, and what happened to the actions."""

from __future__ import annotations

import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from acties import status
from acties.dossier.contact import place_contact
from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Mijlpaal, Prioriteitsgebied
from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Gebied, Gebruiker, Partij, Wijk, Wijziging
from demo import generator, overleg, verhaal
from monitoring.jaaroverzicht import bevriezen, story, teksten
from monitoring.rekenen.recompute import recompute_half_year
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
VERGETEN_MUTATIE = (verhaal.H2, "omnia-wonen")  # leaves the project without its mutation: a warning to explain


def load() -> None:
    """Everything of the demonstration, in one transaction: all of it or nothing."""
    with transaction.atomic():
        users = _users()
        _areas(users)
        _actions(users)
        _beside(users)
        for halfjaar, partij, until in RONDES[:FROZEN_AFTER]:
            _deliver(halfjaar, Partij.objects.get(code=partij), until, users)
        _freeze(users)
        halfjaar, partij = VERKEERD_GEBOEKT
        _deliver(halfjaar, Partij.objects.get(code=partij), "accept", users, verhaal.AANLEIDING)
        for halfjaar, partij, until in RONDES[FROZEN_AFTER:]:
            _deliver(halfjaar, Partij.objects.get(code=partij), until, users)
        bo = overleg.load(users, timezone.localdate())
    jobs.sweep()
    overleg.prepare(bo, users, timezone.localdate())


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


def _areas(users: dict[str, Gebruiker]) -> None:
    wijken = {wijk.code: wijk for wijk in Wijk.objects.in_editie(2026)}
    for naam, codes, sinds, waarom, aanpak, aanpak_sinds in verhaal.PRIORITEITSGEBIEDEN:
        gebied = Gebied.objects.create(code=naam.lower().replace(" ", "-"), naam=naam)
        gebied.wijken.set(wijken[code] for code in codes)
        area = Prioriteitsgebied.objects.create(
            gebied=gebied,
            sinds=datetime.date.fromisoformat(sinds),
            waarom=waarom,
            aanpak=aanpak,
            aanpak_sinds=aanpak_sinds and datetime.date.fromisoformat(aanpak_sinds),
        )
        Wijziging.objects.log(area, by=users["beheer"], veld="nieuw", naar=str(area))


def _actions(users: dict[str, Gebruiker]) -> None:
    for nummer, naar, toelichting, succes, knelpunt in verhaal.MELDINGEN:
        actie = Actie.objects.get(jaar=2026, nummer=nummer)
        status.change_status(
            actie,
            by=users["medewerker"],
            naar=naar,
            toelichting=toelichting,
            succes=succes,
            knelpunt=knelpunt,
            versie=actie.versie,
        )
    for (nummer, naam), op in verhaal.GEHAALDE_MIJLPALEN.items():
        mijlpaal = Mijlpaal.objects.get(actie__jaar=2026, actie__nummer=nummer, naam=naam)
        status.complete_milestone(mijlpaal, by=users["medewerker"], op=datetime.date.fromisoformat(op))


def _beside(users: dict[str, Gebruiker]) -> None:
    """Milestones that moved, people to speak to, and what tenants said."""
    actie = {found.nummer: found for found in Actie.objects.filter(jaar=2026)}
    for (nummer, naam), (naar, waarom) in verhaal.VERSCHOVEN_MIJLPALEN.items():
        mijlpaal = actie[nummer].mijlpalen.get(naam=naam)
        day = datetime.date.fromisoformat(naar)
        status.move_milestone(mijlpaal, by=users["medewerker"], naar=day, waarom=waarom)
    for nummer, partij, naam, functie in verhaal.CONTACTPERSONEN:
        party = Partij.objects.get(code=partij)
        place_contact(actie[nummer], by=users["medewerker"], partij=party, naam=naam, functie=functie, email="")
    for nummer, soort, tekst, antwoord in verhaal.OPMERKINGEN:
        remark = place_remark(actie[nummer], by=users["huurder"], soort=soort, tekst=tekst)
        if antwoord:
            answer(remark, by=users["medewerker"], tekst=antwoord)


def _freeze(users: dict[str, Gebruiker]) -> None:
    """The overview of the first half-year, as the meeting saw it: with what Portaal booked in the wrong place."""
    halfjaar, tijdvak = verhaal.H1, Tijdvak(verhaal.H1.jaar, verhaal.H1.helft)
    recompute_half_year(halfjaar)
    inhoud = story.story(tijdvak, timezone.localdate())
    plaatsen = teksten.plaatsen(inhoud)
    seen = {sleutel: plek.gezien for sleutel, plek in plaatsen.items()}
    teksten.write(tijdvak, plaatsen, verhaal.OVERZICHTTEKSTEN, seen, by=users["medewerker"])
    made, _ = bevriezen.freeze(tijdvak, by=users["beheer"], today=timezone.localdate())
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
    if (halfjaar, partij.code) == VERKEERD_GEBOEKT and not aanleiding:
        generator.verkeerd_geboekt(rijen[Mutatie], verhaal.VERKEERD)
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
        lifecycle.submit(levering, by=deliverer, aanleiding=aanleiding)
    if until == "accept":
        lifecycle.accept(levering, by=users["beheer"])
    return levering
