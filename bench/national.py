"""Recompute of everything at the size of the country, on PostgreSQL, beside the plain SQL that it cannot do without.

280 corporations in 342 municipalities over 20 half-years deliver five million rows. Targets: everything computed from
nothing within twice the plain GROUP BY of each table and the storing of as many figures; one changed delivery within a
second, whatever the history. In a database of its own, which is thrown away; it takes some 5 GB.

    BENCH_ROWS=200000 python -m tests.servers -- python -m bench national

takes half a minute: fewer corporations and municipalities, of the same size.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import sys
import tempfile
from functools import partial

from bench.filled import database, levering_of, run_apart, timed

ROWS = int(os.environ.get("BENCH_ROWS", 5_000_000))
SHARE = ROWS / 5_000_000
HALF_YEARS, CORPORATIES, GEMEENTEN = 20, max(round(280 * SHARE), 1), max(round(342 * SHARE), 3)
PER_LEVERING = {"voorraadstand": 400, "mutatie": 120, "project": 50, "toewijzing": 320}  # in three municipalities
RUNS = 5
FIGURES = "monitoring_indicatorwaarde"


def main() -> None:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        print("needs PostgreSQL: python -m tests.servers -- python -m bench national")
    elif (free := shutil.disk_usage(tempfile.gettempdir()).free) < 10e9 * SHARE:
        print(f"needs 10 GB of disk; {free / 1e9:.0f} GB is free")
    else:
        run_apart("bench.national")


def _measure(data: str) -> None:
    with database(data) as connection, connection.cursor() as cursor:
        from monitoring.rekenen.recompute import recompute_all

        _add_parties_and_areas()
        _fill(cursor, 0, 1)
        recompute_all()
        one = _one_changed(1)
        _fill(cursor, 1, HALF_YEARS)
        cursor.execute(f"TRUNCATE {FIGURES}")
        rows = sum(_count(cursor, f"voorraad_{table}") for table in _GROUPS)
        print(f"{rows} rows of {CORPORATIES} corporations in {GEMEENTEN} municipalities over {HALF_YEARS} half-years")
        first, again = _seconds(recompute_all), _seconds(recompute_all)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        many = _one_changed(HALF_YEARS)
        group, store = _floor(cursor)
        print(f"{_count(cursor, FIGURES)} figures")
        print(f"{'plain SQL: group':<44}{group:>9.1f} s\n{'plain SQL: store as many figures':<44}{store:>9.1f} s")
        _line("everything, from nothing", first, f"{first / (group + store):.1f} × plain SQL; target 2 ×")
        _line("everything again, when nothing changed", again, f"{again / (group + store):.1f} ×")
        _line("one changed delivery, 1 half-year stored", one, "target 1 s")
        _line(f"one changed delivery, {HALF_YEARS} half-years stored", many, "target 1 s")
        print(f"{'memory of our process at most':<44}{memory:>9.0f} MB")


def _line(name: str, seconds: float, remark: str) -> None:
    print(f"{name:<44}{seconds:>9.2f} s   {remark}", flush=True)


def _seconds(deed) -> float:
    return timed(deed) / 1000


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table}")
    return cursor.fetchone()[0]


def _add_parties_and_areas() -> None:
    from basis.models import Partij, Wijk

    Partij.objects.corporaties().update(actief=False)
    Partij.objects.bulk_create(
        Partij(code=f"bench-{n}", naam=f"Bench {n}", soort="corporatie") for n in range(CORPORATIES)
    )
    Wijk.objects.bulk_create(Wijk(code=f"WK99{n:04}", editie=2025, naam=f"gemeente {n}") for n in range(GEMEENTEN))


def _fill(cursor, begin: int, end: int) -> None:
    """Accepted deliveries of every party over the half-years from `begin` to `end`, with rows made by the database."""
    from basis.halfjaar import EERSTE
    from basis.models import Partij, Wijk
    from voorraad.models import Levering

    halves = [EERSTE + n for n in range(begin, end)]
    made = Levering.objects.bulk_create(
        levering_of(each, half) for half in halves for each in Partij.objects.aanleverend()
    )
    wijken = list(Wijk.objects.filter(code__startswith="WK99").order_by("code").values_list("pk", flat=True))
    values = {"wijken": wijken, "gemeenten": GEMEENTEN, "leveringen": [levering.pk for levering in made]}
    for table, columns in _COLUMNS.items():
        number, soort = PER_LEVERING.get(table), "corporatie"
        if number is None:
            number, soort = 5 * GEMEENTEN, "gemeente"
        names, drawn = ", ".join(columns), ", ".join(columns.values())
        cursor.execute(
            f"INSERT INTO voorraad_{table} (levering_id, rijnummer, wijk_id, aantal, {names}) "
            "SELECT l.id, n, (%(wijken)s)[1 + (l.partij_id * 3 + n %% 3) %% %(gemeenten)s], 1 + n %% 40, "
            f"{drawn} FROM voorraad_levering l JOIN basis_partij p ON p.id = l.partij_id, "
            "generate_series(1, %(number)s) n WHERE l.id = ANY(%(leveringen)s) AND p.soort = %(soort)s",
            {**values, "number": number, "soort": soort},
        )
    cursor.execute("ANALYZE")


def _one_of(*values: str) -> str:
    """One of these by chance, in SQL."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + floor(random() * {len(values)})::int]"


