"""Checks in tests: findings in short, and per check a wrong and a right case."""

from collections.abc import Callable
from dataclasses import dataclass

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.voorraad import goede_rij, maak_gelezen
from voorraad import checks
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau
from voorraad.tabellen import lay_out
from voorraad.workbook import Gelezen

H1 = Halfjaar(2026, 1)


def fout(soort, verwacht, gevonden, blad, rij, kolom):
    return Gevonden(Niveau.FOUT, soort, verwacht, gevonden, blad, rij, kolom)


def waarschuwing(soort, verwacht, gevonden, blad, rij, kolom):
    return Gevonden(Niveau.WAARSCHUWING, soort, verwacht, gevonden, blad, rij, kolom)


def goed(blad, **cellen):
    """A workbook with one row, on this sheet."""
    return maak_gelezen({blad: [goede_rij(blad, **cellen)]})


@dataclass(frozen=True)
class Paar:
    """What a check must find, and what it must leave alone."""

    fout: Callable[[], Gelezen]
    bevindingen: tuple[Gevonden, ...]
    goed: Callable[[], Gelezen]


def run(gelezen: Gelezen, partij="omnia-wonen") -> checks.Uitkomst:
    """All checks of a workbook over 2026-1."""
    return checks.run(gelezen, partij=Partij.objects.get(code=partij), halfjaar=H1)


def alleen(check: Callable, gelezen: Gelezen) -> list[Gevonden]:
    """What this one check finds in a workbook."""
    return list(check(lay_out(gelezen, Partij.objects.get(code="omnia-wonen"), H1)))


def gevraagd(outcome: checks.Uitkomst) -> list[Gevonden]:
    """What asks for something; what is only mentioned left out."""
    return [gevonden for gevonden in outcome.bevindingen if gevonden.niveau != Niveau.MEDEDELING]


def checks_van(module) -> dict[str, Callable]:
    """The checks of a module that ask for something, by name."""
    asked = [*checks.FOUTEN, *checks.WAARSCHUWINGEN]
    return {check.__name__: check for check in asked if check.__module__ == module.__name__}


def beoordeel(check: Callable, paar: Paar) -> None:
    """The check finds what is wrong and leaves alone what is right; all checks together say the same and no more."""
    assert paar.bevindingen
    assert alleen(check, paar.fout()) == list(paar.bevindingen)
    assert alleen(check, paar.goed()) == []
    assert gevraagd(run(paar.goed())) == []
    outcome, stops = run(paar.fout()), check in checks.FOUTEN
    assert gevraagd(outcome) == list(paar.bevindingen)
    assert (outcome.tabellen == []) == stops
    assert {each.niveau for each in gevraagd(outcome)} == {Niveau.FOUT if stops else Niveau.WAARSCHUWING}
