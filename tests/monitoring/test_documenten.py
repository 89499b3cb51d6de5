"""The files of an overview, each opened with a library that reads any: the numbers in it are those that were frozen."""

import datetime
import io
import re

import pdfplumber
import pypdfium2
import pytest
import time_machine
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Cm

from monitoring.meenemen import docx, pdf, plaatjes, pptx, xlsx
from monitoring.meenemen.bron import Bron
from monitoring.meenemen.pdf import ZONDER_BEELD
from monitoring.meenemen.pptx_dia import DIA, LINKS, ONDER, PER_REGEL, Presentatie, regels
from monitoring.meenemen.stuk import Beeld, Hoofdstuk, Stuk, Tafel, stuk
from tests.factories import overzicht
from tests.factories.overzicht import GEGEVENS, LANG, RAAR

pytestmark = pytest.mark.django_db
GETAL = re.compile(r"[+−-]?\d[\d.]*(?:,\d+)?")
PIXEL = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='720' height='310'>"
    b"<rect width='720' height='310' fill='#00566b'/></svg>"
)


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12), tick=False):
        yield


@pytest.fixture
def inhoud(gebruiker):
    return overzicht.lastig(gebruiker("huurdersorganisatie"))


@pytest.fixture
def bron(inhoud):
    return Bron("Jaaroverzicht 2026", inhoud, GEGEVENS)


def bladzijden(data):
    """The words of each page."""
    read = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in read]
    finally:
        read.close()


def tekst_van(data):
    return "\n".join(bladzijden(data))


def tabellen(bron):
    """Every table in the document, those of charts too."""
    blocks = [block for chapter in stuk(bron).hoofdstukken for block in chapter.blokken]
    return [block.tafel if isinstance(block, Beeld) else block for block in blocks if isinstance(block, Beeld | Tafel)]


def bevroren(bron):
    """Every number as it was written when it was frozen, of charts, goals and figures."""
    charts = [cel["tekst"] for chart in bron.inhoud["grafieken"].values() if chart["figuur"]
              for row in chart["tabel"]["rijen"] for cel in row if cel["is_getal"]]  # fmt: skip
    stands = [each["waarde"] for deel in bron.inhoud["delen"] for each in deel.get("standen", [])]
    known = [[punt["tekst"] for punt in row["reeks"] if punt["waarde"] is not None] for row in bron.inhoud["cijfers"]]
    newest = [texts[-1] for texts in known if texts]
    return {number for text in (*charts, *stands, *newest) for number in GETAL.findall(text)}


