"""Parties and half-years."""

import pytest

from basis.models import Partij
from tests.factories.monitoring import maak_vastgesteld, mutatie

pytestmark = pytest.mark.django_db


def test_parties_by_kind(json):
    found = json("/partijen?soort=corporatie")["resultaten"]
    assert [(each["code"], each["naam"], each["actief"]) for each in found] == [
        ("de-alliantie", "de Alliantie", True),
        ("omnia-wonen", "Omnia Wonen", True),
        ("portaal", "Portaal", True),
    ]


def test_tenant_organisation_says_which_corporations_it_belongs_to(json):
    Partij.objects.get(code="show").corporaties.add(Partij.objects.get(code="portaal"))
    found = {each["code"]: each["corporaties"] for each in json("/partijen?soort=huurdersorganisatie")["resultaten"]}
    assert found == {"hbva": [], "show": ["portaal"], "hestia": []}


def test_half_years_say_whose_figures_are_in(json):
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 5), bereken=False)
    found = json("/halfjaren")["resultaten"]
    assert (len(found), found[-1]["code"]) == (10, "2030-2")
    first, second = found[:2]
    assert (first["code"], first["begin"], first["peildatum"]) == ("2026-1", "2026-01-01", "2026-06-30")
    assert first["meegeteld"] == ["portaal"]  # what is accepted but not computed yet is in no figure
    assert first["ontbreekt"] == ["gemeente", "de-alliantie", "omnia-wonen"]
    assert first["berekendOp"] is not None
    assert (second["berekendOp"], second["meegeteld"], len(second["ontbreekt"])) == (None, [], 4)
