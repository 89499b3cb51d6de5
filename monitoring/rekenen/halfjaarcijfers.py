"""Stores all figures of a half-year inside the database: counted, compared and written without passing through here.

Where the figures of the accepted deliveries, and of all of them together, are not what is stored (`verschil`), the old
figure gets an end and the new one stands beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection

from basis.halfjaar import Halfjaar
from monitoring.rekenen import tellen
from monitoring.rekenen.tellen import GEEN, SLEUTEL, SOMMEN

_TABEL = """
CREATE TEMPORARY TABLE verschil (
    id bigint, partij_id bigint, indicator varchar, onderdeel varchar, wijk_id bigint, buurt_id bigint,
    teller double precision, noemer double precision, partijen integer
)"""
_NIEUW = f"""
SELECT {GEEN} AS id, partij_id, {SLEUTEL}, teller, noemer, 1 AS partijen FROM cijfer
UNION ALL
SELECT {GEEN}, {GEEN}, {SLEUTEL}, {SOMMEN}, COUNT(*) FROM cijfer GROUP BY {SLEUTEL}"""
_STAND = f"SELECT {GEEN}, {GEEN}, %s, %s, {GEEN}, {GEEN}, %s, %s, 1"
_OUD = f"""
SELECT id, partij_id, {SLEUTEL}, teller, noemer, partijen FROM monitoring_indicatorwaarde
WHERE halfjaar = %s AND tot IS NULL"""
# what is in one of both alone; what was stored has an id
_VERSCHIL = f"""
SELECT MAX(id), partij_id, {SLEUTEL}, teller, noemer, partijen FROM beide
GROUP BY partij_id, {SLEUTEL}, teller, noemer, partijen HAVING COUNT(*) = 1"""
_EINDE = """
UPDATE monitoring_indicatorwaarde SET tot = %s WHERE id IN (SELECT id FROM verschil WHERE id IS NOT NULL)"""
_BEGIN = f"""
INSERT INTO monitoring_indicatorwaarde (halfjaar, van, partij_id, {SLEUTEL}, teller, noemer, partijen)
SELECT %s, %s, partij_id, {SLEUTEL}, teller, noemer, partijen FROM verschil WHERE id IS NULL"""


def replace(halfjaar: Halfjaar, leveringen: Iterable[int], op: datetime.datetime) -> bool:
    """Make of the stored figures of a half-year those of these deliveries; whether any changed. In a transaction."""
    half, moment = str(halfjaar), connection.ops.adapt_datetimefield_value(op)
    states = [(_STAND, list(stand)) for stand in tellen.standen(halfjaar)]
    beide = tellen.union([(_NIEUW, []), *states, (_OUD, [half])])
    select, params = tellen.met(tellen.cijfers(leveringen, halfjaar) | {"beide": beide}, _VERSCHIL)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL jit = off")  # compiling so many sums takes longer than adding them up
        cursor.execute(_TABEL)
        cursor.execute(f"INSERT INTO verschil {select}", params)
        changed = cursor.rowcount > 0
        cursor.execute(_EINDE, [moment])
        cursor.execute(_BEGIN, [half, moment])
        cursor.execute("DROP TABLE verschil")
    return changed
