"""Areas and their figures: who may not see a small count on the page does not get it here either."""

import pytest

from basis.models import Buurt, Partij, Wijk
from tests.factories.monitoring import (
    gegeven,
    maak_buurt,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    toewijzing,
)

pytestmark = pytest.mark.django_db
WIJKEN = ["WK030710", "WK030711", "WK030712"]


@pytest.fixture
def cijfers():
    """Per wijk: urgent of all allocations 2 of 5, 9 of 30 and 12 of 40; and homes built."""
    rows = []
    for wijk, urgent, others in zip(WIJKEN, (2, 9, 12), (3, 21, 28), strict=True):
        rows += [toewijzing("statushouder", urgent, wijk=wijk), toewijzing("gezin", others, wijk=wijk)]
        rows.append(mutatie("nieuwbouw", others, wijk=wijk))
    maak_vastgesteld("portaal", "2026-1", *rows, mutatie("sloop", 4, wijk="WK030710"))


@pytest.fixture
def volledig(cijfers):
    """The other corporations allocated nothing: only now readers see any area."""
    for andere in ("de-alliantie", "omnia-wonen"):
        maak_vastgesteld(andere, "2026-1")


def figures(json, rol, partij=None, wijk="WK030710", vraag=""):
    found = json(f"/gebieden/{wijk}/waarden{vraag}", rol, partij)["waarden"]
    return {each["indicator"]: each for each in found}


@pytest.mark.usefixtures("cijfers")
class TestValues:
    def test_municipality_sees_every_count(self, json):
        found = figures(json, "medewerker")
        t1 = found["T1"]
        assert (t1["teller"], t1["noemer"], t1["waarde"], t1["verborgen"]) == (2, 5, 0.4, None)
        assert (t1["halfjaar"], t1["voorlopig"]) == ("2026-1", True)
        assert t1["ontbreekt"] == ["de Alliantie", "Omnia Wonen"]
        assert found["V1"]["waarde"] == -1  # 3 built, 4 demolished

    @pytest.mark.parametrize(
        ("rol", "partij"),
        [("huurdersorganisatie", None), ("bo-lid", None)],
    )
    @pytest.mark.usefixtures("volledig")
    def test_others_get_no_small_count_and_none_that_gives_it_away(self, json, rol, partij):
        few = figures(json, rol, partij)["T1"]
        assert (few["teller"], few["waarde"], few["noemer"]) == (None, None, 5)
        assert few["verborgen"] == {"teller": "< 5", "waarde": "niet getoond", "noemer": None}
        # the other wijken have none: the smallest that could miss one goes too, or 75 − 5 − 30 − 40 would tell it
        next_ = figures(json, rol, partij, "WK030711")["T1"]
        assert (next_["noemer"], next_["verborgen"]["noemer"]) == (None, "niet getoond")
        most = figures(json, rol, partij, "WK030712")["T1"]
        assert (most["teller"], most["noemer"], most["waarde"]) == (12, 40, 0.3)

    @pytest.mark.usefixtures("volledig")
    @pytest.mark.parametrize(("partij", "teller"), [("portaal", 2), ("omnia-wonen", None)])
    def test_corporation_sees_what_it_delivered_and_of_others_nothing_small(self, json, partij, teller):
        few = figures(json, "corporatie", partij)["T1"]  # all of it is of Portaal
        assert few["teller"] == teller
        hidden = {"teller": "niet getoond", "waarde": "niet getoond", "noemer": None}
        assert few["verborgen"] == (None if teller else hidden)

    def test_nobody_else_sees_an_area_before_every_corporation_is_in_it(self, json):
        assert "T1" not in figures(json, "huurdersorganisatie")

    def test_counts_of_homes_are_for_everybody(self, json):
        assert figures(json, "bo-lid")["V1"]["waarde"] == -1

    @pytest.mark.usefixtures("volledig")
    @pytest.mark.parametrize("rol", ["medewerker", "huurdersorganisatie"])
    @pytest.mark.parametrize("code", ["T1", "T2", "V1", "V3"])
    def test_values_are_those_of_the_page(self, json, als, rol, code):
        tabel = als(rol).get(f"/grafieken/indicator-{code.lower()}-wijken.csv").content.decode("utf-8-sig")
        on_page = {row[0]: row[1:] for row in (line.split(";") for line in tabel.splitlines()[1:])}
        assert len(on_page) >= 3
        for wijk in WIJKEN:
            found = figures(json, rol, wijk=wijk)[code]
            hidden = found["verborgen"] or {}
            names = ["teller", "noemer"] if code in ("T1", "T2") else ["waarde"]
            shown = [hidden.get(name) or f"{found[name]:g}" for name in names]
            assert shown == on_page[Wijk.objects.get(code=wijk).naam][: len(names)]

    def test_one_indicator_or_an_earlier_half_year_can_be_asked(self, json):
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 100, wijk="WK030710"))
        assert list(figures(json, "bo-lid", vraag="?indicator=V1")) == ["V1"]
        assert figures(json, "bo-lid")["V1"]["waarde"] == 99
        before = figures(json, "bo-lid", vraag="?totEnMet=2026-1")["V1"]
        assert (before["waarde"], before["halfjaar"]) == (-1, "2026-1")

    def test_figures_of_the_city_alone_are_not_there(self, json):
        maak_vastgesteld("gemeente", "2026-1", gegeven("taakstelling-statushouders", 212))
        assert "T3" not in figures(json, "medewerker")

    @pytest.mark.usefixtures("volledig")
    def test_what_the_municipality_asked_is_not_kept_for_others(self, json):
        assert figures(json, "medewerker")["T1"]["teller"] == 2
        assert figures(json, "bo-lid")["T1"]["teller"] is None
        assert figures(json, "medewerker")["T1"]["teller"] == 2

    def test_new_figures_are_there_at_once(self, json):
        assert figures(json, "bo-lid")["V3"]["waarde"] == 3
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 7, wijk="WK030710"))
        assert figures(json, "bo-lid")["V3"]["waarde"] == 7

    def test_wijken_of_one_name_keep_their_own_figures(self, json):
        Wijk.objects.filter(code="WK030711").update(naam=Wijk.objects.get(code="WK030710").naam)
        built = [figures(json, "bo-lid", wijk=wijk)["V3"]["waarde"] for wijk in WIJKEN]
        assert built == [3, 21, 28]


