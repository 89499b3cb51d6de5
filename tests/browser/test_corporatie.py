"""A corporation delivers its figures: template, a file with errors, a better one, an explanation, handing in."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# who delivers about the second half of 2026: another party per window, because both look at the same site
WIE = {1440: ("omnia", "Omnia Wonen", "omnia-wonen"), 390: ("alliantie", "de Alliantie", "de-alliantie")}
BLADEN = ["Uitleg", "Voorraad", "Mutaties", "Projecten", "Toewijzingen", "Codes"]


@pytest.fixture
def partij(venster):
    return WIE[venster["width"]]


@pytest.fixture
def corporatie(bezoek, partij):
    return bezoek(partij[0])


def _download(page, name, path):
    with page.expect_download() as started:
        page.get_by_role("link", name=name).click()
    started.value.save_as(path)
    return load_workbook(path)


def _upload(corporatie, book, path):
    book.save(path)
    corporatie.open("/leveringen/nieuw/?halfjaar=2026-2")
    corporatie.page.get_by_label("Ingevuld sjabloon").set_input_files(path)
    corporatie.click("button", "Uploaden en controleren")


def _column(sheet, head):
    return next(cell.column for cell in sheet[1] if cell.value == head)


def _without_projects(book):
    """Leave projects without their mutations, as in the story of the demonstration: something to explain."""
    sheet = book["Mutaties"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, _column(sheet, "project")).value = None
    return book


def _spoiled(book):
    book["Voorraad"].cell(2, _column(book["Voorraad"], "segment")).value = "onbekend"
    book["Mutaties"].cell(2, _column(book["Mutaties"], "buurtcode")).value = None
    book["Toewijzingen"].cell(3, _column(book["Toewijzingen"], "aantal")).value = "veel"
    return book


def _found(page):
    rows = page.locator("section[aria-labelledby=fouten] tbody tr").all()
    return [tuple(row.locator("td").nth(column).inner_text() for column in range(3)) for row in rows]


def test_template_opens_as_a_workbook_of_this_party(corporatie, partij, tmp_path):
    page = corporatie.open("/leveringen/")
    corporatie.click("link", "Cijfers aanleveren")
    book = _download(page, "Sjabloon tweede helft 2026", tmp_path / "sjabloon.xlsx")
    assert book.sheetnames == BLADEN
    assert [book["Uitleg"].cell(row, 2).value for row in (4, 5)] == [partij[2], "2026-2"]


def test_upload_shows_progress_and_a_lost_connection_keeps_the_form(corporatie, tmp_path):
    page = corporatie.open("/leveringen/nieuw/?halfjaar=2026-2")
    corporatie.expect_lost_connection()
    (tmp_path / "cijfers.csv").write_text("buurtcode;aantal\n" * 200_000)
    page.get_by_label("Ingevuld sjabloon").set_input_files(tmp_path / "cijfers.csv")
    page.route("**/leveringen/nieuw/**", lambda route: route.abort())
    page.get_by_role("button", name="Uploaden en controleren").click()
    expect(page.locator(".voortgang")).to_contain_text("De verbinding viel weg.")
    expect(page.get_by_role("button", name="Uploaden en controleren")).to_be_enabled()
    page.unroute("**/leveringen/nieuw/**")
    held = []
    page.route("**/leveringen/nieuw/**", lambda route: held.append(route))
    page.get_by_role("button", name="Uploaden en controleren").click()
    expect(page.locator(".voortgang progress")).to_be_visible()
    expect(page.get_by_role("button", name="Uploaden en controleren")).to_be_disabled()
    held[0].abort()
    expect(page.locator(".voortgang")).to_contain_text("nog een keer")


def test_wrong_kind_of_file_is_said_on_the_same_page(corporatie, tmp_path):
    page = corporatie.open("/leveringen/nieuw/?halfjaar=2026-2")
    (tmp_path / "cijfers.xlsm").write_bytes(b"x")
    page.get_by_label("Ingevuld sjabloon").set_input_files(tmp_path / "cijfers.xlsm")
    page.get_by_role("button", name="Uploaden en controleren").click()
    expect(page.locator("main")).to_contain_text("Macro’s voeren we nooit uit.")
    expect(page.locator(".bestandskeuze")).to_have_count(1)


def test_figures_from_errors_to_handed_in(corporatie, partij, tmp_path):
    page = corporatie.open("/leveringen/")
    page.locator(f"a[aria-label^='{partij[1]}, tweede helft 2026']").click()
    book = _download(page, "Exporteer als werkmap", tmp_path / "export.xlsx")

    _upload(corporatie, _spoiled(book), tmp_path / "met-fouten.xlsx")
    assert _found(page) == [
        ("Voorraad", "B2", "segment"),
        ("Mutaties", "A2", "buurtcode"),
        ("Toewijzingen", "G3", "aantal"),
    ]
    expect(page.get_by_role("button", name="Indienen")).to_have_count(0)

    better = _without_projects(load_workbook(tmp_path / "export.xlsx"))
    _upload(corporatie, better, tmp_path / "beter.xlsx")
    assert _found(page) == []
    for field in page.locator("form.uitleg tbody textarea").all():
        field.fill("Het project is in delen opgeleverd.")
    corporatie.click("button", "Uitleg bewaren")
    reason = page.get_by_label("Waarom verbetert u de vastgestelde cijfers?")
    if reason.is_visible():
        reason.fill("De projecten stonden er nog in.")
    corporatie.click("button", "Indienen")
    assert page.locator("h1 + .kernzin .badge-status").inner_text() == "ingediend"
    expect(page.get_by_role("button", name="Indienen")).to_have_count(0)
