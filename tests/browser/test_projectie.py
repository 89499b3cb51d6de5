"""A whole meeting on the big screen with the keyboard alone: legible, light and dark, without a network, and kept."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("venster", [{"width": 1920, "height": 1080}], ids=["scherm"]),
]
URL = "/jaaroverzicht/2026/projectie/"
KLEINSTE = 24  # px, on a screen of 1920×1080
LEESBAAR = 4.5
# every piece of text that is seen on this slide and in the bar, charts too: [text, size in px, contrast]
TEXTS = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (c) => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (box) => {
    const [r, g, b, a] = parse(getComputedStyle(box).backgroundColor);
    return a === 0 ? ground(box.parentElement) : [r, g, b];
  };
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || !box.closest("section.dia.present, .lijst") || box.closest("script, .visually-hidden")) continue;
    if (!box.checkVisibility({ visibilityProperty: true }) || !box.getClientRects().length) continue;
    const style = getComputedStyle(box), slide = document.querySelector("section.dia.present");
    const paint = parse(box.closest("svg") ? style.fill : style.color).slice(0, 3);
    const under = box.closest(".lijst") && !box.closest("button, .fictief-dia") ? ground(slide) : ground(box);
    const [high, low] = [light(paint), light(under)].sort((a, b) => b - a);
    found.push([text.slice(0, 50), parseFloat(style.fontSize), Math.round((high + 0.05) / (low + 0.05) * 100) / 100]);
  }
  return found;
}"""
# what reaches into the bar or outside the slide, and charts that are not drawn or of which a text is cut
OUTSIDE = """() => {
  const slide = document.querySelector("section.dia.present"), frame = slide.getBoundingClientRect(), found = [];
  for (const box of slide.querySelectorAll("h2, p, li, td, th, figure, .grafiek-vlak, button")) {
    if (!box.getClientRects().length || box.closest(".visually-hidden")) continue;
    const place = box.getBoundingClientRect();
    const outside = place.bottom > frame.top + 1000 || place.right > frame.right - 80;
    if (outside) found.push(box.textContent.trim().slice(0, 50));
  }
  for (const box of slide.querySelectorAll(".grafiek-vlak")) {
    if (!box.querySelector(".main-svg")) found.push("niet getekend");
    const room = box.getBoundingClientRect();
    for (const text of box.querySelectorAll("text")) {
      const place = text.getBoundingClientRect();
      const cut = place.left < room.left - 2 || place.right > room.right + 2;
      if (place.width && cut) found.push(`buiten de grafiek: ${text.textContent}`);
    }
  }
  return found;
}"""


def project(page, url):
    page.goto(url)
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    return page.locator(".slides section.dia").count()


def walk(page, total):
    """Every slide to the last with the arrow, and what is wrong with each; the last one is shown at the end."""
    wrong = []
    page.keyboard.press("Home")
    for number in range(1, total + 1):
        expect(page.locator("[data-positie]")).to_have_text(f"{number} van {total}")
        vlak = page.locator("section.dia.present .grafiek-vlak")
        if vlak.count():
            expect(vlak.locator(".main-svg").first).to_be_attached()
        wrong += [(number, each) for each in page.evaluate(TEXTS) if each[1] < KLEINSTE or each[2] < LEESBAAR]
        wrong += [(number, each) for each in page.evaluate(OUTSIDE)]
        if number < total:
            page.keyboard.press("ArrowRight")
    return wrong


