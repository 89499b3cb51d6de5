import pytest

from monitoring.tekeningen import Vorm
from monitoring.verborgen import KLEIN, STIL
from monitoring.zinnen import wijken as zinnen_wijken


class TestKaart:
    def test_growth_says_from_where_to_where_and_how_many_went_up_and_down(self):
        found = zinnen_wijken.kaart("Netto groei", [12.0, -3.0, 0.0, None], "Wijk", Vorm(met_teken=True))
        assert found == "Netto groei: van −3 tot +12 in 3 wijken; in 1 kwam er netto bij, in 1 ging er netto af."

    def test_hidden_areas_are_counted_but_never_numbers(self):
        found = zinnen_wijken.kaart("Urgent", [0.25, 0.5, STIL, STIL], "Wijk", Vorm(aandeel=True))
        assert found == "Urgent: van 25\u00a0% tot 50\u00a0% in 2 wijken; 2 wijken laten we niet zien."

    def test_means_are_said_in_their_unit(self):
        found = zinnen_wijken.kaart("Wachttijd", [4.5, 7.0, STIL], "Wijk", Vorm(decimalen=1, eenheid="maanden"))
        assert found == "Wachttijd: van 4,5 tot 7,0 maanden in 2 wijken; 1 wijk laten we niet zien."

    def test_nothing_to_show_says_so(self):
        found = zinnen_wijken.kaart("Urgent", [STIL], "Buurt", Vorm(aandeel=True))
        assert found == "Urgent: er zijn nog geen cijfers per buurt die we kunnen laten zien."


@pytest.mark.parametrize(
    ("groei", "urgent", "lijst", "zin"),
    [
        (1, None, [], "Netto 1 sociale huurwoning erbij sinds de start van de afspraken."),
        (-2, 0.25, ["Liendert"], "Netto 2 sociale huurwoningen minder sinds de start van de afspraken en 25\u00a0% van "
         "het vrijkomende aanbod ging naar urgent woningzoekenden. Liendert staat op de lijst van prioriteitsbuurten."),
        (0, STIL, [], "Netto bleef het aantal sociale huurwoningen gelijk."),
        (None, None, ["A", "B"], "Over dit gebied zijn nog geen cijfers die we kunnen laten zien. A en B staan op de "
         "lijst van prioriteitsbuurten."),
    ],
)  # fmt: skip
def test_gebied_says_what_is_known(groei, urgent, lijst, zin):
    assert zinnen_wijken.gebied(groei, urgent, lijst) == zin


@pytest.mark.parametrize(
    ("a", "b", "aandeel", "zin"),
    [
        (12, 3, False, "9 woningen meer in A"),
        (3, 12, False, "9 woningen meer in B"),
        (3, 3, False, "evenveel"),
        (0.25, 0.281, True, "3,1 procentpunt meer in B"),  # 28,1 − 25
        (None, 3, False, "niet te vergelijken: geen gegevens"),
        (STIL, 3, False, "niet te vergelijken: niet getoond"),
        (3, KLEIN, False, "niet te vergelijken: niet getoond"),
    ],
)
def test_difference_in_words_ranks_nobody(a, b, aandeel, zin):
    assert zinnen_wijken.verschil_in_woorden("A", "B", a, b, aandeel=aandeel, eenheid="woningen") == zin


@pytest.mark.parametrize(
    ("nieuwbouw", "sloop", "zin"),
    [
        ([], [], "In Liendert staat nu niets op de plannenlijst."),
        ([1], [], "Op de plannenlijst van Liendert staat één project: nieuwbouw van 1 woning."),
        ([], [40], "Op de plannenlijst van Liendert staat één project: sloop van 40 woningen."),
        (
            [96, 24],
            [40],
            "Op de plannenlijst van Liendert staan 3 projecten: nieuwbouw van 120 en sloop van 40 woningen.",
        ),
    ],
)
def test_projects_are_counted(nieuwbouw, sloop, zin):
    assert zinnen_wijken.projecten("Liendert", nieuwbouw, sloop) == zin


@pytest.mark.parametrize(
    ("aantal", "aanpak", "zin"),
    [
        (0, 0, "Er staat nog geen gebied op de lijst van prioriteitsbuurten."),
        (1, 0, "1 gebied staat op de lijst; een gezamenlijke aanpak is er nog niet."),
        (3, 1, "3 gebieden staan op de lijst; 1 daarvan heeft een gezamenlijke aanpak."),
    ],
)
def test_priorities_are_counted_with_their_approach(aantal, aanpak, zin):
    assert zinnen_wijken.prioriteiten(aantal, aanpak) == zin
