"""Where a figure comes from: the rows add up to it, and nobody sees more than the figure lets them."""

import datetime
import html

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring import paspoort, reeksen
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.paspoort.vraag import Vraag
from monitoring.rekenen.recompute import recompute_half_year
from tests.factories.monitoring import (
    gegeven,
    maak_prioriteitsgebied,
    maak_twee_halfjaren,
    maak_vastgesteld,
    mutatie,
    partij,
    toewijzing,
)

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
LIENDERT = "WK030710"
S = "\u00a0"


@pytest.fixture
def cijfers():
    maak_twee_halfjaren(LIENDERT)


def som(found, kop=0):
    """What the deliveries of a passport add up to, under one of its heads."""
    return sum(int(each.sommen[kop][1].replace(".", "").replace("−", "-")) for each in found.tellingen)


def wijk(code=LIENDERT):
    return Wijk.objects.get(code=code, editie=2025)


@pytest.mark.usefixtures("cijfers")
class TestSom:
    @pytest.mark.parametrize(
        "code", [code for code, indicator in INDICATOREN.items() if indicator.van and code != "T3"]
    )
    def test_rows_add_up_to_every_figure_of_every_scope(self, gebruiker, code):
        user = gebruiker("medewerker")
        series = reeksen.load([code], partij=reeksen.ELK)
        seen = 0
        for scope in (None, partij("portaal"), partij("gemeente")):
            for punt in series.punten(code, scope):
                if punt.teller is None:
                    continue
                found = paspoort.paspoort(Vraag(code, punt.halfjaar, scope), user)
                assert som(found) == punt.teller
                assert not INDICATOREN[code].is_deel or som(found, 1) == punt.noemer
                seen += 1
        assert seen >= 2

    @pytest.mark.parametrize(
        ("maat", "getal", "sommen"),
        [
            # both corporations: 10 + 20 a half-year
            (Maat("nieuwbouw"), "+60", [60]),
            (Maat("nieuwbouw", periode=True), "+30", [30]),
            (Maat("sloop"), "−12", [-12]),
            (Maat("daeb-koop", periode=True), "+6", [6]),
            # a half-year: 30 − 6 verkoop − 6 sloop = 18
            (Maat(), "+36", [36]),
            (Maat(periode=True), "+18", [18]),
            # 36 and 2 × (2 + 4) that were sold to DAEB households
            (Maat("daeb-koop", wat=Wat.MET), "+48", [48]),
        ],
    )
    def test_each_number_of_a_balance_has_its_own_rows(self, gebruiker, maat, getal, sommen):
        found = paspoort.paspoort(Vraag("V1", H2, maat=maat), gebruiker("medewerker"))
        assert (found.getal, [som(found)]) == (getal, sommen)

    @pytest.mark.parametrize(
        ("code", "maat", "waarde", "koppen", "totaal"),
        [
            # a half-year: 7 + 7 urgent of 27 + 47
            ("T1", Maat(wat=Wat.TELLER), "14", ["naar urgent woningzoekenden"], 14),
            ("T1", Maat(wat=Wat.NOEMER), "74", ["alle toewijzingen"], 74),
            ("T2", Maat(wat=Wat.NOEMER), "148", ["alle toewijzingen"], 148),
            ("T3", Maat(wat=Wat.TELLER), "215 personen", ["gehuisvest"], 215),
            ("T3", Maat(periode=True, wat=Wat.NOEMER), "200 personen", ["taakstelling"], 200),
        ],
    )
    def test_each_side_of_a_share_has_its_own_rows(self, gebruiker, code, maat, waarde, koppen, totaal):
        found = paspoort.paspoort(Vraag(code, H2, maat=maat), gebruiker("medewerker"))
        assert (found.waarde, found.koppen, som(found)) == (waarde, koppen, totaal)

    def test_task_adds_up_over_the_half_years_before_it(self, gebruiker):
        found = paspoort.paspoort(Vraag("T3", H2, maat=Maat(wat=Wat.NOEMER)), gebruiker("medewerker"))
        # 200 of now and 200 of before, less the 180 who were housed before: 220
        assert [[cel.tekst for cel in rij] for rij in found.doorloop.rijen] == [
            ["2026-1", "200", "0", "200", "180", "20", "vastgesteld"],
            ["2026-2", "200", "20", "220", "215", "5", "vastgesteld"],
        ]
        housed, asked = ([each.sommen[kop][1] for each in found.tellingen] for kop in (0, 1))
        assert (found.getal, housed, asked) == ("220", ["180", "215"], ["200", "200"])
        assert found.invulling == "200 taakstelling + 20 uit eerdere halfjaren = 220"

    def test_wijk_has_its_own_rows(self, gebruiker):
        found = paspoort.paspoort(Vraag("V1", H2, wijk=wijk()), gebruiker("medewerker"))
        # (10 + 20) in both half-years
        assert (found.waarde, som(found)) == ("+60 woningen", 60)


