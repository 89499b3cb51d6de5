"""What each page shows, from a small case made by hand; and whose figures are still to come."""

import datetime

import pytest
import time_machine

from acties.models import Actie, Actiestatus, Statusmelding, Thema
from monitoring import dashboards, grafiek
from monitoring.dashboards import Ontbrekend, uitleg
from monitoring.dashboards import toewijzing as dashboards_toewijzing
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import Keuze
from monitoring.zinnen import toewijzing as zinnen_toewijzing
from tests.factories.acties import maak_actie
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, partij, toewijzing
from tests.factories.voorraad import maak_levering
from voorraad.models import Levering, Status, Verwerking

pytestmark = pytest.mark.django_db
S = "\u00a0"
NOVEMBER = datetime.date(2026, 11, 23)  # 2026-1 has ended, 2026-2 runs
JANUARI = datetime.date(2027, 1, 2)  # 2026-2 has ended
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")
IEDEREEN = ("gemeente", *CORPORATIES)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12), tick=False):
        yield


def eerste_helft(*partijen):
    """2026-1: growth 60 − 8 = 52 at de Alliantie, 30 − 40 = −10 at Omnia Wonen, 0 at Portaal; 2 of DAEB-koop."""
    rijen = {
        "de-alliantie": [mutatie("nieuwbouw", 60), mutatie("verkoop", 6), mutatie("verkoop", 2, daeb_koop=True)],
        "omnia-wonen": [mutatie("nieuwbouw", 30), mutatie("sloop", 40)],
        "gemeente": [gegeven("taakstelling-statushouders", 212), gegeven("gehuisveste-statushouders", 187)],
    }
    for code in partijen or IEDEREEN:
        maak_vastgesteld(code, "2026-1", *rijen.get(code, []))


def missing(user, today=NOVEMBER):
    return dashboards.ontbrekend(user, today, grafiek.load(None))


