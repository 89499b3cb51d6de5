"""What a half-year means for its reader: cumulative, per calendar year, with arrears, as it stood."""

from decimal import Decimal

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring import gebiedsreeksen, reeksen
from monitoring.models import Doelsoort, Doelstelling
from monitoring.rekenen.recompute import recompute_half_year
from tests.factories.monitoring import (
    gegeven,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    partij,
    toewijzing,
)

pytestmark = pytest.mark.django_db
H1, H2, H3, H4 = Halfjaar.range(Halfjaar(2026, 1), Halfjaar(2027, 2))
CORPORATIES = ("de Alliantie", "Omnia Wonen", "Portaal")


def waarden(punten):
    return [(str(punt.halfjaar), punt.waarde) for punt in punten]


def omnia(halfjaar, *rijen):
    return maak_vastgesteld("omnia-wonen", halfjaar, *rijen)


class TestCumulative:
    def test_half_years_add_up_since_2026(self):
        omnia("2026-1", mutatie("nieuwbouw", 10), mutatie("sloop", 4))
        omnia("2026-2", mutatie("nieuwbouw", 3))
        omnia("2027-1", mutatie("sloop", 1))
        punten = reeksen.load(["V1"]).punten("V1")
        assert waarden(punten) == [("2026-1", 6), ("2026-2", 9), ("2027-1", 8)]
        assert [punt.periode for punt in punten] == [6, 3, -1]
        assert [punt.onderdelen["nieuwbouw"] for punt in punten] == [10, 13, 13]
        assert [punt.onderdelen_periode["nieuwbouw"] for punt in punten] == [10, 3, 0]

    def test_onderdeel_is_a_series_of_its_own(self):
        omnia("2026-1", mutatie("sloop", 4))
        omnia("2026-2", mutatie("sloop", 3), mutatie("nieuwbouw", 9))
        assert waarden(reeksen.load(["V1"]).punten("V1", onderdeel="sloop")) == [("2026-1", -4), ("2026-2", -7)]

    def test_half_year_that_nobody_delivered_is_a_gap_and_makes_what_follows_provisional(self):
        omnia("2026-1", mutatie("nieuwbouw", 10))
        omnia("2027-1", mutatie("nieuwbouw", 5))
        punten = reeksen.load(partij=partij("omnia-wonen")).punten("V1", partij("omnia-wonen"))
        assert waarden(punten) == [("2026-1", 10), ("2026-2", None), ("2027-1", 15)]
        assert [punt.voorlopig for punt in punten] == [False, False, True]
        assert punten[1].periode is None

    def test_series_stops_at_the_half_year_asked_for(self):
        omnia("2026-1", mutatie("nieuwbouw", 10))
        omnia("2026-2", mutatie("nieuwbouw", 10))
        assert waarden(reeksen.load(["V1"], tot=H1).punten("V1")) == [("2026-1", 10)]


class TestCalendarYear:
    def test_share_is_sum_over_sum_and_starts_anew_each_year(self):
        omnia("2026-1", toewijzing("gezin", 9), toewijzing("gezin", 1, boven_inkomensgrens=True))
        omnia("2026-2", toewijzing("gezin", 24), toewijzing("gezin", 6, boven_inkomensgrens=True))
        omnia("2027-1", toewijzing("gezin", 18), toewijzing("gezin", 2, boven_inkomensgrens=True))
        punten = reeksen.load(["T2"]).punten("T2")
        # 1 ÷ 10; then (1 + 6) ÷ (10 + 30); then 2 ÷ 20
        assert waarden(punten) == [("2026-1", 0.1), ("2026-2", 0.175), ("2027-1", 0.1)]
        assert [punt.periode for punt in punten] == [0.1, 0.2, 0.1]

    def test_gap_of_last_year_does_not_make_this_year_provisional(self):
        for code in ("de-alliantie", "portaal"):
            maak_vastgesteld(code, "2027-1", toewijzing("gezin", 5))
        omnia("2026-1", toewijzing("gezin", 5))
        omnia("2027-1", toewijzing("gezin", 5))
        punten = reeksen.load(["T2"]).punten("T2")
        assert [punt.ontbreekt for punt in punten] == [("de Alliantie", "Portaal"), CORPORATIES, ()]


