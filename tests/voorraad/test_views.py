"""The pages of deliveries, as each role meets them, and everything that people upload by accident."""

import datetime
import io
from urllib.parse import urlencode

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from tests.factories.voorraad import maak_bevinding, maak_levering
from voorraad import sjabloon, workbook
from voorraad.forms import XLSX
from voorraad.models import Levering, Mutatie, Niveau, Project, Status, Toewijzing, Verwerking, Voorraadstand

pytestmark = pytest.mark.django_db
NIEUW = "/leveringen/nieuw/"


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12), tick=False):
        yield


def werkmap(partij="omnia-wonen", halfjaar="2026-1", spoil=lambda book: None, mutatie=True):
    """A small but whole delivery, as our own template writes it, after `spoil` had its way with it."""
    wijk = Wijk.objects.get(code="WK030710")
    homes = {"prijscategorie": "betaalbaar-laag", "woningtype": "appartement", "energielabel": "b", "geschikt": "nee"}
    plan = {"initiatiefnemer": "corporatie", "eigenaar": "corporatie", "soort": "nieuwbouw", "segment": "sociale-huur"}
    half = Halfjaar.parse(halfjaar)
    rijen = {
        Voorraadstand: [Voorraadstand(wijk=wijk, segment="sociale-huur", aantal=1240, **homes)],
        Mutatie: [Mutatie(wijk=wijk, soort="nieuwbouw", segment="sociale-huur", project="E01", aantal=38)]
        if mutatie
        else [],
        Project: [
            Project(wijk=wijk, projectcode="E01", naam="Zielhorst Hof", aantal=38, planstatus="1a", hardheid="hard",
                    verwacht_halfjaar=half, gerealiseerd_halfjaar=half, **plan),
        ],
        Toewijzing: [Toewijzing(wijk=wijk, doelgroep="gezin", prijscategorie="betaalbaar-laag", aantal=7)],
    }  # fmt: skip
    data = sjabloon.template(Partij.objects.get(code=partij), half, rijen)
    book = openpyxl.load_workbook(io.BytesIO(data))
    if spoil(book) is False:
        return data
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def unspoilt(book):
    return False


@pytest.fixture
def upload(django_capture_on_commit_callbacks):
    """upload(client, data) → the response; the check has run, as it would without a broker."""

    def post(client, data, naam="cijfers.xlsx", halfjaar="2026-1", follow=False):
        form = {"halfjaar": halfjaar, "bestand": SimpleUploadedFile(naam, data, XLSX)}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(NIEUW, form)
        return client.get(response.url) if follow else response

    return post


def url(naam, levering):
    return reverse(f"voorraad:{naam}", args=[levering.pk])


