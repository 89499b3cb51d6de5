"""The administrator keeps users, goals and lists, and publishes the yearly overview for everybody."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OVERZICHT = "/jaaroverzicht/2026/"


@pytest.fixture
def beheer(bezoek):
    return bezoek("beheer")


@pytest.mark.parametrize("lijst", ["basis/gebruiker", "monitoring/doelstelling", "voorraad/codewaarde"])
def test_admin_list_and_one_of_it_open(beheer, lijst):
    page = beheer.open(f"/beheer/{lijst}/")
    first = page.locator("#result_list tbody th a").first
    with page.expect_navigation():
        first.click()
    beheer.check()
    expect(page.get_by_role("button", name="Opslaan", exact=True)).to_be_visible()


def test_admin_start_page_is_reached_from_the_menu(beheer):
    page = beheer.open("/")
    if (menu := page.get_by_role("button", name="Menu", exact=True)).is_visible():
        menu.click()
    page.get_by_role("button", name="Bea Heer").click()
    beheer.check()
    beheer.click("link", "Beheer")
    assert page.url == f"{beheer.site}/beheer/"


def test_published_overview_is_all_that_a_stranger_sees(beheer, bezoeker):
    page = beheer.open(OVERZICHT)
    page.get_by_role("link", name="Vastleggen en publiceren").click()
    beheer.check()
    page.get_by_role("button", name=re.compile("^Vastleggen als versie")).click()
    beheer.check()
    expect(page.get_by_role("status")).to_contain_text(re.compile("Versie 1 is (vastgelegd|nog precies zo)"))
    if (withdraw := page.get_by_role("link", name="Publicatie intrekken")).count():  # another window was first
        withdraw.click()
        beheer.check()
        page.get_by_role("button", name="Ja, trek de publicatie in").click()
    page.get_by_role("link", name="Versie 1 publiceren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Versie 1 publiceren?")).to_be_visible()
    beheer.check()
    page.get_by_role("button", name="Ja, publiceer versie 1").focus()
    page.keyboard.press("Enter")
    beheer.check()
    assert page.get_by_role("status").inner_text() == (
        "Het jaaroverzicht 2026 is gepubliceerd. Iedereen kan het nu lezen, ook zonder account."
    )

    stranger = bezoeker.open(OVERZICHT)
    assert stranger.url == bezoeker.site + OVERZICHT
    assert stranger.locator("h1").inner_text() == "Jaaroverzicht 2026"
    expect(stranger.locator(".kernzin").first).to_contain_text("Zoals vastgelegd op")
    expect(stranger.get_by_role("link", name="Vastleggen en publiceren")).to_have_count(0)
    bezoeker.open("/jaaroverzicht/")
    shown = ["Jaaroverzicht 2026", "Halfjaaroverzicht eerste helft 2026"]  # the demonstration published the second
    assert stranger.locator(".overzichten h3").all_inner_texts() == shown
    for path in ("/", "/voorraad/", "/toewijzing/", "/acties/", "/leveringen/", "/grafieken/urgent.csv", "/beheer/"):
        stranger.goto(bezoeker.site + path)
        assert stranger.locator("h1").inner_text() == "Inloggen"