class TestOverzicht:
    def test_page_opens_with_the_growth_and_the_goal(self, gebruiker):
        eerste_helft()
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        # 52 − 10 + 0 = 42; the 2 of DAEB-koop again: 44
        sentence = "Netto 42 sociale huurwoningen erbij, 44 met DAEB-koop; het doel voor 2030 is 1.380."
        assert (page.kop.titel, page.kop.kernzin, page.kop.noot) == ("Hoe staan we ervoor?", sentence, "")
        assert page.leeg is False

    def test_page_without_figures_is_empty_and_says_so(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        assert page.kop.kernzin == (
            "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur; het doel voor 2030 is 1.380."
        )
        assert (page.leeg, [chart.figuur for chart, _ in page.grafieken]) == (True, [None] * 4)

    def test_goals_are_said_the_same_way_before_there_are_figures(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        goals = {stand.code: stand.doel for blok in page.themas for stand in blok.standen}
        assert goals["T3"] == "de taakstelling van elk halfjaar halen"
        assert goals["L1"] == "een gezamenlijke aanpak voor elke buurt op de lijst"

    def test_page_has_five_themes_four_charts_and_where_they_lead(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        assert [blok.thema.nummer for blok in page.themas] == [1, 2, 3, 4, 5]
        assert [(chart.naam, link) for chart, link in page.grafieken] == [
            ("netto-groei", "/voorraad/"),
            ("urgent", "/toewijzing/"),
            ("vrije-toewijzing", "/toewijzing/"),
            ("statushouders", "/toewijzing/"),
        ]

    def test_provisional_growth_names_who_is_missing(self, gebruiker):
        eerste_helft("de-alliantie", "gemeente")
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        assert page.kop.kernzin.startswith("Netto 52 sociale huurwoningen erbij, 54 met DAEB-koop;")  # 60 − 6 − 2
        assert page.kop.noot == "Dit is voorlopig: nog niet alle cijfers van Omnia Wonen en Portaal zijn vastgesteld."

    def test_theme_with_many_figures_says_the_agreed_ones_and_how_many_more(self, gebruiker):
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        shown = {blok.thema.slug: ([stand.code for stand in blok.standen], blok.meer) for blok in page.themas}
        assert shown == {
            "leefbare-wijken": (["L1"], 0),
            "voorraad": (["V1", "V2", "V3", "V4"], 6),
            "aandachtsgroepen": (["T1", "T3", "T4", "T5"], 1),
            "ouderen": (["O1"], 0),
            "duurzaam": (["D1", "D2"], 0),
        }

    def test_chance_is_not_given_while_allocations_lack(self, gebruiker):
        chances = {"2026-1": CORPORATIES, "2026-2": CORPORATIES[:1]}  # in 2026-2 two corporations lack
        for half, parties in chances.items():
            maak_vastgesteld("gemeente", half, gegeven("actief-woningzoekenden", 100, doelgroep="gezin"))
            for code in parties:
                maak_vastgesteld(code, half, toewijzing("gezin", 2))
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        stand = next(stand for blok in page.themas for stand in blok.standen if stand.code == "T5")
        assert (stand.waarde, stand.stand) == ("6\xa0%", "2026-1")  # 3 × 2 of 100

    def test_newest_three_successes_are_celebrated(self, gebruiker):
        actie = maak_actie()
        for nummer in range(4):
            Statusmelding.objects.create(actie=actie, door=gebruiker("medewerker"), succes=f"Succes {nummer}")
        Statusmelding.objects.create(actie=actie, door=gebruiker("medewerker"), knelpunt="Geen succes")
        page = dashboards.overzicht(gebruiker("bo-lid"), NOVEMBER)
        assert [melding.succes for melding in page.gevierd] == ["Succes 3", "Succes 2", "Succes 1"]


class TestOntbrekend:
    def test_half_year_that_ended_lists_who_did_not_deliver(self, gebruiker):
        eerste_helft("gemeente", "de-alliantie")
        assert missing(gebruiker("bo-lid")) == [
            Ontbrekend("eerste helft van 2026", ["Omnia Wonen: nog niet aangeleverd", "Portaal: nog niet aangeleverd"])
        ]

    def test_all_accepted_leaves_nothing_to_come(self, gebruiker):
        eerste_helft()
        assert missing(gebruiker("bo-lid")) == []

    def test_running_half_year_that_nobody_delivered_is_not_asked_for(self, gebruiker):
        eerste_helft()
        maak_levering("portaal", "2026-2", Status.CONCEPT)
        assert missing(gebruiker("medewerker")) == []

    def test_running_half_year_that_one_party_delivered_lists_the_others_with_their_state(self, gebruiker):
        """As in the demonstration: two accepted, one handed in, one begun."""
        eerste_helft()
        maak_vastgesteld("gemeente", "2026-2")
        maak_vastgesteld("de-alliantie", "2026-2", mutatie("nieuwbouw", 1))
        maak_levering("portaal", "2026-2", Status.INGEDIEND)
        maak_levering("omnia-wonen", "2026-2", Status.CONCEPT)
        whole = [Ontbrekend("tweede helft van 2026", ["Omnia Wonen: concept", "Portaal: ingediend"])]
        partly = [
            Ontbrekend("tweede helft van 2026", ["Omnia Wonen: nog niet vastgesteld", "Portaal: nog niet vastgesteld"])
        ]
        assert missing(gebruiker("medewerker")) == whole
        assert missing(gebruiker("bo-lid")) == partly
        assert missing(gebruiker("corporatie", "portaal")) == [
            Ontbrekend("tweede helft van 2026", ["Omnia Wonen: nog niet vastgesteld", "Portaal: ingediend"])
        ]

    @pytest.mark.parametrize("status", [Status.INGEDIEND, Status.TERUGGESTUURD])
    def test_running_half_year_that_was_only_handed_in_is_listed(self, gebruiker, status):
        eerste_helft()
        maak_levering("portaal", "2026-2", status)
        (row,) = missing(gebruiker("medewerker"))
        assert row.partijen == [
            "Gemeente Amersfoort: halfjaar loopt nog",
            "de Alliantie: halfjaar loopt nog",
            "Omnia Wonen: halfjaar loopt nog",
            f"Portaal: {status.label}",
        ]

    def test_party_sent_back_or_failed_says_so(self, gebruiker):
        eerste_helft("gemeente", "de-alliantie")
        maak_levering("portaal", "2026-1", Status.TERUGGESTUURD)
        maak_levering("omnia-wonen", "2026-1", Status.CONCEPT, verwerking=Verwerking.MISLUKT)
        assert missing(gebruiker("medewerker")) == [
            Ontbrekend("eerste helft van 2026", ["Omnia Wonen: controle niet gelukt", "Portaal: teruggestuurd"])
        ]

    def test_correction_beside_an_accepted_version_is_not_missing(self, gebruiker):
        eerste_helft()
        maak_levering("portaal", "2026-1", Status.CONCEPT)
        assert missing(gebruiker("medewerker")) == []

    def test_accepted_but_not_yet_in_the_figures_is_listed(self, gebruiker):
        eerste_helft(*IEDEREEN[:-1])
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5), bereken=False)
        assert missing(gebruiker("bo-lid")) == [
            Ontbrekend("eerste helft van 2026", ["Portaal: vastgesteld, wordt nu doorgerekend"])
        ]

    def test_newest_half_year_comes_first(self, gebruiker):
        eerste_helft(*IEDEREEN[:-1])
        maak_vastgesteld("gemeente", "2026-2")
        found = missing(gebruiker("bo-lid"), JANUARI)
        assert [row.halfjaar for row in found] == ["tweede helft van 2026", "eerste helft van 2026"]

    def test_half_year_before_the_one_delivered_is_never_passed_over(self, gebruiker):
        eerste_helft()
        maak_vastgesteld("portaal", "2027-1", mutatie("nieuwbouw", 5))
        found = missing(gebruiker("bo-lid"))
        assert [row.halfjaar for row in found] == ["eerste helft van 2027", "tweede helft van 2026"]

    @pytest.mark.parametrize("delivered", [1, 2, 3, 4])
    @pytest.mark.parametrize("computed", [True, False])
    def test_every_party_that_makes_a_figure_provisional_is_listed(self, gebruiker, delivered, computed):
        eerste_helft()
        for code in IEDEREEN[:delivered]:
            known = computed or code != IEDEREEN[delivered - 1]
            maak_vastgesteld(code, "2026-2", mutatie("nieuwbouw", 5), bereken=known)
        figures = grafiek.load(None)
        named = {naam for code in INDICATOREN for punt in figures.reeksen.punten(code) for naam in punt.ontbreekt}
        listed = {each.split(":")[0] for row in missing(gebruiker("bo-lid")) for each in row.partijen}
        assert named <= listed
        assert (listed == set()) == (delivered == len(IEDEREEN) and computed)

    def test_nothing_is_asked_before_the_first_half_year_has_ended(self, gebruiker):
        assert missing(gebruiker("bo-lid"), datetime.date(2026, 6, 30)) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2025-12-31", []),
        ("2026-06-30", []),
        ("2026-07-01", ["2026-1"]),
        ("2027-01-01", ["2026-2", "2026-1"]),
        ("2031-01-01", ["2030-2", "2030-1", "2029-2"]),
        ("2033-01-01", ["2030-2", "2030-1", "2029-2"]),
    ],
)
def test_half_years_asked_have_ended_and_lie_in_the_agreements(day, asked):
    found = dashboards.half_years_asked(datetime.date.fromisoformat(day))
    assert [str(half) for half in found[:3]] == asked


