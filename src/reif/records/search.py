"""Find contacts by parts of words: FTS5 in SQLite, pg_trgm in PostgreSQL, both kept by the database itself.

Both know parts of three characters. Words of one or two are looked for at the beginning of words: with the blank before
them that every word has, two are three.
"""

import json
import re

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reif.records.models import Contact
from reif.records.refusal import Refusal, refusal

COMMON = 20_000
_MATCHING = "SELECT rowid FROM records_contact_search WHERE records_contact_search MATCH %s"
_COUNTED = f"SELECT COUNT(*) FROM ({_MATCHING} LIMIT %s)"  # noqa: S608 - our own words
_SHORTEST_INDEXED = 3  # characters: an index of trigrams knows nothing shorter
_LIKE, _ESCAPED = re.compile(r"[\\%_]"), r"\\\g<0>"
_REMOVED = (
    "INSERT INTO records_contact_search(records_contact_search, rowid, search) VALUES ('delete', old.id, old.search)"
)
_ADDED = "INSERT INTO records_contact_search(rowid, search) VALUES (new.id, new.search)"
_TRIGGERS = {
    "records_contact_search_added": f"AFTER INSERT ON records_contact BEGIN {_ADDED}; END",
    "records_contact_search_removed": f"AFTER DELETE ON records_contact BEGIN {_REMOVED}; END",
    "records_contact_search_changed": f"AFTER UPDATE OF search ON records_contact BEGIN {_REMOVED}; {_ADDED}; END",
}
_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS records_contact_search
       USING fts5(search, content='records_contact', content_rowid='id', tokenize='trigram')""",
    *(f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS),
    *(f"CREATE TRIGGER {name} {body}" for name, body in _TRIGGERS.items()),
    "INSERT INTO records_contact_search(records_contact_search) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS records_contact_search ON records_contact USING gin (search gin_trgm_ops)",
)

_KEPT_BY = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'records_contact_search_*'"
_CHECK = "INSERT INTO records_contact_search(records_contact_search, rank) VALUES ('integrity-check', 1)"
_IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('records_contact_search')"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of `Contact.search`. May be repeated, and must be after the table was rebuilt in SQLite."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement, params=None)


def is_sound(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index is there, is kept by the database, and says what the contacts say."""
    if connection.vendor == "postgresql":
        return _answer(connection, _IS_VALID) is True
    try:
        if _answer(connection, _KEPT_BY) != len(_TRIGGERS):
            return False
        with connection.cursor() as cursor:
            cursor.execute(_CHECK)
    except DatabaseError as error:
        if refusal(error) in (Refusal.DAMAGED, Refusal.OTHER_TABLES):
            return False
        raise
    return True


def _answer(connection: BaseDatabaseWrapper, question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return None if row is None else row[0]


def renew(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the contacts."""
    with connection.schema_editor() as editor:
        install(editor)


def uninstall(editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the index alone while many texts change; `install` makes it anew of all of them."""
    is_postgresql = editor.connection.vendor == "postgresql"
    dropped = ["INDEX records_contact_search"] if is_postgresql else [f"TRIGGER {name}" for name in _TRIGGERS]
    for each in dropped:
        kind, name = each.split()
        editor.execute(f"DROP {kind} IF EXISTS {name}", params=None)


def searchable(*texts: str) -> str:
    """What `Contact.search` holds: the texts, so that case does not matter, a blank before each word."""
    return "".join(f" {word}" for word in " ".join(texts).replace("\x00", "").casefold().split())


def matching(contacts: QuerySet[Contact], text: str, common: bool | None = None) -> QuerySet[Contact]:
    """Those in whose name, e-mail, company or title every word of the text occurs; all of them for a blank text.

    What is common is looked for in one contact after the other, in the order that is asked for: soon there are enough.
    `common`: what `is_common` says, if it was asked.
    """
    parts = _parts(text)
    indexed = _indexed(parts, contacts.db)
    if indexed and not (is_common(text, contacts.db) if common is None else common):
        parts = [part for part in parts if part not in indexed]
        contacts = contacts.filter(id__in=RawSQL(_MATCHING, [_phrase(indexed)]))  # noqa: S611 - our own words
    for part in parts:
        contacts = contacts.filter(search__contains=part)
    return contacts


def is_common(text: str, using: str = "default") -> bool:
    """Whether more contacts than COMMON hold all words of the text, as far as the index tells (or statistics do)."""
    parts = _parts(text)
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return bool(parts) and _expected(cursor, parts) > COMMON
        indexed = _indexed(parts, using)
        if not indexed:
            return bool(parts)
        cursor.execute(_COUNTED, [_phrase(indexed), COMMON + 1])
        return bool(cursor.fetchone()[0] > COMMON)


def _expected(cursor: CursorWrapper, parts: list[str]) -> float:
    """How many contacts the planner of PostgreSQL expects, by the statistics that it keeps."""
    condition = " AND ".join(["search LIKE %s"] * len(parts))
    patterns = [f"%{_LIKE.sub(_ESCAPED, part)}%" for part in parts]
    cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM records_contact WHERE {condition}", patterns)  # noqa: S608 - our own words
    plan = cursor.fetchone()[0]
    return float((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]["Plan Rows"])


def _parts(text: str) -> list[str]:
    return [word if len(word) >= _SHORTEST_INDEXED else f" {word}" for word in searchable(text).split()]


def _indexed(parts: list[str], using: str) -> list[str]:
    """Those that the index of SQLite knows; PostgreSQL finds out by itself."""
    is_sqlite = connections[using].vendor == "sqlite"
    return [part for part in parts if is_sqlite and len(part) >= _SHORTEST_INDEXED]


def _phrase(parts: list[str]) -> str:
    return " ".join('"' + part.replace('"', '""') + '"' for part in parts)
