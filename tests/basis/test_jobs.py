"""Jobs: the row in the database decides; the broker only makes it start at once."""

import datetime
import logging

import pytest
import time_machine
from django.db import transaction

from amersfoort_afspraken.celery import app
from basis import jobs
from basis.models import Taak, Taakstatus

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _only_jobs_of_the_test(monkeypatch):
    """No jobs and no healers but those that the test registers; a job that is sent runs in this process."""
    for name, empty in (("_jobs", {}), ("_failed", {}), ("_healers", [])):
        monkeypatch.setattr(jobs, name, empty)
    monkeypatch.setitem(app.conf, "task_always_eager", True)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class Work:
    """A registered job that keeps what it was called with, and raises what stands in `error`."""

    def __init__(self, soort="test.werk"):
        self.done, self.failed, self.error = [], [], None
        self.meanwhile = lambda: None
        jobs.job(soort, on_failure=lambda *failure: self.failed.append(failure))(self.do)

    def do(self, sleutel):
        self.done.append(sleutel)
        self.meanwhile()
        if self.error:
            raise self.error


@pytest.fixture
def work():
    return Work()


def ask(sleutel="7", invoer="a"):
    return jobs.enqueue("test.werk", sleutel=sleutel, invoer=invoer)


def state():
    taak = Taak.objects.get()
    return taak.status, taak.poging, taak.fout


