"""Somebody of the municipality keeps the actions up to date, and judges the deliveries."""

import re

import pytest
from playwright.sync_api import expect

from demo.verhaal import WACHTWOORD
from tests.browser.conftest import log_in

pytestmark = pytest.mark.browser

# the action that a test changes: another one per window, because both look at the same site
BIJ_TE_WERKEN = {1440: 4, 390: 7}
TWEE_TABBLADEN = {1440: 10, 390: 13}
VERLOPEN = {1440: 14, 390: 16}
AFSPRAKEN = """1. Samen sturen

1) Actie 2026: We richten samen een overlegstructuur in.

5. Voldoende woningen

5) Actie 2026: We bespreken twee keer per jaar de voorraad.
"""


@pytest.fixture
def medewerker(bezoek):
    return bezoek("medewerker")


def _fill_status(page, status, toelichting, succes="", knelpunt=""):
    page.get_by_label("Status").select_option(status)
    page.get_by_label("Wat is er nieuw?").fill(toelichting)
    if not page.get_by_label("Succes om te vieren").is_visible():
        page.get_by_text("Een succes of een knelpunt erbij").click()
    page.get_by_label("Succes om te vieren").fill(succes)
    page.get_by_label("Knelpunt", exact=True).fill(knelpunt)


def _newest(page):
    return page.locator(".tijdlijn > li").first


def test_actions_are_filtered_by_an_address_that_can_be_shared(bezoeker, bezoek):
    bezoeker.login("medewerker")
    if (menu := bezoeker.page.get_by_role("button", name="Menu")).is_visible():
        menu.click()
    page = bezoeker.click("link", "Acties")
    assert page.locator("tbody tr").count() == 20
    if (choices := page.get_by_text("Kies welke acties u ziet")).is_visible():
        choices.click()
    page.get_by_label("Status").select_option("bijsturen")
    bezoeker.click("button", "Toon")
    assert page.url == f"{bezoeker.site}/acties/?q=&jaar=&thema=&partij=&status=bijsturen"
    titles = page.locator("tbody td.actie-titel").all_inner_texts()
    assert titles

    colleague = bezoek("bestuur")
    colleague.page.goto(page.url)
    assert colleague.page.locator("tbody td.actie-titel").all_inner_texts() == titles
    expect(colleague.page.get_by_label("Status")).to_have_value("bijsturen")


def test_new_status_stands_in_the_timeline_at_once(medewerker, venster):
    page = medewerker.open(f"/acties/2026/{BIJ_TE_WERKEN[venster['width']]}/bijwerken/")
    _fill_status(page, "aandacht", "Het loopt, maar traag.", "De eerste stap is gezet.", "Er is te weinig tijd.")
    medewerker.click("button", "Bewaren")
    assert page.get_by_role("status").inner_text() == f"Actie {BIJ_TE_WERKEN[venster['width']]} is bijgewerkt."
    assert _newest(page).locator(".badge-status").inner_text() == "aandacht nodig"
    assert _newest(page).locator(".succes").inner_text() == "Succes: De eerste stap is gezet."
    assert _newest(page).locator(".knelpunt").inner_text() == "Knelpunt: Er is te weinig tijd."
    expect(_newest(page)).to_contain_text("Het loopt, maar traag.")
    expect(_newest(page)).to_contain_text("Mees de Werker, Gemeente Amersfoort")
    assert page.locator(".paginakop .badge-status").inner_text() == "aandacht nodig"


def test_second_tab_is_told_what_changed_and_keeps_what_was_typed(medewerker, venster):
    address = f"/acties/2026/{TWEE_TABBLADEN[venster['width']]}/bijwerken/"
    first, second = medewerker, medewerker.tab()
    first.open(address)
    second.open(address)
    _fill_status(first.page, "op-schema", "Eerst gezien in het eerste tabblad.")
    first.click("button", "Bewaren")

    second.expect_answer(409)
    _fill_status(second.page, "bijsturen", "Getypt in het tweede tabblad.", knelpunt="Er is nog geen plek.")
    second.click("button", "Bewaren")
    told = second.page.get_by_role("alert")
    expect(told).to_contain_text("Deze actie is intussen bijgewerkt.")
    expect(told).to_contain_text("Eerst gezien in het eerste tabblad.")
    expect(second.page.get_by_label("Status")).to_have_value("bijsturen")
    expect(second.page.get_by_label("Wat is er nieuw?")).to_have_value("Getypt in het tweede tabblad.")
    expect(second.page.get_by_label("Knelpunt", exact=True)).to_have_value("Er is nog geen plek.")

    second.click("button", "Bewaren")
    assert _newest(second.page).locator(".badge-status").inner_text() == "bijsturen nodig"
    expect(_newest(second.page)).to_contain_text("Getypt in het tweede tabblad.")


