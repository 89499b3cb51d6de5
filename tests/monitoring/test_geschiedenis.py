"""What was known when: figures are superseded, never overwritten."""

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.utils import timezone

from basis.halfjaar import Halfjaar
from monitoring import dashboards, gebiedsreeksen, paspoort, reeksen
from monitoring.dashboards import uitleg
from monitoring.keuze import Keuze
from monitoring.models import Berekening, Doelstelling, IndicatorWaarde
from monitoring.paspoort.vraag import Vraag
from monitoring.rekenen.recompute import recompute, recompute_half_year
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, partij, toewijzing
from voorraad.models import Codelijst, Codewaarde, Status

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
FEBRUARI, MAART, APRIL = (datetime.date(2027, maand, 1) for maand in (2, 3, 4))


def op(dag):
    return Keuze(op=dag).moment


def bekend(code, dag, halfjaar=H1, corporatie=None):
    """(value, who was missing) of a half-year as it was known at the end of a day; today without one."""
    found = reeksen.load([code], partij=corporatie, op=dag and op(dag)).punten(code, corporatie)
    return next(((punt.waarde, punt.ontbreekt) for punt in found if punt.halfjaar == halfjaar), None)


def lever(dag, *args):
    with time_machine.travel(datetime.datetime.combine(dag, datetime.time(12), datetime.UTC), tick=True):
        return maak_vastgesteld(*args)


@pytest.fixture
def twee_versies():
    """Portaal delivered +10 in February, and corrected it to +7 in April."""
    return lever(FEBRUARI, "portaal", "2026-1", mutatie("nieuwbouw", 10)), lever(
        APRIL, "portaal", "2026-1", mutatie("nieuwbouw", 7)
    )


@pytest.mark.usefixtures("twee_versies")
class TestBekendOp:
    OPEN = ("de Alliantie", "Omnia Wonen")

    @pytest.mark.parametrize(
        ("dag", "known"),
        [
            (FEBRUARI - datetime.timedelta(days=1), None),
            (FEBRUARI, (10, OPEN)),
            (MAART, (10, OPEN)),
            (APRIL, (7, OPEN)),
            (None, (7, OPEN)),
        ],
    )
    def test_figure_is_that_of_the_end_of_the_day(self, dag, known):
        assert bekend("V1", dag) == known
        assert bekend("V1", dag, corporatie=partij("portaal")) == (known and (known[0], ()))

    def test_correction_reaches_the_half_years_after_it(self):
        lever(MAART, "portaal", "2026-2", mutatie("nieuwbouw", 5))
        # 10 + 5 in March; since April 7 + 5
        assert (bekend("V1", MAART, H2)[0], bekend("V1", APRIL, H2)[0]) == (15, 12)

    def test_wijken_are_those_of_then(self):
        lever(MAART, "omnia-wonen", "2026-1", mutatie("nieuwbouw", 3, wijk="WK030701"))
        then, now = (gebiedsreeksen.load_gebieden("V1", H1, op=dag and op(dag)) for dag in (FEBRUARI, None))
        assert (then, [punt.waarde for _, punt in now]) == ([], [3])

    def test_history_names_every_value_and_the_delivery_that_made_it(self, twee_versies):
        steps = reeksen.geschiedenis("V1", H1, partij("portaal"))
        assert [(timezone.localdate(step.op), step.punt.waarde, step.leveringen) for step in steps] == [
            (FEBRUARI, 10, (twee_versies[0].pk,)),
            (APRIL, 7, (twee_versies[1].pk,)),
        ]

    def test_computing_again_leaves_no_trace(self):
        before = IndicatorWaarde.geschiedenis.count(), Berekening.objects.count()
        recompute(H1, partij("portaal"))
        assert (IndicatorWaarde.geschiedenis.count(), Berekening.objects.count()) == before


