"""Jobs whose truth is a row in the database (Taak); Celery only makes them start at once.

    @job("levering.controleren")
    def check(sleutel: str) -> None: ...

    enqueue("levering.controleren", sleutel=levering.pk, invoer=levering.sha256)

`enqueue` writes the row in the caller's transaction and tells the broker on commit. When the broker is
gone, or a worker is killed, `sweep` finds the row: it runs at least every 60 seconds (Celery beat, and
the process of `manage.py vangnet`, which needs no broker).
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from basis.models import Taak, Taakstatus

logger = logging.getLogger(__name__)
LEASE = datetime.timedelta(minutes=6)
MAX_POGINGEN = 3
OPNIEUW = datetime.timedelta(hours=1)  # what finally failed and may be asked for again waits so long

_jobs: dict[str, Callable[[str], None]] = {}
_failed: dict[str, Callable[[str, str], None]] = {}
_pogingen: dict[str, int] = {}
_healers: list[Callable[[], None]] = []


def job(soort: str, on_failure: Callable[[str, str], None] | None = None, pogingen: int = MAX_POGINGEN):
    """Register what does the work for `soort`. `on_failure(sleutel, reason)` runs when it finally failed.

    After an attempt that failed the next one follows at once, up to `pogingen` in all.
    """

    def register(function):
        if soort in _jobs:
            raise ValueError(f"De taak ‘{soort}’ bestaat al.")
        _jobs[soort] = function
        _pogingen[soort] = pogingen
        if on_failure:
            _failed[soort] = on_failure
        return function

    return register


def healer(function: Callable[[], None]):
    """Register a function that enqueues what should have been enqueued; every sweep calls it."""
    _healers.append(function)
    return function


def enqueue(soort: str, *, sleutel: object, invoer: object = "") -> Taak:
    """Ask for a job, in the caller's transaction. A job that already waits is not asked for twice."""
    _known(soort)
    waarden = {
        "invoer": str(invoer),
        "status": Taakstatus.WACHT,
        "poging": 0,
        "lease_tot": None,
        "fout": "",
        "gevraagd_op": timezone.now(),
        "klaar_op": None,
    }
    taak, _ = Taak.objects.update_or_create(soort=soort, sleutel=str(sleutel), defaults=waarden)
    transaction.on_commit(lambda: _send(taak.pk))
    return taak


def enqueue_new(soort: str, *, sleutel: object) -> None:
    """Ask for a job that was never asked for under this key; two that ask at once ask once."""
    _known(soort)
    asked = {"gevraagd_op": timezone.now()}
    taak, new = Taak.objects.get_or_create(soort=soort, sleutel=str(sleutel), defaults=asked)
    if new:
        transaction.on_commit(lambda: _send(taak.pk))


def enqueue_daily(soort: str, *, vanaf: int) -> None:
    """Ask for a job once a day, from this hour on the clock here; after days without worker as soon as there is one.

    One that failed is asked for again, as long as it is that day.
    """
    now = timezone.localtime()
    if now.hour >= vanaf:
        enqueue_new(soort, sleutel=now.date().isoformat())
        ask_again(soort, begin=now.date().isoformat())


def ask_again(soort: str, *, begin: str) -> None:
    """Ask again for what finally failed an hour ago, of the keys that begin like this: a day, mostly."""
    failed = Taak.objects.filter(soort=soort, status=Taakstatus.MISLUKT, sleutel__startswith=begin)
    for key in failed.filter(gevraagd_op__lte=timezone.now() - OPNIEUW).values_list("sleutel", flat=True):
        enqueue(soort, sleutel=key)


def _known(soort: str) -> None:
    if soort not in _jobs:
        raise KeyError(f"Onbekende taak: {soort}")


def enqueue_once(soort: str, *, sleutel: object, invoer: object = "") -> None:
    """Ask for a job unless it was asked for with this input already and waits, runs or finally failed."""
    asked = Taak.objects.filter(soort=soort, sleutel=str(sleutel), invoer=str(invoer))
    if not asked.exclude(status=Taakstatus.KLAAR).exists():
        enqueue(soort, sleutel=sleutel, invoer=invoer)


def _send(taak_id: int) -> None:
    from basis.tasks import run_job  # tasks imports this module

    try:
        run_job.delay(taak_id)
    except Exception:  # the broker is gone: the sweep will find the row
        logger.warning("Taak %s staat klaar; de broker is niet bereikbaar.", taak_id)


def run(taak_id: int) -> bool:
    """Do one job if nobody else has it. Returns whether it ran. Never raises for a failing job."""
    taak = _claim(taak_id)
    if taak is None:
        return False
    if taak.poging > _pogingen.get(taak.soort, MAX_POGINGEN):  # nobody lived to count these attempts as failed
        _fail(taak, f"de verwerking is {taak.poging - 1} keer afgebroken")
        return False
    try:
        _jobs[taak.soort](taak.sleutel)
    except Exception as error:
        logger.exception("Taak %s mislukte", taak)
        _fail(taak, f"{type(error).__name__}: {error}"[:2000])
    else:
        Taak.objects.filter(pk=taak.pk, gevraagd_op=taak.gevraagd_op).update(
            status=Taakstatus.KLAAR, klaar_op=timezone.now(), lease_tot=None, fout=""
        )
    return True


def _claim(taak_id: int) -> Taak | None:
    now = timezone.now()
    claimed = (
        Taak.objects.filter(pk=taak_id)
        .filter(_due(now))
        .update(status=Taakstatus.BEZIG, lease_tot=now + LEASE, poging=F("poging") + 1)
    )
    return Taak.objects.get(pk=taak_id) if claimed else None


def _due(now) -> Q:
    return Q(status=Taakstatus.WACHT) | Q(status=Taakstatus.BEZIG, lease_tot__lt=now)


def _fail(taak: Taak, reason: str) -> None:
    final = taak.poging >= _pogingen.get(taak.soort, MAX_POGINGEN)
    still_asked = Taak.objects.filter(pk=taak.pk, gevraagd_op=taak.gevraagd_op).update(
        status=Taakstatus.MISLUKT if final else Taakstatus.WACHT, lease_tot=None, fout=reason
    )
    if final and still_asked and taak.soort in _failed:
        _tell(taak, reason)


def _tell(taak: Taak, reason: str) -> None:
    try:
        _failed[taak.soort](taak.sleutel, reason)
    except Exception:  # the other jobs go on; the row itself says that this one failed
        logger.exception("Niet verwerkt dat %s mislukte", taak)


def sweep() -> int:
    """Heal, then run every job that waits or whose worker disappeared. Returns how many ran."""
    for heal in _healers:
        try:
            heal()
        except Exception:  # one that fails must not keep the others from their work
            logger.exception("Het vangnet kon niet nagaan wat er is blijven liggen (%s).", heal.__name__)
    due = Taak.objects.filter(_due(timezone.now())).order_by("gevraagd_op").values_list("pk", flat=True)
    return sum(run(pk) for pk in list(due))
