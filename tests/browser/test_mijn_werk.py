"""The officer's week: what is asked, the short form, and the pages beside it, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from demo.verhaal import WACHTWOORD
from tests.browser.conftest import log_in
from tests.browser.test_toetsenbord import MOST, Toetsen

pytestmark = pytest.mark.browser
KORT = {1440: 18, 390: 20}
BEVESTIGD = {1440: 17, 390: 19}
PAGINAS = [
    *("/mijn-werk/", "/acties/per-thema/", "/acties/tijdlijn/", "/acties/veranderd/", "/acties/samen/"),
    *("/acties/samen/werkmap/", "/acties/2026/8/", "/acties/2026/12/", "/acties/2026/8/bewijs/"),
    *("/acties/2026/8/contact/", "/acties/2026/8/mijlpaal/", "/acties/2026/8/bijwerken/", "/acties/lopende-inzet/1/"),
]


@pytest.mark.parametrize("path", PAGINAS)
def test_page_is_accessible_and_shows_its_focus(bezoek, path):
    visitor = bezoek("medewerker")
    page, toetsen = visitor.open(path), Toetsen(visitor)
    for _ in range(MOST):
        toetsen.tab()
        if page.evaluate("document.activeElement === document.body"):
            toetsen.onzichtbaar.pop()  # past the last stop
            break
    assert page.locator("h1").count() == 1
    assert toetsen.onzichtbaar == [], "\n".join(toetsen.onzichtbaar)


def test_text_in_the_short_form_survives_a_session_that_ended(bezoek, venster):
    """A session of its own: the one that the other tests share has to live on."""
    nummer = KORT[venster["width"]]
    visitor = bezoek()
    page = visitor.login("medewerker").open(f"/acties/2026/{nummer}/bijwerken/?terug=mijn-werk")
    page.get_by_label("Wat is er nieuw?").fill("Een kort verhaal.")
    page.get_by_label("Gehaald op").first.fill("2026-10-05")
    visitor.context.clear_cookies(name="sessionid")
    visitor.click("button", "Bewaren")
    expect(page.locator("[data-getypt]")).to_be_visible()

    log_in(page, "medewerker", WACHTWOORD)
    expect(page.get_by_label("Wat is er nieuw?")).to_have_value("Een kort verhaal.")
    expect(page.get_by_label("Gehaald op").first).to_have_value("2026-10-05")
    visitor.click("button", "Bewaren")
    assert page.url == f"{visitor.site}/mijn-werk/"
    expect(page.locator(".alert-success")).to_have_text(f"Actie {nummer} is bijgewerkt.")


def test_one_press_confirms(bezoek, venster):
    nummer = BEVESTIGD[venster["width"]]
    visitor = bezoek("medewerker")
    page = visitor.open(f"/acties/2026/{nummer}/bijwerken/")
    with page.expect_navigation():
        page.get_by_role("button", name="Nog steeds actueel").click()
    visitor.check()
    expect(page.locator(".tijdlijn > li").first).to_contain_text("Nog steeds actueel.")


def test_time_line_says_the_same_in_its_table(bezoek):
    visitor = bezoek("huurder")
    page = visitor.open("/acties/tijdlijn/?q=woningdelen")
    page.get_by_text("Bekijk als tabel").click()
    visitor.check()
    rows = page.locator(".grafiek-tabel tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("2 maart 2026")