class TestPerHalfYear:
    def test_share_stands_by_itself(self):
        omnia("2026-1", toewijzing("statushouder", 1), toewijzing("gezin", 3))
        omnia("2026-2", toewijzing("statushouder", 1), toewijzing("gezin", 1))
        assert waarden(reeksen.load(["T1"]).punten("T1")) == [("2026-1", 0.25), ("2026-2", 0.5)]

    def test_state_stands_by_itself(self):
        maak_prioriteitsgebied("2026-03-01", aanpak_sinds="2026-09-01")
        maak_prioriteitsgebied("2026-08-01")
        for half in (H1, H2):
            recompute_half_year(half)
        punten = reeksen.load(["L1"]).punten("L1")
        assert [(punt.waarde, punt.noemer, punt.voorlopig) for punt in punten] == [(0, 1, False), (1, 2, False)]


class TestCarriedOver:
    def gemeente(self, halfjaar, taak, gehuisvest):
        maak_vastgesteld(
            "gemeente",
            halfjaar,
            gegeven("taakstelling-statushouders", taak),
            gegeven("gehuisveste-statushouders", gehuisvest),
        )

    def test_arrears_and_lead_go_to_the_next_half_year(self):
        self.gemeente("2026-1", 200, 150)  # 50 remain
        self.gemeente("2026-2", 190, 264)  # asked 190 + 50 = 240; 24 ahead
        self.gemeente("2027-1", 224, 200)  # asked 224 − 24 = 200: exactly
        self.gemeente("2027-2", 240, 60)  # asked 240
        punten = reeksen.load(["T3"]).punten("T3")
        assert [(p.taak, p.achterstand, p.opgave, p.gehuisvest) for p in punten] == [
            (200, 0, 200, 150),
            (190, 50, 240, 264),
            (224, -24, 200, 200),
            (240, 0, 240, 60),
        ]
        assert [p.waarde for p in punten] == [0.75, 1.1, 1.0, 0.25]  # 150/200, 264/240, 200/200, 60/240
        assert [p.periode for p in punten] == [150 / 200, 264 / 190, 200 / 224, 60 / 240]

    def test_lead_of_more_than_the_task_leaves_no_share(self):
        self.gemeente("2026-1", 100, 250)
        self.gemeente("2026-2", 120, 10)
        punt = reeksen.load(["T3"]).punten("T3")[1]
        assert (punt.waarde, punt.opgave, punt.gehuisvest) == (None, -30, 10)  # 120 − 150

    def test_gap_keeps_the_arrears_and_makes_what_follows_provisional(self):
        self.gemeente("2026-1", 100, 90)
        self.gemeente("2027-1", 100, 55)
        punten = reeksen.load(["T3"]).punten("T3")
        assert [(p.waarde, p.voorlopig) for p in punten] == [(0.9, False), (None, False), (0.5, True)]  # 55 ÷ 110
        assert punten[2].ontbreekt == ("Gemeente Amersfoort",)


class TestMissing:
    def test_nothing_delivered_is_no_figure(self):
        series = reeksen.load()
        assert (series.punten("V1"), series.laatste("V1")) == ([], None)

    def test_delivered_without_such_rows_is_zero_for_a_count_and_nothing_for_a_share(self):
        omnia("2026-1")
        series = reeksen.load()
        assert series.laatste("V1").waarde == 0
        assert series.punten("T1")[0].waarde is None
        assert series.laatste("T1") is None

    def test_city_names_the_parties_that_are_not_in_the_figure(self):
        omnia("2026-1", mutatie("nieuwbouw", 1))
        series = reeksen.load()
        assert series.laatste("V1").ontbreekt == ("de Alliantie", "Portaal")
        assert series.laatste("V3").ontbreekt == ("Gemeente Amersfoort", "de Alliantie", "Portaal")
        assert series.laatste("V1").voorlopig

    def test_city_is_final_when_every_party_is_in_the_figure(self):
        for code in ("de-alliantie", "omnia-wonen", "portaal"):
            maak_vastgesteld(code, "2026-1", mutatie("nieuwbouw", 1))
        punt = reeksen.load().laatste("V1")
        assert (punt.waarde, punt.voorlopig, punt.ontbreekt) == (3, False, ())

    def test_accepted_but_not_yet_computed_is_missing(self):
        omnia("2026-1", mutatie("nieuwbouw", 1))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 1), bereken=False)
        assert reeksen.load().laatste("V1").ontbreekt == ("de Alliantie", "Portaal")

    def test_latest_is_the_newest_half_year_with_a_figure(self):
        omnia("2026-1", toewijzing("statushouder", 1))
        omnia("2026-2")
        assert str(reeksen.load().laatste("T1").halfjaar) == "2026-1"


