"""The job of checking a delivery, and what heals it when it got lost."""

from basis import jobs
from voorraad import lifecycle


@jobs.job(lifecycle.CHECK, on_failure=lambda sleutel, reason: lifecycle.check_failed(int(sleutel), reason))
def check_levering(sleutel: str) -> None:
    lifecycle.check(int(sleutel))


@jobs.healer
def ask_for_lost_checks() -> None:
    for levering in lifecycle.never_checked():
        jobs.enqueue(lifecycle.CHECK, sleutel=levering.pk, invoer=levering.sha256)
