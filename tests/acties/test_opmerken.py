"""A remark is kept under the name of who wrote it, and leaves a line in the trail."""

import pytest

from acties.opmerken import place_remark
from basis.models import Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db


def test_place_remark_keeps_name_and_party_and_leaves_a_line(gebruiker):
    actie, user = maak_actie(1), gebruiker("huurdersorganisatie", first_name="Hanna", last_name="Huurder")
    remark = place_remark(actie, by=user, soort="vraag", tekst="Hoe dan?")
    assert list(actie.opmerkingen.values_list("pk", "soort", "tekst", "door", "door_naam", "door_partij")) == [
        (remark.pk, "vraag", "Hoe dan?", user.pk, "Hanna Huurder", "SHOW")
    ]
    assert list(Wijziging.objects.over(actie).values_list("veld", "naar")) == [("opmerking", "Hoe dan?")]


def test_same_remark_sent_twice_is_placed_once(gebruiker):
    actie, user = maak_actie(1), gebruiker("huurdersorganisatie")
    first, second, other = (
        place_remark(actie, by=user, soort="vraag", tekst=text) for text in ("Hoe?", "Hoe?", "Wie?")
    )
    assert (first, actie.opmerkingen.count()) == (second, 2)
    assert other.tekst == "Wie?"
