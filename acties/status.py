"""The only writer of an action's status and of its milestones. Every change is kept; nothing is overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from acties.models import AF, Actie, Actiestatus, Mijlpaal, Statusmelding
from basis.intussen import Intussen
from basis.models import Gebruiker, Wijziging

# what a change of a milestone is called in the trail
GEPLAND_OP, GEHAALD_OP = "gepland op", "gehaald op"
NIEUW_OP, VERVALLEN_OP = "nieuw, gepland op", "vervallen op"
DOORGEZET = "doorgezet"
MEEST = 10  # so many updates are shown to who was later
ACTUEEL = "Nog steeds actueel."
NOOT_NODIG = "Schrijf in een paar woorden hoe het met de actie gaat."


class StatusConflict(Intussen):
    """The action has changed in the meantime. `meldingen` are the newest updates since, newest first, and `meer` is
    how many there were before those."""

    def __init__(self, actie: Actie, meldingen: list[Statusmelding], meer: int):
        super().__init__(f"Actie {actie.nummer}")
        self.actie, self.meldingen, self.meer = actie, meldingen, meer


def check_running(actie: Actie) -> None:
    """What was carried on into a next year stays as it was. Raises ValidationError."""
    vervolg = Actie.objects.filter(vervolg_van=actie.pk).first()
    if vervolg:
        raise ValidationError(
            f"Actie {actie.nummer} is doorgezet naar {vervolg.jaar} en blijft hier zoals ze was. "
            f"Schrijf het bij actie {vervolg.nummer} van {vervolg.jaar}."
        )


@transaction.atomic
def change_status(
    actie: Actie,
    *,
    by: Gebruiker,
    naar: str,
    toelichting: str,
    succes: str = "",
    knelpunt: str = "",
    versie: int,
    bevestigt: bool = False,
) -> Statusmelding:
    """Give an action a status, with an explanation and perhaps a success and a bottleneck.

    `versie` is the version that the user saw. The same update sent twice is stored once. Raises StatusConflict when
    the action has changed since, and ValidationError for an unknown status, a missing explanation, or an action
    that was carried on into a next year.
    """
    words = {"toelichting": toelichting.strip(), "succes": succes.strip(), "knelpunt": knelpunt.strip()}
    locked = Actie.objects.select_for_update().get(pk=actie.pk)
    if locked.versie != versie:
        behind = max(min(locked.versie - versie, locked.versie), 1)
        newer = list(locked.meldingen.all()[: min(behind, MEEST)])
        if len(newer) == locked.versie - versie == 1 and _is_same(newer[0], by, {"naar": naar, **words}):
            return newer[0]
        raise StatusConflict(locked, newer, behind - len(newer))
    _check(naar, words["toelichting"])
    check_running(locked)
    melding = _update(locked, by, van=locked.status, naar=naar, bevestigt=bevestigt, **words)
    melding.save()
    before, after = locked.get_status_display(), Actiestatus(naar).label
    Wijziging.objects.log(locked, by=by, veld="status", van=before, naar=after, waarom=melding.toelichting)
    _store(actie, locked, naar)
    return melding


def begin_as(actions: Sequence[tuple[Actie, Actie, str]], *, by: Gebruiker) -> None:
    """Give each action that carries on another its status, with what stood in the way; a finished one begins anew.

    Each is the new action, the one before it, and what the first update says.
    """
    last = _last_updates([before for _, before, _ in actions])
    updates, lines = [], []
    for actie, before, told in actions:
        naar = Actiestatus.NIET_GESTART if before.status in AF else Actiestatus(before.status)
        was = last.get(before.pk)
        knelpunt = was.knelpunt if was and naar == before.status else ""
        updates.append(_update(actie, by, van=naar, naar=naar, toelichting=told, knelpunt=knelpunt))
        lines.append(Wijziging.line(actie, by=by, veld="status", naar=naar.label, waarom=told))
        actie.status, actie.versie, actie.bijgewerkt_op = naar, actie.versie + 1, timezone.now()
    Statusmelding.objects.bulk_create(updates)
    Wijziging.objects.bulk_create(lines)
    Actie.objects.bulk_update([actie for actie, *_ in actions], ["status", "versie", "bijgewerkt_op"])


def _last_updates(acties: Sequence[Actie]) -> dict[int, Statusmelding]:
    """The newest update of each action by its row number; of thousands only that one is read."""
    newest = Statusmelding.objects.filter(actie=OuterRef("pk")).order_by("-op", "-pk").values("pk")[:1]
    of = Actie.objects.filter(pk__in=[actie.pk for actie in acties]).annotate(newest=Subquery(newest))
    return {each.actie_id: each for each in Statusmelding.objects.filter(pk__in=of.values("newest"))}


def _update(actie: Actie, by: Gebruiker, **values) -> Statusmelding:
    return Statusmelding(actie=actie, **values, door=by, door_naam=str(by), door_partij=str(by.partij or ""))


def note_needed(naar: str) -> str:
    """What is asked when a note is missing: how it goes, or why the action is dropped."""
    return "Schrijf in een paar woorden waarom de actie vervalt." if naar == Actiestatus.VERVALLEN else NOOT_NODIG


def _check(naar: str, toelichting: str) -> None:
    if naar not in Actiestatus.values:
        raise ValidationError({"naar": "Kies een status uit de lijst."})
    if not toelichting:
        raise ValidationError({"toelichting": note_needed(naar)})


def confirm(actie: Actie, *, by: Gebruiker, versie: int) -> Statusmelding:
    """Nothing new: the action still stands as it did, with what stood in the way."""
    last = actie.meldingen.first()
    return change_status(
        actie,
        by=by,
        naar=actie.status,
        toelichting=ACTUEEL,
        knelpunt=last.knelpunt if last else "",
        versie=versie,
        bevestigt=True,
    )


def _is_same(melding: Statusmelding, by: Gebruiker, values: dict[str, str]) -> bool:
    """Whether this update is the one that is sent again: a button pressed twice."""
    return melding.door_id == by.pk and all(getattr(melding, name) == value for name, value in values.items())


def _store(actie: Actie, locked: Actie, naar: str) -> None:
    """Write the new status, and let the caller's object know it."""
    locked.status, locked.versie, locked.bijgewerkt_op = naar, locked.versie + 1, timezone.now()
    locked.save(update_fields=["status", "versie", "bijgewerkt_op"])
    actie.status, actie.versie, actie.bijgewerkt_op = locked.status, locked.versie, locked.bijgewerkt_op


