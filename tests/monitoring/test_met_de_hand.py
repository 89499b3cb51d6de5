"""Each indicator once by hand, with the sum in a comment."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring import gebiedsreeksen, reeksen
from monitoring.punten import Cel
from monitoring.rekenen.recompute import recompute, recompute_half_year
from tests.factories.monitoring import (
    gegeven,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    partij,
    project,
    stand,
    toewijzing,
)
from voorraad.models import Codewaarde

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")


def laatste(code, wie=None):
    return reeksen.load([code], partij=wie and partij(wie)).laatste(code, wie and partij(wie))


def punten(code, wie=None):
    return reeksen.load([code], partij=wie and partij(wie)).punten(code, wie and partij(wie))


@pytest.mark.django_db
class TestByHand:
    def test_v1_adds_and_subtracts_its_seven_components(self):
        maak_vastgesteld(
            "omnia-wonen",
            "2026-1",
            mutatie("nieuwbouw", 60),
            mutatie("nieuwbouw", 40, segment="middenhuur"),
            mutatie("aankoop", 3),
            mutatie("woningdelen", 4),
            mutatie("splitsen", -1),
            mutatie("verkoop", 10),
            mutatie("verkoop", 2, daeb_koop=True),
            mutatie("sloop", 20),
            mutatie("liberalisatie", 5, naar_segment="middenhuur"),
            mutatie("correctie", 9),
        )
        punt = laatste("V1")
        # 60 + 3 + 4 − 1 − (10 + 2) − 20 − 5 = 29; mid-rent is no social rent, a correction no growth
        assert punt.waarde == 29
        assert punt.onderdelen == {
            "nieuwbouw": 60,
            "aankoop": 3,
            "woningdelen": 4,
            "splitsen": -1,
            "verkoop": -12,
            "sloop": -20,
            "liberalisatie": -5,
            "daeb-koop": 2,  # with it: 29 + 2 = 31
            "correctie": 9,
        }

    def test_v3_adds_corporations_and_market(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 30), mutatie("sloop", 12), mutatie("aankoop", 5))
        maak_vastgesteld("de-alliantie", "2026-1", mutatie("nieuwbouw", 50), mutatie("nieuwbouw", 8, "middenhuur"))
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("oplevering-markt", 22, segment="sociale-huur"),
            gegeven("oplevering-markt", 99, segment="dure-koop"),
        )
        assert laatste("V3").waarde == 102  # 30 + 50 + 22

    def test_t1_is_the_urgent_share_of_all_allocations(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("statushouder", 6),
            toewijzing("medisch-sociaal", 3),
            toewijzing("jongere", 21),
        )
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("overig-urgent", 1), toewijzing("gezin", 9))
        punt = laatste("T1")
        # (6 + 3 + 1) ÷ (30 + 10) = 25 %; the mean of 30 % and 10 % would be 20 %
        assert (punt.teller, punt.noemer, punt.waarde) == (10, 40, 0.25)

    def test_t2_is_the_share_above_the_income_limit(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("jongere", 3, boven_inkomensgrens=True),
            toewijzing("statushouder", 1, boven_inkomensgrens=True),
            toewijzing("gezin", 46),
        )
        assert laatste("T2").waarde == 0.08  # 4 ÷ 50

    def test_t3_is_housed_against_the_task_in_persons(self):
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("taakstelling-statushouders", 212),
            gegeven("gehuisveste-statushouders", 159),
            gegeven("actief-woningzoekenden", 4000, doelgroep="jongere"),
        )
        punt = laatste("T3")
        assert (punt.taak, punt.achterstand, punt.gehuisvest, punt.waarde) == (212, 0, 159, 0.75)  # 159 ÷ 212

    def test_l1_reads_the_list_as_it_stood_on_the_reference_date(self):
        maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-06-30")  # approach on the reference date itself
        maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-07-01")  # a day later
        maak_prioriteitsgebied("2026-06-30")
        maak_prioriteitsgebied("2026-07-01")  # not on the list yet
        for half in (H1, H1 + 1):
            recompute_half_year(half)
        punten = reeksen.load(["L1"]).punten("L1")
        assert [(punt.waarde, punt.noemer) for punt in punten] == [(1, 3), (2, 4)]

    def test_l1_of_an_empty_list_is_no_figure(self):
        maak_prioriteitsgebied("2026-07-01")
        recompute_half_year(H1)
        assert laatste("L1") is None


@pytest.mark.django_db
class TestVoorraad:
    def test_v2_adds_the_plans_of_the_newest_list_to_what_was_realised(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 30), mutatie("sloop", 12), project(500, "2027-2"))
        maak_vastgesteld(
            "portaal",
            "2026-2",
            mutatie("nieuwbouw", 50),
            mutatie("nieuwbouw", 9, "middenhuur"),
            project(50, "2026-2", gerealiseerd="2026-2"),
            project(200, "2029-1"),
            project(100, "2035-2", hardheid="zacht"),
            project(80, "2036-1"),  # after ten years
            project(40, "2028-1", soort="sloop"),
            project(60, "2030-1", segment="middenhuur"),
            project(70, "2030-1", eigenaar="particulier"),
        )
        eerste, tweede = punten("V2")
        assert eerste.waarde == 518  # 30 − 12 = 18, and 500 to come
        # 18 + 50 = 68 realised; 200 + 100 − 40 = 260 to come, 500 is in the old list: 68 + 260
        assert tweede.waarde == 328
        assert tweede.onderdelen == {"gerealiseerd": 68, "gepland": 260, "gepland/hard": 160, "gepland/zacht": 100}
        assert (tweede.periode, tweede.onderdelen_periode["gerealiseerd"]) == (50, 50)

    def test_v4_is_the_social_share_of_the_plan_list(self):
        maak_vastgesteld(
            "portaal", "2026-1", project(90), project(30, segment="middenhuur"), project(45, soort="sloop")
        )
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            project(35, initiatiefnemer="markt"),
            project(65, initiatiefnemer="markt", segment="dure-koop"),
        )
        punt = laatste("V4")
        assert (punt.teller, punt.noemer) == (125, 220)  # (90 + 35) ÷ (90 + 30 + 35 + 65)
        assert punt.delen == {"corporatie": Cel(90, 120), "markt": Cel(35, 100)}
        assert punt.deel("markt") == 0.35

    def test_v5_counts_liberalisation_into_and_out_of_mid_rent(self):
        maak_vastgesteld(
            "omnia-wonen",
            "2026-1",
            mutatie("nieuwbouw", 40, "middenhuur"),
            mutatie("nieuwbouw", 60),
            mutatie("aankoop", 5, "middenhuur"),
            mutatie("liberalisatie", 7, naar_segment="middenhuur"),
            mutatie("liberalisatie", 2, naar_segment="vrije-sector-huur"),
            mutatie("liberalisatie", 4, "middenhuur", naar_segment="vrije-sector-huur"),
            mutatie("verkoop", 3, "middenhuur"),
            mutatie("sloop", 6, "middenhuur"),
            mutatie("correctie", 8, "middenhuur"),
        )
        punt = laatste("V5")
        assert punt.waarde == 39  # 40 + 5 + 7 − 4 − 3 − 6
        assert punt.onderdelen["liberalisatie-in"] == 7
        assert punt.onderdelen["liberalisatie-uit"] == -4
        assert punt.onderdelen["correctie"] == 8
        assert laatste("V1").onderdelen["liberalisatie"] == -9  # −7 − 2: the other side of the same changes

    def test_v6_counts_a_home_that_the_market_builds_for_a_corporation_once(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            mutatie("nieuwbouw", 60),
            mutatie("aankoop", 15),  # the same 15 that the market built
            project(15, gerealiseerd="2026-1", initiatiefnemer="markt"),  # listed by the corporation too
        )
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("oplevering-markt", 40, segment="sociale-huur"),
            project(15, gerealiseerd="2026-1", initiatiefnemer="markt"),
            project(25, gerealiseerd="2026-1", initiatiefnemer="markt", eigenaar="markt"),
            project(99, gerealiseerd="2025-1", initiatiefnemer="markt"),
        )
        punt = laatste("V6")
        assert (punt.teller, punt.noemer, punt.waarde) == (75, 100, 0.75)  # (60 + 15) ÷ (60 + 40)

    def test_v7_counts_sales_and_to_whom_with_new_build_beside_them(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            mutatie("verkoop", 6, middeninkomen=True),
            mutatie("verkoop", 2, daeb_koop=True),
            mutatie("verkoop", 4),
            mutatie("verkoop", 9, "middenhuur"),
            mutatie("nieuwbouw", 30),
        )
        maak_vastgesteld("portaal", "2026-2", mutatie("verkoop", 4, middeninkomen=True))
        punt = laatste("V7")
        assert (punt.waarde, punt.periode) == (16, 4)  # 6 + 2 + 4, and 4 more
        assert punt.onderdelen == {"middeninkomen": 10, "daeb-koop": 2, "nieuwbouw": 30}
        assert punt.deel("middeninkomen") == 0.625  # 10 ÷ 16

    def test_v8_is_what_hard_plans_still_bring_per_half_year(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            project(92, "2028-1"),
            project(48, "2027-1", soort="sloop"),
            project(120, "2030-2", hardheid="zacht"),
            project(80, "2031-1", hardheid="zacht", soort="sloop", eigenaar="markt"),  # its own homes go all the same
            project(44, "2026-1", gerealiseerd="2026-1"),
            project(30, "2028-1", segment="middenhuur"),
        )
        maak_vastgesteld("omnia-wonen", "2026-1", project(84, "2028-1"))
        maak_vastgesteld("gemeente", "2026-1", project(35, "2028-1", initiatiefnemer="markt"))
        punt = laatste("V8")
        assert punt.waarde == 163  # 92 − 48 + 84 + 35
        assert punt.onderdelen == {
            "hard": 163,
            "zacht": 40,  # 120 − 80
            "hard/nieuwbouw/2028-1": 211,  # 92 + 84 + 35
            "hard/netto/2028-1": 211,
            "hard/sloop/2027-1": -48,
            "hard/netto/2027-1": -48,
            "zacht/nieuwbouw/2030-2": 120,
            "zacht/netto/2030-2": 120,
            "zacht/sloop/2031-1": -80,
            "zacht/netto/2031-1": -80,
        }

    def test_v9_has_shares_of_the_stock_and_of_the_homes_that_came_free(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            stand(300),
            stand(600, prijscategorie="betaalbaar-laag"),
            stand(300, prijscategorie="bereikbaar"),
            stand(50, segment="middenhuur", prijscategorie="middenhuur"),
            toewijzing("gezin", 5),
            toewijzing("gezin", 15, prijscategorie="bereikbaar"),
        )
        punt = laatste("V9")
        assert punt.waarde == 1200  # 300 + 600 + 300
        assert punt.delen["voorraad/goedkoop"] == Cel(300, 1200)
        assert punt.delen["aanbod/bereikbaar"] == Cel(15, 20)
        assert (punt.deel("voorraad/betaalbaar-laag"), punt.deel("aanbod/goedkoop")) == (0.5, 0.25)


@pytest.mark.django_db
class TestToewijzing:
    def test_t4_is_weighted_by_the_number_and_leaves_out_what_is_unknown(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("uitstroom-instelling", 3, wachttijd_uitstroom=4),
            toewijzing("uitstroom-instelling", 1, wachttijd_uitstroom=8.5),
            toewijzing("uitstroom-instelling", 9),
            toewijzing("gezin", 5, wachttijd_uitstroom=60),
        )
        maak_vastgesteld("gemeente", "2026-1", gegeven("wachtend-instelling", 58, wachttijd=7.5))
        punt = laatste("T4")
        assert punt.waarde == 5.125  # (3 × 4 + 1 × 8,5) ÷ (3 + 1); the mean of 4 and 8,5 would be 6,25
        assert punt.deel("wachtend") == 7.5

    def test_t4_without_any_known_wait_is_no_figure(self):
        maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 9))
        assert laatste("T4") is None

    def test_t5_is_the_chance_of_groups_of_which_both_sides_are_known(self):
        maak_vastgesteld(
            "portaal", "2026-1", toewijzing("jongere", 20, wijk="WK030701"), toewijzing("sloop-herstructurering", 7)
        )
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("jongere", 21), toewijzing("gezin", 36))
        assert laatste("T5") is None  # nobody said how many seek
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("actief-woningzoekenden", 4100, doelgroep="jongere"),
            gegeven("actief-woningzoekenden", 3600, doelgroep="gezin"),
            gegeven("actief-woningzoekenden", 1300, doelgroep="overig"),
        )
        punt = laatste("T5")
        # (20 + 21) ÷ 4.100, 36 ÷ 3.600, 0 ÷ 1.300; together 77 ÷ 9.000; the 7 have no seekers known
        assert punt.delen == {"jongere": Cel(41, 4100), "gezin": Cel(36, 3600), "overig": Cel(0, 1300)}
        assert (punt.deel("jongere"), punt.deel("gezin"), punt.deel("overig")) == (0.01, 0.01, 0)
        assert (punt.teller, punt.noemer) == (77, 9000)
        assert laatste("T5", "portaal") is None
        assert gebiedsreeksen.load_gebieden("T5", H1) == []

    def test_t6_has_every_group_urgent_and_regular_and_new_build_apart(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("statushouder", 6),
            toewijzing("overig-urgent", 2, nieuwbouw=True),
            toewijzing("gezin", 20),
            toewijzing("gezin", 12, nieuwbouw=True),
        )
        punt = laatste("T6")
        assert punt.waarde == 40
        assert punt.onderdelen == {
            "statushouder": 6,
            "overig-urgent": 2,
            "gezin": 32,
            "urgent": 8,
            "regulier": 32,
            "nieuwbouw": 14,
            "nieuwbouw/overig-urgent": 2,
            "nieuwbouw/gezin": 12,
        }
        assert punt.deel("gezin") == 0.8  # 32 ÷ 40
        assert punt.deel("nieuwbouw/gezin") == pytest.approx(12 / 14)

    def test_group_that_is_new_on_the_list_needs_no_code(self):
        Codewaarde.objects.create(lijst="doelgroep", code="zorgmedewerker", naam="zorgmedewerker", volgorde=11)
        maak_vastgesteld("portaal", "2026-1", toewijzing("zorgmedewerker", 3), toewijzing("gezin", 7))
        assert laatste("T6").deel("zorgmedewerker") == 0.3

    def test_group_that_turns_urgent_halfway_changes_every_half_year_once_it_is_computed_anew(self):
        for half in ("2026-1", "2026-2"):
            maak_vastgesteld("portaal", half, toewijzing("jongere", 10), toewijzing("gezin", 30))
        Codewaarde.objects.filter(lijst="doelgroep", code="jongere").update(urgent=True)
        recompute(H2, partij("portaal"))
        assert [punt.onderdelen["urgent"] for punt in punten("T6")] == [0, 10]
        recompute_half_year(H1)  # as the sweep does
        assert [punt.onderdelen["urgent"] for punt in punten("T6")] == [10, 10]


@pytest.mark.django_db
class TestOuderenEnDuurzaam:
    def test_o1_counts_what_is_suited_and_what_changed(self):
        maak_vastgesteld("portaal", "2026-1", stand(500), stand(120, geschikt="nultreden"))
        maak_vastgesteld(
            "portaal", "2026-2", stand(470), stand(110, geschikt="nultreden"), stand(25, geschikt="geclusterd")
        )
        eerste, tweede = punten("O1")
        assert (eerste.waarde, eerste.verschillen) == (120, {})
        assert tweede.onderdelen == {"nultreden": 110, "geclusterd": 25}
        assert tweede.verschillen == {"": 15, "nultreden": -10, "geclusterd": 25}  # 10 ontlabeld, 25 added

    def test_d1_is_the_share_of_homes_with_a_known_label(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            stand(150),
            stand(30, energielabel="e"),
            stand(15, energielabel="f"),
            stand(5, energielabel="g", segment="middenhuur"),
            stand(77, energielabel="onbekend"),
        )
        punt = laatste("D1")
        assert (punt.teller, punt.noemer, punt.waarde) == (50, 200, 0.25)  # (30 + 15 + 5) ÷ (150 + 50)
        assert punt.delen == {"e": Cel(30, 200), "f": Cel(15, 200), "g": Cel(5, 200)}

    def test_d2_is_the_share_of_what_was_completed_in_the_half_year(self):
        maak_vastgesteld(
            "portaal",
            "2026-2",
            project(60, gerealiseerd="2026-2", biobased=True, conceptueel=True),
            project(20, gerealiseerd="2026-2", conceptueel=True),
            project(99, gerealiseerd="2026-1", biobased=True),
            project(99, "2027-1", biobased=True),
            project(99, gerealiseerd="2026-2", soort="sloop"),
        )
        maak_vastgesteld("gemeente", "2026-2", project(40, gerealiseerd="2026-2", initiatiefnemer="markt"))
        punt = laatste("D2")
        assert (punt.teller, punt.noemer, punt.waarde) == (60, 120, 0.5)  # 60 ÷ (60 + 20 + 40)
        assert punt.delen == {"conceptueel": Cel(80, 120)}
