"""Documents are asked for once, made by a job, and are whole or not there."""

import datetime
import hashlib

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from acties.dossier.opmerken import place_remark
from basis import jobs
from basis.models import Bericht, Taak, Taakstatus, Wijziging
from monitoring import tasks
from monitoring.jaaroverzicht import bevriezen
from monitoring.meenemen import maken, pdf, plaatjes
from monitoring.meenemen.bron import bron
from monitoring.meenemen.stuk import stuk
from monitoring.models import Document, Documentstatus
from monitoring.tijdvak import Tijdvak
from tests.factories.acties import maak_actie
from tests.factories.monitoring import maak_vastgesteld, mutatie
from tests.factories.overzicht import leg_vast, maak_oud
from tests.monitoring.test_bevriezen import damage

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
PIXEL = b"<svg xmlns='http://www.w3.org/2000/svg' width='720' height='310'/>"


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def versie():
    return maak_oud(openbaar=False)


@pytest.fixture
def klaar(versie):
    """The workbook of that version, made."""
    made = maken.vraag(versie, "xlsx")
    maken.maak(str(made.pk))
    made.refresh_from_db()
    return made


def test_asked_twice_at_once_is_one_document_and_one_job_and_both_are_told(versie, gebruiker):
    een, ander = gebruiker("medewerker"), gebruiker("bo-lid")
    first, second = maken.vraag(versie, "xlsx", by=een), maken.vraag(versie, "xlsx", by=ander)
    assert first == second
    assert Taak.objects.filter(soort=maken.MAKEN).count() == 1
    assert not Wijziging.objects.exists()  # nothing changed: a line would empty every kept page
    jobs.sweep()
    told = Bericht.objects.filter(sleutel__startswith="document-")
    assert {bericht.gebruiker for bericht in told} == {een, ander}
    assert told[0].titel == "Excel van het halfjaaroverzicht eerste helft 2026 is klaar"
    assert told[0].adres == "/jaaroverzicht/2026-1/versie/1/meenemen/"


def test_a_file_stands_in_the_data_folder_under_its_hash(klaar, tmp_path):
    data = (tmp_path / "documenten" / f"{klaar.pk}.xlsx").read_bytes()
    assert (klaar.status, klaar.voortgang, klaar.grootte) == ("klaar", 100, len(data))
    assert klaar.sha256 == hashlib.sha256(data).hexdigest()
    assert klaar.bestandsnaam == "halfjaaroverzicht-2026-1-versie-1.xlsx"


def test_what_is_there_is_not_made_again(klaar, gebruiker):
    before = klaar.pad.stat().st_mtime_ns
    maken.maak(str(klaar.pk))
    maken.vraag(klaar.vastlegging, "xlsx", by=gebruiker("medewerker"))
    assert klaar.pad.stat().st_mtime_ns == before
    assert not Taak.objects.filter(soort=maken.MAKEN, poging__gt=0).exists()


def test_a_file_that_is_gone_or_changed_is_made_again(klaar):
    klaar.pad.write_bytes(b"iets anders")
    assert not maken.is_heel(klaar)
    assert maken.vraag(klaar.vastlegging, "xlsx").status == Documentstatus.KLAAR  # of before it was asked again
    jobs.sweep()
    klaar.refresh_from_db()
    assert maken.is_heel(klaar)


def test_a_worker_that_is_killed_half_way_leaves_nothing_half_and_the_sweep_makes_it(versie, monkeypatch, tmp_path):
    made = maken.vraag(versie, "xlsx")

    def killed(*args):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(maken, "_bewaar", killed)
        with pytest.raises(SystemExit):
            jobs.run(Taak.objects.get(soort=maken.MAKEN).pk)
    (tmp_path / "documenten").mkdir()
    (tmp_path / "documenten" / f"{made.pk}.xlsx.99").write_bytes(b"half")
    made.refresh_from_db()
    assert (made.status, made.pad.exists()) == ("bezig", False)
    jobs.sweep()  # its lease is not over yet: somebody may still be at work
    assert not made.pad.exists()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + jobs.LEASE * 2):
        jobs.sweep()
    made.refresh_from_db()
    assert maken.is_heel(made)
    assert [path.name for path in (tmp_path / "documenten").iterdir()] == [f"{made.pk}.xlsx"]


