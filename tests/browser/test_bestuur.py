"""The board looks back at a year: on the big screen, moved with the keyboard, legible from the back of the room."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

GROOT_SCHERM = pytest.mark.parametrize("venster", [{"width": 1920, "height": 1080}], ids=["scherm"])
KLEINSTE = 24  # px, on a screen of 1920×1080
# every piece of text that is seen, with its size in px
TEXTS = """root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (text && box.tagName !== "SCRIPT" && box.checkVisibility() && box.getClientRects().length)
      found.push([text.slice(0, 60), parseFloat(getComputedStyle(box).fontSize)]);
  }
  return found;
}"""
# what reaches outside the slide, or asks for more room than it has
OVERFLOW = """slide => [slide, ...slide.querySelectorAll(".dia-vlak, .grafiek, .grafiek-vlak, .punten li, h2, p")]
  .filter((box) => box.checkVisibility())
  .filter((box) => box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible"
    || box.getBoundingClientRect().bottom > innerHeight || box.getBoundingClientRect().right > innerWidth)
  .map((box) => `${box.className || box.tagName}: ${box.textContent.trim().slice(0, 40)}`)"""
FILLED = """slide => [...slide.querySelectorAll("[data-grafiek]")].map((box) => {
  const drawn = box.querySelector(".main-svg").getBoundingClientRect();
  return [box.clientWidth, box.clientHeight, Math.round(drawn.width), Math.round(drawn.height)];
})"""


@pytest.fixture
def bestuur(bezoek):
    return bezoek("bestuur")


def _position(page):
    return page.locator("[data-positie]").inner_text()


def test_overview_opens_from_the_list_of_years(bestuur):
    page = bestuur.open("/jaaroverzicht/")
    bestuur.click("link", "Jaaroverzicht 2026")
    assert page.locator("h1").inner_text() == "Jaaroverzicht 2026"
    assert page.locator(".dia-opening h2").inner_text() == "Samenwerkingsafspraken Amersfoort"
    expect(page.get_by_role("link", name="Vastleggen en publiceren")).to_have_count(0)


def test_presentation_is_moved_with_the_keyboard_alone(bestuur):
    page = bestuur.open("/jaaroverzicht/2026/")
    button = page.get_by_role("button", name="Op het grote scherm")
    number = page.locator(".dia").count()
    button.focus()
    page.keyboard.press("Enter")
    shown = page.locator("[data-positie]")
    for key, expected in [
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("ArrowLeft", 3),
        ("End", number),
        ("ArrowRight", number),
        ("Home", 1),
    ]:
        page.keyboard.press(key)
        expect(shown).to_have_text(f"{expected} van {number}")
        expect(page.locator(".dia:visible")).to_have_count(1)
    bestuur.check()
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class(re.compile("projecteert"))
    expect(page.locator(".dia:visible")).to_have_count(number)
    expect(button).to_be_focused()
    assert page.evaluate("document.fullscreenElement") is None


@GROOT_SCHERM
def test_slides_fit_and_can_be_read_from_afar(bestuur):
    page = bestuur.open("/jaaroverzicht/2026/")
    page.get_by_role("button", name="Op het grote scherm").focus()
    page.keyboard.press("Enter")
    root, slides = page.locator("[data-projectie]"), page.locator(".dia").all()
    wrong = []
    for number, slide in enumerate(slides, 1):
        expect(page.locator("[data-positie]")).to_have_text(f"{number} van {len(slides)}")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        wrong += [(number, text, size) for text, size in root.evaluate(TEXTS) if size < KLEINSTE]
        wrong += [(number, box) for box in slide.evaluate(OVERFLOW)]
        wrong += [(number, sizes) for sizes in slide.evaluate(FILLED) if sizes[:2] != sizes[2:]]
        page.keyboard.press("ArrowRight")
    bestuur.check()
    assert wrong == [], "\n".join(map(str, wrong))
