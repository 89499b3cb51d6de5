"""From a drawing and from a sentence to where its figure comes from, with the pointer and with the keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# the middle of what is drawn of a point, and the number that stands there, as Plotly placed it in the window
PLAATS = """(box, [naam, punt]) => {
  const reeks = box.data.findIndex((each, n) => each.name === naam && (each.type === "bar" || each.mode === "markers"));
  const { xaxis, yaxis } = box._fullLayout;
  const drawn = box.calcdata[reeks][punt];
  const frame = box.getBoundingClientRect();
  const bar = box.data[reeks].type === "bar";
  const x = bar ? xaxis.c2p(drawn.p0) * 0.8 + xaxis.c2p(drawn.p1) * 0.2 : xaxis.c2p(drawn.x);
  const y = bar ? yaxis.c2p(drawn.b + drawn.s / 2) : yaxis.c2p(drawn.y);
  return [frame.left + xaxis._offset + x, frame.top + yaxis._offset + y, box.data[reeks].y[punt]];
}"""


@pytest.fixture
def bestuur(bezoek):
    return bezoek("bestuur")


def _click(bezoeker, path, grafiek, naam, punt):
    """Click on what is drawn; the address of the passport, its number, and the number that was drawn."""
    page = bezoeker.open(path)
    box = page.locator(f"#{grafiek} [data-grafiek]")
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")
    x, y, drawn = box.evaluate(PLAATS, [naam, punt])
    page.mouse.move(x, y)
    with page.expect_navigation():
        page.mouse.click(x, y)
    shown = page.locator(".kernzin strong").inner_text().split()[0]
    return page.url.removeprefix(bezoeker.site), float(shown.replace("−", "-").replace(".", "")), drawn


@pytest.mark.parametrize(
    ("naam", "query"),
    [
        ("nieuwbouw", "?onderdeel=nieuwbouw&periode=halfjaar"),
        ("sloop", "?onderdeel=sloop&periode=halfjaar"),
        ("verkoop", "?onderdeel=verkoop&periode=halfjaar"),
        ("netto", "?periode=halfjaar"),
    ],
)
def test_click_on_a_part_of_the_stack_leads_to_that_part(bestuur, naam, query):
    address, shown, drawn = _click(bestuur, "/voorraad/", "opbouw", naam, 0)
    assert (address, shown) == (f"/cijfer/V1/2026-1/{query}", drawn)


@pytest.mark.parametrize(
    ("path", "grafiek", "naam", "punt", "query"),
    [
        ("/voorraad/", "netto-groei", "netto groei", 2, "V1/2026-2/"),
        ("/voorraad/", "per-corporatie", "Omnia Wonen<br>t/m 2026-1", 0, "V1/2026-1/?partij=omnia-wonen"),
        ("/toewijzing/", "statushouders", "gehuisvest", 1, "T3/2026-2/?wat=teller"),
        ("/toewijzing/", "statushouders", "achterstand vooraf", 1, "T3/2026-2/?wat=achterstand"),
    ],
)
def test_click_on_a_mark_or_a_bar_leads_to_its_figure(bestuur, path, grafiek, naam, punt, query):
    address, shown, drawn = _click(bestuur, path, grafiek, naam, punt)
    assert (address, shown) == (f"/cijfer/{query}", drawn)


def test_figures_of_a_sentence_are_reached_with_the_keyboard(bestuur):
    page = bestuur.open("/")
    link = page.locator(".paginakop .herkomst-bij a").first
    expect(link).to_be_visible()
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{bestuur.site}/cijfer/V1/2026-2/"
    bestuur.check()


def test_passports_of_a_list_and_of_a_task_can_be_read(bestuur):
    page = bestuur.open("/cijfer/L1/2026-2/")
    assert page.locator("tbody tr").count() == 3
    page = bestuur.open("/cijfer/T3/2026-2/")
    expect(page.get_by_role("heading", name="Wat er uit eerdere halfjaren meegaat")).to_be_visible()


def test_day_is_chosen_on_the_start_page_and_goes_along(bestuur):
    page = bestuur.open("/")
    page.get_by_label("Zoals bekend op").fill("2026-03-01")
    bestuur.click("button", "Toon")
    expect(page.get_by_text("Zoals bekend op 1 maart 2026.")).to_be_visible()
    if (menu := page.get_by_role("button", name="Menu")).is_visible():
        menu.click()
    bestuur.click("link", "Voorraad")
    assert page.url == f"{bestuur.site}/voorraad/?op=2026-03-01"
    bestuur.click("link", "Toon de cijfers van nu")
    assert page.url == f"{bestuur.site}/voorraad/?"