def test_what_fails_three_times_says_so_and_can_be_asked_again(versie, monkeypatch):
    made = maken.vraag(versie, "xlsx")
    with monkeypatch.context() as broken:
        broken.setitem(maken._MAKERS, "xlsx", lambda *args: 1 / 0)
        for _ in range(jobs.MAX_POGINGEN):
            jobs.sweep()
    made.refresh_from_db()
    assert (made.status, made.fout) == ("mislukt", maken.MISLUKT)
    maken.vraag(versie, "xlsx")
    jobs.sweep()
    made.refresh_from_db()
    assert (made.status, made.fout) == ("klaar", "")


@pytest.mark.parametrize(("taak", "minuten", "klaar"), [(None, 0, True), ("mislukt", 61, True), ("mislukt", 59, False)])
def test_a_document_on_its_way_that_no_job_makes_is_asked_for_again(versie, taak, minuten, klaar):
    """The job is gone, or failed while the document could not be told."""
    made = maken.vraag(versie, "xlsx")
    then = timezone.now() - datetime.timedelta(minutes=minuten)
    Taak.objects.update(status=taak or Taakstatus.MISLUKT, gevraagd_op=then)
    if taak is None:
        Taak.objects.all().delete()
    jobs.sweep()
    made.refresh_from_db()
    assert (made.status == Documentstatus.KLAAR) == klaar


def test_a_document_that_waits_or_is_being_made_is_left_alone(versie):
    for status in (Taakstatus.WACHT, Taakstatus.BEZIG):
        maken.vraag(versie, "xlsx")
        then = timezone.now() - datetime.timedelta(hours=2)
        Taak.objects.update(status=status, gevraagd_op=then, poging=1)
        tasks.ask_for_stuck_documents()
        assert Taak.objects.get().gevraagd_op == then


def test_a_damaged_version_gives_no_document_and_is_not_tried_again(versie):
    made = maken.vraag(versie, "pdf")
    damage(versie, "61.0", "62.0")
    jobs.sweep()
    made.refresh_from_db()
    assert (made.status, made.fout) == ("mislukt", maken.BESCHADIGD)
    assert Taak.objects.get(soort=maken.MAKEN).status == Taakstatus.KLAAR


def test_without_a_font_the_reason_says_what_to_do(versie, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf.letter, "MAP", tmp_path)
    monkeypatch.setattr(maken.plaatjes, "teken", lambda figuren: {})
    made = maken.vraag(versie, "pdf")
    jobs.sweep()
    made.refresh_from_db()
    assert made.fout == "Het lettertype voor de PDF ontbreekt op deze server. Draai ‘make’ en probeer het opnieuw."


class TestZonderBeeld:
    @pytest.fixture
    def broken(self, monkeypatch):
        def fails(figuren):
            raise plaatjes.Onvolledig({}, len(figuren))

        with monkeypatch.context() as context:
            context.setattr(maken.plaatjes, "teken", fails)
            yield context

    def test_a_browser_that_fails_is_tried_again_and_the_third_time_it_goes_on_without(self, versie, broken, gebruiker):
        made = maken.vraag(versie, "docx")
        found = []
        for _ in range(jobs.MAX_POGINGEN):
            jobs.sweep()
            made.refresh_from_db()
            found.append((made.status, made.zonder_beeld))
        assert found == [("bezig", False), ("bezig", False), ("klaar", True)]
        broken.undo()
        broken.setattr(maken.plaatjes, "teken", lambda figuren: dict.fromkeys(figuren, PIXEL))
        maken.vraag(versie, "docx")  # nobody: it stays as it is
        assert not Taak.objects.filter(status=Taakstatus.WACHT).exists()
        maken.vraag(versie, "docx", by=gebruiker("medewerker"))
        jobs.sweep()
        made.refresh_from_db()
        assert (made.status, made.zonder_beeld) == ("klaar", False)

    def test_the_time_limit_ends_the_attempt(self, versie, monkeypatch):
        def too_late(*args, **kwargs):
            raise SoftTimeLimitExceeded

        monkeypatch.setenv("BROWSER_PATH", "/een/browser")
        monkeypatch.setattr(plaatjes.kaleido, "write_fig_from_object_sync", too_late)
        with pytest.raises(SoftTimeLimitExceeded):
            plaatjes.teken({"x": {"data": [], "layout": {}}})

    def test_a_browser_that_does_not_start_is_told_apart_from_no_browser(self, monkeypatch):
        monkeypatch.setenv("BROWSER_PATH", "/een/browser/die/er/niet/is")
        with pytest.raises(plaatjes.Onvolledig, match="0 van de 1 grafieken"):
            plaatjes.teken({"x": {"data": [], "layout": {}}})


