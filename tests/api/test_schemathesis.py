"""The API attacked by its own description: no fault, and every answer as it is described.

Bounded: a fixed number of generated questions per address, the same ones each time.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks as basic
from schemathesis.specs.openapi import checks

from api import openapi
from tests.factories.api import maak_token
from tests.factories.monitoring import gegeven, maak_prioriteitsgebied, maak_vastgesteld, mutatie, toewijzing

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
CHECKS = [
    basic.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]


@pytest.fixture(autouse=True)
def _one_connection():
    """A real request ends with closing the connection: not here, where the test holds its rows in a transaction."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def token(gebruiker):
    """A token of a tenant organisation, where there are figures with and without small counts."""
    rows = [mutatie("nieuwbouw", 9, wijk="WK030710"), toewijzing("gezin", 3, wijk="WK030710")]
    rows += [toewijzing("statushouder", 30, wijk="WK030711"), toewijzing("gezin", 41, wijk="WK030712")]
    maak_vastgesteld("portaal", "2026-1", *rows)
    maak_vastgesteld("gemeente", "2026-2", gegeven("taakstelling-statushouders", 212))
    maak_prioriteitsgebied("2026-03-01", "2026-05-01")
    return maak_token(gebruiker("huurdersorganisatie"))[1]


BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@BOUNDED
def test_answers_are_as_described(case, token):
    case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}, checks=CHECKS)


@schema.include(path_regex="{").parametrize()
@BOUNDED
def test_answers_of_what_exists_are_as_described(case, token):
    """The same with an address that is there, whatever was made up in its place."""
    case.path_parameters = {naam: openapi.voorbeeld(case.path, naam) for naam in case.path_parameters}
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    response = case.call_and_validate(headers=headers, checks=CHECKS[:5])
    assert response.status_code != 404