class TestEnqueue:
    def test_enqueue_writes_a_row_and_runs_on_commit(self, work, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            ask(sleutel=7)
            assert (work.done, state()) == ([], (Taakstatus.WACHT, 0, ""))
        assert (work.done, state()) == (["7"], (Taakstatus.KLAAR, 1, ""))

    @pytest.mark.django_db(transaction=True)
    def test_enqueue_in_a_transaction_that_commits_runs_once(self, work):
        with transaction.atomic():
            ask()
            ask()
        assert (work.done, state()) == (["7"], (Taakstatus.KLAAR, 1, ""))

    @pytest.mark.django_db(transaction=True)
    def test_enqueue_in_a_transaction_that_rolls_back_leaves_nothing(self, work):
        with transaction.atomic():
            ask()
            transaction.set_rollback(True)
        assert (work.done, Taak.objects.count()) == ([], 0)
        assert jobs.sweep() == 0

    def test_enqueue_of_an_unknown_job_raises(self):
        with pytest.raises(KeyError, match=r"Onbekende taak: test\.werk"):
            ask()
        assert Taak.objects.count() == 0

    def test_enqueue_again_starts_afresh_with_the_new_input(self, work):
        Taak.objects.create(
            soort="test.werk",
            sleutel="7",
            invoer="a",
            status=Taakstatus.MISLUKT,
            poging=3,
            fout="stuk",
            gevraagd_op=NOW,
        )
        ask(invoer="b")
        assert (state(), Taak.objects.get().invoer) == ((Taakstatus.WACHT, 0, ""), "b")

    def test_job_registered_twice_raises(self, work):
        with pytest.raises(ValueError, match=r"De taak ‘test\.werk’ bestaat al\."):
            Work()


class TestEnqueueOnce:
    @pytest.mark.parametrize("status", [Taakstatus.WACHT, Taakstatus.BEZIG, Taakstatus.MISLUKT])
    def test_enqueue_once_leaves_alone_what_was_asked(self, work, status):
        ask()
        Taak.objects.update(status=status, poging=2, fout="x")
        jobs.enqueue_once("test.werk", sleutel=7, invoer="a")
        assert state() == (status, 2, "x")

    @pytest.mark.parametrize(("status", "invoer"), [(Taakstatus.KLAAR, "a"), (Taakstatus.MISLUKT, "b")])
    def test_enqueue_once_asks_after_it_was_done_or_for_other_input(self, work, status, invoer):
        ask()
        Taak.objects.update(status=status, poging=2, fout="x")
        jobs.enqueue_once("test.werk", sleutel=7, invoer=invoer)
        assert (state(), Taak.objects.get().invoer) == ((Taakstatus.WACHT, 0, ""), invoer)


class TestFailure:
    def test_failing_job_is_tried_three_times_and_then_failed_with_its_reason(self, work):
        ask()
        work.error = ValueError("regel 12 klopt niet")
        for poging in (1, 2):
            assert jobs.sweep() == 1
            assert state() == (Taakstatus.WACHT, poging, "ValueError: regel 12 klopt niet")
            assert work.failed == []
        assert jobs.sweep() == 1
        assert state() == (Taakstatus.MISLUKT, 3, "ValueError: regel 12 klopt niet")
        assert work.failed == [("7", "ValueError: regel 12 klopt niet")]
        assert (jobs.sweep(), len(work.done)) == (0, 3)

    def test_job_that_succeeds_the_second_time_is_done_without_an_error(self, work):
        ask()
        work.error = ValueError("even niet")
        jobs.sweep()
        work.error = None
        jobs.sweep()
        assert (state(), work.failed) == ((Taakstatus.KLAAR, 2, ""), [])

    def test_failing_job_without_on_failure_just_ends(self):
        jobs.job("test.werk")(lambda sleutel: 1 / 0)
        ask()
        for _ in range(3):
            jobs.sweep()
        assert state() == (Taakstatus.MISLUKT, 3, "ZeroDivisionError: division by zero")

    def test_on_failure_that_raises_stops_nobody(self, work):
        def stuk(sleutel, reason):
            raise RuntimeError("ook dit ging mis")

        jobs.job("test.stuk", on_failure=stuk)(lambda sleutel: 1 / 0)
        jobs.enqueue("test.stuk", sleutel="1")
        jobs.sweep()
        jobs.sweep()
        ask()
        assert jobs.sweep() == 2
        assert Taak.objects.get(soort="test.stuk").status == Taakstatus.MISLUKT
        assert work.done == ["7"]

    def test_job_that_is_no_longer_known_fails_and_stops_nobody(self, work):
        Taak.objects.create(soort="test.vroeger", sleutel="1", gevraagd_op=NOW)
        ask()
        assert jobs.sweep() == 2
        assert Taak.objects.get(soort="test.vroeger").fout == "KeyError: 'test.vroeger'"
        assert work.done == ["7"]


class TestLease:
    def killed(self, taak):
        """A worker takes the job and is killed at once."""
        assert jobs._claim(taak.pk)

    def test_job_that_runs_elsewhere_is_left_alone_until_its_lease_ends(self, work, clock):
        taak = ask()
        self.killed(taak)
        clock.move_to(NOW + jobs.LEASE)
        assert (jobs.run(taak.pk), jobs.sweep(), work.done) == (False, 0, [])
        clock.move_to(NOW + jobs.LEASE + datetime.timedelta(seconds=1))
        assert (jobs.sweep(), work.done) == (1, ["7"])
        assert state() == (Taakstatus.KLAAR, 2, "")

    def test_job_whose_worker_is_killed_each_time_finally_fails(self, work, clock):
        taak = ask()
        for _ in range(3):
            self.killed(taak)
            clock.shift(jobs.LEASE * 2)
        assert (jobs.sweep(), work.done) == (0, [])
        reason = "de verwerking is 3 keer afgebroken"
        assert state()[::2] == (Taakstatus.MISLUKT, reason)
        assert work.failed == [("7", reason)]
        clock.shift(jobs.LEASE * 2)
        assert (jobs.sweep(), len(work.failed)) == (0, 1)

    def test_job_whose_worker_was_killed_twice_gets_its_third_try(self, work, clock):
        taak = ask()
        for _ in range(2):
            self.killed(taak)
            clock.shift(jobs.LEASE * 2)
        assert (jobs.sweep(), state()) == (1, (Taakstatus.KLAAR, 3, ""))

    def test_job_asked_again_while_it_runs_runs_again(self, work, clock):
        taak = ask()

        def somebody_asks_again():
            clock.shift(1)
            work.meanwhile = lambda: None
            ask(invoer="b")

        work.meanwhile = somebody_asks_again
        jobs.run(taak.pk)
        assert state() == (Taakstatus.WACHT, 0, "")
        assert (jobs.sweep(), work.done, state()) == (1, ["7", "7"], (Taakstatus.KLAAR, 1, ""))

    def test_job_asked_again_during_its_last_try_has_not_failed(self, work, clock):
        taak = ask()
        Taak.objects.update(poging=2)

        def somebody_asks_again():
            clock.shift(1)
            ask(invoer="b")

        work.meanwhile, work.error = somebody_asks_again, ValueError("oud bestand")
        jobs.run(taak.pk)
        assert (state(), work.failed) == ((Taakstatus.WACHT, 0, ""), [])


class TestSweep:
    def test_sweep_runs_the_healers_and_what_they_ask_for(self, work):
        jobs.healer(lambda: jobs.enqueue_once("test.werk", sleutel="geheeld"))
        ask()
        assert (jobs.sweep(), sorted(work.done)) == (2, ["7", "geheeld"])

    def test_sweep_runs_what_was_asked_first_first(self, work, clock):
        for sleutel in ("b", "a"):
            ask(sleutel)
            clock.shift(1)
        jobs.sweep()
        assert work.done == ["b", "a"]

    def test_sweep_goes_on_after_a_healer_that_raises(self, work, caplog):
        def broken():
            raise ZeroDivisionError

        jobs.healer(broken)
        jobs.healer(lambda: jobs.enqueue_once("test.werk", sleutel="geheeld"))
        ask()
        assert (jobs.sweep(), sorted(work.done)) == (2, ["7", "geheeld"])
        assert [record.levelname for record in caplog.records] == ["ERROR"]
        assert "broken" in caplog.text

    def test_sweep_with_nothing_to_do_runs_nothing(self, work):
        assert jobs.sweep() == 0


@pytest.fixture
def _broker_gone(monkeypatch):
    """Redis at a port where nothing listens."""
    monkeypatch.setitem(app.conf, "task_always_eager", False)
    monkeypatch.setitem(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)


@pytest.mark.usefixtures("_broker_gone")
def test_job_waits_for_the_sweep_while_the_broker_is_gone(work, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.WARNING, "basis.jobs"), django_capture_on_commit_callbacks(execute=True):
        taak = ask()
    assert (work.done, state()) == ([], (Taakstatus.WACHT, 0, ""))
    assert [record.getMessage() for record in caplog.records if record.name == "basis.jobs"] == [
        f"Taak {taak.pk} staat klaar; de broker is niet bereikbaar."
    ]
    assert (jobs.sweep(), work.done, state()) == (1, ["7"], (Taakstatus.KLAAR, 1, ""))
