"""The minutes of a meeting: who was there, and what was said at each point. Several people may write at once.

A form remembers of each field what stood there (`kenmerk`). So a field that its user left alone never overwrites what
somebody else wrote, and one that both changed is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format

from acties import spoor
from acties.models import Agendapunt, Deelname, Overleg, Overlegstatus
from acties.overleg import agenda
from basis.intussen import Intussen
from basis.kenmerk import kenmerk
from basis.models import Gebruiker, Partij

GASTEN = "gasten"


class Botsing(Intussen):
    """`nu` is what stands now in the fields in which somebody else wrote, by name of the field;
    `weg` are the names of the fields that are no longer there."""

    def __init__(self, nu: dict[str, str], weg: Sequence[str] = ()):
        super().__init__("De tekst in dezelfde vakken")
        self.nu, self.weg = nu, weg


@dataclass(frozen=True)
class Vak:
    """A field that can be filled in: where it is stored, and what stands there."""

    naam: str
    rij: models.Model
    veld: str
    waarde: str


def aan_tafel(overleg: Overleg) -> list[Deelname]:
    """Who may be there: the parties of this kind of meeting, and those of whom something was noted."""
    noted = {deelname.partij_id: deelname for deelname in overleg.deelnames.select_related("partij")}
    seats = Partij.objects.filter(models.Q(overlegvormen=overleg.vorm_id) | models.Q(pk__in=noted)).distinct()
    return [noted.get(partij.pk) or Deelname(overleg=overleg, partij=partij) for partij in seats]


def vakken(overleg: Overleg) -> dict[str, Vak]:
    """All fields of the minutes, by name: the attendance of each party, guests, and each point of the agenda."""
    found = []
    for deelname in aan_tafel(overleg):
        for veld in ("aanwezig", "namen"):
            found.append(Vak(f"{veld}-{deelname.partij_id}", deelname, veld, getattr(deelname, veld)))
    found.append(Vak(GASTEN, overleg, "gasten", overleg.gasten))
    found += [Vak(f"notulen-{punt.pk}", punt, "notulen", punt.notulen) for punt in agenda.op_agenda(overleg)]
    return {vak.naam: vak for vak in found}


@transaction.atomic
def write(overleg: Overleg, getypt: dict[str, str], gezien: dict[str, str], *, by: Gebruiker) -> int:
    """Store what was typed; returns in how many fields. `gezien` has the `kenmerk` of what the user saw in each field.

    Raises Botsing, and stores nothing, when a field that the user changed was changed by somebody else too, or went
    away with its point or party; and ValidationError before the day of the meeting.
    """
    locked = Overleg.objects.select_for_update().get(pk=overleg.pk)
    check_begun(locked)
    fields = vakken(locked)
    typed = {name: text for name, text in getypt.items() if kenmerk(text) != gezien.get(name)}
    changed = {name: text for name, text in typed.items() if name in fields and text != fields[name].waarde}
    both = {name: fields[name].waarde for name in changed if kenmerk(fields[name].waarde) != gezien.get(name)}
    gone = [name for name, text in typed.items() if text and name not in fields]
    if both or gone:
        raise Botsing(both, gone)
    for name, text in changed.items():
        _store(fields[name], text, by)
    return len(changed)


def check_begun(overleg: Overleg) -> None:
    """There are no minutes before the day of a meeting, or of one that does not go on. Raises ValidationError."""
    if overleg.status == Overlegstatus.VERVALLEN:
        raise ValidationError("Dit overleg ging niet door, dus er is geen verslag.")
    if not overleg.begonnen:
        raise ValidationError(
            f"Dit overleg is pas op {date_format(overleg.datum, 'j F Y')}. Schrijf het verslag daarna."
        )


def _store(vak: Vak, text: str, by: Gebruiker) -> None:
    row = vak.rij
    if isinstance(row, Deelname):
        row, _ = Deelname.objects.get_or_create(overleg=row.overleg, partij=row.partij)
    spoor.change(row, {vak.veld: text}, by=by)


def punten_met_verslag(overleg: Overleg) -> list[Agendapunt]:
    """The agenda with what was decided at each point."""
    besluiten = models.Prefetch("besluiten", overleg.besluiten.select_related("partij"))
    return list(agenda.op_agenda(overleg).prefetch_related(besluiten))
