"""Mail once a week: what is in it, when it goes out, and that nothing goes out twice."""

import datetime
import smtplib

import pytest
import time_machine

from basis import berichten, jobs, mail
from basis.models import Bericht, Berichtsoort, Mailkeuze, Partij, Taak, Taakstatus
from tests.basis.conftest import gelezen
from tests.tegelijk import at_once

MAANDAG = "2026-06-01"  # a Monday, in summer: seven o'clock here is five o'clock UTC
EIGEN, NIEUWS = Berichtsoort.EIGEN, Berichtsoort.NIEUWS


def stuur(user, sleutel="een", soort=NIEUWS, **anders):
    words = {"titel": f"Titel {sleutel}", "tekst": "Wat er is.", "adres": f"/acties/{sleutel}/", "knop": "Bekijken"}
    return berichten.stuur([user], soort=soort, sleutel=sleutel, **words, **anders)


@pytest.fixture
def alleen_mail(monkeypatch):
    """A sweep that looks after mail alone."""
    monkeypatch.setattr(jobs, "_healers", [mail.ask_for_week_mails, mail.ask_for_failed_mail])


@pytest.fixture
def lezer(db, gebruiker, postbus, alleen_mail):
    """Somebody with the usual choice: what is asked at once, news once a week."""
    return gebruiker("medewerker", first_name="Mees", last_name="Werker")


def op(moment: str):
    return time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False)


def veeg(moment: str) -> None:
    with op(moment):
        jobs.sweep()
        jobs.sweep()


class TestInhoud:
    def test_week_mail_has_all_that_waits_in_groups_and_what_is_asked_first(self, lezer, postbus):
        lezer.mail_eigen = Mailkeuze.WEEK
        lezer.save()
        with op("2026-05-28T10:00+00:00"):
            stuur(lezer, "nieuws")
            stuur(lezer, "vraag", EIGEN)
        veeg(f"{MAANDAG}T05:00+00:00")
        [(to, raw)] = postbus
        message = gelezen(raw)
        plain = message.get_body(("plain",)).get_content()
        assert (to, message["Subject"]) == ([lezer.email], "Uw weekoverzicht: 2 berichten")
        places = [
            plain.index(words) for words in ("GEVRAAGD", "Titel vraag", "/acties/vraag/", "NIEUWS", "Titel nieuws")
        ]
        assert places == sorted(places)
        assert 'href="https://afspraken.voorbeeld.nl/acties/vraag/"' in message.get_body(("html",)).get_content()

    def test_without_anything_to_tell_there_is_no_mail(self, lezer, postbus):
        veeg(f"{MAANDAG}T05:00+00:00")
        assert postbus == []

    def test_what_was_read_in_the_application_is_left_out(self, lezer, postbus):
        with op("2026-05-28T10:00+00:00"):
            [gelezen_bericht] = stuur(lezer, "gelezen")
            stuur(lezer, "nieuw")
        Bericht.objects.filter(pk=gelezen_bericht.pk).update(gelezen_op="2026-05-29T10:00+00:00")
        veeg(f"{MAANDAG}T05:00+00:00")
        assert gelezen(postbus[0][1])["Subject"] == "Uw weekoverzicht: 1 bericht"

    def test_who_wants_no_news_has_none_in_the_application_either(self, lezer, postbus):
        lezer.mail_nieuws = Mailkeuze.GEEN
        assert stuur(lezer) == []
        assert len(stuur(lezer, "vraag", EIGEN)) == 1

    def test_news_at_once_waits_for_no_monday(self, lezer, postbus, django_capture_on_commit_callbacks):
        lezer.mail_nieuws = Mailkeuze.DIRECT
        lezer.save()
        with django_capture_on_commit_callbacks(execute=True):
            stuur(lezer)
        assert [gelezen(raw)["Subject"] for _, raw in postbus] == ["Titel een"]

    @pytest.mark.parametrize("wat", ["inactief", "andere partij", "geen mail", "te oud"])
    def test_notice_is_not_mailed_any_more_when(self, lezer, postbus, wat):
        with op("2026-04-20T10:00+00:00" if wat == "te oud" else "2026-05-28T10:00+00:00"):
            stuur(lezer)
        lezer.is_active = wat != "inactief"
        if wat == "andere partij":
            lezer.partij = Partij.objects.get(code="portaal")
        if wat == "geen mail":
            lezer.mail_nieuws = Mailkeuze.GEEN
        lezer.save()
        veeg(f"{MAANDAG}T05:00+00:00")
        assert postbus == []

    def test_user_who_is_deleted_before_the_mail_goes_stops_nobody(self, lezer, postbus):
        with op("2026-05-28T10:00+00:00"):
            [bericht] = stuur(lezer)
        number = lezer.pk
        lezer.delete()
        mail.mail(str(bericht.pk))
        mail.mail_week_of(f"{MAANDAG}:{number}")
        assert postbus == []


