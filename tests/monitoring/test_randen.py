"""What happens at the edges: nothing delivered, somebody missing, corrections, parts of projects, changing lists."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring import gebiedsreeksen, reeksen
from tests.factories.monitoring import maak_vastgesteld, mutatie, partij, project, stand, toewijzing

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")


def laatste(code, wie=None):
    return reeksen.load([code], partij=wie and partij(wie)).laatste(code, wie and partij(wie))


def punten(code, wie=None):
    return reeksen.load([code], partij=wie and partij(wie)).punten(code, wie and partij(wie))


@pytest.mark.django_db
class TestRanden:
    @pytest.mark.parametrize("code", ["V4", "V6", "T4", "T5", "D1", "D2"])
    def test_share_or_mean_of_nothing_is_no_figure(self, code):
        for wie in (*CORPORATIES, "gemeente"):
            maak_vastgesteld(wie, "2026-1")
        assert laatste(code) is None
        assert punten(code)[0].waarde is None

    @pytest.mark.parametrize("code", ["V2", "V5", "V7", "V8", "V9", "T6", "O1"])
    def test_count_of_nothing_delivered_is_none_and_of_no_rows_is_zero(self, code):
        assert laatste(code) is None
        maak_vastgesteld("portaal", "2026-1")
        assert laatste(code).waarde == 0

    def test_growth_can_be_negative(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 12, "middenhuur"), project(80, soort="sloop"))
        assert [laatste(code).waarde for code in ("V2", "V5", "V8")] == [-80, -12, -80]

    def test_state_of_who_did_not_deliver_stays_and_is_provisional(self):
        for wie, homes in (("portaal", 100), ("omnia-wonen", 40), ("de-alliantie", 60)):
            maak_vastgesteld(wie, "2026-1", stand(homes, geschikt="nultreden"))
        maak_vastgesteld("portaal", "2026-2", stand(110, geschikt="nultreden"))
        eerste, tweede = punten("O1")
        assert (eerste.waarde, eerste.voorlopig) == (200, False)
        assert (tweede.waarde, tweede.ontbreekt) == (210, ("de Alliantie", "Omnia Wonen"))  # 110 + 60 + 40
        assert tweede.verschillen[""] == 10
        assert tweede.onderdelen == {"nultreden": 210}

    def test_state_is_not_compared_with_a_half_year_of_fewer_parties(self):
        maak_vastgesteld("portaal", "2026-1", stand(100, geschikt="nultreden"))
        maak_vastgesteld("portaal", "2026-2", stand(100, geschikt="nultreden"))
        maak_vastgesteld("omnia-wonen", "2026-2", stand(40, geschikt="nultreden"))
        assert [(punt.waarde, punt.verschillen) for punt in punten("O1")] == [(100, {}), (140, {})]

    def test_free_supply_of_who_did_not_deliver_is_not_repeated(self):
        for wie in ("portaal", "omnia-wonen"):
            maak_vastgesteld(wie, "2026-1", stand(50), toewijzing("gezin", 5))
        maak_vastgesteld("portaal", "2026-2", stand(50), toewijzing("gezin", 5))
        assert (laatste("V9").waarde, laatste("V9").onderdelen["aanbod"]) == (100, 5)

    def test_plans_of_who_did_not_deliver_stay_while_growth_waits(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10), project(200))
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 5), project(80))
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 20), project(180))
        punt = laatste("V2")
        # 10 + 5 + 20 realised; 180 and the 80 of Omnia Wonen, which did not deliver the second half
        assert (punt.waarde, punt.onderdelen["gerealiseerd"], punt.onderdelen["gepland"]) == (295, 35, 260)
        assert punt.voorlopig

    def test_wijk_keeps_the_state_of_who_did_not_deliver(self):
        maak_vastgesteld("portaal", "2026-1", stand(100, geschikt="nultreden", wijk="WK030701"))
        maak_vastgesteld("omnia-wonen", "2026-1", stand(40, geschikt="geclusterd", wijk="WK030701"))
        maak_vastgesteld("portaal", "2026-2", stand(90, geschikt="nultreden", wijk="WK030702"))
        found = {wijk.naam: punt for wijk, punt in gebiedsreeksen.load_gebieden("O1", H2)}
        assert {naam: punt.waarde for naam, punt in found.items()} == {"Nederberg": 90, "Stadskern": 40}
        assert found["Stadskern"].verschillen == {"": -100, "nultreden": -100, "geclusterd": 0}

    def test_half_year_in_between_missing_leaves_a_gap_and_what_follows_provisional(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("verkoop", 3), stand(10, geschikt="nultreden"))
        maak_vastgesteld("portaal", "2027-1", mutatie("verkoop", 4), stand(12, geschikt="nultreden"))
        assert [(punt.waarde, punt.voorlopig) for punt in punten("V7", "portaal")] == [
            (3, False), (None, False), (7, True)
        ]  # fmt: skip
        assert [(punt.waarde, punt.voorlopig, punt.verschillen) for punt in punten("O1", "portaal")] == [
            (10, False, {}), (None, False, {}), (12, False, {})
        ]  # fmt: skip

    def test_correction_moves_plans_and_shares(self):
        maak_vastgesteld("portaal", "2026-1", project(100), project(100, segment="middenhuur"))
        maak_vastgesteld("omnia-wonen", "2026-1", project(50, "2027-1"))
        maak_vastgesteld("portaal", "2026-1", project(70, "2028-2"), project(30, segment="middenhuur"))
        assert laatste("V8").onderdelen == {
            "hard": 120,
            "hard/nieuwbouw/2027-1": 50,
            "hard/netto/2027-1": 50,
            "hard/nieuwbouw/2028-2": 70,
            "hard/netto/2028-2": 70,
        }
        assert laatste("V4").waarde == 0.8  # (70 + 50) ÷ (70 + 30 + 50)

    def test_project_in_parts_counts_each_part_when_it_is_ready(self):
        fase = {"projectcode": "R1"}
        maak_vastgesteld(
            "portaal",
            "2026-1",
            mutatie("nieuwbouw", 40, project="R1"),
            project(40, "2026-1", gerealiseerd="2026-1", **fase),
            project(50, "2026-2", **fase),
            project(36, "2027-1", soort="sloop", **fase),  # the demolition of the same project comes in another year
        )
        assert (laatste("V1").waarde, laatste("V8").waarde, laatste("V2").waarde) == (40, 14, 54)  # 50 − 36; 40 + 14
        maak_vastgesteld(
            "portaal",
            "2026-2",
            mutatie("nieuwbouw", 50, project="R1"),
            project(40, "2026-1", gerealiseerd="2026-1", **fase),
            project(50, "2026-2", gerealiseerd="2026-2", **fase),
            project(36, "2027-1", soort="sloop", **fase),
        )
        assert (laatste("V1").waarde, laatste("V8").waarde, laatste("V2").waarde) == (90, -36, 54)  # 40 + 50; 90 − 36

    def test_price_category_is_that_of_the_delivery_whatever_the_limits_of_later_years(self):
        maak_vastgesteld("portaal", "2026-2", stand(80, prijscategorie="betaalbaar-laag"), stand(20))
        maak_vastgesteld("portaal", "2027-1", stand(70, prijscategorie="betaalbaar-laag"), stand(30))
        shares = [punt.deel("voorraad/goedkoop") for punt in punten("V9") if punt.waarde]
        assert shares == [0.2, 0.3]

    def test_group_that_is_absent_in_one_half_year_is_zero_there(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("jongere", 4), toewijzing("gezin", 4, nieuwbouw=True))
        maak_vastgesteld("portaal", "2026-2", toewijzing("gezin", 6))
        tweede = punten("T6")[1]
        assert (tweede.onderdelen["jongere"], tweede.deel("jongere")) == (0, 0)
        assert (tweede.onderdelen["nieuwbouw/gezin"], tweede.deel("nieuwbouw/gezin")) == (0, None)

    def test_every_figure_is_the_sum_of_its_parties(self):
        maak_vastgesteld("portaal", "2026-1", project(10), stand(7, energielabel="g"), toewijzing("gezin", 3))
        maak_vastgesteld("omnia-wonen", "2026-1", project(20), stand(3), toewijzing("jongere", 2))
        for code, expected in (("V8", 30), ("T6", 5)):
            assert laatste(code).waarde == expected == sum(laatste(code, wie).waarde for wie in CORPORATIES[1:])
        assert laatste("D1").waarde == 0.7