class TestRound:
    def test_round_from_upload_to_accepted(self, client, gebruiker, upload, django_capture_on_commit_callbacks):
        client.force_login(gebruiker("corporatie", "omnia-wonen"))
        response = upload(client, werkmap(mutatie=False))
        levering = Levering.objects.get()
        assertRedirects(response, levering.get_absolute_url())
        page = client.get(levering.get_absolute_url())
        assertContains(page, "Er is 1 waarschuwing zonder uitleg.")
        assertContains(page, "E01")

        warning = levering.bevindingen.get()
        answer = {f"uitleg-{warning.pk}": "De oplevering schoof een week op."}
        response = client.post(url("uitleg", levering), answer, follow=True)
        assertContains(response, "Alles is uitgelegd: u kunt nu indienen.")
        assertContains(response, "Wat verandert er op de dashboards?")
        response = client.post(url("indienen", levering), follow=True)
        assertContains(response, "Ingediend. Dank u wel!")

        client.force_login(gebruiker("medewerker"))
        assertContains(client.get(levering.get_absolute_url()), "De oplevering schoof een week op.")
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url("vaststellen", levering), follow=True)
        assertContains(response, "Deze cijfers tellen mee op de dashboards.")
        levering.refresh_from_db()
        assert levering.status == Status.VASTGESTELD

    def test_send_back_shows_the_question_to_the_party(self, client, gebruiker):
        levering = maak_levering(status=Status.INGEDIEND)
        client.force_login(gebruiker("medewerker"))
        client.post(url("terugsturen", levering), {"reden": "Waar is de sloop in Liendert?"})
        client.force_login(gebruiker("corporatie", "omnia-wonen"))
        page = client.get(levering.get_absolute_url())
        assertContains(page, "Waar is de sloop in Liendert?")

    def test_send_back_without_a_reason_asks_for_one(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        page = als("medewerker").post(url("terugsturen", levering), {"reden": ""})
        assertContains(page, "Schrijf erbij waarom u de levering terugstuurt.")
        assert Levering.objects.get().status == Status.INGEDIEND

    def test_accept_what_a_colleague_just_accepted_says_so(self, als):
        levering = maak_levering(status=Status.VASTGESTELD)
        page = als("medewerker").post(url("vaststellen", levering), follow=True)
        assertContains(page, "Deze levering is intussen vastgesteld; er is niets gewijzigd.")

    def test_explanation_that_is_too_long_keeps_what_was_typed(self, als):
        levering = maak_levering()
        warning = maak_bevinding(levering)
        page = als("corporatie").post(url("uitleg", levering), {f"uitleg-{warning.pk}": "lang " * 500})
        assertContains(page, "lang " * 499)
        assert levering.bevindingen.get().toelichting == ""

    def test_explanations_are_kept_without_handing_in(self, als):
        levering = maak_levering()
        first, second = maak_bevinding(levering), maak_bevinding(levering)
        answer = {f"uitleg-{first.pk}": "Samengevoegd.", f"uitleg-{second.pk}": ""}
        page = als("corporatie").post(url("uitleg", levering), answer, follow=True)
        assertContains(page, "Uitleg bewaard bij 1 waarschuwing.")
        assertContains(page, "Er is 1 waarschuwing zonder uitleg.")
        assert Levering.objects.get().status == Status.CONCEPT


class TestBadInput:
    """Each: a clear Dutch message, file and status kept, nothing half stored."""

    @pytest.mark.parametrize(
        ("naam", "data", "message"),
        [
            ("cijfers.xlsx", b"", "Dit bestand is leeg (0 bytes)"),
            ("cijfers.pdf", b"%PDF-1.7", "Dit is een .pdf; we lezen .xlsx, .csv en .zip"),
            (".xlsx", b"x", "we lezen .xlsx, .csv en .zip"),
        ],
    )
    def test_form_refuses_and_keeps_the_half_year(self, als, upload, naam, data, message):
        page = upload(als("corporatie"), data, naam, "2026-2")
        assertContains(page, message)
        assertContains(page, '<option value="2026-2" selected>')
        assert Levering.objects.count() == 0

    def test_form_without_a_file(self, als):
        page = als("corporatie").post(NIEUW, {"halfjaar": "2026-1"})
        assertContains(page, "Kies het bestand dat u wilt aanleveren.")

    def test_form_with_text_instead_of_a_file(self, als):
        page = als("corporatie").post(NIEUW, {"halfjaar": "2026-1", "bestand": "cijfers.xlsx"})
        assertContains(page, "Kies het bestand dat u wilt aanleveren.")

    def test_form_with_too_large_a_file(self, als, upload, settings):
        settings.MAX_UPLOAD_MB = 1
        page = upload(als("corporatie"), b"x" * (1 << 20) + b"x")
        assertContains(page, "Dit bestand is groter dan 1 MB.")

    @pytest.mark.parametrize("halfjaar", ["", "2027-1", "2025-2", "onzin"])
    def test_form_with_another_half_year(self, als, upload, halfjaar):
        assert upload(als("corporatie"), b"x", halfjaar=halfjaar).context["form"].errors["halfjaar"]
        assert Levering.objects.count() == 0

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (b"geen werkmap", "een bestand dat geen Excel-werkmap is"),
            (b"PK\x03\x04 en dan niets", "een beschadigd of afgebroken bestand"),
        ],
    )
    def test_file_that_is_no_workbook_is_kept_with_its_finding(self, als, upload, data, found):
        client = als("corporatie")
        page = upload(client, data, follow=True)
        assertContains(page, found)
        assertContains(page, "Er is 1 fout gevonden.")
        levering = Levering.objects.get()
        assert (levering.status, levering.verwerking) == (Status.CONCEPT, Verwerking.GECONTROLEERD)
        assert b"".join(client.get(url("bestand", levering)).streaming_content) == data

    @pytest.mark.parametrize(
        ("spoil", "kind"),
        [
            (lambda book: book.remove(book["Projecten"]), "blad-ontbreekt"),
            (lambda book: book["Voorraad"].__setitem__("G1", "hoeveelheid"), "kolom-ontbreekt"),
            (lambda book: book["Voorraad"].__setitem__("G2", "veel"), None),
            (lambda book: book["Voorraad"].__setitem__("G2", -5), None),
            (lambda book: book["Voorraad"].__setitem__("B2", "socail"), None),
            (lambda book: book["Voorraad"].append([cell.value for cell in book["Voorraad"][2]]), "dubbele-rij"),
        ],
    )
    def test_workbook_with_an_error_stores_no_row(self, als, upload, spoil, kind):
        client = als("corporatie")
        page = upload(client, werkmap(spoil=spoil), follow=True)
        levering = Levering.objects.get()
        assert levering.bevindingen.filter(niveau=Niveau.FOUT).exists()
        assert kind is None or kind in levering.bevindingen.values_list("soort", flat=True)
        assert Voorraadstand.objects.count() == 0
        assertContains(page, "om te verbeteren")
        assertNotContains(page, ">Indienen</button>")
        client.post(url("indienen", levering))
        levering.refresh_from_db()
        assert levering.status == Status.CONCEPT

    @pytest.mark.parametrize(
        ("partij", "halfjaar", "expected"),
        [("portaal", "2026-1", "het sjabloon van Omnia Wonen"), ("omnia-wonen", "2026-2", "het sjabloon over 2026-1")],
    )
    def test_workbook_of_another_party_or_half_year(self, als, upload, partij, halfjaar, expected):
        assertContains(upload(als("corporatie"), werkmap(partij, halfjaar), follow=True), expected)

    @pytest.mark.parametrize("naam", ["../../cijfers.xlsx", "‮raar.xlsx", "é" * 250 + ".xlsx", "a;b='c'.xlsx"])
    def test_strange_file_name_comes_back_as_a_safe_one(self, als, upload, naam):
        client = als("corporatie")
        upload(client, b"x", naam)
        response = client.get(url("bestand", Levering.objects.get()))
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert b"".join(response.streaming_content) == b"x"

    def test_same_file_again_leads_to_the_one_that_is_there(self, als, upload):
        client = als("corporatie")
        upload(client, b"x")
        page = upload(client, b"x", follow=True)
        assertContains(page, "precies dit bestand al aangeleverd")
        assert Levering.objects.count() == 1

    def test_upload_while_the_municipality_has_it_leads_there(self, als, upload):
        levering = maak_levering(status=Status.INGEDIEND)
        response = upload(als("corporatie"), b"x")
        assertRedirects(response, levering.get_absolute_url())
        assert Levering.objects.count() == 1


