"""The official wording of the actions, from the agreements document into the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from acties.agreements import Gevonden, find_actions
from acties.models import Actie
from basis.models import Gebruiker, Wijziging


class GeenActies(ValueError):  # noqa: N818  a message for the user
    """Why nothing can be imported, in Dutch."""


@dataclass(frozen=True)
class Verschil:
    """What storing one found action would do: nieuw, gewijzigd or gelijk. `actie` is None for a new one."""

    gevonden: Gevonden
    actie: Actie | None

    @property
    def soort(self) -> str:
        if self.actie is None:
            return "nieuw"
        same = (self.actie.officiele_tekst, self.actie.noot, self.actie.vindplaats)
        return "gelijk" if same == (self.gevonden.tekst, self.gevonden.noot, self.gevonden.plaats) else "gewijzigd"


def compare(text: str, jaar: int) -> list[Verschil]:
    """What the document would add or change. Raises GeenActies without actions of that year, or with a double one."""
    found = find_actions(text)
    of_year = [each for each in found if each.jaar == jaar]
    if not of_year:
        other = sorted({each.jaar for each in found})
        seen = f"Wel gevonden: acties van {', '.join(map(str, other))}." if other else "Er staat geen enkele actie in."
        raise GeenActies(
            f"In dit document staan geen acties van {jaar}. {seen} Verwacht: regels als «1) Actie {jaar}: …»."
        )
    numbers = [each.nummer for each in of_year]
    doubles = sorted({number for number in numbers if numbers.count(number) > 1})
    if doubles:
        raise GeenActies(
            f"Actie {', '.join(map(str, doubles))} staat meer dan eens in dit document. Verwacht: elk nummer eenmaal."
        )
    known = {actie.nummer: actie for actie in Actie.objects.filter(jaar=jaar)}
    return [Verschil(each, known.get(each.nummer)) for each in of_year]


@transaction.atomic
def store(differences: list[Verschil], *, jaar: int, by: Gebruiker | None) -> int:
    """Store what is new or changed; returns how many. A new action gets the start of its text as title."""
    changed = [difference for difference in differences if difference.soort != "gelijk"]
    for difference in changed:
        _store(difference, jaar, by)
    return len(changed)


def _store(difference: Verschil, jaar: int, by: Gebruiker | None) -> None:
    found = difference.gevonden
    actie = difference.actie or Actie(jaar=jaar, nummer=found.nummer, titel=_title(found.tekst), planning=str(jaar))
    before = actie.officiele_tekst
    if difference.actie is None:
        actie.samenvatting = "Deze actie komt uit het afsprakendocument; een eigen samenvatting volgt."
    actie.officiele_tekst, actie.noot, actie.vindplaats = found.tekst, found.noot, found.plaats
    actie.save()
    Wijziging.objects.log(
        actie,
        by=by,
        veld="officiële tekst",
        van=before,
        naar=found.tekst,
        waarom="overgenomen uit het afsprakendocument",
    )


def _title(text: str) -> str:
    first = text.split(". ")[0]
    return first if len(first) <= 100 else f"{first[:97].rsplit(' ', 1)[0]} …"
