"""The board looks back at a year: from the list of years to its page, and from there to the big screen."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def bestuur(bezoek):
    return bezoek("bestuur")


def test_overview_opens_from_the_list_of_years(bestuur):
    page = bestuur.open("/jaaroverzicht/")
    bestuur.click("link", "Jaaroverzicht 2026")
    assert page.locator("h1").inner_text() == "Jaaroverzicht 2026"
    assert page.locator("#deel-opening").inner_text() == "Waar staan we?"
    expect(page.get_by_role("link", name="Vastleggen en publiceren")).to_have_count(0)


def test_board_projects_the_same_overview(bestuur):
    page = bestuur.open("/jaaroverzicht/2026/")
    with page.expect_navigation():
        page.get_by_role("link", name="Op het grote scherm").click()
    assert page.url.endswith("/jaaroverzicht/2026/projectie/")
    expect(page.locator("section.dia.present h2")).to_have_text("Samenwerkingsafspraken Amersfoort")