_GROEP = _one_of("gezin", "jongere", "statushouder", "overig", "medisch-sociaal", "spoedzoeker", "uitstroom-instelling")
_SEGMENT = _one_of("sociale-huur", "sociale-huur", "sociale-huur", "middenhuur", "dure-koop")
_HALF = _one_of(*(f"{year}-{helft}" for year in range(2026, 2036) for helft in (1, 2)))
_COLUMNS = {
    "voorraadstand": {
        "segment": _SEGMENT,
        "prijscategorie": _one_of("goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar", "middenhuur"),
        "woningtype": _one_of("eengezinswoning", "appartement", "studio-of-kamer", "overig"),
        "energielabel": _one_of("a2plus", "a", "b", "c", "d", "e", "f", "g", "onbekend"),
        "geschikt": _one_of("nee", "nee", "nultreden", "geclusterd"),
    },
    "mutatie": {
        "soort": _one_of("nieuwbouw", "aankoop", "woningdelen", "splitsen", "verkoop", "sloop", "liberalisatie"),
        "segment": _SEGMENT,
        "naar_segment": _one_of("", "", "middenhuur"),
        "project": "''",
        "daeb_koop": "random() < 0.2",
        "middeninkomen": "random() < 0.2",
        "toelichting": "''",
    },
    "project": {
        "projectcode": "'P' || n",
        "naam": "'Hof ' || n",
        "initiatiefnemer": _one_of("corporatie", "corporatie", "markt"),
        "eigenaar": _one_of("corporatie", "markt"),
        "soort": _one_of("nieuwbouw", "nieuwbouw", "sloop"),
        "segment": _SEGMENT,
        "planstatus": "'1a'",
        "hardheid": _one_of("hard", "zacht"),
        "verwacht_halfjaar": _HALF,
        "gerealiseerd_halfjaar": f"CASE WHEN random() < 0.2 THEN {_HALF} END",
        "biobased": "random() < 0.2",
        "conceptueel": "random() < 0.2",
    },
    "toewijzing": {
        "doelgroep": _GROEP,
        "boven_inkomensgrens": "random() < 0.1",
        "prijscategorie": _one_of("goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"),
        "nieuwbouw": "random() < 0.2",
        "wachttijd_uitstroom": "CASE WHEN random() < 0.2 THEN round((random() * 12)::numeric, 1) END",
    },
    "gemeentegegeven": {
        "gegeven": _one_of(
            "taakstelling-statushouders",
            "gehuisveste-statushouders",
            "actief-woningzoekenden",
            "oplevering-markt",
            "wachtend-instelling",
        ),
        "doelgroep": _GROEP,
        "segment": "'sociale-huur'",
        "wachttijd": "round((random() * 12)::numeric, 1)",
        "toelichting": "''",
    },
}


def _one_changed(stored: int) -> float:
    """Median seconds of the recompute of one corrected delivery, over the newest of so many half-years."""
    from django.db.models import F

    from basis.halfjaar import EERSTE
    from monitoring.rekenen.recompute import recompute
    from voorraad.models import Levering, Rij

    levering = Levering.objects.select_related("partij").get(halfjaar=EERSTE + (stored - 1), partij__code="bench-0")
    times = []
    for _ in range(RUNS):
        for model in Rij.__subclasses__():
            model.objects.filter(levering=levering).update(aantal=F("aantal") + 1)
        times.append(_seconds(partial(recompute, levering.halfjaar, levering.partij)))
    return statistics.median(times)


# the fields that any figure is counted by
_GROUPS = {
    "voorraadstand": "segment, prijscategorie, energielabel, geschikt",
    "mutatie": "soort, segment, naar_segment, daeb_koop, middeninkomen",
    "project": "initiatiefnemer, eigenaar, soort, segment, hardheid, verwacht_halfjaar, gerealiseerd_halfjaar, "
    "biobased, conceptueel",
    "toewijzing": "doelgroep, boven_inkomensgrens, prijscategorie, nieuwbouw",
    "gemeentegegeven": "gegeven, doelgroep, segment",
}


def _floor(cursor) -> tuple[float, float]:
    """Seconds to group each table once, and to store the figures that were computed as they stand."""
    group = 0.0
    for table, fields in _GROUPS.items():
        groups = f"levering_id, wijk_id, buurt_id, {fields}"
        select = f"SELECT {groups}, SUM(aantal) FROM voorraad_{table} GROUP BY {groups}"
        group += _seconds(partial(cursor.execute, f"SELECT COUNT(*) FROM ({select}) q"))
    columns = "halfjaar, partij_id, indicator, onderdeel, wijk_id, buurt_id, teller, noemer, partijen, van"
    cursor.execute(f"CREATE TEMP TABLE cijfers AS SELECT {columns} FROM {FIGURES} WHERE tot IS NULL")
    cursor.execute(f"TRUNCATE {FIGURES}")
    store = _seconds(
        partial(cursor.execute, f"INSERT INTO {FIGURES} ({columns}) SELECT {columns} FROM cijfers ORDER BY halfjaar")
    )
    return group, store


if __name__ == "__main__":
    _measure(sys.argv[1])
