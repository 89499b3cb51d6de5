"""Slides for the big screen: nothing is cut or made smaller, what the speaker has stays inside, and the file apart."""

import datetime
import re

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from openpyxl import load_workbook

from acties.models import Overleg
from basis import jobs
from basis.models import Rol
from monitoring.jaaroverzicht import keuzes, los, projectie, story, vorm
from monitoring.models import Document, Jaaroverzicht, Overzichttekst, Publicatie
from tests.factories.acties import maak_overleg
from tests.factories.monitoring import maak_vastgesteld, mutatie
from tests.factories.overzicht import leg_vast

FEBRUARI = datetime.datetime(2027, 2, 1, 12)
URL = "/jaaroverzicht/2026/projectie/"
GEHEIM = "Vraag hier naar de planning van Kattenbroek."


def inhoud(*delen, teksten=None, **extra):
    """A content of these sections; every text is one of an officer."""
    own = {key: {"naam": key, "systeem": "", "eigen": text} for key, text in (teksten or {}).items()}
    return {"schema": 1, "teksten": own, "delen": list(delen), "grafieken": {}, "cijfers": [], **extra}


def volgend(*punten):
    return {"soort": "volgend", "boven": "Wat we nu gaan doen", "titel": "Kort", "punten": list(punten)}


def punt(titel, tekst=""):
    return {"titel": titel, "tekst": tekst, "onder": "", "adres": ""}


def dias(found):
    return [dia for deel in projectie.delen(found) for dia in deel["dias"]]


def woorden(found):
    """All words that stand on slides, but for what says that something goes on."""
    texts = (
        text for dia in dias(found) for text in [dia["tekst"], *(p[n] for p in dia["punten"] for n in p if n in NAMEN)]
    )
    return " ".join(texts).replace("(vervolg)", "").replace("…", "").split()


NAMEN = ("titel", "tekst", "onder")


class TestVerdelen:
    def test_few_points_stand_large_on_one_slide(self):
        (dia,) = dias(inhoud(volgend(punt("Een"), punt("Twee"))))
        assert (len(dia["punten"]), dia["deel"], dia["groot"]) == (2, "", True)

    def test_many_points_are_spread_with_which_part_it_is(self):
        # a row of two points of one line is 42 + 36 = 78 pixels high; below a heading of one line are 860 - 66 = 794:
        # ten rows, twenty points; 23 rows take three slides, of 8, 8 and 7 rows
        found = dias(inhoud(volgend(*(punt(f"Punt {n}") for n in range(45)))))
        assert [len(dia["punten"]) for dia in found] == [16, 16, 13]
        assert [dia["deel"] for dia in found] == ["1 van 3", "2 van 3", "3 van 3"]
        assert [dia["nummer"] for dia in found] == [1, 2, 3]

    def test_no_word_of_a_long_text_is_lost(self):
        text = " ".join(f"woord{n}" for n in range(2000))
        found = inhoud(volgend(punt("Kop", text)), teksten={"volgend": text})
        assert woorden(found) == [*text.split(), "Kop", *text.split()]
        assert max(len(piece["tekst"]) for dia in dias(found) for piece in dia["punten"]) <= projectie.STUK

    def test_paragraphs_of_a_long_text_stay_apart(self):
        one, two, three = (word * 80 for word in "abc")  # 80 + 2 + 80 + 2 + 400 signs; 480 stay together
        found = dias(inhoud(volgend(punt("Kop", f"{one}\n\n{two}\n\n{three * 5}"))))
        assert [piece["tekst"] for dia in found for piece in dia["punten"]] == [f"{one}\n\n{two}", three * 5]

    def test_text_without_a_space_is_spread_too(self):
        found = dias(inhoud(volgend(punt("Kop", "a" * 20_000))))
        assert sum(piece["tekst"].count("a") for dia in found for piece in dia["punten"]) == 20_000

    def test_wide_signs_take_more_slides_and_none_is_lost(self):
        # 480 of room hold 480 / 1,8 = 266 wide signs: 5.000 take nineteen pieces; each is eleven lines of
        # 26 signs and one of a title, 12 × 42 + 36 = 540 of the 794 pixels: one row of two on a slide
        found = dias(inhoud(volgend(punt("Kop", "W" * 5_000))))
        pieces = [piece["tekst"] for dia in found for piece in dia["punten"]]
        assert ([len(piece) for piece in pieces], "".join(pieces)) == ([266] * 18 + [212], "W" * 5_000)
        assert [len(dia["punten"]) for dia in found] == [2] * 9 + [1]

    def test_content_of_before_there_were_schemas_is_projected(self):
        old = {
            "dias": [{"soort": "tekst", "boven": "2026", "titel": "Oud", "tekst": "", "punten": [], "grafiek": None}]
        }
        (dia,) = dias(old)
        assert (dia["titel"], dia["nummer"]) == ("Oud", 1)


