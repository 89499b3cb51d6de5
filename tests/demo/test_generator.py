"""The invented rows: the same every time, books that close, and the plan list of the story."""

import pytest

from basis.halfjaar import LAATSTE, Halfjaar
from basis.models import Partij
from demo import generator, verhaal
from voorraad.models import Gemeentegegeven, Mutatie, Project, Toewijzing, Voorraadstand

pytestmark = pytest.mark.django_db
VELDEN = ("wijk_id", "segment", "prijscategorie", "woningtype", "energielabel", "geschikt", "aantal")


def rijen(partij, halfjaar=verhaal.H2):
    return generator.rijen(Partij.objects.get(code=partij), halfjaar)


def social_stock(partij, halfjaar):
    return sum(row.aantal for row in rijen(partij, halfjaar)[Voorraadstand] if row.segment == "sociale-huur")


def test_rijen_are_the_same_every_time():
    first, second = rijen("portaal"), rijen("portaal")
    for one, two in zip(first[Voorraadstand], second[Voorraadstand], strict=True):
        assert [getattr(one, veld) for veld in VELDEN] == [getattr(two, veld) for veld in VELDEN]


@pytest.mark.parametrize(
    ("partij", "h1", "h2"),
    [
        # 3960 + 38 + 2 - 6 - 2 = 3992; + 52 + 4 + 2 - 5 - 1 = 4044
        ("omnia-wonen", 3992, 4044),
        # 7180 + 44 + 2 + 4 - 14 - 36 - 4 = 7176; + 58 + 6 + 1 - 12 - 4 = 7225
        ("portaal", 7176, 7225),
    ],
)
def test_stock_closes_over_the_half_years(partij, h1, h2):
    assert (social_stock(partij, verhaal.H1), social_stock(partij, verhaal.H2)) == (h1, h2)


def test_hard_plans_until_2030_add_up_to_780():
    # de Alliantie 72 + 96 - 24 + 144 + 110 - 60 = 338; Omnia 38 + 52 + 84 + 46 = 220;
    # Portaal 44 - 36 + 58 + 92 - 48 + 112 = 222; together 780
    plans = [plan for partij in verhaal.CORPORATIES for plan in rijen(partij)[Project]]
    hard = [plan for plan in plans if plan.hardheid == "hard" and plan.verwacht_halfjaar <= LAATSTE]
    assert sum(plan.aantal if plan.soort == "nieuwbouw" else -plan.aantal for plan in hard) == 780


def test_every_realised_project_has_its_change():
    for partij in verhaal.CORPORATIES:
        rows = rijen(partij)
        realised = {plan.projectcode for plan in rows[Project] if plan.gerealiseerd_halfjaar == verhaal.H2}
        assert realised == {change.project for change in rows[Mutatie]} - {""}


@pytest.mark.parametrize(("partij", "total", "urgent"), [("portaal", 244, 69), ("omnia-wonen", 142, 39)])
def test_allocations_add_up_to_the_story(partij, total, urgent):
    rows = rijen(partij)[Toewijzing]
    assert sum(row.aantal for row in rows) == total
    assert sum(row.aantal for row in rows if row.doelgroep in verhaal.URGENTE_GROEPEN) == urgent


def test_gemeente_delivers_its_own_sheet_and_the_projects_of_the_market():
    rows = rijen("gemeente", Halfjaar(2026, 1))
    assert list(rows) == [Project, Gemeentegegeven]
    assert {project.initiatiefnemer for project in rows[Project]} == {"markt"}
    delivered = sum(p.aantal for p in rows[Project] if p.gerealiseerd_halfjaar and p.segment == "sociale-huur")
    assert delivered == verhaal.GEMEENTE[verhaal.H1]["oplevering-markt"]
