"""The job of checking a delivery, and what heals it when it got lost."""

import datetime

from basis import jobs
from voorraad import berichten, controle

HERINNEREN = "leveringen.herinneren"
VANAF = 8  # o'clock


@jobs.job(controle.CHECK, on_failure=lambda sleutel, reason: controle.check_failed(int(sleutel), reason))
def check_levering(sleutel: str) -> None:
    controle.check(int(sleutel))


@jobs.healer
def ask_for_lost_checks() -> None:
    for levering in controle.never_checked():
        jobs.enqueue(controle.CHECK, sleutel=levering.pk, invoer=levering.sha256)


@jobs.job(HERINNEREN)
def remind(sleutel: str) -> None:
    berichten.herinner(datetime.date.fromisoformat(sleutel))


@jobs.healer
def ask_for_reminders() -> None:
    jobs.enqueue_daily(HERINNEREN, vanaf=VANAF)
