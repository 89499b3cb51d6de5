"""Who delivers and who accepts, and a check of which the outcome is known beforehand."""

import pytest

from tests.factories.voorraad import goede_rij, maak_gelezen
from voorraad import checks, controle
from voorraad.models import Niveau
from voorraad.tabellen import lay_out


@pytest.fixture
def omnia(gebruiker):
    return gebruiker("corporatie", "omnia-wonen")


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


@pytest.fixture
def uitkomst(monkeypatch):
    """uitkomst(WAARSCHUWING) → the next check finds this, beside one row with 12 homes."""

    def set_outcome(*bevindingen):
        def run(gelezen, *, partij, halfjaar):
            werk = lay_out(maak_gelezen({"Voorraad": [goede_rij("Voorraad")]}), partij, halfjaar)
            stopped = any(gevonden.niveau == Niveau.FOUT for gevonden in bevindingen)
            return checks.Uitkomst([] if stopped else werk.tabellen, list(bevindingen))

        monkeypatch.setattr(controle.checks, "run", run)
        monkeypatch.setattr(controle.workbook, "read", lambda data, naam: None)

    set_outcome()
    return set_outcome
