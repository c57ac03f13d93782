"""What a database refuses, by its codes: its words are in any language, and quote what was sent."""

import sqlite3
from enum import StrEnum


class Refusal(StrEnum):
    """Why the database did not do what it was asked."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    FAILING = "failing"
    DAMAGED = "damaged"
    NO_DATABASE = "no database"
    OTHER_TABLES = "other tables"
    CANNOT_OPEN = "cannot open"
    NOT_ADMITTED = "not admitted"
    GONE = "gone"
    GAVE_WAY = "gave way"
    UNKNOWN = "unknown"


# https://www.sqlite.org/rescode.html
_SQLITE = {
    "SQLITE_BUSY": Refusal.LOCKED,
    "SQLITE_LOCKED": Refusal.LOCKED,
    "SQLITE_READONLY": Refusal.READ_ONLY,
    "SQLITE_PERM": Refusal.READ_ONLY,
    "SQLITE_FULL": Refusal.FULL,
    "SQLITE_IOERR": Refusal.FAILING,
    "SQLITE_CORRUPT": Refusal.DAMAGED,
    "SQLITE_NOTADB": Refusal.NO_DATABASE,
    "SQLITE_CANTOPEN": Refusal.CANNOT_OPEN,
    "SQLITE_CONSTRAINT_UNIQUE": Refusal.GAVE_WAY,
}
_SQLITE_NO_SUCH = ("no such table", "no such column")  # SQLite has one code for all mistakes in a statement

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "40001": Refusal.GAVE_WAY,
    "40P01": Refusal.GAVE_WAY,
    "23505": Refusal.GAVE_WAY,
    "55P03": Refusal.LOCKED,
    "25006": Refusal.READ_ONLY,
    "42501": Refusal.READ_ONLY,
    "53100": Refusal.FULL,
    "58030": Refusal.FAILING,
    "XX001": Refusal.DAMAGED,
    "XX002": Refusal.DAMAGED,
    "42P01": Refusal.OTHER_TABLES,
    "42703": Refusal.OTHER_TABLES,
    "3D000": Refusal.NOT_ADMITTED,
    "28000": Refusal.NOT_ADMITTED,
    "28P01": Refusal.NOT_ADMITTED,
    "53300": Refusal.GONE,
}
_POSTGRESQL_GONE = ("08", "57")  # connection exceptions; stopped by an operator, or starting


def refusal(error: BaseException) -> Refusal:
    """What kind of refusal an error of the database is, or of SQLite itself."""
    said = error if isinstance(error, sqlite3.Error) else error.__cause__
    if isinstance(said, sqlite3.Error):
        return _of_sqlite(said)
    return Refusal.UNKNOWN if said is None else _of_postgresql(said)


def _of_sqlite(said: sqlite3.Error) -> Refusal:
    name = getattr(said, "sqlite_errorname", "")
    if name in _SQLITE:
        return _SQLITE[name]
    if str(said).startswith(_SQLITE_NO_SUCH):
        return Refusal.OTHER_TABLES
    return _SQLITE.get("_".join(name.split("_")[:2]), Refusal.UNKNOWN)


def _of_postgresql(said: BaseException) -> Refusal:
    state = getattr(said, "sqlstate", None)
    if state is not None:
        gone = Refusal.GONE if state.startswith(_POSTGRESQL_GONE) else Refusal.UNKNOWN
        return _POSTGRESQL.get(state, gone)
    connection = getattr(said, "pgconn", None)  # before there is a connection there are no codes
    if connection is not None and (connection.used_password or connection.needs_password):
        return Refusal.NOT_ADMITTED
    kinds = {kind.__name__ for kind in type(said).__mro__}
    return Refusal.GONE if kinds & {"OperationalError", "InterfaceError"} else Refusal.UNKNOWN
