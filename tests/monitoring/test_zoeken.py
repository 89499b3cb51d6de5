"""Search: what is found by whom, how a hit is shown, and where it leads; on PostgreSQL with Dutch stems."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from acties.dossier.opmerken import answer, place_remark
from acties.models import Actie, Knelpuntnotitie, Statusmelding
from basis.models import Gebied
from monitoring.zoeken import BRONNEN
from monitoring.zoeken.uitsnede import uitsneden
from monitoring.zoeken.vinden import filter_
from monitoring.zoeken.vraag import Vraag, lees
from tests.factories.acties import (
    maak_actie,
    maak_besluit,
    maak_knelpunt,
    maak_melding,
    maak_overleg,
    maak_punt,
)
from tests.factories.monitoring import maak_buurt, maak_vastgesteld, project
from tests.factories.voorraad import maak_levering
from voorraad.models import Status

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"
alleen_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="stems are of PostgreSQL")


def found(client, q, **kwargs) -> dict[str, list[str]]:
    """Kind → names of the hits."""
    groups = client.get("/zoeken/", {"q": q, **kwargs}).context["groepen"]
    return {groep.bron.code: [treffer.kop for treffer in groep.treffers] for groep in groups}


def hit(client, q):
    """The one hit."""
    [groep] = client.get("/zoeken/", {"q": q}).context["groepen"]
    [treffer] = groep.treffers
    return treffer


class TestVraag:
    @pytest.mark.parametrize(
        ("typed", "terms"),
        [
            ("  warmte  net ", ("warmte", "net")),
            ('"gezamenlijke aanpak" buurt', ("gezamenlijke aanpak", "buurt")),
            ('half "open', ("half", "open")),
            ("a\0b", ("a", "b")),
            ("cafe\u0301", ("café",)),
            ('""', ()),
            ("", ()),
        ],
    )
    def test_words_and_phrases(self, typed, terms):
        assert lees(typed).termen == terms

    def test_so_much_is_looked_for(self):
        assert lees("x" * 500) == Vraag("x" * 200, ("x" * 200,), True)
        assert lees(" ".join("abcdefghijklm")).termen == tuple("abcdefghij")

    @pytest.mark.parametrize(
        ("typed", "words"),
        [("warmte net", ["warmte", "net"]), ('"warmte net"', []), ("warmte -net", []), ("warmte or net", [])],
    )
    def test_words_of_which_the_beginning_is_enough(self, typed, words):
        assert lees(typed).woorden == words


class TestBronnen:
    """One word, which occurs nowhere else, in each of the places that are searched."""

    WOORD = "zebrapad"

    def make(self, source, gebruiker):
        actie, text = maak_actie(51, titel="Veilig lopen"), f"Er komt een {self.WOORD} bij."
        remark = {"by": gebruiker("huurdersorganisatie"), "soort": "vraag"}
        return {
            "acties": lambda: maak_actie(52, titel="Nieuw", officiele_tekst=text),
            "knelpunten": lambda: maak_knelpunt(titel="Oversteken", tekst=text),
            "knelpuntnotities": lambda: Knelpuntnotitie.objects.create(
                knelpunt=maak_knelpunt(titel="Oversteken"), tekst=text, door_naam="Kim", door_partij="SHOW"
            ),
            "besluiten": lambda: maak_besluit(wat="Wij doen het.", uitkomst=text),
            "agendapunten": lambda: maak_punt(maak_overleg(), titel="De straat", notulen=text),
            "meldingen": lambda: maak_melding(actie, succes=text),
            "opmerkingen": lambda: place_remark(actie, tekst=text, **remark),
            "antwoorden": lambda: answer(
                place_remark(actie, tekst="Hoe dan?", **remark), by=gebruiker("medewerker"), tekst=text
            ),
            "projecten": lambda: maak_vastgesteld("omnia-wonen", "2026-1", project(10, naam="Het Zebrapad")),
            "gebieden": lambda: Gebied.objects.create(code="zebra", naam="Zebrapad en omstreken"),
        }[source]()

    KOP = {
        "acties": "Nieuw",
        "knelpunten": "Oversteken",
        "knelpuntnotities": "Oversteken",
        "besluiten": "Wij doen het.",
        "agendapunten": "De straat",
        "meldingen": "Actie 51: Veilig lopen",
        "opmerkingen": "Vraag bij actie 51",
        "antwoorden": "Antwoord bij actie 51",
        "projecten": "Het Zebrapad",
        "gebieden": "Zebrapad en omstreken",
    }

    @pytest.mark.parametrize("source", KOP)
    def test_each_place_is_searched_and_its_address_is_there(self, als, gebruiker, source):
        self.make(source, gebruiker)
        client = als("bo-lid")
        assert found(client, self.WOORD.upper()) == {source: [self.KOP[source]]}
        assert client.get(hit(client, self.WOORD).adres, follow=True).status_code == 200

    def test_every_source_is_tried_here(self):
        assert set(BRONNEN) == {*self.KOP, "wijken", "buurten"}

    def test_areas_of_this_year_are_found_by_a_part_of_name_and_code(self, als):
        client = als("bo-lid")
        maak_buurt("BU03071001")
        assert "Liendert" in found(client, "iender")["wijken"]
        assert found(client, "BU030710")["buurten"]


class TestRechten:
    def test_projects_of_deliveries_on_their_way_are_for_who_sees_those(self, als):
        levering = maak_levering("omnia-wonen", "2026-1", Status.CONCEPT)
        row = project(10, naam="Het Zebrapad", projectcode="OMN-9")
        row.levering, row.rijnummer = levering, 2
        row.save()
        for rol, partij, sees in [
            ("medewerker", None, True),
            ("corporatie", "omnia-wonen", True),
            ("corporatie", "portaal", False),
            ("huurdersorganisatie", None, False),
            ("bo-lid", None, False),
        ]:
            client = als(rol, partij)
            assert bool(found(client, "zebrapad")) is sees, (rol, partij)
        treffer = hit(als("medewerker"), "zebrapad")
        assert (treffer.onder, treffer.adres) == (
            "OMN-9, op de lijst van Omnia Wonen, nog niet vastgesteld",
            levering.get_absolute_url(),
        )

    def test_project_stands_once_whatever_its_rows(self, als):
        rows = [
            project(n, naam="Het Zebrapad", projectcode="OMN-9", segment=s)
            for n, s in [(5, "sociale-huur"), (6, "middenhuur")]
        ]
        maak_vastgesteld("omnia-wonen", "2026-1", *rows)
        assert found(als("bo-lid"), "zebrapad") == {"projecten": ["Het Zebrapad"]}

    def test_point_that_was_taken_off_and_a_note_without_news_are_not_found(self, als):
        maak_punt(maak_overleg(), titel="Zebrapad", weg=True)
        maak_melding(toelichting="zebrapad", bevestigt=True)
        assert found(als("medewerker"), "zebrapad") == {}


class TestWoorden:
    def test_each_word_must_be_there_in_one_field_or_another(self, als):
        maak_knelpunt(titel="Zebrapad", tekst="naast de giraffe")
        maak_knelpunt(titel="Zebrapad", tekst="alleen")
        assert found(als("bo-lid"), "giraffe zebrapad") == {"knelpunten": ["Zebrapad"]}
        assert found(als("bo-lid"), "giraffe olifant") == {}

    def test_capitals_do_not_matter_also_with_accents(self, als):
        maak_knelpunt(titel="Ééndrachtstraat")
        assert found(als("bo-lid"), "ééndrachtstraat") == {"knelpunten": ["Ééndrachtstraat"]}
        assert found(als("bo-lid"), "ÉÉNDRACHTSTRAAT") == {"knelpunten": ["Ééndrachtstraat"]}

    @pytest.mark.parametrize("sign", ["%", "_", "%%", "__", ".*", "\\", "(", "[a-z]"])
    def test_signs_of_a_database_have_no_meaning(self, als, sign):
        maak_knelpunt(titel="Zebrapad")
        assert found(als("bo-lid"), f"zebr{sign}pad") == {}

    @alleen_postgresql
    def test_stems_and_beginnings_are_found(self, als):
        maak_knelpunt(titel="Bushaltes", tekst="Twee bushaltes bij het giraffebedrijf")
        client = als("bo-lid")
        assert found(client, "bushalte") == {"knelpunten": ["Bushaltes"]}
        assert found(client, "giraffebed") == {"knelpunten": ["Bushaltes"]}
        assert found(client, '"giraffebed"') == {}

    @alleen_postgresql
    def test_hit_in_the_name_goes_before_one_in_the_text(self, als):
        maak_knelpunt(titel="Zebrapad")
        maak_knelpunt(titel="Iets anders", tekst="zebrapad")
        assert found(als("bo-lid"), "zebrapad")["knelpunten"] == ["Zebrapad", "Iets anders"]


class TestPagina:
    @pytest.mark.parametrize(
        "q",
        ["", "x", "x" * 500, '"', '"""', "de het een", "\0", "a\0b", "😀", "\ud800".encode("utf-8", "surrogatepass"),
         "<b>", "' OR 1=1 --", "&|!():*", "a & b", "!!", "--", "-huis", "or", "huis or", "\x02\x03", "huis " * 100],
    )  # fmt: skip
    def test_anything_can_be_typed(self, als, q):
        client = als("huurdersorganisatie")
        for extra in ({}, {"soort": "meldingen"}, {"soort": "onzin"}, {"soort": "acties", "page": "9999"}):
            assert client.get("/zoeken/", {"q": q, **extra}).status_code == 200

    def test_nothing_found_says_what_to_do_next(self, als):
        assertContains(als("bo-lid").get("/zoeken/?q=zebrapad"), "Probeer een ander woord")

    def test_one_letter_asks_for_more(self, als):
        page = als("bo-lid").get("/zoeken/?q=x")
        assertContains(page, "minstens twee letters")
        assertNotContains(page, "Niets gevonden")

    def test_more_than_five_have_a_page_of_their_own(self, als):
        for at in range(23):
            maak_knelpunt(titel=f"Zebrapad {at}")
        client = als("bo-lid")
        page = client.get("/zoeken/?q=zebrapad")
        [groep] = page.context["groepen"]
        assert (groep.aantal, len(groep.treffers)) == (23, 5)
        assertContains(page, "?q=zebrapad&amp;soort=knelpunten")
        assert len(found(client, "zebrapad", soort="knelpunten", page=2)["knelpunten"]) == 3
        assertContains(
            client.get("/zoeken/?q=zebrapad&soort=knelpunten"), "?q=zebrapad&amp;soort=knelpunten&amp;page=2"
        )

    def test_text_stays_text(self, als):
        maak_knelpunt(titel="Oversteken", tekst="a < b & <i>zebrapad</i>")
        page = als("bo-lid").get("/zoeken/?q=zebrapad")
        assertContains(page, "a &lt; b &amp; ")
        assertContains(page, "<mark>zebrapad</mark>")
        assertNotContains(page, "<i>")

    def test_queries_do_not_follow_the_hits(self, als):
        client, counts = als("bo-lid"), []
        client.get("/zoeken/?q=zebrapad")
        for _more in range(2):
            for _each in range(2):
                maak_punt(maak_overleg(begin=f"1{len(counts)}:0{_each}"), titel="Zebrapad")
                maak_melding(toelichting="Zebrapad")
            with CaptureQueriesContext(connection) as queries:
                client.get("/zoeken/?q=zebrapad")
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestUitsnede:
    def test_part_around_the_hit_with_every_hit_marked(self):
        text = "woord " * 60 + "het Zebrapad en nog een zebrapad " + "woord " * 60
        [part] = uitsneden([text], lees("zebrapad"))
        assert part.startswith("… ")
        assert part.endswith(" …")
        assert "<mark>Zebrapad</mark> en nog een <mark>zebrapad</mark>" in part
        assert len(part) < 400

    def test_text_without_a_hit_shows_its_beginning(self):
        assert uitsneden(["Het begin.", ""], lees("zebrapad")) == ["Het begin.", ""]

    def test_hits_of_overlapping_words_are_marked_once(self):
        assert "<mark>zebrapad</mark>" in uitsneden(["Een zebrapad."], lees("zebra zebrapad"))[0]


