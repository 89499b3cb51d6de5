"""Notices in the application, and by mail through a real SMTP server."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from basis import berichten, jobs, mail
from basis.models import Bericht, Berichtsoort, Partij, Taak, Taakstatus
from tests.basis.conftest import gelezen
from tests.tegelijk import at_once

WOORDEN = {
    "soort": Berichtsoort.EIGEN,
    "titel": "Een vraag",
    "tekst": "Waar is de <sloop>?\n\nGroet",
    "adres": "/leveringen/",
    "knop": "Bekijken",
}


@pytest.mark.django_db
class TestStuur:
    def stuur(self, *gebruikers, **anders):
        return berichten.stuur(gebruikers, **{"sleutel": "een", **WOORDEN, **anders})

    def test_everybody_gets_a_notice_once_per_subject(self, gebruiker):
        one, other = gebruiker("medewerker"), gebruiker("beheer")
        assert len(self.stuur(one, other)) == 2
        assert len(self.stuur(one, other)) == 0
        assert len(self.stuur(one, sleutel="twee")) == 1
        assert Bericht.objects.count() == 3

    def test_mail_arrives_in_both_forms_with_its_link(self, gebruiker, postbus, django_capture_on_commit_callbacks):
        user = gebruiker("medewerker")
        user.email = "mees@voorbeeld.nl"
        user.save()
        with django_capture_on_commit_callbacks(execute=True):
            self.stuur(user)
        [(to, raw)] = postbus
        message = gelezen(raw)
        plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert (to, message["Subject"], message.get_content_type()) == (
            ["mees@voorbeeld.nl"],
            "Een vraag",
            "multipart/alternative",
        )
        assert "Waar is de <sloop>?" in plain
        assert "Waar is de &lt;sloop&gt;?" in html
        assert "https://afspraken.voorbeeld.nl/leveringen/" in plain
        assert 'href="https://afspraken.voorbeeld.nl/leveringen/"' in html
        assert Bericht.objects.get().gemaild_op is not None

    def test_job_that_runs_twice_mails_once(self, gebruiker, postbus, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            [bericht] = self.stuur(gebruiker("medewerker"))
        mail.mail(str(bericht.pk))
        assert len(postbus) == 1

    @pytest.mark.parametrize(("wat", "count"), [({"email": ""}, 1), ({"is_active": False}, 0)])
    def test_who_has_no_address_gets_no_mail_and_who_has_no_account_any_more_nothing(
        self, gebruiker, postbus, wat, count, django_capture_on_commit_callbacks
    ):
        user = gebruiker("medewerker")
        for name, value in wat.items():
            setattr(user, name, value)
        user.save()
        with django_capture_on_commit_callbacks(execute=True):
            self.stuur(user)
        assert (postbus, Bericht.objects.count()) == ([], count)

    def test_mail_server_that_is_down_loses_nothing(
        self, gebruiker, settings, postbus, django_capture_on_commit_callbacks, monkeypatch
    ):
        # what else there is to do today has mail of its own
        monkeypatch.setattr(jobs, "_healers", [mail.ask_for_failed_mail])
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        with django_capture_on_commit_callbacks(execute=True):
            self.stuur(gebruiker("medewerker"))
        assert (postbus, Taak.objects.get(soort=mail.MAILEN).status) == ([], Taakstatus.MISLUKT)
        settings.EMAIL_PORT = port
        jobs.sweep()
        assert postbus == []  # not before an hour has passed
        Taak.objects.update(gevraagd_op=timezone.now() - datetime.timedelta(hours=1))
        jobs.sweep()
        assert (len(postbus), Taak.objects.get(soort=mail.MAILEN).status) == (1, Taakstatus.KLAAR)

    def test_line_break_in_a_name_makes_no_header(self, gebruiker, postbus, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.stuur(gebruiker("medewerker"), titel="Vraag\r\nBcc: een@ander.nl")
        [(to, raw)] = postbus
        assert (len(to), gelezen(raw)["Subject"], gelezen(raw)["Bcc"]) == (1, "Vraag Bcc: een@ander.nl", None)

    def test_without_mail_server_there_are_notices_and_no_jobs(self, gebruiker):
        self.stuur(gebruiker("medewerker"))
        assert (Bericht.objects.count(), Taak.objects.count()) == (1, 0)


def test_two_workers_at_once_mail_once(transactional_reference_data, gebruiker, postbus):
    [bericht] = berichten.stuur([gebruiker("medewerker")], sleutel="een", **WOORDEN)
    Bericht.objects.update(gemaild_op=None)
    postbus.clear()

    at_once(*[lambda: mail.mail(str(bericht.pk))] * 2)
    assert len(postbus) == 1


@pytest.mark.django_db
class TestPagina:
    def test_notices_are_read_counted_and_marked(self, als, gebruiker):
        client = als("medewerker")
        user = client.get("/account/berichten/").context["user"]
        berichten.stuur([user], sleutel="een", **WOORDEN)
        berichten.stuur([gebruiker("beheer")], sleutel="een", **(WOORDEN | {"titel": "Van een ander"}))
        page = client.get("/account/berichten/")
        assertContains(page, "Een vraag")
        assertContains(page, '1<span class="visually-hidden"> nieuw</span>')
        assert "Van een ander" not in page.content.decode()
        bericht = Bericht.objects.get(gebruiker=user)
        assertRedirects(client.get(f"/account/berichten/{bericht.pk}/"), "/leveringen/")
        assertContains(client.get("/account/berichten/"), "U heeft alles gelezen.")

    def test_all_at_once(self, als):
        client = als("medewerker")
        user = client.get("/account/berichten/").context["user"]
        for key in ("een", "twee"):
            berichten.stuur([user], sleutel=key, **WOORDEN)
        client.post("/account/berichten/")
        assert Bericht.objects.ongelezen().count() == 0

    def test_notice_of_another_is_not_there(self, als, gebruiker):
        [bericht] = berichten.stuur([gebruiker("beheer")], sleutel="een", **WOORDEN)
        assert als("medewerker").get(f"/account/berichten/{bericht.pk}/").status_code == 404
        assert Bericht.objects.ongelezen().count() == 1

    def test_what_was_heard_for_another_party_stays_behind_there(self, als):
        """Also its text: it may quote a delivery of that party."""
        client = als("corporatie", "omnia-wonen")
        user = client.get("/account/berichten/").context["user"]
        [bericht] = berichten.stuur([user], sleutel="een", **WOORDEN)
        user.partij = Partij.objects.get(code="portaal")
        user.save()
        assert "Een vraag" not in client.get("/account/berichten/").content.decode()
        assert client.get(f"/account/berichten/{bericht.pk}/").status_code == 404
