"""Files to cells and back: every bad file is a finding in plain words, and what we write reads back the same."""

import io
import struct
import zipfile

import openpyxl
import pytest
from xlsxwriter.utility import xl_col_to_name as letter

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.monitoring import maak_buurt
from tests.factories.voorraad import cellen_van, goede_rij, maak_werkmap, vervang_onderdelen
from voorraad import checks, workbook
from voorraad import sjabloon as sjablonen
from voorraad.columns import Soort, bladen_van
from voorraad.gevonden import Gevonden
from voorraad.models import Codewaarde, Mutatie, Niveau, Voorraadstand
from voorraad.workbook import Stempel

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
VOORRAAD = "xl/worksheets/sheet2.xml"  # the explanation is the first sheet
LOL = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def sjabloon(partij="omnia-wonen", halfjaar=H1, rijen=None) -> bytes:
    return sjablonen.template(Partij.objects.get(code=partij), halfjaar, rijen)


def gevuld() -> bytes:
    return maak_werkmap({"Voorraad": [goede_rij("Voorraad")]})


def onderdeel(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def met_xml(before: bytes, after: bytes) -> bytes:
    """A filled workbook in which the XML of the sheet Voorraad reads otherwise."""
    data = gevuld()
    xml = onderdeel(data, VOORRAAD)
    assert before in xml
    return vervang_onderdelen(data, {VOORRAAD: xml.replace(before, after)})


def met_onderdeel(name: str, part: bytes | None) -> bytes:
    return vervang_onderdelen(sjabloon(), {name: part})


def lege_zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def liegende_zip() -> bytes:
    """A workbook with 3 MB of blanks in one part, of which its directory says that it is 10 bytes."""
    data = bytearray(met_onderdeel("xl/zwaar.xml", b" " * (3 << 20)))
    said, real = struct.pack("<L", 10), struct.pack("<L", 3 << 20)
    assert data.count(real) == 2
    return bytes(data.replace(real, said))


def met_wachtwoordvlag() -> bytes:
    """A zip whose parts are marked as encrypted: bit 0 of the flags in the directory."""
    data = bytearray(sjabloon())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def met_kolommen(kolommen: int) -> bytes:
    """A sheet with so many named columns in its head."""
    cells = "".join(f'<c r="{letter(n)}1" t="str"><v>k</v></c>' for n in range(kolommen))
    return met_xml(b"<sheetData>", f'<sheetData><row r="1">{cells}</row>'.encode())


def met_cel(ref: str):
    def set_cell(book):
        book["Voorraad"][ref] = 1

    return maak_werkmap(bederf=set_cell)


GEEN = ("een bestand dat geen Excel-werkmap is", "een werkmap die is opgeslagen als .xlsx")
AFGEBROKEN = ("een beschadigd of afgebroken bestand", "het hele bestand; sla het opnieuw op en upload het nog eens")
ONLEESBAAR = ("een werkmap die niet te lezen is", "dezelfde werkmap, in Excel geopend en opnieuw opgeslagen als .xlsx")
WACHTWOORD = ("een werkmap met een wachtwoord", "dezelfde werkmap zonder wachtwoord")
BOM = ("een bestand dat uitgepakt te groot wordt", "een werkmap van ten hoogste 2 MB uitgepakt")
ALLEEN_KOLOMMEN = "alleen de kolommen van het sjabloon"
VREEMD = ("een werkmap met onderdelen die Excel zelf niet maakt", "een werkmap die in Excel is opgeslagen als .xlsx")
SLECHT = {
    "0 bytes": (lambda: b"", ("een leeg bestand", "een ingevuld sjabloon (.xlsx)")),
    "text": (lambda: b"buurtcode;segment;aantal\nWK030710;sociale-huur;12\n", GEEN),
    "blanks": (lambda: b" \n\n", GEEN),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF", GEEN),
    "png": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), GEEN),
    "binary noise": (lambda: bytes(range(256)) * 40, GEEN),
    "old xls": (
        lambda: CFB + bytes(504),
        ("een werkmap van een oud soort (.xls)", "dezelfde werkmap, in Excel opgeslagen als .xlsx"),
    ),
    "encrypted by Excel": (lambda: CFB + bytes(504) + "EncryptedPackage".encode("utf-16-le"), WACHTWOORD),
    "encrypted zip": (met_wachtwoordvlag, WACHTWOORD),
    "zip of something else": (lambda: lege_zip(brief=b"Geachte heer"), GEEN),
    "zip without anything": (lambda: lege_zip(), GEEN),
    "without workbook.xml": (lambda: met_onderdeel("xl/workbook.xml", None), GEEN),
    "ods": (
        lambda: lege_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        ("een werkmap van LibreOffice (.ods)", "dezelfde werkmap, opgeslagen als .xlsx"),
    ),
    "macros": (
        lambda: met_onderdeel("xl/vbaProject.bin", b"macro"),
        ("een werkmap met macro's", "dezelfde werkmap zonder macro's, opgeslagen als .xlsx"),
    ),
    "half of a zip": (lambda: sjabloon()[:9000], AFGEBROKEN),
    "only the first bytes of a zip": (lambda: b"PK\x03\x04", AFGEBROKEN),
    "last bytes gone": (lambda: sjabloon()[:-5], AFGEBROKEN),
    "bomb in one part": (lambda: met_onderdeel("xl/zwaar.xml", b" " * (3 << 20)), BOM),
    "bomb in many parts": (
        lambda: vervang_onderdelen(sjabloon(), {f"xl/{n}.xml": b" " * (1 << 20) for n in range(3)}),
        BOM,
    ),
    "bomb that lies about its size": (liegende_zip, ONLEESBAAR),
    "too many parts": (
        lambda: vervang_onderdelen(lege_zip(), {"xl/workbook.xml": b""} | {f"{n}.xml": b"" for n in range(2000)}),
        ("een bestand met te veel onderdelen (2001 onderdelen)", "een gewone werkmap, zoals het sjabloon"),
    ),
    "entities in a sheet": (lambda: met_onderdeel(VOORRAAD, LOL + b"<worksheet>&b;</worksheet>"), VREEMD),
    "entities in the book": (lambda: met_onderdeel("xl/workbook.xml", LOL + b"<workbook>&b;</workbook>"), VREEMD),
    "cell at the far corner": (
        lambda: met_cel("XFD1048576"),
        ("een cel ver buiten de tabel (XFD1048576)", ALLEEN_KOLOMMEN),
    ),
    "100,000 columns": (lambda: met_kolommen(100_000), ("een cel ver buiten de tabel (SG1)", ALLEEN_KOLOMMEN)),
    "far corner between single quotes": (
        lambda: met_xml(b'r="G2"', b"r='XFD1048576'"),
        ("een cel ver buiten de tabel (XFD1048576)", ALLEEN_KOLOMMEN),
    ),
    "no sheet parts": (lambda: met_onderdeel(VOORRAAD, None), ONLEESBAAR),
    "sheet without XML": (lambda: met_onderdeel(VOORRAAD, b""), ONLEESBAAR),
    "broken XML": (lambda: met_onderdeel("xl/workbook.xml", b"<workbook"), ONLEESBAAR),
}


