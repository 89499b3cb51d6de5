"""With real servers: a worker does the work; without a broker the safety net does; a killed worker loses nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from amersfoort_afspraken.celery import app
from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Partij, Taak, Taakstatus, Wijk
from monitoring.models import IndicatorWaarde
from tests.servers import free_port, redis
from voorraad import lifecycle, sjabloon
from voorraad.models import Levering, Mutatie, Status, Verwerking

pytestmark = pytest.mark.usefixtures("transactional_reference_data")
WORKER = [sys.executable, "-m", "celery", "-A", "amersfoort_afspraken", "worker", "--pool=solo", "--loglevel=WARNING"]


@pytest.fixture(autouse=True)
def _through_the_broker(_work_at_commit):
    app.conf.task_always_eager = False


def environment(**extra) -> dict:
    """What a process of ours needs to work on the database of this test."""
    database = connection.settings_dict
    host = database["OPTIONS"].get("host") or database["HOST"]
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?host={host}"
    if database["HOST"] and not database["HOST"].startswith("/"):
        url = (
            f"postgres://{database['USER']}:{database['PASSWORD']}"
            f"@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
        )
    names = {
        "DJANGO_SETTINGS_MODULE": "amersfoort_afspraken.settings.test",
        "DATABASE_URL": url,
        "DATA_DIR": str(settings.DATA_DIR),
        "REDIS_URL": settings.REDIS_URL,
    }
    return {**os.environ, **names, **extra}


@pytest.fixture
def process():
    """process(command) starts a process of ours; it is gone after the test."""
    started = []

    def start(command, **extra):
        started.append(subprocess.Popen(command, env=environment(**extra), start_new_session=True))
        return started[-1]

    yield start
    for each in started:
        if each.poll() is None:
            os.killpg(each.pid, signal.SIGKILL)
        each.wait(timeout=10)


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def receive(gebruiker) -> Levering:
    """A workbook of Portaal with one row: 7 new homes."""
    portaal, half = Partij.objects.get(code="portaal"), Halfjaar(2026, 1)
    wijk = Wijk.objects.get(code="WK030710")
    rows = {Mutatie: [Mutatie(wijk=wijk, soort="nieuwbouw", segment="sociale-huur", aantal=7)]}
    return lifecycle.receive(
        partij=portaal,
        halfjaar=half,
        bestand=ContentFile(sjabloon.template(portaal, half, rows)),
        bestandsnaam="portaal.xlsx",
        by=gebruiker("corporatie", "portaal"),
    )


def checked(levering) -> bool:
    levering.refresh_from_db()
    return levering.verwerking == Verwerking.GECONTROLEERD


def test_worker_checks_and_computes(gebruiker, process):
    process(WORKER)
    levering = receive(gebruiker)
    assert wait_until(lambda: checked(levering))
    lifecycle.submit(levering, by=gebruiker("corporatie", "portaal"))
    lifecycle.accept(levering, by=gebruiker("medewerker"))
    assert wait_until(lambda: IndicatorWaarde.objects.filter(indicator="V1", partij=levering.partij).exists())
    total = IndicatorWaarde.objects.get(indicator="V1", partij=levering.partij, onderdeel="", wijk=None)
    assert (levering.status, total.teller) == (Status.VASTGESTELD, 7)


def test_vangnet_does_the_work_while_the_broker_is_gone(gebruiker, process, monkeypatch):
    """The broker is stopped before the upload: the upload succeeds at once, and the safety net checks it."""
    from amersfoort_afspraken.celery import app

    port = free_port()
    with redis(port) as address:
        monkeypatch.setattr(app.conf, "broker_url", address)
        app.pool.force_close_all()
    begin = time.monotonic()
    levering = receive(gebruiker)
    assert time.monotonic() - begin < 5
    assert Taak.objects.get(sleutel=str(levering.pk)).status == Taakstatus.WACHT
    process([sys.executable, "manage.py", "vangnet", "--elke", "1"], REDIS_URL=f"redis://127.0.0.1:{port}/0")
    assert wait_until(lambda: checked(levering), seconds=60)


def test_work_of_a_killed_worker_is_taken_over(gebruiker, process):
    """A worker had the job and was killed: when its lease is over, another process does the work."""
    levering = receive(gebruiker)
    Taak.objects.filter(sleutel=str(levering.pk)).update(
        status=Taakstatus.BEZIG, poging=1, lease_tot=timezone.now() + timedelta(seconds=2)
    )
    jobs.sweep()
    assert not checked(levering)
    process([sys.executable, "manage.py", "vangnet", "--elke", "1"])
    assert wait_until(lambda: checked(levering))
