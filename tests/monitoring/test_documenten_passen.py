"""Nothing in a file lies outside its page or its box, and no number in it is another than what was frozen."""

import datetime
import io
import re
from collections.abc import Iterator

import pdfplumber
import pytest
import time_machine
import typst
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu

from monitoring.meenemen import docx, letter, pdf, plaatjes, pptx, xlsx
from monitoring.meenemen.bron import Bron
from monitoring.meenemen.pptx_dia import DIA, ONDER
from monitoring.meenemen.stuk import stuk
from tests.factories import overzicht
from tests.monitoring import calibri

pytestmark = pytest.mark.django_db
GETAL = re.compile(r"\d[\d.]*(?:,\d+)?")
ONDER_PDF = 2.3 / 2.54 * 72  # points: the margin below the text of a page
MARGE, VAK = 200, (plaatjes.BREED, plaatjes.HOOG)  # points around a drawing, and how large it is


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12), tick=False):
        yield


@pytest.fixture
def bron(gebruiker):
    inhoud = overzicht.lastig(gebruiker("huurdersorganisatie"))
    return Bron("Jaaroverzicht 2026", inhoud, overzicht.GEGEVENS)


def getallen(text) -> set[str]:
    return {found.rstrip(".") for found in GETAL.findall(text.replace("\xa0", " "))}


def strings(value) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for each in value.items() for part in each for text in strings(part))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in strings(each))
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def bevroren(bron) -> set[str]:
    """Every number in the frozen content and in what a document says of itself, also '01' of a day as '1'."""
    found = {number for text in strings([bron.inhoud, bron.gegevens, bron.titel]) for number in getallen(text)}
    return found | {number.lstrip("0") or "0" for number in found}


def vreemd(text, bron, *, bladen=0, eigen=frozenset()) -> set[str]:
    """The numbers in a text that were not frozen; `bladen`: so many pages are numbered, `eigen` are a file's own."""
    return getallen(text) - bevroren(bron) - {str(number) for number in range(1, bladen + 1)} - eigen


def leesbaar(data) -> tuple[str, int]:
    """The words of a PDF, and how many pages it has."""
    with pdfplumber.open(io.BytesIO(data)) as read:
        return "\n".join(page.extract_text() for page in read.pages), len(read.pages)


class TestGetallen:
    JAREN = frozenset({"2026", "2030"})  # of the agreements, at the head of a page

    def test_pdf_has_no_number_that_was_not_frozen(self, bron):
        text, pages = leesbaar(pdf.pdf(stuk(bron), {}))
        assert len(getallen(text)) > 40
        assert vreemd(text, bron, bladen=pages, eigen=self.JAREN) == set()

    def test_word_has_no_number_that_was_not_frozen(self, bron):
        made = Document(io.BytesIO(docx.docx(stuk(bron), {})))
        texts = [each.text for each in made.paragraphs]
        texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        assert vreemd("\n".join(texts), bron, eigen=self.JAREN) == set()

    def test_powerpoint_has_no_number_that_was_not_frozen(self, bron):
        slides = Presentation(io.BytesIO(pptx.pptx(bron, {}))).slides
        texts = [text for slide in slides for shape in slide.shapes for text in _woorden(shape)]
        assert vreemd("\n".join(texts), bron, bladen=len(slides)) == set()

    def test_excel_has_no_number_that_was_not_frozen(self, bron):
        book = load_workbook(io.BytesIO(xlsx.xlsx(bron)))
        sheets = [sheet for sheet in book if sheet.title != "Toelichting"]
        cells = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
        numbers = {float(cell) for cell in cells if isinstance(cell, int | float)}
        frozen = {float(text) for text in strings(bron.inhoud) if re.fullmatch(r"-?[\d.]+(e-\d+)?", text)}
        assert numbers - frozen == set()
        assert vreemd("\n".join(cell for cell in cells if isinstance(cell, str)), bron) == set()

    def test_a_number_of_our_own_would_be_seen(self, bron):
        assert vreemd("Er kwamen 1.211 woningen bij, en geen 1.210.", bron) == {"1.211"}


def _woorden(shape) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if shape.has_table:
        yield from (cell.text for row in shape.table.rows for cell in row.cells)
    if shape.has_chart:  # what the chart shows without its sheet: names, and values as they were frozen
        yield from (each.text or "" for each in shape.chart._chartSpace.iter("{*}v", "{*}t"))


class TestBladzijden:
    def test_pdf_keeps_within_its_margins(self, bron):
        with pdfplumber.open(io.BytesIO(pdf.pdf(stuk(bron), {}))) as read:
            left = 2.2 / 2.54 * 72
            for page in read.pages:
                for sign in page.chars:
                    assert left - 1 <= sign["x0"], (page.page_number, sign["text"])
                    assert sign["x1"] <= page.width - left + 1, (page.page_number, sign["text"])
                    assert sign["size"] < 8.6 or sign["bottom"] <= page.height - ONDER_PDF + 4, page.page_number

    def test_pdf_has_no_page_that_is_nearly_empty_but_before_an_appendix(self, bron):
        with pdfplumber.open(io.BytesIO(pdf.pdf(stuk(bron), {}))) as read:
            pages = list(read.pages)
            low = [max(sign["bottom"] for sign in page.chars if sign["size"] > 8.6) for page in pages]
            before = [at for at, page in enumerate(pages) if page.extract_text().split("\n")[1:2] == ["Bijlage"]]
            assert len(before) == 2
            for at, page in enumerate(pages[:-1]):
                assert at + 1 in before or low[at] > page.height * 0.4, at + 1

    def test_no_heading_stands_at_the_foot_of_a_page(self, bron):
        with pdfplumber.open(io.BytesIO(pdf.pdf(stuk(bron), {}))) as read:
            for page in read.pages[1:]:
                body = [sign for sign in page.chars if sign["bottom"] <= page.height - ONDER_PDF + 4]
                last = max(body, key=lambda sign: sign["bottom"])
                assert last["size"] < 11, (page.page_number, last["text"])


