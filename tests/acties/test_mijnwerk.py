"""What the actions ask of whom: an update, a milestone, an answer. 'Today' is 23 November 2027."""

import datetime

import pytest

from acties import mijnwerk
from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Opmerking
from acties.overleg import kalender
from basis.models import Partij
from tests.factories.acties import maak_actie, maak_besluit, maak_knelpunt, maak_mijlpaal, maak_overleg

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2027, 11, 23)


@pytest.fixture(autouse=True)
def _only_these():
    """The actions of the reference data are out of the way."""
    Actie.objects.update(status="afgerond")


def updated(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00+00:00")


def asked(user) -> dict:
    return {werk.actie.nummer: werk.redenen for werk in mijnwerk.actions(user, VANDAAG)}


class TestActions:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2027-09-29", {}),  # 55 days ago
            ("2027-09-28", {1: ["Voor het laatst bijgewerkt op 28 september 2027."]}),  # 56 days: eight weeks
        ],
    )
    def test_action_asks_for_an_update_after_eight_weeks(self, gebruiker, day, expected):
        maak_actie(1, bijgewerkt_op=updated(day))
        assert asked(gebruiker("medewerker")) == expected

    def test_action_that_was_never_updated_counts_from_the_first_day_of_its_year(self, gebruiker):
        maak_actie(1)
        user = gebruiker("medewerker")
        before, after = datetime.date(2027, 2, 25), datetime.date(2027, 2, 26)  # 55 and 56 days after 1 January
        assert mijnwerk.actions(user, before) == []
        assert [werk.redenen for werk in mijnwerk.actions(user, after)] == [["Nog niet bijgewerkt."]]

    @pytest.mark.parametrize(
        ("planned", "expected"),
        [
            ("2027-12-15", {}),  # 22 days ahead
            ("2027-12-14", {1: ["Mijlpaal ‘Lijst’ staat voor 14 december 2027."]}),  # 21 days: three weeks
            ("2027-11-23", {1: ["Mijlpaal ‘Lijst’ staat voor 23 november 2027."]}),
            ("2027-11-22", {1: ["Mijlpaal ‘Lijst’ stond voor 22 november 2027: is het gelukt, of wordt het later?"]}),
        ],
    )
    def test_milestone_asks_three_weeks_ahead_and_when_it_has_passed(self, gebruiker, planned, expected):
        maak_mijlpaal(maak_actie(1, bijgewerkt_op=updated("2027-11-20")), "Lijst", planned)
        assert asked(gebruiker("medewerker")) == expected

    def test_milestone_that_is_reached_or_taken_away_asks_nothing(self, gebruiker):
        actie = maak_actie(1, bijgewerkt_op=updated("2027-11-20"))
        maak_mijlpaal(actie, "Gehaald", "2027-11-01", "2027-11-01")
        gone = maak_mijlpaal(actie, "Weg", "2027-11-01")
        gone.vervallen_op = VANDAAG
        gone.save()
        assert asked(gebruiker("medewerker")) == {}

    def test_actions_with_the_earliest_milestone_come_first(self, gebruiker):
        fresh = updated("2027-11-20")
        maak_actie(1)
        for nummer, day in [(2, "2027-12-01"), (3, "2027-10-01")]:
            maak_mijlpaal(maak_actie(nummer, bijgewerkt_op=fresh), "Lijst", day)
        assert list(asked(gebruiker("medewerker"))) == [3, 2, 1]

    @pytest.mark.parametrize(
        ("rol", "partij", "expected"),
        [
            ("medewerker", None, [1]),  # what the municipality leads, not where it takes part
            ("beheer", None, [1]),
            ("corporatie", "omnia-wonen", [1, 2]),  # leads 2 and takes part in 1
            ("corporatie", "portaal", []),
            ("huurdersorganisatie", None, []),
            ("bo-lid", "omnia-wonen", []),
        ],
    )
    def test_actions_are_asked_of_who_may_tell(self, gebruiker, rol, partij, expected):
        maak_actie(1, ["gemeente"], ["omnia-wonen", "show"])
        maak_actie(2, ["omnia-wonen"], ["gemeente"])
        maak_actie(3, ["gemeente"], status="vervallen")
        assert list(asked(gebruiker(rol, partij))) == expected

    def test_user_whose_party_changes_is_asked_about_the_new_one(self, gebruiker):
        maak_actie(1, ["omnia-wonen"])
        maak_actie(2, ["portaal"])
        user = gebruiker("corporatie", "omnia-wonen")
        assert list(asked(user)) == [1]
        user.partij = Partij.objects.get(code="portaal")
        assert list(asked(user)) == [2]

    def test_actions_take_as_many_queries_for_one_as_for_three(self, gebruiker, django_assert_num_queries):
        user = gebruiker("medewerker")
        for nummer in (1, 2, 3):
            maak_mijlpaal(maak_actie(nummer))
            with django_assert_num_queries(2):
                assert len(mijnwerk.actions(user, VANDAAG)) == nummer


