import pytest

from tests.factories.api import maak_token


@pytest.fixture
def lees(client, gebruiker):
    """lees('/partijen', 'bo-lid') → what a system with a token of somebody in that role gets; a token once per role."""
    secrets = {}

    def get(pad, rol="bo-lid", partij=None, **headers):
        if (rol, partij) not in secrets:
            secrets[rol, partij] = maak_token(gebruiker(rol, partij))[1]
        return client.get(f"/api/v1{pad}", headers={"Authorization": f"Bearer {secrets[rol, partij]}", **headers})

    return get


@pytest.fixture
def json(lees):
    """json('/partijen') → the content of an answer that must be right."""

    def get(pad, rol="bo-lid", partij=None):
        response = lees(pad, rol, partij)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return get
