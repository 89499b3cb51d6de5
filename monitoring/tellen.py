"""Counts all that figures are made of in one statement.

Sixty small queries cost more in asking than in counting. So they are asked together, and what several figures count
alike is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from monitoring.indicatoren.vormen import Bron
from voorraad.models import Rij

GEBIED = ("wijk_id", "buurt_id")
Groep = tuple  # wijk, buurt, the fields that parts are named after, sum


def tel(bronnen: list[Bron]) -> list[list[Groep]]:
    """For each of these rows what they count, per area and per field that parts are named after."""
    rows = [bron for bron in bronnen if issubclass(bron.rijen.model, Rij)]
    together = iter(_together(rows))
    return [next(together) if issubclass(bron.rijen.model, Rij) else _alone(bron) for bron in bronnen]


def _alone(bron: Bron) -> list[Groep]:
    """Things that are on no sheet and in no area, such as a list: one number."""
    return [(None, None, bron.rijen.order_by().aggregate(som=bron.optelling)["som"])]


def _together(bronnen: list[Bron]) -> list[list[Groep]]:
    statements: dict[tuple, int] = {}
    places = [statements.setdefault(found, len(statements)) if (found := statement(b)) else None for b in bronnen]
    counted: list[list[Groep]] = [[] for _ in statements]
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(*_union(statements))
            for place, *group in cursor.fetchall():
                counted[place].append(group)
    return [
        [] if place is None else [(*group[:2], *group[2 : 2 + len(bron.velden)], group[-1]) for group in counted[place]]
        for bron, place in zip(bronnen, places, strict=True)
    ]


def statement(bron: Bron) -> tuple[str, tuple, tuple[str, ...], bool] | None:
    """The query of these rows, its parameters, and which columns it has; nothing where there can be no rows."""
    groups: QuerySet = bron.rijen.order_by().values("levering_id", *(GEBIED if bron.per_gebied else ()), *bron.velden)
    try:
        sql, params = groups.annotate(som=bron.optelling).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params), bron.velden, bron.per_gebied


def _union(statements: Iterable[tuple]) -> tuple[str, list]:
    """One statement of all: the number of the query, wijk, buurt, the fields, the sum."""
    width = max(len(velden) for _, _, velden, _ in statements)
    selects, values = [], []
    for place, (sql, params, velden, per_gebied) in enumerate(statements):
        area = GEBIED if per_gebied else ("CAST(NULL AS bigint)",) * 2
        fields = [*velden, *["CAST(NULL AS varchar)"] * (width - len(velden))]
        selects.append(f"SELECT {place}, {', '.join([*area, *fields])}, som FROM ({sql}) q")  # noqa: S608
        values += params
    return " UNION ALL ".join(selects), values