class TestPdf:
    def test_every_frozen_number_is_in_it(self, bron):
        found = set(GETAL.findall(tekst_van(pdf.pdf(stuk(bron), {}))))
        frozen = bevroren(bron)
        assert {"+1.210", "1.212", "30"} <= frozen  # 1212 − 2; built; status holders
        assert frozen <= found

    def test_is_tagged_dutch_with_title_author_and_bookmarks(self, bron):
        data = pdf.pdf(stuk(bron), {})
        read = pypdfium2.PdfDocument(data)
        assert read.get_metadata_value("Title") == "Jaaroverzicht 2026"
        assert read.get_metadata_value("Author") == "Monitor samenwerkingsafspraken Amersfoort"
        titles = [mark.get_title() for mark in read.get_toc()]
        assert {
            "Waar staan we?",
            "Thema 2: Ontwikkeling van de voorraad",
            "Waar we over praten",
            "Hoe we rekenen",
        } <= set(titles)
        assert "Drie spanningen die we samen wegen." not in titles  # a finding is no name: it stands below that
        with pdfplumber.open(io.BytesIO(data)) as other:
            catalog = other.doc.catalog
            assert "Suspects" not in catalog["MarkInfo"]
            assert (catalog["Lang"], catalog["MarkInfo"]["Marked"]) in [("nl-NL", True), (b"nl-NL", True)]
            kinds = {kind for page in other.pages for kind in _soorten(page.structure_tree)}
        assert {"H1", "H2", "Table", "TH", "TD", "L", "LI", "P", "TOC"} <= kinds

    def test_every_page_names_version_moment_and_its_number_and_says_that_figures_are_invented(self, bron):
        pages = bladzijden(pdf.pdf(stuk(bron), {}))
        for number, text in enumerate(pages, 1):
            assert f"Bladzijde {number} van {len(pages)}" in text
            assert "versie 3 · vastgelegd op 1 februari 2027, 12:00 uur" in text
            assert "ictieve cijfers" in text
        assert "ab12" * 16 in pages[0]

    def test_no_sign_lies_outside_a_page_or_upon_its_foot(self, bron):
        with pdfplumber.open(io.BytesIO(pdf.pdf(stuk(bron), {"netto-groei": PIXEL}))) as read:
            for page in read.pages:
                assert all(sign["x0"] >= 0 and sign["x1"] <= page.width for sign in page.chars)
                body = [sign["bottom"] for sign in page.chars if sign["size"] > 8.6]
                assert max(body, default=0) <= page.height - 1.9 / 2.54 * 72

    def test_words_of_users_are_words(self, bron):
        text = " ".join(tekst_van(pdf.pdf(stuk(bron), {})).split())
        assert "#eval(1) $x^2$ *vet* <b>&amp;</b> `code` \\n @ref _x_ // niets /* ook niet */ □□□□ □□" in text
        plain = re.sub(r"[\s\W]", "", text)  # without the hyphens at the end of a line
        assert plain.count("Eenlangezindiedoorgaat") >= 2 * (20_000 // 28) - 40  # some stand on two pages

    def test_newest_figures_are_of_the_last_half_year_that_has_them(self, bron):
        """Of 2026-2 nothing was accepted: 1.212 new homes less 2 demolished are the newest there are."""
        [chapter] = [each for each in stuk(bron).hoofdstukken if each.titel.startswith("De nieuwste cijfers")]
        [tafel] = [block for block in chapter.blokken if isinstance(block, Tafel)]
        [growth] = [row for row in tafel.rijen if row[0].startswith("V1 ")]
        assert growth[1] == "+1.210 woningen"
        assert chapter.blokken[0].tekst.startswith("Tot en met 2026-1.")

    def test_a_missing_font_is_told(self, bron, monkeypatch, tmp_path):
        monkeypatch.setattr(pdf.letter, "MAP", tmp_path)
        with pytest.raises(pdf.GeenLetter, match="Draai ‘make’"):
            pdf.pdf(stuk(bron), {})

    def test_without_a_browser_the_chart_says_so_and_the_table_is_there(self, bron, monkeypatch):
        monkeypatch.setattr(plaatjes, "BROWSERS", ("geen-browser",))
        monkeypatch.delenv("BROWSER_PATH", raising=False)
        assert plaatjes.teken({"x": {}}) == {}
        text = " ".join(tekst_van(pdf.pdf(stuk(bron), {})).split())
        assert ZONDER_BEELD in text


def _soorten(tree):
    for element in tree:
        yield element["type"]
        yield from _soorten(element.get("children", []))


class TestPlaatjes:
    def test_charts_are_drawn_with_dutch_numbers_and_one_that_cannot_be_is_left_out(self, bron):
        if not plaatjes._browser():
            pytest.skip("no browser on this machine")
        figuren = {"netto-groei": bron.inhoud["grafieken"]["netto-groei"]["figuur"]}
        drawn = plaatjes.teken(figuren)
        assert list(drawn) == ["netto-groei"]
        assert ">1.000<" in drawn["netto-groei"].decode()
        made = plaatjes.als_png(drawn)["netto-groei"]
        assert made.startswith(b"\x89PNG")
        with pdfplumber.open(io.BytesIO(pdf.pdf(stuk(bron), drawn))) as read:
            # a vector: its words can be read, and there is no picture of dots
            assert any("1.000" in page.extract_text() for page in read.pages)
            assert not any(page.images for page in read.pages)


def dias_van(data):
    return list(Presentation(io.BytesIO(data)).slides)


def woorden(slide):
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*texts, *tables])