def type_decision(page, text):
    """With the keyboard alone: what, who (past why) and by when; the theme is that of the slide."""
    page.keyboard.press("n")
    form = page.locator("[data-formulier=besluit]")
    expect(form.locator("[name=wat]")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Omnia")
    page.keyboard.press("Tab")
    form.locator("[name=uiterlijk]").fill("2027-03-01")  # how a date is typed depends on the language of the browser
    form.locator("[name=thema]").focus()
    page.keyboard.type("Ontwikkeling")
    form.get_by_role("button", name="Vastleggen").focus()
    page.keyboard.press("Enter")


def test_whole_meeting_is_played_with_the_keyboard_alone(bezoek):
    officer = bezoek("medewerker")
    page = officer.open("/jaaroverzicht/2026/")
    page.get_by_role("link", name="Op het grote scherm").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.check()
    page.get_by_role("radio", name="Een nieuw overleg dat nu begint: Bestuurlijk overleg (BO)").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    total = page.locator(".slides section.dia").count()
    assert walk(page, total) == []
    expect(page.locator("section.dia.present")).to_contain_text("Er is nog niets afgesproken.")

    keys = ["Home", "PageDown", " ", "ArrowDown", "ArrowUp", "PageUp", "ArrowLeft", "End"]
    for key, expected in zip(keys, [1, 2, 3, 4, 3, 2, 1, total], strict=True):
        page.keyboard.press(key)
        expect(page.locator("[data-positie]")).to_have_text(f"{expected} van {total}")
    page.keyboard.press("t")
    jumps = page.locator("[data-sprongen] button")
    expect(jumps.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(jumps.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(jumps.nth(1)).to_be_focused()
    page.get_by_role("button", name="Thema 2: Ontwikkeling van de voorraad").focus()
    page.keyboard.press("Enter")
    expect(page.locator("section.dia.present h2")).to_have_text("Ontwikkeling van de voorraad")
    page.keyboard.press("o")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("section.dia.present .boven")).to_have_text("Groei van de sociale huur")
    page.keyboard.press("c")
    expect(page.locator("section.dia.present h2")).to_contain_text("de Alliantie: Netto groei")

    type_decision(page, "Wij bouwen eerder.")
    expect(page.locator("[data-seintje]")).to_have_text("Vastgelegd.")
    page.keyboard.press("End")
    expect(page.locator("section.dia.present li")).to_have_text(
        ["Besluit: Wij bouwen eerder.Omnia Wonen, uiterlijk 1 maart 2027"]
    )
    page.keyboard.press("Escape")
    expect(page.locator("#overzicht")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#overzicht")).to_be_hidden()
    expect(page.locator("[data-positie]")).to_have_text(f"{total} van {total}")  # Esc stays with the slides
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Stoppen").click()
    page.wait_for_url(re.compile(r"/jaaroverzicht/2026/\?overleg="))  # from here a link leads to what was agreed


def test_overview_shows_every_slide_and_the_keys_walk_through_all_of_them(bezoek):
    board = bezoek("bestuur")
    page = board.page
    total = project(page, board.site + URL)
    page.keyboard.press("o")
    pictures = page.locator("#overzicht [data-miniaturen] > button")
    expect(pictures).to_have_count(total)
    charts = page.locator(".slides .grafiek-vlak").count()
    expect(pictures.locator(".grafiek-vlak:has(.main-svg)")).to_have_count(charts)
    expect(pictures.first).to_be_focused()
    titles = page.locator(".slides section.dia h2").all_text_contents()
    assert pictures.locator(".naam").all_text_contents() == [f"{at}. {title}" for at, title in enumerate(titles, 1)]
    across = pictures.evaluate_all("all => all.filter((each) => each.offsetTop === all[0].offsetTop).length")
    for key, place in [
        ("ArrowRight", 1),
        ("ArrowDown", 1 + across),
        ("ArrowUp", 1),
        ("ArrowLeft", 0),
        ("End", total - 1),
    ]:
        page.keyboard.press(key)
        expect(pictures.nth(place)).to_be_focused()
        expect(pictures.nth(place)).to_be_in_viewport(ratio=1)
    board.check()
    page.keyboard.press("o")
    expect(page.locator("#overzicht")).to_be_hidden()
    expect(page.locator("[data-positie]")).to_have_text(f"1 van {total}")
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator("[data-positie]")).to_have_text(f"{total} van {total}")


def test_decision_on_a_slide_without_a_subject_is_about_the_whole_meeting(bezoek):
    officer = bezoek("medewerker")
    page = officer.open("/jaaroverzicht/2026/beginnen/")
    page.get_by_role("radio", name="Een nieuw overleg dat nu begint: Portefeuilleoverleg voorraad, ambtelijk").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    page.keyboard.press("n")
    officer.check()
    form = page.locator("[data-formulier=besluit]")
    expect(form.get_by_label("Actie")).to_be_visible()
    whole = form.get_by_label("Dit gaat over het hele overleg")
    expect(whole).to_be_checked()
    form.locator("[name=thema]").select_option(label="Ontwikkeling van de voorraad")
    expect(whole).not_to_be_checked()  # it is about one or the other
    whole.check()
    expect(form.locator("[name=thema]")).to_have_value("")
    form.locator("[name=wat]").fill("Wij zien elkaar elk kwartaal.")
    form.locator("[name=partij]").select_option(label="Omnia Wonen")
    form.locator("[name=uiterlijk]").fill("2027-03-01")
    form.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("[data-seintje]")).to_have_text("Vastgelegd.")
    page = officer.open("/overleg/besluiten/?q=elk+kwartaal")
    expect(page.get_by_role("cell", name="het hele overleg")).to_be_visible()


def test_what_was_half_typed_goes_along_and_what_it_is_about_is_that_of_the_slide(bezoek):
    officer = bezoek("medewerker")
    page = officer.open("/jaaroverzicht/2026/beginnen/")
    page.get_by_role("radio", name="Een nieuw overleg dat nu begint: Ambtelijk overleg").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    form = page.locator("[data-formulier=besluit]")
    wat, thema = form.locator("[name=wat]"), form.locator("[name=thema]")

    def note_at(thema):
        page.keyboard.press("t")
        page.get_by_role("button", name=thema).click()
        page.keyboard.press("n")
        expect(wat).to_be_focused()

    note_at("Thema 2")
    expect(form.get_by_text("Hier staat nog wat u eerder invulde.")).to_be_hidden()
    page.keyboard.type("Half getypt")
    page.keyboard.press("Escape")
    note_at("Thema 3")
    expect(form.get_by_text("Hier staat nog wat u eerder invulde.")).to_be_visible()
    expect(wat).to_have_value("Half getypt")
    expect(form.get_by_role("button", name="Vastleggen")).to_be_in_viewport(ratio=1)  # all of it fits on the screen
    third = thema.input_value()
    thema.select_option(label="Ontwikkeling van de voorraad")
    second = thema.input_value()
    assert second not in ("", third)  # the slide had filled in its own theme
    page.keyboard.press("Escape")
    note_at("Thema 1")
    expect(thema).to_have_value(second)  # chosen by the officer
    form.get_by_role("button", name="Leegmaken").click()
    expect(wat).to_have_value("")
    assert thema.input_value() not in (second, third)
    page.keyboard.press("Escape")


def test_status_starts_from_what_the_action_is_and_is_chosen_anew(bezoek):
    officer = bezoek("medewerker")
    page = officer.open("/jaaroverzicht/2026/beginnen/")
    page.get_by_role("radio", name="Een nieuw overleg dat nu begint: Ambtelijk overleg").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    page.keyboard.press("n")
    page.get_by_role("button", name="Status van een actie").click()
    form = page.locator("[data-formulier=status]")
    form.locator("[name=actie]").select_option(index=1)
    expect(form.locator("[data-nu]")).to_have_text(re.compile("^Staat nu op ‘.+’.$"))
    expect(form.locator("[name=naar]")).to_have_value("")
    form.locator("[name=toelichting]").fill("Samen oppakken.")
    officer.expect_answer(422)
    form.get_by_role("button", name="Vastleggen").click()
    expect(form.get_by_text("Kies hoe de actie er nu voor staat")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(form.locator("[name=toelichting]")).to_have_value("Samen oppakken.")
    form.get_by_role("button", name="Leegmaken").click()  # the site took nothing, and nothing waits here any more
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    expect(page.locator("section.dia.present")).to_contain_text("Er is nog niets afgesproken.")


def test_dark_room_can_be_read_too(bezoek):
    board = bezoek("bestuur")
    page = board.page
    total = project(page, board.site + URL)
    page.keyboard.press("d")
    assert walk(page, total) == []
    paper = page.locator(".main-svg").first.evaluate("svg => getComputedStyle(svg).backgroundColor")
    assert paper == page.locator("section.dia.present").evaluate("slide => getComputedStyle(slide).backgroundColor")


def test_reader_decides_nothing(bezoek):
    board = bezoek("bestuur")
    page = board.page
    project(page, board.site + URL)
    page.keyboard.press("n")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("button", name="Besluit")).to_have_count(0)


def test_series_go_and_come_back(bezoek):
    board = bezoek("bestuur")
    page = board.page
    project(page, board.site + URL)
    page.keyboard.press("t")
    page.get_by_role("button", name="Thema 3").click()
    while page.locator("section.dia.present .boven").inner_text() != "Statushouders":
        page.keyboard.press("ArrowRight")
    bars = page.locator("section.dia.present .grafiek-vlak .bars .point")
    total = bars.count()
    page.keyboard.press("3")
    expect(page.get_by_role("button", name="gehuisvest")).to_have_attribute("aria-pressed", "false")
    expect(bars).not_to_have_count(total)
    page.keyboard.press("0")
    expect(bars).to_have_count(total)


def test_without_a_network_the_meeting_goes_on_and_nothing_typed_is_lost(bezoek):
    officer = bezoek("medewerker")
    officer.meant.add("net::ERR_INTERNET_DISCONNECTED")
    page = officer.open("/jaaroverzicht/2026/beginnen/")
    page.get_by_role("radio", name="Een nieuw overleg dat nu begint: Ambtelijk overleg").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    total = page.locator(".slides section.dia").count()
    officer.context.set_offline(True)
    assert walk(page, total) == []
    type_decision(page, "Ook zonder netwerk.")
    expect(page.locator("section.dia.present")).to_contain_text("Nog niet verstuurd")
    officer.context.set_offline(False)
    page.reload()  # also when the browser was closed meanwhile
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    page.keyboard.press("End")
    expect(page.locator("section.dia.present li")).to_have_text(
        ["Besluit: Ook zonder netwerk.Omnia Wonen, uiterlijk 1 maart 2027"], timeout=20_000
    )
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("klaar"), timeout=20_000)
    page.keyboard.press("End")
    expect(page.locator("section.dia.present li")).to_have_count(1)


