"""The jobs of monitoring, run twice, and what heals them."""

import pytest

from basis import jobs
from basis.models import Taak, Taakstatus
from monitoring import reeksen, tasks
from monitoring.models import Rekenstand
from tests.factories.monitoring import maak_prioriteitsgebied, maak_vastgesteld, mutatie, partij
from voorraad.models import Codewaarde

pytestmark = pytest.mark.django_db


@pytest.fixture
def _today(time_machine):
    time_machine.move_to("2026-11-23")


def waiting():
    return sorted(Taak.objects.filter(status=Taakstatus.WACHT).values_list("soort", "sleutel"))


@pytest.mark.parametrize("job", [tasks.recompute_party, tasks.recompute_half_year])
def test_job_run_twice_gives_the_same_figures(job):
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10), bereken=False)
    sleutel = f"2026-1:{partij('portaal').pk}" if job is tasks.recompute_party else "2026-1"
    for _ in range(2):
        job(sleutel)
        assert reeksen.load().laatste("V1").waarde == 10


@pytest.mark.usefixtures("_today")
class TestHealing:
    @pytest.fixture(autouse=True)
    def _computed(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
        for _ in range(2):  # the jobs of this morning ask for others
            jobs.sweep()

    def test_sweep_asks_for_nothing_when_all_is_computed(self):
        tasks.ask_for_lost_figures()
        tasks.ask_for_changed_foundation()
        assert waiting() == []
        assert [str(half) for half in Rekenstand.objects.order_by("halfjaar").values_list("halfjaar", flat=True)] == [
            "2026-1",
            "2026-2",
        ]

    def test_delivery_whose_job_was_lost_is_computed_by_the_sweep(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12), bereken=False)
        tasks.ask_for_lost_figures()
        assert waiting() == [("cijfers.herberekenen", f"2026-1:{partij('portaal').pk}")]
        jobs.sweep()
        assert reeksen.load().laatste("V1").waarde == 12

    def test_changed_list_of_areas_is_computed_by_the_sweep(self):
        gebied = maak_prioriteitsgebied("2026-02-01")
        jobs.sweep()
        gebied.aanpak_sinds = "2026-07-15"
        gebied.save()
        tasks.ask_for_changed_foundation()
        assert waiting() == [("halfjaar.herberekenen", "2026-1"), ("halfjaar.herberekenen", "2026-2")]
        jobs.sweep()
        assert [punt.waarde for punt in reeksen.load().punten("L1")] == [0, 1]
        assert waiting() == []

    def test_changed_list_of_urgent_groups_is_computed_by_the_sweep(self):
        Codewaarde.objects.filter(code="jongere").update(urgent=True)
        before = reeksen.generation()
        jobs.sweep()
        assert reeksen.generation() == before + 2  # 2026-1 and 2026-2

    def test_job_that_finally_failed_is_not_asked_for_again(self, monkeypatch):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12), bereken=False)
        monkeypatch.setattr(tasks.recompute, "_move_totals", lambda *args: 1 / 0)
        for _ in range(jobs.MAX_POGINGEN + 2):
            jobs.sweep()
        taak = Taak.objects.get(soort="cijfers.herberekenen")
        assert (taak.status, taak.poging) == (Taakstatus.MISLUKT, jobs.MAX_POGINGEN)
        assert reeksen.load().laatste("V1").waarde == 10
