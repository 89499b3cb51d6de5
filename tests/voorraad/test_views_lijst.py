"""The list of deliveries, and what the municipality sees of all of them."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories.voorraad import maak_bevinding, maak_levering
from tests.voorraad.test_views import NIEUW, url
from voorraad.models import Niveau, Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12), tick=False):
        yield


class TestLijst:
    def states(self, page):
        return {(vak.partij.code, str(vak.halfjaar)): vak.naam for rij in page.context["rijen"] for vak in rij.vakken}

    def test_lijst_shows_half_year_by_party(self, als):
        maak_levering("portaal", "2026-1", Status.VASTGESTELD)
        maak_levering("omnia-wonen", "2026-1", Status.INGEDIEND)
        states = self.states(als("medewerker").get("/leveringen/"))
        assert states[("portaal", "2026-1")] == "vastgesteld"
        assert states[("omnia-wonen", "2026-1")] == "ingediend"
        assert states[("de-alliantie", "2026-1")] == "nog niet aangeleverd"
        assert states[("de-alliantie", "2026-2")] == "halfjaar loopt nog"
        assert len(states) == 8

    @pytest.mark.parametrize("status", [Status.CONCEPT, Status.INGEDIEND, Status.TERUGGESTUURD])
    def test_lijst_keeps_the_state_of_another_party_to_itself(self, als, status):
        levering = maak_levering("portaal", "2026-1", status)
        page = als("huurdersorganisatie").get("/leveringen/")
        assert self.states(page)[("portaal", "2026-1")] == "nog niet vastgesteld"
        assertNotContains(page, levering.get_absolute_url())

    def test_lijst_shows_a_correction_beside_what_counts(self, als):
        maak_levering("omnia-wonen", "2026-1", Status.VASTGESTELD)
        maak_levering("omnia-wonen", "2026-1", Status.CONCEPT)
        assertContains(als("corporatie").get("/leveringen/"), "versie 2; versie 1 telt")
        assert self.states(als("bo-lid").get("/leveringen/"))[("omnia-wonen", "2026-1")] == "vastgesteld"

    def test_lijst_filters_by_address(self, als):
        page = als("medewerker").get("/leveringen/?jaar=2026&partij=portaal")
        assert {partij for partij, _ in self.states(page)} == {"portaal"}

    def test_lijst_ignores_a_filter_that_makes_no_sense(self, als):
        assert len(self.states(als("medewerker").get("/leveringen/?jaar=abc&partij=%00"))) == 8

    def test_lijst_asks_a_corporation_for_its_figures(self, als):
        page = als("corporatie").get("/leveringen/")
        texts = [vraag.tekst for vraag in page.context["vragen"]]
        assert texts == [
            "Lever uw cijfers over de eerste helft 2026 aan, tot en met 31 augustus 2026.",
            "Lever uw cijfers over de tweede helft 2026 aan, zodra ze compleet zijn.",
        ]

    def test_lijst_asks_the_municipality_to_accept(self, als):
        maak_levering("gemeente", "2026-1", Status.VASTGESTELD)
        maak_levering("gemeente", "2026-2", Status.VASTGESTELD)
        maak_levering("portaal", "2026-1", Status.INGEDIEND)
        page = als("medewerker").get("/leveringen/")
        assert [vraag.tekst for vraag in page.context["vragen"]] == [
            "Portaal heeft de cijfers over de eerste helft 2026 ingediend."
        ]

    @pytest.mark.parametrize("rol", ["huurdersorganisatie", "bo-lid"])
    def test_lijst_asks_nothing_of_readers(self, als, rol):
        page = als(rol).get("/leveringen/")
        assert page.context["vragen"] == []
        assertNotContains(page, NIEUW)

    @pytest.mark.parametrize("rol", ["huurdersorganisatie", "bo-lid"])
    def test_nieuw_is_not_there_for_readers(self, als, rol):
        assert als(rol).get(NIEUW).status_code == 404

    def test_pages_want_a_login(self, client):
        for path in ("/leveringen/", NIEUW, "/leveringen/1/", "/leveringen/sjabloon/2026-1/"):
            assert client.get(path).status_code == 302

    def test_lijst_costs_the_same_queries_for_one_and_three(self, als, django_assert_max_num_queries):
        client = als("medewerker")
        maak_levering("portaal", "2026-1", Status.INGEDIEND)
        client.get("/leveringen/")
        with django_assert_max_num_queries(14) as one:
            client.get("/leveringen/")
        maak_levering("omnia-wonen", "2026-1", Status.INGEDIEND)
        maak_levering("de-alliantie", "2026-2", Status.INGEDIEND)
        with django_assert_max_num_queries(14) as three:
            client.get("/leveringen/")
        assert len(one) == len(three)


class TestToezicht:
    """Remarks of the municipality, withdrawing, corrections, and findings by kind."""

    def test_remark_travels_from_the_municipality_to_the_finding_of_the_party(self, client, gebruiker):
        levering = maak_levering(status=Status.INGEDIEND)
        warning = maak_bevinding(levering, toelichting="Samengevoegd.")
        client.force_login(gebruiker("medewerker"))
        assertContains(client.get(levering.get_absolute_url()), f'name="opmerking-{warning.pk}"')
        answer = {"reden": "Zie de opmerking.", f"opmerking-{warning.pk}": "In welke straat <b>?"}
        assertContains(client.post(url("terugsturen", levering), answer, follow=True), "Teruggestuurd naar Omnia Wonen")
        client.force_login(gebruiker("corporatie", "omnia-wonen"))
        page = client.get(levering.get_absolute_url())
        assertContains(page, "<strong>De gemeente:</strong> In welke straat &lt;b&gt;?")
        assertContains(page, f'name="uitleg-{warning.pk}"')

    def test_remarks_that_were_typed_stay_when_the_reason_is_too_long(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        warning = maak_bevinding(levering)
        typed = {f"opmerking-{warning.pk}": "In welke straat?", "reden": "x" * 2001}
        page = als("medewerker").post(url("terugsturen", levering), typed)
        assertContains(page, "In welke straat?")
        levering.refresh_from_db()
        assert levering.status == Status.INGEDIEND

    def test_remarks_are_kept_per_page_and_read_once_sent_back(self, client, gebruiker, monkeypatch):
        monkeypatch.setattr("voorraad.views_detail.PER_PAGINA", 1)
        levering = maak_levering(status=Status.INGEDIEND)
        first, second = maak_bevinding(levering), maak_bevinding(levering)
        client.force_login(gebruiker("medewerker"))
        keep = url("opmerkingen", levering)
        page = client.post(f"{keep}?w-page=1", {f"opmerking-{first.pk}": "Welke straat?"}, follow=True)
        assertContains(page, "Uw opmerkingen zijn bewaard.")
        client.post(f"{url('terugsturen', levering)}?w-page=2", {"reden": "Zie", f"opmerking-{second.pk}": "Echt?"})
        assert [each.opmerking for each in levering.bevindingen.all()] == ["Welke straat?", "Echt?"]

    def test_remark_alone_is_reason_enough_to_send_back(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        warning = maak_bevinding(levering)
        als("medewerker").post(url("terugsturen", levering), {f"opmerking-{warning.pk}": "Welke straat?"})
        levering.refresh_from_db()
        assert (levering.status, levering.reden) == (
            Status.TERUGGESTUURD,
            "Wilt u kijken naar de opmerkingen bij de waarschuwingen?",
        )

    def test_remark_that_is_not_sent_yet_is_for_the_municipality_only(self, client, gebruiker):
        levering = maak_levering(status=Status.INGEDIEND)
        warning = maak_bevinding(levering)
        client.force_login(gebruiker("medewerker"))
        client.post(url("opmerkingen", levering), {f"opmerking-{warning.pk}": "Nog uitzoeken."})
        assertContains(client.get(levering.get_absolute_url()), "Nog uitzoeken.")
        client.force_login(gebruiker("corporatie", "omnia-wonen"))
        assertNotContains(client.get(levering.get_absolute_url()), "Nog uitzoeken.")

    def test_remark_at_what_is_not_with_the_municipality_is_refused(self, als):
        levering = maak_levering(status=Status.VASTGESTELD)
        warning = maak_bevinding(levering)
        page = als("medewerker").post(
            url("opmerkingen", levering), {f"opmerking-{warning.pk}": "Te laat."}, follow=True
        )
        assertContains(page, "De opmerkingen zijn niet gewijzigd.")
        warning.refresh_from_db()
        assert warning.opmerking == ""

    def test_withdrawing_asks_first(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        client = als("corporatie", "omnia-wonen")
        assertContains(client.get(url("intrekken", levering)), "Levering intrekken?")
        page = client.post(url("intrekken", levering), {"reden": "Verkeerd bestand."}, follow=True)
        assertContains(page, "Ingetrokken.")
        assertContains(page, "trok deze versie in: Verkeerd bestand.")
        assertRedirects(client.get(url("intrekken", levering)), levering.get_absolute_url())
        assertNotContains(client.get("/leveringen/"), levering.get_absolute_url())

    def test_correction_asks_for_its_reason_on_the_page(self, als):
        maak_levering(status=Status.VASTGESTELD)
        levering = maak_levering()
        client = als("corporatie", "omnia-wonen")
        assertContains(client.get(levering.get_absolute_url()), "Waarom verbetert u de vastgestelde cijfers?")
        page = client.post(url("indienen", levering), {"aanleiding": ""})
        assertContains(page, "Schrijf erbij waarom u de vastgestelde cijfers verbetert.")
        page = client.post(url("indienen", levering), {"aanleiding": "Twee woningen telden dubbel."}, follow=True)
        assertContains(page, "Reden van de correctie")
        assertContains(page, "Twee woningen telden dubbel.")

    def test_findings_stand_by_kind_with_their_number(self, als):
        levering = maak_levering()
        for soort, niveau in [("sprong", Niveau.WAARSCHUWING)] * 2 + [
            ("iets-nieuws", Niveau.FOUT),
            ("kolom-onbekend", Niveau.MEDEDELING),
        ]:
            maak_bevinding(levering, niveau, soort=soort)
        page = als("corporatie", "omnia-wonen").get(levering.get_absolute_url())
        for title, number in [("Een grote sprong", 2), ("Andere bevindingen", 1), ("Kolommen die we niet kennen", 1)]:
            assertContains(page, f'<h3>{title} <span class="stil">({number})</span></h3>', html=True)
        assertContains(page, 'name="soort-sprong"')
        assertContains(page, "1 mededeling: hier hoeft niets mee te gebeuren")

    def test_municipality_does_not_accept_its_own_alone_and_reads_why(self, als, gebruiker):
        gebruiker("beheer")
        client = als("medewerker")
        levering = maak_levering("gemeente")
        client.post(url("indienen", levering))
        assertContains(client.post(url("vaststellen", levering), follow=True), "Vraag een collega van de gemeente")

    def test_dry_run_is_one_click_away_for_whoever_decides(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        assertContains(als("medewerker").get(levering.get_absolute_url()), f'href="/proef/{levering.pk}/"')
