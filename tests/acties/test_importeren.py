"""The official wording into the database: told before, stored once, and nothing else touched."""

import pytest

from acties.importeren import SAMENVATTING, GeenActies, Veldverschil, compare, not_found, store
from acties.models import Actie
from acties.status import change_status
from basis.models import Wijziging
from tests.factories.acties import JAAR, maak_actie

pytestmark = pytest.mark.django_db
DOCUMENT = """\
1. Prettig wonen
1) Actie 2027: We bellen met bewoners.
N.b. Ook in het weekend.
2) Actie 2027: We schrijven terug. Binnen een week.
4) Actie 2028: We vieren het.
"""
TEKST, NOOT, PLAATS = "We bellen met bewoners.", "N.b. Ook in het weekend.", "1. Prettig wonen, regel 2–2"


@pytest.fixture
def actie():
    return maak_actie(1, titel="Bellen", samenvatting="In eigen woorden.")


def soorten(differences):
    return [(each.gevonden.nummer, each.soort) for each in differences]


class TestCompare:
    def test_compare_tells_per_action_what_storing_would_do(self, actie):
        first, second = compare(DOCUMENT, JAAR)
        assert (first.soort, first.actie, second.soort, second.actie) == ("toegevoegd", actie, "nieuw", None)
        assert first.velden == [
            Veldverschil("officiele_tekst", "officiële tekst", "", TEKST),
            Veldverschil("noot", "noot", "", NOOT),
            Veldverschil("vindplaats", "plaats in het document", "", PLAATS),
        ]

    def test_compare_stores_nothing(self, actie):
        compare(DOCUMENT, JAAR)
        assert list(Actie.objects.filter(jaar=JAAR).values_list("nummer", "officiele_tekst")) == [(1, "")]
        assert not Wijziging.objects.exists()

    def test_compare_names_only_the_fields_that_differ(self):
        maak_actie(1, officiele_tekst="We mailen met bewoners.", noot=NOOT, vindplaats=PLAATS)
        first = compare(DOCUMENT, JAAR)[0]
        assert first.soort == "gewijzigd"
        assert first.velden == [Veldverschil("officiele_tekst", "officiële tekst", "We mailen met bewoners.", TEKST)]

    def test_compare_does_not_take_the_same_number_of_another_year(self):
        maak_actie(1, jaar=JAAR + 1, officiele_tekst=TEKST)
        assert soorten(compare(DOCUMENT, JAAR)) == [(1, "nieuw"), (2, "nieuw")]

    @pytest.mark.parametrize(
        ("text", "jaar", "message"),
        [
            (
                DOCUMENT,
                2030,
                "In dit document staan geen acties van 2030. Wel gevonden: acties van 2027, 2028. "
                "Verwacht: regels als ‘1) Actie 2030: …’.",
            ),
            (
                "Een brief.",
                2027,
                "In dit document staan geen acties van 2027. Er staat geen enkele actie in. "
                "Verwacht: regels als ‘1) Actie 2027: …’.",
            ),
            (
                "1) Actie 2027: Een.\n7) Actie 2027:\n\n0) Actie 2027: Nul.",
                2027,
                "Actie 7, 0 heeft geen tekst of geen nummer. "
                "Verwacht: regels als ‘1) Actie 2027: …’ met de tekst erachter.",
            ),
            (
                "2) Actie 2027: Een.\n1) Actie 2027: Twee.\n2) Actie 2027: Drie.\n1) Actie 2027: Vier.",
                2027,
                "Actie 1, 2 staat meer dan eens in dit document. Verwacht: elk nummer eenmaal.",
            ),
        ],
        ids=["other year", "no actions", "empty", "double"],
    )
    def test_compare_refuses_with_a_message(self, text, jaar, message):
        with pytest.raises(GeenActies) as caught:
            compare(text, jaar)
        assert str(caught.value) == message


