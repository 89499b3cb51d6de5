"""The figures of the API are those of the pages, cell by cell, and what is not there is empty."""

import datetime
import io

import openpyxl
import pytest
import time_machine

from monitoring.indicatoren import INDICATOREN
from monitoring.models import Doelstelling
from tests.factories.monitoring import (
    gegeven,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    project,
    stand,
    toewijzing,
)

pytestmark = pytest.mark.django_db
SCOPES = [(code, "") for code in sorted(INDICATOREN)]
SCOPES += [(code, "portaal") for code, _ in SCOPES if INDICATOREN[code].per_corporatie]
MOMENT = datetime.datetime(2026, 8, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cijfers():
    """Two half-years, in which Portaal is missing once and the municipality delivers its own."""
    maak_prioriteitsgebied("2026-03-01", "2026-05-01")
    maak_prioriteitsgebied("2026-04-01")
    rows = {
        "portaal": [
            mutatie("nieuwbouw", 44),
            mutatie("sloop", 36),
            toewijzing("statushouder", 62),
            toewijzing("gezin", 174),
            toewijzing("uitstroom-instelling", 4, wachttijd_uitstroom=5.5, nieuwbouw=True),
            stand(300, geschikt="nultreden"),
            stand(50, energielabel="f", prijscategorie="bereikbaar"),
            project(90, "2028-1"),
            project(12, "2027-2", soort="sloop"),
            project(10, "2026-1", gerealiseerd="2026-1", biobased=True),
        ],
        "omnia-wonen": [mutatie("nieuwbouw", 38), mutatie("verkoop", 6, daeb_koop=True), toewijzing("gezin", 131)],
        "gemeente": [
            gegeven("taakstelling-statushouders", 212),
            gegeven("gehuisveste-statushouders", 187),
            gegeven("wachtend-instelling", 58, wachttijd=7.5),
            gegeven("actief-woningzoekenden", 900, doelgroep="gezin"),
        ],
    }
    for partij, lines in rows.items():
        maak_vastgesteld(partij, "2026-1", *lines)
    maak_vastgesteld(
        "omnia-wonen", "2026-2", mutatie("nieuwbouw", 52), toewijzing("statushouder", 39), stand(80, energielabel="e")
    )
    maak_vastgesteld(
        "gemeente",
        "2026-2",
        gegeven("taakstelling-statushouders", 196),
        gegeven("gehuisveste-statushouders", 214),
        gegeven("actief-woningzoekenden", 260, doelgroep="statushouder"),
        project(35, initiatiefnemer="markt"),
    )


def page_rows(client, code, vraag=""):
    """The rows of the table on the page of an indicator, as numbers: head → cell."""
    data = client.get(f"/grafieken/indicator-{code.lower()}.xlsx{vraag}").content
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))["Cijfers"].values
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.usefixtures("cijfers")
class TestSameAsThePages:
    @pytest.mark.parametrize(("code", "partij"), SCOPES)
    def test_values_are_those_of_the_page(self, json, als, code, partij):
        on_page = page_rows(als("bo-lid"), code, partij and f"?corporatie={partij}")
        found = json(f"/indicatoren/{code}/waarden{partij and f'?partij={partij}'}")["waarden"]
        assert [value["halfjaar"] for value in found] == [row["halfjaar"] for row in on_page]
        assert [value["stand"] for value in found] == [row["stand"] for row in on_page]
        telt = INDICATOREN[code].telt or ("teller", "noemer")
        for value, row in zip(found, on_page, strict=True):
            if INDICATOREN[code].is_gemiddelde:
                assert [value["noemer"], value["waarde"]] == [row[telt[1]], row["gemiddelde (maanden)"]]
            elif INDICATOREN[code].is_deel:
                assert [value["teller"], value["noemer"]] == [row[telt[0]], row[telt[1]]]
            else:
                assert value["waarde"] == next(cell for head, cell in row.items() if head.startswith("aantal"))
            always = [part for part in value["onderdelen"] if "{" not in INDICATOREN[code].patroon(part["code"])]
            shown = {head.removesuffix(" (maanden)"): cell for head, cell in row.items()}
            assert {part["naam"]: part["waarde"] for part in always} == {
                part["naam"]: shown[part["naam"]] for part in always
            }

    def test_chance_is_not_given_while_allocations_lack(self, json):
        newest = json("/indicatoren/T5/waarden")["waarden"][-1]
        assert (newest["waarde"], newest["onderdelen"]) == (None, [])
        assert newest["stand"].startswith("nog niet vastgesteld")

    @pytest.mark.parametrize("code", ["T6", "V4", "V9", "D1", "O1"])
    def test_parts_are_those_of_the_page(self, json, als, code):
        on_page = page_rows(als("bo-lid"), f"{code}-onderdelen")
        newest = json(f"/indicatoren/{code}/waarden")["waarden"][-1]
        parts = [part for part in newest["onderdelen"] if "{" in INDICATOREN[code].patroon(part["code"])]
        found = {part["naam"].lower(): part for part in parts}
        rows = {row["onderdeel"].lower(): row for row in on_page if row["2026-2"] is not None}
        assert set(found) == set(rows) != set()
        for naam, part in found.items():
            assert part["waarde"] == pytest.approx(rows[naam]["2026-2"])
            heads = INDICATOREN[code].telwoorden(part["code"]) if INDICATOREN[code].is_deel else ()
            beside = [rows[naam][f"{head}, 2026-2"] for head in heads]
            assert not beside or beside == [part["teller"], part["noemer"]]
            share = part["teller"] / part["noemer"] if part["noemer"] else None
            assert rows[naam].get("aandeel, 2026-2", share) == pytest.approx(share)

    def test_growth_is_cumulative_with_its_parts(self, json):
        first, second = json("/indicatoren/V1/waarden")["waarden"]
        # 44 − 36 + 38 − 6 = 40; then 52 more
        assert (first["waarde"], first["halfjaarwaarde"], first["tekst"]) == (40, 40, "+40 woningen")
        assert (second["waarde"], second["halfjaarwaarde"], second["tekst"]) == (92, 52, "+92 woningen")
        parts = {part["code"]: (part["waarde"], part["halfjaarwaarde"]) for part in second["onderdelen"]}
        assert (parts["nieuwbouw"], parts["sloop"]) == ((134, 52), (-36, 0))  # 44 + 38 + 52
        assert (parts["verkoop"], parts["daeb-koop"]) == ((-6, 0), (6, 0))
        assert (first["noemer"], first["opgave"]) == (None, None)

    def test_share_is_a_fraction(self, json):
        first = json("/indicatoren/T1/waarden")["waarden"][0]
        assert (first["teller"], first["noemer"]) == (66, 371)  # 62 + 4, and 174 + 131 besides
        assert (first["waarde"], first["tekst"]) == (66 / 371, "17,8\u00a0%")

    def test_mean_has_who_still_waits_beside_it(self, json):
        first = json("/indicatoren/T4/waarden")["waarden"][0]
        assert (first["teller"], first["noemer"], first["waarde"]) == (22, 4, 5.5)
        assert first["onderdelen"] == [
            {
                "code": "wachtend",
                "naam": "nog wachtend",
                "waarde": 7.5,
                "teller": 435,
                "noemer": 58,
                "halfjaarwaarde": None,
            }
        ]

    def test_part_is_a_share_of_what_it_lies_in(self, json):
        parts = {each["code"]: each for each in json("/indicatoren/D1/waarden")["waarden"][0]["onderdelen"]}
        assert (parts["f"]["naam"], parts["f"]["teller"], parts["f"]["noemer"]) == ("label F", 50, 350)
        assert parts["f"]["waarde"] == 50 / 350

    def test_task_carries_what_was_not_done(self, json):
        second = json("/indicatoren/T3/waarden")["waarden"][1]
        assert second["opgave"] == {"taak": 196, "achterstand": 25, "gedaan": 214}  # 212 − 187
        assert second["waarde"] == 214 / 221

    def test_missing_parties_make_a_figure_provisional(self, json):
        first, second = json("/indicatoren/V1/waarden")["waarden"]
        assert (first["voorlopig"], first["ontbreekt"]) == (True, ["de Alliantie"])
        assert second["ontbreekt"] == ["de Alliantie", "Portaal"]

    def test_party_has_its_own_series_until_its_last_delivery(self, json):
        found = json("/indicatoren/V1/waarden?partij=portaal")
        assert found["partij"] == {"code": "portaal", "naam": "Portaal"}
        assert [(value["halfjaar"], value["waarde"], value["voorlopig"]) for value in found["waarden"]] == [
            ("2026-1", 8, False)  # 44 − 36
        ]

    def test_range_leaves_out_half_years_and_keeps_the_sum(self, json):
        def halves(vraag):
            return [
                (value["halfjaar"], value["waarde"]) for value in json(f"/indicatoren/V1/waarden?{vraag}")["waarden"]
            ]

        assert halves("vanaf=2026-2") == [("2026-2", 92)]
        assert halves("totEnMet=2026-1") == [("2026-1", 40)]
        assert halves("vanaf=2026-1&totEnMet=2026-2") == [("2026-1", 40), ("2026-2", 92)]
        assert halves("vanaf=2027-1") == []

    def test_parts_can_be_left_out(self, json):
        for value in json("/indicatoren/V1/waarden?onderdelen=false")["waarden"]:
            assert value["onderdelen"] == []

    def test_figures_as_known_on_a_day(self, json, clock):
        clock.move_to(datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 50))
        now, then = json("/indicatoren/V1/waarden"), json("/indicatoren/V1/waarden?bekendOp=2026-08-31")
        assert (now["waarden"][0]["waarde"], then["waarden"][0]["waarde"]) == (82, 40)  # 50 + 38 − 6
        assert (now["bekendOp"], then["bekendOp"]) == (None, "2026-08-31")
        assert (now["berekendOp"], then["berekendOp"]) == ("2026-09-01T12:00:00Z", "2026-08-01T12:00:00Z")
        assert [value["berekendOp"] for value in now["waarden"]] == ["2026-09-01T12:00:00Z", "2026-08-01T12:00:00Z"]
        assert json("/indicatoren/V1/waarden?bekendOp=2026-07-31")["waarden"] == []