class TestToewijzing:
    def vol(self):
        """Urgent 12 + 3 of 50; free 5 of 50; housed 187 of 212."""
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("statushouder", 12), toewijzing("gezin", 28))
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("medisch-sociaal", 3),
            toewijzing("jongere", 5, boven_inkomensgrens=True),
            toewijzing("gezin", 2),
        )
        eerste_helft("gemeente")

    def test_page_says_the_three_in_one_sentence(self):
        self.vol()
        page = dashboards_toewijzing.toewijzing()
        assert page.kop.kernzin == (  # 15 ÷ 50 and 5 ÷ 50
            f"30{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden, 10{S}% is vrij toegewezen "
            "en 187 van de 212 statushouders kregen een woning."
        )
        assert page.kop.noot == "Dit is voorlopig: nog niet alle cijfers van de Alliantie zijn vastgesteld."

    def test_charts_say_the_room_and_the_rest(self):
        self.vol()
        charts = {chart.naam: chart for chart in dashboards_toewijzing.toewijzing().grafieken}
        assert charts["urgent"].titel.endswith(f"we werken toe naar circa 30{S}%.")
        assert charts["vrije-toewijzing"].titel == (  # 0,15 × 50 = 7,5 → 7, less 5
            f"In 2026 tot en met juni is 10{S}% vrij toegewezen; onder het plafond van 15{S}% "
            "is ruimte voor nog 2 toewijzingen."
        )
        assert charts["statushouders"].titel == (  # 212 − 187 = 25
            "In de eerste helft van 2026 kregen 187 statushouders een woning; de opgave was 212. "
            "Er blijven er 25 over voor het volgende halfjaar."
        )

    def test_page_of_one_corporation_leaves_out_the_task_of_the_city_and_says_so(self):
        self.vol()
        page = dashboards_toewijzing.toewijzing(Keuze(corporatie=partij("portaal")))
        assert page.kop.kernzin == (  # 3 ÷ 10 and 5 ÷ 10
            f"30{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden en 50{S}% is vrij toegewezen."
        )
        assert page.kop.noot.endswith(zinnen_toewijzing.VAN_DE_STAD)
        assert [chart.naam for chart in page.grafieken] == [
            "urgent", "wachttijd", "groepen", "groepen-nieuwbouw", "vrije-toewijzing", "ruimte"
        ]  # fmt: skip

    def test_page_without_figures_is_empty(self):
        page = dashboards_toewijzing.toewijzing()
        assert page.kop == dashboards.Kop("Toewijzing", "Er zijn nog geen vastgestelde cijfers over de toewijzingen.")
        assert page.leeg is True