@pytest.mark.parametrize("name", SLECHT)
def test_read_names_what_is_wrong_with_a_bad_file(name, settings):
    make, (gevonden, verwacht) = SLECHT[name]
    settings.MAX_UNPACKED_MB = 500 if name in ("100,000 columns", "far corner between single quotes") else 2
    read = workbook.read(make())
    assert read.fouten == [Gevonden(Niveau.FOUT, "bestand", verwacht, gevonden)]
    assert (read.bladen, read.stempel) == ({}, None)


def test_run_of_a_bad_file_gives_its_one_finding():
    read = workbook.read(b"geen werkmap")
    outcome = checks.run(read, partij=Partij.objects.get(code="omnia-wonen"), halfjaar=H1)
    assert outcome.bevindingen == [Gevonden(Niveau.FOUT, "bestand", GEEN[1], GEEN[0])]
    assert outcome.tabellen == []


def test_read_refuses_a_file_over_the_upload_limit_unread(settings):
    settings.MAX_UPLOAD_MB = 1
    settings.MAX_UNPACKED_MB = 2
    assert workbook.read(bytes((1 << 20) + 1)).fouten == [Gevonden(Niveau.FOUT, "bestand", BOM[1], BOM[0])]
    assert workbook.read(bytes(1 << 20)).fouten == [Gevonden(Niveau.FOUT, "bestand", GEEN[1], GEEN[0])]