class TestEenmaal:
    @pytest.fixture
    def wacht(self, lezer):
        with op("2026-05-28T10:00+00:00"):
            stuur(lezer)

    @pytest.mark.parametrize("moment", ["2026-05-31T21:00", f"{MAANDAG}T04:59"])  # Sunday at eleven, Monday at 6:59
    def test_nothing_goes_out_before_seven_on_monday(self, wacht, postbus, moment):
        """Nor for the week before, of which nobody asked for the mail."""
        veeg(f"{moment}+00:00")
        assert postbus == []
        assert not Taak.objects.filter(soort=mail.WEEKMAILS).exists()

    def test_after_three_days_without_a_worker_it_goes_along_the_next_monday(self, wacht, postbus):
        """Wednesday at seven is the last moment."""
        veeg("2026-06-03T05:01+00:00")
        assert postbus == []
        veeg("2026-06-08T05:00+00:00")
        assert len(postbus) == 1

    @pytest.mark.parametrize("eerst", ["2026-06-01T05:00", "2026-06-02T09:00"])
    def test_mail_goes_out_once_a_week_also_when_it_is_a_day_late(self, wacht, lezer, postbus, eerst):
        veeg(f"{eerst}+00:00")
        with op("2026-06-02T10:00+00:00"):
            stuur(lezer, "erna")
        for day in range(2, 8):
            veeg(f"2026-06-0{day}T20:00+00:00")
        assert [gelezen(raw)["Subject"] for _, raw in postbus] == ["Uw weekoverzicht: 1 bericht"]
        veeg("2026-06-08T05:00+00:00")
        assert len(postbus) == 2
        assert "Titel erna" in gelezen(postbus[1][1]).get_body(("plain",)).get_content()

    def test_job_that_is_done_again_mails_nothing(self, wacht, lezer, postbus):
        veeg(f"{MAANDAG}T05:00+00:00")
        with op(f"{MAANDAG}T06:00+00:00"):
            stuur(lezer, "erna")
            mail.mail_week(MAANDAG)
            jobs.sweep()
        assert len(postbus) == 1

    def test_worker_that_is_killed_while_it_sends_never_mails_twice(self, wacht, lezer, postbus, monkeypatch):
        """The server has the mail, and the worker dies before it could tell so."""

        class Killed(BaseException):
            pass

        real = mail.EmailMultiAlternatives.send

        def send_and_die(self):
            real(self)
            raise Killed

        with op(f"{MAANDAG}T05:00+00:00"):
            monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send_and_die)
            with pytest.raises(Killed):
                mail.mail_week_of(f"{MAANDAG}:{lezer.pk}")
            monkeypatch.setattr(mail.EmailMultiAlternatives, "send", real)
        for moment in ("05:30", "06:30", "12:00"):
            veeg(f"{MAANDAG}T{moment}+00:00")
        assert len(postbus) == 1

    @pytest.mark.parametrize(
        ("fout", "te_mailen"),
        [
            (smtplib.SMTPSenderRefused(451, b"later", "monitor@localhost"), 1),
            (smtplib.SMTPRecipientsRefused({"a@b.nl": (550, b"onbekend")}), 1),
            (smtplib.SMTPDataError(554, b"nee"), 1),
            (smtplib.SMTPServerDisconnected("weg"), 0),
            (TimeoutError("te laat"), 0),
            (ConnectionResetError("weg"), 0),
        ],
    )
    def test_mail_is_sent_again_only_where_the_server_has_nothing(
        self, wacht, lezer, postbus, monkeypatch, fout, te_mailen
    ):
        def fail(self):
            raise fout

        with monkeypatch.context() as patched:
            patched.setattr(mail.EmailMultiAlternatives, "send", fail)
            veeg(f"{MAANDAG}T05:00+00:00")
        assert Bericht.objects.filter(gemaild_op=None).count() == te_mailen
        for moment in ("06:01", "06:02"):
            veeg(f"{MAANDAG}T{moment}+00:00")
        assert len(postbus) == te_mailen

    def test_server_that_refuses_is_asked_once_an_hour(self, wacht, lezer, postbus, monkeypatch):
        asked = []

        def refuse(self):
            asked.append(self.subject)
            raise smtplib.SMTPDataError(451, b"later")

        monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
        for moment in ("05:00", "05:10", "05:50", "06:01", "06:30"):
            veeg(f"{MAANDAG}T{moment}+00:00")
        assert len(asked) == 2

    def test_line_that_breaks_after_the_mail_was_handed_over_sends_it_once(self, wacht, lezer, postbus, monkeypatch):
        """The server has it, and its answer never came."""
        real = smtplib.SMTP.data

        def data_and_lose_the_line(self, msg):
            real(self, msg)
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

        with monkeypatch.context() as patched:
            patched.setattr(smtplib.SMTP, "data", data_and_lose_the_line)
            veeg(f"{MAANDAG}T05:00+00:00")
        for moment in ("06:01", "07:02", "08:03"):
            veeg(f"{MAANDAG}T{moment}+00:00")
        assert len(postbus) == 1

    def test_mail_server_that_is_away_for_an_afternoon_loses_nothing(self, wacht, settings, postbus):
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        for _ in range(3):
            veeg(f"{MAANDAG}T05:00+00:00")
        assert Taak.objects.get(soort=mail.WEEKMAIL).status == Taakstatus.MISLUKT
        settings.EMAIL_PORT = port
        veeg(f"{MAANDAG}T05:50+00:00")
        assert postbus == []
        for _ in range(2):
            veeg(f"{MAANDAG}T06:01+00:00")
        assert len(postbus) == 1

    def test_notice_that_could_not_be_mailed_at_once_is_tried_again_after_an_hour(self, lezer, settings, postbus):
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        with op("2026-06-02T10:00+00:00"):
            stuur(lezer, "vraag", EIGEN)
            for _ in range(4):
                jobs.sweep()
        settings.EMAIL_PORT = port
        veeg("2026-06-02T11:00+00:00")
        veeg("2026-06-02T12:30+00:00")
        assert len(postbus) == 1


