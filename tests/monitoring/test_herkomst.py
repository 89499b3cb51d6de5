"""Every figure on every page leads to a passport that says the same: in tables, sentences and drawings."""

import datetime
import html
import itertools
import json
import re

import pytest
import time_machine
from pytest_django.asserts import assertNotContains

from acties.models import Thema
from basis.halfjaar import Halfjaar
from monitoring.herkomst import adres, met
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.rekenen.recompute import recompute_half_year
from tests.factories.monitoring import (
    maak_prioriteitsgebied,
    maak_twee_halfjaren,
    maak_vastgesteld,
    mutatie,
    partij,
    project,
    stand,
    toewijzing,
)
from tests.factories.overzicht import leg_vast

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
H1 = Halfjaar(2026, 1)
FEBRUARI = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
MET_TABELLEN = (
    "/voorraad/",
    "/toewijzing/",
    "/themas/ouderen/",
    "/themas/duurzaam/",
    *(f"/indicatoren/{code}/" for code in INDICATOREN),
)
KEUZES = ("", "?corporatie=portaal", "?tm=2026-1", "?op=2027-02-01")
PER_LEZER = {("medewerker", None): KEUZES, ("corporatie", "portaal"): KEUZES[1:2], ("huurdersorganisatie", None): ("",)}


def paginas(keuzes):
    """Every page without a choice, or with the only one; of several choices each page has the next one in turn."""
    first, *others = keuzes
    turns = zip(MET_TABELLEN, itertools.cycle(others), strict=False) if others else ()
    return [*((path, first) for path in MET_TABELLEN), *turns]


# what the plans would come to is worked out; beside the title stands where it comes from
UIT_PLANNEN = {"pad van alle plannen", "pad van de harde plannen", "met harde plannen", "met zachte plannen erbij"}
GEEN = {"geen gegevens", "< 5", "niet getoond"}


@pytest.fixture(autouse=True)
def _cijfers():
    """Two half-years known on 1 February 2027, a correction of the first in March, and a small wijk."""
    with time_machine.travel(FEBRUARI, tick=True):
        maak_twee_halfjaren()
        small = toewijzing("medisch-sociaal", 3, wijk="WK030702"), toewijzing("gezin", 24, wijk="WK030702")
        out = [
            toewijzing("uitstroom-instelling", n, wachttijd_uitstroom=5.5, nieuwbouw=n > 8, wijk=wijk)
            for n, wijk in ((3, "WK030702"), (9, "WK030703"), (12, "WK030704"))
        ]
        for half, homes in (("2026-1", 80), ("2026-2", 74)):
            state = stand(homes, energielabel="g", geschikt="geclusterd", wijk="WK030702")
            rows = (*small, *out) if half == "2026-1" else ()
            come = mutatie("nieuwbouw", 3 if half == "2026-1" else 0, wijk="WK030702")
            maak_vastgesteld("de-alliantie", half, come, state, project(15, "2029-2", hardheid="zacht"), *rows)
        maak_prioriteitsgebied("2026-02-01", "2026-05-01")
        maak_prioriteitsgebied("2026-03-01")
        recompute_half_year(H1)
    with time_machine.travel(FEBRUARI + datetime.timedelta(days=30), tick=True):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 40), toewijzing("statushouder", 9))
        yield


class Lezer:
    """A reader who follows every link once and remembers what it said."""

    def __init__(self, client, keuzes=KEUZES):
        self.client, self.keuzes, self.seen = client, keuzes, {}

    def paspoort(self, address):
        if address not in self.seen:
            page = self.client.get(address)
            assert page.status_code == 200, address
            self.seen[address] = page.context["paspoort"]
        return self.seen[address]

    def html(self, path):
        page = self.client.get(path)
        assert page.status_code == 200, path
        return page.content.decode()


@pytest.fixture(params=PER_LEZER)
def lezer(als, request):
    """All choices lead to the same builders: what differs per reader is what may be seen."""
    return Lezer(als(*request.param), PER_LEZER[request.param])


