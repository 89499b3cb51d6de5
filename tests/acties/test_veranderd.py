"""What changed since a day, the actions per theme, and notes at work that runs anyway. 'Today' is 23 November 2027."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertRedirects

from acties.dossier.inzet import AndereNoot, write_note
from acties.dossier.opmerken import answer, place_remark
from acties.dossier.veranderd import since
from acties.importeren import store
from acties.models import Actie, LopendeInzet
from acties.status import change_status, confirm, move_milestone
from basis.models import Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal, maak_overleg

pytestmark = pytest.mark.django_db
VANDAAG = datetime.datetime(2027, 11, 23, 12, tzinfo=datetime.UTC)
DAG = datetime.date(2027, 9, 1)


def at(day: str):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day}T12:00+00:00"), tick=False)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(VANDAAG, tick=False):
        yield


@pytest.fixture
def by(gebruiker):
    return gebruiker("medewerker")


def kinds(actie, dag=DAG) -> list[str]:
    return [each.soort for change in since(dag, [actie]) for each in change.gebeurtenissen]


class TestSince:
    def test_status_is_told_from_what_it_was_then(self, by):
        """op schema on 1 August; aandacht on 2 September, bijsturen on 3 October: since 1 September it came from
        op schema."""
        actie = maak_actie(1)
        for n, (day, naar) in enumerate(
            [("2027-08-01", "op-schema"), ("2027-09-02", "aandacht"), ("2027-10-03", "bijsturen")]
        ):
            with at(day):
                change_status(actie, by=by, naar=naar, toelichting=naar, versie=n)
        (change,) = since(DAG, [actie])
        assert (change.was, change.actie.status) == ("op schema", "bijsturen")
        assert [each.bron.toelichting for each in change.gebeurtenissen] == ["bijsturen", "aandacht"]

    @pytest.mark.parametrize(("day", "expected"), [("2027-08-31", []), ("2027-09-01", ["melding"])])
    def test_day_itself_counts(self, by, day, expected):
        actie = maak_actie(1)
        with at(day):
            change_status(actie, by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        assert kinds(actie) == expected

    def test_confirmation_is_no_change(self, by):
        actie = maak_actie(1)
        confirm(actie, by=by, versie=0)
        assert since(DAG, [actie]) == []

    def test_milestones_and_remarks_are_told(self, by, gebruiker):
        actie = maak_actie(1)
        with at("2027-09-02"):
            move_milestone(maak_mijlpaal(actie), by=by, naar=datetime.date(2027, 12, 1), waarom="Ziekte.")
        with at("2027-10-02"):
            place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?")
        assert kinds(actie) == ["opmerking", "mijlpaal"]

    def test_remark_counts_again_when_it_is_answered(self, by, gebruiker):
        actie = maak_actie(1)
        with at("2027-08-01"):
            remark = place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?")
        assert kinds(actie) == []
        answer(remark, by=by, tekst="Zo.")
        assert kinds(actie) == ["opmerking"]

    def test_new_action_from_the_document_is_told(self, by):
        store("1) Actie 2027: We bellen elkaar vaker.", jaar=2027, by=by)
        assert kinds(Actie.objects.get(jaar=2027, nummer=1)) == ["tekst", "nieuw"]

    def test_many_entries_are_counted(self, by):
        """11 updates: 8 are shown and 3 more are on the page of the action."""
        actie = maak_actie(1)
        for n in range(11):
            change_status(actie, by=by, naar="op-schema", toelichting=f"Nr {n}", versie=n)
        (change,) = since(DAG, [actie])
        assert (len(change.gebeurtenissen), change.meer) == (8, 3)

    def test_queries_do_not_follow_the_actions(self, by, django_assert_num_queries):
        acties = [maak_actie(n) for n in (1, 2, 3)]
        for n, actie in enumerate(acties, 1):
            change_status(actie, by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
            with django_assert_num_queries(10):  # as a time line (8), what only confirms, and the statuses before
                assert len(since(DAG, acties[:n])) == n


class TestVeranderd:
    def test_page_looks_back_half_a_year(self, als, by):
        """26 weeks before 23 November 2027 is 25 May 2027."""
        for nummer, day in [(1, "2027-05-24"), (2, "2027-05-25")]:
            with at(day):
                change_status(maak_actie(nummer), by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        page = als("bo-lid").get("/acties/veranderd/?jaar=2027")
        assert [change.actie.nummer for change in page.context["pagina"]] == [2]
        assertContains(page, "sinds 25 mei 2027, een halfjaar geleden.")

    def test_page_looks_back_to_the_last_board_meeting(self, als, by):
        """The BO of 3 June counts before a newer meeting of another kind; one to come, or of today, does not."""
        maak_overleg("bo", "2027-06-03", status="gehouden")
        maak_overleg("bo", "2026-12-03", status="gehouden")
        maak_overleg("ambtelijk", "2027-10-05", status="gehouden")
        maak_overleg("bo", "2027-11-23", status="gehouden")
        with at("2027-06-03"):
            change_status(maak_actie(2), by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        page = als("bo-lid").get("/acties/veranderd/?jaar=2027")
        assert [change.actie.nummer for change in page.context["pagina"]] == [2]
        assertContains(page, "sinds 3 juni 2027, de dag van het vorige overleg: Bestuurlijk overleg (BO).")
        assertContains(page, 'href="?jaar=2027&amp;sinds=2027-10-05"')

    def test_without_a_board_meeting_the_newest_meeting_counts(self, als):
        maak_overleg("portefeuille-bestuurlijk", "2027-05-20", status="gehouden")
        maak_overleg("ambtelijk", "2027-10-05", status="gehouden")
        page = als("bo-lid").get("/acties/veranderd/")
        assertContains(page, "sinds 5 oktober 2027, de dag van het vorige overleg: Ambtelijk overleg.")
        other = als("bo-lid").get("/acties/veranderd/?sinds=2027-05-21")
        assertContains(other, "sinds 21 mei 2027, de dag die u koos.")

    def test_meeting_leads_to_what_changed_since_the_one_before(self, als):
        """The one before of the same kind; where there is none, the last one of another."""
        maak_overleg("ambtelijk", "2027-09-07", status="gehouden")
        first = maak_overleg("bo", "2027-10-05", status="gehouden")
        second = maak_overleg("bo", "2027-12-07")
        client = als("bo-lid")
        assertContains(client.get(first.get_absolute_url()), "/acties/veranderd/?sinds=2027-09-07")
        assertContains(client.get(second.get_absolute_url()), "/acties/veranderd/?sinds=2027-10-05")

    def test_page_looks_back_to_the_chosen_day(self, als, by):
        with at("2027-05-24"):
            change_status(maak_actie(1), by=by, naar="op-schema", toelichting="Begonnen.", versie=0)
        page = als("bo-lid").get("/acties/veranderd/?jaar=2027&sinds=2027-05-24")
        assert [change.actie.nummer for change in page.context["pagina"]] == [1]

    @pytest.mark.parametrize(
        ("day", "told"),
        [
            ("2025-12-31", "Kies een datum vanaf 1 januari 2026"),
            ("2027-11-24", "Deze dag moet nog komen."),
            ("ooit", "Dit is geen dag."),
        ],
    )
    def test_day_that_cannot_be_is_told(self, als, day, told):
        page = als("bo-lid").get(f"/acties/veranderd/?sinds={day}")
        assertContains(page, told)
        assertContains(page, "sinds 25 mei 2027")


class TestPerThema:
    def test_actions_stand_by_theme_with_what_runs_already(self, als):
        """Of 2026: action 1 above the themes, 2–4 in the first theme, 16 in the fourth."""
        page = als("bo-lid").get("/acties/per-thema/?jaar=2026")
        numbers = [[actie.nummer for actie in acties] for _, acties in page.context["blokken"]]
        assert numbers == [[2, 3, 4], [5, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15], [16], [17, 18, 19, 20]]
        assert [actie.nummer for actie in page.context["boven"]] == [1]
        assertContains(page, "Grote woningen blijven beschikbaar voor grote gezinnen")

    def test_running_work_has_at_least_three_lines_per_theme(self):
        counts = [LopendeInzet.objects.filter(thema=thema).count() for thema in (1, 2, 3, 4, 5)]
        assert counts == [3, 5, 11, 5, 5]


class TestNotitie:
    URL = "/acties/lopende-inzet/1/"

    def test_note_is_kept_with_a_line_in_the_trail(self, als):
        sent = {"noot": "Twee sessies\r\ngehouden.", "gezien": ""}
        page = als("corporatie").post(self.URL, sent, follow=True)
        assertContains(page, "Twee sessies<br>gehouden.")
        assert Wijziging.objects.get().naar == "Twee sessies\ngehouden."

    def test_note_of_somebody_else_is_not_overwritten(self, als, by):
        inzet = LopendeInzet.objects.get(pk=1)
        write_note(inzet, by=by, noot="Eerst dit.", gezien="")
        client = als("corporatie")
        page = client.post(self.URL, {"noot": "Dan dit.", "gezien": ""})
        assertContains(page, "Eerst dit.", status_code=409)
        assertContains(page, "Dan dit.</textarea>", status_code=409)
        assertRedirects(client.post(self.URL, page.context["form"].initial), "/acties/per-thema/")
        inzet.refresh_from_db()
        assert inzet.noot == "Dan dit."

    def test_same_note_twice_is_one_line(self, by):
        inzet = LopendeInzet.objects.get(pk=1)
        for _ in range(2):
            write_note(inzet, by=by, noot="Dit.", gezien="")
        assert Wijziging.objects.count() == 1
        with pytest.raises(AndereNoot):
            write_note(inzet, by=by, noot="Anders.", gezien="")

    @pytest.mark.parametrize(("rol", "code"), [("beheer", 200), ("huurdersorganisatie", 404), ("bo-lid", 404)])
    def test_note_is_for_the_municipality_and_corporations(self, als, rol, code):
        assert als(rol).get(self.URL).status_code == code
