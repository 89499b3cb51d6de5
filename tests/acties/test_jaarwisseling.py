"""The turn of the year: decided once, stored together, and the year before stays as it was."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains

from acties import importeren, jaarwisseling, mijnwerk, spoor, status, wijzigen
from acties.dossier import bewijs
from acties.dossier.contact import place_contact, remove_contact
from acties.dossier.opmerken import place_remark
from acties.dossier.samen import open_actions
from acties.jaarwisseling import Achterhaald, carry_over
from acties.models import Actie, Bewijsstuk, Contactpersoon
from basis.models import Partij, Wijziging
from tests.acties.jaren import NU, actie, besluit, update
from tests.tegelijk import GELUKT, at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


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
