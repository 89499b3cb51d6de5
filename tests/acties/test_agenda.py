"""What comes on an agenda by itself, and that nothing anybody typed or took off is undone."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from acties import aandacht, spoor
from acties.models import Actie, Agendapunt, Overlegvorm, Puntsoort, Thema
from acties.overleg import agenda
from acties.status import change_status
from acties.templatetags.overleg import met_acties
from basis.models import Wijziging
from tests.factories.acties import maak_actie, maak_besluit, maak_mijlpaal, maak_overleg, maak_punt
from tests.tegelijk import at_once

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2027, 3, 1)  # eight weeks and three days after New Year


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


@pytest.fixture(autouse=True)
def _only_actions(monkeypatch):
    """What monitoring adds has tests of its own."""
    monkeypatch.setattr(
        aandacht,
        "_bronnen",
        [aandacht.open_besluiten, aandacht.acties_met_aandacht, aandacht.acties_om_bij_te_werken],
    )


@pytest.fixture(autouse=True)
def _year_before_is_done(db):
    """The reference data has twenty actions of 2026."""
    Actie.objects.filter(jaar=2026).update(status="afgerond")


def maak_bo(**kwargs):
    return maak_overleg("bo", "2027-03-25", **kwargs)


def fresh(actie: Actie, weeks=0, days=0):
    """The action was updated so long ago."""
    when = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC) - datetime.timedelta(weeks=weeks, days=days)
    Actie.objects.filter(pk=actie.pk).update(bijgewerkt_op=when)


def said(overleg) -> list[tuple[str, str]]:
    return [(punt.titel, punt.toelichting) for punt in aandacht.punten(overleg, VANDAAG)]


class TestActies:
    def test_action_comes_once_with_all_reasons(self):
        """Its status, a milestone of 28 February, and 8 weeks of silence (the last update was 4 January)."""
        actie = maak_actie(7, titel="Korte lijnen", status="aandacht")
        maak_mijlpaal(actie, "Start", "2027-02-28")
        maak_mijlpaal(actie, "Vandaag", "2027-03-01")
        maak_mijlpaal(actie, "Gehaald", "2027-02-01", "2027-02-02")
        fresh(actie, weeks=8)
        assert said(maak_bo()) == [
            (
                "Korte lijnen (actie 7)",
                "Status: aandacht nodig. Mijlpaal ‘Start’ was gepland op 28 februari 2027: is het gelukt? "
                "Het laatst bijgewerkt op 4 januari 2027: hoe staat het ervoor?",
            )
        ]

    def test_action_that_goes_well_and_was_updated_in_time_does_not_come(self):
        fresh(maak_actie(1, status="op-schema"), weeks=8, days=-1)
        assert said(maak_bo()) == []

    def test_action_without_any_update_is_counted_from_new_year(self):
        maak_actie(1, titel="Stil", status="niet-gestart")
        assert said(maak_bo()) == [
            ("Hoe staat het met deze actie?", "Actie 1 (2027): Stil. Dit jaar nog niet bijgewerkt.")
        ]
        # 26 February 2027 is exactly eight weeks after 1 January
        days = datetime.date(2027, 2, 25), datetime.date(2027, 2, 26)
        assert [len(aandacht.punten(maak_bo(begin=f"1{day.day % 10}:00"), day)) for day in days] == [0, 1]

    def test_adjusting_goes_first_then_attention_then_what_was_not_updated(self):
        maak_actie(1, titel="Stil")
        for number, status in [(2, "aandacht"), (3, "bijsturen"), (4, "afgerond"), (5, "vervallen")]:
            fresh(maak_actie(number, titel=status, status=status))
        assert [titel for titel, _ in said(maak_bo())] == [
            "bijsturen (actie 3)",
            "aandacht (actie 2)",
            "Hoe staat het met deze actie?",
        ]

    def test_actions_of_an_earlier_year_come_until_it_is_decided_what_becomes_of_them(self):
        """Of action 4 nothing was decided, 5 was carried on."""
        Actie.objects.filter(jaar=2026, nummer__in=[4, 5]).update(status="niet-gestart")
        maak_actie(5, vervolg_van=Actie.objects.get(jaar=2026, nummer=5), loopt_sinds=2026, titel="Verder")
        assert said(maak_bo()) == [
            (
                "Hoe staat het met deze 2 acties?",
                "Actie 4 (2026): Gebiedsgericht werken uitwerken. "
                "Mijlpaal ‘Werkwijze op papier’ was gepland op 30 september 2026. "
                "Mijlpaal ‘Werkwijze in gebruik’ was gepland op 31 december 2026. Dit jaar nog niet bijgewerkt.\n"
                "Actie 5 (2027): Verder. Dit jaar nog niet bijgewerkt.",
            )
        ]

    def test_collected_actions_are_of_the_theme_and_tell_their_milestones(self):
        for number, thema in [(1, "voorraad"), (2, "ouderen")]:
            fresh(maak_actie(number, thema=thema, titel="x", status="op-schema"))
            maak_mijlpaal(Actie.objects.get(jaar=2027, nummer=number), "Lijst", "2027-02-28")
        told = "Actie 1 (2027): x. Mijlpaal ‘Lijst’ was gepland op 28 februari 2027."
        assert said(maak_overleg("portefeuille-ambtelijk", "2027-03-25")) == [("Hoe staat het met deze actie?", told)]

    def test_newest_bottleneck_comes_along(self, medewerker):
        actie = maak_actie(3)
        change_status(actie, by=medewerker, naar="aandacht", toelichting="Hm.", knelpunt="Te weinig grond.", versie=0)
        change_status(actie, by=medewerker, naar="bijsturen", toelichting="Oei.", knelpunt="Geen geld.", versie=1)
        [punt] = aandacht.punten(maak_bo(), VANDAAG)
        assert (punt.knelpunt, punt.actie, punt.soort) == ("Geen geld.", actie, Puntsoort.ACTIE)

    def test_meeting_about_a_theme_gets_its_own_actions_and_those_above_the_themes(self):
        for number, thema in [(1, None), (2, "voorraad"), (3, "ouderen")]:
            maak_actie(number, thema=thema, titel="x", status="bijsturen")
        about_stock = maak_overleg("portefeuille-ambtelijk", "2027-03-25")
        assert [titel for titel, _ in said(about_stock)] == ["x (actie 1)", "x (actie 2)"]
        assert len(said(maak_bo())) == 3

    def test_number_of_queries_does_not_follow_the_actions(self, django_assert_num_queries):
        overleg = maak_bo()
        for number in range(1, 12):
            maak_mijlpaal(maak_actie(number, thema="voorraad", status="bijsturen"))
        with django_assert_num_queries(7):  # themes, decisions, and twice actions and milestones; themes
            assert len(aandacht.punten(overleg, VANDAAG)) == 11


class TestBesluiten:
    @pytest.fixture(autouse=True)
    def _no_actions(self, monkeypatch):
        monkeypatch.setattr(aandacht, "_bronnen", [aandacht.open_besluiten])

    def test_open_decision_comes_back_on_the_next_meeting_of_its_kind(self):
        besluit = maak_besluit(maak_overleg("bo", "2026-10-08"), uiterlijk="2027-02-28")
        [punt] = aandacht.punten(maak_bo(), VANDAAG)
        assert (punt.titel, punt.besluit) == ("Eerder besluit: Wij stellen de lijst vast.", besluit)
        assert punt.toelichting == (
            "Besloten in: Bestuurlijk overleg (BO), 8 oktober 2026. Wie: Omnia Wonen. Uiterlijk: 28 februari 2027. "
            "Die dag is voorbij: wat is er nodig?"
        )

    def test_decision_far_away_comes_back_at_its_own_kind_only(self):
        """Four weeks after 25 March is 22 April."""
        elsewhere = maak_overleg("ambtelijk", "2026-10-08")
        maak_besluit(maak_overleg("bo", "2026-10-08"), "eigen", uiterlijk="2029-01-01")
        maak_besluit(elsewhere, "dichtbij", uiterlijk="2027-04-22")
        maak_besluit(elsewhere, "ver weg", uiterlijk="2027-04-23")
        titles = [titel.removeprefix("Eerder besluit: ") for titel, _ in said(maak_bo())]
        assert titles == ["dichtbij", "eigen"]

    def test_decision_of_another_kind_comes_only_where_its_theme_is_talked_about(self):
        elsewhere = maak_overleg("ambtelijk", "2026-10-08")
        for slug in ("voorraad", "ouderen"):
            maak_besluit(elsewhere, slug, uiterlijk="2027-03-01", thema=Thema.objects.get(slug=slug))
        about_stock = maak_overleg("portefeuille-ambtelijk", "2027-03-25")
        assert [titel for titel, _ in said(about_stock)] == ["Eerder besluit: voorraad"]

    def test_decision_never_comes_on_its_own_agenda_nor_on_an_earlier_one(self):
        overleg = maak_bo()
        maak_besluit(overleg, uiterlijk="2027-03-25")
        assert said(overleg) == []
        assert said(maak_overleg("bo", "2027-03-24")) == []

    def test_finished_decision_does_not_come_back(self):
        done = {"status": "uitgevoerd", "uitkomst": "Gelukt.", "afgerond_op": datetime.date(2026, 11, 1)}
        maak_besluit(maak_overleg("bo", "2026-10-08"), uiterlijk="2027-02-28", **done)
        assert said(maak_bo()) == []


class TestBijwerken:
    def test_bijwerken_twice_adds_once(self, medewerker):
        maak_actie(1, status="bijsturen", thema="voorraad")
        overleg = maak_bo()
        assert len(agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij) == 1
        assert agenda.bijwerken(overleg, VANDAAG, by=medewerker) == ([], [])
        [line] = Wijziging.objects.over(overleg)
        assert (line.veld, line.naar) == ("agenda bijgewerkt", "Titel van actie 1 (actie 1)")

    def test_bijwerken_adds_what_is_new_at_the_end(self, medewerker):
        overleg = maak_bo()
        maak_punt(overleg, "Opening", 1)
        maak_actie(1, status="bijsturen", titel="een")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        maak_actie(2, status="bijsturen", titel="twee")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        assert [punt.titel for punt in agenda.op_agenda(overleg)] == ["Opening", "een (actie 1)", "twee (actie 2)"]

    def test_what_is_new_comes_before_the_point_that_collects_the_rest(self, medewerker):
        overleg, collects = maak_bo(), "Hoe staat het met deze actie?"
        maak_actie(1, status="bijsturen", titel="een")
        maak_actie(9, titel="Stil")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        maak_punt(overleg, "Rondvraag", 3)
        for number in (2, 3):
            maak_actie(number, status="bijsturen", titel="nieuw")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        found = [punt.titel for punt in agenda.op_agenda(overleg)]
        assert found == ["een (actie 1)", "nieuw (actie 2)", "nieuw (actie 3)", collects, "Rondvraag"]
        agenda.move(overleg.punten.get(titel="nieuw (actie 2)"), agenda.OMLAAG)
        agenda.take_off(overleg.punten.get(titel=collects), by=medewerker)
        maak_actie(4, status="bijsturen", titel="laat")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        assert [punt.titel for punt in agenda.op_agenda(overleg)] == [
            "een (actie 1)", "nieuw (actie 3)", "nieuw (actie 2)", "Rondvraag", "laat (actie 4)"
        ]  # fmt: skip

    def test_bijwerken_renews_words_that_nobody_typed(self, medewerker):
        actie, overleg = maak_actie(1, status="bijsturen"), maak_bo()
        fresh(actie)
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        Actie.objects.filter(pk=actie.pk).update(status="aandacht")
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        assert overleg.punten.get().toelichting == "Status: aandacht nodig."

    def test_bijwerken_never_overwrites_what_somebody_typed(self, medewerker):
        maak_actie(1, status="bijsturen")
        overleg = maak_bo()
        [punt] = agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij
        words = {"titel": "Ons gesprek", "toelichting": "Mijn vraag."}
        agenda.change(punt, words, by=medewerker, versie=spoor.versie(punt))
        agenda.bijwerken(overleg, VANDAAG, by=medewerker)
        kept = overleg.punten.get()
        assert (kept.titel, kept.toelichting) == ("Ons gesprek", "Mijn vraag.")

    def test_bijwerken_takes_off_what_asks_for_nothing_any_more(self, medewerker):
        """Four points of which the cause goes: only the one that nobody touched disappears, and it may come back."""
        overleg = maak_bo()
        for number in range(1, 5):
            maak_actie(number, status="bijsturen", titel="x")
        _one, two, three, four = agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij
        agenda.change(two, {"titel": "Ons gesprek"}, by=medewerker, versie=spoor.versie(two))
        Agendapunt.objects.filter(pk=three.pk).update(notulen="Besproken.")
        maak_besluit(overleg, punt=four)
        Actie.objects.filter(jaar=2027).update(status="op-schema", bijgewerkt_op="2027-03-01T12:00:00Z")
        assert agenda.bijwerken(overleg, VANDAAG, by=medewerker) == ([], ["x (actie 1)"])
        assert list(agenda.op_agenda(overleg)) == [two, three, four]
        line = Wijziging.objects.over(overleg).first()
        assert (line.van, line.naar) == ("x (actie 1)", "")
        Actie.objects.filter(jaar=2027, nummer=1).update(status="bijsturen")
        assert [punt.titel for punt in agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij] == ["x (actie 1)"]

    def test_bijwerken_does_not_bring_back_what_was_taken_off(self, medewerker):
        maak_actie(1, status="bijsturen")
        overleg = maak_bo()
        [punt] = agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij
        agenda.take_off(punt, by=medewerker)
        assert agenda.bijwerken(overleg, VANDAAG, by=medewerker) == ([], [])
        assert list(agenda.op_agenda(overleg)) == []
        agenda.take_off(punt, by=medewerker, weg=False)
        assert list(agenda.op_agenda(overleg)) == [punt]
        lines = Wijziging.objects.over(punt).order_by("pk").values_list("veld", "van", "naar")
        assert list(lines) == [("van de agenda", "nee", "ja"), ("van de agenda", "ja", "nee")]

    def test_bijwerken_of_two_meetings_is_apart(self, medewerker):
        maak_actie(1, status="bijsturen")
        for begin in ("10:00", "11:00"):
            assert len(agenda.bijwerken(maak_bo(begin=begin), VANDAAG, by=medewerker).erbij) == 1

    def test_longest_title_of_an_action_fits(self, medewerker):
        maak_actie(1, status="bijsturen", titel="t" * 120)
        [punt] = agenda.bijwerken(maak_bo(), VANDAAG, by=medewerker).erbij
        assert punt.titel == "t" * 120 + " (actie 1)"


class TestVolgorde:
    @pytest.fixture
    def drie(self):
        overleg = maak_bo()
        return overleg, [maak_punt(overleg, titel, 5) for titel in "abc"]  # equal places: in order of making

    def order(self, overleg):
        return "".join(punt.titel for punt in agenda.op_agenda(overleg))

    @pytest.mark.parametrize(
        ("place", "way", "expected"),
        [
            (0, "omlaag", "bac"),
            (1, "omhoog", "bac"),
            (1, "omlaag", "acb"),
            (2, "omhoog", "acb"),
            (0, "omhoog", "abc"),
            (2, "omlaag", "abc"),
        ],
    )
    def test_move_is_one_place(self, drie, place, way, expected):
        overleg, punten = drie
        agenda.move(punten[place], way)
        assert self.order(overleg) == expected

    def test_move_skips_what_is_not_on_the_agenda(self, drie, medewerker):
        overleg, (_, b, c) = drie
        agenda.take_off(b, by=medewerker)
        agenda.move(Agendapunt.objects.get(pk=c.pk), "omhoog")
        assert self.order(overleg) == "ca"


def test_point_that_went_off_while_a_deed_was_on_its_way_is_told(medewerker):
    punt = maak_punt(maak_bo())
    Agendapunt.objects.all().delete()
    for deed in (lambda: agenda.take_off(punt, by=medewerker), lambda: agenda.move(punt, "omhoog")):
        with pytest.raises(ValidationError, match="Dit punt is intussen van de agenda"):
            deed()


@pytest.mark.django_db(transaction=True)
class TestTegelijk:
    @pytest.fixture(autouse=True)
    def _reference_data(self, transactional_reference_data):
        Actie.objects.filter(jaar=2026).update(status="afgerond")

    def test_what_somebody_types_while_the_agenda_is_renewed_stays(self, medewerker):
        actie, overleg = maak_actie(1, status="bijsturen", titel="x"), maak_bo()
        [punt] = agenda.bijwerken(overleg, VANDAAG, by=medewerker).erbij
        Actie.objects.filter(pk=actie.pk).update(status="op-schema", bijgewerkt_op="2027-03-01T12:00:00Z")
        words = {"titel": "Ons gesprek", "toelichting": "Mijn vraag."}
        outcomes = at_once(
            lambda: agenda.bijwerken(overleg, VANDAAG, by=medewerker),
            lambda: agenda.change(punt, words, by=medewerker, versie=0),
        )
        assert outcomes == ["gelukt", "gelukt"]
        assert [(each.titel, each.toelichting) for each in agenda.op_agenda(overleg)] == [tuple(words.values())]


def test_own_point_sent_twice_is_one(medewerker):
    overleg = maak_bo()
    values = {"titel": "Rondvraag", "toelichting": "", "actie": None, "indicator": "", "besluit": None, "knelpunt": ""}
    assert agenda.add(overleg, values, by=medewerker) == agenda.add(overleg, values, by=medewerker)
    assert overleg.punten.count() == 1


def test_kind_of_meeting_without_themes_talks_about_all():
    assert not Overlegvorm.objects.get(code="bo").themas.exists()


def test_order_of_an_agenda(monkeypatch):
    """Decisions, actions, bottlenecks, figures, deliveries; at the end what only misses an update."""
    kinds = ["levering", "indicator", "knelpunt", "actie", "besluit"]
    found = [aandacht.Aandachtspunt(kind, Puntsoort(kind), kind, "") for kind in kinds]
    found.insert(0, aandacht.Aandachtspunt(aandacht.VERZAMELD, Puntsoort.ACTIE, "verzameld", ""))
    monkeypatch.setattr(aandacht, "_bronnen", [lambda overleg, vandaag: found])
    order = ["besluit", "actie", "knelpunt", "indicator", "levering", "verzameld"]
    assert [titel for titel, _ in said(maak_bo())] == order


def test_words_of_an_agenda_link_to_the_actions_that_they_name():
    link = '<a href="/acties/2027/6/">Actie 6 (2027)</a>: &lt;b&gt;'
    assert met_acties("Actie 6 (2027): <b>") == link
    assert met_acties("actie 6 van 2027") == "actie 6 van 2027"