class TestTijdlijn:
    def test_note_leads_to_its_page_of_the_timeline(self, als):
        actie = maak_actie(51)
        first = maak_melding(actie, toelichting="zebrapad")
        for _more in range(25):
            maak_melding(actie)
        client = als("bo-lid")
        where = f"/acties/2027/51/?tijdlijn=2#melding-{first.pk}"
        assertRedirects(client.get(hit(client, "zebrapad").adres), where)
        assertContains(client.get(where), f'id="melding-{first.pk}"')


def _notes(count: int) -> None:
    """So many notes about homes; the last one tells of the zebra crossing too."""
    actie = Actie.objects.get(jaar=2026, nummer=7)
    rows = [
        Statusmelding(actie=actie, van="op-schema", naar="op-schema", toelichting=f"Notitie {n} over de woningen.",
                      succes="Het zebrapad is klaar." if n == count else "", door_naam="Mees", door_partij="Gemeente")
        for n in range(1, count + 1)
    ]  # fmt: skip
    Statusmelding.objects.bulk_create(rows)


def test_ten_thousand_notes_take_as_many_queries_as_thirty(als):
    client, asked = als("bo-lid"), {}
    client.get("/zoeken/?q=giraffe")  # what is remembered between pages
    for count in (30, 9_970):
        _notes(count)
        for word in ("zebrapad", "notitie"):
            with CaptureQueriesContext(connection) as queries:
                page = client.get("/zoeken/", {"q": word})
            counts = {groep.bron.code: groep.aantal for groep in page.context["groepen"]}
            asked.setdefault(word, []).append((counts["meldingen"], len(queries)))
    assert [count for count, _ in asked["zebrapad"]] == [1, 2]
    assert [count for count, _ in asked["notitie"]] == [30, 10_000]
    for (_, few), (_, many) in asked.values():
        assert few == many


