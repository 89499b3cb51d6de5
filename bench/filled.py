"""A throw-away database at real size: 3 corporations, 150 neighbourhoods, 10 half-years of accepted deliveries.

SQLite, or PostgreSQL when DATABASE_URL names a server: in a database of its own, which is thrown away.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

VALUES = (
    "monitoring_indicatorwaarde "
    "(indicator, onderdeel, halfjaar, partij_id, wijk_id, buurt_id, teller, noemer, partijen)"
)
HALF_YEARS, MUTATIES, TOEWIJZINGEN, BUURTEN = 10, 300, 365, 150


def run_apart(module: str) -> None:
    """`python -m module DATA` in a process of its own: settings and database are not those of the other benchmarks."""
    with tempfile.TemporaryDirectory(prefix="afspraken-bench-") as data:
        environment = {"DATABASE_URL": f"sqlite:///{data}/db.sqlite3", **os.environ, "DATA_DIR": data}
        environment["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        subprocess.run([sys.executable, "-m", module, data], env=environment, check=True)


@contextmanager
def database(data: str):
    """The connection to a new database with the reference data, gone at the end of the block."""
    import django
    from django.conf import settings

    postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    name = "test_bench" if postgres else f"{data}/bench.sqlite3"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("laad_basisgegevens", verbosity=0)
        yield connection
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def fill_real_size() -> None:
    from basis.halfjaar import EERSTE
    from basis.models import Buurt, Partij, Wijk
    from monitoring.rekenen.recompute import recompute_all

    wijken = list(Wijk.objects.filter(editie=2025))
    buurten = Buurt.objects.bulk_create(
        Buurt(code=f"BU{n:08}", editie=2025, naam=f"buurt {n}", wijk=wijken[n % len(wijken)]) for n in range(BUURTEN)
    )
    draw = random.Random(2026)
    for partij in Partij.objects.corporaties():
        for n in range(HALF_YEARS):
            _fill_delivery(levering_of(partij, EERSTE + n), buurten, draw)
    recompute_all()


def levering_of(partij, halfjaar):
    from voorraad.models import Levering, Status

    return Levering(partij=partij, halfjaar=halfjaar, versie=1, status=Status.VASTGESTELD, sha256="0" * 64, grootte=0)


def _fill_delivery(levering, buurten, draw) -> None:
    from voorraad.models import Codelijst, Codewaarde, Mutatie, Toewijzing

    levering.save()
    codes = Codewaarde.objects.filter(lijst__in=[Codelijst.MUTATIESOORT, Codelijst.DOELGROEP])
    soorten = [each.code for each in codes if each.lijst == Codelijst.MUTATIESOORT]
    groepen = [each.code for each in codes if each.lijst == Codelijst.DOELGROEP]

    def place(number):
        buurt = draw.choice(buurten)
        return {"levering": levering, "rijnummer": number, "buurt": buurt, "wijk_id": buurt.wijk_id}

    Mutatie.objects.bulk_create(
        Mutatie(soort=draw.choice(soorten), segment="sociale-huur", aantal=draw.randint(1, 40), **place(n))
        for n in range(MUTATIES)
    )
    Toewijzing.objects.bulk_create(
        Toewijzing(
            doelgroep=draw.choice(groepen), boven_inkomensgrens=n % 9 == 0, aantal=draw.randint(1, 9), **place(n)
        )
        for n in range(TOEWIJZINGEN)
    )


def fill_many_parties(extra: int) -> None:
    """As many corporations again, each with the rows and figures of the first: copied inside the database."""
    from django.db import connection

    from basis.models import Partij
    from monitoring.models import IndicatorWaarde, Rekenstand
    from voorraad.models import Levering, Mutatie, Toewijzing

    first = Partij.objects.corporaties().first()
    parties = [Partij(code=f"bench-{n}", naam=f"Bench {n}", soort="corporatie") for n in range(extra)]
    Partij.objects.bulk_create(parties)
    stands = {stand.halfjaar: stand for stand in Rekenstand.objects.all()}
    halves = list(Levering.objects.filter(partij=first).values_list("halfjaar", flat=True))
    Levering.objects.bulk_create(levering_of(partij, half) for partij in parties for half in halves)
    with connection.cursor() as cursor:
        for model in (Mutatie, Toewijzing):
            _copy(cursor, model, "levering_id", _LEVERINGEN, first.pk)
        _copy(cursor, IndicatorWaarde, "partij_id", _PARTIJEN, first.pk)
        for half in halves:
            totals(cursor, str(half), None)
        cursor.execute("ANALYZE")
    for pk, half, partij in Levering.objects.values_list("pk", "halfjaar", "partij"):
        stands[half].leveringen[str(partij)] = pk
    Rekenstand.objects.bulk_update(stands.values(), ["leveringen"])


# which new owner gets the rows of which old one
_LEVERINGEN = """SELECT t.id AS oud, l.id AS nieuw FROM voorraad_levering t
    JOIN voorraad_levering l ON l.halfjaar = t.halfjaar JOIN basis_partij p ON p.id = l.partij_id
    WHERE t.partij_id = %s AND p.code LIKE 'bench-%%'"""
_PARTIJEN = "SELECT %s AS oud, p.id AS nieuw FROM basis_partij p WHERE p.code LIKE 'bench-%%'"


def _copy(cursor, model, owner: str, owners: str, first: int) -> None:
    columns = [field.column for field in model._meta.concrete_fields if field.column not in ("id", owner)]
    names, values = ", ".join(columns), ", ".join(f"m.{column}" for column in columns)
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({owner}, {names}) SELECT e.nieuw, {values} FROM {table} m JOIN ({owners}) e "
        f"ON e.oud = m.{owner}",
        [first],
    )


def totals(cursor, half: str, wijken: list[int] | None) -> None:
    """Add up the figures of all parties of a half-year again, of these wijken or of all, in plain SQL."""
    touched = "" if wijken is None else f"AND (wijk_id IS NULL OR wijk_id IN ({', '.join(map(str, wijken))}))"
    cursor.execute(
        f"DELETE FROM monitoring_indicatorwaarde WHERE halfjaar = %s AND partij_id IS NULL {touched}", [half]
    )
    cursor.execute(
        f"INSERT INTO {VALUES} SELECT indicator, onderdeel, halfjaar, CAST(NULL AS bigint), wijk_id, buurt_id, "
        "SUM(teller), SUM(noemer), COUNT(*) FROM monitoring_indicatorwaarde "
        f"WHERE halfjaar = %s AND partij_id IS NOT NULL {touched} "
        "GROUP BY indicator, onderdeel, halfjaar, wijk_id, buurt_id",
        [half],
    )


def client(rol: str, partij: str):
    """Somebody in this role, for this party, logged in."""
    from django.test import Client

    from basis.models import Gebruiker, Partij

    user = Gebruiker.objects.create(username=f"bench-{rol}", rol=rol, partij=Partij.objects.get(code=partij))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, "basis.backends.Wachtwoord")
    return client


def timed(deed) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000