def test_new_definition_is_a_computation_of_its_own(gebruiker):
    """No delivery came, but a group became urgent: the figure dates from then, and its passport says so."""
    lever(FEBRUARI, "portaal", "2026-1", toewijzing("gezin", 30), toewijzing("medisch-sociaal", 10))
    Codewaarde.objects.filter(lijst=Codelijst.DOELGROEP, code="gezin").update(urgent=True)
    with time_machine.travel(datetime.datetime.combine(MAART, datetime.time(12), datetime.UTC), tick=True):
        recompute_half_year(H1)
    assert timezone.localdate(reeksen.berekend_op([H1])) == MAART
    assert timezone.localdate(reeksen.berekend_op([H1], op(FEBRUARI))) == FEBRUARI
    # 10 ÷ 40, and all of it since March; no delivery was counted then for the first time
    assert [(step.punt.waarde, len(step.leveringen)) for step in reeksen.geschiedenis("T1", H1)] == [(0.25, 1), (1, 0)]
    found = paspoort.paspoort(Vraag("T1", H1), gebruiker("medewerker"))
    assert timezone.localdate(found.berekend_op) == MAART


def test_history_costs_the_same_however_often_a_figure_changed(django_assert_num_queries):
    of = partij("portaal")
    for aantal in (1, 2, 3):
        for halfjaar in ("2026-1", "2026-2"):
            maak_vastgesteld("portaal", halfjaar, mutatie("nieuwbouw", aantal))
            with django_assert_num_queries(3):
                steps = reeksen.geschiedenis("V1", H2, of)
    # the second half-year came second: 1 + 1, 2 + 1, 2 + 2, 3 + 2, 3 + 3
    assert [step.punt.waarde for step in steps] == [2, 3, 4, 5, 6]


def test_share_over_a_calendar_year_and_arrears_follow_a_correction():
    lever(FEBRUARI, "portaal", "2026-1", toewijzing("gezin", 40), toewijzing("gezin", 10, boven_inkomensgrens=True))
    lever(FEBRUARI, "portaal", "2026-2", toewijzing("gezin", 50))
    task = gegeven("taakstelling-statushouders", 200)
    lever(FEBRUARI, "gemeente", "2026-1", task, gegeven("gehuisveste-statushouders", 180))
    lever(FEBRUARI, "gemeente", "2026-2", gegeven("taakstelling-statushouders", 100))
    lever(APRIL, "portaal", "2026-1", toewijzing("gezin", 30), toewijzing("gezin", 20, boven_inkomensgrens=True))
    task = gegeven("taakstelling-statushouders", 200)
    lever(APRIL, "gemeente", "2026-1", task, gegeven("gehuisveste-statushouders", 190))
    # 10 ÷ 100, and 20 ÷ 100 since the correction
    assert [bekend("T2", dag, H2)[0] for dag in (MAART, APRIL)] == [0.1, 0.2]
    # the second half-year starts with 20 to catch up, and with 10 since the correction
    arrears = [reeksen.load(["T3"], op=op(dag)).punten("T3")[1].achterstand for dag in (MAART, APRIL)]
    assert arrears == [20, 10]


def test_delivery_that_is_no_longer_accepted_leaves_the_figures_of_now_and_stays_in_those_of_then():
    levering = lever(FEBRUARI, "portaal", "2026-1", mutatie("nieuwbouw", 10))
    levering.status = Status.VERVANGEN
    levering.save()
    with time_machine.travel(datetime.datetime(2027, 3, 15, tzinfo=datetime.UTC)):
        recompute(H1, levering.partij)
    assert (bekend("V1", None), bekend("V1", MAART)[0]) == (None, 10)


def test_goals_are_those_in_force_on_the_day():
    old = Doelstelling.objects.geldig().get(indicator="T2")
    new = Doelstelling.objects.create(
        indicator="T2", soort="plafond", omschrijving="nieuw", waarde="0.1", paragraaf="p", sinds=MAART, reden="samen"
    )
    old.vervangen_door = new
    old.save()
    before = MAART - datetime.timedelta(days=1)
    assert [reeksen.doelen(dag)["T2"] for dag in (before, MAART, None)] == [[old], [new], [new]]
    assert "T2" not in reeksen.doelen(datetime.date(2025, 12, 31))