class TestWithoutFigures:
    def test_series_is_empty(self, json):
        found = json("/indicatoren/V1/waarden")
        assert (found["waarden"], found["berekendOp"]) == ([], None)

    def test_half_year_without_a_figure_is_empty_and_not_nought(self, json):
        maak_vastgesteld("omnia-wonen", "2026-2", toewijzing("gezin", 8))
        first, second = json("/indicatoren/T1/waarden")["waarden"]
        assert (first["waarde"], first["teller"], first["noemer"], first["tekst"]) == (
            None,
            None,
            None,
            "geen gegevens",
        )
        assert (second["waarde"], second["teller"], second["noemer"]) == (0, 0, 8)


class TestDefinitions:
    def test_list_names_every_registered_indicator(self, json):
        found = json("/indicatoren?paginagrootte=200")
        assert [each["code"] for each in found["resultaten"]] == sorted(INDICATOREN)
        for each in found["resultaten"]:
            there = INDICATOREN[each["code"]]
            assert (each["naam"], each["formule"], each["paragraaf"]) == (there.naam, there.formule, there.paragraaf)
            assert (each["eenheid"], each["periode"], each["thema"]) == (there.eenheid, there.periode, there.thema)

    def test_one_indicator_has_its_goals(self, json):
        found = json("/indicatoren/T1")
        assert found["telt"] == {"teller": "naar urgent woningzoekenden", "noemer": "alle toewijzingen"}
        assert (found["van"], found["overPersonen"]) == (["corporatie"], True)
        assert [doel["waarde"] for doel in found["doelstellingen"]] == [0.3]

    def test_goals_that_were_replaced_say_when_and_why(self, json):
        old = Doelstelling.objects.get(indicator="T1")
        new = Doelstelling.objects.create(
            indicator="T1",
            soort="minstens",
            omschrijving="circa 32 %",
            waarde="0.32",
            paragraaf=old.paragraaf,
            sinds=datetime.date(2026, 7, 1),
            reden="Meer spoed.",
        )
        Doelstelling.objects.filter(pk=old.pk).update(vervangen_door=new)
        found = {each["waarde"]: each for each in json("/doelstellingen?indicator=T1")["resultaten"]}
        assert (found[0.3]["vervangenOp"], found[0.32]["vervangenOp"]) == ("2026-07-01", None)
        assert (found[0.32]["reden"], found[0.32]["sinds"]) == ("Meer spoed.", "2026-07-01")
        before = json("/doelstellingen?indicator=T1&geldigOp=2026-06-30")["resultaten"]
        assert [each["waarde"] for each in before] == [0.3]
        assert [doel["waarde"] for doel in json("/indicatoren/T1")["doelstellingen"]] == [0.32]

    def test_goal_with_a_band_has_both_ends(self, json):
        [band] = [each for each in json("/doelstellingen?paginagrootte=200")["resultaten"] if each["soort"] == "band"]
        assert (band["indicator"], band["waarde"], band["waardeTot"], band["uiterlijk"]) == ("V5", 350, 430, "2030-2")