class TestFiles:
    def test_bestand_is_the_original_byte_for_byte(self, als, upload):
        client, data = als("corporatie"), werkmap(spoil=unspoilt)
        upload(client, data)
        response = client.get(url("bestand", Levering.objects.get()))
        assert b"".join(response.streaming_content) == data
        assert response["Content-Disposition"] == 'attachment; filename="cijfers.xlsx"'
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_bestand_that_is_gone_from_the_disk_says_so(self, als):
        levering = maak_levering()
        levering.bestand.storage.delete(levering.bestand.name)
        page = als("corporatie").get(url("bestand", levering), follow=True)
        assertContains(page, "staat niet meer in de opslag")

    def test_export_can_be_uploaded_again_unchanged(self, als, upload):
        client = als("corporatie")
        upload(client, werkmap())
        first = Levering.objects.get()
        data = client.get(url("export", first)).content
        upload(client, data)
        second = Levering.objects.get(versie=2)
        for model in (Voorraadstand, Mutatie, Project, Toewijzing):
            fields = [field.name for field in model._meta.fields if field.name not in ("id", "levering")]
            rows = [list(model.objects.filter(levering=one).values(*fields)) for one in (first, second)]
            assert rows[0] == rows[1] != []

    def test_sjabloon_is_stamped_with_party_and_half_year(self, als):
        response = als("corporatie", "portaal").get("/leveringen/sjabloon/2026-2/")
        stamp = workbook.read(response.content).stempel
        assert (stamp.partij, stamp.halfjaar) == ("portaal", "2026-2")
        assert response["Content-Disposition"] == 'attachment; filename="sjabloon-portaal-2026-2.xlsx"'

    @pytest.mark.parametrize("halfjaar", ["2027-1", "2025-2", "onzin"])
    def test_sjabloon_of_another_half_year_is_not_there(self, als, halfjaar):
        assert als("corporatie").get(f"/leveringen/sjabloon/{halfjaar}/").status_code == 404


