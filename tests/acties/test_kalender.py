"""The calendar behind a secret address: what is in it, at which hour, and for whom."""

import datetime
import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from acties import spoor
from acties.models import Kalendersleutel, Overlegvorm
from acties.overleg import kalender, overleggen
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_besluit, maak_overleg

pytestmark = pytest.mark.django_db
UUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SITE_URL = "https://monitor.voorbeeld.nl"
    settings.DEMO = False
    with time_machine.travel(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def omar(gebruiker):
    return gebruiker("corporatie", first_name="Omar", last_name="van Nia")


def events(user) -> dict:
    """The calendar as a calendar program reads it: its events by uid."""
    read = Calendar.from_ical(kalender.ics(user))
    return {str(event["uid"]).split("@")[0]: event for event in read.walk("VEVENT")}


class TestIcs:
    def test_meeting_is_at_the_hour_of_the_clock_here_in_summer_and_in_winter(self, omar):
        summer = maak_overleg(datum="2026-06-18", einde=datetime.time(11, 30), plaats="Stadhuis; kamer 2, links")
        winter = maak_overleg(datum="2026-12-10")
        found = events(omar)
        event = found[f"overleg-{summer.pk}"]
        assert event["dtstart"].dt.astimezone(datetime.UTC) == datetime.datetime(2026, 6, 18, 8, tzinfo=datetime.UTC)
        assert event["dtend"].dt - event["dtstart"].dt == 1.5 * UUR
        assert (event["summary"], event["location"]) == ("Bestuurlijk overleg (BO)", "Stadhuis; kamer 2, links")
        assert event["url"] == f"https://monitor.voorbeeld.nl/overleg/{summer.pk}/"
        event = found[f"overleg-{winter.pk}"]
        assert event["dtstart"].dt.astimezone(datetime.UTC) == datetime.datetime(2026, 12, 10, 9, tzinfo=datetime.UTC)
        assert event["dtend"].dt - event["dtstart"].dt == UUR  # without an end
        text = kalender.ics(omar).decode()
        assert "DTSTART;TZID=Europe/Amsterdam:20260618T100000\r\n" in text
        assert text.count("BEGIN:VTIMEZONE") == 1

    def test_time_zone_knows_the_summer_time_of_every_year_of_the_agreements(self, omar):
        maak_overleg(datum="2026-06-18")
        zone = Calendar.from_ical(kalender.ics(omar)).timezones[0].to_tz()
        for year in range(2026, 2032):
            for month, hours in ((1, 1), (7, 2)):
                assert datetime.datetime(year, month, 15, tzinfo=zone).utcoffset() == hours * UUR

    def test_only_kinds_of_meeting_where_the_party_sits(self, omar):
        here = maak_overleg("bo")
        maak_overleg("ambtelijk")
        Overlegvorm.objects.get(code="ambtelijk").partijen.remove(omar.partij)
        assert list(events(omar)) == [f"overleg-{here.pk}"]

    @pytest.mark.parametrize(
        ("how", "status", "name"),
        [
            ({}, "CONFIRMED", "Bestuurlijk overleg (BO)"),
            ({"voorstel": True}, "TENTATIVE", "Bestuurlijk overleg (BO) (voorstel)"),
            ({"status": "vervallen", "reden": "Ziekte."}, "CANCELLED", "Bestuurlijk overleg (BO)"),
            ({"titel": "Extra overleg"}, "CONFIRMED", "Extra overleg"),
        ],
    )
    def test_meeting_says_how_sure_it_is(self, omar, how, status, name):
        [event] = events(maak_overleg(**how) and omar).values()
        assert (event["status"], event["summary"]) == (status, name)

    def test_change_makes_a_newer_version_of_the_same_event(self, omar, clock):
        overleg = maak_overleg(voorstel=True)
        [before] = events(omar).values()
        clock.shift(3600)
        overleggen.confirm(overleg, by=omar)
        [after] = events(omar).values()
        assert after["uid"] == before["uid"]
        assert after["sequence"] == before["sequence"] + 1
        assert after["dtstamp"].dt - before["dtstamp"].dt == UUR

    def test_same_data_gives_the_same_calendar(self, omar):
        maak_besluit(maak_overleg())
        assert kalender.ics(omar) == kalender.ics(omar)

    def test_open_decisions_of_this_user_and_of_nobody_in_particular_at_the_party(self, omar, gebruiker):
        overleg, colleague = maak_overleg(), gebruiker("corporatie")
        mine = maak_besluit(overleg, "Van mij.", wie=omar)
        ours = maak_besluit(overleg, "Van ons.")
        maak_besluit(overleg, "Van een collega.", wie=colleague)
        maak_besluit(overleg, "Van Portaal.", "portaal")
        maak_besluit(overleg, "Klaar.", wie=omar, status="uitgevoerd", uitkomst="Ja.", afgerond_op="2026-06-20")
        found = events(omar)
        assert set(found) == {f"overleg-{overleg.pk}", f"besluit-{mine.pk}", f"besluit-{ours.pk}"}
        event = found[f"besluit-{mine.pk}"]
        assert (event["dtstart"].dt, event["dtend"].dt) == (datetime.date(2026, 10, 1), datetime.date(2026, 10, 2))
        assert (event["summary"], event["transp"]) == ("Uiterlijk vandaag: Van mij.", "TRANSPARENT")

    def test_user_whose_party_changes_gets_the_calendar_of_the_new_party(self, omar):
        maak_besluit(maak_overleg(), "Van Portaal.", "portaal")
        assert len(events(omar)) == 1
        omar.partij = Partij.objects.get(code="portaal")
        omar.save()
        assert len(events(kalender.find(kalender.adres(omar)[18:-4]))) == 2

    def test_long_texts_and_line_breaks_stay_readable(self, omar):
        maak_besluit(maak_overleg(plaats="p" * 200), "BEGIN:VEVENT\r\n" + "é" * 19_000)
        found = events(omar)
        assert len(found) == 2
        assert all(len(line) <= 75 for line in kalender.ics(omar).split(b"\r\n"))

    def test_signs_that_a_calendar_cannot_hold_are_left_out(self, omar):
        maak_overleg("bo", "2026-06-18", titel="Twee\r\nregels\x07", plaats="Zaal\u20281\ufffe", status="vervallen",
                     reden="Een.\r\nTwee.\x0b")  # fmt: skip
        [event] = events(omar).values()
        found = [str(event[name]) for name in ("summary", "location", "description")]
        assert found == ["Twee regels", "Zaal 1", "Een.\nTwee."]

    def test_demonstration_says_so(self, omar, settings):
        settings.DEMO = True
        maak_overleg()
        [event] = events(omar).values()
        assert "fictieve cijfers" in event["description"]

    def test_number_of_queries_does_not_follow_the_events(self, omar, django_assert_num_queries):
        for day in range(10, 20):
            maak_besluit(maak_overleg(datum=f"2026-06-{day}"))
        with django_assert_num_queries(4):  # meetings, decisions, and how often each was changed
            kalender.ics(omar)

    def test_hundred_meetings_and_decisions_take_less_than_a_second(self, omar):
        for day in range(1, 31):
            for hour in ("09:00", "10:00", "11:00"):
                maak_besluit(maak_overleg(datum=f"2026-06-{day:02}", begin=hour))
        begin = time.perf_counter()
        kalender.ics(omar)
        assert time.perf_counter() - begin < 1


class TestAdres:
    def test_address_stays_until_it_is_renewed(self, omar, client):
        maak_overleg()
        address = kalender.adres(omar)
        assert kalender.adres(omar) == address
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert "private" in answer["Cache-Control"]
        client.force_login(omar)
        client.post("/overleg/kalender/")
        client.logout()
        assert client.get(address).status_code == 404
        assert client.get(kalender.adres(omar)).status_code == 200
        assert Wijziging.objects.over(omar).get().veld == "kalenderadres"

    def test_address_is_of_one_user(self, omar, gebruiker):
        assert kalender.adres(omar) != kalender.adres(gebruiker("medewerker"))

    def test_key_in_the_database_is_not_the_address(self, omar, client):
        kalender.adres(omar)
        key = Kalendersleutel.objects.get().sleutel
        assert client.get(f"/overleg/kalender/{key}.ics").status_code == 404
        assert client.get(f"/overleg/kalender/{key}.{'a' * 43}.ics").status_code == 404

    def test_closed_account_has_no_calendar(self, omar, client):
        address = kalender.adres(omar)
        omar.is_active = False
        omar.save()
        assert client.get(address).status_code == 404
        omar.delete()
        assert client.get(address).status_code == 404

    def test_page_shows_the_whole_address(self, omar, client):
        client.force_login(omar)
        page = client.get("/overleg/kalender/").content.decode()
        assert f"https://monitor.voorbeeld.nl{kalender.adres(omar)}" in page


def test_version_is_read_before_the_row(omar):
    """A change between both is then newer than what the form remembers."""
    overleg = maak_overleg()
    with CaptureQueriesContext(connection) as queries:
        assert spoor.fresh(overleg) == (overleg, 0)
    assert ["wijziging" in each["sql"] for each in queries] == [True, False]


def test_version_of_a_row_is_its_newest_line(omar):
    overleg = maak_overleg(voorstel=True)
    assert spoor.versie(overleg) == 0
    overleggen.confirm(overleg, by=omar)
    assert spoor.versie(overleg) == Wijziging.objects.over(overleg).get().pk
