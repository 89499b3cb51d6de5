"""A data officer delivers an export of a sector system: from the upload to accepted figures, on the pages.

Such systems speak VERA, the open data standard of the sector.
"""

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.voorraad import maak_werkmap
from voorraad.forms import XLSX
from voorraad.models import Levering, Mutatie, Niveau, Project, Status, Toewijzing, Voorraadstand

pytestmark = pytest.mark.django_db
KOPPEN = {
    "Voorraad": ("buurtcode", "segment", "prijscategorie", "woningtype", "energielabel", "geschikt voor ouderen",
                 "aantal"),
    "Mutaties": ("buurtcode", "soort", "segment", "naar segment", "project", "DAEB-koop", "aantal"),
    "Projecten": ("projectcode", "naam", "buurtcode", "initiatiefnemer", "eigenaar na oplevering", "soort", "segment",
                  "aantal", "planstatus", "hardheid", "verwacht halfjaar", "gerealiseerd halfjaar"),
    "Toewijzingen": ("buurtcode", "doelgroep", "inkomen boven grens", "prijscategorie", "gem. wachttijd uitstroom",
                     "aantal"),
}  # fmt: skip
# with and without their list, in capitals or not, as codes or as the names of VERA
EXPORT = {
    "Voorraad": [
        ("WK030710", "DAE", "GOE", "GAL", "APP", "ZON", 400),
        ("wk 030710", "MAATSCHAPPELIJKLABEL.DAE", "huurklasse.duu", "Hoekwoning", "A++++", "NUL", "1.120"),
        ("Liendert", "DAEB", "DUU", "KAM", "B", "WOONVORM.GEC", 60),
        ("WK030704", "NDA", "BOV", "POF", "A", "ROL", 30),
        ("WK030704", "DAE", "BET", "tus", "C", "GNV", 210),
    ],
    "Mutaties": [
        ("WK030710", "NIE", "DAE", None, "E01", "N", 38),
        ("WK030704", "AAN", "DAE", None, None, "N", 4),
        ("WK030710", "VAH", "DAE", "sociale-koop", None, "J", 2),
        ("WK030710", "VOV", "DAE", "betaalbare-koop", None, "N", 3),
        ("WK030704", "UITEXPLOITATIEREDEN.SLO", "DAE", None, None, None, 12),
        ("WK030704", "SAM", "DAE", None, None, None, 2),
    ],
    "Projecten": [
        ("E01", "Zielhorst Hof", "WK030710", "corporatie", "corporatie", "NIU", "DAE", 38, "1A", "hard", "2026-1",
         "2026-1"),
        ("E02", "Hof van Holland", "WK030704", "corporatie", "corporatie", "SLN", "DAE", 24, "in voorbereiding",
         "zacht", "2028-2", None),
    ],
    "Toewijzingen": [
        ("WK030710", "GEZ", "N", "GOE", None, 9),
        ("WK030710", "STA", "N", "GOE", None, 6),
        ("WK030710", "VOORRANGDETAILSOORT.STA", "N", "DUU", None, 4),
        ("WK030704", "UIT", "N", "DUU", None, 3),
        ("WK030704", "Medisch", "J", "DUU", None, 2),
        ("WK030704", "SEN", "J", "GOE", None, 5),
    ],
}  # fmt: skip
# what the findings ask, and what the officer puts in its place
VERBETERD = {
    ("Voorraad", "segment", "NDA"): "middenhuur",
    ("Voorraad", "prijscategorie", "BOV"): "middenhuur",
    ("Voorraad", "prijscategorie", "BET"): "betaalbaar-laag",
    ("Mutaties", "soort", "VOV"): "UITEXPLOITATIEREDEN.VOV",
    ("Mutaties", "soort", "SAM"): "splitsen",
    ("Projecten", "soort", "SLN"): "sloop",
    ("Toewijzingen", "doelgroep", "STA"): "DOELGROEP.STA",
}
BEDOELD = [
    "bedoelt u «jongere» (starter, VERA-lijst DOELGROEP) of «statushouder» (met een verblijfsstatus, VERA-lijst "
    "VOORRANGDETAILSOORT)?",
    "bedoelt u «middenhuur» (huur tot en met de middenhuurgrens) of «vrije-sector-huur» (huur boven de "
    "middenhuurgrens)?",
    "bedoelt u «splitsen» (samengevoegd: wat verdween met een min)?",
]


@pytest.fixture(autouse=True)
def _august():
    with time_machine.travel(datetime.datetime(2026, 8, 3, 9), tick=False):
        yield


@pytest.fixture
def lever(client, django_capture_on_commit_callbacks):
    """lever(workbook) → the page that the upload leads to, after its check."""

    def post(data):
        form = {"halfjaar": "2026-1", "bestand": SimpleUploadedFile("export vastgoed.xlsx", data, XLSX)}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/leveringen/nieuw/", form)
        return client.get(response.url)

    return post


def export() -> bytes:
    return maak_werkmap(
        {naam: [dict(zip(KOPPEN[naam], rij, strict=True)) for rij in rijen] for naam, rijen in EXPORT.items()}
    )