@pytest.mark.parametrize("value", ["NaN", "INF", "-INF", "1E999"])
def test_number_that_is_none_is_a_finding(value):
    read = workbook.read(met_xml(b"<v>12</v>", f"<v>{value}</v>".encode()))
    outcome = checks.run(read, partij=Partij.objects.get(code="omnia-wonen"), halfjaar=H1)
    assert [(gevonden.soort, gevonden.rij, gevonden.kolom) for gevonden in outcome.bevindingen] == [
        ("geen-getal", 2, "aantal")
    ]


class TestTemplate:
    def test_template_has_the_sheets_of_the_party(self):
        own = ["Voorraad", "Mutaties", "Projecten", "Toewijzingen"]
        assert openpyxl.load_workbook(io.BytesIO(sjabloon())).sheetnames == ["Uitleg", *own, "Codes"]
        assert openpyxl.load_workbook(io.BytesIO(sjabloon("gemeente"))).sheetnames == [
            *("Uitleg", "Projecten", "Gemeente", "Codes")
        ]

    @pytest.mark.parametrize("partij", ["omnia-wonen", "gemeente"])
    def test_template_has_drop_downs_for_every_coded_column_and_no_other(self, partij):
        book = openpyxl.load_workbook(io.BytesIO(sjabloon(partij)))
        for blad in bladen_van(Partij.objects.get(code=partij).soort):
            found = {str(rule.sqref): choices(book, rule) for rule in rules_of(book[blad.naam])}
            heads = {letter(at): asked_of(kolom) for at, kolom in enumerate(blad.kolommen)}
            # rows 2 to 2001: the 2000 empty rows below the head
            expected = {f"{at}2:{at}2001": asked for at, asked in heads.items() if asked}
            assert found == expected

    def test_template_leaves_out_a_code_that_is_no_longer_active(self):
        Codewaarde.objects.filter(lijst="hardheid", code="zacht").update(actief=False)
        book = openpyxl.load_workbook(io.BytesIO(sjabloon()))
        rule = next(rule for rule in rules_of(book["Projecten"]) if str(rule.sqref) == "J2:J2001")
        assert choices(book, rule) == ["hard"]

    def test_template_warns_at_a_wrong_choice_but_lets_it_pass(self):
        """A name or a VERA code is right too: the check decides, not the drop-down."""
        book = openpyxl.load_workbook(io.BytesIO(sjabloon()))
        assert {rule.errorStyle for rule in rules_of(book["Mutaties"])} == {"warning"}

    def test_template_explains_every_column_on_its_sheet_and_at_its_head(self):
        book = openpyxl.load_workbook(io.BytesIO(sjabloon()))
        lines = [tuple(row) for row in book["Uitleg"].iter_rows(max_col=3, values_only=True)]
        for blad in bladen_van("corporatie"):
            assert lines.count((blad.naam, None, None)) == 1
            for kolom, head in zip(blad.kolommen, book[blad.naam][1], strict=True):
                optional = "" if kolom.verplicht else " (mag leeg)"
                assert (kolom.kop + optional, kolom.hulp, kolom.voorbeeld or None) in [
                    (line[0], line[1], line[2] or None) for line in lines
                ]
                assert (head.value, head.comment.text.splitlines()[0]) == (kolom.kop, kolom.hulp)

    def test_template_says_what_each_code_means_at_the_head_and_in_the_list(self):
        book = openpyxl.load_workbook(io.BytesIO(sjabloon()))
        said = book["Voorraad"]["C1"].comment.text.splitlines()
        assert said[1] == "goedkoop: goedkoop (tot en met de kwaliteitskortingsgrens)"
        rows = [tuple(cell for cell in row if cell)[-4:] for row in book["Codes"].iter_rows(values_only=True)]
        assert ("doelgroep", "medisch-sociaal", "medisch of sociaal urgent") in [row[:3] for row in rows]

    def test_template_lists_no_spelling_about_which_the_check_asks(self):
        """STA is also a starter, and a sum of homes that were merged needs a sign."""
        book = openpyxl.load_workbook(io.BytesIO(sjabloon()))
        rows = [tuple(cell for cell in row if cell)[-4:] for row in book["Codes"].iter_rows(values_only=True)]
        also = {row[:2]: set(row[3].split(", ")) for row in rows if len(row) == 4}
        assert also["doelgroep", "statushouder"] == {"VOORRANGDETAILSOORT.STA"}
        assert also["soort mutatie", "splitsen"] == {"INEXPLOITATIEREDEN.SPL"}
        assert also["doelgroep", "medisch-sociaal"] == {
            "MED", "SOC", "VOORRANGDETAILSOORT.MED", "VOORRANGDETAILSOORT.SOC", "medisch", "sociaal",
        }  # fmt: skip

    def test_template_is_stamped_with_party_and_half_year(self):
        assert workbook.read(sjabloon("de-alliantie", Halfjaar(2028, 2))).stempel == Stempel("de-alliantie", "2028-2")

    def test_template_says_for_the_reader_what_it_is_about(self):
        sheet = openpyxl.load_workbook(io.BytesIO(sjabloon()))["Uitleg"]
        assert (sheet["A1"].value, sheet["B3"].value) == ("Cijfers over de eerste helft 2026", "Omnia Wonen")

    @pytest.mark.parametrize("demo", [True, False])
    def test_template_of_the_demonstration_says_so(self, settings, demo):
        settings.DEMO = demo
        sheet = openpyxl.load_workbook(io.BytesIO(sjabloon()))["Uitleg"]
        said = [cell.value for cell in sheet["A"] if "Fictieve cijfers" in str(cell.value)]
        assert said == (["Fictieve cijfers: dit is een demonstratie."] if demo else [])

    @pytest.mark.parametrize(("partij", "first"), [("omnia-wonen", "Voorraad"), ("gemeente", "Projecten")])
    def test_template_left_empty_has_one_finding(self, partij, first):
        read = workbook.read(sjabloon(partij))
        outcome = checks.run(read, partij=Partij.objects.get(code=partij), halfjaar=H1)
        expected = Gevonden(Niveau.FOUT, "geen-rijen", "minstens één ingevulde rij", "alleen koppen", first)
        assert outcome.bevindingen == [expected]

    def test_template_keeps_half_years_and_texts_as_they_are_typed(self):
        """Excel makes a date of 2027-1 and drops the noughts of 007 in a cell that is not text."""
        sheet = openpyxl.load_workbook(io.BytesIO(sjabloon()))["Projecten"]
        groups = [column for column in sheet.column_dimensions.values() if column.number_format == "@"]
        as_text = {letter(at - 1) for column in groups for at in range(column.min, column.max + 1)}
        # projectcode A, naam B, verwacht halfjaar K, gerealiseerd halfjaar L
        assert as_text == {"A", "B", "K", "L"}