@pytest.mark.parametrize("vorm", ["pdf", "pptx", "docx"])
def test_every_form_is_made_from_an_old_version(versie, vorm, monkeypatch):
    monkeypatch.setattr(maken.plaatjes, "teken", lambda figuren: {})
    made = maken.vraag(versie, vorm)
    jobs.sweep()
    made.refresh_from_db()
    assert (made.status, made.fout) == ("klaar", "")


class TestOpenbaar:
    @pytest.fixture(autouse=True)
    def _stil(self, monkeypatch):
        monkeypatch.setattr(maken.plaatjes, "teken", lambda figuren: {})

    def test_what_is_published_is_made_for_everybody_and_only_once(self):
        maak_oud()
        jobs.sweep()
        jobs.sweep()
        made = Document.objects.filter(openbaar=True)
        assert {document.vorm: document.status for document in made} == dict.fromkeys(
            ["docx", "pdf", "pptx", "xlsx"], "klaar"
        )

    def test_what_failed_or_vanished_is_made_again_after_an_hour_and_beheer_is_told(self, monkeypatch, gebruiker):
        beheer = gebruiker("beheer")
        maak_oud()
        with monkeypatch.context() as broken:
            broken.setitem(maken._MAKERS, "xlsx", lambda *args: 1 / 0)
            for _ in range(jobs.MAX_POGINGEN):
                jobs.sweep()
        failed = Document.objects.get(status="mislukt")
        Document.objects.get(vorm="pdf").pad.unlink()
        told = Bericht.objects.get(sleutel__startswith="document-mislukt-")
        assert (told.gebruiker, told.titel) == (
            beheer,
            "Excel van het halfjaaroverzicht eerste helft 2026 is niet gelukt",
        )
        jobs.sweep()
        assert Document.objects.get(status="mislukt") == failed  # it waits
        with time_machine.travel(datetime.datetime.now(datetime.UTC) + jobs.OPNIEUW * 1.1):
            jobs.sweep()
        assert all(maken.is_heel(each) for each in Document.objects.all())
        assert Document.objects.count() == 4

    def test_what_was_withdrawn_is_seen_by_nobody_without_account(self, gebruiker):
        maak_oud()
        jobs.sweep()
        assert Document.objects.visible_to(AnonymousUser()).count() == 4
        bevriezen.withdraw(Tijdvak(2026, 1), [1], by=gebruiker("beheer"))
        assert not Document.objects.visible_to(AnonymousUser()).exists()


@time_machine.travel(FEBRUARI, tick=False)
def test_the_public_document_holds_no_words_of_tenants(gebruiker):
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12))
    place_remark(
        maak_actie(91, jaar=2026), by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Woorden van huurders."
    )
    row = leg_vast("2026", gebruiker("beheer"), FEBRUARI.date())
    assert "Woorden van huurders." in str(stuk(bron(row, openbaar=False)))
    assert "Woorden van huurders." not in str(stuk(bron(row, openbaar=True)))
    assert dict(bron(row, openbaar=True).gegevens)["Controlegetal (SHA-256)"] == row.sha256_openbaar
