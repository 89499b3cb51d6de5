"""A tenants' organisation follows the progress: themes, stock, allocations, and a remark on an action."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

THEMAS = 5
# the headings of the charts on a page, with all corporations together
VOORRAAD = [
    *("netto-groei", "waterval", "opbouw", "per-corporatie", "vooruitblik", "plancapaciteit"),
    *("verkoop-en-nieuwbouw", "middenhuur", "prijscategorieen"),
]
TOEWIJZING = [
    *("urgent", "kansen", "wachttijd", "groepen", "groepen-nieuwbouw"),
    *("vrije-toewijzing", "ruimte", "statushouders"),
]


@pytest.fixture
def huurder(bezoek):
    return bezoek("huurder")


def _charts(page):
    return page.locator("figure.grafiek").evaluate_all("figures => figures.map(figure => figure.id)")


def test_every_theme_opens_from_the_start_page(huurder):
    page = huurder.page
    page.goto(huurder.site + "/")
    titles = page.locator(".themas h3 a").all_inner_texts()
    assert len(titles) == THEMAS
    for title in titles:
        huurder.click("link", title)
        assert page.locator("h1").inner_text() == title
        page.goto(huurder.site + "/themas/")
    huurder.check()


@pytest.mark.parametrize(("naam", "charts"), [("Voorraad", VOORRAAD), ("Toewijzing", TOEWIJZING)])
def test_charts_are_drawn_with_their_table_below(huurder, naam, charts):
    page = huurder.open(f"/{naam.lower()}/")
    assert page.locator("h1").inner_text() == naam
    assert _charts(page) == charts
    for figure in page.locator("figure.grafiek").all():
        expect(figure.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        table = figure.locator("table")
        expect(table).to_be_hidden()
        figure.get_by_text("Bekijk als tabel").click()
        expect(table).to_be_visible()
    huurder.check()


def test_table_downloads_as_csv_with_the_same_rows(huurder):
    page = huurder.open("/toewijzing/")
    figure = page.locator("#urgent")
    figure.get_by_text("Bekijk als tabel").click()
    with page.expect_download() as started:
        figure.get_by_role("link", name="CSV").click()
    text = Path(started.value.path()).read_text("utf-8-sig")
    head, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert head[-1] == "Let op"
    assert {row[-1] for row in rows} == {"fictieve cijfers"}
    assert [row[0] for row in rows] == figure.locator("tbody th").all_inner_texts()


def test_choice_of_corporation_stands_in_the_address_and_the_headings(huurder):
    page = huurder.open("/voorraad/")
    together = page.locator(".grafiek-kop").first.inner_text()
    page.get_by_label("Corporatie").select_option("Portaal")
    huurder.click("button", "Toon")
    assert page.url == f"{huurder.site}/voorraad/?corporatie=portaal&tm=&op="
    assert page.locator(".grafiek-kop").first.inner_text() != together
    assert _charts(page) == [naam for naam in VOORRAAD if naam != "per-corporatie"]


def test_remark_stands_on_top_of_the_timeline(huurder, venster):
    tekst = f"Fijn dat dit loopt. Gelezen op {venster['width']} punten breed."
    page = huurder.open("/acties/2026/2/")
    expect(page.get_by_role("button", name="Bewaren")).to_have_count(0)
    page.get_by_label("Soort").select_option("vraag")
    page.get_by_role("textbox", name="Opmerking").fill(tekst)
    huurder.click("button", "Plaatsen")
    newest = page.locator(".tijdlijn > li").first
    assert newest.locator("strong").inner_text() == "Vraag"
    expect(newest).to_contain_text(tekst)
    expect(newest).to_contain_text(re.compile("Hanna Huurder, SHOW"))
