"""The admin site in Dutch: no sentence of Django's in English, and the choice to go without a password is left out."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from basis.models import Gebruiker, Partij

pytestmark = pytest.mark.django_db
NIEUW = "/beheer/basis/gebruiker/add/"
GEHEIM = "een-lang-en-goed-geheim"


@pytest.mark.parametrize(
    ("path", "english"),
    [
        (NIEUW, "After you"),
        ("/beheer/", "Model name"),
        ("/beheer/basis/gebruiker/", 'alt="Search"'),
        (NIEUW, "---------"),
    ],
)
def test_admin_has_no_english(als, path, english):
    assertNotContains(als("beheer").get(path), english)


def test_admin_password_page_has_no_english(als, gebruiker):
    page = als("beheer").get(f"/beheer/basis/gebruiker/{gebruiker('corporatie').pk}/password/")
    assertContains(page, "Kies een nieuw wachtwoord voor")
    assertNotContains(page, "If disabled")


@pytest.mark.parametrize("demo", [True, False])
def test_admin_says_that_figures_are_invented(als, settings, demo):
    settings.DEMO = demo
    (assertContains if demo else assertNotContains)(als("beheer").get("/beheer/"), "Fictieve cijfers.")


def test_admin_makes_an_account_with_a_password(als):
    values = {"username": "jo", "partij": Partij.objects.get(code="portaal").pk, "rol": "corporatie"}
    client = als("beheer")
    assert client.post(NIEUW, values).context["adminform"].form.errors.keys() == {"password1", "password2"}
    assert client.post(NIEUW, {**values, "password1": GEHEIM, "password2": GEHEIM}).status_code == 302
    assert Gebruiker.objects.get(username="jo").check_password(GEHEIM)


@pytest.mark.filterwarnings("ignore:DateTimeField:RuntimeWarning")
@pytest.mark.parametrize("asked", ["op__gte=0001-01-01", "op__lt=9999-12-31", "op__gte=0001-01-01+00:00:00%2B02:00"])
def test_day_that_cannot_be_leads_to_the_whole_list(als, gebruiker, asked):
    page = als("beheer").get(f"/beheer/basis/wijziging/?{asked}", follow=True)
    assert page.status_code == 200


def test_number_that_no_column_can_hold_is_refused_as_any_unknown_choice(als):
    show = Partij.objects.get(code="show")
    sent = {"naam": "SHOW", "code": "show", "soort": show.soort, "actief": "on", "corporaties": [str(2**63)]}
    page = als("beheer").post(f"/beheer/basis/partij/{show.pk}/change/", sent)
    assert [f"Selecteer een geldige keuze. {2**63} is geen beschikbare keuze."] in page.context["errors"]


def test_in_with_numbers_that_no_column_can_hold_finds_the_others():
    omnia = Partij.objects.get(code="omnia-wonen")
    assert list(Partij.objects.filter(pk__in=[omnia.pk, 2**63, -(2**63) - 1])) == [omnia]
    assert list(Partij.objects.filter(pk__in=[2**63])) == []