def thema(titel, *acties, knelpunten=(), standen=(), doelen=()):
    """A theme with these actions: (number, status in words)."""
    found = [
        {"jaar": 2026, "nummer": nr, "titel": f"Titel {nr}", "status": naam, "statusnaam": naam, "adres": f"/{nr}/"}
        for nr, naam in acties
    ]
    return {
        "soort": "thema", "sleutel": titel, "boven": "Thema 1", "titel": titel, "doelen": list(doelen),
        "standen": list(standen), "grafieken": [], "statussen": [], "acties": found, "knelpunten": list(knelpunten),
    }  # fmt: skip


def stand(naam, doel, oordeel):
    judged = oordeel and {"status": oordeel, "naam": oordeel, "zin": ""}
    return {"naam": naam, "waarde": "+12 woningen", "doel": doel, "stand": "2026-1", "adres": "", "oordeel": judged}


class TestThema:
    def test_goals_actions_and_what_is_in_their_way_stand_on_one_slide(self):
        asks = [{"titel": "Het bureau is later.", "tekst": "", "onder": "Actie 1: Titel 1 · 1 mei 2026", "adres": ""}]
        (dia,) = dias(
            inhoud(thema("Wonen", (1, "aandacht nodig"), (11, "op schema"), knelpunten=asks, doelen=["Meer"]))
        )
        assert (dia["titel"], dia["tekst"]) == ("Wonen", "•\u2002Meer")
        assert [(each["titel"], each["tekst"], each["statussen"][0]["naam"]) for each in dia["punten"]] == [
            ("Actie 1: Titel 1", "Het bureau is later.", "aandacht nodig"),
            ("Actie 11: Titel 11", "", "op schema"),
        ]

    def test_what_is_in_the_way_of_no_action_here_keeps_its_own_slide(self):
        asks = [{"titel": "Het bureau is later.", "tekst": "", "onder": "Een actie van toen", "adres": ""}]
        found = dias(inhoud(thema("Wonen", (1, "op schema"), knelpunten=asks)))
        assert [dia["titel"] for dia in found] == ["Wonen", "Wat hier aandacht vraagt"]

    def test_theme_without_actions_says_so(self):
        (dia,) = dias(inhoud(thema("Wonen")))
        assert [each["titel"] for each in dia["punten"]] == ["Hier staan nog geen acties."]


class TestDoelen:
    opening = {"soort": "opening", "boven": "2026", "titel": "Samen", "regels": []}

    def test_every_figure_with_a_goal_is_a_row_with_its_judgement(self):
        rows = [stand("Groei", "1.380 in 2030", "op schema"), stand("Verkoop", "", None), stand("Kans", "gelijk", None)]
        found = dias(inhoud(self.opening, thema("Wonen", standen=rows)))
        (table,) = (dia for dia in found if dia["soort"] == "doelen")
        assert [(each["titel"], each["tekst"], each["statussen"][0]["naam"]) for each in table["punten"]] == [
            ("Groei", "1.380 in 2030", "op schema"),
            ("Kans", "gelijk", "geen oordeel"),
        ]

    def test_many_rows_are_spread_evenly(self):
        # a row of one line, with the half-year below the value: 2 × 39 + 20 = 98 pixels; 860 - 66 - 56 = 738 of room
        # hold seven: eight rows are four and four
        rows = [stand(f"Cijfer {n}", "meer", "op schema") for n in range(8)]
        found = dias(inhoud(self.opening, thema("Wonen", standen=rows)))
        assert [len(dia["punten"]) for dia in found if dia["soort"] == "doelen"] == [4, 4]

    def test_without_goals_there_is_no_table(self):
        assert [dia["soort"] for dia in dias(inhoud(self.opening, thema("Wonen")))] == ["opening", "regels", "thema"]


