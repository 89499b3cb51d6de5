"""Nothing that somebody typed is lost: by a session that ended, or by a colleague who was first."""

import pytest
from playwright.sync_api import expect

from demo.verhaal import WACHTWOORD
from tests.browser.conftest import log_in

pytestmark = pytest.mark.browser
TERUG = "Wat u eerder typte, staat er weer. Het is nog niet verstuurd."


def end_session(visitor):
    visitor.context.clear_cookies(name="sessionid")


def send_and_come_back(visitor, naam, knop):
    """The session ended: the button leads to the page to log in, and that back to the form."""
    end_session(visitor)
    visitor.click("button", knop)
    expect(visitor.page.locator("[data-getypt]")).to_be_visible()
    log_in(visitor.page, naam, WACHTWOORD)
    visitor.check()
    expect(visitor.page.get_by_text(TERUG)).to_be_visible()


def test_remark_survives_a_session_that_ended(bezoek, venster):
    visitor = bezoek()
    page = visitor.login("huurder").open("/acties/2026/5/")
    text = f"Hoe zit dit op een scherm van {venster['width']}?"
    page.get_by_label("Soort").select_option("vraag")
    page.get_by_label("Opmerking", exact=False).and_(page.locator("textarea")).fill(text)
    send_and_come_back(visitor, "huurder", "Plaatsen")
    expect(page.locator("textarea")).to_have_value(text)
    expect(page.get_by_label("Soort")).to_have_value("vraag")
    visitor.click("button", "Plaatsen")
    expect(page.locator(".tijdlijn")).to_contain_text(text)
    visitor.open("/acties/2026/5/")
    expect(page.locator("textarea")).to_have_value("")


def test_minutes_survive_a_session_that_ended_and_what_a_colleague_wrote_stays_too(bezoek, venster):
    visitor, colleague = bezoek(), bezoek("beheer")
    page = visitor.login("medewerker").open("/overleg/1/verslag/")
    boxes = page.locator("textarea")
    first, second = (boxes.nth(at).get_attribute("name") for at in (0, 1))
    words = ("Mijn zin", "Alleen van mij", "Van een collega")
    mine, alone, other = (f"{text} ({venster['width']})" for text in words)
    page.locator(f"[name={first}]").fill(mine)
    page.locator(f"[name={second}]").fill(alone)

    colleague.open("/overleg/1/verslag/")
    colleague.page.locator(f"[name={first}]").fill(other)
    colleague.click("button", "Bewaren")

    send_and_come_back(visitor, "medewerker", "Bewaren")
    expect(page.locator(f"[name={first}]")).to_have_value(other)
    expect(page.locator("details.getypt")).to_contain_text(mine)
    expect(page.locator(f"[name={second}]")).to_have_value(alone)
    page.locator(f"[name={first}]").fill(f"{other}\n{mine}")
    visitor.click("button", "Bewaren")
    for text in (mine, alone, other):
        expect(page.locator(".agenda")).to_contain_text(text)


def test_fields_of_every_kind_survive(bezoek, venster):
    """A meeting has a choice, a day, times and lines of text."""
    visitor = bezoek()
    page = visitor.login("medewerker").open("/overleg/nieuw/")
    page.get_by_label("Titel").fill("Een eigen titel")
    page.get_by_label("Datum").fill("2027-04-01")
    page.get_by_label("Begint om").fill("09:45")
    kinds = page.locator("select[name=vorm]")
    kind = kinds.locator("option").nth(2).get_attribute("value")
    kinds.select_option(kind)
    end_session(visitor)
    visitor.open("/account/login/")
    log_in(page, "medewerker", WACHTWOORD)
    visitor.open("/overleg/nieuw/")
    expect(page.get_by_text(TERUG)).to_be_visible()
    expect(page.get_by_label("Titel")).to_have_value("Een eigen titel")
    expect(page.get_by_label("Datum")).to_have_value("2027-04-01")
    expect(page.get_by_label("Begint om")).to_have_value("09:45")
    expect(kinds).to_have_value(kind)


def test_choice_that_a_colleague_made_meanwhile_stays_and_ones_own_stands_beside_it(bezoek, venster):
    """A page with a fresh version would store the draft over it without a word."""
    visitor, colleague = bezoek(), bezoek("beheer")
    page = visitor.login("medewerker").open("/acties/knelpunten/")
    address = (
        page.locator("a[href*='/acties/knelpunten/']")
        .filter(has_text="")
        .evaluate_all(
            "links => links.map(link => link.getAttribute('href')).find(href => /knelpunten\\/\\d+\\/$/.test(href))"
        )
    )
    visitor.open(f"{address}wijzigen/")
    owner, team = page.locator("select[name=partij]"), page.locator("input[name=doorbraakteam]")
    values = owner.locator("option").evaluate_all("options => options.map(option => [option.value, option.text])")
    before, kept = owner.input_value(), team.is_checked()
    (mine, mine_name), (other, _) = [each for each in values if each[0] not in ("", before)][:2]
    owner.select_option(mine)
    team.set_checked(not kept)
    page.get_by_label("In één zin").fill(f"Zo heet het nu ({venster['width']})")

    colleague.open(f"{address}wijzigen/")
    colleague.page.locator("select[name=wie]").select_option("")
    colleague.page.locator("select[name=partij]").select_option(other)
    colleague.click("button", "Bewaren")

    end_session(visitor)
    visitor.open("/account/login/")
    log_in(page, "medewerker", WACHTWOORD)
    visitor.open(f"{address}wijzigen/")
    expect(page.get_by_text(TERUG)).to_be_visible()
    expect(owner).to_have_value(other)
    expect(page.locator("details.getypt")).to_contain_text(mine_name)
    assert team.is_checked() is not kept


def test_own_details_survive_with_the_choice_of_mail_and_end_when_they_are_stored(bezoek):
    visitor = bezoek()
    page = visitor.login("bestuur").open("/account/")
    before = page.get_by_label("Achternaam").input_value()
    page.get_by_label("Achternaam").fill("van Bestuur")
    page.get_by_label("geen nieuws").check()
    send_and_come_back(visitor, "bestuur", "Bewaren")
    expect(page.get_by_label("Achternaam")).to_have_value("van Bestuur")
    expect(page.get_by_label("geen nieuws")).to_be_checked()
    page.get_by_label("Achternaam").fill(before)
    page.get_by_label("eenmaal per week, op maandag").last.check()
    visitor.click("button", "Bewaren")
    expect(page.get_by_text(TERUG)).to_have_count(0)


def test_admin_site_keeps_what_was_typed_too(bezoek):
    visitor = bezoek()
    page = visitor.login("beheer").page
    page.goto(f"{visitor.site}/beheer/acties/thema/1/change/")
    before = page.locator("textarea").input_value()
    page.locator("textarea").fill("Een samenvatting die lang duurde.")
    end_session(visitor)
    with page.expect_navigation():
        page.locator("input[name=_continue]").click()
    log_in(page, "beheer", WACHTWOORD)
    expect(page.locator("textarea")).to_have_value("Een samenvatting die lang duurde.")
    expect(page.get_by_text(TERUG)).to_be_visible()
    page.locator("textarea").fill(before)
    with page.expect_navigation():
        page.locator("input[name=_continue]").click()
    expect(page.get_by_text(TERUG)).to_have_count(0)
