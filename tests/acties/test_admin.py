"""Lists in the admin site: what changed, from what to what, stays in the trail."""

import pytest
from django.urls import reverse

from acties.models import Overlegvorm
from basis.models import Partij, Wijziging

pytestmark = pytest.mark.django_db


def test_other_parties_at_the_table_are_kept_from_what_to_what(als):
    client, vorm = als("beheer"), Overlegvorm.objects.get(code="bo")
    vorm.partijen.set(Partij.objects.filter(code="gemeente"))
    page = reverse("admin:acties_overlegvorm_change", args=[vorm.pk])
    form = client.get(page).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    data["partijen"] = [Partij.objects.get(code="portaal").pk]
    assert client.post(page, data).status_code == 302
    assert list(Wijziging.objects.values_list("veld", "van", "naar")) == [
        ("partijen", "Gemeente Amersfoort", "Portaal")
    ]
