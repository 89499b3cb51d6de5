"""The jobs of acties: proposing meetings and reminding of what waits, each asked for once a day."""

import datetime

from acties import herinneren
from acties.overleg import planning
from basis import jobs

VOORSTELLEN, HERINNEREN = "overleggen.voorstellen", herinneren.HERINNEREN
VOORSTELLEN_VANAF, HERINNEREN_VANAF = 7, 8  # o'clock


@jobs.job(VOORSTELLEN)
def propose_meetings(sleutel: str) -> None:
    planning.propose(datetime.date.fromisoformat(sleutel))


@jobs.job(HERINNEREN)
def remind(sleutel: str) -> None:
    herinneren.remind(datetime.date.fromisoformat(sleutel))


@jobs.healer
def ask_for_proposals() -> None:
    jobs.enqueue_daily(VOORSTELLEN, vanaf=VOORSTELLEN_VANAF)


@jobs.healer
def ask_for_reminders() -> None:
    jobs.enqueue_daily(HERINNEREN, vanaf=HERINNEREN_VANAF)
