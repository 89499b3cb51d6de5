"""Short words for tests of the turn of the year: an action, a decision about it, an update of it."""

import datetime

from acties import status
from acties.jaarwisseling import Beslissing
from acties.models import Actie

NU = datetime.datetime(2026, 12, 10, 12, tzinfo=datetime.UTC)


def actie(nummer, jaar=2026) -> Actie:
    return Actie.objects.get(jaar=jaar, nummer=nummer)


def besluit(nummer, keuze="doorzetten", waarom="", versie=None) -> Beslissing:
    found = actie(nummer)
    return Beslissing(found, keuze, waarom, found.versie if versie is None else versie)


def update(nummer, by, naar="op-schema", **kwargs):
    found = actie(nummer)
    status.change_status(found, by=by, naar=naar, versie=found.versie, **{"toelichting": "Het loopt.", **kwargs})