class TestOpEenDag:
    """Of the first half-year the municipality and de Alliantie (+52) came in July, the others (−10) in October."""

    AUGUSTUS, NOVEMBER = datetime.date(2026, 8, 1), datetime.date(2026, 11, 23)

    @pytest.fixture(autouse=True)
    def _twee_keer(self):
        lever(datetime.date(2026, 7, 15), "gemeente", "2026-1")
        lever(datetime.date(2026, 7, 16), "de-alliantie", "2026-1", mutatie("nieuwbouw", 60), mutatie("verkoop", 8))
        lever(datetime.date(2026, 10, 15), "omnia-wonen", "2026-1", mutatie("nieuwbouw", 30), mutatie("sloop", 40))
        lever(datetime.date(2026, 10, 16), "portaal", "2026-1")
        with time_machine.travel(datetime.datetime(2026, 11, 23, 12), tick=False):
            yield

    def test_start_page_shows_the_figures_and_who_was_missing_then(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), self.NOVEMBER, Keuze(op=self.AUGUSTUS))
        assert page.kop.kernzin.startswith("Netto 52 sociale huurwoningen erbij")
        assert page.kop.noot == (
            "Zoals bekend op 1 augustus 2026. "
            "Dit is voorlopig: nog niet alle cijfers van Omnia Wonen en Portaal zijn vastgesteld. "
            "De acties en statusmeldingen zijn die van vandaag."
        )
        assert page.ontbrekend == [dashboards.Ontbrekend("eerste helft van 2026", ["Omnia Wonen", "Portaal"])]
        assert page.grafieken[0][1] == "/voorraad/?op=2026-08-01"

    def test_day_before_any_figure_has_none(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), self.NOVEMBER, Keuze(op=datetime.date(2026, 7, 1)))
        assert (page.leeg, page.kop.herkomst) == (True, [])
        assert [len(row.partijen) for row in page.ontbrekend] == [4]

    @pytest.mark.parametrize(
        "build",
        [dashboards.themas, lambda keuze: dashboards.thema("voorraad", keuze), uitleg.indicatoren],
    )
    def test_summaries_show_the_figures_of_that_day(self, build):
        then, now = build(Keuze(op=self.AUGUSTUS)), build(Keuze())
        assert [self.v1(page).waarde for page in (then, now)] == ["+52 woningen", "+42 woningen"]
        assert self.v1(then).adres == "/cijfer/V1/2026-1/?op=2026-08-01"
        assert then.kop.noot.startswith("Zoals bekend op 1 augustus 2026.")
        assert (then.kop.dag, now.kop.dag, now.kop.noot) == ("?op=2026-08-01", "", "")

    def v1(self, page):
        if isinstance(page, uitleg.Catalogus):
            standen = [stand for _, found in page.themas for _, stand in found]
        elif isinstance(page, dashboards.Overzicht):
            standen = [stand for blok in page.themas for stand in blok.standen]
        else:
            standen = page.standen
        return next(stand for stand in standen if stand.code == "V1")


class TestPagina:
    def get(self, als, path):
        return als("huurdersorganisatie").get(path)

    @pytest.mark.usefixtures("twee_versies")
    @time_machine.travel("2027-05-01 12:00+00:00")
    def test_dashboards_and_exports_show_the_figures_of_a_day(self, als):
        then, now = (self.get(als, path).content.decode() for path in ("/voorraad/?op=2027-03-01", "/voorraad/"))
        assert ["Zoals bekend op 1 maart 2027." in page for page in (then, now)] == [True, False]
        assert [("+10" in page, "+7" in page) for page in (then, now)] == [(True, False), (False, True)]
        file = self.get(als, "/grafieken/netto-groei.csv?op=2027-03-01")
        assert "netto-groei-bekend-op-2027-03-01" in file["Content-Disposition"]
        book = openpyxl.load_workbook(io.BytesIO(self.get(als, "/grafieken/netto-groei.xlsx?op=2027-03-01").content))
        notes = dict(row[:2] for row in book["Toelichting"].iter_rows(values_only=True))
        assert notes["Selectie"] == "alle corporaties samen, zoals bekend op 1 maart 2027"

    @time_machine.travel("2027-05-01 12:00+00:00")
    @pytest.mark.parametrize(
        ("dag", "message"),
        [
            ("2027-05-02", "Deze dag moet nog komen. U ziet nu de cijfers van vandaag."),
            ("2025-12-31", "De afspraken begonnen op 1 januari 2026. U ziet nu de cijfers van vandaag."),
            ("gisteren", "Schrijf de dag als 2027-03-01. U ziet nu de cijfers van vandaag."),
        ],
    )
    def test_day_that_cannot_be_gets_a_message_beside_the_figures_of_now(self, als, dag, message):
        response = self.get(als, f"/voorraad/?op={dag}")
        assert (response.status_code, response.context["form"].errors["op"]) == (200, [message])
