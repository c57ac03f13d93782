"""What a database still holds of deleted rows: in an index, in the log it writes ahead, in places to be used again."""

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

_PAGES_AT_ONCE = 500
"""Of the search index are merged in one write: what keeps others from writing meanwhile, for tenths of a second."""


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
        _merge_search(cursor)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise StillRead("the log of the database is still being read")


def _merge_search(cursor: CursorWrapper) -> None:
    """Merge the index into one part, from which what was deleted is left out, step by step until nothing is to do.

    A negative number of pages begins such a merge, a positive one goes on with it (https://sqlite.org/fts5.html, 6.8).
    """
    pages, changes, before = -_PAGES_AT_ONCE, 2, _changes(cursor)
    while changes >= 2:  # fewer: the command itself alone, as that page says
        cursor.execute("INSERT INTO records_contact_search(records_contact_search, rank) VALUES ('merge', %s)", [pages])
        pages, now = _PAGES_AT_ONCE, _changes(cursor)
        changes, before = now - before, now


def _changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