@pytest.mark.usefixtures("cijfers")
@pytest.mark.parametrize(
    ("code", "partij_code", "maat", "words"),
    [
        # portaal, two half-years: 20 nieuwbouw − 4 verkoop − 6 sloop = 10
        ("V1", "portaal", Maat(), "20 nieuwbouw − 4 verkoop − 6 sloop = +10"),
        ("V1", "portaal", Maat(periode=True), "10 nieuwbouw − 2 verkoop − 3 sloop = +5"),
        ("V1", "portaal", Maat("daeb-koop", wat=Wat.MET), "+10 netto +4 DAEB-koop = +14"),
        ("V1", "portaal", Maat("sloop"), ""),
        # portaal in the second half: 7 of 27
        ("T1", "portaal", Maat(), f"7 ÷ 27 = 25,9{S}%"),
        ("T1", "portaal", Maat(wat=Wat.TELLER), ""),
        # over the year: 14 of 54
        ("T2", "portaal", Maat(), f"14 ÷ 54 = 25,9{S}%"),
        ("T3", "gemeente", Maat(), "215 gehuisvest, van 200 taakstelling + 20 uit eerdere halfjaren"),
        ("T3", "gemeente", Maat(wat=Wat.REST), "220 opgave − 215 gehuisvest = 5"),
        ("T3", "gemeente", Maat(wat=Wat.AANDEEL), f"215 ÷ 220 = 97,7{S}%"),
        ("T3", "gemeente", Maat(wat=Wat.ACHTERSTAND), ""),
    ],
)
def test_formula_is_filled_in(gebruiker, code, partij_code, maat, words):
    found = paspoort.paspoort(Vraag(code, H2, partij(partij_code), maat=maat), gebruiker("medewerker"))
    assert found.invulling == words


def test_history_of_a_part_leaves_out_what_changed_elsewhere(gebruiker):
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10), mutatie("sloop", 4))
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 4))
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 5))
    user, of = gebruiker("medewerker"), partij("portaal")

    def steps(maat):
        return [step.waarde for step in paspoort.paspoort(Vraag("V1", H1, of, maat=maat), user).geschiedenis]

    assert steps(Maat()) == ["+6 woningen", "+8 woningen", "+7 woningen"]
    assert steps(Maat("nieuwbouw")) == ["+10 woningen", "+12 woningen"]
    assert steps(Maat("sloop")) == ["−4 woningen", "−5 woningen"]


class TestWijkVanMensen:
    """Liendert has 14 urgent of 74 allocations, all 14 above the income limit; three other wijken have a few more."""

    @pytest.fixture(autouse=True)
    def _wijken(self):
        maak_twee_halfjaren(LIENDERT)
        rows = [toewijzing("medisch-sociaal", 3, wijk="WK030702"), toewijzing("gezin", 24, wijk="WK030702")]
        for wijk in ("WK030703", "WK030704"):
            rows += [toewijzing("medisch-sociaal", 9, wijk=wijk, boven_inkomensgrens=True)]
            rows += [toewijzing("gezin", 30, wijk=wijk)]
        maak_vastgesteld("de-alliantie", "2026-2", *rows)

    def test_number_of_a_wijk_has_a_passport_where_the_table_shows_it(self, als):
        client, seen = als("huurdersorganisatie"), {}
        table = html.unescape(client.get("/indicatoren/T1/").context["html"])
        for code in (LIENDERT, "WK030702", "WK030703", "WK030705"):
            for wat in ("", "&wat=teller", "&wat=noemer"):
                address = f"/cijfer/T1/2026-2/?wijk={code}{wat}"
                seen[code + wat] = client.get(address).context["paspoort"].verborgen
                assert seen[code + wat] is (f'href="{address}"' not in table)
        # 3 of 27 are urgent; 5 has nobody
        assert {"WK030702", "WK030702&wat=teller", "WK030705&wat=noemer"} <= {each for each, hid in seen.items() if hid}
        assert {LIENDERT, f"{LIENDERT}&wat=teller"} <= {each for each, hid in seen.items() if not hid}

    def test_deliveries_behind_a_wijk_are_not_shown_to_readers(self, als):
        found = als("huurdersorganisatie").get(f"/cijfer/T1/2026-2/?wijk={LIENDERT}").context["paspoort"]
        assert (found.verborgen, found.getal, found.tellingen) == (False, f"18,9{S}%", [])  # 14 of 74

    def test_shared_address_of_rows_leads_to_the_figure_without_them(self, als):
        levering = reeksen.geteld()[partij("portaal").pk, H2]
        address = f"/cijfer/T1/2026-2/?wijk={LIENDERT}&levering={levering}"
        assert "pagina" in als("medewerker").get(address).context
        page = als("huurdersorganisatie").get(address)
        assertContains(page, "Wat elke corporatie in deze wijk toewees, zien alleen de gemeente en die corporatie zelf")
        assert "pagina" not in page.context

    def test_half_year_alone_is_shown_once_every_corporation_is_in_it(self, als):
        """De Alliantie is in the second half-year only: what the year says of a wijk is not to be seen yet."""
        client = als("huurdersorganisatie")
        alone, year = (
            client.get(f"/cijfer/T2/2026-2/?wijk={LIENDERT}{query}").context["paspoort"]
            for query in ("&periode=halfjaar", "")
        )
        assert (alone.verborgen, alone.getal) == (False, f"18,9{S}%")
        assert (year.verborgen, year.getal) == (True, "niet getoond")

    def test_hidden_number_says_why(self, als):
        page = als("huurdersorganisatie").get("/cijfer/T1/2026-2/?wijk=WK030702")
        assertContains(page, "omdat mensen erin te herkennen kunnen zijn")
        found = als("medewerker").get("/cijfer/T1/2026-2/?wijk=WK030702").context["paspoort"]
        assert (found.verborgen, found.waarde) == (False, f"11,1{S}%")  # 3 of 27


