"""Evidence: what a file is, its content says; it is kept byte for byte and served as a download."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier.bewijs import add_file, add_link, kind_of, take_away
from acties.models import Bewijsstuk
from basis.models import Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db
URL = "/acties/2027/1/bewijs/"
PDF = b"%PDF-1.7\n% verslag"


def package(*names: str) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


class TestKindOf:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (PDF, "pdf"),
            (b"\x89PNG\r\n\x1a\n....", "png"),
            (b"\xff\xd8\xff\xe0....", "jpg"),
            (package("[Content_Types].xml", "word/document.xml"), "docx"),
            (package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ],
    )
    def test_content_says_what_it_is(self, data, kind):
        assert kind_of(data) == kind

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"<html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"MZ\x90\x00",
            b"PK\x03\x04 kapot",
            package("readme.txt"),
            package("ppt/presentation.xml"),
            b" %PDF-1.7",  # something stands before it
        ],
    )
    def test_anything_else_is_refused(self, data):
        with pytest.raises(ValidationError, match="Dit bestand kunnen we niet bewaren"):
            kind_of(data)

    @pytest.mark.parametrize("part", ["word/vbaProject.bin", "xl/VBAPROJECT.BIN"])
    def test_macros_are_refused(self, part):
        with pytest.raises(ValidationError, match="macro’s"):
            kind_of(package("word/document.xml", "xl/workbook.xml", part))


class TestStore:
    def test_file_is_kept_byte_for_byte_under_a_name_that_fits(self, gebruiker):
        actie, by = maak_actie(1), gebruiker("medewerker", first_name="Mieke", last_name="Stad")
        made = add_file(actie, by=by, titel="Verslag", data=PDF, naam="../../verslag.html")
        with made.bestand.open() as kept:
            assert kept.read() == PDF
        assert (made.bestandsnaam, made.soort, made.grootte) == ("verslag.pdf", "pdf", len(PDF))
        assert made.bestand.name.startswith("bewijs/")
        assert (made.door_naam, made.door_partij) == ("Mieke Stad", "Gemeente Amersfoort")
        assert Wijziging.objects.over(actie).get().naar == "Verslag"

    def test_same_file_or_link_twice_is_one(self, gebruiker):
        actie, by = maak_actie(1), gebruiker("medewerker")
        files = [add_file(actie, by=by, titel="Verslag", data=PDF, naam="a.pdf") for _ in range(2)]
        links = [add_link(actie, by=by, titel="Pagina", link="https://voorbeeld.nl/") for _ in range(2)]
        assert files[0] == files[1]
        assert links[0] == links[1]
        assert actie.bewijsstukken.count() == 2

    def test_what_is_taken_away_is_no_longer_shown_or_served(self, als, gebruiker):
        actie = maak_actie(1)
        made = add_file(actie, by=gebruiker("medewerker"), titel="Verslag", data=PDF, naam="a.pdf")
        take_away(made, by=gebruiker("medewerker"), waarom="Verkeerd stuk.")
        client = als("medewerker")
        assertNotContains(client.get(actie.get_absolute_url()), "Verslag")
        assert client.get(f"/acties/bewijs/{made.pk}/").status_code == 404
        assert Wijziging.objects.over(actie).first().waarom == "Verkeerd stuk."


class TestPages:
    def test_upload_comes_back_as_a_download(self, als):
        actie, client = maak_actie(1), als("medewerker")
        file = SimpleUploadedFile("Verslag juni.PDF", PDF, content_type="text/html")
        assertRedirects(client.post(URL, {"titel": "Verslag <b>", "bestand": file}), actie.get_absolute_url())
        made = Bewijsstuk.objects.get()
        assertContains(client.get(actie.get_absolute_url()), "Verslag &lt;b&gt;")
        response = als("huurdersorganisatie").get(f"/acties/bewijs/{made.pk}/")
        assert b"".join(response) == PDF
        assert response["Content-Disposition"] == 'attachment; filename="Verslag juni.pdf"'
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")

    def test_link_stands_at_the_action(self, als):
        actie, client = maak_actie(1), als("medewerker")
        client.post(URL, {"titel": "Pagina", "link": "voorbeeld.nl/stuk"})
        assertContains(client.get(actie.get_absolute_url()), 'href="https://voorbeeld.nl/stuk"')

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({}, "Kies een bestand of vul een link in: een van beide."),
            ({"bestand": PDF, "link": "https://voorbeeld.nl"}, "Kies een bestand of vul een link in: een van beide."),
            ({"bestand": b"<html>"}, "Dit bestand kunnen we niet bewaren: de inhoud is iets anders."),
            ({"bestand": b""}, "Dit bestand is leeg (0 bytes)."),
            ({"bestand": PDF + b" " * (40 << 20)}, "Dit bestand is 40,0 MB; er past hooguit 10 MB."),
            ({"link": "javascript:alert(1)"}, "Dit is geen adres van een webpagina."),
            ({"link": "ftp://voorbeeld.nl/x"}, "Dit is geen adres van een webpagina."),
            ({"link": "https://mees:geheim@voorbeeld.nl/"}, "In dit adres staat een naam of wachtwoord."),
        ],
    )
    def test_what_cannot_be_kept_is_told(self, als, typed, told):
        maak_actie(1)
        files = {name: SimpleUploadedFile("a.pdf", data) for name, data in typed.items() if name == "bestand"}
        page = als("medewerker").post(URL, {"titel": "Verslag"} | typed | files)
        assertContains(page, told, status_code=422)
        assertContains(page, 'value="Verslag"', status_code=422)
        assert not Bewijsstuk.objects.exists()

    def test_file_that_left_the_storage_is_told(self, als, gebruiker):
        actie = maak_actie(1)
        made = add_file(actie, by=gebruiker("medewerker"), titel="Verslag", data=PDF, naam="a.pdf")
        made.bestand.storage.delete(made.bestand.name)
        page = als("bo-lid").get(f"/acties/bewijs/{made.pk}/", follow=True)
        assertContains(page, "Dit bestand staat niet meer in de opslag.")
