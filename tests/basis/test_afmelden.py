"""'Minder of geen mail': the link in a mail works without logging in, for its own user, and only towards less."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from basis import afmelden, berichten
from basis.models import Berichtsoort, Mailkeuze, Wijziging
from tests.basis.conftest import gelezen

pytestmark = pytest.mark.django_db
EIGEN, NIEUWS = Berichtsoort.EIGEN, Berichtsoort.NIEUWS
DIRECT, WEEK, GEEN = Mailkeuze


@pytest.fixture
def streng():
    """A browser of which the forms are guarded, as in a real one."""
    return Client(enforce_csrf_checks=True)


def keuzes(user):
    user.refresh_from_db()
    return user.mail_eigen, user.mail_nieuws


@pytest.mark.parametrize(
    ("soorten", "in_week", "expected", "knop"),
    [
        ([EIGEN], False, (WEEK, WEEK), "Ja, minder mail"),  # what is asked at once: from now on once a week
        ([EIGEN], True, (GEEN, WEEK), "Ja, minder mail"),
        ([NIEUWS], False, (DIRECT, GEEN), "Ja, minder mail"),
        ([NIEUWS, EIGEN], True, (GEEN, GEEN), "Ja, geen mail meer"),
    ],
)
def test_button_gives_less_of_that_mail_and_twice_is_the_same(streng, gebruiker, soorten, in_week, expected, knop):
    user = gebruiker("medewerker")
    adres = afmelden.adres(user, soorten, in_week=in_week)
    assertContains(streng.get(adres), knop)
    assert keuzes(user) == (DIRECT, WEEK)
    for _twice in range(2):
        assertContains(streng.post(adres, {"List-Unsubscribe": "One-Click"}), "Het is geregeld")
        assert keuzes(user) == expected
    assert Wijziging.objects.over(user).count() == len(soorten)
    assertContains(streng.get(adres), "Het is geregeld")


def test_link_never_leads_to_more_mail(client, gebruiker):
    user = gebruiker("medewerker", mail_eigen=GEEN)
    client.post(afmelden.adres(user, [EIGEN], in_week=False))
    assert keuzes(user) == (GEEN, WEEK)


def test_who_is_logged_in_here_does_not_matter(als, gebruiker):
    user = gebruiker("corporatie")
    client = als("medewerker")
    other = client.get("/account/").context["user"]
    client.post(afmelden.adres(user, [NIEUWS], in_week=True))
    assert (keuzes(user), keuzes(other)) == ((DIRECT, GEEN), (DIRECT, WEEK))


@pytest.mark.parametrize("wat", ["gewijzigd", "verzonnen", "gesloten account"])
def test_link_that_is_no_good_gives_a_friendly_page_and_changes_nothing(client, gebruiker, wat):
    user = gebruiker("medewerker", is_active=wat != "gesloten account")
    adres = afmelden.adres(user, [EIGEN], in_week=True)
    adres = {"gewijzigd": f"{adres[:-2]}x/", "verzonnen": "/account/minder-mail/x:y:z/"}.get(wat, adres)
    for answer in (client.get(adres), client.post(adres)):
        assertContains(answer, "Deze link werkt niet", status_code=404)
    assert keuzes(user) == (DIRECT, WEEK)


def test_mail_says_why_it_came_and_has_the_link_and_its_headers(
    streng, gebruiker, postbus, django_capture_on_commit_callbacks
):
    user = gebruiker("corporatie", "omnia-wonen")
    words = {"titel": "Een vraag", "tekst": "Waarom?", "adres": "/leveringen/", "knop": "Bekijken"}
    with django_capture_on_commit_callbacks(execute=True):
        berichten.stuur([user], soort=EIGEN, sleutel="een", **words)
    message = gelezen(postbus[0][1])
    plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch("<(.+)>", message["List-Unsubscribe"].strip()).group(1)
    assert f"Minder of geen mail: {link}" in plain
    assert f'href="{link}"' in html
    assert "U werkt voor Omnia Wonen mee aan de samenwerkingsafspraken, en dit wordt van u gevraagd." in plain
    streng.post(link.removeprefix("https://afspraken.voorbeeld.nl"), {"List-Unsubscribe": "One-Click"})
    assert keuzes(user) == (WEEK, WEEK)


def test_user_chooses_at_own_details_and_the_trail_says_so(als):
    client = als("medewerker")
    user = client.get("/account/").context["user"]
    form = {"first_name": "Mees", "last_name": "Werker", "email": user.email}
    client.post("/account/", {**form, "mail_eigen": "week", "mail_nieuws": "geen"})
    assert keuzes(user) == (WEEK, GEEN)
    lines = Wijziging.objects.over(user).filter(veld__contains="mail over")
    assert [(line.van, line.naar) for line in lines] == [("meteen", "eenmaal per week, op maandag")]


def test_choice_that_does_not_exist_is_refused_with_what_was_typed(als):
    client = als("medewerker")
    user = client.get("/account/").context["user"]
    form = {"first_name": "Mees", "last_name": "Werker", "email": user.email, "mail_eigen": "nooit"}
    assertContains(client.post("/account/", form), "Kies of u nieuws wilt.")
    assert keuzes(user) == (DIRECT, WEEK)
