"""Lists read into the records, chunk by chunk, so that an import goes on where it was interrupted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from reif.capture._chunks import Chunk, Outcome, changes_kept, events_kept, leads_kept, objections_kept
from reif.capture.list_rows import ListReader
from reif.capture.people import People
from reif.capture.translators import Translate, translators
from reif.integrations.files.repeats import Repeats, repeats
from reif.integrations.files.rows import Row, rows_of
from reif.integrations.files.table import Table
from reif.records.models import Contact, Import, ImportReject, Installation, Source, User
from reif.rules.headers import Column, Kind
from reif.rules.texts import clean, shortened
from reif.rules.written_values import event_name, yes_or_no

ROWS_AT_ONCE = 10_000
REHEARSED_AT_ONCE = 1_000
_LONGEST_REASON = 500
_SHOWN = 30
_LONGEST_RAW = 100_000
REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEADS: (),
    Kind.EVENTS: ("event", "occurred_at"),
    Kind.CHANGES: ("attribute", "value", "occurred_at"),
    Kind.OBJECTIONS: ("occurred_at",),
}
"""Without which no row can be used, beside who it is."""
_WHO = ("lead_id", "email")
_ALSO = ("linkedin_url", "phone")
"""Which name the contacts of a list as well; a telephone number with their name."""
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

    def missing(self) -> list[str]:
        """The fields without which no row can be used and that no column holds."""
        fields = {column.field for column in self.columns}
        who = {*_WHO, *_ALSO} if self.kind is Kind.LEADS else set(_WHO)
        missing = [] if fields & who else ["lead_id or email"]
        return missing + [name for name in REQUIRED[self.kind] if name not in fields]

    def require_columns(self) -> None:
        """Raise ColumnsMissing where nothing says who, or what happened when."""
        if missing := self.missing():
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
    return _new(of, source, by, at)


def _new(of: List, source: Source, by: User | None, at: datetime) -> Import:
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
    home = Installation.current().home_country
    return ListReader(of.columns, {**known, **_WORDS.get(of.kind, {})}, home)


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
    said_before = _said_before(of)
    unread = _Unread(of.table, done)
    for rows, last in _chunks(of.table, done, ROWS_AT_ONCE):
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


@dataclass(slots=True)
class Rehearsed:
    """What an import would do: so many rows would be news (of which `made` are contacts that are not there yet), known
    already, and rejected: `reasons`: why, how many, and the first row."""

    accepted: int = 0
    known: int = 0
    made: int = 0
    reasons: dict[str, tuple[int, int]] = field(default_factory=dict)

    def reject(self, row: int, reason: str) -> None:
        count, first = self.reasons.get(reason, (0, row))
        self.reasons[reason] = count + 1, min(first, row)


def rehearse(
    *,
    of: List,
    source: str,
    reader: ListReader,
    people: People,
    at: datetime,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Rehearsed:
    """Import rows and take them back, 1,000 in a transaction, so that others write in between: nothing is kept.

    What it says holds for the records as they are; of whom stands in two places of the list the first counts, as in
    the import. `source`: its name; it need not be there.
    """
    of.require_columns()
    found = Rehearsed()
    said_before = _said_before(of)
    unread = _Unread(of.table, 0)
    for rows, last in _chunks(of.table, 0, REHEARSED_AT_ONCE):
        with transaction.atomic():
            of_source, _ = Source.objects.get_or_create(name=source, defaults={"created_at": at})
            trial = _new(of, of_source, None, at)
            outcome = _KEEP[of.kind](Chunk(rows, reader, said_before, trial, people))
            found.made += Contact.objects.filter(made_by=trial).count()
            transaction.set_rollback(True)
        found.accepted += outcome.accepted
        found.known += outcome.known
        for row, reason, _text in [*outcome.rejects, *unread.until(last)]:
            found.reject(row, shortened(clean(reason), _LONGEST_REASON))
        advance(last, of.table.rows)
    return found


_KEEP: Mapping[Kind, Callable[[Chunk], Outcome]] = {
    Kind.LEADS: leads_kept,
    Kind.EVENTS: events_kept,
    Kind.CHANGES: changes_kept,
    Kind.OBJECTIONS: objections_kept,
}


def _said_before(of: List) -> Repeats:
    """Which rows of leads name someone again, and which other rows say the same again."""
    if of.kind is Kind.LEADS:
        return repeats(of.table, _key(of), fold=True)
    return repeats(of.table, [column.header for column in of.columns if column.field is not None])


def _key(of: List) -> list[str]:
    """The columns that say whose row it is; of leads the lead_id alone where there is one."""
    headers = {column.field: column.header for column in of.columns}
    return [next(headers[name] for name in (*_WHO, *_ALSO) if name in headers)]


def _chunks(table: Table, done: int, at_once: int) -> Iterator[tuple[list[Row], int]]:
    """Readable rows, and the number of the last row that is done with them; rejects of reading lie between."""
    rows = rows_of(table, after=done)
    part = list(islice(rows, at_once))
    while part:
        following = list(islice(rows, at_once))
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
