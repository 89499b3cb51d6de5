"""Somebody who uses the keyboard alone: with Tab and Enter to the content, the menu, a filter and an action."""

import pytest
from playwright.sync_api import expect

from demo.verhaal import WACHTWOORD

pytestmark = pytest.mark.browser

MOST = 80
# the element with the focus: what it says, and whether one sees that it has the focus
FOCUS = """() => {
  const now = document.activeElement, style = getComputedStyle(now), box = now.getBoundingClientRect();
  const label = now.labels?.[0]?.textContent ?? now.ariaLabel ?? now.textContent;
  let opaque = 1;
  for (let up = now; up; up = up.parentElement) opaque *= getComputedStyle(up).opacity;
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
  const inView = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return {naam: label.replace(/\\s+/g, " ").trim(), zichtbaar: marked && inView && opaque > 0.5};
}"""


class Toetsen:
    """Moves over a page with Tab; notes every stop at which the focus cannot be seen."""

    def __init__(self, bezoeker):
        self.page, self.onzichtbaar = bezoeker.page, []

    def tab(self):
        self.page.keyboard.press("Tab")
        stop = self.page.evaluate(FOCUS)
        if not stop["zichtbaar"]:
            self.onzichtbaar.append(f"{self.page.url}: {stop['naam'][:60]}")
        return stop["naam"]

    def tab_to(self, naam):
        assert any(self.tab() == naam for _ in range(MOST)), f"{naam} is niet te bereiken"

    def enter(self, leads_on=True):
        if not leads_on:
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_whole_way_from_login_to_an_action(bezoeker):
    bezoeker.open("/account/login/")
    page, toetsen = bezoeker.page, Toetsen(bezoeker)

    expect(page.get_by_label("Gebruikersnaam")).to_be_focused()
    page.keyboard.type("huurder")
    assert toetsen.tab() == "Wachtwoord*"
    page.keyboard.type(WACHTWOORD)
    toetsen.enter()
    assert page.url == f"{bezoeker.site}/"

    assert toetsen.tab() == "Naar de inhoud"
    toetsen.enter(leads_on=False)
    expect(page.locator("main")).to_be_focused()
    page.reload()
    if page.get_by_role("button", name="Menu", exact=True).is_visible():
        toetsen.tab_to("Menu")
        toetsen.enter(leads_on=False)
        expect(page.locator("#menu")).to_have_class("navbar-collapse site-nav collapse show")
    toetsen.tab_to("Acties")
    toetsen.enter()

    if not page.get_by_label("Zoek in de tekst").is_visible():  # on a phone the choices are folded
        toetsen.tab_to("Kies welke acties u ziet")
        toetsen.enter(leads_on=False)
    toetsen.tab_to("Zoek in de tekst")
    page.keyboard.type("woningdelen")
    toetsen.tab_to("Toon")
    toetsen.enter()
    assert page.url.startswith(f"{bezoeker.site}/acties/?q=woningdelen&")
    title = " ".join(page.locator("tbody a").first.text_content().split())
    toetsen.tab_to(title)
    toetsen.enter()
    assert page.locator("h1").inner_text() in title
    assert toetsen.onzichtbaar == [], "\n".join(toetsen.onzichtbaar)


@pytest.mark.parametrize("path", ["/voorraad/", "/acties/2026/2/", "/leveringen/"])
def test_every_stop_of_a_page_shows_its_focus(bezoek, path):
    visitor = bezoek("huurder")
    page, toetsen = visitor.open(path), Toetsen(visitor)
    assert toetsen.tab() == "Naar de inhoud"
    stops = page.locator("a[href], button, input, select, textarea, summary, [tabindex='0']")
    number = sum(stop.is_visible() for stop in stops.all())
    number += 3 * page.locator("input[type='date']").count()  # day, month, year and the calendar
    for _ in range(number - 1):
        toetsen.tab()
    assert toetsen.onzichtbaar == [], "\n".join(toetsen.onzichtbaar)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")