class TestDias:
    def test_every_text_fits_its_box_in_the_letter_of_office(self, bron):
        for number, slide in enumerate(Presentation(io.BytesIO(pptx.pptx(bron, {}))).slides, 1):
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= DIA[0]
                assert shape.top + shape.height <= DIA[1]
                if shape.has_text_frame and shape.text_frame.text:
                    needs = _hoog(shape.text_frame, Emu(shape.width).pt)
                    assert needs <= Emu(shape.height).pt + 2, (number, shape.text_frame.text[:60])

    def test_every_row_of_a_table_fits_and_the_table_stays_on_its_slide(self, bron):
        rows = 0
        for number, slide in enumerate(Presentation(io.BytesIO(pptx.pptx(bron, {}))).slides, 1):
            for table, top in ((shape.table, shape.top) for shape in slide.shapes if shape.has_table):
                assert top + sum(row.height for row in table.rows) <= ONDER + 10, number
                for row in table.rows:
                    rows += 1
                    for cell, column in zip(row.cells, table.columns, strict=True):
                        room = Emu(column.width - cell.margin_left - cell.margin_right).pt
                        needs = _hoog(cell.text_frame, room) + Emu(cell.margin_top + cell.margin_bottom).pt
                        assert needs <= Emu(row.height).pt + 1, (number, cell.text[:60])
        assert rows > 50

    def test_titles_are_unique_and_nothing_is_cut(self, bron):
        slides = list(Presentation(io.BytesIO(pptx.pptx(bron, {}))).slides)
        titles = [slide.shapes.title.text for slide in slides]
        assert len(set(titles)) == len(titles)
        said = " ".join(" ".join(_woorden(shape)) for slide in slides for shape in slide.shapes)
        # the reason of a decision, and what an officer wrote at what asks for steering
        assert said.count("doorgaat.") == 2 * overzicht.LANG.count("doorgaat.")

    def test_what_is_public_has_no_notes(self, bron):
        public = Bron(bron.titel, bron.inhoud, bron.gegevens, openbaar=True)
        assert any(slide.has_notes_slide for slide in Presentation(io.BytesIO(pptx.pptx(bron, {}))).slides)
        assert not any(slide.has_notes_slide for slide in Presentation(io.BytesIO(pptx.pptx(public, {}))).slides)

    def test_tables_have_words_for_a_screen_reader_and_the_file_says_who_made_it(self, bron):
        made = Presentation(io.BytesIO(pptx.pptx(bron, {})))
        told = [
            shape._element.xpath(".//p:cNvPr")[0].get("descr")
            for slide in made.slides
            for shape in slide.shapes
            if shape.has_table or shape.has_chart
        ]
        assert told
        assert all(told)
        about = made.core_properties
        assert (about.title, about.language) == ("Jaaroverzicht 2026", "nl-NL")
        assert about.last_modified_by == about.author == "Monitor samenwerkingsafspraken Amersfoort"
        assert about.created.date() == datetime.date(2027, 2, 1)


def _hoog(frame, width) -> float:
    """Points that the paragraphs of a frame take in Calibri."""
    high = 0.0
    paragraphs = list(frame.paragraphs)
    for paragraph in paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs if run.font.size), default=0)
        vet = any(run.font.bold for run in paragraph.runs)
        high += calibri.regels(paragraph.text, size, width, vet) * size * calibri.REGEL if size else 0
        high += paragraph.space_after.pt if paragraph.space_after and paragraph is not paragraphs[-1] else 0
    return high


def buiten(drawn: bytes) -> list[str]:
    """The signs of a drawing that lie outside its edges: set upon a larger page, where they would be seen."""
    source = (
        f"#set page(width: {VAK[0] + 2 * MARGE}pt, height: {VAK[1] + 2 * MARGE}pt, margin: {MARGE}pt)\n"
        f'#image("grafiek.svg", width: {VAK[0]}pt)'
    )
    files = {"main": source.encode(), "grafiek.svg": drawn}
    made = typst.compile(files, font_paths=[letter.MAP], ignore_system_fonts=True, format="pdf")
    with pdfplumber.open(io.BytesIO(made)) as read:
        assert read.pages[0].chars
        return [
            sign["text"]
            for sign in read.pages[0].chars
            if sign["x0"] < MARGE - 1 or sign["x1"] > MARGE + VAK[0] + 1
            or sign["top"] < MARGE - 1 or sign["bottom"] > MARGE + VAK[1] + 3
        ]  # fmt: skip


class TestTekeningen:
    def test_a_label_that_is_cut_would_be_seen(self):
        svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='720' height='310' viewBox='0 0 720 310'>%s</svg>"
        text = b"<text x='%d' y='150' font-family='Source Sans 3' font-size='14'>doel</text>"
        assert buiten(svg % (text % 100)) == []
        assert "".join(buiten(svg % (text % 705))) in ("oel", "el")

    def test_no_label_of_a_chart_is_cut(self, bron):
        if not plaatjes._browser():
            pytest.skip("no browser on this machine")
        charts = {name: chart["figuur"] for name, chart in bron.inhoud["grafieken"].items() if chart["figuur"]}
        drawn = plaatjes.teken(charts)
        assert {name: buiten(picture) for name, picture in drawn.items()} == {name: [] for name in charts}
