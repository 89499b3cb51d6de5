"""What was accepted before: of the own party, around a half-year, and the shares that all corporations delivered."""

from collections import Counter

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from tests.factories.monitoring import maak_buurt, maak_vastgesteld, mutatie, toewijzing
from voorraad.eerder import Eerder, Plan
from voorraad.models import Codewaarde, Gemeentegegeven, Project, Status, Voorraadstand

pytestmark = pytest.mark.django_db
OMNIA, LIENDERT, H2 = "omnia-wonen", "WK030710", Halfjaar(2026, 2)
HUUR = ((LIENDERT, ""), "sociale-huur")


def eerder(partij=OMNIA, halfjaar=H2):
    return Eerder(Partij.objects.get(code=partij), halfjaar)


def stand(aantal, buurt=None, label="b", geschikt="nee"):
    place = Wijk.objects.get(code=LIENDERT, editie=2025)
    return Voorraadstand(wijk=place, buurt=buurt, segment="sociale-huur", prijscategorie="goedkoop",
                         woningtype="appartement", energielabel=label, geschikt=geschikt, aantal=aantal)  # fmt: skip


def plan(code, aantal, klaar=None):
    return Project(projectcode=code, naam=f"Project {code}", wijk=Wijk.objects.get(code=LIENDERT, editie=2025),
                   initiatiefnemer="corporatie", eigenaar="corporatie", soort="nieuwbouw", segment="sociale-huur",
                   aantal=aantal, planstatus="2a", hardheid="hard", verwacht_halfjaar=Halfjaar(2028, 1),
                   gerealiseerd_halfjaar=klaar)  # fmt: skip


def test_nothing_was_accepted_before():
    found = eerder()
    assert (found.vorige, found.volgende) == (None, None)
    assert (found.stand.aantallen, found.volgende_mutaties.aantallen) == (Counter(), Counter())
    assert (found.plannen, found.toewijzingen, found.gegevens) == ({}, Counter(), Counter())
    assert set(map(tuple, found.aandelen.values())) == {()}


def test_previous_and_next_are_the_accepted_ones_of_the_own_party():
    maak_vastgesteld("portaal", "2026-1", stand(5), bereken=False)
    before = maak_vastgesteld(OMNIA, "2026-1", stand(7), bereken=False)
    after = maak_vastgesteld(OMNIA, "2027-1", stand(9), bereken=False)
    found = eerder()
    assert (found.vorige, found.volgende) == (before, after)
    before.status = Status.VERVANGEN
    before.save()
    assert eerder().vorige is None


def test_stock_is_added_up_per_place_and_segment():
    # 60 + 5 in the wijk as a whole, 40 in a buurt of it
    buurt = maak_buurt("BU03071001")
    maak_vastgesteld(OMNIA, "2026-1", stand(60), stand(5, label="c"), stand(40, buurt=buurt), bereken=False)
    places = {HUUR: 65, ((LIENDERT, "BU03071001"), "sociale-huur"): 40}
    assert eerder().stand.aantallen == places
    assert eerder().stand.zonder_buurt() == {LIENDERT}


def test_changes_of_the_next_half_year():
    # 30 nieuwbouw − 6 verkoop = 24
    maak_vastgesteld(
        OMNIA, "2027-1", mutatie("nieuwbouw", 30, wijk=LIENDERT), mutatie("verkoop", 6, wijk=LIENDERT), bereken=False
    )
    assert eerder().volgende_mutaties.aantallen == {HUUR: 24}


def test_plans_are_added_up_per_code_and_know_what_is_done():
    maak_vastgesteld(
        OMNIA, "2026-1", plan("E01", 40), plan("E01", 10, Halfjaar(2026, 1)), plan("E02", 5), bereken=False
    )
    assert eerder().plannen == {"E01": Plan("Project E01", 40, True), "E02": Plan("Project E02", 5, False)}


def test_allocations_and_what_the_municipality_said():
    maak_vastgesteld(
        OMNIA, "2026-1", toewijzing("gezin", 3, wijk=LIENDERT), toewijzing("gezin", 4, wijk=LIENDERT), bereken=False
    )
    maak_vastgesteld(
        "gemeente", "2026-1", Gemeentegegeven(gegeven="actief-woningzoekenden", doelgroep="gezin", aantal=400),
        bereken=False,
    )  # fmt: skip
    assert eerder().toewijzingen == {("gezin",): 7}
    assert eerder("gemeente").gegevens == {("actief-woningzoekenden", "gezin"): 400}


def test_shares_of_all_corporations_over_five_half_years():
    # Portaal: 30 of 40 suited, 10 of 40 with a bad label; 2 of 8 allocations urgent, none above the limit
    maak_vastgesteld(
        "portaal", "2026-1", stand(20, geschikt="nultreden"), stand(10, label="f", geschikt="geclusterd"), stand(10),
        toewijzing("medisch-sociaal", 2, wijk=LIENDERT), toewijzing("gezin", 6, wijk=LIENDERT), bereken=False,
    )  # fmt: skip
    maak_vastgesteld("portaal", "2024-1", stand(9, label="g"), bereken=False)  # five half-years ago
    maak_vastgesteld(OMNIA, "2026-2", stand(9, label="g"), bereken=False)  # the one that is compared
    assert eerder().aandelen == {
        "urgent": [0.25],
        "boven de inkomensgrens": [0.0],
        "energielabel E, F of G": [0.25],
        "geschikt voor ouderen": [0.75],
    }


def test_shares_follow_the_list_of_urgent_groups():
    maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 6, wijk=LIENDERT), bereken=False)
    Codewaarde.objects.filter(code="gezin").update(urgent=True)
    assert eerder().aandelen["urgent"] == [1.0]