class TestNotFound:
    def test_not_found_are_known_actions_and_gaps(self):
        """Known: 3 and 9. In the document: 2 and 6, so 1, 4 and 5 are gaps and 3 and 9 are missed."""
        maak_actie(3)
        maak_actie(9)
        differences = compare("2) Actie 2027: Een.\n6) Actie 2027: Twee.", JAAR)
        assert not_found(differences, JAAR) == [1, 3, 4, 5, 9]

    def test_not_found_is_empty_when_all_is_there(self, actie):
        assert not_found(compare(DOCUMENT, JAAR), JAAR) == []


class TestStore:
    def test_store_writes_the_wording_and_the_trail(self, actie, gebruiker):
        user = gebruiker("medewerker")
        assert soorten(store(DOCUMENT, jaar=JAAR, by=user)) == [(1, "toegevoegd"), (2, "nieuw")]
        actie.refresh_from_db()
        assert (actie.officiele_tekst, actie.noot, actie.vindplaats) == (TEKST, NOOT, PLAATS)
        assert (actie.titel, actie.samenvatting) == ("Bellen", "In eigen woorden.")
        changes = Wijziging.objects.over(actie).order_by("pk").values_list("veld", "van", "naar", "waarom", "door")
        reason = "overgenomen uit het afsprakendocument"
        assert list(changes) == [
            ("officiële tekst", "", TEKST, reason, user.pk),
            ("noot", "", NOOT, reason, user.pk),
            ("plaats in het document", "", PLAATS, reason, user.pk),
        ]

    def test_store_makes_a_new_action_with_the_start_of_its_text(self, actie):
        store(DOCUMENT, jaar=JAAR, by=None)
        new = Actie.objects.get(jaar=JAAR, nummer=2)
        assert (new.titel, new.samenvatting, new.planning) == ("We schrijven terug", SAMENVATTING, "2027")
        assert (new.officiele_tekst, new.status, new.versie) == (
            "We schrijven terug. Binnen een week.",
            "niet-gestart",
            0,
        )
        assert not Actie.objects.filter(jaar=2028).exists()

    def test_store_shortens_a_title_at_a_word(self):
        """Of ten letters and a space each, eight words are 87 characters, and a ninth would reach past 97."""
        store("1) Actie 2027: " + " ".join(["tienletter"] * 12) + ".", jaar=JAAR, by=None)
        title = Actie.objects.get(jaar=JAAR, nummer=1).titel
        assert title == "Tienletter" + " tienletter" * 7 + " …"

    def test_store_twice_changes_nothing(self, actie):
        store(DOCUMENT, jaar=JAAR, by=None)
        before = list(Actie.objects.filter(jaar=JAAR).order_by("pk").values()), Wijziging.objects.count()
        assert store(DOCUMENT, jaar=JAAR, by=None) == []
        assert (list(Actie.objects.filter(jaar=JAAR).order_by("pk").values()), Wijziging.objects.count()) == before

    def test_store_keeps_a_status_that_was_given_in_the_meantime(self, actie, gebruiker):
        """The preview is on the screen while a colleague writes a status; then the wording is stored."""
        compare(DOCUMENT, JAAR)
        change_status(actie, by=gebruiker("medewerker"), naar="op-schema", toelichting="Begonnen.", versie=0)
        store(DOCUMENT, jaar=JAAR, by=None)
        kept = Actie.objects.get(pk=actie.pk)
        assert (kept.status, kept.versie, kept.bijgewerkt_op) == ("op-schema", 1, actie.bijgewerkt_op)

    def test_store_leaves_what_the_document_lacks(self):
        missed = maak_actie(9, officiele_tekst="Wat er stond.")
        store(DOCUMENT, jaar=JAAR, by=None)
        missed.refresh_from_db()
        assert missed.officiele_tekst == "Wat er stond."

    def test_store_stores_nothing_of_a_document_with_a_double_number(self, actie):
        with pytest.raises(GeenActies):
            store("1) Actie 2027: Een.\n2) Actie 2027: Twee.\n2) Actie 2027: Drie.", jaar=JAAR, by=None)
        actie.refresh_from_db()
        assert actie.officiele_tekst == ""
        assert not Wijziging.objects.exists()
