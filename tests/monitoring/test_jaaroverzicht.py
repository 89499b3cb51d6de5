"""The story of a year and a half-year: what it tells, and the slides that tell it."""

import datetime

import pytest
import time_machine

from acties.dossier.opmerken import answer, place_remark
from acties.models import Opmerking, Statusmelding
from acties.status import change_status, confirm
from monitoring import dashboards
from monitoring.jaaroverzicht import bladzijde, dias, projectie, story, vorm
from monitoring.jaaroverzicht.story import INLEIDING
from monitoring.models import Doelstelling
from monitoring.tijdvak import Tijdvak
from tests.factories.acties import maak_actie, maak_besluit, maak_mijlpaal, maak_overleg
from tests.factories.monitoring import gegeven, maak_vastgesteld, mutatie, project, toewijzing

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12)
VANDAAG = FEBRUARI.date()
JAAR, EERSTE_HELFT = Tijdvak(2026), Tijdvak(2026, 1)


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture
def _growth():
    """Net 12 − 2 = 10 in 2026-1; of 2026-2 nothing is accepted."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
    for code in ("gemeente", "de-alliantie", "portaal"):
        maak_vastgesteld(code, "2026-1")


def vertel(tijdvak=JAAR, **eigen):
    return story.story(tijdvak, VANDAAG, eigen)


def deel(inhoud, soort, sleutel=None):
    """The section of this kind; of the themes the one with this key."""
    return next(d for d in inhoud["delen"] if d["soort"] == soort and sleutel in (None, d.get("sleutel")))


def slides(inhoud):
    """What stands above each slide → the slide."""
    return {dia["boven"]: dia for deel in dias.delen(inhoud) for dia in deel["dias"]}


TIEN = "Netto 10 sociale huurwoningen erbij; het doel voor 2030 is 1.380."


class TestStory:
    @pytest.mark.usefixtures("_growth")
    def test_sections_are_told_in_a_fixed_order(self):
        found = vertel()
        assert [d["soort"] for d in found["delen"]] == [
            *("opening", "successen"),
            *["thema"] * 6,  # the actions above the themes, and five themes
            *("spanningen", "besluiten", "bijsturen", "huurders", "volgend", "bronnen"),
        ]
        assert (found["schema"], found["fictief"]) == (1, False)
        assert found["tijdvak"] == {"sleutel": "2026", "naam": "2026", "titel": "Jaaroverzicht 2026", "tm": "2026-2"}

    @pytest.mark.usefixtures("_growth")
    def test_slides_tell_one_message_each(self):
        found = dias.delen(vertel())
        charts = [dia for deel in found for dia in deel["dias"] if dia["soort"] == "grafiek"]
        assert charts[0]["boven"] == "Groei van de sociale huur"
        assert charts[0]["titel"] == TIEN
        assert [dia["nummer"] for deel in found for dia in deel["dias"]] == list(
            range(1, sum(len(deel["dias"]) for deel in found) + 1)
        )
        assert all(dia["grafiek"]["figuur"] for dia in charts)

    def test_without_figures_no_chart_is_a_slide_and_every_section_reads_well(self):
        found = vertel()
        # only the priority neighbourhoods are no delivery, and there are none
        assert not [dia for deel in dias.delen(found) for dia in deel["dias"] if dia["grafiek"]]
        assert deel(found, "bronnen")["titel"] == "Een deel van de cijfers komt nog."
        assert not story.has_figures(found)

    def test_opening_has_five_lines_in_the_words_of_the_system(self):
        found = vertel()
        assert deel(found, "opening")["regels"] == ["groei", "toewijzing", "acties", "doelen", "cijfers"]
        assert dias.delen(found)[0]["dias"][1]["punten"][0]["tekst"] == (
            "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur; het doel voor 2030 is 1.380."
        )
        assert found["teksten"]["inleiding"] == {"naam": "Inleiding", "systeem": INLEIDING, "eigen": ""}

    @pytest.mark.usefixtures("_growth")
    def test_edited_line_stands_beside_that_of_the_system(self):
        found = vertel(groei="Tien woningen erbij: een mooi begin.")
        assert found["teksten"]["groei"]["systeem"].startswith("Netto 10 sociale huurwoningen erbij")
        opening, page = dias.delen(found)[0], bladzijde.delen(found)[0]
        assert opening["dias"][1]["punten"][0]["tekst"] == "Tien woningen erbij: een mooi begin."
        assert page["regels"][0]["tekst"] == "Tien woningen erbij: een mooi begin."
        assert [tekst["naam"] for tekst in page["vervangen"]] == ["De groei van de sociale huur"]

    def test_text_of_20_000_signs_is_whole_on_the_page(self):
        long = "woord " * 3333 + "einde"
        found = vertel(inleiding=long)
        assert bladzijde.delen(found)[0]["tekst"] == dias.delen(found)[0]["dias"][0]["tekst"] == long

    def test_slide_on_growth_says_how_it_stands_against_the_path(self):
        for half, rows in (("2026-1", [project(30, "2026-2")]), ("2026-2", [mutatie("nieuwbouw", 30)])):
            maak_vastgesteld("omnia-wonen", half, *rows)
            for code in ("gemeente", "de-alliantie", "portaal"):
                maak_vastgesteld(code, half)
        dia = slides(vertel())["Groei van de sociale huur"]
        assert dia["tekst"] == "Eind 2026 zitten we op het pad van de plannen (+30)."  # 0 + 30 expected, 30 built

    def test_figures_after_the_year_or_half_year_are_left_out(self):
        for half, homes in (("2026-1", 12), ("2026-2", 4), ("2027-1", 9)):
            maak_vastgesteld("omnia-wonen", half, mutatie("nieuwbouw", homes))
        titles = [
            slides(vertel(tijdvak))["Groei van de sociale huur"]["titel"].split(" sociale")[0]
            for tijdvak in (EERSTE_HELFT, JAAR, Tijdvak(2026, 2), Tijdvak(2027))
        ]
        assert titles == ["Netto 12", "Netto 16", "Netto 16", "Netto 25"]  # 12; 12 + 4; 12 + 4 + 9

    @pytest.mark.usefixtures("_growth")
    def test_indicator_without_goal_says_so(self):
        Doelstelling.objects.filter(indicator="V1").delete()
        found = vertel()
        line = next(each for each in deel(found, "thema", "voorraad")["standen"] if each["code"] == "V1")
        assert (line["waarde"], line["doel"], line["oordeel"]) == ("+10 woningen", "", None)
        assert next(each for each in found["definities"] if each["code"] == "V1")["doelen"] == []

    def test_corporation_without_figures_is_named_and_has_none(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12))
        rows = {row["partij"]: row for row in vertel()["cijfers"] if row["code"] == "V1"}
        assert rows["portaal"]["partijnaam"] == "Portaal"
        assert [(p["halfjaar"], p["waarde"], p["tekst"]) for p in rows["portaal"]["reeks"]] == [
            ("2026-1", None, "geen gegevens"),
            ("2026-2", None, "geen gegevens"),
        ]
        assert rows[""]["reeks"][0]["ontbreekt"] == ["de Alliantie", "Portaal"]


class TestTerugblik:
    def test_successes_are_those_of_the_actions_of_the_year_without_names_of_people(self, gebruiker):
        user = gebruiker("medewerker", last_name="Herkenbaar")
        this, later = maak_actie(41, jaar=2026, titel="Wonen"), maak_actie(42, jaar=2027)
        Statusmelding.objects.create(actie=this, door=user, door_naam="Herkenbaar", succes="Honderd sleutels")
        Statusmelding.objects.create(actie=later, door=user, door_naam="Herkenbaar", succes="Iets anders")
        found = vertel()
        assert [(punt["titel"], punt["onder"]) for punt in deel(found, "successen")["punten"]] == [
            ("Honderd sleutels", "Actie 41: Wonen · 1 februari 2027")
        ]
        assert "Herkenbaar" not in str(found)

    def test_half_year_celebrates_what_was_told_in_it(self, gebruiker):
        actie, by = maak_actie(41, jaar=2026), gebruiker("medewerker")
        for day in ("2026-06-30", "2026-07-01"):
            with time_machine.travel(f"{day} 12:00", tick=False):
                Statusmelding.objects.create(actie=actie, door=by, succes=day)
        told = {
            str(tijdvak): [punt["titel"] for punt in deel(vertel(tijdvak), "successen")["punten"]]
            for tijdvak in (JAAR, EERSTE_HELFT, Tijdvak(2026, 2))
        }
        both = ["2026-07-01", "2026-06-30"]
        assert told == {"2026": both, "2026-1": ["2026-06-30"], "2026-2": ["2026-07-01"]}

    def test_confirmation_does_not_hide_what_stands_in_the_way(self, gebruiker):
        actie, by = maak_actie(41, jaar=2026, thema="ouderen"), gebruiker("medewerker")
        change_status(actie, by=by, naar="aandacht", toelichting="Het stokt.", knelpunt="Geen geld.", versie=0)
        confirm(actie, by=by, versie=1)
        found = vertel()
        assert [punt["titel"] for punt in deel(found, "thema", "ouderen")["knelpunten"]] == ["Geen geld."]
        assert [each["waarom"] for each in deel(found, "bijsturen")["acties"]] == ["Geen geld."]
        assert deel(found, "bijsturen")["titel"] == "1 actie vraagt om een gesprek."
        assert [melding.toelichting for melding in dashboards.thema("ouderen").knelpunten] == ["Het stokt."]

    def test_decisions_are_those_of_the_time_and_what_was_still_open_before(self):
        june, december = maak_overleg(datum="2026-06-18"), maak_overleg(datum="2026-12-10")
        for overleg, wat, extra in (
            (june, "open gebleven", {}),
            (june, "klaar voor juli", {"status": "uitgevoerd", "uitkomst": "Ja", "afgerond_op": "2026-06-30"}),
            (june, "klaar in juli", {"status": "uitgevoerd", "uitkomst": "Ja", "afgerond_op": "2026-07-01"}),
            (december, "van december", {}),
        ):
            maak_besluit(overleg, wat, **extra)
        told = {
            str(tijdvak): [each["wat"] for each in deel(vertel(tijdvak), "besluiten")["besluiten"]]
            for tijdvak in (EERSTE_HELFT, Tijdvak(2026, 2), Tijdvak(2027))
        }
        assert told == {
            "2026-1": ["open gebleven", "klaar voor juli", "klaar in juli"],
            "2026-2": ["open gebleven", "klaar in juli", "van december"],
            "2027": ["open gebleven", "van december"],
        }

    def test_decision_says_what_came_of_it_and_whether_its_day_has_passed(self, gebruiker):
        maak_besluit(wie=gebruiker("bo-lid"), wie_naam="Herkenbaar")  # due on 1 October 2026; it is February
        found = deel(vertel(), "besluiten")
        assert found["titel"] == "Er ligt 1 besluit; er is nog niets van afgerond."
        [besluit] = found["besluiten"]
        assert (besluit["status"], besluit["partij"], besluit["datum"]) == (
            *("datum-voorbij", "Omnia Wonen", "2026-06-18"),
        )
        assert "Herkenbaar" not in str(found)

    def test_year_without_decisions_says_so(self):
        assert deel(vertel(), "besluiten")["titel"] == "In deze tijd zijn geen besluiten vastgelegd."

    def test_remarks_are_counted_and_for_readers_told_with_their_answer(self, gebruiker):
        tenant, een, twee = gebruiker("huurdersorganisatie"), maak_actie(41, jaar=2026), maak_actie(42, jaar=2026)
        for actie, soort in [(een, "gezien"), (een, "gezien"), (een, "vraag"), (twee, "andere-mening")]:
            remark = place_remark(actie, by=tenant, soort=soort, tekst=f"Woorden {Opmerking.objects.count()}")
        answer(remark, by=gebruiker("medewerker"), tekst="Dank.")
        place_remark(maak_actie(43, jaar=2027), by=tenant, soort="vraag", tekst="Over een ander jaar.")
        found = deel(vertel(), "huurders")
        assert found["titel"] == "Huurdersorganisaties plaatsten 4 opmerkingen; 1 kreeg antwoord."
        assert [(punt["titel"], punt["tekst"]) for punt in found["punten"]] == [
            ("Actie 41: Titel van actie 41", "2 keer gezien en 1 vraag"),
            ("Actie 42: Titel van actie 42", "1 andere mening"),
        ]
        assert [(each["tekst"], each["antwoord"]) for each in found["opmerkingen"]][2:] == [
            ("Woorden 2", None),
            ("Woorden 3", {"tekst": "Dank.", "wie": "Gemeente Amersfoort"}),
        ]

    def test_theme_has_a_slide_with_its_actions_and_how_they_stand(self):
        maak_actie(41, jaar=2026, thema="ouderen", status="aandacht")
        slides = next(d for d in projectie.delen(vertel()) if d.get("sleutel") == "ouderen")["dias"]
        [punt] = [each for each in slides[0]["punten"] if each["titel"] == "Actie 41: Titel van actie 41"]
        assert [each["naam"] for each in punt["statussen"]] == ["aandacht nodig"]

    def test_words_of_tenants_are_on_the_slides_of_who_is_logged_in_only(self, gebruiker):
        remark = place_remark(
            maak_actie(41, jaar=2026), by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?"
        )
        answer(remark, by=gebruiker("medewerker"), tekst="Zo.")
        found = vertel()
        for inhoud, shown in ((found, True), (vorm.openbaar(found), False)):
            told = str(projectie.delen(inhoud))
            assert ("Hoe dan?" in told, "Antwoord van Gemeente Amersfoort: Zo." in told) == (shown, shown)

    def test_every_action_with_a_remark_is_named(self, gebruiker):
        tenant = gebruiker("huurdersorganisatie")
        for nummer in range(41, 49):
            place_remark(maak_actie(nummer, jaar=2026), by=tenant, soort="vraag", tekst="Hoe dan?")
        punten = slides(vertel())["Wat huurders zeggen"]["punten"]
        assert [punt["titel"] for punt in punten] == [f"Actie {n}: Titel van actie {n}" for n in range(41, 49)]

    def test_next_year_has_its_own_actions_and_until_then_what_goes_on(self):
        going = maak_actie(41, jaar=2028)
        maak_actie(42, jaar=2028, status="afgerond")
        maak_mijlpaal(going, "Later", "2028-09-01")
        maak_mijlpaal(going, "Eerst", "2028-05-01")
        late = maak_actie(43, jaar=2028)
        maak_mijlpaal(late, "Lijst", "2028-04-30")
        maak_mijlpaal(going, "Gehaald", "2028-02-01", "2028-02-01")
        with time_machine.travel("2028-05-01", tick=False):
            found = deel(story.story(Tijdvak(2028), datetime.date(2028, 5, 1)), "volgend")
            assert found["titel"] == "2 acties lopen door in 2029."
            assert [(punt["titel"], punt["tekst"]) for punt in found["punten"]] == [
                ("Actie 41: Titel van actie 41", "Eerst, 1 mei 2028"),
                ("Actie 43: Titel van actie 43", "‘Lijst’ was gepland voor 30 april 2028; een nieuwe datum is nodig"),
            ]
            maak_actie(7, jaar=2029, titel="Nieuw")
            found = deel(story.story(Tijdvak(2028), datetime.date(2028, 5, 1)), "volgend")
        assert (found["titel"], found["punten"][0]["titel"]) == ("Voor 2029 staat 1 actie klaar.", "Actie 7: Nieuw")

    @pytest.mark.usefixtures("_growth")
    def test_sources_name_who_is_in_the_figures_and_who_is_not(self):
        found = deel(vertel(), "bronnen")
        everyone = "Gemeente Amersfoort, de Alliantie, Omnia Wonen en Portaal"
        assert found["titel"] == "Een deel van de cijfers komt nog."
        assert [(punt["titel"], punt["tekst"], punt["onder"]) for punt in found["punten"]] == [
            ("Eerste helft van 2026", f"Vastgesteld: {everyone}.", ""),
            ("Tweede helft van 2026", "", f"Nog niet vastgesteld: {everyone}."),
        ]
        assert deel(vertel(EERSTE_HELFT), "bronnen")["titel"] == "Alle gevraagde cijfers zijn vastgesteld."

    def test_sources_of_a_running_half_year_that_one_party_delivered_are_not_complete(self):
        maak_vastgesteld("portaal", "2027-1")
        found = deel(vertel(Tijdvak(2027)), "bronnen")
        assert [(punt["tekst"], punt["onder"]) for punt in found["punten"]] == [
            ("Vastgesteld: Portaal.", "Nog niet vastgesteld: Gemeente Amersfoort, de Alliantie en Omnia Wonen.")
        ]


@pytest.mark.usefixtures("_growth")
def test_tensions_have_two_sides_in_figures_and_a_question():
    found = deel(vertel(), "spanningen")["spanningen"]
    assert [each["sleutel"] for each in found] == ["spanning-urgent", "spanning-verkoop", "spanning-tempo"]
    sold, grew = found[1]["kanten"]
    assert [(each["code"], each["waarde"]) for each in sold["cijfers"]] == [("V7", "0 woningen")]
    assert [(each["code"], each["waarde"]) for each in grew["cijfers"]] == [
        ("V1", "+10 woningen"),
        ("V3", "12 woningen"),
    ]


class TestToewijzingen:
    """Of 2026-1: 3 of 10 urgent, 2 of 10 free; of 2026-2: 4 of 10 urgent, none free."""

    @pytest.fixture(autouse=True)
    def _given(self):
        rows = [
            toewijzing("statushouder", 3),
            toewijzing("jongere", 5),
            toewijzing("gezin", 2, boven_inkomensgrens=True),
        ]
        seeking = [gegeven("actief-woningzoekenden", 100, doelgroep="jongere"),
                   gegeven("actief-woningzoekenden", 50, doelgroep="statushouder")]  # fmt: skip
        tasks = [gegeven("taakstelling-statushouders", 20), gegeven("gehuisveste-statushouders", 15)]
        maak_vastgesteld("omnia-wonen", "2026-1", *rows)
        maak_vastgesteld("gemeente", "2026-1", *seeking, *tasks)
        for code in ("de-alliantie", "portaal"):
            maak_vastgesteld(code, "2026-1")
        tasks = [gegeven("taakstelling-statushouders", 10), gegeven("gehuisveste-statushouders", 12)]
        maak_vastgesteld("gemeente", "2026-2", *tasks)
        maak_vastgesteld("omnia-wonen", "2026-2", toewijzing("statushouder", 4), toewijzing("jongere", 6))

    def line(self, tijdvak):
        return vertel(tijdvak)["teksten"]["toewijzing"]["systeem"]

    def test_year_adds_up_its_half_years_and_says_that_it_is_provisional(self):
        """(3 + 4) of (10 + 10); 2 of 20; 15 + 12 of 20 + 10, what was left of the first half-year counted once."""
        assert self.line(JAAR) == (
            "In 2026 ging 35\xa0% (7 van de 20) van het vrijkomende aanbod naar urgent woningzoekenden, is 10\xa0% "
            "vrij toegewezen en kregen 27 van de 30 statushouders een woning. Dit is voorlopig."
        )

    def test_half_year_says_its_own(self):
        assert self.line(EERSTE_HELFT) == (
            "In de eerste helft van 2026 ging 30\xa0% (3 van de 10) van het vrijkomende aanbod naar urgent "
            "woningzoekenden, is 20\xa0% vrij toegewezen en kregen 15 van de 20 statushouders een woning."
        )

    def test_what_adds_up_says_until_when(self):
        """Sales add up from 2026 on; a share of allocations is of its half-year."""
        maak_vastgesteld("portaal", "2026-2", mutatie("verkoop", 3), toewijzing("gezin", 10))
        found = deel(story.story(JAAR, VANDAAG), "spanningen")["spanningen"]
        halves = {each["code"]: each["halfjaar"] for one in found for side in one["kanten"] for each in side["cijfers"]}
        assert (halves["V7"], halves["T1"]) == ("t/m 2026-2", "2026-2")

    def test_what_is_left_for_others_counts_groups_that_are_not_urgent(self):
        """Regular in 2026-2: 6; the newest complete half-year of chances is 2026-1: 5 of 100 young people."""
        left = deel(vertel(), "spanningen")["spanningen"][0]["kanten"][1]["cijfers"]
        assert [(each["naam"], each["waarde"], each["halfjaar"]) for each in left] == [
            ("Toewijzingen aan reguliere groepen", "6 woningen", "2026-2"),
            ("Kans van jongeren", "5\xa0%", "2026-1"),
        ]
        assert all(each["adres"] for each in left)
