"""The workbook that comes back: findings at their cells, and everything else in it as it was."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill

from tests.factories.voorraad import goede_rij, maak_levering, maak_werkmap, vervang_onderdelen
from voorraad import controle
from voorraad.gemarkeerd import gemarkeerd
from voorraad.models import Status, Verwerking

pytestmark = pytest.mark.django_db
AUTEUR = "Monitor Samenwerkingsafspraken"


def geleverd(data, naam="cijfers.xlsx", **kwargs):
    levering = maak_levering(data=data, verwerking=Verwerking.WACHT, bestandsnaam=naam, **kwargs)
    controle.check(levering.pk)
    levering.refresh_from_db()
    return levering


def bedorven(bederf=None) -> bytes:
    """A number that is none in G2, and a code that is none in C3."""
    rijen = [goede_rij("Voorraad", aantal="twaalf"), goede_rij("Voorraad", prijscategorie="gratis", energielabel="c")]
    return maak_werkmap({"Voorraad": rijen}, bederf)


def geopend(levering):
    return openpyxl.load_workbook(io.BytesIO(gemarkeerd(levering)[0]))


def kleuren(sheet) -> dict:
    return {
        str(block.sqref): [rule.dxf.fill.bgColor.rgb for rule in block.rules] for block in sheet.conditional_formatting
    }


def delen(data) -> dict:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_wrong_cells_are_coloured_and_commented():
    sheet = geopend(geleverd(bedorven()))["Voorraad"]
    expected = f"{AUTEUR}:\nFout\nGevonden: twaalf\nVerwacht: een getal, zonder tekst erbij"
    assert sheet["G2"].comment.text == expected
    assert sheet["C3"].comment.text.startswith(f"{AUTEUR}:\nFout\nGevonden: gratis\nVerwacht: een code uit de lijst")
    assert kleuren(sheet) == {"C3 G2": ["FFFFC7CE"]}


def test_everything_else_stays_as_it_was():
    def own(book):
        book["Voorraad"]["I2"] = "=SUM(G2:G3)"
        book["Voorraad"]["A2"].font = Font(bold=True, color="FF00AA00")
        book["Voorraad"]["A2"].comment = Comment("zelf nagekeken", "Omnia")
        book["Voorraad"].merge_cells("K1:L2")
        book.create_sheet("Eigen blad")["A1"] = "blijft"

    data = bedorven(own)
    marked = gemarkeerd(geleverd(data))[0]
    before, after = openpyxl.load_workbook(io.BytesIO(data)), openpyxl.load_workbook(io.BytesIO(marked))
    assert after.sheetnames == [*before.sheetnames, "Bevindingen"]
    for sheet in before:
        same = after[sheet.title]
        cells = [[(cell.value, cell.font.b, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        assert [[(c.value, c.font.b, c.number_format) for c in row] for row in same.iter_rows()] == cells
        assert same.merged_cells.ranges == sheet.merged_cells.ranges
        assert same.data_validations.count == sheet.data_validations.count
    assert after["Voorraad"]["A2"].comment.text == "zelf nagekeken"
    assert after["Voorraad"]["A1"].comment.text == before["Voorraad"]["A1"].comment.text
    touched = {name for name, part in delen(data).items() if delen(marked)[name] != part}
    assert {name.rpartition("/")[2] for name in touched} <= {
        "[Content_Types].xml", "workbook.xml", "workbook.xml.rels", "styles.xml", "sheet2.xml", "comment1.xml",
        "comment2.xml", "commentsDrawing1.vml", "commentsDrawing2.vml", "legacyDrawing1.vml", "sheet2.xml.rels",
    }  # fmt: skip


def test_own_comment_at_a_wrong_cell_stays_above_ours():
    def own(book):
        book["Voorraad"]["G2"].comment = Comment("nog navragen", "Omnia")

    text = geopend(geleverd(bedorven(own)))["Voorraad"]["G2"].comment.text
    assert text.startswith(f"nog navragen\n\n{AUTEUR}:\nFout")


def test_marked_workbook_reads_the_same_and_marks_anew():
    """Whoever mends the workbook that came back finds only what is still wrong the second time."""
    once = gemarkeerd(geleverd(bedorven()))[0]
    book = openpyxl.load_workbook(io.BytesIO(once))
    book["Voorraad"]["G2"] = 12
    buffer = io.BytesIO()
    book.save(buffer)
    levering = geleverd(buffer.getvalue(), halfjaar="2026-2")
    levering.bevindingen.filter(blad="Uitleg").delete()
    assert [each.gevonden for each in levering.bevindingen.filter(niveau="fout")] == ["gratis"]
    again = geopend(levering)
    assert kleuren(again["Voorraad"]) == {"C3": ["FFFFC7CE"]}
    assert (again["Voorraad"]["G2"].comment, again["Voorraad"]["C3"].comment.text.count(AUTEUR)) == (None, 1)
    assert again.sheetnames.count("Bevindingen") == 1
    assert [row[4].value for row in again["Bevindingen"].iter_rows(min_row=2)] == ["gratis"]


def test_finding_about_a_column_stands_at_its_head_and_about_a_sheet_at_the_first():
    def renamed(book):
        book["Voorraad"]["B1"], book["Voorraad"]["I1"] = "segmenten", "straat"
        book["Mutaties"].sheet_state = "hidden"

    levering = geleverd(maak_werkmap({"Voorraad": [goede_rij("Voorraad")]}, renamed))
    book = geopend(levering)
    assert kleuren(book["Voorraad"]) == {"B1": ["FFFFC7CE"], "I1": ["FFDDEBF7"]}
    assert kleuren(book["Mutaties"]) == {"A1": ["FFDDEBF7"]}


def test_sheet_of_the_user_that_is_called_so_too_stays():
    def own(book):
        book.create_sheet("Bevindingen")["A1"] = "van mij"

    levering = geleverd(bedorven(own))
    book = geopend(levering)
    assert (book["Bevindingen"]["A1"].value, book["Bevindingen (2)"]["A1"].value) == ("van mij", "niveau")


def test_own_conditional_formatting_and_what_follows_the_rows_stay():
    def own(book):
        rule = FormulaRule(formula=['A2="x"'], fill=PatternFill("solid", bgColor="FF123456"))
        book["Voorraad"].conditional_formatting.add("A2:A9", rule)
        book["Voorraad"].print_options.gridLines = True

    sheet = geopend(geleverd(bedorven(own)))["Voorraad"]
    assert kleuren(sheet) == {"A2:A9": ["FF123456"], "C3 G2": ["FFFFC7CE"]}
    assert (sheet.print_options.gridLines, len(sheet.data_validations.dataValidation) > 3) == (True, True)


def test_every_part_of_the_marked_workbook_is_well_formed(caplog):
    def own(book):
        book["Voorraad"]["A2"].comment = Comment("zelf nagekeken", "Omnia")

    levering = geleverd(bedorven(own))
    for naam, deel in delen(gemarkeerd(levering)[0]).items():
        if naam.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(deel)
    assert caplog.records == []


def test_sign_that_xml_cannot_hold_is_left_out():
    levering = geleverd(bedorven())
    levering.bevindingen.filter(gevonden="twaalf").update(toelichting="eerst\x0bdan")
    assert geopend(levering)["Voorraad"]["G2"].comment.text.endswith("Uitleg: eerstdan")


@pytest.mark.parametrize(
    "comments",
    [
        '<comments xmlns="{0}"/>',
        '<comments xmlns="{0}"><!-- leeg --><commentList/></comments>',
        '<comments xmlns="{0}"><authors/><commentList><comment ref="A1" authorId="9"/></commentList></comments>',
        "geen xml",
        None,
    ],
)
def test_odd_comments_of_another_program_lose_no_mark(comments):
    def own(book):
        book["Voorraad"]["A2"].comment = Comment("zelf nagekeken", "Omnia")

    data = bedorven(own)
    part = next(naam for naam in delen(data) if "comments/" in naam or naam.startswith("xl/comments"))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    levering = geleverd(vervang_onderdelen(data, {part: comments and comments.format(main).encode()}))
    marked = delen(gemarkeerd(levering)[0])
    sheet = next(deel for naam, deel in marked.items() if naam.endswith("sheet2.xml"))
    assert (b"monitor" in sheet) == (comments != "geen xml")
    assert any(naam.startswith("xl/worksheets/bevindingen") for naam in marked)


def test_what_follows_the_rows_stands_in_the_order_of_the_format():
    data = vervang_onderdelen(bedorven(), {"xl/worksheets/sheet2.xml": kaal(bedorven())})
    xml = etree.fromstring(delen(gemarkeerd(geleverd(data))[0])["xl/worksheets/sheet2.xml"])
    names = [etree.QName(each).localname for each in xml]
    assert names == ["sheetData", "conditionalFormatting", "legacyDrawing"]


def kaal(data) -> bytes:
    """The sheet with its rows and nothing else."""
    root = etree.fromstring(delen(data)["xl/worksheets/sheet2.xml"])
    for each in list(root):
        if etree.QName(each).localname != "sheetData":
            root.remove(each)
    return etree.tostring(root)


def test_list_holds_every_finding_also_without_a_place():
    levering = geleverd(bedorven(lambda book: book.remove(book["Mutaties"])))
    rows = [[cell.value for cell in row] for row in geopend(levering)["Bevindingen"].iter_rows()]
    assert rows[0][:6] == ["niveau", "blad", "cel", "kolom", "gevonden", "verwacht"]
    assert ["fout", "Mutaties", None, None, "geen blad met deze naam", "een blad «Mutaties»"] in [
        row[:6] for row in rows
    ]
    assert len(rows) == levering.bevindingen.count() + 1


def test_invented_figures_are_called_so():
    levering = geleverd(bedorven(), fictief=True)
    assert geopend(levering)["Bevindingen"]["A1"].value == "fictieve cijfers"


@pytest.mark.parametrize("data", [b"geen werkmap", b"PK\x03\x04", b""])
def test_unreadable_file_gives_a_list_of_findings(data):
    book = geopend(geleverd(data))
    assert book.sheetnames == ["Toelichting", "Bevindingen"]
    assert book["Bevindingen"]["A2"].value == "fout"


def test_csv_gives_a_list_of_findings():
    levering = geleverd(b"buurtcode;doelgroep;aantal\nWK030710;gezin;x\n", "toewijzingen.csv")
    data, naam = gemarkeerd(levering)
    assert naam == "toewijzingen-met-bevindingen.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Toelichting", "Bevindingen"]


def test_page_offers_the_marked_workbook_to_its_owner_only(client, gebruiker):
    levering = geleverd(bedorven())
    for rol, partij, expected in [
        ("corporatie", "omnia-wonen", 200),
        ("medewerker", None, 200),
        ("corporatie", "portaal", 404),
    ]:
        client.force_login(gebruiker(rol, partij) if partij else gebruiker(rol))
        assert client.get(f"/leveringen/{levering.pk}/met-bevindingen/").status_code == expected


def test_file_that_is_gone_is_said_on_the_page(client, gebruiker):
    levering = geleverd(bedorven(), status=Status.CONCEPT)
    levering.bestand.storage.delete(levering.bestand.name)
    client.force_login(gebruiker("corporatie", "omnia-wonen"))
    page = client.get(f"/leveringen/{levering.pk}/met-bevindingen/", follow=True)
    assert "Dit bestand staat niet meer in de opslag" in page.content.decode()
