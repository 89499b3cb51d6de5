"""Changing a row that several people may have open: the trail is its version.

A form remembers the newest line of the trail that its user could have seen (`versie`). What came after that is what
somebody else changed in the meantime, and can be told.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypeVar

from django.db import models, transaction
from django.utils.formats import date_format

from acties.status import GEHAALD_OP, GEPLAND_OP, NIEUW_OP, VERVALLEN_OP
from basis import geschiedenis
from basis.intussen import Intussen
from basis.models import Gebruiker, Wijziging

geschiedenis.ZINNEN.update(
    {
        ("status", "anders"): "De status ging van ‘{van}’ naar ‘{naar}’.",
        ("status", "gelijk"): "De status bleef ‘{naar}’.",
        (GEPLAND_OP, "anders"): "De geplande datum ging van {van} naar {naar}.",
        (GEHAALD_OP, "erbij"): "Gehaald op {naar}.",
        (GEHAALD_OP, "anders"): "Gehaald op {naar}; eerst stond hier {van}.",
        (GEHAALD_OP, "weg"): "Toch nog niet gehaald; er stond {van}.",
        (NIEUW_OP, "erbij"): "Nieuw, gepland op {naar}.",
        (VERVALLEN_OP, "erbij"): "Vervallen op {naar}.",
        ("nieuw", "erbij"): "Toegevoegd als ‘{naar}’.",
        ("gepland", "erbij"): "Gepland op {naar}.",
        ("op de agenda", "erbij"): "Op de agenda gezet.",
        ("van de agenda", "ja"): "Van de agenda gehaald.",
        ("van de agenda", "nee"): "Teruggezet op de agenda.",
        ("agenda bijgewerkt", "erbij"): "De agenda is bijgewerkt. Erbij:\n{naar}",
        ("agenda bijgewerkt", "weg"): "De agenda is bijgewerkt. Eraf:\n{van}",
        ("agenda bijgewerkt", "anders"): "De agenda is bijgewerkt. Erbij:\n{naar}\nEraf:\n{van}",
        ("de datum is nog een voorstel", "nee"): "De datum staat vast.",
        ("de datum is nog een voorstel", "ja"): "De datum is weer een voorstel.",
        ("een doorbraakteam is nodig", "ja"): "Er is om een doorbraakteam gevraagd.",
        ("een doorbraakteam is nodig", "nee"): "Een doorbraakteam is niet meer nodig.",
        ("stand", "anders"): "Van ‘{van}’ naar ‘{naar}’.",
        ("bewijsstuk", "erbij"): "Document of link ‘{naar}’ is toegevoegd.",
        ("bewijsstuk weggehaald", "weg"): "Document of link ‘{van}’ is weggehaald.",
        ("antwoord op opmerking", "anders"): "Op de opmerking ‘{van}’ kwam dit antwoord: ‘{naar}’.",
        ("op de lijst van prioriteitsbuurten", "erbij"): "Op de lijst van prioriteitsbuurten sinds {naar}.",
        ("van de lijst van prioriteitsbuurten", "erbij"): "Van de lijst van prioriteitsbuurten sinds {naar}.",
        ("contactpersoon", "weggehaald"): "De contactpersoon van {van} is weggehaald.",
    }
)

Rij = TypeVar("Rij", bound=models.Model)


class Gewijzigd(Intussen):
    """The row was changed in the meantime; `wijzigingen` says how, oldest first."""

    def __init__(self, onderwerp: models.Model, wijzigingen: list[Wijziging]):
        super().__init__(onderwerp)
        self.onderwerp, self.wijzigingen = onderwerp, wijzigingen


def versie(onderwerp: models.Model) -> int:
    """The newest line of the trail of a row; 0 while there is none."""
    return Wijziging.objects.over(onderwerp).aggregate(models.Max("pk"))["pk__max"] or 0


def fresh(onderwerp: Rij) -> tuple[Rij, int]:
    """The row as it is stored and its version, read first: what changes in between is told, not overwritten."""
    seen = versie(onderwerp)
    return type(onderwerp)._default_manager.get(pk=onderwerp.pk), seen


def versies(onderwerpen: Sequence[models.Model]) -> dict[int, int]:
    """The newest line of the trail of each of these rows of one kind, by primary key."""
    if not onderwerpen:
        return {}
    kind = onderwerpen[0]._meta.label_lower
    lines = Wijziging.objects.filter(onderwerp=kind, onderwerp_id__in=[row.pk for row in onderwerpen])
    return dict(lines.order_by().values_list("onderwerp_id").annotate(models.Max("pk")))


def check(row: models.Model, versie: int) -> None:
    """Raises Gewijzigd when the row was changed after `versie`."""
    since = list(Wijziging.objects.over(row).filter(pk__gt=versie).order_by("pk"))
    if since:
        raise Gewijzigd(row, since)


@transaction.atomic
def change(
    row: Rij,
    values: dict,
    *,
    by: Gebruiker | None,
    versie: int | None = None,
    waarom: str = "",
    ook: dict | None = None,
) -> Rij:
    """Write the fields that differ, each with a line in the trail. What stays the same leaves none.

    `ook` is written along with a change, without a line of its own. Raises Gewijzigd when the row was changed after
    `versie`, unless it has these values already; without `versie` it never minds.
    """
    locked = type(row)._default_manager.select_for_update().get(pk=row.pk)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    if versie is not None:
        check(locked, versie)
    before = {name: in_words(locked, name) for name in changed}
    for name, value in {**changed, **(ook or {})}.items():
        setattr(locked, name, value)
    locked.save()
    for name, van in before.items():
        field = str(locked._meta.get_field(name).verbose_name)
        Wijziging.objects.log(locked, by=by, veld=field, van=van, naar=in_words(locked, name), waarom=waarom)
    return locked


def in_words(row: models.Model, name: str) -> str:
    """The value of a field as people read it; nothing for an empty one."""
    if row._meta.get_field(name).choices:
        return getattr(row, f"get_{name}_display")()
    value = getattr(row, name)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.time):
        return date_format(value, "H:i")
    return "" if value is None else str(value)
