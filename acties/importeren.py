"""The official wording of the actions, from the agreements document into the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from acties.agreements import Documentactie, find_actions
from acties.doorzetten import Verder, carry_on, lock_years
from acties.gelijkenis import pair
from acties.jaarwisseling import Beslissing, Besloten, carry_over
from acties.models import Actie
from acties.wijzigen import check_open
from basis.models import Gebruiker, Wijziging

REDEN = "overgenomen uit het afsprakendocument"
WEER = "Het staat weer in de afspraken."
SAMENVATTING = (
    "Deze actie is overgenomen uit het afsprakendocument. Bij ‘Actie wijzigen’ kan de gemeente haar kort in eigen "
    "woorden vertellen."
)


class GeenActies(ValueError):  # noqa: N818  a message for the user
    """Why nothing can be imported, in Dutch."""


@dataclass(frozen=True)
class Veldverschil:
    """One field that storing would change."""

    veld: str
    naam: str
    nu: str
    wordt: str


@dataclass(frozen=True)
class Verschil:
    """What storing one found action would do. `actie` is None when there is none with that number yet."""

    gevonden: Documentactie
    actie: Actie | None

    @property
    def soort(self) -> str:
        if self.actie is None:
            return "nieuw"
        if not self.velden:
            return "gelijk"
        return "gewijzigd" if self.actie.officiele_tekst else "toegevoegd"

    @property
    def velden(self) -> list[Veldverschil]:
        found, actie = self.gevonden, self.actie or Actie()
        all_fields = [
            Veldverschil("officiele_tekst", "officiële tekst", actie.officiele_tekst, found.tekst),
            Veldverschil("noot", "noot", actie.noot, found.noot),
            Veldverschil("vindplaats", "plaats in het document", actie.vindplaats, found.plaats),
        ]
        return [field for field in all_fields if field.nu != field.wordt]


def compare(text: str, jaar: int) -> list[Verschil]:
    """What the document would add or change. Raises GeenActies without actions of that year, or with a
    double or an empty one."""
    found = find_actions(text)
    of_year = [each for each in found if each.jaar == jaar]
    if not of_year:
        other = sorted({each.jaar for each in found})
        seen = f"Wel gevonden: acties van {', '.join(map(str, other))}." if other else "Er staat geen enkele actie in."
        raise GeenActies(
            f"In dit document staan geen acties van {jaar}. {seen} Verwacht: regels als ‘1) Actie {jaar}: …’."
        )
    numbers = [each.nummer for each in of_year]
    doubles = sorted({number for number in numbers if numbers.count(number) > 1})
    if doubles:
        raise GeenActies(
            f"Actie {', '.join(map(str, doubles))} staat meer dan eens in dit document. Verwacht: elk nummer eenmaal."
        )
    empty = [each.nummer for each in of_year if not each.tekst.strip() or each.nummer == 0]
    if empty:
        raise GeenActies(
            f"Actie {', '.join(map(str, empty))} heeft geen tekst of geen nummer. "
            f"Verwacht: regels als ‘1) Actie {jaar}: …’ met de tekst erachter."
        )
    known = {actie.nummer: actie for actie in Actie.objects.filter(jaar=jaar)}
    return [Verschil(each, known.get(each.nummer)) for each in of_year]


def not_found(differences: list[Verschil], jaar: int) -> list[int]:
    """The numbers one would expect and that the document lacks: known actions, and gaps in its own numbering."""
    found = {difference.gevonden.nummer for difference in differences}
    expected = set(Actie.objects.filter(jaar=jaar).values_list("nummer", flat=True)) | set(range(1, max(found)))
    return sorted(expected - found)


def suggest(differences: Sequence[Verschil], before: Sequence[Actie]) -> dict[int, int]:
    """Per number of a new action the row number of the action of the year before that it probably carries on."""
    new = {each.gevonden.nummer: each.gevonden.tekst for each in differences if each.actie is None}
    free = {actie.nummer: actie for actie in before if not actie.doorgezet}
    old = {nummer: actie.officiele_tekst or f"{actie.titel}. {actie.samenvatting}" for nummer, actie in free.items()}
    return {nummer: free[earlier].pk for nummer, earlier in pair(new, old).items()}


@transaction.atomic
def store_year(
    text: str, *, jaar: int, by: Gebruiker, vervolg: Mapping[int, Actie], beslissingen: Sequence[Beslissing]
) -> tuple[list[Verschil], Besloten]:
    """The document of a year and what was decided about the year before: all of it or nothing.

    `vervolg`: per number of a new action the one that it carries on. Raises as `carry_over` and `carry_on`.
    """
    return store(text, jaar=jaar, by=by, vervolg=vervolg), carry_over(beslissingen, jaar=jaar, by=by)


@transaction.atomic
def store(text: str, *, jaar: int, by: Gebruiker | None, vervolg: Mapping[int, Actie] | None = None) -> list[Verschil]:
    """Store what is new or changed, and return that. A new action gets the start of its text as title, or goes on
    with that of the action that it carries on. Raises ValidationError as `wijzigen.check_open`."""
    rows = lock_years(jaar - 1, jaar)  # what we compare with stays so until we have written
    changed = [difference for difference in compare(text, jaar) if difference.soort != "gelijk"]
    new = [difference.gevonden.nummer for difference in changed if difference.actie is None]
    on = [(nummer, rows[actie.pk]) for nummer, actie in (vervolg or {}).items() if nummer in new]
    made = carry_on([Verder(actie, WEER, nummer) for nummer, actie in on], jaar=jaar, by=by)
    successors = {nummer: actie for (nummer, _), actie in zip(on, made, strict=True)}
    for difference in changed:
        _store(difference, jaar, by, successors.get(difference.gevonden.nummer))
    return changed


def _store(difference: Verschil, jaar: int, by: Gebruiker | None, successor: Actie | None) -> None:
    """Write the wording alone: a status that somebody gives at this moment stays untouched."""
    found, actie = difference.gevonden, difference.actie or successor
    if difference.actie:
        check_open(actie)
    elif actie is None:
        defaults = {"titel": _title(found.tekst), "planning": str(jaar), "samenvatting": SAMENVATTING}
        actie, made = Actie.objects.get_or_create(jaar=jaar, nummer=found.nummer, defaults=defaults)
        if made:
            Wijziging.objects.log(actie, by=by, veld="nieuw", naar=actie.titel, waarom=REDEN)
    for field in difference.velden:
        Wijziging.objects.log(actie, by=by, veld=field.naam, van=field.nu, naar=field.wordt, waarom=REDEN)
    Actie.objects.filter(pk=actie.pk).update(**{field.veld: field.wordt for field in difference.velden})


def _title(text: str) -> str:
    first = text.split(". ")[0].rstrip(".")
    short = first if len(first) <= 100 else f"{first[:97].rsplit(' ', 1)[0]} …"
    return f"{short[:1].upper()}{short[1:]}"
