"""What a reader chose: the end of a day is still that day, here."""

import datetime

from django.utils import timezone

from monitoring.keuze import ALLES, Keuze


def test_end_of_a_day_belongs_to_that_day():
    moment = timezone.localtime(Keuze(op=datetime.date(2027, 3, 1)).moment)
    assert (moment.date(), moment.hour) == (datetime.date(2027, 3, 1), 23)


def test_now_is_no_moment():
    assert ALLES.moment is None