class TestLoad:
    def test_party_has_its_own_series(self):
        omnia("2026-1", mutatie("nieuwbouw", 10))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
        one, every = reeksen.load(partij=partij("portaal")), reeksen.load(partij=reeksen.ELK)
        assert one.laatste("V1", partij("portaal")).waarde == 5
        assert one.laatste("V1", partij("omnia-wonen")) is None  # not asked for
        assert every.laatste("V1", partij("omnia-wonen")).waarde == 10
        assert one.laatste("V1").waarde == every.laatste("V1").waarde == 15

    def test_only_the_indicators_asked_for_are_loaded(self):
        omnia("2026-1", mutatie("nieuwbouw", 10))
        assert reeksen.load(["T1"]).laatste("V1") is None

    @pytest.mark.parametrize("halves", [1, 3])
    def test_queries_do_not_follow_the_number_of_half_years(self, halves, django_assert_num_queries):
        for half in ("2026-1", "2026-2", "2027-1")[:halves]:
            omnia(half, mutatie("nieuwbouw", 10, wijk="WK030701"))
        with django_assert_num_queries(3):
            reeksen.load(partij=reeksen.ELK).punten("V1")
        with django_assert_num_queries(5):
            gebiedsreeksen.load_gebieden("V1", H1)

    def test_goals_in_force_are_found_by_indicator(self):
        old = Doelstelling.objects.get(indicator="T2")
        new = Doelstelling.objects.create(indicator="T2", soort="plafond", waarde=Decimal("0.10"), sinds="2027-01-01")
        old.vervangen_door = new
        old.save()
        assert reeksen.doelen()["T2"] == [new]

    def test_goals_come_in_all_five_kinds(self):
        kinds = {doel.soort for goals in reeksen.doelen().values() for doel in goals}
        assert kinds == set(Doelsoort)


class TestWijken:
    def test_wijk_has_its_own_sums_in_order_of_name(self):
        omnia("2026-1", mutatie("nieuwbouw", 10, wijk="WK030702"), mutatie("sloop", 2, wijk="WK030701"))
        omnia("2026-2", mutatie("nieuwbouw", 5, wijk="WK030702"))
        found = gebiedsreeksen.load_gebieden("V1", H2)
        # Nederberg 10 + 5; Stadskern −2 and then nothing, while its corporation did deliver
        assert [(wijk.naam, punt.waarde, punt.periode) for wijk, punt in found] == [
            ("Nederberg", 15, 5),
            ("Stadskern", -2, 0),
        ]

    def test_wijk_without_allocations_has_no_share(self):
        omnia("2026-1", toewijzing("gezin", 5, wijk="WK030702"), toewijzing("gezin", 0, wijk="WK030701"))
        assert [(wijk.naam, punt.waarde) for wijk, punt in gebiedsreeksen.load_gebieden("T1", H1)] == [("Nederberg", 0)]

    def test_wijk_of_one_party_counts_only_that_party(self):
        omnia("2026-1", mutatie("nieuwbouw", 10, wijk="WK030702"))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5, wijk="WK030702"))
        (_, punt), *_ = gebiedsreeksen.load_gebieden("V1", H1, partij("portaal"))
        assert (punt.waarde, punt.ontbreekt) == (5, ())

    def test_editions_of_a_wijk_count_together_under_the_newest_name(self):
        omnia("2026-1", mutatie("nieuwbouw", 10, wijk="WK030702"))
        rij = mutatie("nieuwbouw", 5)
        rij.wijk = Wijk.objects.create(code="WK030702", editie=2026, naam="Nieuw Nederberg")
        omnia("2026-2", rij)
        assert [(str(wijk), punt.waarde) for wijk, punt in gebiedsreeksen.load_gebieden("V1", H2)] == [
            ("Nieuw Nederberg", 15)
        ]

    def test_wijk_names_the_parties_that_are_not_in_the_city(self):
        omnia("2026-1", mutatie("nieuwbouw", 10, wijk="WK030702"))
        (_, punt), *_ = gebiedsreeksen.load_gebieden("V1", H1)
        assert punt.ontbreekt == ("de Alliantie", "Portaal")