class TestUnanswered:
    @pytest.mark.parametrize(
        ("rol", "partij", "expected"),
        [
            ("medewerker", None, ["Wie?", "Nee."]),
            ("corporatie", "omnia-wonen", ["Wie?", "Nee."]),  # leads
            ("corporatie", "portaal", []),  # takes part
            ("huurdersorganisatie", None, []),
            ("bo-lid", "omnia-wonen", []),
        ],
    )
    def test_questions_wait_for_the_municipality_and_who_leads(self, gebruiker, rol, partij, expected):
        actie, tenant = maak_actie(1, ["omnia-wonen"], ["portaal"]), gebruiker("huurdersorganisatie")
        for soort, tekst in [("gezien", "Mooi."), ("vraag", "Wie?"), ("andere-mening", "Nee."), ("vraag", "Klaar?")]:
            remark = place_remark(actie, by=tenant, soort=soort, tekst=tekst)
        answer(remark, by=gebruiker("medewerker"), tekst="Ja.")
        assert [found.tekst for found in mijnwerk.unanswered(gebruiker(rol, partij))] == expected
        assert Opmerking.objects.count() == 4


class TestDecisions:
    def test_open_decisions_wait_for_who_was_named_or_else_the_party(self, gebruiker):
        omnia, colleague = gebruiker("corporatie", "omnia-wonen"), gebruiker("medewerker")
        bo = maak_overleg()
        mine = maak_besluit(bo, wat="Van ons.", uiterlijk="2026-10-02")
        named = maak_besluit(bo, wat="Van mij.", wie=omnia, wie_naam=str(omnia), uiterlijk="2026-10-01")
        maak_besluit(bo, wat="Van een collega.", wie=colleague, wie_naam=str(colleague), partij="gemeente")
        maak_besluit(bo, wat="Klaar.", status="uitgevoerd", uitkomst="Gedaan.", afgerond_op="2026-09-01")
        assert list(mijnwerk.decisions(omnia)) == [named, mine]
        assert [found.wat for found in mijnwerk.decisions(colleague)] == ["Van een collega."]


class TestWieWegIs:
    """What was asked of somebody who left is asked of the whole party; the new party has nothing to do with it."""

    @pytest.fixture
    def omar(self, gebruiker):
        return gebruiker("corporatie", "omnia-wonen")

    @pytest.fixture(autouse=True)
    def _asked(self, omar):
        named = {"wie": omar, "wie_naam": str(omar), "partij": "omnia-wonen"}
        maak_besluit(maak_overleg(), wat="Van Omar.", **named)
        maak_knelpunt("Van Omar.", **named)

    def asked(self, user) -> tuple[int, int, int]:
        """So many decisions and bottlenecks on the page of one's work, and decisions in the calendar."""
        events = kalender.ics(user).decode().count("Van Omar.")
        return mijnwerk.decisions(user).count(), len(mijnwerk.knelpunten(user, VANDAAG)), events

    def test_who_is_there_is_asked_alone(self, omar, gebruiker):
        assert self.asked(omar) == (1, 1, 1)
        assert self.asked(gebruiker("corporatie", "omnia-wonen")) == (0, 0, 0)

    @pytest.mark.parametrize("how", ["closed", "elsewhere", "deleted"])
    def test_who_left_is_not(self, omar, gebruiker, how):
        colleague, other = gebruiker("corporatie", "omnia-wonen"), gebruiker("corporatie", "portaal")
        if how == "deleted":
            omar.delete()
        else:
            omar.is_active, omar.partij = how != "closed", other.partij if how == "elsewhere" else omar.partij
            omar.save()
        assert self.asked(colleague) == (1, 1, 1)
        assert self.asked(other) == (0, 0, 0)
        if how == "elsewhere":
            assert self.asked(omar) == (0, 0, 0)