class TestLijst:
    def test_figure_of_the_list_shows_its_areas(self, als):
        maak_prioriteitsgebied("2026-02-01", "2026-05-01")
        maak_prioriteitsgebied("2026-03-01")
        recompute_half_year(H1)
        page = als("huurdersorganisatie").get("/cijfer/L1/2026-1/")
        found = page.context["paspoort"]
        assert (found.waarde, [rij.telt for rij in found.gebieden]) == ("1 van de 2 buurten", [True, False])
        assertContains(page, "1 februari 2026")
        assertNotContains(page, "De lijst is veranderd")

    @pytest.mark.parametrize("query", ["", "?wat=teller", "?wat=noemer"])
    def test_list_that_changed_since_says_so(self, als, query):
        maak_prioriteitsgebied("2026-02-01", "2026-05-01")
        recompute_half_year(H1)
        maak_prioriteitsgebied("2026-03-01", "2026-05-01")
        assertContains(als("bo-lid").get(f"/cijfer/L1/2026-1/{query}"), "De lijst is veranderd")

    def test_empty_list_says_so(self, als):
        assertContains(als("bo-lid").get("/cijfer/L1/2026-1/"), "Op de peildatum stond daar nog niets op")


def lever(half, wie="portaal", rows=1):
    task = [gegeven("taakstelling-statushouders", 10), gegeven("gehuisveste-statushouders", 9)]
    people = [toewijzing("gezin", 9, wijk=LIENDERT), toewijzing("statushouder", 8, wijk=LIENDERT)] * rows
    homes = [mutatie("nieuwbouw", 5, wijk=LIENDERT), mutatie("sloop", 2)] * rows
    maak_vastgesteld(wie, half, *(task * rows if wie == "gemeente" else people + homes))


class TestQueries:
    PATHS = (
        "/cijfer/V1/2027-1/",
        "/cijfer/V1/2027-1/?partij=portaal&onderdeel=nieuwbouw",
        f"/cijfer/V1/2027-1/?wijk={LIENDERT}",
        "/cijfer/T1/2027-1/",
        f"/cijfer/T2/2027-1/?wijk={LIENDERT}",
        "/cijfer/T3/2027-1/",
        "/cijfer/L1/2027-1/",
    )

    def count(self, client, path):
        client.get(path)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    def test_passport_costs_the_same_with_more_rows_half_years_versions_and_parties(self, als):
        client = als("medewerker")
        for wie in ("portaal", "gemeente"):
            lever("2027-1", wie)
        maak_prioriteitsgebied("2026-02-01")
        recompute_half_year(Halfjaar(2027, 1))
        one = {path: self.count(client, path) for path in self.PATHS}
        for half in ("2026-1", "2026-2", "2027-1"):
            for wie in ("portaal", "omnia-wonen", "gemeente"):
                for rows in (1, 2, 3):  # three versions
                    lever(half, wie, rows)
        for _ in range(2):
            maak_prioriteitsgebied("2026-02-01")
        recompute_half_year(Halfjaar(2027, 1))
        assert {path: self.count(client, path) for path in self.PATHS} == one
        assert max(one.values()) <= 40

    @pytest.mark.parametrize("rows", [3, 40])
    def test_rows_cost_the_same_however_many_there_are(self, als, rows):
        client = als("medewerker")

        def count(number):
            lever("2026-1", rows=number)
            pk = reeksen.geteld()[partij("portaal").pk, H1]
            return self.count(client, f"/cijfer/V1/2026-1/?levering={pk}")

        assert count(rows) == count(1)


def test_moment_of_computing_is_that_of_the_last_change(gebruiker):
    """A cumulative figure changes when an earlier half-year does."""
    maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 10))
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
    user = gebruiker("medewerker")
    whole = paspoort.paspoort(Vraag("V1", H2), user)
    alone = paspoort.paspoort(Vraag("V1", H2, maat=Maat(periode=True)), user)
    assert whole.berekend_op == reeksen.berekend_op([H1]) > alone.berekend_op == reeksen.berekend_op([H2])
    assert whole.berekend_op - alone.berekend_op < datetime.timedelta(minutes=1)
