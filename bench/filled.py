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
    settings.DATABASES["default"]["TEST"] = {"NAME": "test_bench" if postgres else f"{data}/bench.sqlite3"}
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
    from monitoring.recompute import recompute_all

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


def timed(deed) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000
