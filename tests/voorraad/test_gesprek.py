"""A question of the municipality is not lost with the next version, and can be answered."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.voorraad import maak_levering
from voorraad import lifecycle
from voorraad.gesprek import conversation
from voorraad.models import Status, Verwerking

pytestmark = pytest.mark.django_db
VRAAG, ANTWOORD = "Waar is de sloop in Liendert?", "Die is uitgesteld tot het najaar."


@pytest.fixture
def omnia(gebruiker):
    return gebruiker("corporatie", "omnia-wonen")


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


@pytest.fixture
def teruggestuurd(medewerker):
    levering = maak_levering(status=Status.INGEDIEND)
    lifecycle.send_back(levering, by=medewerker, reden=VRAAG)
    return levering


def said(levering):
    return [(step.naar, step.waarom) for step in conversation(levering)]


def next_version(old, omnia):
    """The party uploads a better file: a version of its own that replaces the one sent back."""
    lifecycle._move(old, Status.VERVANGEN, by=omnia)
    return maak_levering(verwerking=Verwerking.GECONTROLEERD)


def test_question_stays_with_the_next_version_until_it_is_accepted(teruggestuurd, omnia, medewerker):
    better = next_version(teruggestuurd, omnia)
    assert said(better) == [("teruggestuurd", VRAAG)]
    lifecycle.submit(better, by=omnia, antwoord=f"  {ANTWOORD} ")
    assert said(better) == [("teruggestuurd", VRAAG), ("ingediend", ANTWOORD)]
    lifecycle.accept(better, by=medewerker)
    assert said(better) == []


def test_question_is_of_one_party_and_half_year(teruggestuurd):
    assert said(maak_levering(halfjaar="2026-2")) == []
    assert said(maak_levering("portaal")) == []


def test_page_of_the_next_version_shows_the_question_and_takes_an_answer(client, teruggestuurd, omnia, medewerker):
    better = next_version(teruggestuurd, omnia)
    client.force_login(omnia)
    page = client.get(better.get_absolute_url())
    assertContains(page, VRAAG)
    assertContains(page, "Uw antwoord")
    client.post(f"{better.get_absolute_url()}indienen/", {"antwoord": ANTWOORD})
    client.force_login(medewerker)
    page = client.get(better.get_absolute_url())
    assertContains(page, "Antwoord van Omnia Wonen")
    assertContains(page, ANTWOORD)


def test_page_of_what_was_sent_back_does_not_call_it_ready(client, teruggestuurd, omnia):
    client.force_login(omnia)
    page = client.get(teruggestuurd.get_absolute_url())
    assertContains(page, "Klopt alles toch?")
    assertNotContains(page, "Klaar om in te dienen")


def test_page_tells_the_municipality_who_is_next(client, teruggestuurd, medewerker):
    client.force_login(medewerker)
    assertContains(client.get(teruggestuurd.get_absolute_url()), "Omnia Wonen is aan zet")


def test_answer_that_is_too_long_is_kept_on_the_page(client, teruggestuurd, omnia):
    client.force_login(omnia)
    page = client.post(f"{teruggestuurd.get_absolute_url()}indienen/", {"antwoord": "a" * 2001})
    assertContains(page, "a" * 2001)
    teruggestuurd.refresh_from_db()
    assert teruggestuurd.status == Status.TERUGGESTUURD


def test_delivery_without_a_question_asks_for_no_answer(client, omnia):
    levering = maak_levering()
    client.force_login(omnia)
    page = client.get(levering.get_absolute_url())
    assertContains(page, "Klaar om in te dienen")
    assertNotContains(page, "Uw antwoord")