@alleen_postgresql
def test_word_can_be_looked_up_in_the_index_of_the_notes():
    _notes(10)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # with few rows reading all of them costs as little
    found = filter_(Statusmelding.objects.all(), lees("zebrapad"), ("toelichting",), deels=(), op_rang=False)
    assert "acties_statusmelding_zoeken" in found.explain()


class TestNummer:
    """'actie 12' is the one with that number, in front of what only speaks of it."""

    def test_action_by_its_number_comes_first(self, als):
        maak_actie(12, titel="Contingent vaststellen", jaar=2030)
        maak_actie(31, titel="Gaat vooraf aan actie 12", jaar=2030)
        groups = als("bo-lid").get("/zoeken/", {"q": "Actie 12"}).context["groepen"]
        assert groups[0].bron.code == "acties"
        hits = [(treffer.kop, treffer.adres) for treffer in groups[0].treffers]
        assert hits[0] == ("Contingent vaststellen", "/acties/2030/12/")
        assert ("Gaat vooraf aan actie 12", "/acties/2030/31/") in hits[1:]

    def test_decision_by_its_number_stands_above_all_kinds(self, als):
        besluit = maak_besluit(wat="Samen bouwen.")
        actie = maak_actie(31, jaar=2030, titel=f"Volgt op besluit {besluit.pk}")
        groups = als("bo-lid").get("/zoeken/", {"q": f"besluit {besluit.pk}"}).context["groepen"]
        assert [(groep.bron.code, groep.treffers[0].adres) for groep in groups[:2]] == [
            ("besluiten", f"/overleg/besluiten/{besluit.pk}/"), ("acties", actie.get_absolute_url()),
        ]  # fmt: skip

    @pytest.mark.parametrize("q", ["actie 999999", "actie 12345678901234567890", "actie twaalf"])
    def test_number_that_nothing_has_finds_nothing(self, als, q):
        assert found(als("bo-lid"), q) == {}
