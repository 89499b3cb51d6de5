"""A chart is taken along as a picture: PNG and SVG, with everything in it that explains it."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def saved(page, figure, label):
    """Press the button and read what was saved: the name of the file and its bytes."""
    with page.expect_download() as started:
        figure.get_by_role("button", name=label).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.fixture
def figuur(bezoek):
    """The chart of urgent allocations of one corporation, with its table and downloads opened."""
    page = bezoek("huurder").open("/toewijzing/?corporatie=portaal&tm=2026-1")
    figure = page.locator("#urgent")
    figure.get_by_text("Bekijk als tabel").click()
    return page, figure


def test_svg_holds_title_choice_source_and_that_figures_are_invented(figuur):
    page, figure = figuur
    name, data = saved(page, figure, "Tekening (SVG)")
    assert name == "urgent-portaal-tm-2026-1-fictieve-cijfers.svg"
    lines = [re.sub("<[^>]+>", "", line) for line in re.findall(r'<text x="32".*?</text>', data.decode())]
    text = " ".join(lines).replace("\u00a0", " ")
    assert text.startswith("Fictieve cijfers: dit is een demonstratie, de cijfers zijn verzonnen.")
    title = " ".join(figure.locator(".grafiek-kop").inner_text().split())
    subtitle = " ".join(figure.locator(".grafiek-ondertitel").inner_text().split())
    assert f"{title} {subtitle}" in text
    assert "Bron: de corporaties." in text
    assert "Selectie: Portaal, tot en met 2026-1. Samenwerkingsafspraken Amersfoort 2026–2030, gemaakt op" in text
    assert b'class="main-svg"' in data  # the drawing itself


def test_png_is_a_picture_of_the_same_width(figuur):
    page, figure = figuur
    name, data = saved(page, figure, "Plaatje (PNG)")
    assert name == "urgent-portaal-tm-2026-1-fictieve-cijfers.png"
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == 2400  # 1200 points, twice as fine


def test_without_script_there_are_no_buttons(chromium, site, sessie):
    context = chromium.new_context(storage_state=sessie("huurder"), java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/toewijzing/")
    assert page.locator(".downloads a").count() == 2 * 8  # eight charts, CSV and Excel
    assert page.locator(".downloads button").count() == 0
    context.close()
