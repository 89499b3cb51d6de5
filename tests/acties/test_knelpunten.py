"""The writer of bottlenecks and chances: what may follow on what, what is refused, and what stays in the trail."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from acties import aandacht, mijnwerk, spoor
from acties.dossier import knelpunten
from acties.models import Knelpunt, Thema
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie, maak_knelpunt, maak_overleg

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2026, 6, 18)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def given(**kwargs) -> dict:
    empty = {"actie": None, "wijk": None, "gebied": None, "thema": None, "partij": None, "project": ""}
    return {"soort": "knelpunt", "titel": "Het net zit vol", "tekst": "", "doorbraakteam": False, **empty, **kwargs}


def change(knelpunt, by, versie=None, **kwargs):
    seen = spoor.versie(knelpunt) if versie is None else versie
    values = {"partij": knelpunt.partij, "wie": None, "team": "", "team_uitkomst": ""}
    return knelpunten.change(knelpunt, given(**{**values, **kwargs}), by=by, versie=seen)


def move(knelpunt, naar, by, afloop="", versie=None):
    seen = spoor.versie(knelpunt) if versie is None else versie
    return knelpunten.move(knelpunt, naar, by=by, versie=seen, afloop=afloop)


class TestReport:
    def test_report_is_stored_with_who_and_leaves_a_line(self, gebruiker):
        by = gebruiker("corporatie", "portaal", first_name="Petra", last_name="Taal")
        made = knelpunten.report(given(tekst="Al drie maanden."), by=by)
        assert (made.stand, made.gemeld_door_naam, made.gemeld_door_partij) == ("gemeld", "Petra Taal", "Portaal")
        line = Wijziging.objects.over(made).get()
        assert (line.veld, line.naar, line.waarom) == ("gemeld", "Het net zit vol", "Al drie maanden.")

    def test_owner_is_the_corporation_itself_and_for_others_the_municipality(self, gebruiker):
        own = knelpunten.report(given(), by=gebruiker("corporatie", "portaal"))
        tenants = knelpunten.report(given(), by=gebruiker("huurdersorganisatie"))
        assert (own.partij.code, tenants.partij.code) == ("portaal", "gemeente")

    def test_corporation_that_no_longer_takes_part_does_not_become_the_owner(self, gebruiker):
        by = gebruiker("corporatie", "portaal")
        Partij.objects.filter(code="portaal").update(actief=False)
        assert knelpunten.report(given(), by=by).partij.code == "gemeente"

    def test_same_report_within_a_minute_is_one(self, gebruiker, clock):
        by = gebruiker("medewerker")
        first = knelpunten.report(given(), by=by)
        assert knelpunten.report(given(), by=by) == first
        clock.shift(61)
        assert knelpunten.report(given(), by=by) != first

    def test_theme_follows_from_the_action_and_else_from_the_project(self, gebruiker, monkeypatch):
        monkeypatch.setattr("acties.dossier.knelpunten.projecten", lambda: {"P1": "De Hoef"})
        by, actie = gebruiker("medewerker"), maak_actie(thema="ouderen")
        assert knelpunten.report(given(titel="a", actie=actie, project="P1"), by=by).thema.slug == "ouderen"
        assert knelpunten.report(given(titel="b", project="P1"), by=by).thema.slug == "voorraad"
        assert knelpunten.report(given(titel="c"), by=by).thema is None

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"partij": "hbva"}, "partij"),
            ({"partij": "omnia-wonen"}, "partij"),
            ({"project": "ONZIN"}, "project"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, gebruiker, wrong, field):
        Partij.objects.filter(code="omnia-wonen").update(actief=False)
        if "partij" in wrong:
            wrong = {"partij": Partij.objects.get(code=wrong["partij"])}
        with pytest.raises(ValidationError) as error:
            knelpunten.report(given(**wrong), by=gebruiker("medewerker"))
        assert list(error.value.message_dict) == [field]
        assert not Knelpunt.objects.exists()


class TestChange:
    def test_only_what_differs_leaves_a_line(self, gebruiker):
        by, made = gebruiker("medewerker"), maak_knelpunt(titel="Het net zit vol")
        change(made, by, doorbraakteam=True, team="Kim en Bo")
        assert {(w.veld, w.van, w.naar) for w in Wijziging.objects.over(made)} == {
            ("een doorbraakteam is nodig", "nee", "ja"),
            ("wie er in het doorbraakteam zitten", "", "Kim en Bo"),
        }

    def test_two_people_at_once_notice_each_other(self, gebruiker):
        made = maak_knelpunt(titel="Oud")
        seen = spoor.versie(made)
        change(made, gebruiker("medewerker"), seen, titel="Nieuw")
        with pytest.raises(spoor.Gewijzigd) as conflict:
            change(made, gebruiker("beheer"), seen, titel="Anders")
        assert [(w.van, w.naar) for w in conflict.value.wijzigingen] == [("Oud", "Nieuw")]

    def test_name_of_a_deleted_user_stays(self, gebruiker):
        kim = gebruiker("corporatie", "omnia-wonen", first_name="Kim", last_name="Bos")
        made, by = maak_knelpunt(), gebruiker("medewerker")
        change(made, by, wie=kim)
        kim.delete()
        made.refresh_from_db()
        change(made, by, titel="Anders")
        made.refresh_from_db()
        assert (made.wie, made.wie_naam, made.titel) == (None, "Kim Bos", "Anders")

    def test_owner_that_stopped_may_stay(self, gebruiker):
        made = maak_knelpunt(partij="omnia-wonen")
        Partij.objects.filter(code="omnia-wonen").update(actief=False)
        made.refresh_from_db()
        assert change(made, gebruiker("medewerker"), titel="Nieuw").titel == "Nieuw"

    @pytest.mark.parametrize(
        ("wrong", "field"), [({"team": "Kim"}, "doorbraakteam"), ({"team_uitkomst": "Klaar"}, "doorbraakteam")]
    )
    def test_team_without_the_wish_for_one_is_refused(self, gebruiker, wrong, field):
        with pytest.raises(ValidationError) as error:
            change(maak_knelpunt(), gebruiker("medewerker"), **wrong)
        assert list(error.value.message_dict) == [field]

    def test_person_of_another_party_is_refused(self, gebruiker):
        with pytest.raises(ValidationError) as error:
            change(maak_knelpunt(partij="omnia-wonen"), gebruiker("medewerker"), wie=gebruiker("corporatie", "portaal"))
        assert list(error.value.message_dict) == ["wie"]


class TestMove:
    def test_way_from_reported_to_solved_and_back(self, gebruiker):
        made, by = maak_knelpunt(), gebruiker("medewerker")
        move(made, "opgepakt", by)
        solved = move(made, "opgelost", by, " Er is een kabel bij. ")
        assert (solved.stand, solved.afloop) == ("opgelost", "Er is een kabel bij.")
        again = move(made, "opgepakt", by)
        assert (again.stand, again.afloop) == ("opgepakt", "")
        steps = Wijziging.objects.over(made).filter(veld="stand").order_by("pk")
        assert [(w.van, w.naar, w.waarom) for w in steps] == [
            ("gemeld", "opgepakt", ""),
            ("opgepakt", "opgelost", "Er is een kabel bij."),
            ("opgelost", "opgepakt", ""),
        ]

    def test_every_move_that_is_not_listed_is_refused(self, gebruiker):
        by = gebruiker("medewerker")
        allowed = {("gemeld", "opgepakt"), ("gemeld", "vervallen"), ("opgepakt", "opgelost"), ("opgepakt", "vervallen"),
                   ("opgepakt", "gemeld"), ("opgelost", "opgepakt"), ("vervallen", "opgepakt")}  # fmt: skip
        states = "gemeld", "opgepakt", "opgelost", "vervallen"
        done = set()
        for van in states:
            for naar in states:
                made = maak_knelpunt(stand=van, afloop="Klaar.")
                try:
                    move(made, naar, by, "Klaar.")
                except ValidationError:
                    continue
                if van != naar:
                    done.add((van, naar))
        assert done == allowed

    @pytest.mark.parametrize("naar", ["opgelost", "vervallen"])
    def test_the_end_asks_how_it_went(self, gebruiker, naar):
        with pytest.raises(ValidationError) as error:
            move(maak_knelpunt(stand="opgepakt"), naar, gebruiker("medewerker"), " \n ")
        assert list(error.value.message_dict) == ["afloop"]

    def test_double_click_leaves_one_line(self, gebruiker):
        made, by = maak_knelpunt(), gebruiker("medewerker")
        seen = spoor.versie(made)
        for _twice in range(2):
            move(made, "opgepakt", by, versie=seen)
        assert Wijziging.objects.over(made).count() == 1

    def test_stale_move_is_told_what_the_other_did(self, gebruiker):
        made, by = maak_knelpunt(), gebruiker("medewerker")
        seen = spoor.versie(made)
        move(made, "vervallen", by, "Dubbel gemeld.")
        with pytest.raises(spoor.Gewijzigd):
            move(made, "opgepakt", by, versie=seen)
        made.refresh_from_db()
        assert made.stand == "vervallen"


class TestNote:
    def test_note_keeps_who_and_when_and_is_no_conflict_for_who_moves(self, gebruiker):
        made, by = maak_knelpunt(), gebruiker("huurdersorganisatie", first_name="Hanna", last_name="Huurder")
        seen = spoor.versie(made)
        note = knelpunten.note(made, "We vroegen het na.", by=by)
        assert (note.door_naam, note.door_partij) == ("Hanna Huurder", "SHOW")
        assert Wijziging.objects.over(note).get().naar == "We vroegen het na."
        assert move(made, "opgepakt", gebruiker("medewerker"), versie=seen).stand == "opgepakt"

    def test_same_note_within_a_minute_is_one(self, gebruiker):
        made, by = maak_knelpunt(), gebruiker("medewerker")
        assert knelpunten.note(made, "x", by=by) == knelpunten.note(made, "x", by=by)


class TestAandacht:
    def titles(self, overleg):
        return [p.titel for p in aandacht.punten(overleg, VANDAAG) if p.soort == "knelpunt"]

    def test_agenda_gets_wishes_for_a_team_and_what_waits_four_weeks(self, clock):
        overleg = maak_overleg("bo", "2026-06-25")
        clock.move_to(datetime.datetime(2026, 5, 21, 12, tzinfo=datetime.UTC))  # four weeks before
        maak_knelpunt(titel="Ligt vier weken")
        maak_knelpunt(titel="Bezig", stand="opgepakt")
        clock.move_to(datetime.datetime(2026, 5, 22, 12, tzinfo=datetime.UTC))
        maak_knelpunt(titel="Ligt kort", soort="kans")
        maak_knelpunt(titel="Team gewenst", stand="opgepakt", doorbraakteam=True)
        maak_knelpunt(titel="Klaar", stand="opgelost", doorbraakteam=True, afloop="Mooi.")
        assert self.titles(overleg) == ["Knelpunt: Team gewenst", "Knelpunt: Ligt vier weken"]

    @pytest.mark.parametrize(
        ("reporter", "stand", "said"),
        [
            ("Portaal", "opgepakt", "Portaal meldde dit en pakt het zelf op."),
            ("Portaal", "gemeld", "Portaal meldde dit en kan het zelf oppakken."),
            ("SHOW", "opgepakt", "SHOW meldde dit; Portaal pakt het op."),
        ],
    )
    def test_agenda_says_who_reported_it_and_asks_who_join(self, reporter, stand, said):
        maak_knelpunt(partij="portaal", gemeld_door_partij=reporter, stand=stand, doorbraakteam=True)
        [punt] = [p for p in aandacht.punten(maak_overleg("bo", "2026-06-25"), VANDAAG) if p.soort == "knelpunt"]
        assert punt.toelichting.startswith(f"{said} Er is om een doorbraakteam gevraagd: wie doen mee?")

    def test_point_is_about_it_and_stays_within_the_themes_of_the_meeting(self):
        voorraad = Thema.objects.get(slug="voorraad")
        made = maak_knelpunt(doorbraakteam=True, thema=voorraad)
        maak_knelpunt(titel="Warmte", doorbraakteam=True, thema=Thema.objects.get(slug="duurzaam"))
        overleg = maak_overleg("portefeuille-bestuurlijk", "2026-06-25")
        found = [p for p in aandacht.punten(overleg, VANDAAG) if p.soort == "knelpunt"]
        assert [(p.sleutel, p.knelpunt_of_kans) for p in found] == [(f"knelpunt-{made.pk}", made)]


class TestMijnWerk:
    def test_owner_is_asked_to_take_it_up_and_then_left_alone_for_eight_weeks(self, gebruiker, clock):
        omnia, portaal = gebruiker("corporatie", "omnia-wonen"), gebruiker("corporatie", "portaal")
        made = maak_knelpunt(partij="omnia-wonen")
        assert mijnwerk.knelpunten(omnia, VANDAAG) == [made]
        assert mijnwerk.knelpunten(portaal, VANDAAG) == []
        move(made, "opgepakt", omnia)
        assert mijnwerk.knelpunten(omnia, VANDAAG) == []
        assert mijnwerk.knelpunten(omnia, VANDAAG + datetime.timedelta(weeks=8)) == [made]
        clock.shift(datetime.timedelta(weeks=7))
        knelpunten.note(made, "We bellen.", by=omnia)
        assert mijnwerk.knelpunten(omnia, VANDAAG + datetime.timedelta(weeks=8)) == []

    def test_named_person_is_asked_and_not_the_whole_party_or_its_board_member(self, gebruiker):
        kim, other = gebruiker("corporatie", "omnia-wonen"), gebruiker("corporatie", "omnia-wonen")
        board = gebruiker("bo-lid", "omnia-wonen")
        made = maak_knelpunt(partij="omnia-wonen", wie=kim, wie_naam=str(kim))
        maak_knelpunt(titel="Van allen", partij="omnia-wonen")
        asked = {user: [k.titel for k in mijnwerk.knelpunten(user, VANDAAG)] for user in (kim, other, board)}
        assert asked == {kim: [made.titel, "Van allen"], other: ["Van allen"], board: []}


def notices(*users) -> list[list[tuple[str, str]]]:
    """Per user the notices that they had, oldest first."""
    return [list(user.berichten.order_by("pk").values_list("titel", "tekst")) for user in users]


class TestBerichten:
    """Petra of Portaal is who reports; Omnia Wonen takes it up."""

    @pytest.fixture
    def petra(self, gebruiker):
        return gebruiker("corporatie", "portaal", first_name="Petra", last_name="Taal")

    @pytest.fixture
    def omnia(self):
        return Partij.objects.get(code="omnia-wonen")

    def test_who_can_take_it_up_hears_of_it_and_nobody_else(self, gebruiker, petra, omnia):
        one, two = gebruiker("corporatie", "omnia-wonen"), gebruiker("corporatie", "omnia-wonen")
        sits = gebruiker("bo-lid", "omnia-wonen")
        knelpunten.report(given(tekst="Al drie maanden.", partij=omnia), by=petra)
        asked = (
            "Voor u: Knelpunt: Het net zit vol",
            "Gemeld door Petra Taal (Portaal).\n\nAl drie maanden.\n\nKunt u dit oppakken?",
        )
        assert notices(one, two, sits, petra) == [[asked], [asked], [], []]

    def test_person_that_is_named_later_hears_of_it_once(self, gebruiker, petra, omnia):
        one, two = gebruiker("corporatie", "omnia-wonen"), gebruiker("corporatie", "omnia-wonen")
        made = maak_knelpunt()
        change(made, petra, partij=omnia, wie=two)
        change(made, petra, partij=omnia, wie=two, titel="Het net is echt vol")
        assert [len(found) for found in notices(one, two)] == [0, 1]

    def test_who_reported_it_hears_how_it_ended(self, gebruiker, petra, omnia):
        made = knelpunten.report(given(partij=omnia), by=petra)
        by = gebruiker("corporatie", "omnia-wonen")
        made = move(made, "opgepakt", by)
        assert notices(petra) == [[]]
        move(made, "opgelost", by, afloop="Er kwam een kabel bij.")
        told = "Er kwam een kabel bij.\n\nDank u wel voor uw melding."
        assert notices(petra) == [[("Opgelost: Het net zit vol", told)]]

    def test_who_ends_what_they_reported_themselves_hears_nothing(self, petra):
        made = knelpunten.report(given(), by=petra)
        move(made, "vervallen", petra, afloop="Dubbel gemeld.")
        assert notices(petra) == [[]]
