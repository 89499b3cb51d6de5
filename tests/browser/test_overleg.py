"""Who prepares a meeting, at a desk and on a phone: an agenda by keyboard, and its document."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_officer_prepares_a_meeting(bezoek):
    officer = bezoek("medewerker")
    page = officer.open("/overleg/")
    officer.click("link", "Portefeuilleoverleg voorraad, ambtelijk")
    officer.click("button", "Agenda bijwerken")
    titles = page.locator(".agendapunt h3").all_inner_texts()

    # the first point goes down twice with Enter alone: the focus stays on its button
    page.get_by_role("button", name=f"Omlaag: {titles[0]}", exact=True).focus()
    for _twice in range(2):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"Omlaag: {titles[0]}", exact=True)).to_be_focused()
    assert page.locator(".agendapunt h3").all_inner_texts() == [titles[1], titles[2], titles[0], *titles[3:]]

    officer.click("link", "Punt toevoegen")
    page.get_by_label("Titel").fill("Rondvraag")
    officer.click("button", "Op de agenda zetten")
    officer.click("link", "Wijzigen : Rondvraag")
    officer.click("link", "Terug")
    officer.click("button", "Van de agenda halen : Rondvraag")
    expect(page.get_by_text("Van de agenda gehaald (")).to_be_visible()

    expect(page.get_by_role("link", name="Verslag schrijven")).to_have_count(0)  # its day has still to come
    with page.expect_download() as download:
        page.get_by_role("link", name="Als Word-document (DOCX)").click()
    assert download.value.suggested_filename.startswith("agenda-portefeuille-ambtelijk-")


def test_reader_sees_what_was_decided_and_what_came_of_it(bezoek):
    reader = bezoek("huurder")
    page = reader.open("/overleg/besluiten/?status=uitgevoerd")
    page.get_by_role("link", name="De gemeente levert de nieuwbouw").click()
    reader.check()
    expect(page.get_by_text("Gelukt: in de cijfers over de eerste helft van 2026")).to_be_visible()
    for address in ("/overleg/1/", "/overleg/1/verslag/lezen/", "/overleg/kalender/"):
        reader.open(address)


def test_every_form_of_a_meeting_can_be_used(bezoek):
    officer = bezoek("medewerker")
    for address in ("nieuw", "1/wijzigen", "1/punt", "1/verslag", "besluiten/1", "besluiten/1/wijzigen"):
        officer.open(f"/overleg/{address}/")
    officer.expect_answer(422)
    page = officer.open("/overleg/1/besluit/")
    officer.click("button", "Vastleggen")
    page.get_by_role("link", name="Wat is besloten?: Schrijf op wat er is besloten.").click()
    expect(page.get_by_label("Wat is besloten?")).to_be_focused()


def test_officer_writes_the_minutes_of_a_meeting_that_was_held(bezoek):
    """With the keyboard alone; somebody else reads them."""
    officer = bezoek("medewerker")
    page = officer.open("/overleg/1/")
    first = page.locator(".agendapunt h3").first.inner_text()
    page.get_by_role("link", name="Verslag schrijven").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.check()
    page.get_by_label(f"Verslag bij {first}").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Iedereen las de lijst. Volgende keer lopen we hem samen na.")
    guests = page.get_by_label("Wie waren er nog meer?")
    guests.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("een gast van Hestia")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.check()
    expect(page.locator(".notulen").first).to_contain_text("Volgende keer lopen we hem samen na.")
    reader = bezoek("huurder")
    shown = reader.open("/overleg/1/verslag/lezen/")
    expect(shown.get_by_text("Volgende keer lopen we hem samen na.")).to_be_visible()
    expect(shown.get_by_text("een gast van Hestia")).to_be_visible()
