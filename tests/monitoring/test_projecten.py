"""The project list: one line per project, how its moment moved, and who reads what."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring.dashboards import voorraad as dashboards_voorraad
from monitoring.keuze import Keuze
from monitoring.plannen.projecten import projecten
from tests.factories.monitoring import maak_vastgesteld, partij, project

pytestmark = pytest.mark.django_db
S = "\u00a0"


def hof(verwacht, gerealiseerd=None, **waarden):
    return project(60, verwacht, gerealiseerd, projectcode="HOF", naam="Hof van Liendert", wijk="WK030710", **waarden)


def tabel(chart):
    return [[cel.tekst for cel in rij] for rij in chart.tabel.rijen]


def test_segments_of_a_project_are_one_line_that_is_ready_with_the_last():
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"), hof("2029-1", segment="middenhuur", hardheid="zacht"))
    (regel,) = projecten(Keuze())
    assert (regel.woningen, regel.sociaal, regel.sociaal_aandeel) == (120, 60, 0.5)
    assert (regel.verwacht, regel.gerealiseerd, regel.hardheden) == (Halfjaar(2029, 1), None, ("hard", "zacht"))


@pytest.mark.parametrize(
    ("later", "verschoven"), [("2028-1", 0), ("2028-2", 1), ("2029-2", 3), ("2027-1", -2)]
)  # against 2028-1
def test_delay_is_counted_from_the_first_list_that_named_the_project(later, verschoven):
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"))
    maak_vastgesteld("portaal", "2026-2", hof("2030-1"))
    maak_vastgesteld("portaal", "2027-1", hof(later))
    (regel,) = projecten(Keuze())
    assert (regel.eerst_verwacht, regel.verschoven) == (Halfjaar(2028, 1), verschoven)


def test_project_that_is_ready_moved_by_when_it_was():
    maak_vastgesteld("portaal", "2026-1", hof("2026-2"))
    maak_vastgesteld("portaal", "2027-1", hof("2026-2", "2027-1"))
    (regel,) = projecten(Keuze())
    assert (regel.gerealiseerd, regel.verschoven) == (Halfjaar(2027, 1), 1)


def test_correction_of_the_first_list_is_what_was_first_said():
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"))
    maak_vastgesteld("portaal", "2026-1", hof("2028-2"))
    assert [regel.verschoven for regel in projecten(Keuze())] == [0]


def test_newest_list_of_each_party_counts_and_a_project_on_two_lists_once():
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"), project(10, naam="Vervallen"))
    maak_vastgesteld("portaal", "2026-2", hof("2028-1"))
    maak_vastgesteld("omnia-wonen", "2026-1", project(20, "2027-1", naam="Zielhorst Hof"))
    maak_vastgesteld(
        "gemeente", "2026-1", hof("2028-1"), project(35, "2029-1", naam="Stadspoort", initiatiefnemer="markt")
    )
    assert [regel.naam for regel in projecten(Keuze())] == ["Zielhorst Hof", "Hof van Liendert", "Stadspoort"]


def test_choice_of_corporation_and_half_year_holds():
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"))
    maak_vastgesteld("portaal", "2026-2", hof("2028-2"))
    maak_vastgesteld("omnia-wonen", "2026-1", project(20, naam="Zielhorst Hof"))
    (regel,) = projecten(Keuze(corporatie=partij("portaal"), tm=Halfjaar(2026, 1)))
    assert (regel.naam, regel.verwacht) == ("Hof van Liendert", Halfjaar(2028, 1))


def test_page_says_how_many_come_later_and_where_each_stands():
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"), project(8, "2026-1", "2026-1", naam="Klaar"))
    maak_vastgesteld("portaal", "2026-2", hof("2028-2"), project(8, "2026-1", "2026-1", naam="Klaar"))
    maak_vastgesteld("gemeente", "2026-1", project(35, "2029-1", naam="Stadspoort", initiatiefnemer="markt"))
    page = dashboards_voorraad.projecten()
    assert page.kop.kernzin == "2 projecten zijn nog niet klaar, 1 daarvan komt later dan eerst gedacht; 1 is er klaar."
    assert page.lijst.ondertitel.endswith("Van een eerder halfjaar: Gemeente Amersfoort (2026-1).")
    assert tabel(page.lijst)[1:] == [
        [
            "Hof van Liendert", "Liendert", "Portaal", "nieuwbouw", "60", "60", "2A vastgesteld", "hard", "2028-2",
            "een halfjaar later",
        ],
        [
            "Stadspoort", "niet opgegeven", "marktpartij", "nieuwbouw", "35", "35", "2A vastgesteld", "hard", "2029-1",
            "als gepland",
        ],
    ]  # fmt: skip
    assert tabel(page.lijst)[0][8:] == ["klaar in 2026-1", "als gepland"]


def test_programme_says_in_how_many_projects_enough_is_social():
    maak_vastgesteld(
        "portaal", "2026-1", hof("2028-1"), project(60, "2028-1", projectcode="HOF", segment="middenhuur"),
        project(34, projectcode="B", naam="Net niet"), project(66, projectcode="B", segment="dure-koop"),
        project(12, projectcode="C", soort="sloop"),
    )  # fmt: skip
    chart = dashboards_voorraad.voorraad().programma
    # 60 ÷ 120 = 50 % reaches it, 34 ÷ 100 does not; demolition is no programme
    assert chart.titel == f"In 1 van de 2 nieuwbouwprojecten is ten minste 35{S}% van de woningen sociale huur."
    assert [row[3:] for row in tabel(chart)] == [["120", "60", f"50{S}%"], ["100", "34", f"34{S}%"]]


def test_list_stands_in_groups_by_year_with_what_is_done_last():
    rows = [project(5, "2026-1", "2026-1", projectcode="A"), project(5, "2029-2", projectcode="B"),
            project(5, "2027-1", projectcode="C"), project(5, "2029-1", projectcode="D")]  # fmt: skip
    maak_vastgesteld("portaal", "2026-1", *rows)
    page = dashboards_voorraad.projecten()
    assert [(groep.naam, [rij[0].tekst for rij in groep.rijen]) for groep in page.groepen] == [
        ("Verwacht in 2027", ["C"]), ("Verwacht in 2029", ["D", "B"]), ("Klaar", ["A"]),
    ]  # fmt: skip
    assert len(page.lijst.tabel.rijen) == 4


def test_every_reader_sees_the_list_and_its_files(als):
    client = als("huurdersorganisatie")
    assert "Nog geen projecten" in client.get("/voorraad/projecten/").content.decode()
    maak_vastgesteld("portaal", "2026-1", hof("2028-1"))
    page = client.get("/voorraad/projecten/?corporatie=portaal").content.decode()
    assert "Hof van Liendert" in page
    assert "/grafieken/projecten.xlsx?corporatie=portaal" in page
    assert "Hof van Liendert" in client.get("/grafieken/projecten.csv").content.decode("utf-8-sig")
    assert "Hof van Liendert" not in client.get("/voorraad/projecten/?corporatie=omnia-wonen").content.decode()
    assert client.get("/voorraad/projecten/?corporatie=onzin&tm=onzin").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_do_not_grow_with_the_projects(aantal, django_assert_max_num_queries):
    for half in ("2026-1", "2026-2"):
        maak_vastgesteld("portaal", half, *(project(5, projectcode=f"P{n}", wijk="WK030710") for n in range(aantal)))
    with django_assert_max_num_queries(8):
        dashboards_voorraad.projecten()
