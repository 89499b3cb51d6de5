"""Carrying actions on: what goes along into the next year, and how often the database is asked."""

import datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from acties import doorzetten, importeren, jaarwisseling, status
from acties.doorzetten import Meegenomen, Nieuwedag, day_in
from acties.dossier.contact import place_contact
from acties.jaarwisseling import Beslissing, carry_over
from acties.models import Actie, Statusmelding
from acties.tijdlijn import Tijdlijn, milestones
from basis.models import Gebied, Partij, Wijziging
from tests.acties.jaren import NU, actie, besluit, update

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


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


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-30", "2027-09-30"), ("2027-02-01", "2027-02-01"), ("2028-02-29", "2029-02-28")],
)
def test_proposed_day_lies_in_the_new_year(day, expected):
    new = 2029 if day.startswith("2028") else 2027
    assert str(day_in(datetime.date.fromisoformat(day), new)) == expected
