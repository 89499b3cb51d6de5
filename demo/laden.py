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
from demo import generator, knelpunten, overleg, verhaal
from voorraad import controle, lifecycle, sjabloon
from voorraad.models import Levering

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
VERGETEN_MUTATIE = (verhaal.H2, "omnia-wonen")  # leaves the project without its mutation: a warning to explain


def load() -> None:
    """Everything of the demonstration, in one transaction: all of it or nothing."""
    with transaction.atomic():
        users = _users()
        _areas(users)
        _actions(users)
        _beside(users)
        knelpunten.load(users)
        for halfjaar, partij, until in RONDES:
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


def _deliver(halfjaar: Halfjaar, partij: Partij, until: str, users: dict[str, Gebruiker]) -> Levering:
    """One workbook, from template to as far as it came. `until` is receive, submit or accept."""
    deliverer = next(user for user in users.values() if user.partij_id == partij.pk and user.rol != "beheer")
    rijen = generator.rijen(partij, halfjaar)
    if (halfjaar, partij.code) == VERGETEN_MUTATIE:
        for mutatie in (row for rows in rijen.values() for row in rows if hasattr(row, "project")):
            mutatie.project = ""
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
        lifecycle.submit(levering, by=deliverer)
    if until == "accept":
        lifecycle.accept(levering, by=users["beheer"])
    return levering
