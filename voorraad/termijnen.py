"""Until when figures over a half-year may come in."""

from __future__ import annotations

import datetime

from django.db import transaction

from basis.halfjaar import Halfjaar
from basis.models import Gebruiker, Wijziging
from voorraad.models import Termijn

MAANDEN = 2


def uiterlijk(halfjaar: Halfjaar) -> datetime.date:
    """The day that was agreed for this half-year, or else the last day of the second month after the reference date."""
    agreed = Termijn.objects.filter(halfjaar=halfjaar).values_list("uiterlijk", flat=True).first()
    return agreed or gebruikelijk(halfjaar)


def alle(halfjaren: list[Halfjaar]) -> dict[Halfjaar, datetime.date]:
    """The same for several half-years, in one query."""
    agreed = dict(Termijn.objects.filter(halfjaar__in=halfjaren).values_list("halfjaar", "uiterlijk"))
    return {half: agreed.get(half) or gebruikelijk(half) for half in halfjaren}


def gebruikelijk(halfjaar: Halfjaar) -> datetime.date:
    """31 August, or the last day of February."""
    month = halfjaar.peildatum.month + MAANDEN + 1
    year = halfjaar.jaar + (month - 1) // 12
    return datetime.date(year, (month - 1) % 12 + 1, 1) - datetime.timedelta(days=1)


@transaction.atomic
def zet(halfjaar: Halfjaar, dag: datetime.date, *, by: Gebruiker) -> None:
    """Agree on another day; the usual day needs no row of its own."""
    before = uiterlijk(halfjaar)
    termijn, _ = Termijn.objects.update_or_create(halfjaar=halfjaar, defaults={"uiterlijk": dag})
    if before != dag:
        Wijziging.objects.log(termijn, by=by, veld="aanleveren tot en met", van=before, naar=dag)
