"""Lists read into the records, chunk by chunk, so that an import goes on where it was interrupted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from reif.capture._chunks import Chunk, Outcome, changes_kept, events_kept, leads_kept, objections_kept
from reif.capture.list_rows import ListReader
from reif.capture.people import People
from reif.capture.translators import Translate, translators
from reif.integrations.files.repeats import repeats
from reif.integrations.files.rows import Row, rows_of
from reif.integrations.files.table import Table
from reif.records.models import Import, ImportReject, Source, User
from reif.rules.headers import Column, Kind
from reif.rules.texts import clean, shortened
from reif.rules.written_values import event_name, yes_or_no

ROWS_AT_ONCE = 10_000
_LONGEST_REASON = 500
_SHOWN = 30
_LONGEST_RAW = 100_000
_REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEADS: (),
    Kind.EVENTS: ("event", "occurred_at"),
    Kind.CHANGES: ("attribute", "value", "occurred_at"),
    Kind.OBJECTIONS: ("occurred_at",),
}
_WHO = ("lead_id", "email")
_WORDS: Mapping[Kind, Mapping[str, Translate]] = {
    Kind.EVENTS: {"event": event_name},
    Kind.OBJECTIONS: {"is_lifted": yes_or_no},
}
"""What fields mean in lists of one kind."""


class ImportedElsewhere(ValueError):
    """Another process imports the same list at the same time; it goes on, this one stops."""


class ColumnsMissing(ValueError):
    """The list lacks columns without which no row can be used; the message says which."""


@dataclass(frozen=True, slots=True)
class List:
    """A file as it will be imported. `file_hash`: of its bytes."""

    kind: Kind
    table: Table
    columns: tuple[Column, ...]
    file_name: str
    file_hash: str

    @property
    def mapping(self) -> dict[str, str | None]:
        """header -> field, or None where the column is left out, as it is stored."""
        return {clean(column.header): column.field and clean(column.field) for column in self.columns}

    def require_columns(self) -> None:
        """Raise ColumnsMissing where nothing says who, or what happened when."""
        fields = {column.field for column in self.columns}
        missing = [] if fields & set(_WHO) else ["lead_id or email"]
        missing += [name for name in _REQUIRED[self.kind] if name not in fields]
        if missing:
            names = ", ".join(shortened(column.header, 40) for column in self.columns[:_SHOWN])
            raise ColumnsMissing(
                f"{self.file_name}: no column holds {', '.join(missing)}; the columns are {names}; "
                "--mapping FILE says which one does"
            )


def begin(*, of: List, source: Source, by: User | None, at: datetime) -> Import:
    """The import of this list that was interrupted, or that is done and had no rejects; else a new one.

    Once an import was undone a list may bring again what it then repeated, so it is a new one, too.
    """
    of.require_columns()
    lists = Import.objects.filter(source=source, kind=of.kind.value, file_hash=of.file_hash)
    for each in lists.filter(undoing_since=None).order_by("-id"):
        if each.mapping == of.mapping and (each.finished_at is None or _is_whole(each)):
            return each
    return Import.objects.create(
        source=source,
        kind=of.kind.value,
        file_name=shortened(clean(of.file_name), 500),
        file_hash=of.file_hash,
        mapping=of.mapping,
        started_at=at,
        started_by=by,
        is_undoable=of.kind is not Kind.OBJECTIONS,
    )


def _is_whole(done: Import) -> bool:
    """Whether all of its rows are in the records, by itself or because others had said the same and still do."""
    undone = Import.objects.exclude(undoing_since=None).filter(Q(undone_at=None) | Q(undone_at__gte=done.started_at))
    return done.rows_rejected == 0 and not (done.rows_known and undone.exists())


def reader_of(of: List) -> ListReader:
    """What reads the rows of the list."""
    known = translators(column.field for column in of.columns if column.field is not None)
    return ListReader(of.columns, {**known, **_WORDS.get(of.kind, {})})


def carry_on(
    *,
    of: List,
    to: Import,
    reader: ListReader,
    people: People,
    clock: Callable[[], datetime],
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Import:
    """Import the rows that are not done yet, 10,000 in a transaction, which also says how far it came.

    Everything is stored as of the import's start, so that an interrupted one ends as one that was not. Rows that
    cannot be used are kept as rejects. Raises ImportedElsewhere.
    """
    done = to.rows_done
    used = [column.header for column in of.columns if column.field is not None]
    said_before = repeats(of.table, _key(of), fold=True) if of.kind is Kind.LEADS else repeats(of.table, used)
    unread = _Unread(of.table, done)
    for rows, last in _chunks(of.table, done):
        chunk = Chunk(rows, reader, said_before, to, people)
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=to.pk)
            if held.undoing_since is not None:
                raise ImportedElsewhere(f"{of.file_name}: the import is undone; the same command begins another one")
            if held.rows_done != done:
                raise ImportedElsewhere(f"{of.file_name}: another process imports this list; it goes on there")
            outcome = _KEEP[of.kind](chunk)
            _note(held, outcome, unread.until(last), last)
        done = last
        advance(done, of.table.rows)
    held = Import.objects.get(pk=to.pk)
    held.finished_at = held.finished_at or clock()
    held.save(update_fields=["finished_at"])
    return held


_KEEP: Mapping[Kind, Callable[[Chunk], Outcome]] = {
    Kind.LEADS: leads_kept,
    Kind.EVENTS: events_kept,
    Kind.CHANGES: changes_kept,
    Kind.OBJECTIONS: objections_kept,
}


def _key(of: List) -> list[str]:
    """The columns that say whose row it is; of leads the lead_id alone where there is one."""
    headers = {column.field: column.header for column in of.columns}
    return [next(headers[name] for name in _WHO if name in headers)]


def _chunks(table: Table, done: int) -> Iterator[tuple[list[Row], int]]:
    """Readable rows, and the number of the last row that is done with them; rejects of reading lie between."""
    rows = rows_of(table, after=done)
    part = list(islice(rows, ROWS_AT_ONCE))
    while part:
        following = list(islice(rows, ROWS_AT_ONCE))
        yield part, part[-1].number if following else table.rows
        part = following
    if done == 0 and table.rows == len(table.rejects) > 0:
        yield [], table.rows


class _Unread:
    """The rows that could not be read at all, with their text, as they are passed."""

    def __init__(self, table: Table, done: int) -> None:
        rejects = [(row, reason) for row, reason in table.rejects if row > done]
        texts = table.raw(row for row, _ in rejects)
        self._rest = ((row, reason, text) for (row, reason), (_, text) in zip(rejects, texts, strict=True))
        self._next = next(self._rest, None)

    def until(self, last: int) -> list[tuple[int, str, str]]:
        """(row, reason, text) up to that row."""
        found = []
        while self._next is not None and self._next[0] <= last:
            found.append(self._next)
            self._next = next(self._rest, None)
        return found


def _note(held: Import, outcome: Outcome, unread: Sequence[tuple[int, str, str]], last: int) -> None:
    rejects = [*outcome.rejects, *unread]
    ImportReject.objects.bulk_create(
        ImportReject(
            of=held,
            row=row,
            reason=shortened(clean(reason), _LONGEST_REASON),
            raw=shortened(clean(raw), _LONGEST_RAW),
        )
        for row, reason, raw in rejects
    )
    held.rows_done = last
    held.rows_accepted += outcome.accepted
    held.rows_known += outcome.known
    held.rows_rejected += len(rejects)
    held.save(update_fields=["rows_done", "rows_accepted", "rows_known", "rows_rejected"])
