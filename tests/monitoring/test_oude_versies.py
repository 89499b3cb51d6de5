"""What was frozen long ago opens, is filtered and taken along, whatever became of indicators, charts and actions."""

import copy
import dataclasses
import datetime
import io
import json
import re
from importlib import import_module

import pytest
import time_machine
from django.test import Client
from docx import Document as Worddocument
from openpyxl import load_workbook
from pptx import Presentation
from pypdfium2 import PdfDocument
from pytest_django.asserts import assertContains

from acties.models import Actie
from basis import jobs
from monitoring import grafieken
from monitoring.indicatoren import INDICATOREN
from monitoring.jaaroverzicht import dias, openen, story, verschillen
from monitoring.jaaroverzicht.vorm import DELEN
from monitoring.meenemen import maken
from monitoring.models import Document
from monitoring.tijdvak import Tijdvak
from tests.factories.monitoring import maak_vastgesteld, mutatie
from tests.factories.overzicht import OUD, leg_vast, maak_oud

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
VANDAAG = FEBRUARI.date()


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture(autouse=True)
def _no_browser(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(maken.plaatjes, "teken", lambda figuren: {})


@pytest.fixture
def _growth():
    """Net 10 in 2026-1 of omnia-wonen; the others delivered nothing that changed."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
    for code in ("gemeente", "de-alliantie", "portaal"):
        maak_vastgesteld(code, "2026-1")


def getekend(html, grafiek, partij):
    """The values that a slide draws when this party is chosen in this chart; None where it cannot be chosen."""
    drawn = re.search(rf'<script id="figuur-{grafiek}-{partij}" type="application/json">(.*?)</script>', html)
    return json.loads(drawn[1])["data"][0]["y"] if drawn else None


def bestanden(row):
    """What each document says, by its form: words of PDF, Word and PowerPoint, and the rows of figures of Excel."""
    for form in ("pdf", "docx", "pptx", "xlsx"):
        maken.vraag(row, form, openbaar=False)
    jobs.sweep()
    made = {each.vorm: each.pad.read_bytes() for each in Document.objects.filter(vastlegging=row, openbaar=False)}
    pages = PdfDocument(made["pdf"])
    words = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    word = Worddocument(io.BytesIO(made["docx"]))
    slides = Presentation(io.BytesIO(made["pptx"])).slides
    return {
        "pdf": words,
        "docx": "\n".join(p.text for p in word.paragraphs),
        "pptx": "\n".join(slide.shapes.title.text for slide in slides if slide.shapes.title),
        "xlsx": list(load_workbook(io.BytesIO(made["xlsx"]))["Cijfers"].values),
    }


DIAS = ("projectie/", "spreker/", "projectie.html")


class TestVerdwenen:
    """An indicator is removed, another renamed, a chart taken away; what was frozen says what it said."""

    URL = "/jaaroverzicht/2026-1/"

    @pytest.fixture
    def row(self, gebruiker, _growth):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 7))
        return leg_vast("2026-1", gebruiker("beheer"), VANDAAG)

    @pytest.fixture
    def _later(self, row, monkeypatch):
        """V1 has another code by now, V7 another name, and the chart of the growth exists no more."""
        monkeypatch.setitem(INDICATOREN, "G1", dataclasses.replace(INDICATOREN["V1"], code="G1", naam="Aanwas"))
        monkeypatch.setitem(INDICATOREN, "V7", dataclasses.replace(INDICATOREN["V7"], naam="Van de hand gedaan"))
        monkeypatch.delitem(INDICATOREN, "V1")
        monkeypatch.delitem(grafieken.GRAFIEKEN, "netto-groei")

    @pytest.mark.usefixtures("_later")
    @pytest.mark.parametrize("rol", [None, "medewerker"])
    def test_page_and_slides_open_and_are_filtered(self, client, gebruiker, rol):
        if rol:
            client.force_login(gebruiker(rol))
        page = client.get(self.URL).content.decode()
        assert ("Netto 17 sociale huurwoningen erbij" in page, "Aanwas" in page) == (True, False)
        for name in DIAS if rol else ("projectie/", "projectie.html"):
            html = client.get(f"{self.URL}{name}").content.decode()
            assert [getekend(html, "netto-groei", each) for each in ("omnia-wonen", "portaal", "weg")] == [
                *([10], [7], None),
            ]

    @pytest.mark.usefixtures("_later")
    def test_documents_hold_what_was_frozen(self, row):
        found = bestanden(row)
        for form in ("pdf", "docx", "pptx"):
            assert "Netto 17 sociale huurwoningen erbij" in " ".join(found[form].split())
        growth = {line[3]: line[5] for line in found["xlsx"] if line[0] == "V1"}
        assert growth == {
            "alle partijen samen": 17, "Omnia Wonen": 10, "Portaal": 7, "de Alliantie": 0,
        }  # fmt: skip


class TestOud:
    """The overview that was stored by hand: nothing of what it names exists."""

    URL = "/jaaroverzicht/2026-1/"

    def inhoud(self, naam, **chart):
        """The stored one with figures of two parties, for a chart with this name."""
        found = copy.deepcopy(OUD)
        code = "V1" if naam == "netto-groei" else "X9"
        of = [{"partij": partij, "partijnaam": f"Partij {partij}", "code": code} for partij in ("een", "twee")]
        values = [{"waarde": value, "tekst": f"{value} dingen"} for value in (21, 40)]
        row = found["cijfers"][0]
        found["cijfers"] += [
            row | names | {"reeks": [row["reeks"][0] | each]} for names, each in zip(of, values, strict=True)
        ]
        found["delen"][1]["grafieken"][0]["naam"] = naam
        drawn = found["grafieken"].pop("van-toen")
        found["grafieken"][naam] = drawn | {"naam": naam, "figuur_id": f"figuur-{naam}"} | chart
        return found

    @pytest.mark.parametrize(("naam", "chart"), [
        ("van-toen", {"code": "X9"}),
        ("netto-groei", {}),  # before charts said what they were about
    ])  # fmt: skip
    def test_chart_is_filtered_by_what_was_frozen(self, als, monkeypatch, naam, chart):
        monkeypatch.delitem(INDICATOREN, "V1")
        maak_oud(inhoud=self.inhoud(naam, **chart))
        client = als("medewerker")
        for name in DIAS:
            html = client.get(f"{self.URL}{name}").content.decode()
            assert [getekend(html, naam, each) for each in ("een", "twee")] == [[21], [40]]

    def test_chart_that_says_to_be_about_several_has_no_choices(self, als):
        maak_oud(inhoud=self.inhoud("netto-groei", code=""))
        html = als("medewerker").get(f"{self.URL}projectie/").content.decode()
        assert getekend(html, "netto-groei", "een") is None

    def test_slides_come_from_the_stored_content_alone(self, django_assert_num_queries):
        row = maak_oud()
        Actie.objects.all().delete()
        assert "X9" not in INDICATOREN
        with django_assert_num_queries(0):
            found = dias.delen(openen.lees(row))
        assert [(dia["nummer"], dia["titel"]) for deel in found for dia in deel["dias"]] == [
            (1, "Samenwerking"),
            (2, "Waar staan we?"),
            (3, "Een thema van toen"),
            (4, "Het waren er 61."),
            (5, "Toen en nu"),
            (6, "Wat dit programma niet kent"),
        ]

    def test_figures_that_exist_no_more_are_named_as_such(self):
        [gone] = verschillen.verschillen(openen.lees(maak_oud()))
        assert (gone.code, gone.toen, gone.nu, gone.adres) == ("X9", "61 dingen", "dit cijfer bestaat niet meer", "")

    @pytest.mark.usefixtures("_growth")
    def test_it_can_be_the_previous_one(self):
        maak_oud()
        found = story.story(Tijdvak(2026), VANDAAG)["delen"][1]
        assert (found["soort"], found["van"], found["tot"]) == ("sinds", None, 10)
        assert [(stap["oorzaak"], stap["partijnaam"], stap["aantal"]) for stap in found["stappen"]] == [
            ("nieuw-halfjaar", "Omnia Wonen", 10)
        ]
        assert ("X9", "bestaat niet meer") in [(each["code"], each["nu"]) for each in found["cijfers"]]


class TestMigratie:
    """What was published before there were versions: the slides as they were, without a schema."""

    OUD = {
        "jaar": 2026,
        "gemaakt_op": "2027-01-05T09:00:00+00:00",
        "fictief": False,
        "dias": [
            {"soort": "opening", "boven": "Jaaroverzicht 2026", "titel": "Samen", "tekst": "", "punten": [],
             "grafiek": None},
            {"soort": "grafiek", "boven": "Groei", "titel": "Netto 7 erbij.", "tekst": "", "punten": [], "grafiek": {
                "naam": "groei", "ondertitel": "Woningen", "figuur_id": "figuur-groei",
                "figuur": {"data": [], "layout": {}, "klik": [["/cijfer/V1/2026-1/"]]},
                "tabel": {"kolommen": [{"naam": "halfjaar"}], "rijen": [
                    [{"tekst": "7", "adres": "/cijfer/V1/2026-1/"}]]},
                "herkomst": [{"naam": "groei", "adres": "/cijfer/V1/2026-1/"}]}},
        ],
    }  # fmt: skip

    def test_slide_with_little_is_projected_and_read(self, als):
        maak_oud(inhoud={"dias": [{"titel": "Kaal"}, {"titel": "Punt", "punten": [{"titel": "Een"}]}]}, schema=0)
        client = als("bo-lid")
        for url in ("/jaaroverzicht/2026-1/", "/jaaroverzicht/2026-1/projectie/",
                    "/jaaroverzicht/2026-1/projectie.html"):  # fmt: skip
            assertContains(client.get(url), "Kaal")

    def test_it_still_opens_for_everybody_as_it_was(self, client, gebruiker):
        row = maak_oud(inhoud=self.OUD, schema=0)
        migration = import_module("monitoring.migrations.0007_vastleggingen")
        assert migration._canonical(self.OUD) == row.inhoud
        assert migration._canonical(migration._without_links(self.OUD)).count("/cijfer/") == 0
        url = "/jaaroverzicht/2026-1/"
        public = client.get(url).content.decode()
        client.force_login(gebruiker("bo-lid"))
        inside = client.get(url).content.decode()
        assert ("Netto 7 erbij." in public, "Netto 7 erbij." in inside) == (True, True)
        assert ("/cijfer/" in public, "/cijfer/" in inside) == (False, True)


ONBEKEND = "Deze versie kunnen we hier niet tonen"


class TestOnbekend:
    """Frozen by a later program, or without what this one needs: told, and in nobody's way."""

    @pytest.mark.parametrize("inhoud", [{}, {"schema": 2, "delen": []}, {"schema": "1"}, {"dias": "geen"},
                                        *({k: v for k, v in OUD.items() if k != weg} for weg in DELEN[1]),
                                        OUD | {"cijfers": {}}, OUD | {"definities": {}}])  # fmt: skip
    def test_every_page_says_so(self, als, inhoud, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        maak_oud(inhoud={**inhoud, "gemaakt_op": OUD["gemaakt_op"]})
        url = "/jaaroverzicht/2026-1/"
        officer, stranger = als("medewerker"), Client()
        for reader in (stranger, officer):
            assertContains(reader.get(url), ONBEKEND)
            assertContains(reader.get(f"{url}projectie/", follow=True), ONBEKEND)
            assertContains(reader.get(f"{url}projectie.html", follow=True), ONBEKEND)
        assert stranger.get("/jaaroverzicht/vergelijken/").context["ander"] is None
        officer.post(f"{url}versie/1/meenemen/", {"vorm": "xlsx"})
        jobs.sweep()
        assert Document.objects.get(openbaar=False, vorm="xlsx").fout == maken.ONBEKEND

    def test_comparison_passes_it_over_and_tells_who_asks_for_it(self, als):
        client = als("medewerker")
        maak_oud(inhoud={"schema": 2, "gemaakt_op": OUD["gemaakt_op"]})
        page = client.get("/jaaroverzicht/vergelijken/?een=2026-1/1&ander=2026/nu")
        assertContains(page, "Een van deze versies heeft een vorm die we niet kennen. Kies een andere.")
