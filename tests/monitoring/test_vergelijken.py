"""Since the previous overview: from the frozen figures to those of now, by cause and by corporation."""

import datetime
from dataclasses import replace

import pytest
import time_machine

from basis.halfjaar import Halfjaar
from monitoring.indicatoren import INDICATOREN
from monitoring.jaaroverzicht import story
from monitoring.models import Doelstelling
from monitoring.rekenen.recompute import recompute_half_year
from monitoring.tijdvak import Tijdvak
from tests.factories.monitoring import maak_vastgesteld, mutatie
from tests.factories.overzicht import leg_vast
from voorraad.models import Levering, Mutatie

pytestmark = pytest.mark.django_db
BEGIN = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
JAAR = Tijdvak(2026)


@pytest.fixture
def frozen(gebruiker):
    """Of 2026-1: omnia-wonen +12 − 2 = 10 and portaal +20; de-alliantie is not there yet. Frozen on 1 February."""
    with time_machine.travel(BEGIN, tick=True):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 20))
        maak_vastgesteld("gemeente", "2026-1")
        leg_vast("2026-1", gebruiker("beheer"), BEGIN.date())
    with time_machine.travel(BEGIN + datetime.timedelta(days=1), tick=True):
        yield


def sinds():
    [found] = [d for d in story.story(JAAR, BEGIN.date())["delen"] if d["soort"] == "sinds"]
    return found


def stappen(found):
    return [(stap["oorzaak"], stap["partijnaam"], stap["aantal"]) for stap in found["stappen"]]


def _bij(each, wanneer):
    return f"{each[wanneer]} ({each[f'{wanneer}_halfjaar']})"


def adds_up(found):
    return (found["van"] or 0) + sum(stap["aantal"] for stap in found["stappen"]) == found["tot"]


@pytest.mark.usefixtures("frozen")
class TestSinds:
    def test_nothing_changed_is_said(self):
        found = sinds()
        assert found["titel"] == "De netto groei is dezelfde als in het vorige overzicht: +30."
        assert (stappen(found), found["cijfers"], found["grafieken"]) == ([], [], [])

    def test_each_home_has_its_cause_and_its_corporation(self):
        maak_vastgesteld("de-alliantie", "2026-1", mutatie("nieuwbouw", 7))  # came later
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 5))  # 10 became 7
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 9), mutatie("verkoop", 1))  # 8 in a new half-year
        found = sinds()
        assert (found["van"], found["tot"]) == (30, 42)  # 7 + 7 + 20 + 8
        assert stappen(found) == [
            ("nieuw-halfjaar", "Portaal", 8),
            ("later", "de Alliantie", 7),
            ("correctie", "Omnia Wonen", -3),
        ]
        assert found["titel"] == (
            "De netto groei ging van +30 naar +42: +8 door een nieuw halfjaar, +7 door cijfers die later kwamen "
            "en −3 door correcties."
        )

    def test_table_adds_up_both_ways_and_names_who_has_no_figures(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 5))
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 8))
        inhoud = story.story(JAAR, BEGIN.date())
        table = inhoud["grafieken"]["sinds-oorzaak"]["tabel"]
        assert [kolom["naam"] for kolom in table["kolommen"]] == [
            *("stap", "de Alliantie", "Omnia Wonen", "Portaal", "samen"),
        ]
        assert [[cel["tekst"] for cel in rij] for rij in table["rijen"]] == [
            ["toen (de eerste helft van 2026, versie 1)", "geen gegevens", "+10", "+20", "+30"],
            ["een nieuw halfjaar", "geen gegevens", "geen gegevens", "+8", "+8"],
            ["correcties", "0", "−3", "0", "−3"],
            ["nu", "geen gegevens", "+7", "+28", "+35"],
        ]
        assert inhoud["grafieken"]["sinds-corporatie"]["titel"] == (
            "De netto groei ging van +30 naar +35: −3 bij Omnia Wonen en +8 bij Portaal."
        )

    def test_waterfalls_start_at_then_and_end_at_now(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 5))
        charts = story.story(JAAR, BEGIN.date())["grafieken"]
        for naam, steps in (("sinds-oorzaak", [-3]), ("sinds-corporatie", [None, -3, 0])):
            [bars] = charts[naam]["figuur"]["data"]
            assert bars["y"] == [30, *steps, 27]

    def test_who_has_no_figures_yet_has_no_bar_and_that_is_said(self):
        """Only Portaal is in 2026-2; its first bar begins where the ones that are not there end."""
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 8))
        figure = story.story(JAAR, BEGIN.date())["grafieken"]["sinds-corporatie"]["figuur"]
        assert figure["data"][0]["y"] == [30, None, None, 8, 38]
        assert [each["text"] for each in figure["layout"]["annotations"]] == [
            *("+30", "geen gegevens", "geen gegevens", "+8", "+38"),
        ]

    def test_another_definition_is_no_correction(self):
        """The same rows, of which something else is counted: here by changing them under the accepted delivery."""
        levering = Levering.objects.vastgesteld().get(partij__code="portaal")
        Mutatie.objects.filter(levering=levering).update(aantal=25)
        recompute_half_year(Halfjaar(2026, 1))
        found = sinds()
        assert stappen(found) == [("definitie", "Portaal", 5)]
        why = {each["code"]: each["waarom"] for each in found["cijfers"]}
        assert why["V1"] == ["aangepaste definitie"]

    def test_changed_words_of_a_definition_and_an_adjusted_goal_are_told(self, monkeypatch):
        monkeypatch.setitem(INDICATOREN, "V1", replace(INDICATOREN["V1"], formule="anders geteld"))
        Doelstelling.objects.filter(indicator="V5").delete()
        why = {each["code"]: each["waarom"] for each in sinds()["cijfers"]}
        assert why["V1"] == ["andere formule"]
        assert why["V5"] == ["doel aangepast: 350 tot 430 in 2030 → geen"]

    def test_every_figure_that_differs_is_told_with_why(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("verkoop", 5))
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 8))
        told = {each["code"]: (_bij(each, "toen"), _bij(each, "nu"), each["waarom"]) for each in sinds()["cijfers"]}
        new = ["nieuw halfjaar", "nog niet alles vastgesteld"]  # only Portaal is in 2026-2
        then, now = "woningen, voorlopig (2026-1)", "woningen, voorlopig (2026-2)"
        assert told["V1"] == (f"+30 {then}", f"+35 {now}", [*new, "correctie"])
        # 12 − 5 = 7 for 10; + 8
        assert told["V7"] == (f"0 {then}", f"5 {now}", [*new, "correctie"])
        assert told["V3"] == (f"32 {then}", f"40 {now}", new)

    def test_figure_that_reads_the_same_in_a_new_half_year_is_not_told(self):
        maak_vastgesteld("portaal", "2026-2")
        assert [each["code"] for each in sinds()["cijfers"] if each["code"] in ("V1", "V3", "V7")] == []

    def test_it_adds_up_after_corrections_back_and_forth(self):
        for homes in (40, 3, 12):
            maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", homes))
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 6))
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 4))
        found = sinds()
        assert stappen(found) == [("nieuw-halfjaar", "Portaal", 4), ("correctie", "Portaal", -8)]
        assert adds_up(found)


def test_without_an_earlier_overview_there_is_no_such_section():
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 20))
    assert "sinds" not in [deel["soort"] for deel in story.story(JAAR, BEGIN.date())["delen"]]
