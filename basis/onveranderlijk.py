"""Rows that are only ever added: the database itself refuses to change or delete them, whoever asks.

    migrations.RunPython(*alleen_toevoegen("acties", "Opmerking"))

One change is let through: an account that is deleted leaves its rows (`door_id` becomes NULL), for the name stands
beside it. What changes nothing is let through too, so that a fixture can be loaded twice. A migration that alters
such a table has to end with the same operation: SQLite makes a new table and drops the triggers of the old one.
"""

from __future__ import annotations

from collections.abc import Callable

VERGEET = "door_id"  # the column that may become NULL
WIJZIGEN, WISSEN = "Deze regel wordt niet gewijzigd.", "Deze regel wordt niet verwijderd."

_FUNCTIE = f"""
CREATE OR REPLACE FUNCTION alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE voor jsonb; na jsonb;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    voor := to_jsonb(OLD); na := to_jsonb(NEW);
    IF voor = na OR (voor - '{VERGEET}' = na - '{VERGEET}' AND na -> '{VERGEET}' = 'null'::jsonb) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION '{WIJZIGEN}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RAISE EXCEPTION '{WISSEN}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def alleen_toevoegen(app: str, model: str) -> tuple[Callable, Callable]:
    """What a migration does to guard the table of this model, and how it takes that back."""

    def guard(apps, schema_editor):
        bewaak(schema_editor.connection, apps.get_model(app, model)._meta.db_table)

    def unguard(apps, schema_editor):
        laat_los(schema_editor.connection, apps.get_model(app, model)._meta.db_table)

    return guard, unguard


def bewaak(connection, table: str) -> None:
    """From now on rows of this table are only added."""
    laat_los(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTIE)
        for statement in _TRIGGERS[connection.vendor](connection, table):
            cursor.execute(statement)


def laat_los(connection, table: str) -> None:
    """Take the guard away: for a migration, never for a user."""
    on = f" ON {_quoted(connection, table)}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for deed in _NAMEN:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_quoted(connection, f'{table}_{deed}')}{on}")


_NAMEN = ("niet_wijzigen", "niet_wissen", "niet_legen")


def _postgresql(connection, table: str):
    """Afterwards: before an update a generated column has no value yet, and would seem to change."""
    name = _quoted(connection, table)
    for deed, event, each in zip(_NAMEN, ("UPDATE", "DELETE", "TRUNCATE"), ("ROW", "ROW", "STATEMENT"), strict=True):
        trigger = _quoted(connection, f"{table}_{deed}")
        yield f"CREATE TRIGGER {trigger} AFTER {event} ON {name} FOR EACH {each} EXECUTE FUNCTION alleen_toevoegen()"


def _sqlite(connection, table: str):
    """Here a trigger names the columns: a column that is added later asks for the operation once more."""
    name = _quoted(connection, table)
    update, delete = (_quoted(connection, f"{table}_{deed}") for deed in _NAMEN[:2])
    with connection.cursor() as cursor:
        columns = [field.name for field in connection.introspection.get_table_description(cursor, table)]
    same = [f"NEW.{quoted} IS OLD.{quoted}" for quoted in map(connection.ops.quote_name, columns)]
    if VERGEET in columns:
        at = columns.index(VERGEET)
        same[at] = f"({same[at]} OR NEW.{connection.ops.quote_name(VERGEET)} IS NULL)"
    yield (
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {name} WHEN NOT ({' AND '.join(same)}) "
        f"BEGIN SELECT RAISE(ABORT, '{WIJZIGEN}'); END"
    )
    yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {name} BEGIN SELECT RAISE(ABORT, '{WISSEN}'); END"


_TRIGGERS = {"postgresql": _postgresql, "sqlite": _sqlite}


def _quoted(connection, name: str) -> str:
    return connection.ops.quote_name(name)
