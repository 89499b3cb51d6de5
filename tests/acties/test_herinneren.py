"""What each user hears in the morning: what waits for them once per reason, and what others did."""

import datetime

import pytest
import time_machine

from acties import herinneren, tasks
from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Knelpunt
from acties.overleg import verslagleggen
from acties.status import change_status, confirm, move_milestone
from basis import jobs
from basis.kenmerk import kenmerk
from basis.models import Bericht, Berichtsoort, Mailkeuze, Partij, Taak, Taakstatus
from tests.factories.acties import maak_actie, maak_besluit, maak_knelpunt, maak_mijlpaal, maak_overleg, maak_punt

pytestmark = pytest.mark.django_db
EIGEN, NIEUWS = Berichtsoort.EIGEN, Berichtsoort.NIEUWS


@pytest.fixture(autouse=True)
def _only_these():
    """The actions of the reference data are out of the way."""
    Actie.objects.update(status="afgerond")


@pytest.fixture
def omnia(gebruiker):
    return gebruiker("corporatie", "omnia-wonen")


def noon(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00+00:00")


def remind(*days: str) -> None:
    for day in days:
        with time_machine.travel(noon(day), tick=False):
            for pk in herinneren.readers():
                tasks.remind_one(f"{day}:{pk}")
            tasks.tell_minutes(day)


def heard(user, soort=EIGEN) -> list:
    """The notices of a user, oldest first: day and text."""
    found = Bericht.objects.filter(gebruiker=user, soort=soort).order_by("pk")
    return [(str(bericht.gemaakt_op.date()), bericht.tekst) for bericht in found]


def days(user, soort=EIGEN) -> list[str]:
    return [day for day, _ in heard(user, soort)]


def daily(first: str, count: int) -> list[str]:
    begin = datetime.date.fromisoformat(first)
    return [str(begin + datetime.timedelta(days=each)) for each in range(count)]


class TestStil:
    def test_silent_action_is_asked_about_after_eight_weeks_and_every_four(self, omnia):
        """Updated on 1 March 2027: eight weeks later is 26 April, and then 24 May and 21 June."""
        maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
        remind(*daily("2027-04-20", 70))
        assert days(omnia) == ["2027-04-26", "2027-05-24", "2027-06-21"]
        assert heard(omnia)[0][1] == (
            "Actie 1 (2027): Titel van actie 1\n"
            "Voor het laatst bijgewerkt op 1 maart 2027. Hoe staat het ervoor? ‘Nog steeds actueel’ is ook goed."
        )

    def test_after_weeks_without_a_worker_the_next_one_still_comes_four_weeks_later(self, omnia):
        maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
        remind("2027-05-20", *daily("2027-05-21", 40))
        assert days(omnia) == ["2027-05-20", "2027-06-17"]

    def test_update_ends_it(self, omnia):
        actie = maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
        remind("2027-04-26")
        with time_machine.travel(noon("2027-04-26"), tick=False):
            confirm(actie, by=omnia, versie=0)
        remind(*daily("2027-04-27", 50))
        assert days(omnia) == ["2027-04-26"]


class TestMijlpaal:
    def test_milestone_is_told_three_weeks_ahead_and_once_it_has_passed(self, omnia):
        maak_mijlpaal(
            maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-06-01")), gepland_op="2027-07-01"
        )
        remind(*daily("2027-06-01", 45))
        assert days(omnia) == ["2027-06-10", "2027-07-02"]
        assert "staat voor 1 juli 2027." in heard(omnia)[0][1]
        assert "stond voor 1 juli 2027: is het gelukt, of wordt het later?" in heard(omnia)[1][1]

    def test_another_date_is_another_moment(self, omnia):
        actie = maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-06-01"))
        mijlpaal = maak_mijlpaal(actie, gepland_op="2027-07-01")
        remind("2027-06-10")
        move_milestone(mijlpaal, by=omnia, naar=datetime.date(2027, 7, 8), waarom="Later.")
        remind(*daily("2027-06-11", 10))
        assert days(omnia) == ["2027-06-10", "2027-06-17"]


def test_decision_is_told_two_weeks_ahead_and_once_it_has_passed_to_who_does_it(omnia, gebruiker):
    colleague = gebruiker("corporatie", "omnia-wonen")
    maak_besluit(wie=omnia, wie_naam=str(omnia), uiterlijk="2027-07-01")
    remind(*daily("2027-06-10", 30))
    assert (days(omnia), days(colleague)) == (["2027-06-17", "2027-07-02"], [])


def test_remark_that_waits_a_week_is_told_to_who_leads(omnia, gebruiker):
    actie = maak_actie(1, trekkers=["omnia-wonen"], partners=["portaal"], bijgewerkt_op=noon("2027-06-01"))
    partner, tenant = gebruiker("corporatie", "portaal"), gebruiker("huurdersorganisatie", "show")
    with time_machine.travel(noon("2027-06-01"), tick=False):
        place_remark(actie, by=tenant, soort="gezien", tekst="Mooi.")
        remark = place_remark(actie, by=tenant, soort="vraag", tekst="Hoe dan?")
    remind(*daily("2027-06-02", 12))
    assert (days(omnia), days(partner)) == (["2027-06-08"], [])
    assert "SHOW wacht sinds 1 juni 2027 op antwoord: ‘Hoe dan?’" in heard(omnia)[0][1]
    assert Bericht.objects.get(gebruiker=omnia).adres == f"/acties/opmerking/{remark.pk}/antwoord/"


class TestKnelpunt:
    def test_reported_one_is_asked_about_again_every_four_weeks_until_it_is_taken_up(self, omnia, gebruiker):
        """Reported on 1 March: the same moment told so. 29 March and 26 April are four and eight weeks later."""
        elsewhere = gebruiker("corporatie", "portaal")
        made = maak_knelpunt("Het net zit vol", stand_op=noon("2027-03-01"))
        remind(*daily("2027-03-01", 60))
        assert (days(omnia), days(elsewhere)) == (["2027-03-29", "2027-04-26"], [])
        bericht = Bericht.objects.filter(gebruiker=omnia).first()
        assert (bericht.titel, bericht.adres) == ("Knelpunt: Het net zit vol", made.get_absolute_url())
        assert "Daar hoorden we voor het laatst van op 1 maart 2027. Pakt u het op?" in bericht.tekst
        Knelpunt.objects.update(stand="opgepakt", stand_op=noon("2027-04-30"))
        remind(*daily("2027-05-01", 40))
        assert days(omnia) == ["2027-03-29", "2027-04-26"]

    def test_one_that_was_taken_up_is_asked_about_after_eight_weeks(self, omnia):
        """1 March and eight weeks is 26 April."""
        maak_knelpunt(stand="opgepakt", stand_op=noon("2027-03-01"))
        remind(*daily("2027-03-01", 60))
        assert days(omnia) == ["2027-04-26"]
        assert "Hoe staat het ervoor?" in heard(omnia)[0][1]


def test_answered_remark_waits_for_nobody(omnia, gebruiker):
    actie = maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-06-01"))
    with time_machine.travel(noon("2027-06-01"), tick=False):
        answer(
            place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?"),
            by=omnia,
            tekst="Zo.",
        )
    remind(*daily("2027-06-02", 12))
    assert days(omnia) == []


def test_several_subjects_are_one_notice_that_leads_to_my_work(omnia):
    for nummer in (1, 2, 3):
        maak_actie(nummer, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
    remind("2027-04-26", "2027-04-26")
    [bericht] = Bericht.objects.filter(gebruiker=omnia)
    assert (bericht.titel, bericht.adres) == ("Nieuw bij Mijn werk: 3 dingen", "/mijn-werk/")
    assert bericht.tekst.count("Titel van actie") == 3


def test_closed_account_hears_nothing_and_who_moves_hears_of_the_new_party(omnia, gebruiker):
    closed = gebruiker("corporatie", "omnia-wonen", is_active=False)
    maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
    maak_actie(2, trekkers=["omnia-wonen", "portaal"], bijgewerkt_op=noon("2027-03-01"))
    remind("2027-04-26")
    omnia.partij = Partij.objects.get(code="portaal")
    omnia.save()
    remind("2027-04-26", "2027-04-27")
    found = Bericht.objects.filter(gebruiker=omnia).order_by("pk")
    assert [(bericht.namens.code, bericht.titel) for bericht in found] == [
        ("omnia-wonen", "Nieuw bij Mijn werk: 2 dingen"),
        ("portaal", "Actie 2 (2027): Titel van actie 2"),
    ]
    assert days(closed) == []


class TestStatus:
    @pytest.fixture
    def lezers(self, gebruiker):
        roles = {
            "trekker": ("corporatie", "omnia-wonen"),
            "partner": ("corporatie", "portaal"),
            "ander": ("corporatie", "de-alliantie"),
            "huurder": ("huurdersorganisatie", "hestia"),
        }
        return {name: gebruiker(*role) for name, role in roles.items()}

    def change(self, actie, by, naar, day):
        with time_machine.travel(noon(day), tick=False):
            change_status(actie, by=by, naar=naar, toelichting=f"Nu {naar}.", versie=actie.versie)

    def test_others_in_the_action_and_tenants_hear_of_it_the_next_morning_once(self, lezers):
        actie = maak_actie(1, trekkers=["omnia-wonen"], partners=["portaal"])
        self.change(actie, lezers["trekker"], "aandacht", "2027-06-01")
        remind("2027-06-01", "2027-06-02", "2027-06-03")
        assert {name: days(user, NIEUWS) for name, user in lezers.items()} == {
            "trekker": [],
            "partner": ["2027-06-02"],
            "ander": [],
            "huurder": ["2027-06-02"],
        }
        assert heard(lezers["partner"], NIEUWS)[0][1] == (
            "Actie 1 (2027): Titel van actie 1\nVan ‘nog niet gestart’ naar ‘aandacht nodig’. Omnia Wonen: Nu aandacht."
        )

    @pytest.mark.parametrize(
        ("ran", "told"),
        [
            (None, ["aandacht", "op-schema"]),  # 2 and 9 June: a week back from 9 June is 2 June
            ("2027-06-08", ["aandacht", "op-schema"]),
            ("2027-05-20", ["bijsturen", "aandacht", "op-schema"]),  # nobody ran since: that of 25 May is news too
            ("2027-01-01", ["vervallen", "bijsturen", "aandacht", "op-schema"]),  # 5 weeks before 9 June is 5 May
        ],
    )
    def test_mornings_that_were_missed_are_told_up_to_five_weeks_back(self, lezers, ran, told):
        actie = maak_actie(1, trekkers=["omnia-wonen"])
        changes = [("2027-05-04", "afgerond"), ("2027-05-05", "vervallen"), ("2027-05-25", "bijsturen"),
                   ("2027-06-02", "aandacht"), ("2027-06-08", "op-schema")]  # fmt: skip
        for day, naar in changes:
            self.change(actie, lezers["trekker"], naar, day)
        if ran:
            Taak.objects.create(soort=tasks.HERINNEREN, sleutel=ran, status=Taakstatus.KLAAR, gevraagd_op=noon(ran))
        found = herinneren.statuses(lezers["huurder"], datetime.date(2027, 6, 9))
        assert [melding.naar for melding in found] == told

    def test_twenty_updates_on_one_day_are_one_notice(self, lezers):
        for nummer in range(1, 21):
            self.change(maak_actie(nummer, trekkers=["omnia-wonen"]), lezers["trekker"], "op-schema", "2027-06-01")
        remind("2027-06-02")
        [bericht] = Bericht.objects.filter(gebruiker=lezers["huurder"])
        assert (bericht.titel, bericht.adres) == ("20 acties hebben een andere status", "/acties/veranderd/")

    def test_status_that_is_confirmed_or_changed_back_is_no_news(self, lezers):
        actie = maak_actie(1, trekkers=["omnia-wonen"], partners=["portaal"])
        with time_machine.travel(noon("2027-06-01"), tick=False):
            confirm(actie, by=lezers["trekker"], versie=0)
        self.change(actie, lezers["trekker"], "aandacht", "2027-06-01")
        self.change(actie, lezers["trekker"], "niet-gestart", "2027-06-01")
        remind("2027-06-02")
        assert days(lezers["partner"], NIEUWS) == []

    def test_day_without_worker_is_told_the_day_after(self, lezers):
        actie = maak_actie(1, trekkers=["omnia-wonen"], partners=["portaal"])
        self.change(actie, lezers["trekker"], "aandacht", "2027-06-01")
        self.change(actie, lezers["trekker"], "bijsturen", "2027-06-02")
        remind("2027-06-03", "2027-06-04")
        assert [text.split("\n")[1] for _, text in heard(lezers["partner"], NIEUWS)] == [
            "Van ‘nog niet gestart’ naar ‘bijsturen nodig’. Omnia Wonen: Nu bijsturen."
        ]

    def test_who_wants_no_news_hears_none(self, lezers):
        lezers["partner"].mail_nieuws = Mailkeuze.GEEN
        lezers["partner"].save()
        actie = maak_actie(1, trekkers=["omnia-wonen"], partners=["portaal"])
        self.change(actie, lezers["trekker"], "aandacht", "2027-06-01")
        remind("2027-06-02")
        assert days(lezers["partner"], NIEUWS) == []


class TestVerslag:
    def test_minutes_are_told_when_nobody_wrote_in_them_since_yesterday(self, gebruiker):
        """The kind of meeting 'bo' has the corporations and the municipality at the table."""
        writer, reader = gebruiker("medewerker"), gebruiker("corporatie", "portaal")
        overleg = maak_overleg("bo", "2027-06-01", status="gehouden")
        punt = maak_punt(overleg)
        seen = {f"notulen-{punt.pk}": kenmerk("")}
        with time_machine.travel(noon("2027-06-02"), tick=False):
            verslagleggen.write(overleg, {f"notulen-{punt.pk}": "Besproken."}, seen, by=writer)
        remind("2027-06-02", "2027-06-03", "2027-06-04")
        assert (days(writer, NIEUWS), days(reader, NIEUWS)) == ([], ["2027-06-03"])
        bericht = Bericht.objects.get(gebruiker=reader)
        assert bericht.titel == "Het verslag is klaar: Bestuurlijk overleg (BO), 1 juni 2027"
        assert bericht.adres == f"/overleg/{overleg.pk}/verslag/lezen/"

    @pytest.mark.parametrize("wat", [{"status": "gepland"}, {"datum": "2027-03-01"}])
    def test_no_minutes_of_what_was_not_held_or_was_long_ago(self, gebruiker, wat):
        reader = gebruiker("corporatie", "portaal")
        overleg = maak_overleg("bo", **{"datum": "2027-06-01", "status": "gehouden", **wat})
        maak_punt(overleg, notulen="Besproken.")
        remind("2027-06-03")
        assert days(reader, NIEUWS) == []

    def test_minutes_are_found_with_as_many_queries_for_one_as_for_three(self, gebruiker, django_assert_num_queries):
        for number, begin in enumerate(("09:00", "10:00", "11:00"), 1):
            maak_punt(maak_overleg("bo", "2027-06-01", begin=begin, status="gehouden"), notulen="Besproken.")
            with django_assert_num_queries(2):  # the meetings, and who sits there
                assert len(herinneren.minutes_ready(datetime.date(2027, 6, 3))) == number

    def test_meeting_without_minutes_has_nothing_to_read(self, gebruiker):
        reader = gebruiker("corporatie", "portaal")
        maak_punt(maak_overleg("bo", "2027-06-01", status="gehouden"))
        remind("2027-06-03")
        assert days(reader, NIEUWS) == []


class TestElkeDag:
    """The daily job, over both changes of the clock and after a day without a worker."""

    @pytest.fixture(autouse=True)
    def _count(self, monkeypatch):
        self.ran = []
        monkeypatch.setattr(jobs, "_healers", [tasks.ask_for_reminders])
        monkeypatch.setitem(jobs._jobs, tasks.HERINNEREN, self.ran.append)

    def sweep(self, begin: str, hours: int, asleep: tuple[str, ...] = ()) -> None:
        """A sweep every half hour on the clock of the world, but for the local days on which nobody works."""
        start = datetime.datetime.fromisoformat(begin)
        for half_hours in range(hours * 2):
            moment = start + datetime.timedelta(minutes=30 * half_hours)
            if str(moment.date()) not in asleep:
                with time_machine.travel(moment, tick=False):
                    jobs.sweep()

    @pytest.mark.parametrize(
        ("begin", "expected"),
        [
            ("2026-03-28T00:00+00:00", ["2026-03-28", "2026-03-29", "2026-03-30"]),  # summer time begins on the 29th
            ("2026-10-24T00:00+00:00", ["2026-10-24", "2026-10-25", "2026-10-26"]),  # and ends on the 25th
        ],
    )
    def test_job_runs_exactly_once_per_local_day_when_the_clock_changes(self, begin, expected):
        self.sweep(begin, 72)
        assert self.ran == expected

    def test_after_a_day_without_worker_it_runs_once_for_the_day_that_it_is(self):
        self.sweep("2026-03-28T00:00+00:00", 72, asleep=("2026-03-29",))
        assert self.ran == ["2026-03-28", "2026-03-30"]

    @pytest.mark.parametrize(
        ("moment", "count"),
        [
            ("2026-03-28T06:59+00:00", 0),  # 7:59 here, in winter
            ("2026-03-28T07:00+00:00", 1),
            ("2026-03-29T05:59+00:00", 0),  # 7:59 here, in summer
            ("2026-03-29T06:00+00:00", 1),
            ("2026-10-25T06:59+00:00", 0),  # 7:59 here, in winter again
            ("2026-10-25T07:00+00:00", 1),
        ],
    )
    def test_job_runs_from_eight_in_the_morning_here(self, moment, count):
        with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
            jobs.sweep()
        assert len(self.ran) == count


class TestTaak:
    @pytest.fixture(autouse=True)
    def _reminders_alone(self, monkeypatch):
        monkeypatch.setattr(jobs, "_healers", [tasks.ask_for_reminders])

    def sweep(self, *moments: str) -> None:
        """Twice at each moment: the first asks for the jobs of each user, the second does them."""
        for moment in moments:
            with time_machine.travel(datetime.datetime.fromisoformat(f"{moment}+00:00"), tick=False):
                jobs.sweep()
                jobs.sweep()

    def test_job_reminds_and_is_done(self, omnia):
        maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))
        self.sweep("2027-04-26T12:00")
        assert {taak.status for taak in Taak.objects.all()} == {Taakstatus.KLAAR}
        assert days(omnia) == ["2027-04-26"]

    def test_one_reminder_that_fails_stops_nobody_and_is_tried_again_that_day(self, omnia, gebruiker, monkeypatch):
        """It fails three times at ten, and goes well at eleven; the next day there is nothing to tell any more."""
        colleague, real = gebruiker("corporatie", "omnia-wonen"), herinneren.waiting
        maak_actie(1, trekkers=["omnia-wonen"], bijgewerkt_op=noon("2027-03-01"))

        def broken(user, today):
            if user == omnia:
                raise ValueError("stuk")
            return real(user, today)

        monkeypatch.setattr(herinneren, "waiting", broken)
        self.sweep("2027-04-26T10:00", "2027-04-26T10:01")
        assert (days(omnia), days(colleague)) == ([], ["2027-04-26"])
        assert Taak.objects.get(status=Taakstatus.MISLUKT).sleutel == f"2027-04-26:{omnia.pk}"
        monkeypatch.setattr(herinneren, "waiting", real)
        self.sweep("2027-04-26T10:59")
        assert days(omnia) == []
        self.sweep("2027-04-26T11:00", "2027-04-27T10:00")
        assert (days(omnia), days(colleague)) == (["2027-04-26"], ["2027-04-26"])

    def test_daily_job_that_failed_is_asked_for_again(self, omnia, monkeypatch):
        monkeypatch.setitem(jobs._jobs, tasks.HERINNEREN, lambda sleutel: 1 / 0)
        self.sweep("2027-04-26T10:00", "2027-04-26T10:01")
        assert Taak.objects.get(soort=tasks.HERINNEREN).status == Taakstatus.MISLUKT
        monkeypatch.setitem(jobs._jobs, tasks.HERINNEREN, tasks.remind)
        self.sweep("2027-04-26T11:00")
        assert Taak.objects.get(soort=tasks.HERINNEREN).status == Taakstatus.KLAAR
