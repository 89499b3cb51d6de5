"""The job that proposes meetings, and what asks for it once a day."""

import datetime

from django.utils import timezone

from acties.overleg import planning
from basis import jobs
from basis.models import Taak

VOORSTELLEN = "overleggen.voorstellen"
VANAF = 7  # o'clock


@jobs.job(VOORSTELLEN)
def propose_meetings(sleutel: str) -> None:
    planning.propose(datetime.date.fromisoformat(sleutel))


@jobs.healer
def ask_for_proposals() -> None:
    """Once a day, from seven in the morning here; after days without worker as soon as there is one."""
    now = timezone.localtime()
    today = now.date().isoformat()
    if now.hour >= VANAF and not Taak.objects.filter(soort=VOORSTELLEN, sleutel=today).exists():
        jobs.enqueue(VOORSTELLEN, sleutel=today)
