"""Goals in the admin site: numbers as people write them, and replaced only where the old one is kept."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from monitoring.models import Doelstelling
from tests.factories.overzicht import maak_oud

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [("V2", "3.200"), ("V5", "350 tot 430 (uitgangswaarde 0)"), ("T2", "15\u00a0%"), ("T3", "100\u00a0%")],
)
def test_goal_shows_its_value_in_its_unit(als, indicator, shown):
    doel = Doelstelling.objects.get(indicator=indicator)
    assertContains(als("beheer").get(f"/beheer/monitoring/doelstelling/{doel.pk}/change/"), shown)


def test_goal_is_not_replaced_here(als):
    doel = Doelstelling.objects.get(indicator="V1")
    Doelstelling.objects.create(indicator="V1", soort="minstens", waarde=1500, sinds="2027-01-01")
    form = als("beheer").get(f"/beheer/monitoring/doelstelling/{doel.pk}/change/").context["adminform"].form
    assert not {"vervangen_door", "reden", "waarde"} & set(form.fields)


@pytest.mark.parametrize("published", [True, False])
def test_stranger_finds_what_is_published(client, published):
    maak_oud(openbaar=published)
    says = assertContains if published else assertNotContains
    says(client.get("/account/login/"), "gepubliceerde jaaroverzichten")
