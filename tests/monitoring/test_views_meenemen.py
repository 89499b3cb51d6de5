"""The page of the files of a version: who asks, who gets what, and what it says meanwhile."""

import pytest

from basis import jobs
from monitoring.meenemen import maken
from monitoring.models import Document, Documentstatus, Jaaroverzicht, Vastlegging
from monitoring.views import vergelijken
from tests.factories.overzicht import OUD, maak_oud

pytestmark = pytest.mark.django_db
URL = "/jaaroverzicht/2026-1/versie/1/meenemen/"
LEZERS = ("beheer", "medewerker", "corporatie", "huurdersorganisatie", "bo-lid")


@pytest.fixture(autouse=True)
def _no_browser(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(maken.plaatjes, "teken", lambda figuren: {})


@pytest.mark.parametrize("rol", LEZERS)
def test_who_is_logged_in_asks_for_a_file_and_downloads_it(als, rol):
    maak_oud(openbaar=False)
    client = als(rol)
    assert "Maken" in client.get(URL).content.decode()
    assert client.post(URL, {"vorm": "xlsx"}, follow=True).redirect_chain == [(URL, 302)]
    jobs.sweep()
    assert "Download" in client.get(URL).content.decode()
    answer = client.get(f"{URL}xlsx/")
    assert answer["Content-Disposition"] == 'attachment; filename="halfjaaroverzicht-2026-1-versie-1.xlsx"'
    assert b"".join(answer.streaming_content) == Document.objects.get().pad.read_bytes()


def test_a_stranger_starts_nothing_and_gets_only_what_is_public(client, gebruiker):
    row = maak_oud()
    maken.vraag(row, "xlsx", by=gebruiker("medewerker"))
    assert "Dit bestand komt er binnen enkele minuten." in client.get(URL).content.decode()
    assert client.post(URL, {"vorm": "pdf"}).status_code == 404
    assert client.get(f"{URL}xlsx/").status_code == 404  # the inner one is not there for them
    jobs.sweep()
    answer = client.get(f"{URL}xlsx/")
    public = Document.objects.get(vorm="xlsx", openbaar=True)
    assert b"".join(answer.streaming_content) == public.pad.read_bytes()
    assert answer["Content-Disposition"].endswith('versie-1-openbaar.xlsx"')


def test_without_a_public_version_a_stranger_is_asked_to_log_in(client):
    maak_oud(openbaar=False)
    assert client.get(URL).url.startswith("/account/login/")
    assert client.get(f"{URL}xlsx/").url.startswith("/account/login/")


def test_what_is_not_there_is_not_found(als):
    maak_oud()
    client = als("medewerker")
    assert client.get("/jaaroverzicht/2026-1/versie/9/meenemen/").status_code == 404
    assert client.get("/jaaroverzicht/2026/versie/1/meenemen/").status_code == 404
    assert client.get(f"{URL}exe/").status_code == 404
    answer = client.get(f"{URL}pdf/", follow=True)  # a stranger may have it at this address: asking comes first
    assert answer.redirect_chain == [(URL, 302)]
    assert "Vraag het hieronder." in answer.content.decode()
    assert client.post(URL, {"vorm": "exe"}).status_code == 404


def test_progress_is_told_and_only_the_list_is_asked_for_again(als):
    made = maken.vraag(maak_oud(openbaar=False), "pdf")
    Document.objects.filter(pk=made.pk).update(status=Documentstatus.BEZIG, voortgang=70)
    html = als("medewerker").get(f"{URL}?deel=1").content.decode()
    assert '<progress value="70" max="100">70 %</progress>' in html
    assert "data-bezig" in html
    assert "<html" not in html


def test_a_failure_is_told_and_can_be_asked_again(als):
    made = maken.vraag(maak_oud(openbaar=False), "pdf")
    Document.objects.filter(pk=made.pk).update(status=Documentstatus.MISLUKT, fout=maken.MISLUKT)
    html = als("medewerker").get(URL).content.decode()
    assert maken.MISLUKT in html
    assert "Opnieuw maken" in html


def test_who_has_no_account_hears_that_a_failure_mends_itself(client):
    made = maken.vraag(maak_oud(), "pdf", openbaar=True)
    Document.objects.filter(pk=made.pk).update(status=Documentstatus.MISLUKT, fout=maken.MISLUKT)
    html = client.get(URL).content.decode()
    assert "De website probeert het vanzelf opnieuw" in html
    assert maken.MISLUKT not in html


def test_one_without_its_charts_says_so_and_can_be_made_again(als):
    made = maken.vraag(maak_oud(openbaar=False), "xlsx")
    jobs.sweep()
    client = als("medewerker")
    assert "Opnieuw maken" not in client.get(URL).content.decode()
    Document.objects.filter(pk=made.pk).update(zonder_beeld=True)
    html = client.get(URL).content.decode()
    assert "Niet alle grafieken konden worden getekend." in html
    assert ("Opnieuw maken" in html, "Download" in html) == (True, True)


def test_a_file_that_is_gone_sends_back_with_a_message(als):
    made = maken.vraag(maak_oud(openbaar=False), "xlsx")
    jobs.sweep()
    made.pad.unlink()
    answer = als("medewerker").get(f"{URL}xlsx/", follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "niet meer heel" in answer.content.decode()


def test_a_page_with_the_figures_of_now_says_to_freeze_first(als):
    html = als("medewerker").get("/jaaroverzicht/2026/").content.decode()
    assert "Er is nog geen versie vastgelegd; als bestand meenemen kan daarna." in html
    assert "/meenemen/" not in html


class TestVergelijken:
    VERGELIJK = "/jaaroverzicht/vergelijken/"

    def test_two_versions_stand_beside_each_other(self, als):
        maak_oud(openbaar=False)
        answer = als("medewerker").get(self.VERGELIJK, {"een": "2026-1/1", "ander": "2026-1/nu"})
        rows = {row.naam: row for row in answer.context["vergelijking"].samen}
        assert (rows["X9 Cijfer van toen"].een, rows["X9 Cijfer van toen"].ander) == (
            "61 dingen (2026-1)", "niet in dit overzicht"
        )  # fmt: skip
        assert rows["X9 Cijfer van toen"].waarom == "vervallen cijfer"

    def test_first_the_newest_stands_beside_the_same_kind_of_a_year_before(self):
        rows = [(name, Jaaroverzicht(jaar=jaar, helft=helft))
                for name, jaar, helft in (("2027/1", 2027, 0), ("2027-1/1", 2027, 1), ("2026/2", 2026, 0))]  # fmt: skip
        found = [vergelijken.Keus(name, name, name, Vastlegging(jaaroverzicht=of)) for name, of in rows]
        assert vergelijken._gewoon(found) == {"een": "2026/2", "ander": "2027/1"}
        assert vergelijken._gewoon(found[1:]) == {"een": "2026/2", "ander": "2027-1/1"}  # no 2026-1: the one before
        assert vergelijken._gewoon(found[2:]) == {"ander": "2026/2"}
        assert vergelijken._gewoon([]) == {}

    def test_the_only_version_stands_beside_the_figures_of_now(self, als):
        maak_oud(openbaar=False)
        found = als("medewerker").get(self.VERGELIJK).context
        assert (found["een"].waarde, found["ander"].waarde) == ("2026-1/1", "2026-1/nu")

    def test_an_unknown_choice_is_told_and_the_choice_stays_open(self, als):
        maak_oud(openbaar=False)
        answer = als("medewerker").get(self.VERGELIJK, {"een": "2026-1/7", "ander": "x"})
        assert answer.status_code == 200
        assert "Dit overzicht is er niet." in answer.content.decode()

    def test_a_stranger_compares_what_is_public_alone(self, client):
        assert client.get(self.VERGELIJK).url.startswith("/account/login/")
        maak_oud()
        page = client.get(self.VERGELIJK)
        assert "Er is nu één overzicht: Halfjaaroverzicht eerste helft 2026, versie 1" in page.content.decode()
        assert self.VERGELIJK not in client.get("/jaaroverzicht/").content.decode()  # there is nothing to compare
        choices = page.context["keuzes"]
        assert [each.waarde for each in choices] == ["2026-1/1"]
        assert client.get(self.VERGELIJK, {"een": "2026-1/1", "ander": "2026-1/nu"}).context["vergelijking"] is None

    def test_slides_alone_say_what_cannot_be_compared(self, als):
        slides = {"dias": [{"boven": "Groei", "titel": "Netto 61 erbij."}]}
        maak_oud(openbaar=False, inhoud=slides, schema=0)
        answer = als("medewerker").get(self.VERGELIJK, {"een": "2026-1/1", "ander": "2026-1/nu"})
        assert answer.context["vergelijking"].niet.startswith("In Halfjaaroverzicht eerste helft 2026, versie 1")
        assert answer.context["vergelijking"].titels[0].een == "Netto 61 erbij."

    def test_hidden_counts_stay_hidden(self, als):
        hidden = {**OUD["cijfers"][0], "reeks": [{**OUD["cijfers"][0]["reeks"][0], "waarde": "< 5", "tekst": "< 5"}]}
        maak_oud(openbaar=False, inhoud={**OUD, "cijfers": [hidden]})
        answer = als("medewerker").get(self.VERGELIJK, {"een": "2026-1/1", "ander": "2026-1/1"})
        row = answer.context["vergelijking"].samen[0]
        assert (row.een, row.verschil) == ("< 5 (2026-1)", "")


def test_a_version_that_has_a_newer_one_says_so_to_who_may_see_that(als, client):
    """The newer one is not public: who has no account hears nothing of it."""
    first = maak_oud()
    Vastlegging.objects.create(
        jaaroverzicht=first.jaaroverzicht, versie=2, schema=1, inhoud=first.inhoud, openbaar=first.openbaar,
        sha256=first.sha256, sha256_openbaar=first.sha256_openbaar, op=first.op, door_naam="Iemand van toen",
    )  # fmt: skip
    assert "Er is een nieuwere versie" not in client.get(URL).content.decode()
    inside = als("medewerker")
    told = "".join(inside.get(URL).content.decode().split("Er is een nieuwere versie")[1:])
    assert 'href="/jaaroverzicht/2026-1/versie/2/meenemen/"' in told
    assert "Er is een nieuwere versie" not in inside.get("/jaaroverzicht/2026-1/versie/2/meenemen/").content.decode()


def test_who_waits_hears_that_nobody_has_to_stay(als):
    maken.vraag(maak_oud(openbaar=False), "pdf")
    assert "U hoeft hier niet te wachten" in als("medewerker").get(URL).content.decode()
