"""Let the database itself keep what is written once: no program, and no hand at a prompt, changes it by mistake."""

from collections.abc import Mapping, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION reif_written_once() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(editor: BaseDatabaseSchemaEditor, tables: Mapping[str, Sequence[str]]) -> None:
    """Refuse every update of the tables' given columns, from now on. May be repeated."""
    is_postgresql = editor.connection.vendor == "postgresql"
    if is_postgresql:
        editor.execute(_POSTGRESQL_FUNCTION, params=None)
    for table, columns in tables.items():
        name, on = editor.quote_name(f"{table}_written_once"), editor.quote_name(table)
        event = f"BEFORE UPDATE OF {', '.join(map(editor.quote_name, columns))} ON {on}"
        if is_postgresql:
            editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {on}", params=None)
            body = "FOR EACH ROW EXECUTE FUNCTION reif_written_once()"
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
            body = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        editor.execute(f"CREATE TRIGGER {name} {event} {body}", params=None)