class TestThema:
    def test_page_counts_its_actions_and_shows_its_reports(self, gebruiker):
        slug = Thema.objects.get(nummer=4).slug
        Actie.objects.filter(thema__slug=slug).update(thema=None)
        klaar = maak_actie(jaar=2026, thema=slug, status=Actiestatus.AFGEROND)
        open_ = maak_actie(jaar=2026, thema=slug, status=Actiestatus.BIJSTUREN)
        maak_actie(jaar=2035, thema=slug)  # of a year that has not begun
        Statusmelding.objects.create(actie=klaar, door=gebruiker("medewerker"), succes="Gelukt")
        Statusmelding.objects.create(actie=open_, door=gebruiker("medewerker"), knelpunt="Geen grond")
        page = dashboards.thema(slug)
        assert page.kop.kernzin == "2 acties: 1 bijsturen nodig en 1 afgerond."
        assert page.acties == [klaar, open_]
        assert [m.succes for m in page.successen] == ["Gelukt"]
        assert [m.knelpunt for m in page.knelpunten] == ["Geen grond"]

    def test_page_shows_the_figures_of_its_theme_with_how_sure_they_are(self):
        eerste_helft("gemeente", "de-alliantie")
        stand = next(each for each in dashboards.thema(INDICATOREN["V1"].thema).standen if each.code == "V1")
        assert (stand.waarde, stand.doel, stand.stand) == ("+52 woningen", "1.380 in 2030", "2026-1, voorlopig")

    def test_figure_that_is_not_there_is_no_data(self):
        stand = next(each for each in dashboards.thema(INDICATOREN["V1"].thema).standen if each.code == "V1")
        assert (stand.waarde, stand.stand) == ("geen gegevens", "")


class TestAandacht:
    def melding(self, user, status, *, jaar=2027, **woorden):
        return Statusmelding.objects.create(actie=maak_actie(status=status, jaar=jaar), door=user, **woorden)

    def test_every_action_that_needs_attention_is_named_once_with_steering_first(self, gebruiker):
        user = gebruiker("medewerker")
        sturen = self.melding(user, Actiestatus.BIJSTUREN, knelpunt="Oud")
        newest = Statusmelding.objects.create(actie=sturen.actie, door=user, knelpunt="Nieuw")
        aandacht = self.melding(user, Actiestatus.AANDACHT, toelichting="Zonder knelpunt")
        self.melding(user, Actiestatus.OP_SCHEMA, knelpunt="Opgelost")
        assert dashboards.aandacht() == [newest, aandacht]

    def test_actions_of_another_year_are_left_out(self, gebruiker):
        this = self.melding(gebruiker("medewerker"), Actiestatus.AANDACHT)
        self.melding(gebruiker("medewerker"), Actiestatus.AANDACHT, jaar=2028)
        assert dashboards.aandacht(2027) == [this]


class TestIndicator:
    def test_page_of_a_figure_of_several_parties_shows_each(self):
        eerste_helft()
        page = uitleg.indicator("V1", Keuze(), kleine_aantallen=True)
        assert page.kop.kernzin == "Tot en met de eerste helft van 2026: +42 woningen."
        assert [row[1].tekst for row in page.partijen.tabel.rijen] == ["+52 woningen", "−10 woningen", "0 woningen"]
        assert page.wijken is None  # no row of this case lies in a wijk

    def test_page_of_a_figure_of_one_party_shows_no_parties(self):
        eerste_helft()
        assert uitleg.indicator("T3", Keuze(), kleine_aantallen=True).partijen is None

    def test_catalogue_holds_every_indicator_once(self):
        found = [each.code for _, group in uitleg.indicatoren().themas for each, _ in group]
        assert sorted(found) == sorted(INDICATOREN)


def test_lists_show_goals_limits_and_codes():
    page = uitleg.lijsten()
    assert {goal.indicator for goal in page.doelen} >= {"V1", "T1", "T2", "T3"}
    assert all(values for _, values in page.codelijsten)
    assert page.huurgrenzen
    assert Levering.objects.count() == 0