def verbeterd(data: bytes, fouten) -> bytes:
    """The workbook as the officer mends it: at each cell that was pointed out, and nowhere else."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for fout in fouten:
        sheet = book[fout.blad]
        heads = {cell.value: cell.column for cell in sheet[1]}
        cell = sheet.cell(fout.rij, heads[fout.kolom])
        assert str(cell.value) == fout.gevonden
        cell.value = VERBETERD[fout.blad, fout.kolom, fout.gevonden]
        if fout.gevonden == "SAM":
            sheet.cell(fout.rij, heads["aantal"]).value = -2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rijen(model, *velden):
    return list(model.objects.order_by("rijnummer").values_list("wijk__code", *velden, "aantal"))


def test_export_in_vera_codes_goes_from_upload_to_accepted(
    client, gebruiker, lever, django_capture_on_commit_callbacks
):
    client.force_login(gebruiker("corporatie", "omnia-wonen"))
    page = lever(export())
    first = Levering.objects.get()
    fouten = list(first.bevindingen.filter(niveau=Niveau.FOUT))
    assert {(fout.blad, fout.kolom, fout.gevonden) for fout in fouten} == VERBETERD.keys()
    assert {fout.soort for fout in fouten} == {"code-dubbelzinnig"}
    assertContains(page, "Codes die meer kunnen betekenen")
    for question in BEDOELD:
        assertContains(page, question)

    page = lever(verbeterd(export(), fouten))
    second = Levering.objects.get(status=Status.CONCEPT)
    assertNotContains(page, "om te verbeteren")
    [warning] = second.bevindingen.filter(niveau=Niveau.WAARSCHUWING)
    assert (warning.soort, warning.blad, warning.rij) == ("wachttijd-ontbreekt", "Toewijzingen", 5)
    client.post(f"/leveringen/{second.pk}/uitleg/", {f"uitleg-{warning.pk}": "De instelling geeft dit niet door."})
    assertContains(client.post(f"/leveringen/{second.pk}/indienen/", follow=True), "Ingediend. Dank u wel!")

    client.force_login(gebruiker("medewerker"))
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"/leveringen/{second.pk}/vaststellen/", follow=True)
    assertContains(page, "Deze cijfers tellen mee op de dashboards.")
    assert rijen(Voorraadstand, "segment", "prijscategorie", "woningtype", "energielabel", "geschikt") == [
        ("WK030710", "sociale-huur", "goedkoop", "appartement", "a2plus", "nee", 400),
        ("WK030710", "sociale-huur", "bereikbaar", "eengezinswoning", "a4plus", "nultreden", 1120),
        ("WK030710", "sociale-huur", "bereikbaar", "studio-of-kamer", "b", "geclusterd", 60),
        ("WK030704", "middenhuur", "middenhuur", "appartement", "a", "nultreden", 30),
        ("WK030704", "sociale-huur", "betaalbaar-laag", "eengezinswoning", "c", "nee", 210),
    ]
    assert rijen(Mutatie, "soort", "segment", "naar_segment", "project", "daeb_koop") == [
        ("WK030710", "nieuwbouw", "sociale-huur", "", "E01", False, 38),
        ("WK030704", "aankoop", "sociale-huur", "", "", False, 4),
        ("WK030710", "verkoop", "sociale-huur", "sociale-koop", "", True, 2),
        ("WK030710", "verkoop", "sociale-huur", "betaalbare-koop", "", False, 3),
        ("WK030704", "sloop", "sociale-huur", "", "", False, 12),
        ("WK030704", "splitsen", "sociale-huur", "", "", False, -2),
    ]
    assert rijen(Project, "projectcode", "soort", "segment", "planstatus", "hardheid") == [
        ("WK030710", "E01", "nieuwbouw", "sociale-huur", "1a", "hard", 38),
        ("WK030704", "E02", "sloop", "sociale-huur", "3", "zacht", 24),
    ]
    assert rijen(Toewijzing, "doelgroep", "boven_inkomensgrens", "prijscategorie") == [
        ("WK030710", "gezin", False, "goedkoop", 9),
        ("WK030710", "jongere", False, "goedkoop", 6),
        ("WK030710", "statushouder", False, "bereikbaar", 4),
        ("WK030704", "uitstroom-instelling", False, "bereikbaar", 3),
        ("WK030704", "medisch-sociaal", True, "bereikbaar", 2),
        ("WK030704", "oudere-doorstromer", True, "goedkoop", 5),
    ]


def test_figures_that_were_accepted_are_exported_in_our_codes_and_come_back_without_a_finding(client, gebruiker, lever):
    """Also a delivery that came in VERA codes."""
    client.force_login(gebruiker("corporatie", "omnia-wonen"))
    lever(export())
    lever(verbeterd(export(), list(Levering.objects.get().bevindingen.filter(niveau=Niveau.FOUT))))
    before = Levering.objects.get(status=Status.CONCEPT)
    data = client.get(f"/leveringen/{before.pk}/export/").content
    before.bevindingen.update(toelichting="De instelling geeft dit niet door.")
    lever(data)
    after = Levering.objects.get(status=Status.CONCEPT)
    # the same warning at the same row: it is explained already
    assert list(after.bevindingen.values_list("soort", "rij", "toelichting")) == [
        ("wachttijd-ontbreekt", 5, "De instelling geeft dit niet door.")
    ]
