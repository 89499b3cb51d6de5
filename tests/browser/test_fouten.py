"""What is wrong with a form is read first: the focus goes there, and a link leads to the field."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FORMULIEREN = [
    ("/acties/2026/5/bijwerken/", "Bewaren"),
    ("/acties/2026/5/contact/", "Toevoegen"),
    ("/overleg/nieuw/", "Plannen"),
    ("/acties/knelpunten/melden/", "Melden"),
]


@pytest.mark.parametrize(("adres", "knop"), FORMULIEREN)
def test_focus_goes_to_what_is_wrong(bezoek, adres, knop):
    visitor = bezoek("medewerker")
    visitor.expect_answer(422)
    page = visitor.open(adres)
    page.locator("main form[method=post]").get_by_role("button", name=knop, exact=True).last.click()
    summary = page.locator(".fouten-samenvatting")
    expect(summary).to_be_focused()
    visitor.check()


def test_link_in_the_summary_leads_to_the_field(bezoek):
    visitor = bezoek("medewerker")
    visitor.expect_answer(422)
    page = visitor.open("/acties/knelpunten/melden/")
    page.get_by_role("button", name="Melden", exact=True).click()
    page.locator(".fouten-samenvatting a").first.click()
    expect(page.locator("main form[method=post] [name=titel]")).to_be_focused()


def test_enter_in_a_field_is_not_the_button_that_confirms(bezoek):
    visitor = bezoek("medewerker")
    visitor.expect_answer(422)
    page = visitor.open("/acties/2026/5/bijwerken/")
    page.locator("[type=date]").first.press("Enter")
    expect(page.locator(".fouten-samenvatting")).to_contain_text("U veranderde nog niets.")
