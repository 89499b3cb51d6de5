"""Who may do what with a delivery: the table of the agreements on roles, row by row."""

import pytest

from basis.models import Partij
from tests.factories.voorraad import maak_levering
from voorraad.models import Levering, Status

pytestmark = pytest.mark.django_db
WIE = ["beheer", "medewerker", "omnia", "portaal", "huurdersorganisatie", "bo-lid"]


@pytest.fixture
def wie(gebruiker):
    parties = {"omnia": "omnia-wonen", "portaal": "portaal"}
    return {naam: gebruiker("corporatie" if naam in parties else naam, parties.get(naam)) for naam in WIE}


@pytest.mark.parametrize(("partij", "mag"), [("omnia-wonen", {"omnia"}), ("gemeente", {"medewerker"}), ("show", set())])
def test_add_levering_is_for_the_party_itself(wie, partij, mag):
    partij = Partij.objects.get(code=partij)
    assert {naam for naam, user in wie.items() if user.has_perm("voorraad.add_levering", partij)} == mag


@pytest.mark.parametrize(
    ("perm", "mag"),
    [
        ("submit_levering", {"omnia"}),
        ("accept_levering", {"beheer", "medewerker"}),
        ("send_back_levering", {"beheer", "medewerker"}),
        ("download_levering", {"beheer", "medewerker", "omnia"}),
    ],
)
@pytest.mark.parametrize("status", Status.values)
def test_deed_with_a_delivery_of_omnia(wie, perm, mag, status):
    levering = maak_levering("omnia-wonen", status=status)
    assert {naam for naam, user in wie.items() if user.has_perm(f"voorraad.{perm}", levering)} == mag


@pytest.mark.parametrize("status", Status.values)
def test_levering_of_omnia_is_visible_to_others_once_accepted(wie, status):
    levering = maak_levering("omnia-wonen", status=status)
    mag = set(WIE) if status == Status.VASTGESTELD else {"beheer", "medewerker", "omnia"}
    assert {naam for naam, user in wie.items() if levering in Levering.objects.visible_to(user)} == mag
