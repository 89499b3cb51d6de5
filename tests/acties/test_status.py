"""The one writer of statuses and milestones: everything is kept, and two people at once notice each other."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from acties.models import Actie, Actiestatus, Statusmelding
from acties.status import StatusConflict, change_status, complete_milestone, move_milestone
from basis.models import Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db
NU = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
DAG = datetime.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker", first_name="Mieke", last_name="Stad")


def trail(onderwerp):
    """The trail of a row, oldest first: (what, from, to, why)."""
    return list(Wijziging.objects.over(onderwerp).order_by("pk").values_list("veld", "van", "naar", "waarom"))


def stored(row):
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


class TestChangeStatus:
    def test_change_status_keeps_everything(self, medewerker):
        actie = maak_actie()
        melding = change_status(
            actie,
            by=medewerker,
            naar="op-schema",
            toelichting="  De eerste gesprekken zijn geweest. ",
            succes=" Alle partijen doen mee. ",
            knelpunt=" Er is weinig tijd.\n",
            versie=0,
        )
        kept = Statusmelding.objects.get()
        assert kept == melding
        assert (kept.actie, kept.van, kept.naar, kept.op) == (actie, "niet-gestart", "op-schema", NU)
        assert kept.toelichting == "De eerste gesprekken zijn geweest."
        assert (kept.succes, kept.knelpunt) == ("Alle partijen doen mee.", "Er is weinig tijd.")
        assert (kept.door, kept.door_naam, kept.door_partij) == (
            medewerker,
            "Mieke Stad",
            "Gemeente Amersfoort",
        )

    def test_change_status_writes_the_action_and_the_trail(self, medewerker):
        actie = maak_actie()
        change_status(actie, by=medewerker, naar="op-schema", toelichting="Begonnen.", versie=0)
        kept = stored(actie)
        assert (kept.status, kept.versie, kept.bijgewerkt_op) == ("op-schema", 1, NU)
        assert (actie.status, actie.versie, actie.bijgewerkt_op) == ("op-schema", 1, NU)
        assert trail(actie) == [("status", "nog niet gestart", "op schema", "Begonnen.")]
        assert Wijziging.objects.get().door == medewerker

    def test_change_status_to_the_same_status_is_an_update_too(self, medewerker):
        actie = maak_actie(status=Actiestatus.AANDACHT, versie=4)
        change_status(actie, by=medewerker, naar="aandacht", toelichting="Nog steeds.", versie=4)
        assert (actie.status, actie.versie) == ("aandacht", 5)
        assert trail(actie) == [("status", "aandacht nodig", "aandacht nodig", "Nog steeds.")]

    def test_change_status_leaves_the_rest_of_the_action(self, medewerker):
        """Somebody corrects the title while the page with the status form is open."""
        actie = maak_actie()
        Actie.objects.filter(pk=actie.pk).update(titel="Betere titel")
        change_status(actie, by=medewerker, naar="op-schema", toelichting="Begonnen.", versie=0)
        assert stored(actie).titel == "Betere titel"

    def test_change_status_from_a_stale_version_tells_what_others_wrote(self, medewerker, gebruiker, clock):
        actie, other = maak_actie(), gebruiker("corporatie")
        change_status(actie, by=other, naar="op-schema", toelichting="Oud nieuws.", versie=0)
        stale = stored(actie)
        clock.shift(datetime.timedelta(minutes=1))
        change_status(actie, by=other, naar="aandacht", toelichting="Het loopt vast.", versie=1)
        clock.shift(datetime.timedelta(minutes=1))
        change_status(actie, by=other, naar="bijsturen", toelichting="Het ligt stil.", versie=2)
        with pytest.raises(StatusConflict) as caught:
            change_status(stale, by=medewerker, naar="afgerond", toelichting="Klaar.", versie=1)
        assert [melding.toelichting for melding in caught.value.meldingen] == ["Het ligt stil.", "Het loopt vast."]
        assert (caught.value.actie.status, caught.value.actie.versie) == ("bijsturen", 3)
        assert str(caught.value) == f"Actie {actie.nummer} is intussen gewijzigd."
        assert (stale.status, stale.versie) == ("op-schema", 1)
        assert Statusmelding.objects.count() == 3
        assert len(trail(actie)) == 3

    def test_change_status_from_a_version_that_never_was_is_a_conflict(self, medewerker):
        actie = maak_actie()
        with pytest.raises(StatusConflict) as caught:
            change_status(actie, by=medewerker, naar="op-schema", toelichting="Begonnen.", versie=7)
        assert caught.value.meldingen == []

    @pytest.mark.parametrize(
        ("naar", "toelichting", "messages"),
        [
            ("groen", "Goed bezig.", {"naar": ["Kies een status uit de lijst."]}),
            ("", "Goed bezig.", {"naar": ["Kies een status uit de lijst."]}),
            (
                "op-schema",
                " \n ",
                {"toelichting": ["Schrijf in een paar woorden hoe het met de actie gaat."]},
            ),
        ],
    )
    def test_change_status_refuses_bad_input_and_stores_nothing(self, medewerker, naar, toelichting, messages):
        actie = maak_actie()
        with pytest.raises(ValidationError) as caught:
            change_status(actie, by=medewerker, naar=naar, toelichting=toelichting, versie=0)
        assert caught.value.message_dict == messages
        assert stored(actie).versie == 0
        assert not Statusmelding.objects.exists()
        assert trail(actie) == []


class TestCompleteMilestone:
    def test_complete_milestone_notes_the_day_once(self, medewerker):
        mijlpaal = maak_mijlpaal()
        for _twice in range(2):
            complete_milestone(mijlpaal, by=medewerker, op=DAG)
        assert stored(mijlpaal).gehaald_op == DAG
        assert trail(mijlpaal) == [("gehaald op", "", "2027-03-01", "")]

    def test_complete_milestone_can_be_taken_back(self, medewerker):
        mijlpaal = maak_mijlpaal(gehaald_op="2027-02-27")
        complete_milestone(mijlpaal, by=medewerker, op=None)
        assert stored(mijlpaal).gehaald_op is None
        assert trail(mijlpaal) == [("gehaald op", "2027-02-27", "", "")]


class TestMoveMilestone:
    def test_move_milestone_keeps_the_old_date_and_the_reason(self, medewerker):
        mijlpaal = maak_mijlpaal(gepland_op="2027-03-01")
        for _twice in range(2):
            move_milestone(mijlpaal, by=medewerker, naar=datetime.date(2027, 4, 1), waarom=" Ziekte. ")
        assert stored(mijlpaal).gepland_op == datetime.date(2027, 4, 1)
        assert trail(mijlpaal) == [("gepland op", "2027-03-01", "2027-04-01", "Ziekte.")]

    def test_move_milestone_without_a_reason_changes_nothing(self, medewerker):
        mijlpaal = maak_mijlpaal(gepland_op="2027-03-01")
        with pytest.raises(ValidationError) as caught:
            move_milestone(mijlpaal, by=medewerker, naar=datetime.date(2027, 4, 1), waarom=" ")
        assert caught.value.message_dict == {"waarom": ["Vertel kort waarom de datum verandert."]}
        assert stored(mijlpaal).gepland_op == datetime.date(2027, 3, 1)
        assert trail(mijlpaal) == []

    def test_move_milestone_leaves_the_day_it_was_reached(self, medewerker):
        """A colleague notes the day while this one still has the milestone as it was."""
        seen = maak_mijlpaal()
        complete_milestone(stored(seen), by=medewerker, op=DAG)
        move_milestone(seen, by=medewerker, naar=datetime.date(2027, 4, 1), waarom="Ziekte.")
        assert stored(seen).gehaald_op == DAG
