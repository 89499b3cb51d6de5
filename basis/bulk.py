"""Many rows at once, as they stand: a third of the time of `bulk_create`, for rows that nobody needs as objects."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection, models

_PAGE = 1000  # rows per statement


def insert(model: type[models.Model], names: list[str], rows: Iterable[tuple]) -> None:
    """Insert `rows`: per field in `names` a value as the database takes it. No signals, no checks, no keys back."""
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    columns = ", ".join(quoted(model._meta.get_field(name).column) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors:  # Django wraps what it knows of a cursor, and not this
                cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", _CopyText(rows))
        else:
            marks = ", ".join(["%s"] * len(names))
            statement, rows = f"INSERT INTO {table} ({columns}) VALUES ({marks})", iter(rows)  # noqa: S608
            while page := list(islice(rows, _PAGE)):  # Django's executemany keeps all that it was given
                cursor.executemany(statement, page)


class _CopyText:
    """Rows as a file in the text format of COPY, made while it is read.

    https://www.postgresql.org/docs/current/sql-copy.html
    """

    def __init__(self, rows: Iterable[tuple]):
        self._rows = iter(rows)

    def read(self, _size: int) -> str:
        return "".join("\t".join(map(_copied, row)) + "\n" for row in islice(self._rows, _PAGE))


_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _copied(value) -> str:
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)


def update(model: type[models.Model], names: list[str], rows: Iterable[tuple]) -> None:
    """Update `rows`: per field in `names` a value as the database takes it, and at the end the key of the row."""
    quoted = connection.ops.quote_name
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    columns = [quoted(model._meta.get_field(name).column) for name in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values  # a driver that SQLite does without

            values = ", ".join(f"{column} = new.{column}" for column in columns)
            new = f"(VALUES %s) AS new ({', '.join([*columns, key])})"
            statement = f"UPDATE {table} SET {values} FROM {new} WHERE {table}.{key} = new.{key}"  # noqa: S608
            execute_values(cursor, statement, rows, page_size=_PAGE)
        else:
            values = ", ".join(f"{column} = %s" for column in columns)
            cursor.executemany(f"UPDATE {table} SET {values} WHERE {key} = %s", rows)  # noqa: S608