def test_two_workers_at_once_send_one_week_mail(transactional_reference_data, gebruiker, postbus):
    user = gebruiker("medewerker")
    for key in ("een", "twee", "drie"):
        stuur(user, key)

    at_once(*[lambda: mail.mail_week_of(f"{MAANDAG}:{user.pk}")] * 2)
    assert [gelezen(raw)["Subject"] for _, raw in postbus] == ["Uw weekoverzicht: 3 berichten"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        ("2026-03-30T04:59:00+00:00", False),  # the Monday after summer time began: 6:59 here
        ("2026-03-30T05:00:00+00:00", True),
        ("2026-10-26T05:59:00+00:00", False),  # the Monday after it ended: 6:59 here
        ("2026-10-26T06:00:00+00:00", True),
        ("2026-10-27T00:00:00+00:00", True),
        ("2026-10-28T06:00:00+00:00", True),  # Wednesday at seven
        ("2026-10-28T06:01:00+00:00", False),
    ],
)
def test_week_mail_is_asked_for_from_seven_on_monday(settings, moment, asked):
    settings.MAIL_AAN = True
    with op(moment):
        mail.ask_for_week_mails()
        mail.ask_for_week_mails()
    assert Taak.objects.filter(soort=mail.WEEKMAILS).count() == asked


@pytest.mark.django_db
def test_without_mail_server_no_week_mail_is_asked_for():
    with op("2026-06-02T10:00+00:00"):
        mail.ask_for_week_mails()
        mail.ask_for_failed_mail()
    assert Taak.objects.count() == 0
