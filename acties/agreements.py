"""From the text of an agreements document to its numbered actions. Pure: no database, no Django.

The text comes from a PDF or a scan, with noise: tick-box marks before an action, page numbers, footnotes, broken
words, double spaces. Where an action ends is decided by its layout, as a reader sees it: a sentence ends and the next
word would still have fitted on the line, or what follows is set in a wider column, or a heading, a bullet or another
action begins.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

_ACTIE = re.compile(r"^\s*(?:[xX☐☑☒✓]\s*)?([0-9]{1,2})\)\s*Actie\s+([0-9]{4})\s*:\s*(.*)$")
_KOP = re.compile(r"^(\d{1,2}\.\s+[A-ZÀ-Þ]|Doe[lt]:|Bijlage\b)")
_NUMMERKOP = re.compile(r"^\d{1,2}\.\s")
_OPSOMMING = re.compile(r"^[o•\-–]\s+")
_PAGINANUMMER = re.compile(r"^\d{1,3}$")
_VOETNOOT = re.compile(r"^(\d)\s+[A-ZÀ-Þ]")
_NOOT = re.compile(r"^(N\.?b\.?|NB|Noot)[\s:.]", re.IGNORECASE)
_ZINSEINDE = (".", "?", "!", ".)", ".'", ".’", ").")
_RUIMTE = 0.6  # how far, in ems, a line may stick out before it counts as a wider column
_REGELS_PER_ALINEA, _REGELS_ZOEKEN = 6, 200
MAX_TEKENS, MAX_BLADZIJDEN, MAX_ACTIES = 400_000, 300, 500  # far beyond any agreements document

# average widths of letters in ems, for a usual sans-serif: enough to see whether a word would have fitted
_SMAL, _HALF = frozenset("ijl.,:;'`’‘|!"), frozenset('ftrI()[] -"')


class Onleesbaar(ValueError):  # noqa: N818  a message for the user, no fault of ours
    """Why a document cannot be read, in Dutch."""


@dataclass(frozen=True)
class Documentactie:
    """An action as the document words it. `plaats` is the heading above it with line or page numbers."""

    nummer: int
    jaar: int
    tekst: str
    noot: str
    plaats: str


@dataclass(frozen=True)
class _Regel:
    nummer: int
    pagina: int
    tekst: str
    na_wit: bool  # whether a blank line stands before it, on the same page


def read_document(data: bytes, filename: str) -> str:
    """The text of a PDF (pages parted by form feeds) or of a plain text file. Raises Onleesbaar."""
    text = _decode(data, filename)
    if len(text) > MAX_TEKENS:
        raise Onleesbaar("Dit document is te lang. Kies alleen het document met de afspraken.")
    return text


def _decode(data: bytes, filename: str) -> str:
    if not data.strip():
        raise Onleesbaar("Het bestand is leeg. Kies het document met de afspraken.")
    if data.startswith(b"%PDF") or filename.lower().endswith(".pdf"):
        return _read_pdf(data)
    if b"\x00" in data:
        raise Onleesbaar("Dit bestand is geen PDF en geen gewone tekst. Kies het document als .pdf of .txt.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_pdf(data: bytes) -> str:
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            text = _text_of(pdf)
    except Exception as error:  # the library raises many kinds for a spoilt file
        if any(isinstance(each, PDFPasswordIncorrect) for each in (error, *error.args)):
            raise Onleesbaar(
                "Deze PDF heeft een wachtwoord. Bewaar hem zonder wachtwoord en probeer opnieuw."
            ) from None
        raise Onleesbaar("Deze PDF is niet te lezen. Is het bestand helemaal gedownload?") from None
    if not text.strip():
        raise Onleesbaar("In deze PDF staat geen tekst, alleen beeld. Kies een versie waarin u tekst kunt selecteren.")
    return text.replace("\x00", "")


def _text_of(pdf) -> str:
    """Page by page, until it is clear that this is too long to be the agreements."""
    pages, length = [], 0
    for page in pdf.pages[:MAX_BLADZIJDEN]:
        pages.append(page.extract_text() or "")
        page.close()  # forgets what it unpacked
        length += len(pages[-1])
        if length > MAX_TEKENS:
            break
    return "\f".join(pages)


def find_actions(text: str) -> list[Documentactie]:
    """The numbered actions of a document, in the order in which they stand. Raises Onleesbaar for absurdly many."""
    lines = _lines(text)
    starts = [index for index, line in enumerate(lines) if _ACTIE.match(line.tekst)]
    if len(starts) > MAX_ACTIES:
        raise Onleesbaar("In dit document staan te veel acties. Kies het document met de afspraken.")
    marks = {found[1] for line in lines if (found := _VOETNOOT.match(line.tekst))}
    layout = _Layout(lines, starts)
    hyphenated = set(re.findall(r"\b\w+-\w+", text))
    return [_action(layout, start, marks, hyphenated) for start in starts]


def _lines(text: str) -> list[_Regel]:
    """The lines with text, page numbers left out, each with its number and page."""
    lines, number, blank = [], 0, False
    for page, part in enumerate(text.split("\f"), 1):
        for raw in part.split("\n"):
            number += 1
            plain = re.sub(r"\s+", " ", raw).strip()
            if not plain or _PAGINANUMMER.match(plain):
                blank = blank or bool(not plain and lines and lines[-1].pagina == page)
                continue
            lines.append(_Regel(number, page, plain, blank))
            blank = False
        blank = False
    return lines


class _Layout:
    """How the document is set: where its headings stand, and where a paragraph ends."""

    def __init__(self, lines: list[_Regel], starts: list[int]):
        self.lines, self.paged = lines, bool(lines) and lines[-1].pagina > 1
        # do blank lines part paragraphs, or does one follow every line (or none at all)?
        blank = sum(line.na_wit for line in lines)
        self.blank_parts = 0 < blank < len(lines) * 0.6 and blank > len(lines) / 40
        numbered = [at for at, line in enumerate(lines) if _NUMMERKOP.match(line.tekst)]
        first = max((at for at in numbered if lines[at].tekst.startswith("1.")), default=0)  # after a list of contents
        self.headings = [at for at in numbered if at >= first]
        self.column = max((self._certain_width(start) for start in starts), default=0)

    def _certain_width(self, start: int) -> float:
        """The widest of the lines that belong to an action for sure: those before its first sentence end."""
        widest = 0.0
        for line in self.lines[start:]:
            if widest and any(pattern.match(line.tekst) for pattern in (_KOP, _ACTIE, _VOETNOOT)):
                break
            widest = max(widest, _width(line.tekst))
            if line.tekst.endswith(_ZINSEINDE):
                break
        return widest

    def paragraph(self, start: int) -> list[int]:
        """The lines of the paragraph that begins at `start`, by index; footnotes in its midst are left out."""
        taken, at = [start], self._after(start)
        while at < len(self.lines) and not self._ends(self.lines[taken[-1]], self.lines[at], at):
            taken.append(at)
            at = self._after(at)
        return taken

    def _after(self, index: int) -> int:
        """The next line; within a sentence, the next after the footnotes that part it at the foot of a page."""
        at = index + 1
        if self.lines[index].tekst.endswith(_ZINSEINDE):
            return at
        while at < len(self.lines) and _VOETNOOT.match(self.lines[at].tekst):
            at += 1
            while at < len(self.lines) and self._same_footnote(self.lines[at - 1], self.lines[at]):
                at += 1
        return at

    def _same_footnote(self, line: _Regel, following: _Regel) -> bool:
        if any(pattern.match(following.tekst) for pattern in (_ACTIE, _KOP, _VOETNOOT)):
            return False
        return line.pagina == following.pagina if self.paged else not line.tekst.endswith(_ZINSEINDE)

    def _ends(self, line: _Regel, following: _Regel, at: int) -> bool:
        if any(pattern.match(following.tekst) for pattern in (_ACTIE, _KOP, _OPSOMMING, _VOETNOOT, _NOOT)):
            return True
        if not line.tekst.endswith(_ZINSEINDE):
            return False
        if self.blank_parts and line.pagina == following.pagina:
            return following.na_wit
        fits = _width(f"{line.tekst} {following.tekst.split(' ')[0]}") <= self.column
        return fits or self._is_wider(at)

    def _is_wider(self, start: int) -> bool:
        """Whether the paragraph that begins at `start` is set in a wider column than the actions."""
        for line in self.lines[start : start + _REGELS_PER_ALINEA]:
            if _width(line.tekst) > self.column + _RUIMTE:
                return True
            if line.tekst.endswith(_ZINSEINDE) and _width(line.tekst) < self.column * 0.8:
                return False
        return False


def _width(text: str) -> float:
    """How wide a line is, in ems."""
    return sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _SMAL:
        return 0.25
    if char in _HALF:
        return 0.32
    if char in "mw":
        return 0.83 if char == "m" else 0.73
    if char in "MW":
        return 0.9
    if char.isupper():
        return 0.63
    return 0.48 if char in "aceksxzv" else 0.54


def _action(layout: _Layout, start: int, marks: set[str], hyphenated: set[str]) -> Documentactie:
    lines, paragraph = layout.lines, layout.paragraph(start)
    number, year, first = _ACTIE.match(lines[start].tekst).groups()
    parts = [first, *(lines[at].tekst for at in paragraph[1:])]
    end, note = paragraph[-1] + 1, []
    if end < len(lines) and _NOOT.match(lines[end].tekst):
        note = [lines[at].tekst for at in layout.paragraph(end)]
    return Documentactie(
        int(number),
        int(year),
        _clean(parts, marks, hyphenated),
        _clean(note, marks, hyphenated),
        _place(layout, start, end),
    )


def _place(layout: _Layout, start: int, end: int) -> str:
    """'2. Ontwikkeling van de voorraad, regel 322–350', or with the page of a PDF."""
    lines = layout.lines
    where = (
        f"bladzijde {lines[start].pagina}" if layout.paged else f"regel {lines[start].nummer}–{lines[end - 1].nummer}"
    )
    heading = _heading_above(layout, start)
    return f"{heading[:150]}, {where}" if heading else where


def _heading_above(layout: _Layout, start: int) -> str:
    """The numbered heading above a line; above the first of those, any heading."""
    lines = layout.lines
    above = bisect_left(layout.headings, start)
    if not above:
        near = range(start - 1, max(start - _REGELS_ZOEKEN, 0), -1)
        return next((lines[at].tekst for at in near if _is_heading(lines, at)), "")
    at = layout.headings[above - 1]
    heading, following = lines[at].tekst, lines[at + 1].tekst
    return f"{heading} {following}" if len(following) < 40 and following[:1].islower() else heading


def _is_heading(lines: list[_Regel], at: int) -> bool:
    text, before = lines[at].tekst, lines[at - 1].tekst
    return text[0].isupper() and text[-1].isalpha() and before.endswith(_ZINSEINDE) and len(text) < 80


def _clean(parts: list[str], marks: set[str], hyphenated: set[str]) -> str:
    text = "".join(_glued(before, part, hyphenated) for before, part in pairwise(["", *parts, ""]))
    for mark in marks:
        text = re.sub(rf"(?<=[a-zà-ÿ'’”\"]){mark}(?=[\s.,;:)]|$)", "", text)
    return _without_stray_quotes(text.replace("`", "'")).strip()


def _glued(part: str, following: str, hyphenated: set[str]) -> str:
    """A line, ready for the next to be put behind it; a word broken at the line's end becomes whole again."""
    broken = re.search(r"\b(\w+)-$", part)
    rest = re.match(r"\w+", following)
    if not (broken and rest and rest[0][:1].islower()):
        return f"{part} "
    keeps = broken[1][-1].isupper() or broken[1][-1].isdigit() or f"{broken[1]}-{rest[0]}" in hyphenated
    return part if keeps else part[:-1]


def _without_stray_quotes(text: str) -> str:
    """Drop a closing quote that nothing opened: what a scan makes of a footnote mark."""
    kept, is_open = [], False
    for at, char in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if char == "'":
            opens = (not before or before in " (") and after.isalnum()
            closes = not opens and not after.isalnum()
            if closes and not is_open:
                continue
            is_open = opens or (is_open and not closes)
        kept.append(char)
    return "".join(kept)
