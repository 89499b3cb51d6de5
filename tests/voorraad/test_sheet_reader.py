"""The reader itself: cells to plain values, where errors stand, and the limits, one cell on each side."""

import datetime
import io
import marshal
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from tests.factories.voorraad import vervang_onderdelen
from voorraad import sheet_reader
from voorraad.sheet_reader import Unreadable

MB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(data: bytes, limit: int, name: str = "") -> dict:
    """The cells of each sheet row by row, and where errors stand."""
    found = {}

    def emit(sheet, columns):
        found.setdefault(sheet, []).extend(map(list, zip(*columns, strict=True)))

    answer = sheet_reader.read(data, limit, name, emit)
    return {"bladen": {sheet: found.get(sheet, []) for sheet in answer["bladen"]}, "fouten": answer["fouten"]}


def boek(*cells, sheets=("Blad",)) -> bytes:
    """A small workbook; each cell is (reference, value) on the first sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    for name in sheets[1:]:
        book.create_sheet(name)
    for reference, value in cells:
        book.active[reference] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def met_rijen(xml: str) -> bytes:
    """A workbook whose only sheet holds this XML."""
    part = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{xml}</sheetData></worksheet>'
    return vervang_onderdelen(boek(), {SHEET: part.encode()})


def geweigerd(data: bytes, limit: int = 50 * MB):
    with pytest.raises(Unreadable) as caught:
        read(data, limit)
    return caught.value.code, caught.value.detail


def rows_of(data: bytes):
    return read(data, 50 * MB)["bladen"]["Blad"]


class TestCells:
    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            (12, 12),
            (12.0, 12),
            (12.5, 12.5),
            (-3, -3),
            (1e300, 1e300),
            ("sociale-huur", "sociale-huur"),
            ("1.380", "1.380"),
            (True, "WAAR"),
            (False, "ONWAAR"),
            (datetime.date(2026, 6, 30), "2026-06-30"),
            (datetime.datetime(2026, 6, 30, 12, 5), "2026-06-30 12:05:00"),
            (datetime.time(12, 30), "12:30:00"),
        ],
    )
    def test_cell_is_a_plain_value(self, value, cell):
        [[found]] = rows_of(boek(("A1", value)))
        assert (type(found), found) == (type(cell), cell)

    def test_rows_keep_their_place_in_the_sheet(self):
        # nothing is cut off above or left: C3 is the third cell of the third row
        assert rows_of(boek(("C3", "x"))) == [[None, None, None], [None, None, None], [None, None, "x"]]

    def test_sheets_are_found_by_name_in_their_order(self):
        found = read(boek(sheets=("Blad", "Mutaties ", "à")), 50 * MB)["bladen"]
        assert list(found) == ["Blad", "Mutaties ", "à"]
        assert found["à"] == []

    @pytest.mark.parametrize("text", ["a_x0000_b", "_x0000_a_x0000_b"])
    def test_cell_loses_the_sign_that_no_database_can_hold(self, text):
        assert rows_of(met_rijen(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>')) == [["ab"]]

    def test_cell_of_that_sign_alone_is_empty(self):
        assert rows_of(met_rijen('<row r="1"><c r="A1" t="str"><v>_x0000_</v></c></row>')) == [[None]]


class TestErrors:
    @pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!"])
    def test_error_is_found_at_its_place(self, error):
        # D4 is row 3, column 3 when one counts from 0
        assert read(boek(("A1", "x"), ("D4", error)), 50 * MB)["fouten"] == {"Blad": {(3, 3): error}}

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="D4" t="e"><v>#REF!</v></c>',
            "<c r='D4' t='e'><v>#REF!</v></c>",
            '<c r = "D4" t = "e"><f>A1</f><v>#REF!</v></c>',
            f'<x:c xmlns:x="{NAMESPACE}" r="D4" t="e"><x:v>#REF!</x:v></x:c>',
        ],
    )
    def test_error_is_found_however_the_cell_is_written(self, cell):
        data = met_rijen(f'<row r="4">{cell}</row>')
        assert read(data, 50 * MB)["fouten"]["Blad"] == {(3, 3): "#REF!"}

    def test_error_without_an_address_makes_the_file_unreadable(self):
        uncomputed = '<c r="B2"><f>1+1</f></c>'
        data = met_rijen(f'<row><c t="e"><v>#REF!</v></c></row><row r="2">{uncomputed}</row>')
        assert geweigerd(data)[0] == "onleesbaar"

    def test_error_in_a_column_of_two_letters_is_found(self):
        # AB is the 28th column
        assert read(boek(("AB1", "#REF!")), 50 * MB)["fouten"] == {"Blad": {(0, 27): "#REF!"}}

    def test_error_stands_with_its_own_sheet(self):
        book = openpyxl.Workbook()
        book.active.title = "een"
        book.create_sheet("twee")["B1"] = "#REF!"
        buffer = io.BytesIO()
        book.save(buffer)
        assert read(buffer.getvalue(), 50 * MB)["fouten"] == {"een": {}, "twee": {(0, 1): "#REF!"}}

    def test_text_that_looks_like_an_error_is_text(self):
        data = met_rijen('<row r="1"><c r="A1" t="str"><v>#REF!</v></c></row>')
        assert read(data, 50 * MB) == {"bladen": {"Blad": [["#REF!"]]}, "fouten": {"Blad": {}}}

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="B1"><f>6+6</f></c>',
            '<c r="B1"><f>6+6</f><v/></c>',
            '<c r="B1" t="n"><f>6+6</f><v></v></c>',
            '<c s="1" r="B1"><f t="shared" si="0"/></c>',
        ],
    )
    def test_formula_without_a_value_is_found(self, cell):
        data = met_rijen(f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>3</v></c></row>')
        assert read(data, 50 * MB)["fouten"] == {"Blad": {(0, 1): "formule zonder uitkomst"}}

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ('<c r="B1"><f>6+6</f><v>12</v></c>', 12),
            ('<c r="B1"><f t="shared" si="0"/><v>12</v></c>', 12),
            ('<c r="B1" t="str"><f>A1&amp;"x"</f><v>x</v></c>', "x"),
            ('<c r="B1" t="str"><f>IF(A1,"")</f><v></v></c>', None),
            ('<c r="B1"/>', None),
        ],
    )
    def test_formula_with_a_value_is_that_value(self, cell, value):
        data = met_rijen(f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>3</v></c></row>')
        assert read(data, 50 * MB) == {"bladen": {"Blad": [[1, value, 3]]}, "fouten": {"Blad": {}}}


class TestLimits:
    def test_column_500_is_read_and_501_refused(self):
        # 500 = 19 × 26 + 6 = SF
        assert rows_of(boek(("SF1", 1))) == [[None] * 499 + [1]]
        assert geweigerd(boek(("SG1", 1))) == ("te-breed", "SG1")

    def test_row_300000_is_read_and_300001_refused(self):
        assert len(rows_of(boek(("A300000", 1)))) == 300_000
        assert geweigerd(boek(("A300001", 1))) == ("te-breed", "A300001")

    @pytest.mark.parametrize("reference", ["XFD1", "AAA1", "ZZZZ1", "XFD1048576", "A9999999"])
    def test_cell_far_away_is_refused_before_the_sheet_is_read(self, reference):
        assert geweigerd(met_rijen(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')) == ("te-breed", reference)

    def test_hundred_thousand_cells_without_a_reference_are_read(self):
        [row] = rows_of(met_rijen(f'<row r="1">{"<c><v>1</v></c>" * 100_000}</row>'))
        assert row == [1] * 100_000

    def test_unpacked_size_counts_over_all_parts(self):
        data = vervang_onderdelen(boek(), {})
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        assert read(data, size)["bladen"] == {"Blad": []}
        assert geweigerd(data, size - 1) == ("bom", "")

    def test_part_that_is_packed_over_400_to_1_is_a_bomb_below_the_limit_too(self):
        # 11 MB of blanks pack about 1000 to 1
        assert geweigerd(vervang_onderdelen(boek(), {"xl/zwaar.xml": b" " * (11 * MB)})) == ("bom", "")

    def test_parts_number_at_most_2000(self):
        parts = len(zipfile.ZipFile(io.BytesIO(boek())).namelist())
        fill = {f"xl/leeg{n}.xml": b"" for n in range(2001 - parts)}
        assert geweigerd(vervang_onderdelen(boek(), fill)) == ("te-groot", "2001 onderdelen")
        fill.popitem()
        assert read(vervang_onderdelen(boek(), fill), 50 * MB)["bladen"] == {"Blad": []}


class TestEntities:
    def test_entity_behind_a_long_start_is_not_unfolded(self):
        entity = '<!DOCTYPE x [<!ENTITY a "12">]>'
        data = met_rijen(f'<row r="1">{" " * 5000}{entity}<c r="A1" t="str"><v>&a;&a;</v></c></row>')
        assert marshal.loads(script(data).stdout)["fout"][0] == "onleesbaar"

    @pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "_rels/.rels", "docProps/core.xml"])
    def test_document_type_is_refused_in_every_part(self, part):
        data = vervang_onderdelen(boek(), {part: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
        assert geweigerd(data) == ("doctype", "")


def script(data: bytes, limit: int = 50 * MB, path="/dev/null"):
    command = [sys.executable, "-I", sheet_reader.__file__, str(limit), str(path)]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)


def test_script_answers_where_it_wrote_the_cells(tmp_path):
    done = script(boek(("A1", "x"), ("B1", 12), ("A2", "#REF!")), path=tmp_path / "cellen")
    written = (tmp_path / "cellen").read_bytes()
    assert marshal.loads(done.stdout) == {
        "bladen": {"Blad": [(0, len(written))]},
        "fouten": {"Blad": {(1, 0): "#REF!"}},
        "opvallend": {"Blad": []},
        "csv": False,
    }
    assert marshal.loads(written) == [["x", None], [12, None]]
    assert (done.returncode, done.stderr) == (0, b"")


def test_rows_come_in_blocks_that_join_up():
    rows = [[n, None] for n in range(sheet_reader.BLOCK)] + [["laatste"]]
    assert list(sheet_reader.blocks(rows)) == [
        [list(range(sheet_reader.BLOCK)), [None] * sheet_reader.BLOCK],
        [["laatste"]],
    ]


def test_script_answers_with_the_reason_for_a_file_that_it_cannot_read():
    done = script(b"geen werkmap")
    assert marshal.loads(done.stdout) == {"fout": ("geen-werkmap", "")}
    assert (done.returncode, done.stderr) == (0, b"")


def test_script_needs_nothing_of_the_site():
    """It starts for every file, so it may not load Django."""
    code = f"import sys; sys.argv=['x','1']; exec(open({sheet_reader.__file__!r}).read().split('if __name__')[0]); "
    done = subprocess.run(
        [sys.executable, "-I", "-c", code + "print([name for name in sys.modules if 'django' in name])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