class TestSpreker:
    def test_own_words_stand_at_every_slide_of_the_section(self):
        own = {"notitie-volgend": {"naam": "", "systeem": "", "eigen": "Noem het jaar.\n\nDank Portaal."}}
        assert dias(inhoud(volgend(punt("Een")), notities=own))[0]["notities"] == ["Noem het jaar.", "Dank Portaal."]
        assert dias(inhoud(volgend(punt("Een"))))[0]["notities"] == []

    def test_notes_of_before_they_were_kept_apart_are_taken_out(self):
        found = inhoud(volgend(), teksten={"notitie-volgend": GEHEIM, "volgend": "Samen."})
        without, notes = vorm.zonder_notities(found)
        assert (list(without["teksten"]), [each["eigen"] for each in notes.values()]) == (["volgend"], [GEHEIM])

    def test_public_content_has_no_words_of_the_speaker(self):
        found = vorm.openbaar(inhoud(volgend(), teksten={"notitie-volgend": GEHEIM, "volgend": "Samen."}))
        assert list(found["teksten"]) == ["volgend"]


class TestKeuzes:
    def rij(self, partij, *waarden):
        reeks = [
            {"halfjaar": half, "waarde": waarde, "tekst": f"+{waarde} woningen", "ontbreekt": [], "adres": f"/{half}"}
            for half, waarde in zip(("2026-1", "2026-2"), waarden, strict=True)
        ]
        return {
            "code": "V1",
            "naam": "Groei",
            "eenheid": "woningen",
            "partij": partij,
            "partijnaam": partij,
            "reeks": reeks,
        }

    def test_each_party_with_figures_has_a_drawing_of_what_was_frozen(self):
        rows = [self.rij("", 9, 9), self.rij("omnia", 3, None), self.rij("portaal", 4, 7), self.rij("leeg", None, None)]
        found = keuzes.per_partij({"cijfers": rows}, {"code": "V1"})
        assert [(each["partij"], each["titel"]) for each in found] == [
            ("omnia", "omnia: Groei, in woningen"),
            ("portaal", "portaal: Groei, in woningen"),
        ]
        assert [each["figuur"]["data"][0]["y"] for each in found] == [[3, None], [4, 7]]
        assert found[1]["figuur"]["klik"] == [["/2026-1", "/2026-2"]]
        assert [note["text"] for note in found[1]["figuur"]["layout"]["annotations"]] == ["+4", "+7"]

    def test_of_one_party_alone_or_a_chart_that_is_no_more_there_is_nothing_to_choose(self):
        two = [self.rij("omnia", 3, 4), self.rij("portaal", 4, 7)]
        assert keuzes.per_partij({"cijfers": two[:1]}, {"code": "V1"}) == []
        assert keuzes.per_partij({"cijfers": two}, {"naam": "weg"}) == []


@pytest.fixture
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture
def published(gebruiker, _februari):
    """2026 as frozen and published, with words for the speaker."""
    for code in ("gemeente", "de-alliantie", "omnia-wonen", "portaal"):
        maak_vastgesteld(code, "2026-1", *([mutatie("nieuwbouw", 12)] if code != "gemeente" else []))
    row, _ = Jaaroverzicht.objects.get_or_create(jaar=2026, helft=0)
    Overzichttekst.objects.create(jaaroverzicht=row, sleutel="notitie-opening", tekst=GEHEIM)
    return leg_vast("2026", gebruiker("beheer"), FEBRUARI.date())