def rules_of(sheet):
    return sheet.data_validations.dataValidation


def choices(book, rule):
    """What a drop-down offers: its own list, or the cells that it points to."""
    if rule.formula1.startswith('"'):
        return rule.formula1.strip('"').split(",")
    sheet, cells = rule.formula1.split("!")
    return [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]


def asked_of(kolom):
    """What the drop-down of a column should offer, from the code lists."""
    if kolom.soort is Soort.JA_NEE:
        return ["ja", "nee"]
    if kolom.lijst is None:
        return None
    return list(Codewaarde.objects.filter(lijst=kolom.lijst, actief=True).values_list("code", flat=True))


class TestExport:
    def test_export_writes_a_row_as_a_person_would(self):
        buurt = maak_buurt("BU03071002")
        rij = Mutatie(buurt=buurt, wijk=buurt.wijk, soort="correctie", segment="middenhuur", daeb_koop=True, aantal=-3)
        sheet = openpyxl.load_workbook(io.BytesIO(sjabloon(rijen={Mutatie: [rij]})))["Mutaties"]
        cells = [cell.value for cell in sheet[2]]
        assert cells == ["BU03071002", "correctie", "middenhuur", None, None, "ja", "nee", -3, None]

    @pytest.mark.parametrize("text", ["=1+1", "@SOM(A1)", "+31 33", "-3", "https://example.org", "007", "_x0041_"])
    def test_export_writes_text_as_text(self, text):
        """No formula and no link can be slipped in through a text of someone else."""
        buurt = maak_buurt("BU03071002")
        rij = Mutatie(buurt=buurt, wijk=buurt.wijk, soort="sloop", segment="middenhuur", aantal=3, toelichting=text)
        data = sjabloon(rijen={Mutatie: [rij]})
        cell = openpyxl.load_workbook(io.BytesIO(data))["Mutaties"]["I2"]
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        assert cellen_van(workbook.read(data).bladen["Mutaties"])[1][8] == text

    def test_export_has_drop_downs_below_its_rows(self):
        rijen = [Voorraadstand(segment="middenhuur", aantal=n) for n in range(3)]
        sheet = openpyxl.load_workbook(io.BytesIO(sjabloon(rijen={Voorraadstand: rijen})))["Voorraad"]
        # 3 rows and 2000 empty ones below the head: the last is row 2004
        assert [str(rule.sqref) for rule in rules_of(sheet)] == [f"{at}2:{at}2004" for at in "BCDEF"]


