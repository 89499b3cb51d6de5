"""Several actions updated at once, on one screen or in a workbook: each through `status.change_status`.

Every row stands on its own: one that is out of date, or misses a note, leaves the others to be stored.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from acties.models import Actie, Actiestatus
from acties.status import StatusConflict, change_status, note_needed
from basis.models import Gebruiker

LANGST = 4000  # letters of a note
KORT = 80  # letters of a cell, where it is named
NIEUWS = "Wat is er nieuw?"  # on the screen and in the workbook
KOPPEN = ["Jaar", "Nr", "Actie", "Status", NIEUWS, "Succes", "Knelpunt", "Laatste toelichting", "Bijgewerkt",
          "Versie"]  # fmt: skip
NODIG = ("Jaar", "Nr", "Status", NIEUWS, "Versie")
NOTITIES = {"toelichting": NIEUWS, "succes": "Succes", "knelpunt": "Knelpunt"}
GELIJK, WIJZIGT, VEROUDERD, FOUT = "gelijk", "wijzigt", "verouderd", "fout"


@dataclass(frozen=True)
class Invoer:
    """What somebody filled in about one action, by primary key, and the version of it that they saw."""

    actie: int
    naar: str
    toelichting: str
    succes: str
    knelpunt: str
    versie: int


@dataclass
class Opgeslagen:
    """What became of the rows: the actions that are stored, the conflicts of those that were out of date, and why
    others cannot be stored."""

    bewaard: list[Actie] = field(default_factory=list)
    verouderd: list[StatusConflict] = field(default_factory=list)
    geweigerd: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Regel:
    """What storing one row of a workbook would do. `nr` is its row there; `tekst` says what is the matter."""

    nr: int
    soort: str
    actie: Actie | None = None
    invoer: Invoer | None = None
    tekst: str = ""
    alleen_lezen: tuple[str, ...] = ()  # columns that are only to be read, and that say something else than we gave

    @property
    def wordt(self) -> str:
        return Actiestatus(self.invoer.naar).label if self.invoer else ""


class Onbruikbaar(ValueError):  # noqa: N818  a message for the user
    """Why a workbook cannot be used, in Dutch."""


def open_actions(user: Gebruiker) -> QuerySet[Actie]:
    return Actie.objects.visible_to(user).open().order_by("-jaar", "nummer")


def store(rijen: Sequence[Invoer], *, by: Gebruiker) -> Opgeslagen:
    """Store each row that is still up to date; of each other one is said why it was not stored."""
    found = Opgeslagen()
    for rij in rijen:
        values = asdict(rij)
        actie = Actie.objects.filter(pk=values.pop("actie")).first()
        if actie is None:
            found.geweigerd.append(f"Een actie is er niet meer. Niet bewaard is: ‘{_short(rij.toelichting)}’")
            continue
        try:
            change_status(actie, by=by, **values)
        except StatusConflict as conflict:
            found.verouderd.append(conflict)
        except ValidationError as error:
            found.geweigerd.append(f"Actie {actie.nummer} is niet bewaard. {' '.join(error.messages)}")
        else:
            found.bewaard.append(actie)
    return found


def preview(rows: Sequence[Sequence], user: Gebruiker) -> list[Regel]:
    """What the rows of a sheet would change, its head first. Raises Onbruikbaar when a column misses or is double."""
    head = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
    missing = [kop for kop in NODIG if kop.lower() not in head]
    if missing:
        raise Onbruikbaar(
            f"In de eerste rij mist de kolom {', '.join(missing)}. Verwacht: het blad ‘Acties’ zoals u het downloadt."
        )
    double = [kop for kop in KOPPEN if head.count(kop.lower()) > 1]
    if double:
        raise Onbruikbaar(f"In de eerste rij staat {double[0]} meer dan eens. Verwacht: elke kolom eenmaal.")
    place = {kop: head.index(kop.lower()) for kop in KOPPEN if kop.lower() in head}
    rijen = Actie.objects.visible_to(user).select_related("vervolg").prefetch_related("meldingen")
    known = {(actie.jaar, actie.nummer): actie for actie in rijen}
    found: list[Regel] = []
    for nr, row in enumerate(rows[1:], start=2):
        cells = {kop: row[at] if at < len(row) else None for kop, at in place.items()}
        if any(_text(cell) for cell in cells.values()):
            found.append(_line(nr, cells, known, found))
    return found


def _line(nr: int, cells: dict, known: dict, before: list[Regel]) -> Regel:
    number = _whole(cells["Jaar"]), _whole(cells["Nr"])
    actie = known.get(number)
    if actie is None:
        given = f"{_short(_text(cells['Jaar']))}, {_short(_text(cells['Nr']))}"
        return Regel(nr, FOUT, tekst=f"Jaar en nr ‘{given}’ horen bij geen actie. Verwacht: zoals u het downloadt.")
    double = next((each.nr for each in before if each.actie == actie), None)
    if double:
        return Regel(nr, FOUT, actie, tekst=f"Deze actie staat ook in rij {double}. Verwacht: elke actie eenmaal.")
    notes = {name: _text(cells.get(kop)) for name, kop in NOTITIES.items()}
    naar, versie = _status(cells["Status"]), _whole(cells["Versie"])
    judged = _judged(nr, actie, naar, notes, versie, _text(cells["Status"]))
    return replace(judged, alleen_lezen=_changed(actie, cells) if versie == actie.versie else ())


def to_read(actie: Actie) -> dict[str, object]:
    """What a workbook tells of an action, and does not take back."""
    updated = actie.bijgewerkt_op and timezone.localdate(actie.bijgewerkt_op)
    return {"Actie": actie.titel, "Laatste toelichting": last_note(actie), "Bijgewerkt": updated}


def last_note(actie: Actie) -> str:
    """What was last told of an action; 'nog steeds actueel' tells nothing."""
    return next((melding.toelichting for melding in actie.meldingen.all() if not melding.bevestigt), "")


def _changed(actie: Actie, cells: dict) -> tuple[str, ...]:
    """The columns to read in which something else stands; a day may have come with a time."""
    given = to_read(actie)
    return tuple(kop for kop, value in given.items() if kop in cells and _day(cells[kop]) != _day(value))


def _day(cell) -> str:
    return _text(cell.date() if isinstance(cell, datetime.datetime) else cell)


def _judged(nr: int, actie: Actie, naar: str, notes: dict[str, str], versie: int | None, typed: str) -> Regel:
    stale, told = versie != actie.versie, any(notes.values())
    problem = ""
    if not naar:
        problem = f"De status ‘{_short(typed)}’ bestaat niet. Verwacht: {', '.join(Actiestatus.labels)}."
    elif too_long := [name for name, text in notes.items() if len(text) > LANGST]:
        problem = f"De tekst bij ‘{NOTITIES[too_long[0]]}’ is langer dan {LANGST} tekens."
    elif not notes["toelichting"] and (told or (naar != actie.status and not stale)):
        problem = note_needed(naar)
    if problem:
        return Regel(nr, FOUT, actie, tekst=problem)
    if not told:
        return Regel(nr, GELIJK, actie)
    if actie.doorgezet:
        goes_on = f"actie {actie.doorgezet.nummer} van {actie.doorgezet.jaar}"
        return Regel(nr, FOUT, actie, tekst=f"Deze actie is doorgezet. Schrijf het bij {goes_on}.")
    if stale:
        return Regel(nr, VEROUDERD, actie, tekst="Intussen is deze actie bijgewerkt. Download de lijst opnieuw.")
    return Regel(nr, WIJZIGT, actie, Invoer(actie.pk, naar, **notes, versie=versie))


def _status(cell) -> str:
    """The code of a status by its name or code; '' when there is none."""
    text = _text(cell).lower()
    return next((code for code, label in Actiestatus.choices if text in (code, label)), "")


def _whole(cell) -> int | None:
    """'2026', 2026 and 2026.0 are the same number."""
    try:
        return int(cell) if float(cell) == int(float(cell)) else None
    except (TypeError, ValueError, OverflowError):
        return None


def _text(cell) -> str:
    return "" if cell is None else str(cell).replace("\x00", "").replace("\r\n", "\n").strip()


def _short(text: str) -> str:
    return Truncator(text).chars(KORT)
