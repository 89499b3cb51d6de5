"""The moments of the demonstration: what writes notes the time of the clock, so here the clock stands in the past."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

BEGIN, UREN = 9, 8  # a working day


@contextmanager
def op(dag: datetime.date, beurt: int = 0) -> Iterator[None]:
    """While this lasts the clock stands on that day, but never later than now. `beurt` spreads what happens over the
    hours of a day."""
    now = timezone.now()
    hour, minute = BEGIN + (dag.day + beurt) * 3 % UREN, (dag.day + beurt) * 17 % 60
    moment = timezone.make_aware(datetime.datetime.combine(dag, datetime.time(hour, minute)))
    with mock.patch.object(timezone, "now", return_value=min(moment, now)):
        yield
