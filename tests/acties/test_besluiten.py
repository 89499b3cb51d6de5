"""The one writer of decisions: nothing is overwritten, two people at once notice each other, names stay."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from acties import spoor
from acties.models import Besluit, Overleg, Thema
from acties.overleg import besluiten
from acties.tables.besluit import over
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_actie, maak_besluit, maak_knelpunt, maak_overleg, maak_punt

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2026, 6, 20)  # two days after the meeting of the factory


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 20, 9, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker", first_name="Mieke", last_name="Stad")


def filled(**kwargs) -> dict:
    """What a form of a decision gives: by Omnia Wonen, about the theme of the stock."""
    return {
        "wat": "Wij bouwen eerder.",
        "waarom": "Er is haast.",
        "actie": None,
        "indicator": "",
        "thema": Thema.objects.get(slug="voorraad"),
        "partij": Partij.objects.get(code="omnia-wonen"),
        "wie": None,
        "uiterlijk": datetime.date(2026, 9, 1),
        "punt": None,
        "hele_overleg": False,
        **kwargs,
    }


def trail(row):
    """The trail of a row, oldest first: (what, from, to)."""
    return list(Wijziging.objects.over(row).order_by("pk").values_list("veld", "van", "naar"))


class TestTake:
    def test_take_notes_the_decision_and_leaves_a_trail(self, medewerker, gebruiker):
        omar = gebruiker("corporatie", first_name="Omar", last_name="van Nia")
        besluit = besluiten.take(maak_overleg(), filled(wie=omar), by=medewerker)
        kept = Besluit.objects.get()
        assert (kept, kept.wie, kept.wie_naam, kept.status) == (besluit, omar, "Omar van Nia", "open")
        assert kept.wie_tekst == "Omnia Wonen (Omar van Nia)"
        [line] = Wijziging.objects.over(besluit)
        assert (line.veld, line.naar, line.waarom) == ("besloten", "Wij bouwen eerder.", "Er is haast.")
        assert (line.door, line.door_naam) == (medewerker, "Mieke Stad")

    def test_take_sent_twice_within_a_minute_is_one_decision(self, medewerker, clock):
        overleg = maak_overleg()
        first = besluiten.take(overleg, filled(), by=medewerker)
        clock.shift(30)
        assert besluiten.take(overleg, filled(), by=medewerker) == first
        clock.shift(120)
        assert besluiten.take(overleg, filled(), by=medewerker) != first
        assert Besluit.objects.count() == 2

    @pytest.mark.parametrize(
        ("about", "slug"),
        [("action", "ouderen"), ("figure", "aandachtsgroepen"), ("action and theme", "duurzaam")],
    )
    def test_take_finds_the_theme_of_the_action_or_the_figure(self, medewerker, about, slug):
        """T1 stands at theme 3, aandachtsgroepen."""
        chosen = {
            "action": {"actie": maak_actie(thema="ouderen"), "thema": None},
            "figure": {"indicator": "T1", "thema": None},
            "action and theme": {"actie": maak_actie(thema="ouderen"), "thema": Thema.objects.get(slug="duurzaam")},
        }[about]
        assert besluiten.take(maak_overleg(), filled(**chosen), by=medewerker).thema.slug == slug

    def test_decision_can_be_about_the_whole_meeting(self, medewerker):
        besluit = besluiten.take(maak_overleg(), filled(thema=None, hele_overleg=True), by=medewerker)
        assert (besluit.thema, over(besluit)) == (None, "het hele overleg")

    def test_decision_about_the_whole_meeting_can_come_from_a_bottleneck(self, medewerker):
        """A bottleneck gives its theme, unless it is said that the decision is about everything."""
        values = {"thema": None, "knelpunt": maak_knelpunt(thema=Thema.objects.get(slug="ouderen"))}
        assert besluiten.take(maak_overleg(), filled(**values), by=medewerker).thema.slug == "ouderen"
        whole = besluiten.take(maak_overleg("ambtelijk"), filled(**values, hele_overleg=True), by=medewerker)
        assert (whole.thema, over(whole)) == (None, "het hele overleg")

    def test_database_keeps_a_decision_about_something_and_only_about_the_whole_or_a_part(self, medewerker):
        besluit = besluiten.take(maak_overleg(), filled(), by=medewerker)
        for wrong in ({"thema": None}, {"hele_overleg": True}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Besluit.objects.filter(pk=besluit.pk).update(**wrong)

    def test_take_refuses_what_cannot_be(self, medewerker, gebruiker):
        """A person of another party, no subject, an unknown figure, a day before the meeting, a point of elsewhere."""
        overleg, elsewhere = maak_overleg(), maak_punt(maak_overleg("ambtelijk"))
        petra = gebruiker("corporatie", "portaal", first_name="Petra", last_name="Taal")
        wrong = [
            (
                {"thema": None},
                "actie",
                "Kies waar het besluit over gaat: een actie, een cijfer, een thema of het hele overleg.",
            ),
            (
                {"hele_overleg": True},
                "hele_overleg",
                "Kies het hele overleg, óf een actie, cijfer of thema; niet allebei.",
            ),
            ({"indicator": "Z9"}, "indicator", "We kennen geen cijfer Z9. Kies er een uit de lijst."),
            (
                {"uiterlijk": datetime.date(2026, 6, 17)},
                "uiterlijk",
                "Deze dag ligt voor het overleg waarin dit is besloten.",
            ),
            ({"wie": petra}, "wie", "Petra Taal hoort bij Portaal. Kies iemand van Omnia Wonen."),
            ({"punt": elsewhere}, "punt", "Dit agendapunt hoort bij een ander overleg."),
        ]
        for change, field, message in wrong:
            with pytest.raises(ValidationError) as caught:
                besluiten.take(overleg, filled(**change), by=medewerker)
            assert caught.value.message_dict == {field: [message]}
        assert not Besluit.objects.exists()
        assert not Wijziging.objects.exists()

    def test_take_on_the_day_of_the_meeting_may_be_due_that_day(self, medewerker):
        same_day = filled(uiterlijk=datetime.date(2026, 6, 20))
        assert besluiten.take(maak_overleg(datum="2026-06-20"), same_day, by=medewerker).pk

    @pytest.mark.parametrize(
        ("meeting", "message"),
        [
            ({"datum": "2026-06-21"}, "Dit overleg is pas op 21 juni 2026. Leg het besluit vast als het is genomen."),
            (
                {"status": "vervallen", "reden": "Ziekte."},
                "Dit overleg ging niet door, dus hier is niets besloten. Kies een ander overleg.",
            ),
        ],
    )
    def test_take_only_in_a_meeting_that_was(self, medewerker, meeting, message):
        with pytest.raises(ValidationError) as caught:
            besluiten.take(maak_overleg(**meeting), filled(), by=medewerker)
        assert caught.value.messages == [message]

    def test_take_tests_the_meeting_as_it_is_stored(self, medewerker):
        """The page showed 18 June; meanwhile it became 10 June, so that a day between may be the last."""
        overleg = maak_overleg()
        Overleg.objects.update(datum=datetime.date(2026, 6, 10))
        assert besluiten.take(overleg, filled(uiterlijk=datetime.date(2026, 6, 12)), by=medewerker).pk


class TestChange:
    def test_change_keeps_what_it_was(self, medewerker):
        besluit = besluiten.take(maak_overleg(), filled(), by=medewerker)
        other = filled(wat="Wij bouwen later.", uiterlijk=datetime.date(2026, 10, 1))
        besluiten.change(besluit, other, by=medewerker, versie=spoor.versie(besluit))
        assert Besluit.objects.get().wat == "Wij bouwen later."
        assert trail(besluit)[1:] == [
            ("wat is besloten", "Wij bouwen eerder.", "Wij bouwen later."),
            ("uiterlijk", "2026-09-01", "2026-10-01"),
        ]

    def test_change_from_a_stale_form_tells_what_others_wrote_and_stores_nothing(self, medewerker, gebruiker):
        besluit = besluiten.take(maak_overleg(), filled(), by=medewerker)
        seen = spoor.versie(besluit)
        besluiten.change(besluit, filled(wat="Eerst dit."), by=gebruiker("beheer"), versie=seen)
        with pytest.raises(spoor.Gewijzigd) as caught:
            besluiten.change(besluit, filled(wat="Nee, dat."), by=medewerker, versie=seen)
        assert [(line.van, line.naar) for line in caught.value.wijzigingen] == [("Wij bouwen eerder.", "Eerst dit.")]
        assert Besluit.objects.get().wat == "Eerst dit."

    def test_change_sent_twice_is_no_conflict_with_oneself(self, medewerker):
        besluit = besluiten.take(maak_overleg(), filled(), by=medewerker)
        seen = spoor.versie(besluit)
        for _twice in range(2):
            besluiten.change(besluit, filled(wat="Wij bouwen later."), by=medewerker, versie=seen)
        assert len(trail(besluit)) == 2

    def test_name_stays_when_the_account_is_gone(self, medewerker, gebruiker):
        omar = gebruiker("corporatie", first_name="Omar", last_name="van Nia")
        besluit = besluiten.take(maak_overleg(), filled(wie=omar), by=medewerker)
        omar.delete()
        besluit.refresh_from_db()
        assert (besluit.wie, besluit.wie_tekst) == (None, "Omnia Wonen (Omar van Nia)")
        besluiten.change(besluit, filled(wat="Wij bouwen later."), by=medewerker, versie=spoor.versie(besluit))
        assert Besluit.objects.get().wie_tekst == "Omnia Wonen (Omar van Nia)"
        besluiten.change(besluit, filled(partij=Partij.objects.get(code="portaal")), by=medewerker,
                         versie=spoor.versie(besluit))  # fmt: skip
        assert Besluit.objects.get().wie_tekst == "Portaal"

    def test_trail_keeps_the_name_of_who_decided_when_the_account_is_gone(self, medewerker):
        besluit = besluiten.take(maak_overleg(), filled(), by=medewerker)
        medewerker.delete()
        [line] = Wijziging.objects.over(besluit)
        assert (line.door, line.door_naam) == (None, "Mieke Stad")


class TestFinish:
    def finish(self, besluit, by, **kwargs):
        given = {"status": "uitgevoerd", "uitkomst": " Gelukt. ", "afgerond_op": VANDAAG, **kwargs}
        return besluiten.finish(besluit, by=by, versie=spoor.versie(besluit), **given)

    def test_finish_notes_what_came_of_it(self, medewerker):
        besluit = maak_besluit()
        self.finish(besluit, medewerker)
        kept = Besluit.objects.get()
        assert (kept.status, kept.uitkomst, kept.afgerond_op) == ("uitgevoerd", "Gelukt.", VANDAAG)
        assert sorted(trail(besluit)) == [
            ("klaar op", "", "2026-06-20"),
            ("status", "open", "uitgevoerd"),
            ("wat ervan kwam", "", "Gelukt."),
        ]

    def test_finish_can_be_opened_again_and_keeps_the_text(self, medewerker):
        besluit = maak_besluit()
        self.finish(besluit, medewerker)
        self.finish(besluit, medewerker, status="open", uitkomst="Toch nog niet.", afgerond_op=VANDAAG)
        kept = Besluit.objects.get()
        assert (kept.status, kept.uitkomst, kept.afgerond_op) == ("open", "Toch nog niet.", None)

    @pytest.mark.parametrize(
        ("change", "field", "message"),
        [
            ({"status": "groen"}, "status", "Kies hoe het besluit ervoor staat."),
            ({"uitkomst": " \n"}, "uitkomst", "Vertel kort wat ervan kwam, of waarom het besluit vervalt."),
            ({"afgerond_op": None}, "afgerond_op", "Vul in op welke dag het klaar was."),
            (
                {"afgerond_op": datetime.date(2026, 6, 21)},
                "afgerond_op",
                "Deze dag moet nog komen. Kies vandaag of een dag die al is geweest.",
            ),
            (
                {"afgerond_op": datetime.date(2026, 6, 17)},
                "afgerond_op",
                "Deze dag ligt voor het overleg waarin dit is besloten.",
            ),
        ],
    )
    def test_finish_refuses_what_cannot_be(self, medewerker, change, field, message):
        besluit = maak_besluit()
        with pytest.raises(ValidationError) as caught:
            self.finish(besluit, medewerker, **change)
        assert caught.value.message_dict == {field: [message]}
        assert (Besluit.objects.get().status, trail(besluit)) == ("open", [])

    def test_database_refuses_a_finished_decision_without_outcome_and_one_about_nothing(self):
        for wrong in ({"status": "uitgevoerd"}, {"afgerond_op": VANDAAG}, {"thema": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                maak_besluit(**wrong)


@pytest.mark.parametrize(
    ("wat", "kort"),
    [
        ("Wij bouwen\n eerder.", "Wij bouwen eerder."),
        ("a" * 180, "a" * 180),
        ("a" * 181, "a" * 179 + "…"),
        # 30 times 'woord ' without the last space is 179 signs, and the dots make 180
        ("woord " * 40, "woord " * 29 + "woord…"),
    ],
)
def test_short_form_of_a_decision_breaks_at_words(wat, kort):
    assert Besluit(wat=wat).kort == kort


@pytest.mark.parametrize(
    ("day", "stand"), [(20, ("open", "open")), (19, ("datum-voorbij", "datum voorbij")), (21, ("open", "open"))]
)
def test_decision_is_overdue_the_day_after(day, stand):
    """Today is 20 June: what is due today is not overdue."""
    assert maak_besluit(uiterlijk=f"2026-06-{day}").stand == stand
