"""What a database still holds of deleted rows: in an index, in the log it writes ahead, in places to be used again."""

from django.apps import apps
from django.db import connection


class StillRead(OSError):
    """Somebody reads the database for so long that its log cannot be cut; later is another chance."""


def wipe() -> None:
    """Overwrite it. Outside of a transaction; others go on reading and writing. Raises StillRead.

    SQLite overwrites deleted content in its file by itself (`secure_delete`); the search index and the log it does not.
    PostgreSQL gives the places of deleted rows free, to be written over; its own log is kept as its settings say.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = (model._meta.db_table for model in apps.get_app_config("records").get_models())
            cursor.execute(f"VACUUM {', '.join(map(connection.ops.quote_name, tables))}")
            return
        cursor.execute("INSERT INTO records_contact_search(records_contact_search) VALUES ('optimize')")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise StillRead("the log of the database is still being read")
