"""CSV reads as well as a workbook: alone, one after the other, or in a zip; in the ways that real systems write it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from tests.factories.voorraad import maak_levering, rijen_van
from voorraad import checks, csvbundel, workbook
from voorraad.columns import bladen_van
from voorraad.models import Levering, Mutatie, Toewijzing, Verwerking

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
KOP = "buurtcode;doelgroep;inkomen boven grens;prijscategorie;nieuwbouw;gem. wachttijd uitstroom;aantal"
RIJ = "WK030710;gezin;nee;goedkoop;nee;;3"


def lees(data, naam, partij="omnia-wonen"):
    return checks.run(workbook.read(data, naam), partij=Partij.objects.get(code=partij), halfjaar=H1)


def toewijzingen(text, naam="Toewijzingen.csv"):
    """The rows of a delivery of which this is the only sheet with rows, in a zip with the other heads."""
    data = text if isinstance(text, bytes) else text.encode()
    return lees(csvbundel.samen(alle_koppen() | {naam: data}), "cijfers.zip")


def alle_koppen():
    sheets = bladen_van("corporatie")[:3]
    return {f"{blad.naam}.csv": ";".join(kolom.kop for kolom in blad.kolommen).encode() for blad in sheets}


def gezien(outcome):
    return [(rij.wijk.code, rij.doelgroep, rij.aantal) for rij in rijen_van(outcome, Toewijzing)]


@pytest.mark.parametrize(
    "data",
    [
        f"{KOP}\r\n{RIJ}\r\n".encode(),
        f"\ufeff{KOP}\n{RIJ}\n".encode(),
        f"{KOP}\n{RIJ}".replace(";", ",").encode(),
        f"{KOP}\n{RIJ}".replace(";", "\t").encode("cp1252"),
        f"{KOP}\n{RIJ}\n".encode("utf-16"),
        f"{KOP}\n{RIJ};;;\n;;;;;;\n".encode(),
        f'"{KOP.replace(";", chr(34) + ";" + chr(34))}"\n{RIJ}'.encode(),
        f"Cijfers van Omnia\n\n{KOP}\n{RIJ}".encode(),
        f"{KOP}\n{RIJ.replace('gezin', 'GEZ').replace('nee', 'Nee ')}".encode(),
    ],
    ids=["crlf", "bom", "komma", "tab", "utf-16", "lege rijen", "aanhalingstekens", "titel erboven", "vera"],
)
def test_csv_is_read_however_it_is_written(data):
    outcome = toewijzingen(data)
    assert [each for each in outcome.bevindingen if each.niveau == "fout"] == []
    assert gezien(outcome) == [("WK030710", "gezin", 3)]


def test_accents_of_windows_are_read():
    rij = "WK030710;sloop;sociale-huur;;;nee;nee;2;Café gesloopt"
    koppen = alle_koppen()["Mutaties.csv"].decode()
    files = alle_koppen() | {"Mutaties.csv": f"{koppen}\n{rij}".encode("cp1252"), "Toewijzingen.csv": KOP.encode()}
    outcome = lees(csvbundel.samen(files), "x.zip")
    assert [rij.toelichting for rij in rijen_van(outcome, Mutatie)] == ["Café gesloopt"]


@pytest.mark.parametrize(
    ("cel", "aantal"),
    [("1.380", 1380), ("1 380", 1380), ("1\u00a0380", 1380), ("1380,0", 1380), ("1.380,0", 1380), (" 12 ", 12)],
)
def test_numbers_the_dutch_way(cel, aantal):
    assert gezien(toewijzingen(f"{KOP}\nWK030710;gezin;nee;goedkoop;nee;;{cel}"))[0][2] == aantal


def test_months_with_a_comma():
    [rij] = rijen_van(toewijzingen(f"{KOP}\nWK030710;uitstroom-instelling;nee;goedkoop;nee;5,5;3"), Toewijzing)
    assert float(rij.wachttijd_uitstroom) == 5.5


@pytest.mark.parametrize(
    "naam", ["toewijzingen 2026.csv", "Omnia_Toewijzingen.CSV", "map/Toewijzingen.csv", "export.csv"]
)
def test_sheet_follows_from_the_name_or_else_from_the_heads(naam):
    assert gezien(toewijzingen(f"{KOP}\n{RIJ}", naam)) == [("WK030710", "gezin", 3)]


@pytest.mark.parametrize(
    ("data", "naam", "gevonden"),
    [
        (b"", "a.csv", "een leeg bestand"),
        (b"\x00\x01\x02binair", "a.csv", "een bestand dat geen Excel-werkmap is"),
        (b'a;b\n"niet gesloten', "a.csv", "een CSV-bestand met een aanhalingsteken dat niet sluit (rij 2)"),
        (b"PK\x03\x04afgebroken", "a.zip", "een beschadigd of afgebroken bestand"),
        (b"zomaar tekst", "a.zip", "een bestand dat geen Excel-werkmap is"),
    ],
)
def test_file_that_is_none_is_a_finding(data, naam, gevonden):
    assert [each.gevonden for each in lees(data, naam).bevindingen] == [gevonden]


def test_bomb_of_csv_is_stopped(settings):
    settings.MAX_UNPACKED_MB = 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Mutaties.csv", b"a;" * (2 << 20))
    assert lees(buffer.getvalue(), "bom.zip").bevindingen[0].gevonden == "een bestand dat uitgepakt te groot wordt"


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), naam=st.sampled_from(["a.csv", "a.zip", "a.xlsx"]))
def test_any_bytes_give_findings_and_never_an_exception(data, naam):
    assert lees(data, naam).bevindingen


class TestUpload:
    def upload(self, client, naam, data, capture):
        form = {"halfjaar": "2026-1", "bestand": SimpleUploadedFile(naam, data)}
        with capture(execute=True):
            return client.post(reverse("voorraad:nieuw"), form)

    def test_sheets_one_after_the_other_become_one_delivery(self, als, django_capture_on_commit_callbacks):
        client = als("corporatie", "omnia-wonen")
        for naam, data in (alle_koppen() | {"Toewijzingen.csv": f"{KOP}\n{RIJ}".encode()}).items():
            self.upload(client, naam, data, django_capture_on_commit_callbacks)
        levering = Levering.objects.latest("versie")
        assert (levering.versie, levering.bestandsnaam, levering.verwerking) == (
            4,
            csvbundel.NAAM,
            Verwerking.GECONTROLEERD,
        )
        assert levering.bevindingen.filter(niveau="fout").count() == 0
        with levering.bestand.open() as file:
            assert zipfile.ZipFile(file).read("Toewijzingen.csv") == f"{KOP}\n{RIJ}".encode()
        assert Toewijzing.objects.filter(levering=levering).count() == 1

    def test_same_sheet_twice_is_recognised(self, als, django_capture_on_commit_callbacks):
        client = als("corporatie", "omnia-wonen")
        self.upload(client, "Voorraad.csv", b"buurtcode", django_capture_on_commit_callbacks)
        self.upload(client, "Mutaties.csv", b"soort", django_capture_on_commit_callbacks)
        self.upload(client, "Mutaties.csv", b"soort", django_capture_on_commit_callbacks)
        assert [levering.versie for levering in Levering.objects.order_by("versie")] == [1, 2]

    def test_file_of_a_sheet_that_was_there_under_another_name_takes_its_place(
        self, als, django_capture_on_commit_callbacks
    ):
        client = als("corporatie", "omnia-wonen")
        rows = {"toewijzingen.csv": RIJ, "toewijzingen v2.csv": RIJ.replace(";3", ";4")}
        files = alle_koppen() | {naam: f"{KOP}\n{rij}".encode() for naam, rij in rows.items()}
        for naam, data in files.items():
            self.upload(client, naam, data, django_capture_on_commit_callbacks)
        levering = Levering.objects.latest("versie")
        assert list(levering.bevindingen.all()) == []
        assert [rij.aantal for rij in Toewijzing.objects.filter(levering=levering)] == [4]

    @pytest.mark.parametrize("spoil", [b"PK\x03\x04", b"", b"geen zip"])
    def test_csv_beside_something_spoilt_stands_by_itself(self, als, django_capture_on_commit_callbacks, spoil):
        client = als("corporatie", "omnia-wonen")
        maak_levering(data=spoil, bestandsnaam="alles.zip")
        self.upload(client, "Mutaties.csv", b"soort", django_capture_on_commit_callbacks)
        assert Levering.objects.latest("versie").bestandsnaam == "Mutaties.csv"

    def test_csv_beside_a_damaged_zip_stands_by_itself(self, als, django_capture_on_commit_callbacks):
        whole = bytearray(csvbundel.samen({"Voorraad.csv": b"buurtcode;aantal\n" * 500}))
        whole[60:70] = b"\xff" * 10  # within the packed bytes
        maak_levering(data=bytes(whole), bestandsnaam="alles.zip")
        client = als("corporatie", "omnia-wonen")
        self.upload(client, "Mutaties.csv", b"soort", django_capture_on_commit_callbacks)
        assert Levering.objects.latest("versie").bestandsnaam == "Mutaties.csv"

    def test_bundle_that_unpacks_to_too_much_is_refused_with_a_way_out(
        self, als, django_capture_on_commit_callbacks, settings
    ):
        settings.MAX_UPLOAD_MB = 1
        maak_levering(data=csvbundel.samen({"Voorraad.csv": b"\0" * (5 << 20)}), bestandsnaam="alles.zip")
        client = als("corporatie", "omnia-wonen")
        page = self.upload(client, "Mutaties.csv", b"soort", django_capture_on_commit_callbacks)
        assert "groter dan 4 MB" in page.content.decode()
        assert Levering.objects.count() == 1

    def test_export_uploads_again_unchanged(self, als, django_capture_on_commit_callbacks):
        wijk = Wijk.objects.get(code="WK030710", editie=2025)
        levering = maak_levering()
        texts = ["=1+1", "+31 6", "-", "@naam", "'t Hof", 'met "tekens"; en\tmeer', "gewoon"]
        for nummer, text in enumerate(texts, 2):
            Mutatie.objects.create(
                levering=levering, rijnummer=nummer, wijk=wijk, soort="splitsen", segment="sociale-huur",
                aantal=-nummer, toelichting=text,
            )  # fmt: skip
        client = als("corporatie", "omnia-wonen")
        response = client.get(reverse("voorraad:export-csv", args=[levering.pk]))
        assert response["Content-Type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            lines = archive.read("Mutaties.csv").decode("utf-8-sig").splitlines()
        assert [line.rsplit(";", 1)[-1][0] for line in lines[1:4]] == ["'", "'", "'"]
        outcome = lees(response.content, "export.zip")
        assert [rij.toelichting for rij in rijen_van(outcome, Mutatie)] == [" ".join(text.split()) for text in texts]
        assert [rij.aantal for rij in rijen_van(outcome, Mutatie)] == [-nummer for nummer in range(2, 9)]

    def test_kind_of_file_that_we_do_not_read_is_refused_with_a_way_out(self, als, django_capture_on_commit_callbacks):
        client = als("corporatie", "omnia-wonen")
        for naam, words in (("a.xlsm", "Macro’s voeren we nooit uit."), ("a.ods", "Excel-werkmap (.xlsx)")):
            page = self.upload(client, naam, b"x", django_capture_on_commit_callbacks).content.decode()
            assert words in page
        assert Levering.objects.count() == 0


def test_bundle_of_the_same_files_is_the_same():
    files = {"b.csv": b"2", "a.csv": b"1"}
    assert csvbundel.samen(files) == csvbundel.samen(dict(reversed(files.items())))


def test_files_of_all_sheets_as_a_spreadsheet_program_writes_them_are_told_apart_by_their_names():
    """‘cijfers-Codes.csv’ has most heads of Voorraad, and comes first."""
    codes = b"segment;prijscategorie;woningtype;energielabel\nsociale-huur;goedkoop;appartement;a\n"
    files = {f"cijfers-{naam}": data for naam, data in alle_koppen().items()}
    files |= {"cijfers-Toewijzingen.csv": f"{KOP}\n{RIJ}".encode(), "cijfers-Codes.csv": codes}
    files |= {"cijfers-Uitleg.csv": b"Partijcode;omnia-wonen\n"}
    outcome = lees(csvbundel.samen(files), "cijfers.zip")
    assert outcome.bevindingen == []
    assert gezien(outcome) == [("WK030710", "gezin", 3)]


def test_two_files_of_one_sheet_are_asked_about():
    files = {"toewijzingen januari.csv": f"{KOP}\n{RIJ}".encode(), "toewijzingen mei.csv": f"{KOP}\n{RIJ}".encode()}
    outcome = lees(csvbundel.samen(alle_koppen() | files), "cijfers.zip")
    found = [(each.soort, each.blad, each.gevonden) for each in outcome.bevindingen]
    assert found == [("dubbel-blad", "Toewijzingen", "«toewijzingen januari» en «toewijzingen mei»")]