def _locked(mijlpaal: Mijlpaal) -> Mijlpaal:
    """The milestone as it is stored, and then its action, so that it cannot be carried on meanwhile."""
    locked = Mijlpaal.objects.select_for_update().get(pk=mijlpaal.pk)
    locked.actie = Actie.objects.select_for_update().get(pk=locked.actie_id)
    return locked


@transaction.atomic
def complete_milestone(mijlpaal: Mijlpaal, *, by: Gebruiker, op: datetime.date | None) -> None:
    """Note the day on which a milestone was reached; None takes it back."""
    locked = _locked(mijlpaal)
    if locked.gehaald_op == op:
        return
    check_running(locked.actie)
    Wijziging.objects.log(locked, by=by, veld=GEHAALD_OP, van=locked.gehaald_op or "", naar=op or "")
    locked.gehaald_op = op
    locked.save(update_fields=["gehaald_op"])


@transaction.atomic
def store_milestone(
    mijlpaal: Mijlpaal,
    *,
    by: Gebruiker,
    gepland_op: datetime.date,
    gehaald_op: datetime.date | None,
    waarom: str,
) -> None:
    """Both dates of a milestone as a form sends them; `waarom` is asked for when the planned date changes."""
    planned = Mijlpaal.objects.values_list("gepland_op", flat=True).get(pk=mijlpaal.pk)
    if planned != gepland_op:
        move_milestone(mijlpaal, by=by, naar=gepland_op, waarom=waarom)
    complete_milestone(mijlpaal, by=by, op=gehaald_op)


@transaction.atomic
def move_milestone(mijlpaal: Mijlpaal, *, by: Gebruiker, naar: datetime.date, waarom: str) -> None:
    """Give a milestone another date, with the reason. The old date stays in the trail."""
    if not waarom.strip():
        raise ValidationError({"waarom": "Vertel kort waarom de datum verandert."})
    locked = _locked(mijlpaal)
    if locked.gepland_op == naar:
        return
    check_running(locked.actie)
    Wijziging.objects.log(locked, by=by, veld=GEPLAND_OP, van=locked.gepland_op, naar=naar, waarom=waarom.strip())
    locked.gepland_op = naar
    locked.save(update_fields=["gepland_op"])


@transaction.atomic
def add_milestone(actie: Actie, *, by: Gebruiker, naam: str, gepland_op: datetime.date, waarom: str = "") -> Mijlpaal:
    """A new milestone; one that is there already under the same name and day is that one."""
    Actie.objects.select_for_update().get(pk=actie.pk)
    same = actie.mijlpalen.open().filter(naam=naam, gepland_op=gepland_op).first()
    if same:
        return same
    check_running(actie)
    made = Mijlpaal.objects.create(actie=actie, naam=naam, gepland_op=gepland_op)
    Wijziging.objects.log(made, by=by, veld=NIEUW_OP, naar=gepland_op, waarom=waarom)
    return made


@transaction.atomic
def drop_milestone(mijlpaal: Mijlpaal, *, by: Gebruiker, waarom: str) -> None:
    """Take a milestone away, with the reason; it stays readable.

    Raises ValidationError for one that was reached, or that somebody else took away for another reason.
    """
    if not waarom.strip():
        raise ValidationError({"waarom": "Vertel kort waarom deze mijlpaal vervalt."})
    locked = _locked(mijlpaal)
    check_running(locked.actie)
    if locked.gehaald_op:
        raise ValidationError("Deze mijlpaal is al gehaald. Haal eerst die dag weg als dat niet klopt.")
    if locked.vervallen_op:
        told = Wijziging.objects.over(locked).filter(veld=VERVALLEN_OP).order_by("-pk").first()
        if told and told.waarom != waarom.strip():
            raise ValidationError(f"Deze mijlpaal liet {told.door_naam} intussen al vervallen: ‘{told.waarom}’.")
        return
    locked.vervallen_op = timezone.localdate()
    locked.save(update_fields=["vervallen_op"])
    Wijziging.objects.log(locked, by=by, veld=VERVALLEN_OP, naar=locked.vervallen_op, waarom=waarom.strip())
