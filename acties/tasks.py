"""The jobs of acties: proposing meetings and reminding of what waits, each asked for once a day."""

import datetime

from django.utils import timezone

from acties import herinneren
from acties.overleg import planning
from basis import jobs

VOORSTELLEN, HERINNEREN = "overleggen.voorstellen", herinneren.HERINNEREN
HERINNEREN_AAN, VERSLAGEN = "acties.herinneren_aan", "overleggen.verslagen"
VOORSTELLEN_VANAF, HERINNEREN_VANAF = 7, 8  # o'clock


@jobs.job(VOORSTELLEN)
def propose_meetings(sleutel: str) -> None:
    planning.propose(datetime.date.fromisoformat(sleutel))


@jobs.job(HERINNEREN)
def remind(sleutel: str) -> None:
    """Ask for the reminders of each user apart: one that fails keeps nobody else's from being told."""
    for pk in herinneren.readers():
        jobs.enqueue_new(HERINNEREN_AAN, sleutel=f"{sleutel}:{pk}")
    jobs.enqueue_new(VERSLAGEN, sleutel=sleutel)


@jobs.job(HERINNEREN_AAN)
def remind_one(sleutel: str) -> None:
    day, _, pk = sleutel.partition(":")
    herinneren.remind(int(pk), datetime.date.fromisoformat(day))


@jobs.job(VERSLAGEN)
def tell_minutes(sleutel: str) -> None:
    herinneren.tell_minutes(datetime.date.fromisoformat(sleutel))


@jobs.healer
def ask_for_proposals() -> None:
    jobs.enqueue_daily(VOORSTELLEN, vanaf=VOORSTELLEN_VANAF)


@jobs.healer
def ask_for_reminders() -> None:
    jobs.enqueue_daily(HERINNEREN, vanaf=HERINNEREN_VANAF)
    for soort in (HERINNEREN_AAN, VERSLAGEN):
        jobs.ask_again(soort, begin=timezone.localdate().isoformat())
