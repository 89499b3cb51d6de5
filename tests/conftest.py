"""Fixtures for all tests: parties, users per role, and a browser. Factories stand in tests/factories/."""

import os

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from amersfoort_afspraken.celery import app
from basis import onveranderlijk


@pytest.fixture(autouse=True)
def _clean_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _work_at_commit():
    """Jobs run in the test itself, also where there is a broker; tests/test_servers.py asks for real workers."""
    app.conf.task_always_eager = True


ALLEEN_TOEVOEGEN = [
    "basis.Wijziging",
    "acties.Statusmelding",
    "acties.Opmerking",
    "acties.Antwoord",
    "acties.Knelpuntnotitie",
    "monitoring.Vastlegging",
]


def _flush_without_guards() -> None:
    """What empties the test database after a test that commits for real has to get past the append-only tables."""
    flush = connection.ops.execute_sql_flush
    tables = [apps.get_model(name)._meta.db_table for name in ALLEEN_TOEVOEGEN]

    def unguarded(statements):
        for table in tables:
            onveranderlijk.laat_los(connection, table)
        try:
            flush(statements)
        finally:
            for table in tables:
                onveranderlijk.bewaak(connection, table)

    connection.ops.execute_sql_flush = unguarded


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The reference data (parties, areas, code lists, themes, actions, goals) is there in every test."""
    _flush_without_guards()
    with django_db_blocker.unblock():
        call_command("laad_basisgegevens", verbosity=0)


@pytest.fixture
def transactional_reference_data(transactional_db):
    """A test that commits for real starts from an emptied database: give it the reference data again."""
    call_command("laad_basisgegevens", verbosity=0)


@pytest.fixture
def gebruiker(db):
    """gebruiker('corporatie', 'omnia-wonen') → a user in that role, for that party."""
    from tests.factories.basis import maak_gebruiker

    return maak_gebruiker


@pytest.fixture
def als(client, gebruiker):
    """als('beheer') → a client that is logged in, in that role."""

    def login(rol, partij=None):
        client.force_login(gebruiker(rol, partij))
        return client

    return login


# what needs a broker is collected only in the run that has one: `make test` runs both
collect_ignore = [] if os.environ.get("REDIS_URL") else ["test_servers.py"]


def pytest_addoption(parser):
    parser.addoption("--met-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config, items):
    """What uses no database, and long walks that only read, say the same on each: they run once, with SQLite."""
    if not config.getoption("--met-database"):
        return
    uses = [
        item
        for item in items
        if not item.get_closest_marker("eenmaal")
        and (item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*item.fixturenames})
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(uses)])
    items[:] = uses