def test_wijk_without_figures_has_an_empty_list(json):
    found = json("/gebieden/WK030710/waarden")
    assert (found["waarden"], found["berekendOp"], found["editie"]) == ([], None, 2025)


class TestAreas:
    def test_list_has_the_wijken_of_the_edition_and_then_our_own(self, json):
        maak_prioriteitsgebied("2026-03-01")
        found = json("/gebieden?paginagrootte=200")["resultaten"]
        assert [each["soort"] for each in found] == ["wijk"] * 33 + ["eigen-gebied"]
        assert (found[0]["code"], found[0]["editie"], found[-1]["editie"]) == ("WK030701", 2025, None)
        assert len(json("/gebieden?soort=wijk&paginagrootte=200")["resultaten"]) == 33
        assert len(json("/gebieden?soort=eigen-gebied")["resultaten"]) == 1

    def test_edition_can_be_asked(self, json):
        Wijk.objects.create(code="WK030799", editie=2024, naam="Oude wijk")
        assert [each["code"] for each in json("/gebieden?soort=wijk&editie=2024")["resultaten"]] == ["WK030799"]

    def test_wijk_is_that_of_the_newest_edition(self, json):
        Wijk.objects.create(code="WK030710", editie=2026, naam="Liendert en meer")
        found = json("/gebieden/WK030710")
        assert (found["naam"], found["editie"], found["soort"]) == ("Liendert en meer", 2026, "wijk")

    def test_own_area_says_what_lies_in_it_and_why_it_has_priority(self, json):
        priority = maak_prioriteitsgebied("2026-03-01", "2026-05-01")
        priority.gebied.wijken.add(Wijk.objects.get(code="WK030711"))
        maak_buurt("BU03071001")
        priority.gebied.buurten.add(Buurt.objects.get(code="BU03071001"))
        priority.partners.add(Partij.objects.get(code="portaal"))
        found = json(f"/gebieden/{priority.gebied.code}")
        assert (found["wijken"], found["buurten"]) == (["WK030711"], ["BU03071001"])
        assert found["prioriteit"] == {
            "sinds": "2026-03-01",
            "waarom": "afgesproken",
            "aanpak": "",
            "aanpakSinds": "2026-05-01",
            "partners": [{"code": "portaal", "naam": "Portaal"}],
        }

    def test_own_area_has_no_figures_and_says_so(self, lees):
        priority = maak_prioriteitsgebied("2026-03-01")
        response = lees(f"/gebieden/{priority.gebied.code}/waarden")
        assert response.status_code == 404
        assert response.json()["detail"].endswith("van eigen gebieden zijn er geen cijfers.")
