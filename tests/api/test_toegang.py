"""Who may ask: with a token that works, or with the session of the website. Rights are those of that user."""

import pytest

from api import tokens
from api.toegang import Toegangstoken
from tests.factories.api import maak_token

pytestmark = pytest.mark.django_db
ADRES = "/api/v1/partijen"


def ask(client, kop):
    response = client.get(ADRES, headers={"Authorization": kop})
    return response.status_code, response.json().get("detail"), response.get("WWW-Authenticate")


UITDAGING = 'Bearer realm="Samenwerkingsafspraken Amersfoort"'
ONGELDIG = f'{UITDAGING}, error="invalid_token"'


def test_without_token_one_hears_how_to_get_in(client):
    response = client.get(ADRES)
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"] == UITDAGING
    assert response.json() == {
        "status": 401,
        "title": "Geen toegang",
        "detail": "Stuur een toegangstoken mee: ‘Authorization: Bearer …’. "
        "Een beheerder van de gemeente kan het voor u maken.",
    }


@pytest.mark.parametrize("soort", ["Bearer", "bearer", "  BEARER "])
def test_token_opens_the_door_however_bearer_is_written(client, gebruiker, soort):
    _, secret = maak_token(gebruiker("bo-lid"))
    assert client.get(ADRES, headers={"Authorization": f"{soort} {secret}"}).status_code == 200


@pytest.mark.parametrize(
    ("kop", "detail"),
    [
        ("Basic YTpi", "Authorization: gevonden ‘Basic’, verwacht ‘Bearer’ met een token erachter."),
        ("Bearer", "Authorization: gevonden ‘Bearer’, verwacht ‘Bearer’ met een token erachter."),
        ("", "Authorization: gevonden ‘’, verwacht ‘Bearer’ met een token erachter."),
        ("Bearer onzin", "Dit toegangstoken kennen we niet."),
        ("Bearer \x00\xff", "Dit toegangstoken kennen we niet."),
        (f"Bearer {'a' * 5000}", "Dit toegangstoken kennen we niet."),
    ],
)
def test_header_that_is_no_token_says_what_was_expected(client, kop, detail):
    assert ask(client, kop) == (401, detail, ONGELDIG)


def test_withdrawn_token_says_so(client, gebruiker):
    token, secret = maak_token(gebruiker("bo-lid"))
    tokens.revoke(token, by=gebruiker("beheer"))
    detail = "Dit toegangstoken is ingetrokken. Een beheerder van de gemeente kan een nieuw maken."
    assert ask(client, f"Bearer {secret}") == (401, detail, ONGELDIG)


def test_expired_token_says_until_when_it_worked(client, gebruiker):
    token, secret = maak_token(gebruiker("bo-lid"))
    type(token).objects.update(verloopt_op="2026-06-30")
    detail = (
        "Dit toegangstoken is verlopen. Het was geldig tot en met 30 juni 2026. "
        "Een beheerder van de gemeente kan een nieuw maken."
    )
    assert ask(client, f"Bearer {secret}") == (401, detail, ONGELDIG)


def test_token_of_a_user_who_left_says_so(client, gebruiker):
    user = gebruiker("bo-lid")
    _, secret = maak_token(user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert ask(client, f"Bearer {secret}")[1].startswith("Dit toegangstoken is van een gebruiker zonder toegang.")


def test_session_of_the_website_may_ask_too(als):
    assert als("huurdersorganisatie").get(ADRES).status_code == 200


def test_wrong_token_is_refused_also_with_a_session(als):
    assert ask(als("beheer"), "Bearer onzin")[0] == 401


def test_rights_are_those_of_the_token_and_not_of_the_session(als, gebruiker, rf):
    """An administrator who tries the token of a tenant organisation sees what that organisation sees."""
    show = gebruiker("huurdersorganisatie")
    _, secret = maak_token(show)
    request = rf.get(ADRES, headers={"Authorization": f"Bearer {secret}"})
    request.user = gebruiker("beheer")
    assert Toegangstoken()(request) == show
    assert request.user == show


def test_use_of_a_token_is_noted(client, gebruiker):
    token, secret = maak_token(gebruiker("bo-lid"))
    ask(client, f"Bearer {secret}")
    token.refresh_from_db()
    assert token.gebruikt_op is not None
