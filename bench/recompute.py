"""Recompute of one delivery: our engine against plain SQL that stores the same rows, on the same data.

Target: at most 100 ms at real size (3 corporations, 150 neighbourhoods, 10 half-years), and no more with 100 times the
number of parties. Runs on SQLite, or on PostgreSQL when DATABASE_URL names a server: in a database of its own, which is
thrown away. The floor counts with GROUP BY, and adds up all parties' rows of the touched wijken.
"""

from __future__ import annotations

import statistics
import sys
from functools import partial

from bench.filled import (
    BUURTEN,
    HALF_YEARS,
    MUTATIES,
    TOEWIJZINGEN,
    VALUES,
    database,
    fill_many_parties,
    fill_real_size,
    run_apart,
    timed,
    totals,
)

RUNS = 15


def main() -> None:
    run_apart("bench.recompute")


def _measure(data: str) -> None:
    with database(data) as connection:
        rows = MUTATIES + TOEWIJZINGEN
        print(f"one delivery of {rows} rows, {BUURTEN} neighbourhoods, {HALF_YEARS} half-years; {connection.vendor}")
        print(f"{'parties':>8}{'plain SQL':>12}{'recompute':>12}{'p95':>8}{'ratio':>8}   (ms, median of {RUNS})")
        fill_real_size()
        _report()
        fill_many_parties(297)
        _report()


def _report() -> None:
    from django.db import connection, transaction

    from basis.models import Partij
    from monitoring.rekenen.recompute import recompute
    from voorraad.models import Levering

    levering = Levering.objects.filter(partij__code="portaal").select_related("partij").first()
    ours, floor = [], []
    for n in range(RUNS):
        _correct(levering, 1 + n % 3)
        ours.append(timed(partial(recompute, levering.halfjaar, levering.partij)))
        stored = _stored(levering)
        _correct(levering, 1 + n % 3)
        with connection.cursor() as cursor:
            floor.append(timed(transaction.atomic(partial(_plain_sql, cursor, levering))))
        by_sql = _stored(levering)
        recompute(levering.halfjaar, levering.partij)
        assert by_sql == _stored(levering) != stored, "the floor stores other figures"
    median, base = statistics.median(ours), statistics.median(floor)
    parties = Partij.objects.corporaties().count()
    print(f"{parties:>8}{base:>12.1f}{median:>12.1f}{sorted(ours)[-1]:>8.1f}{median / base:>8.1f}", flush=True)


def _correct(levering, by: int) -> None:
    """A correction that touches every neighbourhood."""
    from django.db.models import F

    from voorraad.models import Mutatie, Toewijzing

    for model in (Mutatie, Toewijzing):
        model.objects.filter(levering=levering).update(aantal=F("aantal") + by)


def _stored(levering) -> set:
    """The figures of the half-year that are not zero, of the indicators that the floor computes too."""
    from monitoring.models import IndicatorWaarde

    rows = IndicatorWaarde.objects.filter(halfjaar=levering.halfjaar, indicator__in=_IN_SQL).exclude(teller=0, noemer=0)
    return set(rows.values_list("indicator", "onderdeel", "partij", "wijk", "buurt", "teller", "noemer"))


_IN_SQL = ("V1", "V3", "T1", "T2")
_ERAF = "('verkoop', 'sloop', 'liberalisatie')"
_URGENT = "(SELECT code FROM voorraad_codewaarde WHERE lijst = 'doelgroep' AND urgent)"
_PLAIN = f"""
WITH m AS (SELECT *, CASE WHEN soort IN {_ERAF} THEN -aantal ELSE aantal END AS n FROM voorraad_mutatie
           WHERE levering_id = %(levering)s AND segment = 'sociale-huur'),
t AS (SELECT * FROM voorraad_toewijzing WHERE levering_id = %(levering)s),
regel AS (
    SELECT 'V1' AS i, soort AS o, wijk_id, buurt_id, n AS t, 0 AS n FROM m
    UNION ALL SELECT 'V1', '', wijk_id, buurt_id, n, 0 FROM m WHERE soort <> 'correctie'
    UNION ALL SELECT 'V1', 'daeb-koop', wijk_id, buurt_id, aantal, 0 FROM m WHERE soort = 'verkoop' AND daeb_koop
    UNION ALL SELECT 'V3', '', wijk_id, buurt_id, aantal, 0 FROM m WHERE soort = 'nieuwbouw'
    UNION ALL SELECT 'T1', '', wijk_id, buurt_id, CASE WHEN doelgroep IN {_URGENT} THEN aantal ELSE 0 END, aantal FROM t
    UNION ALL SELECT 'T2', '', wijk_id, buurt_id, CASE WHEN boven_inkomensgrens THEN aantal ELSE 0 END, aantal FROM t
),
niveau AS (
    SELECT i, o, wijk_id AS w, buurt_id AS b, t, n FROM regel WHERE buurt_id IS NOT NULL
    UNION ALL SELECT i, o, wijk_id, CAST(NULL AS bigint), t, n FROM regel WHERE wijk_id IS NOT NULL
    UNION ALL SELECT i, o, CAST(NULL AS bigint), CAST(NULL AS bigint), t, n FROM regel
)
INSERT INTO {VALUES} SELECT i, o, %(half)s, %(partij)s, w, b, SUM(t), SUM(n), 1 FROM niveau GROUP BY i, o, w, b
"""


def _plain_sql(cursor, levering) -> None:
    """What one would write without an engine: one party replaced, all parties of the half-year added up again."""
    half, partij = str(levering.halfjaar), levering.partij_id
    where = "halfjaar = %s AND partij_id = %s"
    cursor.execute(f"DELETE FROM monitoring_indicatorwaarde WHERE {where}", [half, partij])
    cursor.execute(_PLAIN, {"half": half, "partij": partij, "levering": levering.pk})
    cursor.execute(f"SELECT DISTINCT wijk_id FROM monitoring_indicatorwaarde WHERE {where}", [half, partij])
    totals(cursor, half, [wijk for (wijk,) in cursor.fetchall() if wijk])


if __name__ == "__main__":
    _measure(sys.argv[1])
