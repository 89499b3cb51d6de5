"""A tenants' organisation walks from the map to a wijk and to where its figure comes from, and compares two wijken."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WIJKEN = 33


@pytest.fixture
def huurder(bezoek):
    return bezoek("huurder")


def test_map_leads_to_a_wijk_and_to_the_passport_of_its_figure(huurder):
    page = huurder.open("/")
    page.goto(huurder.site + "/wijken/")
    huurder.check()
    expect(page.locator("tbody th a")).to_have_count(WIJKEN)
    huurder.click("link", "Rustenburg")
    assert page.locator("h1").inner_text() == "Rustenburg"
    with page.expect_navigation():
        page.locator("a.herkomst").first.click()
    huurder.check()
    assert page.url == f"{huurder.site}/cijfer/V1/2026-2/?wijk=WK030711"


def test_click_on_the_map_leads_to_that_wijk(huurder):
    page = huurder.open("/wijken/")
    box = page.locator(".kaart [data-grafiek]")
    expect(box.locator(".main-svg").first).to_be_visible()
    # the number of a wijk stands in its middle; a little beside it is the area itself
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")
    x, y = box.evaluate("""box => {
      const { xaxis, yaxis } = box._fullLayout, frame = box.getBoundingClientRect(), numbers = box.data.at(-1);
      const place = numbers.text.indexOf("11");
      const [x, y] = [xaxis.c2p(numbers.x[place]), yaxis.c2p(numbers.y[place])];
      return [frame.left + xaxis._offset + x + 12, frame.top + yaxis._offset + y + 12];
    }""")
    page.mouse.move(x, y)
    with page.expect_navigation():
        page.mouse.click(x, y)
    assert page.url == f"{huurder.site}/wijken/WK030711/"


def test_figures_of_people_are_hidden_on_the_map_and_in_the_table(huurder):
    page = huurder.open("/wijken/?indicator=T1")
    expect(page.get_by_text("niet getoond of minder dan 5")).to_be_visible()
    expect(page.locator("tbody td", has_text="< 5").first).to_be_attached()


def test_two_wijken_stand_side_by_side(huurder):
    page = huurder.open("/wijken/vergelijk/?a=WK030710")
    page.get_by_label("Naast").select_option("WK030713")
    huurder.click("button", "Toon")
    assert page.locator("thead th").all_inner_texts()[:3] == ["cijfer", "Liendert", "Schuilenburg"]
