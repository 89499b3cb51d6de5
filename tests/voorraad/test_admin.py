"""Code lists and rent limits in the admin site: every change stays in the trail, and nothing is deleted."""

import pytest
from django.urls import reverse

from basis.models import Wijziging
from voorraad.models import Codewaarde, Huurgrens

pytestmark = pytest.mark.django_db


def form_of(page):
    """What the form on this page holds, ready to be sent again."""
    values = page.context["adminform"].form.initial
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [(Huurgrens, "bedrag", "999.99"), (Codewaarde, "naam", "een andere naam")],
)
def test_change_in_a_list_leaves_a_line(als, model, field, value):
    client, row = als("beheer"), model.objects.first()
    before = getattr(row, field)
    page = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
    assert client.post(page, {**form_of(client.get(page)), field: value}).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, field)) == value
    assert list(Wijziging.objects.values_list("onderwerp", "onderwerp_id", "veld", "van", "naar")) == [
        (model._meta.label_lower, row.pk, model._meta.get_field(field).verbose_name, str(before), value)
    ]


def test_code_that_rows_may_hold_does_not_change(als):
    client, row = als("beheer"), Codewaarde.objects.first()
    page = reverse("admin:voorraad_codewaarde_change", args=[row.pk])
    client.post(page, {**form_of(client.get(page)), "code": "anders", "lijst": "anders", "naam": "nieuwe naam"})
    changed = Codewaarde.objects.get(pk=row.pk)
    assert (changed.lijst, changed.code, changed.naam) == (row.lijst, row.code, "nieuwe naam")


def test_lists_stand_on_the_first_page_of_the_admin_site(als):
    apps = {app["app_label"]: [model["object_name"] for model in app["models"]] for app in index(als("beheer"))}
    assert sorted(apps["voorraad"]) == ["Codewaarde", "Huurgrens", "Levering"]


def index(client):
    return client.get("/beheer/").context["app_list"]
