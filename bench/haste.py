"""Fill tables many times faster: without their indexes and triggers, and without care for a power failure."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.db import OperationalError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_SETTINGS = {
    "sqlite": (
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA cache_size = -1000000",
    ),
    # For whoever may: the rows hold together, as they are copies of rows that do.
    "postgresql": (
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '1GB'",
    ),
}
_MADE_LATER = {
    "sqlite": """
        SELECT type, name, '', sql FROM sqlite_master
        WHERE sql IS NOT NULL AND type IN ('index', 'trigger') AND tbl_name LIKE 'records~_%' ESCAPE '~'
        ORDER BY type, name""",
    "postgresql": """
        SELECT 'index', indexname, '', indexdef FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename LIKE 'records~_%' ESCAPE '~'
            AND indexname NOT IN (SELECT conname FROM pg_constraint)
        UNION ALL
        SELECT 'trigger', tgname, ' ON ' || tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal
        ORDER BY 1, 2""",
}


@contextmanager
def without_indexes(connection: "BaseDatabaseWrapper") -> Iterator[None]:
    """Fill the tables of the records within; what was dropped is made anew at the end, and the connection closed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            with suppress(OperationalError):  # while others have the database open it stays as it is, and is slower
                cursor.execute("PRAGMA journal_mode = OFF")
        for setting in _SETTINGS[connection.vendor]:
            cursor.execute(setting)
        cursor.execute(_MADE_LATER[connection.vendor])
        dropped = cursor.fetchall()
        for kind, name, on, _sql in dropped:
            cursor.execute(f"DROP {kind} {connection.ops.quote_name(name)}{on}")
    yield
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for _kind, _name, _on, sql in dropped:
            cursor.execute(sql)
        if connection.vendor == "sqlite":  # the triggers would have kept it
            cursor.execute("INSERT INTO records_contact_search(records_contact_search) VALUES ('rebuild')")
    print(f"{len(dropped)} indexes and triggers {time.perf_counter() - began:8.1f} s", file=sys.stderr)
    connection.close()
