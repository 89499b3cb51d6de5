"""The one writer of meetings: planned once, changed with a trail, held after its day, not two at one moment."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from acties import spoor
from acties.models import Overleg, Overlegvorm
from acties.overleg import overleggen
from basis.halfjaar import Halfjaar
from basis.models import Wijziging
from tests.factories.acties import maak_besluit, maak_overleg
from tests.tegelijk import GELUKT, at_once

pytestmark = pytest.mark.django_db
DAG, TIEN = datetime.date(2026, 6, 18), datetime.time(10)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 9, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


def filled(**kwargs) -> dict:
    bo = Overlegvorm.objects.get(code="bo")
    return {"vorm": bo, "datum": DAG, "begin": TIEN, "halfjaar": Halfjaar(2026, 1), **kwargs}


def as_it_is(overleg, **kwargs) -> dict:
    """What the form of a meeting gives when nothing but this is changed."""
    names = ("titel", "datum", "begin", "einde", "plaats", "halfjaar", "voorstel", "status", "reden")
    return {**{name: getattr(overleg, name) for name in names}, **kwargs}


def change(overleg, by, **kwargs):
    return overleggen.change(overleg, as_it_is(overleg, **kwargs), by=by, versie=spoor.versie(overleg))


def trail(row):
    return list(Wijziging.objects.over(row).order_by("pk").values_list("veld", "van", "naar", "waarom"))


def test_plan_leaves_a_trail(medewerker):
    overleg = overleggen.plan(filled(), by=medewerker)
    assert trail(overleg) == [("gepland", "", "18 juni 2026, 10:00 uur", "")]
    assert (str(overleg), overleg.stand) == ("Bestuurlijk overleg (BO), 18 juni 2026", ("gepland", "gepland"))


def test_plan_sent_twice_is_one_meeting_and_later_it_is_refused(medewerker, gebruiker, clock):
    first = overleggen.plan(filled(), by=medewerker)
    assert overleggen.plan(filled(), by=medewerker) == first
    message = "Op 18 juni 2026 om 10:00 uur staat dit overleg al in de planning. Kies een ander moment."
    with pytest.raises(ValidationError) as caught:
        overleggen.plan(filled(), by=gebruiker("beheer"))
    assert caught.value.message_dict == {"datum": [message]}
    clock.shift(120)
    with pytest.raises(ValidationError):
        overleggen.plan(filled(), by=medewerker)
    assert Overleg.objects.count() == 1


def test_plan_at_the_moment_of_one_that_does_not_go_on(medewerker):
    maak_overleg(status="vervallen", reden="Ziekte.")
    assert overleggen.plan(filled(), by=medewerker).pk


def test_database_refuses_two_at_one_moment_an_end_before_the_begin_and_no_reason():
    maak_overleg()
    for wrong in ({}, {"begin": "11:00", "einde": datetime.time(11)}, {"begin": "12:00", "status": "vervallen"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            maak_overleg(**wrong)


def test_change_keeps_what_it_was_in_words(medewerker):
    overleg = maak_overleg(plaats="Stadhuis")
    change(overleg, medewerker, begin=datetime.time(13, 30), plaats="", halfjaar=Halfjaar(2026, 2), voorstel=True)
    assert trail(overleg) == [
        ("begint om", "10:00", "13:30", ""),
        ("plaats", "Stadhuis", "", ""),
        ("halfjaar", "2026-1", "2026-2", ""),
        ("de datum is nog een voorstel", "nee", "ja", ""),
    ]


def test_change_to_the_moment_of_another_is_refused(medewerker):
    maak_overleg(datum="2026-06-19")
    with pytest.raises(ValidationError) as caught:
        change(maak_overleg(), medewerker, datum=datetime.date(2026, 6, 19))
    assert list(caught.value.message_dict) == ["datum"]


def test_change_of_a_stale_form_is_told(medewerker, gebruiker):
    overleg = maak_overleg()
    stale = as_it_is(overleg, plaats="Bij Portaal")
    change(overleg, gebruiker("beheer"), plaats="Stadhuis")
    with pytest.raises(spoor.Gewijzigd) as caught:
        overleggen.change(overleg, stale, by=medewerker, versie=0)
    assert [(line.veld, line.naar) for line in caught.value.wijzigingen] == [("plaats", "Stadhuis")]
    assert Overleg.objects.get().plaats == "Stadhuis"


def test_meeting_that_does_not_go_on_needs_a_reason_and_no_decisions(medewerker):
    overleg = maak_overleg()
    with pytest.raises(ValidationError) as caught:
        change(overleg, medewerker, status="vervallen", reden=" ")
    assert caught.value.message_dict == {"reden": ["Vertel kort waarom het overleg niet doorgaat."]}
    change(overleg, medewerker, status="vervallen", reden="De wethouder is ziek.")
    assert trail(overleg) == [
        ("status", "gepland", "vervallen", "De wethouder is ziek."),
        ("waarom het niet doorgaat", "", "De wethouder is ziek.", "De wethouder is ziek."),
    ]
    maak_besluit(maak_overleg(begin="15:00"))
    with pytest.raises(ValidationError) as caught:
        change(Overleg.objects.get(status="gepland"), medewerker, status="vervallen", reden="Toch niet.")
    assert list(caught.value.message_dict) == ["status"]


def test_meeting_that_goes_on_after_all_has_no_reason(medewerker):
    overleg = maak_overleg(status="vervallen", reden="Ziekte.")
    change(overleg, medewerker, status="gepland")
    assert (Overleg.objects.get().status, Overleg.objects.get().reden) == ("gepland", "")


def test_hold_on_its_day_ends_the_proposal(medewerker):
    overleg = overleggen.hold(maak_overleg(voorstel=True), by=medewerker)
    assert (overleg.status, overleg.voorstel, overleg.stand) == ("gehouden", False, ("gehouden", "gehouden"))


def test_hold_before_its_day_is_refused(medewerker):
    tomorrow = maak_overleg(datum="2026-06-19")
    with pytest.raises(ValidationError, match="Dit overleg is pas op 19 juni 2026: het is nog niet gehouden"):
        overleggen.hold(tomorrow, by=medewerker)
    with pytest.raises(ValidationError, match="Dit overleg is pas op 19 juni 2026"):
        change(tomorrow, medewerker, status="gehouden")
    with pytest.raises(ValidationError, match="gaat niet door"):
        overleggen.hold(maak_overleg(status="vervallen", reden="Ziekte."), by=medewerker)


def test_what_became_of_a_meeting_meanwhile_counts(medewerker, gebruiker):
    """Three pages that were opened before a colleague was first: each deed tests what is stored."""
    gone, moved, decided = maak_overleg(), maak_overleg(begin="11:00"), maak_overleg(begin="12:00")
    stale = [Overleg.objects.get(pk=each.pk) for each in (gone, moved, decided)]
    change(gone, gebruiker("beheer"), status="vervallen", reden="Ziekte.")
    change(moved, gebruiker("beheer"), datum=datetime.date(2026, 6, 19))
    maak_besluit(decided)
    with pytest.raises(ValidationError, match="gaat niet door"):
        overleggen.hold(stale[0], by=medewerker)
    with pytest.raises(ValidationError, match="pas op 19 juni 2026"):
        overleggen.hold(stale[1], by=medewerker)
    with pytest.raises(ValidationError, match="besluiten genomen"):
        overleggen.change(stale[2], as_it_is(stale[2], status="vervallen", reden="Ziekte."), by=medewerker, versie=0)


def test_held_at_the_moment_that_it_is_cancelled_is_one_of_both(transactional_reference_data, gebruiker):
    overleg, users = maak_overleg(), (gebruiker("medewerker"), gebruiker("beheer"))
    cancelled = as_it_is(overleg, status="vervallen", reden="Ziekte.")
    outcomes = at_once(
        lambda: overleggen.hold(overleg, by=users[0]),
        lambda: overleggen.change(overleg, cancelled, by=users[1], versie=0),
        told=(ValidationError, spoor.Gewijzigd),
    )
    assert (outcomes.count(GELUKT), len(outcomes)) == (1, 2)


def test_confirm_twice_is_once(medewerker):
    overleg = maak_overleg(datum="2026-09-01", voorstel=True)
    assert overleg.stand == ("voorstel", "voorstel")
    for _twice in range(2):
        overleg = overleggen.confirm(overleg, by=medewerker)
    assert overleg.stand == ("gepland", "gepland")
    assert len(trail(overleg)) == 1


def test_planned_meeting_of_yesterday_asks_whether_it_was_held():
    assert maak_overleg(datum="2026-06-17").stand == ("datum-voorbij", "is het geweest?")
    assert maak_overleg(datum="2026-06-18").stand == ("gepland", "gepland")
    assert [str(each.datum) for each in Overleg.objects.komend()] == ["2026-06-17", "2026-06-18"]
