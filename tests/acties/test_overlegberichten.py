"""Which parties hear that a meeting is planned, moved or does not go on. It is 1 March 2027."""

import datetime

import pytest
import time_machine

from acties import spoor
from acties.models import Overlegvorm
from acties.overleg import overleggen
from basis.halfjaar import Halfjaar
from basis.models import Bericht, Berichtsoort, Partij
from tests.factories.acties import maak_overleg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _maart():
    with time_machine.travel("2027-03-01 12:00+01:00", tick=True):
        yield


@pytest.fixture
def mensen(gebruiker):
    """Omnia sits at this table and Portaal does not."""
    vorm = Overlegvorm.objects.get(code="bo")
    vorm.partijen.set(Partij.objects.filter(code__in=["gemeente", "omnia-wonen"]))
    roles = {
        "planner": ("medewerker", None),
        "collega": ("beheer", None),
        "omnia": ("corporatie", "omnia-wonen"),
        "portaal": ("corporatie", "portaal"),
    }
    return {name: gebruiker(*role) for name, role in roles.items()}


def values(**anders):
    usual = {"titel": "", "datum": datetime.date(2027, 4, 1), "begin": datetime.time(10), "einde": None}
    rest = {"plaats": "Stadhuis", "halfjaar": Halfjaar(2027, 1)}
    return {**usual, **rest, **anders}


def heard(mensen) -> dict:
    """What each heard, oldest first."""
    found = {name: list(Bericht.objects.filter(gebruiker=user).order_by("pk")) for name, user in mensen.items()}
    assert {bericht.soort for told in found.values() for bericht in told} <= {Berichtsoort.NIEUWS}
    return {name: [bericht.titel for bericht in told] for name, told in found.items() if told}


def change(overleg, mensen, **anders):
    now = {"status": overleg.status, "reden": "", "voorstel": overleg.voorstel, "vorm": overleg.vorm}
    old = {name: getattr(overleg, name) for name in values()}
    return overleggen.change(overleg, {**old, **now, **anders}, by=mensen["planner"], versie=spoor.versie(overleg))


def test_meeting_that_is_planned_is_told_to_who_sits_there_once(mensen):
    vorm = Overlegvorm.objects.get(code="bo")
    for _twice in range(2):
        overleggen.plan({**values(), "vorm": vorm}, by=mensen["planner"])
    title = "Gepland: Bestuurlijk overleg (BO), 1 april 2027"
    assert heard(mensen) == {"collega": [title], "omnia": [title]}
    assert "op 1 april 2027 om 10:00 uur, Stadhuis." in Bericht.objects.first().tekst


def test_proposal_is_told_once_it_stands(mensen):
    overleg = maak_overleg("bo", "2027-04-01", voorstel=True)
    change(overleg, mensen, plaats="Elders")
    assert heard(mensen) == {}
    for _twice in range(2):
        overleggen.confirm(overleg, by=mensen["planner"])
    assert heard(mensen)["omnia"] == ["Gepland: Bestuurlijk overleg (BO), 1 april 2027"]


def test_move_says_what_it_was_and_is(mensen):
    overleg = maak_overleg("bo", "2027-04-01")
    overleg = change(overleg, mensen, datum=datetime.date(2027, 4, 8))
    assert heard(mensen)["omnia"] == ["Verplaatst: Bestuurlijk overleg (BO), 8 april 2027"]
    assert "was op 1 april 2027 om 10:00 uur, en is nu op 8 april 2027 om 10:00 uur." in Bericht.objects.first().tekst
    change(overleg, mensen, titel="Een andere naam")
    assert len(heard(mensen)["omnia"]) == 1


def test_meeting_that_does_not_go_on_says_why_and_can_come_back(mensen):
    overleg = maak_overleg("bo", "2027-04-01")
    overleg = change(overleg, mensen, status="vervallen", reden="Ziekte.")
    assert heard(mensen)["omnia"] == ["Gaat niet door: Bestuurlijk overleg (BO), 1 april 2027"]
    assert Bericht.objects.first().tekst.endswith("gaat niet door.\n\nZiekte.")
    change(overleg, mensen, status="gepland")
    assert heard(mensen)["omnia"][1:] == ["Gepland: Bestuurlijk overleg (BO), 1 april 2027"]


def test_meeting_of_the_past_is_no_news(mensen):
    overleg = maak_overleg("bo", "2027-02-01")
    change(overleg, mensen, plaats="Elders")
    overleggen.hold(overleg, by=mensen["planner"])
    assert heard(mensen) == {}
