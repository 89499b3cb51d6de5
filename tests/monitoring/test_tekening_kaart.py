"""The map as a drawing: classes in words, and what is hidden, missing or provisional is drawn apart."""

from monitoring.tekeningen import Vorm
from monitoring.tekeningen.kaart import KLEUR_GEEN, KLEUR_MINDER, KLEUR_NUL, KLEUR_VERBORGEN, Vlak, kaart, klassen

RING = [(0, 0), (1, 0), (1, 1), (0, 0)]


def vlak(waarde, tekst="", **kwargs):
    return Vlak("10", "Liendert", [RING], (0.5, 0.5), waarde, tekst, **kwargs)


def words(groepen):
    return [groep.woorden for groep in groepen]


class TestKlassen:
    def test_counts_have_a_class_for_less_and_for_none_and_steps_above(self):
        # highest 72 in four steps: 18, rounded up to 20
        found = klassen([-6, 0, 3, 72], Vorm(met_teken=True))
        assert words(found) == ["minder dan 0", "0", "1 tot en met 20", "21 tot en met 40", "41 tot en met 60",
                                "61 tot en met 80"]  # fmt: skip
        assert [groep.kleur for groep in found[:2]] == [KLEUR_MINDER, KLEUR_NUL]

    def test_small_counts_have_one_class_each(self):
        assert words(klassen([1, 2, 3], Vorm())) == ["1", "2", "3"]

    def test_shares_are_classed_in_per_cents_from_a_round_bound(self):
        # 17,9 to 47,8 in four steps: 7,5, rounded up to 10; the first bound is 10
        found = klassen([0.179, 0.478], Vorm(aandeel=True))
        assert words(found) == ["10 tot 20\u00a0%", "20 tot 30\u00a0%", "30 tot 40\u00a0%", "40 tot 50\u00a0%"]

    def test_share_on_a_bound_lies_in_the_class_that_begins_there(self):
        found = klassen([0.2, 0.4], Vorm(aandeel=True))  # step 5: 20, 25, 30, 35, 40
        assert words(found) == [f"{van} tot {van + 5}\u00a0%" for van in (20, 25, 30, 35, 40)]

    def test_no_values_have_no_classes(self):
        assert klassen([], Vorm()) == []

    def test_equal_values_have_one_class(self):
        assert words(klassen([0.3, 0.3], Vorm(aandeel=True))) == ["30 tot 31\u00a0%"]


class TestKaart:
    def test_every_area_is_a_filled_line_in_the_colour_of_its_class(self):
        vorm = Vorm()
        groepen = klassen([1, 2], vorm)
        figure = kaart([vlak(1, "1 woning"), vlak(2, "2 woningen")], groepen, vorm)
        first, second, numbers = figure["data"]
        assert (first["fill"], first["fillcolor"], second["fillcolor"]) == ("toself", *[g.kleur for g in groepen])
        assert first["text"] == "Liendert: 1 woning"
        assert numbers["text"] == ["10", "10"]
        assert "fillpattern" not in first

    def test_hidden_area_is_grey_and_hatched_with_its_words_and_no_number(self):
        area = kaart([vlak(None, "< 5", verborgen=True)], [], Vorm())["data"][0]
        assert (area["fillcolor"], area["fillpattern"]["shape"]) == (KLEUR_VERBORGEN, "x")
        assert area["text"] == "Liendert: < 5"

    def test_missing_area_is_dotted(self):
        area = kaart([vlak(None, "geen gegevens")], [], Vorm())["data"][0]
        assert (area["fillcolor"], area["fillpattern"]["shape"]) == (KLEUR_GEEN, ".")

    def test_provisional_area_is_hatched_and_says_so(self):
        vorm = Vorm()
        area = kaart([vlak(4, "4 woningen", voorlopig=True)], klassen([4], vorm), vorm)["data"][0]
        assert (area["fillpattern"]["shape"], area["text"]) == ("/", "Liendert: 4 woningen (voorlopig)")

    def test_parts_of_an_area_are_drawn_apart(self):
        two = Vlak("10", "Liendert", [RING, RING], (0, 0), None, "")
        area = kaart([two], [], Vorm())["data"][0]
        assert area["x"] == [0, 1, 1, 0, None, 0, 1, 1, 0]
