"""What is agreed in a meeting and typed on the slide: it lands as a decision, a milestone or a status of an action.

The writers of those are the ones of always; what is kept here is from which meeting it came, and under which key it was
sent, so that it is stored once however often the network makes the browser try.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format

from acties import status
from acties.models import Besluit, Mijlpaal, Overleg, Overlegstatus, Overlegvorm, Statusmelding, TerPlekke
from acties.overleg import besluiten
from basis.halfjaar import LAATSTE, Halfjaar
from basis.kenmerk import kenmerk
from basis.models import Gebruiker


@dataclass(frozen=True)
class Regel:
    """One line of what was decided: `soort` in a word, what, who does it by when, and perhaps why."""

    soort: str
    wat: str
    wie: str
    adres: str
    op: datetime.datetime
    waarom: str = ""


class AndereWoorden(Exception):  # noqa: N818  a Dutch name for what is the matter
    """Under this key something else was stored: this form needs a key of its own."""


@transaction.atomic
def note(overleg: Overleg, soort: str, sleutel: str, values: dict, *, by: Gebruiker) -> TerPlekke:
    """Store what was typed with this meeting as its source. What was stored under this key already is that one.

    Raises AndereWoorden, ValidationError, and status.StatusConflict when the action changed after the user saw it.
    """
    locked = Overleg.objects.select_for_update().get(pk=overleg.pk)
    there = TerPlekke.objects.filter(overleg=locked, sleutel=sleutel).first()
    mark = _kenmerk(soort, values)
    if there and there.kenmerk not in ("", mark):
        raise AndereWoorden
    if there:
        return there
    besluiten.check_can_decide(locked)
    made = SOORTEN[soort](locked, values, by)
    return TerPlekke.objects.create(overleg=locked, sleutel=sleutel, kenmerk=mark, **{_veld(made): made})


def _kenmerk(soort: str, values: dict) -> str:
    """By which the same words are known again; not the version of the action, which moves while somebody types."""
    typed = {name: value.pk if isinstance(value, Model) else str(value) for name, value in values.items()}
    typed.pop("versie", None)
    return kenmerk(json.dumps([soort, typed], sort_keys=True))


def _besluit(overleg: Overleg, values: dict, by: Gebruiker) -> Besluit:
    return besluiten.take(overleg, values, by=by)


def _actiepunt(overleg: Overleg, values: dict, by: Gebruiker) -> Mijlpaal:
    return status.add_milestone(**values, by=by, waarom=f"Afgesproken in {overleg}.")


def _status(overleg: Overleg, values: dict, by: Gebruiker) -> Statusmelding:
    return status.change_status(**values, by=by)


SOORTEN: dict[str, Callable] = {"besluit": _besluit, "actiepunt": _actiepunt, "status": _status}


def _veld(made: Besluit | Mijlpaal | Statusmelding) -> str:
    return {Besluit: "besluit", Mijlpaal: "mijlpaal", Statusmelding: "melding"}[type(made)]


def regels(overleg: Overleg) -> list[Regel]:
    """Everything that was decided in this meeting, in the order in which it was; also what was noted elsewhere."""
    found = [_van_besluit(row) for row in overleg.besluiten.select_related("partij")]
    return sorted(found + naast_besluiten(overleg), key=lambda regel: regel.op)


def naast_besluiten(overleg: Overleg) -> list[Regel]:
    """The action points and statuses that were agreed in this meeting."""
    rows = overleg.ter_plekke.exclude(mijlpaal=None, melding=None).select_related("mijlpaal__actie", "melding__actie")
    rows = rows.prefetch_related("mijlpaal__actie__trekkers")
    once: dict[tuple, TerPlekke] = {}
    for row in rows:
        once.setdefault((row.mijlpaal_id, row.melding_id), row)  # typed in two forms it is still one thing
    return [_van_mijlpaal(row) if row.mijlpaal else _van_melding(row) for row in once.values()]


def _van_besluit(row: Besluit) -> Regel:
    wie = f"{row.wie_tekst}, {_dag(row.uiterlijk)}"
    return Regel("Besluit", row.wat, wie, row.get_absolute_url(), row.gemaakt_op, row.waarom)


def _van_mijlpaal(row: TerPlekke) -> Regel:
    actie = row.mijlpaal.actie
    who = [*(partij.naam for partij in actie.trekkers.all()), _dag(row.mijlpaal.gepland_op)]
    wie = f"{', '.join(who)} · Actie {actie.nummer}: {actie.titel}"
    return Regel("Actiepunt", row.mijlpaal.naam, wie, actie.get_absolute_url(), row.op)


def _van_melding(row: TerPlekke) -> Regel:
    actie = row.melding.actie
    wat = f"Actie {actie.nummer} is nu: {row.melding.get_naar_display()}. {row.melding.toelichting}"
    return Regel("Status", wat, actie.titel, actie.get_absolute_url(), row.op)


def _dag(day: datetime.date) -> str:
    return f"uiterlijk {date_format(day, 'j F Y')}"


def van_vandaag(today: datetime.date) -> list[Overleg]:
    """Meetings that can be going on: those of today, and of the last week, newest first."""
    recent = Overleg.objects.filter(datum__lte=today, datum__gte=today - datetime.timedelta(days=7))
    return list(recent.exclude(status=Overlegstatus.VERVALLEN).select_related("vorm").order_by("-datum", "-begin"))


def nu(vorm: Overlegvorm) -> dict:
    """What `overleggen.plan` takes for a meeting that begins at this moment."""
    now = timezone.localtime()
    begin = now.time().replace(second=0, microsecond=0)
    return {"vorm": vorm, "datum": now.date(), "begin": begin, "halfjaar": min(Halfjaar.of(now.date()), LAATSTE)}
