"""The turn of the year: decided once, stored together, and the year before stays as it was."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains

from acties import doorzetten, importeren, jaarwisseling, mijnwerk, spoor, status, wijzigen
from acties.doorzetten import Meegenomen, Nieuwedag, day_in
from acties.dossier import bewijs
from acties.dossier.contact import place_contact, remove_contact
from acties.dossier.opmerken import place_remark
from acties.dossier.samen import open_actions
from acties.jaarwisseling import Achterhaald, Beslissing, carry_over
from acties.models import Actie, Bewijsstuk, Contactpersoon, Statusmelding
from acties.tijdlijn import Tijdlijn, milestones
from basis.models import Gebied, Partij, Wijziging
from tests.tegelijk import GELUKT, at_once

pytestmark = pytest.mark.django_db
NU = datetime.datetime(2026, 12, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


def actie(nummer, jaar=2026) -> Actie:
    return Actie.objects.get(jaar=jaar, nummer=nummer)


def besluit(nummer, keuze="doorzetten", waarom="", versie=None) -> Beslissing:
    found = actie(nummer)
    return Beslissing(found, keuze, waarom, found.versie if versie is None else versie)


def update(nummer, by, naar="op-schema", **kwargs):
    found = actie(nummer)
    status.change_status(found, by=by, naar=naar, versie=found.versie, **{"toelichting": "Het loopt.", **kwargs})


class TestDoorzetten:
    def test_new_action_takes_along_what_describes_it(self, medewerker):
        old = actie(10)
        old.gebieden.add(Gebied.objects.create(code="proef", naam="Proefgebied"))
        place_contact(
            old, by=medewerker, partij=Partij.objects.get(code="gemeente"), naam="Sam", functie="adviseur", email=""
        )
        update(10, medewerker, "aandacht", knelpunt="Te weinig tijd.")
        [new] = carry_over([besluit(10)], jaar=2027, by=medewerker).doorgezet
        assert (new.jaar, new.nummer, new.titel, new.samenvatting) == (2027, 10, old.titel, old.samenvatting)
        assert (new.thema, new.doel, new.planning, new.deadline) == (old.thema, old.doel, "2027", None)
        for name in ("trekkers", "partners", "gebieden"):
            assert set(getattr(new, name).all()) == set(getattr(old, name).all())
        assert {each.code for each in new.indicatoren.all()} == {each.code for each in old.indicatoren.all()} != set()
        assert [each.naam for each in new.contactpersonen.all()] == ["Sam"]
        assert (new.vervolg_van, new.loopt_sinds) == (old, 2026)

    def test_new_action_begins_with_the_status_of_the_old_and_says_so(self, medewerker):
        update(10, medewerker, "aandacht", knelpunt="Te weinig tijd.")
        [new] = carry_over([besluit(10, waarom="De verkenning kost meer tijd.")], jaar=2027, by=medewerker).doorgezet
        melding = new.meldingen.get()
        assert (new.status, new.versie, new.bijgewerkt_op) == ("aandacht", 1, NU)
        assert (melding.van, melding.naar, melding.knelpunt) == ("aandacht", "aandacht", "Te weinig tijd.")
        assert melding.toelichting == "Doorgezet vanuit 2026 (daar actie 10). De verkenning kost meer tijd."
        status.change_status(new, by=medewerker, naar="op-schema", toelichting="Weer op weg.", versie=1)
        assert new.status == "op-schema"

    def test_old_action_stays_as_it_was(self, medewerker):
        update(10, medewerker)
        before = Actie.objects.filter(jaar=2026, nummer=10).values().get()
        carry_over([besluit(10)], jaar=2027, by=medewerker)
        assert Actie.objects.filter(jaar=2026, nummer=10).values().get() == before
        assert actie(10).meldingen.count() == 1

    def test_open_milestones_go_along_with_the_history_of_their_date(self, medewerker):
        done, moved = actie(3).mijlpalen.order_by("gepland_op")[:2]
        status.complete_milestone(done, by=medewerker, op=datetime.date(2026, 6, 1))
        was = moved.gepland_op
        status.move_milestone(moved, by=medewerker, naar=datetime.date(2027, 2, 1), waarom="Er is meer overleg nodig.")
        [new] = carry_over([besluit(3)], jaar=2027, by=medewerker).doorgezet
        kept = milestones(new)
        assert [row.naam for row, _ in kept] == [moved.naam]
        [(row, history)] = kept
        [line] = Wijziging.objects.over(row)
        assert (line.veld, line.van, line.naar, line.door) == ("doorgezet", "actie 3 (2026)", moved.naam, medewerker)
        assert row.gepland_op == datetime.date(2027, 2, 1)
        assert [(each.van, each.waarom) for each in history] == [(str(was), "Er is meer overleg nodig.")]
        status.move_milestone(row, by=medewerker, naar=datetime.date(2027, 4, 1), waarom="Nog een keer.")
        assert [each.waarom for each in milestones(new)[0][1]] == ["Er is meer overleg nodig.", "Nog een keer."]
        assert [m.stand.label for m in actie(3).mijlpalen.order_by("pk")] == ["gehaald", "doorgezet"]

    def test_milestone_gets_the_day_that_was_chosen_or_is_dropped(self, medewerker):
        kept, gone = actie(3).mijlpalen.order_by("gepland_op")[:2]
        was, day = kept.gepland_op, datetime.date(2027, 3, 1)
        chosen = {kept.pk: Nieuwedag(day, "Doorgezet naar 2027."), gone.pk: Nieuwedag(None, "Niet meer nodig.")}
        decided = Beslissing(actie(3), "doorzetten", "", 0, Meegenomen("eerste helft 2027", chosen))
        [new] = carry_over([decided], jaar=2027, by=medewerker).doorgezet
        [(row, [change])] = milestones(new)
        assert (row.naam, row.gepland_op, new.planning) == (kept.naam, day, "eerste helft 2027")
        assert (change.van, change.naar, change.waarom) == (str(was), "2027-03-01", "Doorgezet naar 2027.")
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.gepland_op, kept.stand, gone.stand) == (was, "doorgezet", "vervallen")
        assert Wijziging.objects.over(gone).get().waarom == "Niet meer nodig."

    def test_milestones_move_along_a_year_when_nobody_chose_a_day(self, medewerker):
        """As the page proposes; what lies in the new year already stays, and the reason is told."""
        one, other = actie(3).mijlpalen.order_by("gepland_op")[:2]
        actie(3).mijlpalen.exclude(pk__in=[one.pk, other.pk]).delete()
        days = datetime.date(2026, 10, 15), datetime.date(2027, 2, 1)
        for mijlpaal, day in zip((one, other), days, strict=True):
            status.move_milestone(mijlpaal, by=medewerker, naar=day, waarom="x")
        text = "3) Actie 2027: De verkenning gaat verder."
        importeren.store(text, jaar=2027, by=medewerker, vervolg={3: actie(3)})
        new = actie(3, 2027)
        assert [(row.gepland_op.isoformat(), [each.waarom for each in shifts]) for row, shifts in milestones(new)] == [
            ("2027-02-01", ["x"]), ("2027-10-15", ["x", "Doorgezet naar 2027."])
        ]  # fmt: skip
        assert new.officiele_tekst == "De verkenning gaat verder."

    @pytest.mark.parametrize(
        ("planning", "expected"),
        [
            ("2026", "2027"),
            ("2026, jaarlijks", "2027, jaarlijks"),
            ("eerste helft 2026", "eerste helft 2027"),
            ("doorlopend", "doorlopend"),
            ("elk halfjaar", "elk halfjaar"),
            ("besluit 12026, 2025–2030", "besluit 12026, 2025–2030"),
        ],
    )
    def test_planning_goes_along_with_its_year_alone_renewed(self, medewerker, planning, expected):
        Actie.objects.filter(jaar=2026, nummer=10).update(planning=planning)
        [new] = carry_over([besluit(10)], jaar=2027, by=medewerker).doorgezet
        assert new.planning == expected

    def test_carrying_on_stands_on_the_timeline_of_both_years_once(self, medewerker):
        carry_over([besluit(6, waarom="Het loopt uit.")], jaar=2027, by=medewerker)
        [told] = [each for each in Tijdlijn(actie(6))[:10] if each.soort == "verder"]
        assert (told.bron.naar, told.bron.waarom) == ("actie 6 (2027)", "Het loopt uit.")
        both_milestones = ["mijlpaal", "mijlpaal"]  # moved along
        assert sorted(each.soort for each in Tijdlijn(actie(6, 2027))[:10]) == ["melding", *both_milestones]

    def test_related_actions_become_those_of_the_new_year_in_any_order(self, medewerker):
        """In the agreements 3 belongs with 2, and 4 with 2 and 3. Of 2 nothing is decided until later."""
        carry_over([besluit(4), besluit(3)], jaar=2027, by=medewerker)
        assert [each.nummer for each in actie(4, 2027).verwant.filter(jaar=2027)] == [3]
        carry_over([besluit(2)], jaar=2027, by=medewerker)
        assert {(each.jaar, each.nummer) for each in actie(4, 2027).verwant.all()} == {(2027, 2), (2027, 3)}
        assert {each.jaar for each in actie(4).verwant.all()} == {2026}

    def test_number_that_is_taken_gives_the_next_free_one(self, medewerker):
        Actie.objects.create(jaar=2027, nummer=7, titel="Iets anders", samenvatting="x", planning="2027")
        [new] = carry_over([besluit(7)], jaar=2027, by=medewerker).doorgezet
        assert new.nummer == 8
        [eight] = carry_over([besluit(8)], jaar=2027, by=medewerker).doorgezet
        assert eight.nummer == 9

    def test_history_of_three_years_stands_in_one_timeline(self, medewerker, clock):
        update(6, medewerker, toelichting="Eerste jaar.")
        carry_over([besluit(6)], jaar=2027, by=medewerker)
        clock.move_to(NU + datetime.timedelta(days=365))
        second = actie(6, 2027)
        status.change_status(second, by=medewerker, naar="op-schema", toelichting="Tweede jaar.", versie=1)
        carry_over([Beslissing(second, "doorzetten", "", second.versie)], jaar=2028, by=medewerker)
        third = actie(6, 2028)
        told = [each.bron.toelichting for each in Tijdlijn(third)[:10] if each.soort == "melding"]
        assert told == ["Doorgezet vanuit 2027 (daar actie 6).", "Tweede jaar.",
                        "Doorgezet vanuit 2026 (daar actie 6).", "Eerste jaar."]  # fmt: skip
        assert third.loopt_sinds == 2026

    def test_ten_thousand_notes_are_not_all_read(self, medewerker, django_assert_max_num_queries):
        update(6, medewerker)
        one = Statusmelding.objects.get()
        values = {"actie": one.actie, "van": "op-schema", "naar": "op-schema", "door_naam": "x", "door_partij": "y"}
        Statusmelding.objects.bulk_create(
            [Statusmelding(toelichting=f"Notitie {at}", **values) for at in range(10_000)], batch_size=500
        )
        [new] = carry_over([besluit(6)], jaar=2027, by=medewerker).doorgezet
        with django_assert_max_num_queries(12):
            told = Tijdlijn(new)
            page = told[10_000:10_025]
        # the carrying on, 10,001 updates, and the two milestones of action 6 that moved along
        assert len(told) == 10_004
        assert len(page) == 4


class TestVragen:
    """How often the database is asked: as often for one action as for three."""

    def test_carrying_on_takes_as_many_queries_for_one_as_for_three(self, medewerker):
        """Each has parties, figures, a related action, a person, an update and open milestones."""
        gemeente = Partij.objects.get(code="gemeente")
        for found in (actie(2), actie(3), actie(4)):
            place_contact(found, by=medewerker, partij=gemeente, naam="Sam", functie="adviseur", email="")
            found.gebieden.add(Gebied.objects.get_or_create(code="proef", naam="Proefgebied")[0])
            found.indicatoren.get_or_create(code="V1")
            found.partners.add(Partij.objects.get(code="portaal"))
            status.add_milestone(found, by=medewerker, naam="Nog een", gepland_op=datetime.date(2026, 12, 31))
            update(found.nummer, medewerker)
        carry_over([besluit(1)], jaar=2027, by=medewerker)
        actie(3).verwant.add(actie(1))
        counts = []
        for numbers in ((3,), (2, 3, 4)):
            decided = [besluit(number) for number in numbers]
            with transaction.atomic():
                with CaptureQueriesContext(connection) as queries:
                    carry_over(decided, jaar=2027, by=medewerker)
                transaction.set_rollback(True)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 35

    def test_preview_takes_as_many_queries_for_one_as_for_three(self, django_assert_num_queries):
        for numbers in ((1,), (1, 2, 3)):
            decided = [besluit(number) for number in numbers]
            with django_assert_num_queries(1):  # the numbers that are taken
                assert len(jaarwisseling.preview(decided, 2027)) == len(numbers)

    def test_reading_years_takes_at_most_nine_queries(self):
        for years in ((2027,), (2026, 2027)):
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                doorzetten.lock_years(*years)
            assert len(queries) <= 9  # milestones, actions, and seven lists


class TestAfsluiten:
    def test_finished_and_dropped_keep_why(self, medewerker):
        done = carry_over(
            [besluit(2, "afgerond"), besluit(8, "vervallen", "Geen vergunning.")], jaar=2027, by=medewerker
        )
        assert [each.nummer for each in done.afgesloten] == [2, 8]
        assert [(actie(n).status, actie(n).meldingen.get().toelichting) for n in (2, 8)] == [
            ("afgerond", "Afgerond bij de jaarwisseling naar 2027."),
            ("vervallen", "Geen vergunning."),
        ]

    def test_dropping_without_a_reason_stores_nothing(self, medewerker):
        with pytest.raises(ValidationError, match="waarom actie 8 vervalt"):
            carry_over([besluit(2), besluit(8, "vervallen", "  ")], jaar=2027, by=medewerker)
        assert not Actie.objects.filter(jaar=2027).exists()


class TestTweemaal:
    def test_second_time_adds_only_what_was_left_open(self, medewerker):
        carry_over([besluit(1), besluit(2, "afgerond")], jaar=2027, by=medewerker)
        lines = Wijziging.objects.count()
        again = carry_over([besluit(1), besluit(2, "afgerond")], jaar=2027, by=medewerker)
        assert (again.doorgezet, again.afgesloten, Wijziging.objects.count()) == ([], [], lines)
        [third] = carry_over([besluit(1), besluit(3)], jaar=2027, by=medewerker).doorgezet
        assert third.nummer == 3

    def test_status_that_changed_meanwhile_is_told_and_nothing_stored(self, medewerker):
        stale = besluit(5)
        update(5, medewerker, "bijsturen", toelichting="Het stokt.")
        with pytest.raises(Achterhaald) as found:
            carry_over([besluit(4), stale], jaar=2027, by=medewerker)
        assert found.value.redenen == {
            actie(5).pk: f"Intussen bijgewerkt door {medewerker}: bijsturen nodig. ‘Het stokt.’"
        }
        assert not Actie.objects.filter(jaar=2027).exists()

    def test_other_decision_of_somebody_else_is_told(self, medewerker):
        stale, late = besluit(5, "afgerond"), besluit(6)
        carry_over([besluit(5), besluit(6, "vervallen", "Niet meer nodig.")], jaar=2027, by=medewerker)
        with pytest.raises(Achterhaald) as found:
            carry_over([stale, late], jaar=2027, by=medewerker)
        assert list(found.value.redenen.values()) == [
            "Intussen doorgezet naar 2027.", "Intussen vervallen: Niet meer nodig."
        ]  # fmt: skip

    def test_database_refuses_a_second_successor_and_one_of_the_same_year(self, medewerker):
        carry_over([besluit(5)], jaar=2027, by=medewerker)
        for jaar, sinds, van in [(2028, 2026, 5), (2026, 2026, 6), (2027, None, 6)]:
            with pytest.raises(IntegrityError), transaction.atomic():
                Actie.objects.create(jaar=jaar, nummer=77, titel="x", vervolg_van=actie(van), loopt_sinds=sinds)


def words(actie, **other) -> dict:
    """What the form of an action gives when nothing but this is changed."""
    fields = {name: getattr(actie, name) for name in wijzigen.VELDEN}
    lists = {name: list(getattr(actie, name).all()) for name in wijzigen.LIJSTEN}
    codes = list(actie.indicatoren.values_list("code", flat=True))
    return {**fields, **lists, "indicatoren": codes, **other}


class TestBlijftZo:
    """What was carried on takes nothing any more, and nobody is asked about it."""

    @pytest.fixture(autouse=True)
    def _carried(self, medewerker):
        carry_over([besluit(3)], jaar=2027, by=medewerker)

    @pytest.fixture(autouse=True)
    def _beside(self, db):
        """What stood beside it before."""
        self.contact = Contactpersoon.objects.create(
            actie=actie(3), partij=Partij.objects.get(code="gemeente"), naam="Kim", functie="adviseur"
        )
        self.bewijs = Bewijsstuk.objects.create(actie=actie(3), titel="De kaart", link="https://kaart.nl")

    def test_nothing_is_written_about_it(self, medewerker, gebruiker):
        old, mijlpaal = actie(3), actie(3).mijlpalen.first()
        day, omnia = datetime.date(2026, 12, 1), Partij.objects.get(code="omnia-wonen")
        deeds = [
            lambda: update(3, medewerker),
            lambda: status.confirm(old, by=medewerker, versie=old.versie),
            lambda: status.add_milestone(old, by=medewerker, naam="Nog een", gepland_op=day),
            lambda: status.complete_milestone(mijlpaal, by=medewerker, op=day),
            lambda: status.move_milestone(mijlpaal, by=medewerker, naar=day, waarom="x"),
            lambda: status.drop_milestone(mijlpaal, by=medewerker, waarom="x"),
            lambda: place_remark(old, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe gaat het?"),
            lambda: place_contact(old, by=medewerker, partij=omnia, naam="Sam", functie="x", email=""),
            lambda: remove_contact(self.contact, by=medewerker),
            lambda: bewijs.add_link(old, by=medewerker, titel="Nog een kaart", link="https://nog-een.nl"),
            lambda: bewijs.take_away(self.bewijs, by=medewerker, waarom="x"),
            lambda: wijzigen.change(old, words(old, titel="Anders"), by=medewerker, versie=spoor.versie(old)),
            lambda: importeren.store("3) Actie 2026: Een andere tekst.", jaar=2026, by=medewerker),
        ]
        before = Wijziging.objects.count()
        for deed in deeds:
            with pytest.raises(ValidationError, match="Actie 3 is doorgezet naar 2027 en blijft hier zoals ze was"):
                deed()
        assert Wijziging.objects.count() == before

    def test_it_is_asked_of_nobody(self, medewerker):
        assert not open_actions(medewerker).filter(jaar=2026, nummer=3).exists()
        assert open_actions(medewerker).filter(jaar=2027, nummer=3).exists()
        asked = [(werk.actie.jaar, werk.actie.nummer) for werk in mijnwerk.actions(medewerker, timezone.localdate())]
        assert (2026, 3) not in asked
        assert (2026, 4) in asked


class TestGeschiedenis:
    def test_name_of_somebody_who_left_stays_on_the_page_of_the_successor(self, medewerker, als):
        update(6, medewerker, toelichting="Het onderzoek loopt.")
        name = str(medewerker)
        carry_over([besluit(6)], jaar=2027, by=medewerker)
        medewerker.delete()
        page = als("bo-lid").get("/acties/2027/6/")
        assertContains(page, "Het onderzoek loopt.")
        assertContains(page, f"{name}, Gemeente Amersfoort", count=2)


@pytest.mark.django_db(transaction=True)
class TestTegelijk:
    @pytest.fixture(autouse=True)
    def _reference_data(self, transactional_db):
        call_command("laad_basisgegevens", verbosity=0)

    def test_two_officers_carry_on_the_same_actions_once(self, gebruiker):
        users = gebruiker("medewerker"), gebruiker("beheer")
        mine = [besluit(nummer) for nummer in range(1, 21)]
        outcomes = at_once(*[lambda by=by: carry_over(mine, jaar=2027, by=by) for by in users], told=(Achterhaald,))
        assert outcomes == ["gelukt", "gelukt"]
        assert list(Actie.objects.filter(jaar=2027).order_by("nummer").values_list("nummer", flat=True)) == [
            *range(1, 21)
        ]

    def test_of_two_decisions_one_is_stored_and_the_other_told(self, gebruiker):
        users = gebruiker("medewerker"), gebruiker("beheer")
        one, other = [besluit(5)], [besluit(5, "vervallen", "Niet meer nodig.")]
        outcomes = at_once(
            lambda: carry_over(one, jaar=2027, by=users[0]),
            lambda: carry_over(other, jaar=2027, by=users[1]),
            told=(Achterhaald,),
        )
        assert (outcomes.count(GELUKT), len(outcomes)) == (1, 2)
        assert Actie.objects.filter(jaar=2027).exists() is (actie(5).status == "niet-gestart")


class TestJaar:
    @pytest.mark.parametrize(
        ("jaar", "message"),
        [
            (2025, "De afspraken beginnen in 2026: de eerste jaarwisseling is die naar 2027."),
            (2026, "De afspraken beginnen in 2026: de eerste jaarwisseling is die naar 2027."),
            (2029, "2029 is nog te ver weg. U kunt nu vooruit tot en met 2027."),
        ],
    )
    def test_year_that_cannot_be_says_why(self, jaar, message):
        with pytest.raises(ValidationError) as found:
            jaarwisseling.check_year(jaar, datetime.date(2026, 12, 10))
        assert found.value.messages == [message]

    @pytest.mark.parametrize(
        ("day", "jaar"), [("2026-09-30", None), ("2026-10-03", 2027), ("2027-02-01", 2027), ("2028-01-01", 2027)]
    )
    def test_turn_is_near_thirteen_weeks_before_new_year(self, day, jaar):
        """91 days after 2 October is 1 January; what is oldest goes first."""
        assert jaarwisseling.aanstaand(datetime.date.fromisoformat(day)) == jaar

    def test_year_in_which_nothing_is_open_asks_for_nothing(self):
        Actie.objects.update(status="afgerond")
        assert jaarwisseling.aanstaand(datetime.date(2027, 1, 5)) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-30", "2027-09-30"), ("2027-02-01", "2027-02-01"), ("2028-02-29", "2029-02-28")],
)
def test_proposed_day_lies_in_the_new_year(day, expected):
    new = 2029 if day.startswith("2028") else 2027
    assert str(day_in(datetime.date.fromisoformat(day), new)) == expected
