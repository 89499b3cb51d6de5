"""The OpenAPI document follows the NLGov REST API Design Rules, and so do the answers it describes."""

import re

import pytest
from django.urls import get_resolver

from api import openapi
from tests.test_rollen import routes

PADEN = openapi.document()["paths"]
OPERATIES = [(path, operation) for path, operations in PADEN.items() for operation in operations.values()]


def test_document_is_for_everybody(client):
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json()["openapi"].startswith("3.")
    assert response.json()["info"]["version"] == response["API-Version"] == "1.0.0"


def test_document_says_where_the_api_is_and_whom_to_ask():
    document = openapi.document()
    assert document["servers"] == [{"url": "/api/v1", "description": "Deze website"}]
    assert set(document["info"]["contact"]) == {"name", "url", "email"}


def test_document_describes_every_address_of_the_version():
    real = {re.sub("<(?:int:)?([a-z]+)>", r"{\1}", route) for route in routes(get_resolver().url_patterns)}
    there = {route.removeprefix("api/v1") for route in real if route.startswith("api/v1/")}
    assert there - set(PADEN) == {"/", "/openapi.json", "/.+$"}


@pytest.mark.parametrize("path", PADEN)
def test_paths_are_kebab_case_without_slash_at_the_end(path):
    assert re.fullmatch(r"(/([a-z0-9-]+|\{[a-z]+\}))+", path)


@pytest.mark.parametrize(("path", "operation"), OPERATIES)
def test_operations_only_read_and_are_described_in_full(path, operation):
    assert set(PADEN[path]) == {"get"}
    assert operation["summary"]
    assert operation["description"]
    assert operation["security"] == [{"Toegangstoken": []}]
    for parameter in operation["parameters"]:
        assert re.fullmatch("[a-z]+([A-Z][a-z]+)*", parameter["name"])
        assert parameter["in"] == "path" or parameter["description"]


@pytest.mark.parametrize(("path", "operation"), OPERATIES)
def test_answers_have_a_version_and_errors_are_problems(path, operation):
    answers = {int(status): answer for status, answer in operation["responses"].items()}
    assert {200, 304, 400, 401, 406} <= set(answers)
    assert (404 in answers) is ("{" in path or any(each["name"] == "pagina" for each in operation["parameters"]))
    for status, answer in answers.items():
        assert "API-Version" in answer["headers"]
        assert status < 400 or list(answer["content"]) == ["application/problem+json"]


def test_operations_have_a_name_of_their_own():
    names = [operation["operationId"] for _, operation in OPERATIES]
    assert len(names) == len(set(names)) == 11
    assert "waarden" in names


def test_keys_of_answers_are_camel_case():
    schemas = openapi.document()["components"]["schemas"]
    keys = {key for schema in schemas.values() for key in schema.get("properties", ())}
    assert "berekendOp" in keys
    assert [key for key in keys if not re.fullmatch("[a-z]+([A-Z][a-z]+)*", key)] == []


def test_moments_and_days_have_their_format():
    fields = openapi.document()["components"]["schemas"]["Waarde"]["properties"]
    assert fields["peildatum"]["format"] == "date"
    assert {"type": "string", "format": "date-time"} in fields["berekendOp"]["anyOf"]