def plain(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def links(page):
    """(address, text) of each figure that leads to its passport; those beside a sentence stand apart."""
    inside = re.sub(r'<p class="herkomst-bij niet-afdrukken">.*?</p>', "", page, flags=re.DOTALL)
    found = re.findall(r'<a class="herkomst" href="([^"]+)">(.*?)</a>', inside)
    return [(html.unescape(address), plain(text)) for address, text in found]


def numbers(page):
    """The texts of the cells with numbers that lead nowhere."""
    cells = re.findall(r'<td[^>]*class="getal"[^>]*>(.*?)</td>', page, flags=re.DOTALL)
    return {plain(cell) for cell in cells if "<a " not in cell}


class TestTabellen:
    def test_every_number_leads_to_a_passport_that_says_the_same(self, lezer):
        for path, keuze in paginas(lezer.keuzes):
            page = lezer.html(path + keuze)
            found = links(page)
            for address, text in found:
                paspoort = lezer.paspoort(address)
                assert text in (paspoort.getal, paspoort.waarde), (path, address)
                assert not paspoort.verborgen
            assert found or "corporatie" in keuze, path  # a list of areas and a task belong to no corporation
            assert numbers(page) <= GEEN, path

    @pytest.mark.parametrize("op", ["", "?op=2027-02-01"])
    def test_figures_at_a_glance_lead_to_the_same_figure(self, lezer, op):
        themes = [f"/themas/{thema.slug}/" for thema in Thema.objects.all()]
        for path in ("/", "/themas/", "/indicatoren/", *themes):
            for address, text in links(lezer.html(path + op)):
                paspoort = lezer.paspoort(address)
                assert text in (paspoort.getal, paspoort.waarde), (path, address)
        assert len(lezer.seen) >= len(INDICATOREN)

    def test_day_goes_along_in_every_link(self, lezer):
        for path in ("/", "/themas/", "/voorraad/", "/toewijzing/", "/indicatoren/", "/indicatoren/V1/"):
            found = links(lezer.html(f"{path}?op=2027-02-01"))
            assert found
            assert all("op=2027-02-01" in address for address, _ in found)


def figures(page):
    """The drawings in a page, as they are read by the script."""
    found = re.findall(r'<script id="figuur-[^"]+" type="application/json">(.*?)</script>', page, flags=re.DOTALL)
    return [json.loads(text) for text in found]


class TestGrafieken:
    def test_click_leads_to_the_number_that_is_drawn_there(self, als):
        lezer = Lezer(als("medewerker"))
        pages = [path + keuze for path, keuze in itertools.product(("/", *MET_TABELLEN), KEUZES[:2])]
        for figure in (figure for page in pages for figure in figures(lezer.html(page))):
            assert len(figure["klik"]) == len(figure["data"])
            for trace, addresses in zip(figure["data"], figure["klik"], strict=True):
                shown = trace["x"] if trace.get("orientation") == "h" else trace["y"]
                for place, address in enumerate(addresses):
                    if address and shown[place] is not None:
                        assert self.drawn(lezer.paspoort(address)) == pytest.approx(shown[place]), address

    def drawn(self, paspoort):
        value, indicator, maat = paspoort.vraag.maat.van(paspoort.punt), paspoort.vraag.indicator, paspoort.vraag.maat
        if maat == Maat() and indicator.is_deel:
            return paspoort.punt.teller / paspoort.punt.noemer * 100
        is_share = maat.wat is Wat.AANDEEL or (maat.wat is Wat.CIJFER and indicator.is_aandeel)
        return value * 100 if is_share else value

    @pytest.mark.parametrize("path", ["/voorraad/", "/toewijzing/", "/indicatoren/V1/"])
    def test_every_mark_and_bar_can_be_clicked(self, als, path):
        for figure in figures(Lezer(als("medewerker")).html(path)):
            for trace, addresses in zip(figure["data"], figure["klik"], strict=True):
                if trace.get("hoverinfo") == "skip" or trace["name"] in UIT_PLANNEN:
                    continue
                shown = trace["x"] if trace.get("orientation") == "h" else trace["y"]
                known = {n for n, value in enumerate(shown) if value is not None and "2025-2" not in str(trace["x"][n])}
                assert known <= {n for n, address in enumerate(addresses) if address}, trace["name"]

    def test_part_of_a_stack_leads_to_that_part(self, als):
        [opbouw] = [
            each
            for each in figures(Lezer(als("bo-lid")).html("/voorraad/"))
            if "sloop" in {trace["name"] for trace in each["data"]}
        ]
        per_naam = {trace["name"]: klik for trace, klik in zip(opbouw["data"], opbouw["klik"], strict=True)}
        assert per_naam["sloop"][1] == "/cijfer/V1/2026-2/?onderdeel=sloop&periode=halfjaar"
        assert per_naam["netto"][1] == "/cijfer/V1/2026-2/?periode=halfjaar"


def bij(page, before):
    """(name, address) of the links that stand below this sentence."""
    block = page.split(before, 1)[1].split('<p class="herkomst-bij niet-afdrukken">', 1)[1].split("</p>", 1)[0]
    found = re.findall(r'<a class="herkomst" href="([^"]+)"><span[^>]*>[^<]*</span>(.*?)</a>', block)
    return [(plain(text), html.unescape(address)) for address, text in found]


class TestZinnen:
    # net of both half-years: de-alliantie 3, omnia-wonen 2 × (20 − 3 − 4) = 26, portaal 40 + (10 − 3 − 2) = 45
    @pytest.mark.parametrize(
        ("path", "before", "named"),
        [
            ("/", 'class="kernzin"', {"netto groei": "+74", "met DAEB-koop": "+84"}),
            ("/voorraad/", 'class="kernzin"', {"netto groei": "+74", "met DAEB-koop": "+84"}),
            # DAEB-koop: omnia-wonen 2 × 4, portaal 2 since the correction
            ("/voorraad/?corporatie=portaal", 'class="kernzin"', {"netto groei": "+45", "met DAEB-koop": "+47"}),
            ("/voorraad/", "droeg het meest bij", {"nieuwbouw": "+93", "verkoop": "−10", "sloop": "−9"}),
            (
                "/voorraad/",
                "Samen +74",
                {"samen": "+74", "de Alliantie": "+3", "Omnia Wonen": "+26", "Portaal": "+45"},
            ),
            ("/toewijzing/", "kregen 215 statushouders", {"gehuisvest": "215", "opgave": "220", "wat overblijft": "5"}),
            ("/indicatoren/V3/", 'class="kernzin"', {"dit cijfer": "103"}),  # 93 + 2 × 5 of the market
        ],
    )
    def test_each_figure_in_a_sentence_leads_to_its_passport(self, als, path, before, named):
        lezer = Lezer(als("bo-lid"))
        found = bij(lezer.html(path), before)
        assert {naam: lezer.paspoort(address).getal for naam, address in found} == named

    def test_sentence_about_allocations_leads_to_each_of_its_figures(self, als):
        lezer = Lezer(als("bo-lid"))
        page = lezer.html("/toewijzing/")
        sentence = plain(page.split('class="kernzin">')[1].split("</p>")[0])
        found = bij(page, 'class="kernzin"')
        assert [naam for naam, _ in found] == ["urgent woningzoekenden", "vrije toewijzing", "statushouders"]
        for _, address in found:
            number = lezer.paspoort(address).waarde.removesuffix(" personen")
            assert number in sentence

    def test_sentence_without_figures_leads_nowhere(self, als):
        page = Lezer(als("bo-lid")).html("/voorraad/?op=2026-06-01")
        assert "Er zijn nog geen vastgestelde cijfers" in page
        assert "herkomst-bij" not in page


class TestJaaroverzicht:
    @pytest.fixture
    def row(self, gebruiker):
        with time_machine.travel(FEBRUARI + datetime.timedelta(days=31), tick=True):
            recompute_half_year(H1 + 1)  # the list of priority neighbourhoods is newer than its figures
            return leg_vast("2026", gebruiker("beheer"), datetime.date(2027, 3, 4))

    def test_frozen_overview_leads_to_what_was_known_then(self, row, als):
        addresses = re.findall(r"/cijfer/[^\"']+", row.inhoud)
        assert len(addresses) > 50
        assert all("op=2027-03-04T" in address for address in addresses)
        with time_machine.travel(FEBRUARI + datetime.timedelta(days=40), tick=True):
            maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 1))
        lezer = Lezer(als("bo-lid"))
        page = lezer.html("/jaaroverzicht/2026/")
        for address, text in links(page):
            assert text in (lezer.paspoort(address).getal, lezer.paspoort(address).waarde), address
        slide = page[page.index('<p class="boven">Groei van de sociale huur') :]
        found = bij(slide, "Netto 74 sociale huurwoningen")
        assert {naam: lezer.paspoort(address).getal for naam, address in found} == {
            "netto groei": "+74",
            "met DAEB-koop": "+84",
        }

    def test_stranger_reads_it_without_links_to_passports(self, row, client):
        page = client.get("/jaaroverzicht/2026/")
        assertNotContains(page, "/cijfer/")
        assertNotContains(page, "herkomst-bij")


def test_addresses_hold_what_was_asked_and_no_more():
    assert adres("V1", H1) == "/cijfer/V1/2026-1/"
    found = adres("V1", H1, partij=partij("portaal"), maat=Maat("daeb-koop", wat=Wat.MET))
    assert found == "/cijfer/V1/2026-1/?partij=portaal&onderdeel=daeb-koop&wat=met"
    assert adres("V1", H1, maat=Maat(periode=True), proef=7) == "/cijfer/V1/2026-1/?periode=halfjaar&proef=7"
    assert met(found, op="2027-03-01") == f"{found}&op=2027-03-01"