class TestPptx:
    def test_charts_are_native_with_the_frozen_numbers_in_their_sheet(self, bron):
        slides = dias_van(pptx.pptx(bron, {}))
        charts = {slide.shapes.title.text: shape.chart for slide in slides for shape in slide.shapes if shape.has_chart}
        chart = charts["Nieuwbouw droeg het meest bij: 1.212 woningen. Door sloop gingen er 2 af."]
        sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        head, first, *_ = sheet.iter_rows(values_only=True)
        told = dict(zip(head, first, strict=True))
        assert (told[None], told["nieuwbouw"], told["sloop"], told["netto"]) == ("2026-1", 1212, -2, 1210)

    def test_every_chart_has_its_words_for_a_screen_reader_and_its_table_in_the_notes(self, bron):
        for slide in dias_van(pptx.pptx(bron, {})):
            for shape in slide.shapes:
                if shape.has_chart:
                    about = shape._element.xpath(".//p:cNvPr")[0]
                    assert about.get("descr").startswith("Grafiek. ")
                    assert " | " in slide.notes_slide.notes_text_frame.text

    def test_tables_hold_what_was_frozen(self, bron):
        slides = dias_van(pptx.pptx(bron, {}))
        told = {woorden(slide).split("\n")[0] for slide in slides}
        assert "De acties van ontwikkeling van de voorraad" in told
        cells = {cell for slide in slides for cell in woorden(slide).split("\n")}
        stands = [each["waarde"] for deel in bron.inhoud["delen"] for each in deel.get("standen", [])]
        assert stands
        assert set(stands) <= cells

    def test_texts_keep_to_their_place_and_the_whole_text_stands_in_the_notes(self, bron):
        slides = dias_van(pptx.pptx(bron, {}))
        for slide in slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= DIA[0]
                if shape.has_table:
                    assert shape.top + sum(row.height for row in shape.table.rows) <= ONDER + 10
                elif shape.has_text_frame and shape.text_frame.text and shape.left == LINKS:
                    assert _needs(shape) <= shape.height.pt + 1, shape.text_frame.text[:60]
        notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
        assert any(LANG.strip() in text for text in notes)

    def test_a_title_has_room_for_two_lines_and_texts_shrink_in_a_wider_letter(self, bron):
        """26 points × 1,24 × 2 lines + 4 = 68,48 points."""
        made = Presentatie("Overzicht", [], fictief=False)
        slide, below = made.dia("Thema", "Kort")
        assert slide.shapes.title.height.pt == pytest.approx(68.48, abs=0.01)
        assert below == slide.shapes.title.top + slide.shapes.title.height + Cm(0.25)
        for shape in (shape for slide in dias_van(pptx.pptx(bron, {})) for shape in slide.shapes):
            assert (
                not shape.has_text_frame
                or shape.text_frame.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
                or (shape.name == "streep")
            )

    def test_what_has_no_native_form_is_a_picture_or_else_its_table(self, bron):
        chart = bron.inhoud["grafieken"]["netto-groei"]
        chart["figuur"] = chart["figuur"] | {"layout": {"shapes": [{"type": "rect"}]}}
        assert list(pptx.zonder_vorm(bron)) == ["netto-groei", "middenhuur"]
        drawn = dias_van(pptx.pptx(bron, plaatjes.als_png({"netto-groei": PIXEL})))
        slide = next(each for each in drawn if each.shapes.title.text == chart["titel"])
        assert [shape for shape in slide.shapes if shape.shape_type == 13]  # a picture
        bare = dias_van(pptx.pptx(bron, {}))
        slide = next(each for each in bare if each.shapes.title.text == chart["titel"])
        assert "+1.210" in woorden(slide).split("\n")


def _needs(shape):
    """Points that the words of a box take, by the same generous estimate per line as PowerPoint needs at most."""
    high = 0
    for paragraph in shape.text_frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
        size = max(sizes, default=0)
        bold = any(run.font.bold for run in paragraph.runs)
        high += regels(paragraph.text.replace("\v", "\n"), size or 1, shape.width, vet=bold) * size * PER_REGEL
    return high


class TestXlsx:
    def test_every_figure_of_every_party_and_half_year_is_a_number(self, bron):
        book = load_workbook(io.BytesIO(xlsx.xlsx(bron)))
        _, *rows = book["Cijfers"].iter_rows(values_only=True)
        found = {(row[0], row[3], row[4]): (row[5], row[6], row[7], row[8]) for row in rows}
        frozen = {
            (row["code"], row["partijnaam"], punt["halfjaar"]): (
                punt["waarde"], punt["teller"], punt["noemer"] or None, punt["tekst"]
            )
            for row in bron.inhoud["cijfers"]
            for punt in row["reeks"]
        }  # fmt: skip
        assert found == frozen
        assert found["V1", "Omnia Wonen", "2026-1"][0] == 1210
        parts = {row[:1] + row[2:5]: row[5:] for row in book["Onderdelen"].iter_rows(values_only=True)}
        assert parts["V1", "Omnia Wonen", "2026-1", "nieuwbouw"] == (1212, "nieuwbouw")
        assert parts["V5", "Omnia Wonen", "2026-1", "liberalisatie naar middenhuur"] == (0, "liberalisatie-in")

    def test_sheets_per_subject_with_where_it_comes_from_in_front(self, bron):
        book = load_workbook(io.BytesIO(xlsx.xlsx(bron)))
        assert book.sheetnames == [
            "Toelichting",
            "Cijfers",
            "Onderdelen",
            "Doelen",
            "Definities",
            "Acties",
            "Besluiten",
            "Teksten",
        ]
        cover = dict(row[:2] for row in book["Toelichting"].iter_rows(values_only=True))
        assert cover["Controlegetal (SHA-256)"] == "ab12" * 16
        assert cover["Let op"] == "fictieve cijfers"
        decided = list(book["Besluiten"].iter_rows(values_only=True))[1]
        assert (decided[0], decided[1]) == ("Wij bouwen 77 woningen eerder.", LANG)
        written = {row[0]: row[1:] for row in book["Teksten"].iter_rows(values_only=True)}
        assert written["Inleiding"] == (RAAR, "gemeente")


