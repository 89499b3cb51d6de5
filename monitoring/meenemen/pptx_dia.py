"""Slides in the house colours, 16:9: title, text, points in columns, tables and pictures, each within its place.

How high a text becomes is measured, generously: a presentation is set by the program that shows it, in a wider letter
where Calibri is not there. What does not fit even so, shrinks within its box.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Cm, Emu, Length, Pt

from basis.tabelbestand import AFZENDER, FICTIEF
from basis.worddocument import TAAL, clean
from monitoring.meenemen import passen
from monitoring.meenemen.pdf import AFSPRAKEN
from monitoring.meenemen.stuk import Beeld, Tafel

DIA = Cm(33.867), Cm(19.05)
LINKS, BREED, ONDER = Cm(1.6), Cm(30.667), Cm(17.4)  # of what stands on a slide; below it is the foot
TUSSEN = Cm(1)  # between two columns
INKT, STIL, PETROL = RGBColor(0x16, 0x20, 0x2C), RGBColor(0x52, 0x60, 0x6D), RGBColor(0x00, 0x56, 0x6B)
WIT, VLAK, LIJN = RGBColor(0xFF, 0xFF, 0xFF), RGBColor(0xF6, 0xF8, 0xF9), RGBColor(0xD9, 0xE0, 0xE6)
KLEUREN = ("00566B", "4A8CC9", "2F8F6B", "6A62A6", "A67C00", "E3704F")  # of the theme, for what is added later
GEWOON, KLEIN, TEKST, VOET = 16, 13, 20, 11  # points
RUIM, CELLEN = (28, 24, 20, GEWOON), (16, 14, 12)  # of points and of cells: the largest in which all of it fits
TITELS = (30, 26, 22, 19, 16)
RUIMER, VET_RUIMER = (
    1.19,
    1.12,
)  # a whole line of Calibri beside one of Source Sans 3, at most, and 15 % for a wider one
PER_REGEL = 1.24  # of the size of a letter
RAND = Cm(0.4)  # what a cell leaves free at its sides together
VERSIERING = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative
xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>"""


@dataclass(frozen=True)
class Regel:
    """A paragraph of a point."""

    tekst: str
    vet: bool = False
    stil: bool = False


def regels(text: str, size: float, width: Length, *, vet: bool = False) -> int:
    """How many lines a text takes at most."""
    return len(passen.regels(text, _past(size, width, vet), vet=vet))


def _past(size: float, width: Length, vet: bool = False) -> float:
    """How wide a line may be, in sizes of the letter: bold lines of Calibri are narrower."""
    return Emu(width).pt / size / (VET_RUIMER if vet else RUIMER)


def hoogte(found: Sequence[Regel], size: float, width: Length) -> Length:
    """About how high these paragraphs are, with some air below."""
    lines = sum(regels(each.tekst, size, width, vet=each.vet) for each in found)
    return Pt(lines * size * PER_REGEL + size * 0.6)