def test_speaker_sees_where_the_screen_is_and_moves_it(bezoek):
    officer = bezoek("medewerker")
    page = officer.page
    project(page, officer.site + URL)
    with officer.context.expect_page() as opened:
        page.keyboard.press("s")
    window = opened.value
    expect(window.locator("[data-positie]")).to_contain_text("1 van")
    window.get_by_role("button", name="Volgende →").click()
    expect(page.locator("[data-positie]")).to_contain_text("2 van")
    expect(window.locator("[data-nu] h2")).to_have_text("Waar staan we?")
    expect(window.locator("[data-verstreken]")).to_have_text(re.compile(r"^0:00:\d\d$"))
    total = page.locator(".slides section.dia").count()
    for key, place in [("End", total), ("ArrowUp", total - 1), ("Home", 1), ("ArrowDown", 2), ("PageUp", 1), (" ", 2)]:
        window.keyboard.press(key)
        expect(page.locator("[data-positie]")).to_have_text(f"{place} van {total}")
        expect(window.locator("[data-positie]")).to_have_text(f"{place} van {total}")
    window.keyboard.press("b")
    expect(page.locator("html")).to_have_class(re.compile("zwart"))


def test_file_apart_opens_from_a_disk_without_any_request(bezoeker, tmp_path):
    """The overview that is public; anybody may take it along."""
    page = bezoeker.open("/jaaroverzicht/2026-1/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Dia’s als één bestand").click()
    assert re.fullmatch(r"halfjaaroverzicht-amersfoort-2026-1-versie-\d+\.html", download.value.suggested_filename)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    bezoeker.context.set_offline(True)
    total = project(page, path.as_uri())
    assert walk(page, total) == []
    outside = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert outside == [path.as_uri()]
