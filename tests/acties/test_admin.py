"""Actions in the admin site: what changed, from what to what, stays in the trail."""

import pytest
from django.urls import reverse

from acties.models import Actie
from basis.models import Partij, Wijziging

pytestmark = pytest.mark.django_db


def test_other_lead_parties_are_kept_from_what_to_what(als):
    client, actie = als("beheer"), Actie.objects.get(jaar=2026, nummer=6)
    page = reverse("admin:acties_actie_change", args=[actie.pk])
    form = client.get(page).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    data["trekkers"] = [Partij.objects.get(code="portaal").pk]
    assert client.post(page, data).status_code == 302
    assert list(Wijziging.objects.values_list("veld", "van", "naar")) == [
        ("trekkers", "Gemeente Amersfoort", "Portaal")
    ]