@pytest.mark.parametrize(("demo", "fictief", "said"), [(False, False, False), (True, False, True), (False, True, True)])
def test_template_says_when_its_figures_are_invented(settings, demo, fictief, said):
    settings.DEMO = demo
    data = sjablonen.template(Partij.objects.get(code="omnia-wonen"), H1, fictief=fictief)
    texts = [cell for row in openpyxl.load_workbook(io.BytesIO(data))["Uitleg"].values for cell in row]
    assert ("Fictieve cijfers: dit is een demonstratie." in texts) is said


class TestOpvallend:
    """What reads otherwise than it looks is mentioned, and read as it stands."""

    def mededelingen(self, bederf, delen=None):
        rijen = {"Voorraad": [goede_rij("Voorraad"), goede_rij("Voorraad", energielabel="c")]}
        data = vervang_onderdelen(maak_werkmap(rijen, bederf), delen or {})
        outcome = checks.run(workbook.read(data), partij=Partij.objects.get(code="omnia-wonen"), halfjaar=H1)
        [voorraad] = [tabel for tabel in outcome.tabellen if tabel.blad.naam == "Voorraad"]
        found = [(g.soort, g.gevonden, g.blad, g.rij) for g in outcome.bevindingen if g.niveau == Niveau.MEDEDELING]
        return found, voorraad.aantal

    def test_hidden_sheet_is_read_and_mentioned(self):
        def hide(book):
            book["Voorraad"].sheet_state = "hidden"

        assert self.mededelingen(hide) == ([("verborgen-blad", "een verborgen blad", "Voorraad", None)], 2)

    def test_hidden_rows_are_read_and_mentioned(self):
        def hide(book):
            book["Voorraad"].row_dimensions[2].hidden = True
            book["Voorraad"].row_dimensions[3].hidden = True

        assert self.mededelingen(hide) == ([("verborgen-rijen", "verborgen rijen: 2", "Voorraad", None)], 2)

    def test_merged_cells_are_mentioned_below_the_head_only(self):
        def merge(book):
            book["Voorraad"].merge_cells("I2:J3")
            book["Voorraad"].merge_cells("I1:K1")

        expected = [("samengevoegde-cellen", "samengevoegde cellen I2:J3", "Voorraad", 2)]
        assert self.mededelingen(merge) == (expected, 2)

    def test_title_above_the_table_is_skipped_and_mentioned(self):
        def title(book):
            book["Voorraad"].insert_rows(1, 3)
            book["Voorraad"]["A1"] = "Omnia Wonen, eerste helft 2026"

        assert self.mededelingen(title) == ([("titel-boven-tabel", "koppen op rij 4", "Voorraad", 4)], 2)

    def test_links_to_another_workbook_are_mentioned(self):
        found = [("koppelingen-naar-buiten", "verwijzingen naar een andere werkmap", "", None)]
        assert self.mededelingen(None, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}) == (found, 2)

    def test_a_plain_workbook_has_nothing_to_mention(self):
        assert self.mededelingen(None) == ([], 2)


def test_a_million_empty_formatted_rows_are_no_rows():
    cells = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="G%d" s="1"/></row>' % (n, n, n) for n in range(3, 1_000_003))
    data = met_xml(b"</sheetData>", cells + b"</sheetData>")
    assert len(cellen_van(workbook.read(data).bladen["Voorraad"])) == 2
