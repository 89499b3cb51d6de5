"""Many rows at once, as they stand: a third of the time of `bulk_create`, for rows that nobody needs as objects."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, models, transaction

_PAGE = 1000  # rows per statement


def insert(model: type[models.Model], names: list[str], rows: Iterable[tuple]) -> None:
    """Insert `rows`: per field in `names` a value as the database takes it. No signals, no checks, no keys back."""
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    columns = ", ".join(quoted(model._meta.get_field(name).column) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values  # a driver that SQLite does without

            execute_values(cursor, f"INSERT INTO {table} ({columns}) VALUES %s", rows, page_size=_PAGE)  # noqa: S608
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


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


def insert_objects(model: type[models.Model], objects: list[models.Model]) -> None:
    """Insert unsaved objects whose fields hold clean values already; they get no key."""
    real = transaction.get_connection()
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [
        [getattr(each, field.attname) for each in objects]
        if field.is_relation
        else [field.get_db_prep_save(getattr(each, field.attname), real) for each in objects]
        for field in fields
    ]
    insert(model, [field.name for field in fields], zip(*columns, strict=True))
