"""Find contacts by parts of words: FTS5 in SQLite, pg_trgm in PostgreSQL, both kept by the database itself."""

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reif.records.models import Contact
from reif.records.refusal import Refusal, refusal

_SHORTEST_INDEXED = 3  # characters: an index of trigrams knows nothing shorter
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


def searchable(*texts: str) -> str:
    """What `Contact.search` holds: the texts, so that case does not matter."""
    return " ".join(" ".join(texts).casefold().split()).replace("\x00", "")


def matching(contacts: QuerySet[Contact], text: str) -> QuerySet[Contact]:
    """Those in whose name, e-mail, company or title every word of the text occurs; all of them for a blank text."""
    for word in searchable(text).split():
        if connections[contacts.db].vendor == "sqlite" and len(word) >= _SHORTEST_INDEXED:
            quoted = '"' + word.replace('"', '""') + '"'
            found = RawSQL(
                "SELECT rowid FROM records_contact_search WHERE records_contact_search MATCH %s",
                [quoted],
            )
            contacts = contacts.filter(id__in=found)
        else:
            contacts = contacts.filter(search__contains=word)
    return contacts
