"""The only writer of an agenda. What asks for attention comes by itself; what somebody typed or took off stays so."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Model

from acties import aandacht, spoor
from acties.models import Agendapunt, Overleg, Overlegstatus, Puntsoort
from basis.models import Gebruiker, Wijziging

OMHOOG, OMLAAG = "omhoog", "omlaag"
OVER = ("soort", "sleutel", "actie", "indicator", "besluit", "knelpunt_of_kans")
WEG = "Dit punt is intussen van de agenda: het vroeg niets meer."


class Bijgewerkt(NamedTuple):
    """What came on the agenda, and the titles of what went off it because it asks for nothing any more."""

    erbij: list[Agendapunt]
    eraf: list[str]


def op_agenda(overleg: Overleg):
    """The points of an agenda in order, with what they are about."""
    return overleg.punten.filter(weg=False).select_related("actie", "besluit__partij", "knelpunt_of_kans")


@transaction.atomic
def bijwerken(overleg: Overleg, vandaag: datetime.date, *, by: Gebruiker) -> Bijgewerkt:
    """Add what asks for attention and was not on this agenda yet; take off what no longer does.

    A point that came by itself follows its cause as long as nobody touched it: its words are renewed, and it goes when
    its cause is gone. What somebody typed in, wrote minutes at, decided about or took off stays as it is.
    """
    _lock(overleg)
    came = overleg.punten.exclude(sleutel="").select_for_update().prefetch_related("besluiten")
    there = {punt.sleutel: punt for punt in came}
    found = {each.sleutel: each for each in aandacht.punten(overleg, vandaag)}
    untouched = {key: punt for key, punt in there.items() if _is_untouched(punt)}
    for key in untouched.keys() & found.keys():
        _renew(untouched[key], found[key])
    gone = [punt for key, punt in untouched.items() if key not in found]
    Agendapunt.objects.filter(pk__in=[punt.pk for punt in gone]).delete()
    new = _place(overleg, [each for key, each in found.items() if key not in there])
    changed = Bijgewerkt(new, [punt.titel for punt in gone])
    _log(overleg, changed, by)
    return changed


def _is_untouched(punt: Agendapunt) -> bool:
    return not (punt.getypt or punt.weg or punt.notulen or punt.besluiten.all())


def _log(overleg: Overleg, changed: Bijgewerkt, by: Gebruiker) -> None:
    if any(changed):
        added = "\n".join(punt.titel for punt in changed.erbij)
        Wijziging.objects.log(overleg, by=by, veld="agenda bijgewerkt", van="\n".join(changed.eraf), naar=added)


def _place(overleg: Overleg, found: list[aandacht.Aandachtspunt]) -> list[Agendapunt]:
    """Put these on the agenda: before the point that collects what remains, which moves on with all that follows it;
    without that point at the end."""
    collects = overleg.punten.filter(sleutel=aandacht.VERZAMELD, weg=False).first()
    first = collects.volgorde if collects else _last(overleg) + 1
    overleg.punten.filter(volgorde__gte=first).update(volgorde=F("volgorde") + len(found))
    return Agendapunt.objects.bulk_create(_new(overleg, each, place) for place, each in enumerate(found, first))


def _new(overleg: Overleg, found: aandacht.Aandachtspunt, volgorde: int) -> Agendapunt:
    about = {name: getattr(found, name) for name in OVER}
    return Agendapunt(overleg=overleg, volgorde=volgorde, **about, **_words(found))


def _renew(punt: Agendapunt, found: aandacht.Aandachtspunt) -> None:
    Agendapunt.objects.filter(pk=punt.pk).update(**_words(found))


def _words(found: aandacht.Aandachtspunt) -> dict[str, str]:
    return {"titel": found.titel[:200], "toelichting": found.toelichting, "knelpunt": found.knelpunt}


@transaction.atomic
def add(overleg: Overleg, values: dict, *, by: Gebruiker) -> Agendapunt:
    """Put a point of one's own on the agenda. The same words sent twice are one point.

    Raises ValidationError for a meeting that does not go on.
    """
    _lock(overleg)
    if Overleg.objects.filter(pk=overleg.pk, status=Overlegstatus.VERVALLEN).exists():
        raise ValidationError("Dit overleg gaat niet door. Zet het eerst weer op gepland, of kies een ander overleg.")
    same = op_agenda(overleg).filter(**values, soort=Puntsoort.EIGEN, sleutel="").first()
    if same:
        return same
    punt = Agendapunt.objects.create(overleg=overleg, volgorde=_last(overleg) + 1, getypt=True, **values)
    Wijziging.objects.log(punt, by=by, veld="op de agenda", naar=punt.titel)
    return punt


@transaction.atomic
def change(punt: Agendapunt, values: dict, *, by: Gebruiker, versie: int) -> Agendapunt:
    """Change the words of a point, or what it is about. Raises spoor.Gewijzigd after a change by somebody else.

    A point that went off the agenda by itself meanwhile comes back as one of its own: somebody typed in it.
    """
    _lock(punt.overleg)
    if not punt.overleg.punten.filter(pk=punt.pk).exists():
        return add(punt.overleg, values, by=by)
    return spoor.change(punt, values, by=by, versie=versie, ook={"getypt": True})


@transaction.atomic
def take_off(punt: Agendapunt, *, by: Gebruiker, weg: bool = True) -> None:
    """Take a point off the agenda, or put it back. It is kept, with its minutes, and does not come back by itself.

    Raises ValidationError when it is gone.
    """
    _lock_with(punt)
    spoor.change(punt, {"weg": weg}, by=by)


@transaction.atomic
def move(punt: Agendapunt, richting: str) -> None:
    """One place up or down; the first and the last stay where they are. The order leaves no trail.

    Raises ValidationError when the point is gone.
    """
    _lock_with(punt)
    order = list(punt.overleg.punten.filter(weg=False))
    if punt not in order:  # somebody took it off
        return
    here = order.index(punt)
    there = here + (-1 if richting == OMHOOG else 1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        for place, each in enumerate(order, 1):
            each.volgorde = place
        Agendapunt.objects.bulk_update(order, ["volgorde"])


def _lock_with(punt: Agendapunt) -> None:
    """The agenda of a point that is still there."""
    _lock(punt.overleg)
    if not punt.overleg.punten.filter(pk=punt.pk).exists():
        raise ValidationError(WEG)


def _lock(overleg: Model) -> None:
    """One at a time at an agenda."""
    Overleg.objects.select_for_update().get(pk=overleg.pk)


def _last(overleg: Overleg) -> int:
    return overleg.punten.aggregate(last=Max("volgorde"))["last"] or 0
