"""The job runs twice, gets lost, or fails: the delivery is checked once, or says that it failed."""

import pytest

from basis import jobs
from basis.models import Taak, Taakstatus, Wijziging
from tests.factories.voorraad import maak_levering
from voorraad import checks, controle, tasks
from voorraad.models import Status, Verwerking

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(monkeypatch):
    """The deliveries that were checked, in order."""
    seen = []

    def run(gelezen, *, partij, halfjaar):
        seen.append(partij.code)
        return checks.Uitkomst()

    monkeypatch.setattr(controle.checks, "run", run)
    monkeypatch.setattr(controle.workbook, "read", lambda data, naam: None)
    return seen


def test_check_levering_twice_checks_once(checked):
    levering = maak_levering(verwerking=Verwerking.WACHT)
    tasks.check_levering(str(levering.pk))
    tasks.check_levering(str(levering.pk))
    levering.refresh_from_db()
    assert (checked, levering.verwerking) == (["omnia-wonen"], Verwerking.GECONTROLEERD)


def test_sweep_heals_a_delivery_that_was_never_checked(checked):
    levering = maak_levering(verwerking=Verwerking.WACHT)
    jobs.sweep()
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.GECONTROLEERD
    assert Taak.objects.get(soort=controle.CHECK).status == Taakstatus.KLAAR


def test_healer_leaves_alone_what_is_busy_or_done(checked):
    busy = maak_levering(verwerking=Verwerking.WACHT)
    maak_levering("portaal")
    maak_levering("de-alliantie", status=Status.INGEDIEND, verwerking=Verwerking.WACHT)
    jobs.enqueue(controle.CHECK, sleutel=busy.pk)
    Taak.objects.update(poging=2)
    tasks.ask_for_lost_checks()
    assert list(Taak.objects.values_list("sleutel", "poging")) == [(str(busy.pk), 2)]


def test_failing_check_ends_as_failed_after_three_tries(monkeypatch):
    def broken(data):
        raise MemoryError

    monkeypatch.setattr(controle.workbook, "read", broken)
    levering = maak_levering(verwerking=Verwerking.WACHT)
    for _ in range(3):
        jobs.sweep()
    levering.refresh_from_db()
    assert (levering.verwerking, levering.status) == (Verwerking.MISLUKT, Status.CONCEPT)
    [change] = Wijziging.objects.over(levering)
    assert (change.veld, change.naar, change.door_naam) == ("controle", "verwerking mislukt", "automatisch")
    jobs.sweep()
    assert Taak.objects.get(soort=controle.CHECK).status == Taakstatus.MISLUKT
