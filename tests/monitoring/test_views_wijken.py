"""The pages of areas, as each role meets them."""

import csv
import datetime
import html
import io
import json
import os
import re
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties.models import Actie
from basis import gebieden
from basis.models import Buurt, Gebied, Wijk
from tests.factories.monitoring import maak_prioriteitsgebied, maak_vastgesteld, maak_volledig, mutatie, toewijzing
from voorraad.models import Project

pytestmark = pytest.mark.django_db
DIR = os.environ.get("GEBIEDEN_DIR")
ECHT = Path(DIR) / "amersfoort_wijken_2025_wgs84.geojson" if DIR else None
WIJKEN = 33


@pytest.fixture(autouse=True)
def _zomer():
    with time_machine.travel(datetime.datetime(2027, 7, 5, 12), tick=False):
        yield


def text(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def figure(response, naam):
    found = re.search(rf'<script id="figuur-{naam}" type="application/json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


def row(response, begin):
    """The cells of the first table row that begins with this text."""
    for found in re.findall(r"<tr>(.*?)</tr>", response.content.decode(), re.DOTALL):
        cells = [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", found)]
        if cells and cells[0] == begin:
            return cells
    raise AssertionError(begin)


@pytest.fixture
def _groei():
    """12 homes more in Liendert, 5 less in Schuilenburg, in figures of all corporations."""
    maak_volledig("2026-1", mutatie("nieuwbouw", 12, wijk="WK030710"), mutatie("sloop", 5, wijk="WK030713"))


@pytest.fixture
def _mensen():
    """Of 30 homes in Liendert 2 went to urgent seekers, which most readers may not see; in Schuilenburg 10 of 40."""
    liendert = [toewijzing("statushouder", 2, wijk="WK030710"), toewijzing("gezin", 28, wijk="WK030710")]
    rest = [toewijzing("statushouder", 10, wijk="WK030713"), toewijzing("gezin", 30, wijk="WK030713")]
    maak_volledig("2026-1", *liendert, *rest)


@pytest.mark.usefixtures("_groei")
class TestKaart:
    def test_every_wijk_stands_in_the_table_with_its_figure_and_a_link(self, als):
        page = als("huurdersorganisatie").get("/wijken/")
        assert row(page, "Liendert") == ["Liendert", "10", "+12", "vastgesteld"]
        assert row(page, "Schuilenburg") == ["Schuilenburg", "13", "−5", "vastgesteld"]
        assert row(page, "Isselt") == ["Isselt", "05", "geen gegevens", "geen gegevens"]
        assert len(re.findall(r'<th scope="row"><a href="/wijken/WK0307\d\d/">', page.content.decode())) == WIJKEN

    def test_squares_stand_in_while_no_shapes_are_loaded(self, als):
        page = als("bo-lid").get("/wijken/")
        drawn = figure(page, "indicator-v1-kaart")
        assert len(drawn["data"]) == WIJKEN + 1  # and the numbers
        (liendert,) = [area for area in drawn["data"] if area.get("name") == "Liendert"]
        assert liendert["text"] == "Liendert: +12 woningen"
        assert drawn["klik"][drawn["data"].index(liendert)] == ["/wijken/WK030710/"]
        assert "Elk vierkant is een wijk" in text(page)

    def test_choices_go_along_to_the_page_of_an_area_and_the_download(self, als):
        page = als("beheer").get("/wijken/?corporatie=omnia-wonen&tm=2026-1").content.decode()
        query = "?corporatie=omnia-wonen&amp;tm=2026-1"
        assert f'href="/wijken/WK030710/{query}"' in page
        assert f'href="/grafieken/indicator-v1-kaart.csv{query}"' in page

    def test_download_has_the_rows_of_the_table(self, als):
        answer = als("bo-lid").get("/grafieken/indicator-v1-kaart.csv").content.decode("utf-8-sig")
        rows = {each[0]: each for each in csv.reader(io.StringIO(answer), delimiter=";")}
        assert rows["Liendert"][:3] == ["Liendert", "10", "12"]

    def test_unknown_figure_gives_a_message_and_the_growth(self, als):
        page = als("bo-lid").get("/wijken/?indicator=X9")
        assert page.status_code == 200
        assert "Dit cijfer kennen we niet per wijk." in text(page)
        assert row(page, "Liendert")[2] == "+12"

    def test_wijk_without_figures_of_any_edition_that_is_not_there_is_not_found(self, als):
        assert als("bo-lid").get("/wijken/WK030799/").status_code == 404

    def test_costs_no_more_queries_with_three_wijken_than_with_one(self, als):
        client = als("huurdersorganisatie")
        counts = []
        for homes in (1, 3):
            more = [mutatie("nieuwbouw", 1, wijk=f"WK03071{n}") for n in range(homes)]
            maak_vastgesteld("omnia-wonen", "2026-1", *more)
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                client.get("/wijken/")
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_asks_at_most_twelve_queries_when_kept(self, als):
        client = als("huurdersorganisatie")
        client.get("/wijken/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/wijken/")
        assert len(queries) <= 12


@pytest.mark.usefixtures("_mensen")
class TestKleineAantallen:
    PAGINAS = (
        "/wijken/?indicator=T1",
        "/wijken/WK030710/",
        "/wijken/vergelijk/?a=WK030710&b=WK030713",
        "/grafieken/indicator-t1-kaart.csv",
        "/grafieken/cijfers-wk030710.csv",
        "/grafieken/verloop-wk030710-t1.csv",
        "/grafieken/vergelijk-wk030710-wk030713.csv",
    )

    def test_municipality_sees_the_share(self, als):
        page = als("medewerker").get("/wijken/?indicator=T1")
        assert row(page, "Liendert") == ["Liendert", "10", "6,7\u00a0%", "2", "30", "vastgesteld"]  # 2 ÷ 30

    @pytest.mark.parametrize("url", PAGINAS)
    def test_other_readers_meet_no_small_count_nor_its_share(self, als, url):
        shown = als("huurdersorganisatie").get(url).content.decode()
        assert "6,7" not in shown
        assert "0.0666" not in shown
        assert not re.search(r"[;>]2[;<]", shown)

    def test_hidden_area_is_hatched_and_says_so(self, als):
        page = als("huurdersorganisatie").get("/wijken/?indicator=T1")
        drawn = figure(page, "indicator-t1-kaart")
        (liendert,) = [area for area in drawn["data"] if area.get("name") == "Liendert"]
        assert (liendert["text"], liendert["fillpattern"]["shape"]) == ("Liendert: niet getoond", "x")
        assert row(page, "Liendert")[3] == "< 5"

    def test_corporation_can_choose_only_itself_for_figures_of_people(self, als):
        client = als("corporatie", "omnia-wonen")
        form = client.get("/wijken/?indicator=T1").context["form"]
        assert [each.code for each in form.fields["corporatie"].queryset] == ["omnia-wonen"]

    def test_tenants_have_no_corporation_to_choose_for_figures_of_people(self, als):
        form = als("huurdersorganisatie").get("/wijken/?indicator=T1&corporatie=portaal").context["form"]
        assert "corporatie" not in form.fields


@pytest.mark.usefixtures("_groei")
class TestGebied:
    def test_opens_with_what_matters_and_shows_each_figure_with_its_passport(self, als):
        page = als("bo-lid").get("/wijken/WK030710/")
        assert "Netto 12 sociale huurwoningen erbij" in re.sub("</?strong>", "", page.content.decode())
        assert row(page, "V1 Netto groei sociale huur van de corporaties")[1:3] == ["+12 woningen", "2026-1"]
        assert 'href="/cijfer/V1/2026-1/?wijk=WK030710"' in page.content.decode()

    def test_own_area_adds_its_wijken_up(self, als):
        gebied = Gebied.objects.create(code="samen", naam="Samen")
        gebied.wijken.set(Wijk.objects.filter(code__in=["WK030710", "WK030713"]))
        page = als("bo-lid").get("/gebieden/samen/")
        assert row(page, "V1 Netto groei sociale huur van de corporaties")[1] == "+7 woningen"  # 12 − 5

    def test_editions_of_a_wijk_count_together(self, als):
        Wijk.objects.create(code="WK030710", editie=2027, naam="Liendert nieuw")
        page = als("bo-lid").get("/wijken/WK030710/")
        assert "<h1>Liendert nieuw</h1>" in page.content.decode()
        assert row(page, "V1 Netto groei sociale huur van de corporaties")[1] == "+12 woningen"

    def test_buurt_has_a_page_of_its_own(self, als):
        wijk = Wijk.objects.get(code="WK030710")
        Buurt.objects.create(code="BU03071001", naam="Proefbuurt", editie=2025, wijk=wijk)
        maak_volledig("2026-2", mutatie("nieuwbouw", 4, buurt="BU03071001"))
        page = als("bo-lid").get("/wijken/BU03071001/")
        assert row(page, "V1 Netto groei sociale huur van de corporaties")[1] == "+4 woningen"
        assert "Proefbuurt" in text(als("bo-lid").get("/wijken/WK030710/"))
        assert row(als("bo-lid").get("/wijken/?soort=buurten"), "Proefbuurt")[2] == "+4"

    def test_shows_priority_and_actions_that_name_the_area(self, als):
        plaats = maak_prioriteitsgebied("2026-03-01", "2026-09-01")
        plaats.gebied.wijken.set(Wijk.objects.filter(code="WK030710"))
        Actie.objects.filter(jaar=2026, nummer=3).update(samenvatting="Een aanpak voor Liendert.")
        Actie.objects.filter(jaar=2026, nummer=4).update(samenvatting="Liendertseweg telt niet.")
        page = als("bo-lid").get("/wijken/WK030710/")
        assert "sinds 1 maart 2026" in text(page)
        links = re.findall(r'href="(/acties/2026/\d+/)"', page.content.decode())
        assert links == ["/acties/2026/3/"]

    def test_lists_the_plans_of_the_last_accepted_delivery_only(self, als):
        def project(naam, aantal):
            return Project(
                projectcode=naam, naam=naam, initiatiefnemer="corporatie", eigenaar="corporatie", soort="nieuwbouw",
                segment="sociale-huur", aantal=aantal, planstatus="2a", hardheid="hard", verwacht_halfjaar="2028-1",
                wijk=Wijk.objects.get(code="WK030710"),
            )  # fmt: skip

        maak_vastgesteld("omnia-wonen", "2026-1", project("Oud plan", 10))
        maak_vastgesteld("omnia-wonen", "2026-2", project("Nieuw plan", 20))
        page = als("bo-lid").get("/wijken/WK030710/")
        assert row(page, "Nieuw plan")[3:8] == ["nieuwbouw", "20", "20", "2A vastgesteld", "hard"]
        assert "Oud plan" not in text(page)
        assert row(als("bo-lid").get("/wijken/WK030710/?tm=2026-1"), "Oud plan")[4] == "10"


@pytest.mark.usefixtures("_groei")
class TestVergelijk:
    def test_puts_figures_beside_each_other_with_the_difference_in_words(self, als):
        page = als("bo-lid").get("/wijken/vergelijk/?a=WK030710&b=WK030713")
        found = row(page, "V1 Netto groei sociale huur van de corporaties")
        assert found[1:4] == ["+12 woningen", "−5 woningen", "17 woningen meer in Liendert"]  # 12 − −5

    def test_charts_have_one_scale(self, als):
        page = als("bo-lid").get("/wijken/vergelijk/?a=WK030710&b=WK030713")
        ranges = [figure(page, f"verloop-wk0307{nr}-v1")["layout"]["yaxis"]["range"] for nr in (10, 13)]
        assert ranges[0] == ranges[1]
        assert ranges[0][0] < -5
        assert ranges[0][1] > 12

    def test_missing_is_no_data_and_no_comparison(self, als):
        page = als("bo-lid").get("/wijken/vergelijk/?a=WK030710&b=WK030705")
        found = row(page, "V1 Netto groei sociale huur van de corporaties")
        assert found[2:4] == ["geen gegevens", "niet te vergelijken: geen gegevens"]

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("?a=WK030710&b=WK030710", "U koos tweemaal hetzelfde gebied."),
            ("?a=onzin&b=WK030710", "Dit gebied kennen we niet."),
            ("?a=%00&b=", "Dit gebied kennen we niet."),
            ("", "Kies twee gebieden"),
        ],
    )
    def test_wrong_choice_gives_a_message(self, als, query, message):
        page = als("bo-lid").get(f"/wijken/vergelijk/{query}")
        assert page.status_code == 200
        assert message in text(page)


@pytest.mark.parametrize(
    "naam",
    [
        "cijfers-wk030799",
        "cijfers",
        "verloop-wk030710",
        "verloop-wk030710-x9",
        "vergelijk-wk030710",
        "cijfers-gebied99",
    ],
)
def test_download_of_what_is_not_there_is_not_found(als, naam):
    assert als("bo-lid").get(f"/grafieken/{naam}.csv").status_code == 404


def vierkant(west, south):
    return [[[west, south], [west + 1e-2, south], [west + 1e-2, south + 1e-2], [west, south + 1e-2], [west, south]]]


def test_loaded_shapes_are_drawn_where_they_lie(als):
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": f"WK03079{n}", "statnaam": f"Proef {n}", "jrstatcode": "2026"},
            "geometry": {"type": "Polygon", "coordinates": vierkant(5.3 + n / 100, 52.1)},
        }
        for n in (1, 2)
    ]
    gebieden.load(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    maak_volledig("2026-1")
    Wijk.objects.filter(code="WK030791").update(editie=2026)
    mutaties = [mutatie("nieuwbouw", 3)]
    mutaties[0].wijk = Wijk.objects.get(code="WK030791")
    maak_vastgesteld("omnia-wonen", "2026-2", *mutaties)
    drawn = figure(als("bo-lid").get("/wijken/"), "indicator-v1-kaart")
    assert [area.get("name") for area in drawn["data"][:2]] == ["Proef 1", "Proef 2"]
    assert max(drawn["data"][0]["x"]) == min(drawn["data"][1]["x"])  # they touch


@pytest.mark.skipif(not ECHT, reason="GEBIEDEN_DIR names no folder with real shapes")
def test_real_shapes_are_all_drawn(als):
    gebieden.load(ECHT.read_bytes())
    maak_volledig("2026-1", mutatie("nieuwbouw", 12, wijk="WK030710"))
    page = als("bo-lid").get("/wijken/")
    drawn = figure(page, "indicator-v1-kaart")
    assert len(drawn["data"]) == WIJKEN + 1
    assert "Elk vierkant" not in text(page)


@pytest.mark.parametrize(("rol", "te_klein"), [("bo-lid", True), ("medewerker", False)])
def test_page_of_a_figure_without_any_visible_wijk_says_so_once(als, rol, te_klein):
    maak_volledig("2026-1", toewijzing("gezin", 3, wijk="WK030710"), toewijzing("statushouder", 1, wijk="WK030713"))
    page = als(rol).get("/indicatoren/T1/").content.decode()
    assert ("Per wijk zijn de aantallen te klein om te laten zien" in page) is te_klein
    assert ("/grafieken/indicator-t1-wijken.csv" in page) is not te_klein


def test_day_that_was_chosen_goes_along_and_can_be_left(als):
    with time_machine.travel("2026-09-01T12:00Z", tick=False):
        page = als("bo-lid").get("/wijken/WK030710/?op=2026-08-01")
    assert "Toon de cijfers van nu" in text(page)
    assert 'href="/wijken/?op=2026-08-01"' in page.content.decode()
