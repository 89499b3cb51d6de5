"""The dry run says beforehand what the dashboards show afterwards, and stores nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.halfjaar import Halfjaar
from monitoring import proefberekening, reeksen
from monitoring.indicatoren import INDICATOREN
from monitoring.models import Berekening, IndicatorWaarde
from monitoring.proefberekening import Omslag, proef, zin
from monitoring.recompute import recompute
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, partij, toewijzing
from tests.factories.voorraad import maak_bevinding, maak_levering
from voorraad.models import Levering, Niveau, Status

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


def maak_ingediend(wie, halfjaar, *rijen, status=Status.INGEDIEND):
    """A delivery that is checked and not accepted, with rows."""
    levering = maak_levering(wie, halfjaar, status)
    for nummer, rij in enumerate(rijen, 2):
        rij.levering, rij.rijnummer = levering, nummer
        rij.save()
    return levering


def gezien(levering, plek=1, code="V1"):
    """(half-year, now, then, difference) of a figure; plek 0 is the party, 1 all together."""
    return [
        (str(each.halfjaar), each.nu, each.straks, each.verschil)
        for each in proef(levering)[plek].veranderingen
        if each.code == code
    ]


def test_first_delivery_brings_figures_where_there_were_none():
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 10), mutatie("sloop", 4))
    assert gezien(levering, 0) == gezien(levering, 1) == [("2026-1", "geen gegevens", "+6 woningen", "nieuw")]
    assert zin(levering, proef(levering)) == (
        "Als deze cijfers worden vastgesteld, gaat ‘Netto groei sociale huur van de corporaties’ van geen gegevens "
        "naar +6 woningen. Er veranderen nog 9 andere cijfers."  # V2, V3, V5, V6, V7, V8, V9, O1 and T6
    )


def test_correction_moves_the_half_years_after_it_too():
    # portaal 10 → 7; with the 20 of omnia and the 5 of the next half-year: 30 → 27 and 35 → 32
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 20))
    maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 5))
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 7))
    assert gezien(levering, 1) == [
        ("2026-1", "+30 woningen", "+27 woningen", "−3 woningen"),
        ("2026-2", "+35 woningen", "+32 woningen", "−3 woningen"),
    ]
    assert gezien(levering, 0)[1] == ("2026-2", "+15 woningen", "+12 woningen", "−3 woningen")


def test_mean_changes_in_months_and_a_share_in_points():
    maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 3, wachttijd_uitstroom=4))
    levering = maak_ingediend(
        "portaal",
        "2026-1",
        toewijzing("uitstroom-instelling", 3, wachttijd_uitstroom=6.5),
        toewijzing("uitstroom-instelling", 1, wachttijd_uitstroom=7),
    )
    # (3 × 6,5 + 7) ÷ 4 = 6,6
    assert gezien(levering, code="T4") == [("2026-1", "4,0 maanden", "6,6 maanden", "+2,6 maanden")]
    flips = [flip for each in proef(levering)[1].veranderingen if each.code == "T4" for flip in each.omslagen]
    assert flips == [Omslag("uitstroom uit instellingen binnen gemiddeld 6 maanden: wordt niet meer gehaald", False)]


def test_same_figures_change_nothing():
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 10))
    blikken = proef(levering)
    assert [blik.anders for blik in blikken] == [[], []]
    assert gezien(levering) == [("2026-1", "+10 woningen", "+10 woningen", "blijft gelijk")]
    assert zin(levering, blikken) == "Als deze cijfers worden vastgesteld, verandert er niets op de dashboards."


def test_ceiling_that_is_crossed_and_figure_that_becomes_final_are_said():
    vrij = {"boven_inkomensgrens": True}
    for wie in ("de-alliantie", "omnia-wonen"):
        maak_vastgesteld(wie, "2026-1", toewijzing("gezin", 95), toewijzing("gezin", 5, **vrij))
    # 10 ÷ 200 = 5 %; with portaal 60 ÷ 300 = 20 %, above 15 %
    levering = maak_ingediend("portaal", "2026-1", toewijzing("gezin", 50), toewijzing("gezin", 50, **vrij))
    [change] = [each for each in proef(levering)[1].veranderingen if each.code == "T2"]
    assert (change.nu, change.straks, change.verschil) == ("5\u00a0%", "20\u00a0%", "+15,0 procentpunt")
    assert change.omslagen == [
        Omslag("ten hoogste 15 % vrije toewijzing: komt boven het plafond", False),
        Omslag("niet meer voorlopig: alle cijfers zijn er", True),
    ]


def test_task_of_the_municipality_is_said_in_persons():
    rijen = [gegeven("taakstelling-statushouders", 200), gegeven("gehuisveste-statushouders", 180)]
    levering = maak_ingediend("gemeente", "2026-1", *rijen)
    assert gezien(levering, 1, "T3") == [("2026-1", "geen gegevens", "180 van de 200 personen", "nieuw")]


RIJ = st.one_of(
    st.builds(mutatie, st.sampled_from(["nieuwbouw", "verkoop", "sloop"]), st.integers(0, 40)),
    st.builds(
        toewijzing,
        st.sampled_from(["gezin", "medisch-sociaal"]),
        st.integers(0, 40),
        boven_inkomensgrens=st.booleans(),
    ),
)
LEVERING = st.tuples(
    st.sampled_from(["portaal", "omnia-wonen"]), st.sampled_from(["2026-1", "2026-2"]), st.lists(RIJ, max_size=3)
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=st.lists(LEVERING, max_size=4), last=LEVERING)
def test_what_it_says_beforehand_is_what_there_is_afterwards(earlier, last):
    for wie, halfjaar, rijen in earlier:
        maak_vastgesteld(wie, halfjaar, *rijen)
    wie, halfjaar, rijen = last
    levering = maak_ingediend(wie, halfjaar, *rijen)
    expected = proefberekening._as_if_accepted(reeksen.load(partij=levering.partij), levering)
    Levering.objects.vastgesteld().filter(partij=levering.partij, halfjaar=levering.halfjaar).update(
        status=Status.VERVANGEN
    )
    Levering.objects.filter(pk=levering.pk).update(status=Status.VASTGESTELD)
    recompute(levering.halfjaar, levering.partij)
    after = reeksen.load(partij=levering.partij)
    for code in INDICATOREN:
        for scope in (levering.partij, None):
            assert expected.punten(code, scope) == after.punten(code, scope), (code, scope)
    for model in (IndicatorWaarde.geschiedenis, Berekening.objects, Levering.objects):
        model.all().delete()


def test_nothing_is_stored():
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 10))
    proef(levering)
    assert (IndicatorWaarde.geschiedenis.count(), Berekening.objects.count()) == (0, 0)


@pytest.mark.parametrize("status", [Status.VASTGESTELD, Status.VERVANGEN])
def test_page_of_a_delivery_that_is_accepted_or_replaced_says_there_is_nothing_to_compute(als, status):
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 10), status=status)
    page = als("medewerker").get(f"/proef/{levering.pk}/")
    assert "Er valt nog niets te berekenen" in page.content.decode()


def test_page_of_a_delivery_with_errors_says_there_is_nothing_to_compute(als):
    levering = maak_levering("portaal", "2026-1")
    maak_bevinding(levering, Niveau.FOUT)
    page = als("corporatie", "portaal").get(f"/proef/{levering.pk}/")
    assert "Er valt nog niets te berekenen" in page.content.decode()


def test_page_costs_the_same_with_more_parties(als, django_assert_max_num_queries):
    levering = maak_ingediend("portaal", "2026-1", mutatie("nieuwbouw", 10))
    client = als("medewerker")
    for wie in ("de-alliantie", "omnia-wonen"):
        with django_assert_max_num_queries(30):
            page = client.get(f"/proef/{levering.pk}/").content.decode()
        assert "+10 woningen" in page or "naar" in page
        maak_vastgesteld(wie, "2026-1", mutatie("nieuwbouw", 1))
    assert partij("portaal").naam in page