class TestDetail:
    def test_detail_refreshes_itself_while_the_check_runs(self, als):
        levering = maak_levering(verwerking=Verwerking.WACHT)
        page = als("corporatie").get(levering.get_absolute_url())
        assertContains(page, "We controleren het bestand")
        assert page["Refresh"] == "3"

    def test_detail_of_a_failed_check_says_what_to_do(self, als, django_capture_on_commit_callbacks):
        levering = maak_levering(data=b"x", verwerking=Verwerking.MISLUKT, reden="De controle stopte.")
        client = als("corporatie")
        page = client.get(levering.get_absolute_url())
        assertContains(page, "De controle stopte.")
        assertContains(page, "Opnieuw controleren")
        assert "Refresh" not in page
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("opnieuw-controleren", levering))
        levering.refresh_from_db()
        assert levering.verwerking == Verwerking.GECONTROLEERD

    def test_detail_puts_the_same_error_on_one_line(self, als):
        levering = maak_levering()
        for rij in (3, 4, 5, 9):
            maak_bevinding(levering, Niveau.FOUT, rij=rij, gevonden="zz")
        page = als("corporatie").get(levering.get_absolute_url())
        assertContains(page, "4 fouten om te verbeteren")
        assertContains(page, "3–5, 9")

    def test_detail_pages_more_than_200_warnings(self, als):
        levering = maak_levering()
        for rij in range(2, 203):
            maak_bevinding(levering, rij=rij)
        client = als("corporatie")
        assert len(client.get(levering.get_absolute_url()).context["uitleg"].waarschuwingen) == 200
        second = f"{levering.get_absolute_url()}?w-page=2"
        form = client.get(second).context["uitleg"]
        assert [warning.rij for warning in form.waarschuwingen] == [202]
        answer = {f"uitleg-{form.waarschuwingen[0].pk}": "Klopt."}
        response = client.post(f"{url('uitleg', levering)}?{urlencode({'w-page': 2})}", answer)
        assert response.url == f"{second}#waarschuwingen"
        assert levering.bevindingen.exclude(toelichting="").count() == 1

    def test_detail_counts_also_what_is_on_no_line(self, als):
        levering = maak_levering()
        for niveau in (Niveau.FOUT, Niveau.WAARSCHUWING):
            maak_bevinding(levering, niveau, soort="leeg")
            maak_bevinding(levering, niveau, soort="leeg", gevonden="nog 1.300 keer op dit blad", aantal=1300)
        page = als("corporatie").get(levering.get_absolute_url())
        assertContains(page, "Er zijn 1.301 fouten gevonden.")
        assertContains(page, "1.301 fouten om te verbeteren")
        assertContains(page, '<h3>Lege cellen <span class="stil">(1.301)</span></h3>', html=True)
        assertContains(page, "nog 1.300 keer op dit blad")
        assertContains(page, "De rest staat samen op één regel, en daar is één uitleg genoeg.")

    def test_detail_shows_totals_per_sheet(self, als, upload):
        client = als("corporatie")
        page = upload(client, werkmap(), follow=True)
        assertContains(page, "1.240")
        telling = {blad.blad: (blad.rijen, blad.delen) for blad in page.context["telling"]}
        assert telling == {
            "Voorraad": (1, [("sociale huur", 1240)]),
            "Mutaties": (1, [("nieuwbouw", 38)]),
            "Projecten": (1, [("nieuwbouw", 38)]),
            "Toewijzingen": (1, [("gezin", 7)]),
        }

    @pytest.mark.parametrize("rol", ["huurdersorganisatie", "bo-lid"])
    def test_detail_for_others_shows_no_file_findings_or_counts_per_group(self, als, rol):
        levering = maak_levering(status=Status.VASTGESTELD)
        maak_bevinding(levering, toelichting="geheime uitleg")
        wijk = Wijk.objects.get(code="WK030710")
        Toewijzing.objects.create(levering=levering, rijnummer=2, wijk=wijk, doelgroep="gezin", aantal=3)
        page = als(rol).get(levering.get_absolute_url())
        assertContains(page, "Toewijzingen")
        for hidden in ("geheime uitleg", levering.sha256, "Geschiedenis", "Exporteer", "gezin"):
            assertNotContains(page, hidden)

    @pytest.mark.parametrize(("rol", "partij"), [("corporatie", "portaal"), ("huurdersorganisatie", None)])
    @pytest.mark.parametrize("naam", ["detail", "bestand", "export"])
    def test_what_one_may_not_see_is_not_there(self, als, rol, partij, naam):
        assert als(rol, partij).get(url(naam, maak_levering())).status_code == 404

    @pytest.mark.parametrize("naam", ["bestand", "export"])
    def test_file_of_an_accepted_delivery_stays_with_its_party(self, als, naam):
        levering = maak_levering(status=Status.VASTGESTELD)
        assert als("corporatie", "portaal").get(url(naam, levering)).status_code == 404

    @pytest.mark.parametrize("naam", ["indienen", "uitleg", "opnieuw-controleren", "vaststellen", "terugsturen"])
    def test_deed_of_another_is_not_there(self, als, naam):
        levering = maak_levering(status=Status.VASTGESTELD)
        assert als("corporatie", "portaal").post(url(naam, levering)).status_code == 404

    def test_corporation_cannot_accept_its_own(self, als):
        levering = maak_levering(status=Status.INGEDIEND)
        assert als("corporatie", "omnia-wonen").post(url("vaststellen", levering)).status_code == 404
        assert Levering.objects.get().status == Status.INGEDIEND