class TestDocx:
    def test_tables_hold_what_was_frozen_and_texts_are_whole(self, bron):
        made = Document(io.BytesIO(docx.docx(stuk(bron), {})))
        rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
        assert rows == [[table.koppen, *table.rijen] for table in tabellen(bron)]
        texts = [paragraph.text for paragraph in made.paragraphs]
        assert {RAAR, LANG, ZONDER_BEELD} <= set(texts)  # texts without an empty line are one paragraph
        assert (made.core_properties.title, made.core_properties.language) == ("Jaaroverzicht 2026", "nl-NL")
        assert "fictieve cijfers" in made.sections[0].header.paragraphs[0].text

    def test_chapters_have_the_name_of_their_section_with_the_finding_below(self, bron):
        made = Document(io.BytesIO(docx.docx(stuk(bron), {})))
        lines = [(each.style.name, each.text) for each in made.paragraphs]
        heads = [text for style, text in lines if style == "Heading 1"]
        assert heads[0] == "Waar staan we?"
        assert {"Thema 2: Ontwikkeling van de voorraad", "Waar we over praten", "Hoe we rekenen"} <= set(heads)
        at = lines.index(("Heading 1", "Waar we over praten"))
        assert lines[at + 1] == ("Normal", "Drie spanningen die we samen wegen.")

    def test_a_table_of_many_columns_leaves_less_free_at_the_sides_of_its_cells(self):
        """2,5 points at each side are 50 twentieths; other tables keep those of Word."""
        wide, plain = (Tafel("t", ["kop"] * count, [["1"] * count]) for count in (9, 8))
        chapter = Hoofdstuk("", "H", [wide, plain], "H")
        made = Document(io.BytesIO(docx.docx(Stuk("S", False, [], [chapter]), {})))
        found = [[side.get(qn("w:w")) for side in table._tbl.iter(qn("w:left")) if side.get(qn("w:w"))]
                 for table in made.tables]  # fmt: skip
        assert found == [["50"], []]

    def test_a_picture_has_its_words(self, bron):
        made = Document(io.BytesIO(docx.docx(stuk(bron), plaatjes.als_png({"netto-groei": PIXEL}))))
        said = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
        assert said == [bron.inhoud["grafieken"]["netto-groei"]["samenvatting"]]


OUD = {"dias": [{"soort": "grafiek", "boven": "Groei", "titel": "Netto 10 erbij.", "tekst": "Zo was het."}]}


def test_an_overview_of_indicators_that_exist_no_more_can_be_taken_along():
    bron = Bron("Halfjaaroverzicht", overzicht.OUD, GEGEVENS)
    text = tekst_van(pdf.pdf(stuk(bron), {}))
    assert {"Het waren er 61.", "Actie van toen", "Wat dit programma niet kent"} <= set(
        re.findall(r"Het waren er 61\.|Actie van toen|Wat dit programma niet kent", text)
    )
    slides = dias_van(pptx.pptx(bron, {}))
    chart = next(shape.chart for slide in slides for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [61]
    assert Document(io.BytesIO(docx.docx(stuk(bron), {}))).tables[0].rows[1].cells[1].text == "61 dingen"
    figures = load_workbook(io.BytesIO(xlsx.xlsx(bron)))["Cijfers"]
    assert [row[:6] for row in figures.iter_rows(values_only=True)][1] == (
        "X9", "Cijfer van toen", "dingen", "alles samen", "2026-1", 61
    )  # fmt: skip


def test_an_overview_of_before_there_were_schemas_can_be_taken_along():
    bron = Bron("Jaaroverzicht 2026", OUD, GEGEVENS)
    assert "Netto 10 erbij." in tekst_van(pdf.pdf(stuk(bron), {}))
    assert "Netto 10 erbij." in [p.text for p in Document(io.BytesIO(docx.docx(stuk(bron), {}))).paragraphs]
    assert [slide.shapes.title.text for slide in dias_van(pptx.pptx(bron, {}))][1:] == ["Netto 10 erbij."]
    rows = list(load_workbook(io.BytesIO(xlsx.xlsx(bron)))["Dia’s"].iter_rows(values_only=True))
    assert rows == [("Titel", "Tekst"), ("Netto 10 erbij.", "Zo was het.")]