def test_text_survives_a_session_that_ended(bezoek, venster):
    """A session of its own: the one that the other tests share has to live on."""
    address = f"/acties/2026/{VERLOPEN[venster['width']]}/bijwerken/"
    visitor = bezoek()
    page = visitor.login("medewerker").open(address)
    _fill_status(page, "aandacht", "Een lang verhaal.", knelpunt="Te weinig tijd.")
    visitor.context.clear_cookies(name="sessionid")
    visitor.click("button", "Bewaren")
    expect(page.locator("[data-getypt]")).to_be_visible()

    log_in(page, "medewerker", WACHTWOORD)
    assert page.url == visitor.site + address
    expect(page.get_by_label("Status")).to_have_value("aandacht")
    expect(page.get_by_label("Wat is er nieuw?")).to_have_value("Een lang verhaal.")
    expect(page.get_by_label("Knelpunt", exact=True)).to_have_value("Te weinig tijd.")
    visitor.click("button", "Bewaren")
    expect(_newest(page)).to_contain_text("Een lang verhaal.")
    visitor.open(address)
    expect(page.get_by_label("Wat is er nieuw?")).to_have_value("")


def test_delivery_goes_back_with_a_question_and_comes_again(medewerker, bezoek):
    page = medewerker.open("/leveringen/")
    medewerker.click("link", "Portaal, tweede helft 2026: ingediend")
    page.get_by_text("Terugsturen met een vraag").click()
    medewerker.check()
    page.get_by_role("textbox").fill("Klopt de sloop in Rustenburg?")
    medewerker.click("button", "Terugsturen")
    assert page.locator("h1 + .kernzin .badge-status").inner_text() == "teruggestuurd"

    portaal = bezoek("portaal")
    portaal.open("/leveringen/")
    portaal.click("link", "Verder met deze levering")
    expect(portaal.page.locator(".alert-warning").first).to_contain_text("Klopt de sloop in Rustenburg?")
    portaal.click("button", "Indienen")
    assert portaal.page.locator("h1 + .kernzin .badge-status").inner_text() == "ingediend"


def test_own_figures_are_corrected_and_accepted_by_a_colleague(medewerker, bezoek, tmp_path):
    page = medewerker.open("/leveringen/")
    medewerker.click("link", "Gemeente Amersfoort, eerste helft 2026: vastgesteld")
    with page.expect_download() as started:
        page.get_by_role("link", name="Exporteer als werkmap").click()
    started.value.save_as(tmp_path / "gemeente.xlsx")
    medewerker.click("link", "Upload een nieuwe versie")
    page.get_by_label("Ingevuld sjabloon").set_input_files(tmp_path / "gemeente.xlsx")
    medewerker.click("button", "Uploaden en controleren")
    page.get_by_label("Waarom verbetert u de vastgestelde cijfers?").fill("Eén getal stond er dubbel in.")
    medewerker.click("button", "Indienen")
    medewerker.click("button", "Vaststellen")
    expect(page.get_by_text("Vraag een collega van de gemeente om ze vast te stellen.")).to_be_visible()
    colleague = bezoek("beheer")
    page = colleague.open(page.url.removeprefix(medewerker.site))
    colleague.click("button", "Vaststellen")
    expect(page.locator("h1 + .kernzin")).to_contain_text("Deze cijfers tellen mee op de dashboards.")


def test_agreements_are_shown_before_they_are_stored(medewerker):
    page = medewerker.open("/acties/afspraken/")
    file = {"name": "afspraken.txt", "mimeType": "text/plain", "buffer": AFSPRAKEN.encode()}
    page.get_by_label("Document").set_input_files(file)
    medewerker.click("button", "Bekijk wat er verandert")
    assert page.locator("h1").inner_text() == "Dit staat in het document"
    expect(page.locator(".kernzin")).to_have_text(re.compile(r"^2 acties van 2026 gevonden in afspraken\.txt\."))
    assert page.locator(".voorbeeld > li > p:first-of-type").all_inner_texts() == [
        "We richten samen een overlegstructuur in.",
        "We bespreken twee keer per jaar de voorraad.",
    ]
    page.goto(f"{medewerker.site}/acties/2026/5/")
    expect(page.get_by_text("Het afsprakendocument is nog niet ingelezen.")).to_be_visible()
