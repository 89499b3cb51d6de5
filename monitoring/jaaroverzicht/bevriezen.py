"""Freezing an overview in a version, and making a version public. The only writer of both; nothing is overwritten."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from basis.intussen import Intussen
from basis.kenmerk import kenmerk
from basis.models import Gebruiker, Wijziging
from monitoring import bewaard
from monitoring.jaaroverzicht import openen, teksten, vorm
from monitoring.jaaroverzicht.story import has_figures, openbaar, story
from monitoring.models import Jaaroverzicht, Publicatie, Rekenstand, Vastlegging
from monitoring.rekenen import recompute
from monitoring.tijdvak import Tijdvak

POGINGEN = 3


class ZonderCijfers(Exception):  # noqa: N818  a Dutch name for what is the matter
    """There is nothing to freeze yet."""


class InBerekening(Exception):  # noqa: N818
    """Figures are being computed: what would be frozen is old in a moment."""


class NietNieuwste(Intussen):
    """This version is not the newest: somebody froze another one."""


class AndersOpenbaar(Intussen):
    """Other versions are public than was thought: somebody published or withdrew one."""


@transaction.atomic
def freeze(tijdvak: Tijdvak, *, by: Gebruiker, today: datetime.date) -> tuple[Vastlegging, bool]:
    """Keep everything as it stands now as the next version, and whether that is a new one.

    Asked again while nothing has changed, it gives the version that is there. Raises ZonderCijfers, InBerekening.
    """
    row, _ = Jaaroverzicht.objects.get_or_create(jaar=tijdvak.jaar, helft=tijdvak.helft)
    row = Jaaroverzicht.objects.select_for_update().get(pk=row.pk)
    inhoud, public = _at_rest(tijdvak, today)
    if not has_figures(inhoud):
        raise ZonderCijfers
    last = row.vastleggingen.first()
    if last and _same(last, inhoud, public):
        return last, False
    return _keep(row, inhoud, public, (last.versie if last else 0) + 1, by), True


def _at_rest(tijdvak: Tijdvak, today: datetime.date) -> tuple[dict, dict]:
    """The story of one state of the figures and texts, as it is and as everybody may read it.

    The lock of each half-year makes a recompute wait, and this wait for one; a half-year that is computed for the first
    time meanwhile, or a status that changes, is seen by the versions, and then it is told anew.
    """
    list(Rekenstand.objects.select_for_update().order_by("halfjaar"))
    if recompute.uncounted() or recompute.outdated():
        raise InBerekening
    for _ in range(POGINGEN):
        before = bewaard.versions()
        told = [tell(tijdvak, today, teksten.eigen(tijdvak)) for tell in (story, openbaar)]
        if bewaard.versions() == before:
            return tuple(told)
    raise InBerekening


def _same(last: Vastlegging, inhoud: dict, public: dict) -> bool:
    """Whether this is what was frozen last, but for the moment; what is damaged or of another shape is not."""
    if not openen.is_heel(last):
        return False
    moment = last.op.isoformat()
    found, notes = vorm.zonder_notities(inhoud | {"gemaakt_op": moment})
    texts = _canonical(found, moment), vorm.canonical(public | {"gemaakt_op": moment}), vorm.canonical(notes)
    return tuple(map(kenmerk, texts)) == (last.sha256, last.sha256_openbaar, last.sha256_notities)


def _canonical(inhoud: dict, moment: str) -> str:
    return vorm.canonical(vorm.bekend_op(inhoud, moment))


def _keep(row: Jaaroverzicht, inhoud: dict, public: dict, versie: int, by: Gebruiker) -> Vastlegging:
    """`op` is the moment of the figures: a link leads to what was known then."""
    op = datetime.datetime.fromisoformat(inhoud["gemaakt_op"])
    moment = op.isoformat()
    inhoud, notes = vorm.zonder_notities(inhoud | {"gemaakt_op": moment})
    whole, apart = _canonical(inhoud, moment), vorm.canonical(notes)
    seen = vorm.canonical(public | {"gemaakt_op": moment})
    made = Vastlegging.objects.create(
        jaaroverzicht=row,
        versie=versie,
        schema=vorm.SCHEMA,
        inhoud=whole,
        openbaar=seen,
        notities=apart,
        sha256=kenmerk(whole),
        sha256_openbaar=kenmerk(seen),
        sha256_notities=kenmerk(apart),
        op=op,
        door=by,
        door_naam=str(by),
    )
    hashes = f"{made.sha256}, openbaar {made.sha256_openbaar}"
    Wijziging.objects.log(row, by=by, veld="vastgelegd", naar=f"versie {versie}, {hashes}")
    return made


@transaction.atomic
def publish(tijdvak: Tijdvak, versie: int, *, by: Gebruiker) -> Vastlegging:
    """Make the newest version readable for everybody. Versions that were public stay so at their own address.

    Raises NietNieuwste, and openen.Beschadigd when what is stored is not what was frozen.
    """
    row = Jaaroverzicht.objects.select_for_update().filter(jaar=tijdvak.jaar, helft=tijdvak.helft).first()
    newest = row and row.vastleggingen.first()
    if newest is None or newest.versie != versie:
        raise NietNieuwste(f"Versie {versie}", "niet de nieuwste meer")
    openen.lees(newest, openbaar=True)
    _, made = Publicatie.objects.get_or_create(
        vastlegging=newest, ingetrokken_op=None, defaults={"op": timezone.now(), "door": by}
    )
    if made:
        Wijziging.objects.log(row, by=by, veld="gepubliceerd", naar=f"versie {versie}")
    return newest


@transaction.atomic
def withdraw(tijdvak: Tijdvak, versies: list[int], *, by: Gebruiker) -> bool:
    """Close every version of an overview for whoever is not logged in: these, or it raises AndersOpenbaar.

    Whether there was something to close: asked once more, nothing happens.
    """
    row = Jaaroverzicht.objects.select_for_update().filter(jaar=tijdvak.jaar, helft=tijdvak.helft).first()
    public = Publicatie.objects.open().filter(vastlegging__jaaroverzicht=row).select_related("vastlegging")
    found = sorted(each.vastlegging.versie for each in public)
    if found and found != sorted(versies):
        raise AndersOpenbaar("Wat openbaar is", f"versie {', '.join(map(str, found))}")
    if found:
        public.update(ingetrokken_op=timezone.now())
        names = ", ".join(f"versie {versie}" for versie in found)
        Wijziging.objects.log(row, by=by, veld="gepubliceerd", van=names, naar="ingetrokken")
    return bool(found)