@pytest.mark.django_db
@pytest.mark.usefixtures("published")
class TestPagina:
    def test_stranger_reads_the_public_slides_without_links_or_notes(self, client):
        html = client.get(URL).content.decode()
        slides = html[html.index('<div class="slides">') : html.index("data-lijst")]
        assert "Netto 36 sociale huurwoningen erbij" in slides
        assert "<a " not in slides
        assert GEHEIM not in html

    def test_who_is_logged_in_has_links_to_the_figures_as_they_were_known(self, als):
        html = als("bo-lid").get(URL).content.decode()
        links = re.findall(r'class="herkomst" href="(/cijfer/V1/[^"]+)"', html)
        assert links
        assert all("op=2027-02-01" in link for link in links)

    def test_only_who_prepares_has_the_words_of_the_speaker(self, als, settings, tmp_path):
        """Frozen and of now, beside each other, and in the workbook, which everybody may hand on; on the big screen,
        of which anybody can look at the source, they stand for nobody."""
        settings.DATA_DIR = tmp_path
        for rol in Rol.values:
            self.read(als(rol), rol in ("beheer", "medewerker"))
        als("bo-lid").post("/jaaroverzicht/2026/versie/1/meenemen/", {"vorm": "xlsx"})
        jobs.sweep()
        written = load_workbook(Document.objects.get(openbaar=False).pad)["Teksten"].values
        assert [row for row in written if GEHEIM in str(row)] == []

    def read(self, client, heeft):
        for address in ("/jaaroverzicht/2026/spreker/", "/jaaroverzicht/2026/spreker/?cijfers=nu"):
            assert (GEHEIM in client.get(address).content.decode()) == heeft
        for address in (URL, f"{URL}?cijfers=nu", "/jaaroverzicht/2026/", "/jaaroverzicht/2026/?cijfers=nu",
                        "/jaaroverzicht/vergelijken/?een=2026/1&ander=2026/nu"):  # fmt: skip
            assert GEHEIM not in client.get(address).content.decode()

    @pytest.mark.parametrize(("rol", "mag"), [("beheer", True), ("medewerker", True), ("corporatie", False),
                                              ("huurdersorganisatie", False), ("bo-lid", False)])  # fmt: skip
    def test_only_the_municipality_can_type_a_decision(self, als, rol, mag):
        overleg = maak_overleg("bo", "2027-02-01")
        html = als(rol).get(f"{URL}?overleg={overleg.pk}").content.decode()
        assert ('id="ter-plekke"' in html, 'data-doe="besluit"' in html) == (mag, mag)
        assert "Wat we hebben afgesproken" in html

    def test_way_back_leads_to_what_was_agreed(self, als):
        overleg = maak_overleg("bo", "2027-02-01")
        client, back = als("medewerker"), f"/jaaroverzicht/2026/?overleg={overleg.pk}"
        assert f'data-pagina="{back}"' in client.get(f"{URL}?overleg={overleg.pk}").content.decode()
        assert f'<a href="{overleg.get_absolute_url()}">Lees terug' in client.get(back).content.decode()

    def test_slide_says_what_a_decision_there_is_about(self, als):
        html = als("medewerker").get(URL).content.decode()
        assert re.search(
            r'data-cijfer="V1" data-actie="" aria-labelledby="dia-\d+">\s*<p class="boven">Groei van', html
        )
        assert re.search(r'data-cijfer="T1" data-actie="" aria[^>]*>\s*<p class="boven">Waar we over praten', html)

    @pytest.mark.parametrize("overleg", ["x", "999", "-1", "9" * 30])
    def test_meeting_that_is_not_there_is_no_meeting(self, als, overleg):
        response = als("beheer").get(f"{URL}?overleg={overleg}")
        assert (response.status_code, "Wat we hebben afgesproken" in response.content.decode()) == (200, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("published")
class TestBeginnen:
    def begin(self, client, keuze):
        return client.post("/jaaroverzicht/2026/beginnen/", {"overleg": keuze})

    def test_meeting_of_today_is_chosen(self, als):
        overleg = maak_overleg("bo", "2027-02-01")
        answer = self.begin(als("medewerker"), overleg.pk)
        assert answer.url == f"{URL}?overleg={overleg.pk}"

    def test_new_meeting_begins_now_and_a_second_press_is_the_same(self, als):
        client = als("medewerker")
        first, again = self.begin(client, "nieuw-bo"), self.begin(client, "nieuw-bo")
        made = Overleg.objects.get()
        assert first.url == again.url == f"{URL}?overleg={made.pk}"
        assert (made.vorm.code, made.datum, made.begin) == ("bo", datetime.date(2027, 2, 1), datetime.time(13, 0))

    def test_without_a_meeting_nothing_is_planned(self, als):
        assert self.begin(als("medewerker"), "zonder").url == URL
        assert not Overleg.objects.exists()

    def test_published_version_asks_for_no_version(self, als):
        assert "versie" not in als("medewerker").get("/jaaroverzicht/2026/beginnen/").context["form"].fields

    def test_without_a_public_version_the_newest_frozen_one_or_now_is_chosen(self, als):
        Publicatie.objects.update(ingetrokken_op=timezone.now())
        client, begin = als("medewerker"), "/jaaroverzicht/2026/beginnen/"
        form = client.get(begin).context["form"]
        keuzes = [("1", "Versie 1, vastgelegd op 1 februari 2027"), ("nu", "De cijfers van nu")]
        assert [(str(key), words) for key, words in form.fields["versie"].choices] == keuzes
        assert form.initial["versie"] == 1
        found = [client.post(begin, {"overleg": "zonder", "versie": each}) for each in ("1", "nu", "", "7")]
        assert [answer.status_code for answer in found] == [302, 302, 422, 422]
        assert [answer.url for answer in found[:2]] == [
            "/jaaroverzicht/2026/versie/1/projectie/", "/jaaroverzicht/2026/projectie/"
        ]  # fmt: skip
        page = client.get("/jaaroverzicht/2026/").content.decode()
        assert "Wilt u zien wat is vastgelegd, of een bestand meenemen? Kies hieronder een versie." in page

    @pytest.mark.parametrize("keuze", ["", "999", "nieuw-onzin"])
    def test_what_cannot_be_chosen_is_told(self, als, keuze):
        answer = self.begin(als("medewerker"), keuze)
        assert answer.status_code == 422
        assert answer.context["form"].errors["overleg"]


@pytest.mark.django_db
@pytest.mark.usefixtures("published")
class TestBestand:
    def test_file_is_made_once_for_all_who_fetch_it(self, client, monkeypatch):
        first = client.get("/jaaroverzicht/2026/projectie.html").content
        monkeypatch.setattr(los, "bestand", lambda *args: 1 / 0)
        assert client.get("/jaaroverzicht/2026/projectie.html").content == first

    def test_file_of_the_figures_of_now_is_kept_too_and_named_after_its_day(self, als, monkeypatch):
        client = als("medewerker")
        first = client.get("/jaaroverzicht/2026/projectie.html?cijfers=nu")
        monkeypatch.setattr(story, "story", lambda *args: 1 / 0)
        assert client.get("/jaaroverzicht/2026/projectie.html?cijfers=nu").content == first.content
        name = "jaaroverzicht-amersfoort-2026-cijfers-van-01-02-2027.html"
        assert first["Content-Disposition"] == f'attachment; filename="{name}"'

    def test_file_has_no_outside_reference_and_holds_its_content(self, client):
        response = client.get("/jaaroverzicht/2026/projectie.html")
        html = response.content.decode()
        assert response["Content-Disposition"] == 'attachment; filename="jaaroverzicht-amersfoort-2026-versie-1.html"'
        body = html[html.index("<body>") : html.index("</main>")]
        assert re.findall(r'(?:src|href)="(?!data:|#)', html[: html.index("<style>")] + body) == []
        assert (
            re.findall(r"url\([\"']?(?!data:|#)[^)]{1,60}", html[html.index("<style>") : html.index("</style>")]) == []
        )
        assert "Netto 36 sociale huurwoningen erbij" in body
        assert GEHEIM not in html

    def test_file_of_who_is_logged_in_has_no_links_either(self, als):
        html = als("beheer").get("/jaaroverzicht/2026/projectie.html").content.decode()
        assert "/cijfer/" not in html[html.index("<body>") :]
        assert GEHEIM not in html


class TestToetsen:
    SPELLED = {"→": "ArrowRight", "←": "ArrowLeft", "↓": "ArrowDown", "↑": "ArrowUp", "spatie": " ", "Esc": "Escape",
               "PgDn": "PageDown", "PgUp": "PageUp"}  # fmt: skip

    def in_script(self, name: str, start: str, end: str) -> set[str]:
        """The keys that a script names between two places."""
        text = (settings.ROOT / "static/js" / name).read_text()
        part = text[text.index(start) : text.index(end, text.index(start))]
        return {quoted or bare for quoted, bare in re.findall(r'^\s+(?:"(.)"|(\w+)):', part, flags=re.MULTILINE)}

    def in_help(self, template: str) -> set[str]:
        text = (settings.ROOT / "templates/monitoring" / template).read_text()
        part = text[text.index("toetsen") :]
        found = re.findall(r"<kbd>([^<]+)</kbd>", part)
        return {self.SPELLED.get(key, key.lower() if len(key) == 1 else key) for key in found}

    def test_help_names_every_key_and_every_key_in_it_works(self):
        """N comes with the form, the digits are of a chart; Enter is of the button that has the focus."""
        keys = self.in_script("projectie.js", "const KEYS = {", "};") | {"n", "0", "1", "9", "Enter"}
        assert self.in_help("projectie/_podium.html") == keys

    def test_window_of_the_speaker_names_the_keys_that_it_passes_on(self):
        text = (settings.ROOT / "static/js/spreker.js").read_text()
        keys = set(
            re.findall(r'"([^"]+)"', text[text.index("const KEYS") : text.index("];", text.index("const KEYS"))])
        )
        assert self.in_help("spreker.html") == keys
