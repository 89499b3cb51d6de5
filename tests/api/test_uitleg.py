"""The page about the API says what the OpenAPI document says, and its examples work."""

import re

import pytest

from api import openapi
from api.uitleg import pagina
from tests.factories.monitoring import maak_vastgesteld, mutatie

pytestmark = pytest.mark.django_db


def test_page_is_for_everybody_and_names_every_resource(client):
    page = client.get("/api/v1/").content.decode()
    for path in openapi.document()["paths"]:
        assert f"<code>GET /api/v1{path}</code>" in page
    assert 'href="/api/v1/openapi.json"' in page
    assert "Proberen" not in page


def test_page_names_every_parameter(client, rf):
    found = pagina(rf.get("/api/v1/"))
    adressen = [adres for group in found["groepen"].values() for adres in group]
    waarden = next(adres for adres in adressen if adres.pad == "/api/v1/indicatoren/{code}/waarden")
    assert [(each.naam, each.verwacht) for each in waarden.parameters] == [
        ("partij", "code"),
        ("vanaf", "zoals 2026-1"),
        ("totEnMet", "zoals 2026-1"),
        ("bekendOp", "zoals 2027-03-01"),
        ("onderdelen", "true of false"),
    ]


def test_everything_on_the_page_can_be_tried_by_who_is_logged_in(als):
    client = als("huurdersorganisatie")
    page = client.get("/api/v1/").content.decode()
    links = re.findall(r'btn-sm" href="(/api/v1/[^"]+)"', page)
    assert len(links) == len(openapi.document()["paths"])
    for link in links:
        assert client.get(link).status_code == 200


def test_examples_of_the_page_work(client, lees):
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
    page = client.get("/api/v1/").content.decode()
    asked = re.findall(r"http://testserver/api/v1(/[^\s\"<]+)", page)
    assert len(asked) == 2
    for pad in asked:
        assert lees(pad.replace("&amp;", "&")).status_code == 200


def test_example_of_an_error_is_what_one_gets(client, lees):
    page = client.get("/api/v1/").content.decode()
    assert lees("/indicatoren/V1/waarden?vanaf=2026-3").json()["detail"] in page


def test_only_administrators_see_where_tokens_are_made(als):
    found = {rol: "Een token maken" in als(rol).get("/api/v1/").content.decode() for rol in ("beheer", "bo-lid")}
    assert found == {"beheer": True, "bo-lid": False}