class Presentatie:
    """A presentation in the making."""

    def __init__(self, titel: str, gegevens: list[tuple[str, str]], fictief: bool):
        self.made = Presentation()
        self.titel, self.gegevens, self.fictief = titel, gegevens, fictief
        self._titels: Counter[str] = Counter()
        self._layout()
        about = self.made.core_properties
        about.title, about.subject, about.language = clean(titel)[:255], AFSPRAKEN, TAAL
        about.author = about.last_modified_by = AFZENDER
        about.created = about.modified = timezone.now().replace(tzinfo=None)
        about.revision = 1
        about.comments = FICTIEF if fictief else ""
        about.keywords = "; ".join(f"{naam}: {woorden}" for naam, woorden in gegevens)[:255]

    def als_bytes(self) -> bytes:
        out = io.BytesIO()
        self.made.save(out)
        return out.getvalue()

    def _layout(self) -> None:
        """16:9 for the slides that are added later too, and the house colours and letter in the theme."""
        stretched = DIA[0] / self.made.slide_width
        self.made.slide_width, self.made.slide_height = DIA
        master = self.made.slide_master
        for shape in [*master.shapes, *(each for layout in self.made.slide_layouts for each in layout.shapes)]:
            shape.left, shape.top, shape.width, shape.height = (
                int(shape.left * stretched), shape.top, int(shape.width * stretched), shape.height
            )  # fmt: skip
        theme = master.part.part_related_by(RT.THEME)
        text = theme.blob.decode()
        for place, color in enumerate(KLEUREN, 1):
            text = re.sub(rf'(<a:accent{place}><a:srgbClr val=")\w+', rf"\g<1>{color}", text)
        theme._blob = text.encode()
        for part in (self.made, master, *self.made.slide_layouts):
            for element in part._element.iter():
                if element.get("lang"):
                    element.set("lang", TAAL)

    def titeldia(self, titel: str) -> Slide:
        slide = self._leeg()
        _paint(slide.background.fill, PETROL)
        self._title(slide, titel, Cm(6.5), 30, WIT)
        lines = [[Regel(f"{naam}: {woorden}")] for naam, woorden in self.gegevens]
        box = self._box(slide, LINKS, Cm(9.5), BREED, Cm(6))
        self._fill(box, lines, GEWOON, WIT)
        if self.fictief:
            self._mark(slide, Cm(16.6))
        return slide

    def dia(self, boven: str, titel: str) -> tuple[Slide, Length]:
        """A new slide with its title, and where the rest may begin. A title that was there already goes on."""
        titel, times = clean(titel), self._titels[titel]
        self._titels[titel] += 1
        titel += f" (vervolg{f' {times}' if times > 1 else ''})" if times else ""
        slide = self._leeg()
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, DIA[0], Cm(0.25))
        _paint(bar.fill, PETROL)
        bar.line.fill.background()
        bar.name = "streep"
        bar._element.xpath(".//p:cNvPr")[0].append(parse_xml(VERSIERING))
        box = self._box(slide, LINKS, Cm(0.7), BREED, Cm(0.9))
        self._fill(box, [[Regel(boven, vet=True)]], 14, PETROL)
        below = self._title(slide, titel, Cm(1.6), 26, INKT)
        self._foot(slide)
        return slide, below

    def _leeg(self) -> Slide:
        slide = self.made.slides.add_slide(self.made.slide_layouts[5])  # title only
        return slide

    def _title(self, slide: Slide, titel: str, top: Length, size: float, color: RGBColor) -> Length:
        """The title in the largest letter in which it takes two lines at most; there is always room for two."""
        sizes = [each for each in TITELS if each <= size]
        fits = next((each for each in sizes if regels(titel, each, BREED, vet=True) <= 2), sizes[-1])
        high = Pt(max(regels(titel, fits, BREED, vet=True), 2) * fits * PER_REGEL + 4)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = LINKS, top, BREED, high
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._fill(shape, [[Regel(titel, vet=True)]], fits, color)
        return Emu(top + high + Cm(0.25))

    def _foot(self, slide: Slide) -> None:
        words = f"{self.titel} · " + " · ".join(f"{naam.lower()} {woorden}" for naam, woorden in self.gegevens[:2])
        box = self._box(slide, LINKS, Cm(17.9), Cm(22), Cm(0.7))
        self._fill(box, [[Regel(words, stil=True)]], VOET, STIL)
        number = self._box(slide, Cm(30), Cm(17.9), Cm(2.267), Cm(0.7))
        self._fill(number, [[Regel("")]], VOET, STIL)
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.append(parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="{TAAL}" sz="{VOET * 100}"/><a:t>{len(self.made.slides)}</a:t></a:fld>'
        ))  # fmt: skip
        if self.fictief:
            self._mark(slide, Cm(17.85))

    def _mark(self, slide: Slide, top: Length) -> None:
        box = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Cm(24.6), top, Cm(4.4), Cm(0.8))
        _paint(box.fill, RGBColor(0xFF, 0xF3, 0xD6))
        box.line.color.rgb = RGBColor(0xE5, 0xC9, 0x8A)
        box.text_frame.margin_top = box.text_frame.margin_bottom = 0
        self._fill(box, [[Regel("Fictieve cijfers", vet=True)]], 11, INKT)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        box.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER

    def _box(self, slide: Slide, left: Length, top: Length, width: Length, height: Length):
        box = slide.shapes.add_textbox(left, top, width, height)
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return box

    def _fill(self, shape, points: Sequence[Sequence[Regel]], size: float, color: RGBColor) -> None:
        """Paragraphs in a shape, with some air after each point."""
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        if not isinstance(shape, _Cell):  # of which the row grows
            frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        first = True
        for point in points:
            for place, line in enumerate(point):
                paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
                first = False
                paragraph.alignment = PP_ALIGN.LEFT
                paragraph.space_after = Pt(size * 0.6 if place == len(point) - 1 else 0)
                self._run(paragraph, line, size, STIL if line.stil and color == INKT else color)

    def _run(self, paragraph, line: Regel, size: float, color: RGBColor) -> None:
        for place, text in enumerate(clean(line.tekst).split("\n")):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), line.vet, color
            run.font.language_id = MSO_LANGUAGE_ID.DUTCH

    def tekst(self, slide, points, left, top, width, size: float = GEWOON) -> Length:
        """A text below `top`; returns where it ends."""
        high = Emu(sum(hoogte(point, size, width) for point in points))
        if points:
            self._fill(self._box(slide, left, top, width, high), points, size, INKT)
        return Emu(top + high)

    def stukken(self, text: str) -> list[str]:
        """A long text in pieces, of which each leaves some room on its slide."""
        return passen.stukken(clean(text), _past(TEKST, BREED), 13)

    def kolommen(self, slide: Slide, points: list[list[Regel]], top: Length, count: int = 0) -> tuple[list, Length]:
        """Points in columns, or in one where they are few; returns those without a place, and where these end."""
        count = count or (1 if len(points) < 3 else 2)
        width = Emu((BREED - TUSSEN * (count - 1)) // count)
        for size in RUIM:
            columns, rest = _verdeel(points, count, size, width, ONDER - top)
            if not rest:
                break
        ends = [
            self.tekst(slide, shown, Emu(LINKS + place * (width + TUSSEN)), top, width, size)
            for place, shown in enumerate(columns)
        ]
        return rest, max([top, *ends])

    def past(self, table: Tafel, rows: list[list[str]], top: Length) -> bool:
        """Whether the whole table fits below this."""
        return sum(_maten(table, rows, CELLEN[1:])[2]) <= ONDER - top

    def tafel(self, slide: Slide, table: Tafel, rows: list[list[str]], top: Length) -> list[list[str]]:
        """As many rows as fit; returns the rest."""
        shown = [table.koppen, *rows]
        for smallest in range(1, len(CELLEN) + 1):
            size, widths, heights = _maten(table, rows, CELLEN[smallest - 1 :])
            if sum(heights) <= ONDER - top:
                break
        count = max(sum(sum(heights[: place + 1]) <= ONDER - top for place in range(len(shown))), 2)
        high = Emu(sum(heights[:count]))
        frame = slide.shapes.add_table(min(count, len(shown)), len(widths), LINKS, top, BREED, high)
        self.woorden_bij(frame, table.titel, f"Tabel met {', '.join(table.koppen)}: {len(rows)} rijen.")
        self._style(frame.table, table, list(zip(shown[:count], heights, strict=False)), widths, size)
        return rows[count - 1 :]

    def _style(self, made, table: Tafel, rows, widths, size: float) -> None:
        made.horz_banding = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for place, (row, (texts, height)) in enumerate(zip(made.rows, rows, strict=True)):
            row.height = height
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                _paint(cell.fill, PETROL if not place else VLAK if place % 2 else WIT)
                cell.margin_left = cell.margin_right = RAND // 2
                cell.margin_top = cell.margin_bottom = Cm(0.1)
                self._fill(cell, [[Regel(text, vet=not place)]], size, INKT if place else WIT)
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.space_after = 0
                    paragraph.alignment = PP_ALIGN.RIGHT if column in table.getallen else PP_ALIGN.LEFT

    def plaatje(self, slide: Slide, picture: bytes, chart: Beeld, box) -> None:
        """A picture in the middle of its place, with its legend above it."""
        left, top, width, height = box
        if chart.legenda:
            top = self._legend(slide, chart, top)
            height = Emu(ONDER - top)
        shape = slide.shapes.add_picture(io.BytesIO(picture), left, top, width=width)
        if shape.height > height:
            shape.width, shape.height = int(shape.width * height / shape.height), height
            shape.left = left + (width - shape.width) // 2
        self.woorden_bij(shape, chart.titel, chart.in_woorden)

    def _legend(self, slide: Slide, chart: Beeld, top: Length) -> Length:
        box = self._box(slide, LINKS, top, BREED, Cm(0.8))
        paragraph = box.text_frame.paragraphs[0]
        for naam, kleur in chart.legenda:
            self._run(paragraph, Regel("■ "), KLEIN, RGBColor.from_string(kleur.lstrip("#").upper()))
            self._run(paragraph, Regel(f"{naam}    "), KLEIN, INKT)
        return Emu(top + Cm(0.9))

    def woorden_bij(self, shape, titel: str, in_woorden: str) -> None:
        """What a screen reader says of a drawing."""
        about = shape._element.xpath(".//p:cNvPr")[0]
        about.set("name", clean(titel)[:200])
        about.set("descr", clean(in_woorden))

    def notes(self, slide: Slide, text: str) -> None:
        if text:
            slide.notes_slide.notes_text_frame.text = clean(text)


def _paint(fill, color: RGBColor) -> None:
    fill.solid()
    fill.fore_color.rgb = color


def _maten(table: Tafel, rows: list[list[str]], sizes: Sequence[float]) -> tuple[float, list[Length], list[Length]]:
    """The size of the letter in a table, the widths of its columns and the heights of its rows with the head."""
    whole = replace(table, rijen=rows)
    size, points = passen.kolommen(whole, BREED.pt, RAND.pt, sizes, passen.RUIMER)
    widths = [Emu(int(Pt(1) * wide)) for wide in points]
    return size, widths, [_row_height(row, widths, size, vet=not at) for at, row in enumerate((table.koppen, *rows))]


def _row_height(row: Sequence[str], widths: Sequence[Length], size: float, *, vet: bool) -> Length:
    lines = max(regels(text, size, Emu(width - RAND), vet=vet) for text, width in zip(row, widths, strict=True))
    return Emu(Pt(lines * size * PER_REGEL) + Cm(0.25))


def _verdeel(points, count: int, size: float, width: Length, room: int) -> tuple[list, list]:
    """Points over columns, as many in each where that fits, and those for which there is no room."""
    columns, left = [], list(points)
    for column in range(count):
        shown, used = [], 0
        share = math.ceil(len(left) / (count - column))
        while left and len(shown) < share and (used + hoogte(left[0], size, width) <= room or not (column or shown)):
            used += hoogte(left[0], size, width)
            shown.append(left.pop(0))
        columns.append(shown)
    return columns, left
