"""From raw tables to leads and events that can be scored, and the rows that cannot, each with its reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from reif.engines.cells import id_text, raw_text
from reif.engines.dialect import Dialect, trimmed
from reif.engines.sources import InputError
from reif.engines.times import micros, micros_of
from reif.rules import times
from reif.rules.scoring_model import ScoringModel

EVENT_COLUMNS = ("lead_id", "event", "occurred_at", "message_id", "properties")

NO_LEAD_ID = "lead_id is missing"
LEAD_AGAIN = "this lead_id came before; the first row counts"
NO_SUCH_LEAD = "no such lead"
NO_EVENT = "event is missing"
NO_OBJECT = "properties is not a JSON object"
MESSAGE_AGAIN = "this message_id came before; the first row counts"


def not_a_time(column: str) -> str:
    """The reason for a row whose time cannot be read."""
    return f"{column} is not a time; accepted is {times.ACCEPTED}"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A source as a backend sees it: columns named by position beside `row`, and the names they stand for."""

    name: str
    table: ir.Table
    columns: Mapping[str, str]

    def column(self, name: str) -> ir.Column | None:
        """The column of that name; None if the source has none."""
        position = self.columns.get(name)
        return None if position is None else self.table[position]

    def require(self, name: str) -> ir.Column:
        """The column of that name. Raises InputError if the source has none."""
        column = self.column(name)
        if column is None:
            raise InputError(
                f"{self.name}: the column {name} is missing; the columns are {', '.join(self.columns) or 'none'}"
            )
        return column


@dataclass(frozen=True, slots=True)
class Flawed:
    """A table of which some rows cannot be used: `sound` ones and `rejects` (file, row, reason)."""

    sound: ir.Table
    rejects: ir.Table


@dataclass(frozen=True, slots=True)
class Prepared:
    """Leads (`row, lead_id, at` if each has its own), events (`row, lead_id, event, occurred`), both with a column or
    more per field that the model looks at, and `rejects` (`file, row, reason`). Times in microseconds since 1970."""

    leads: ir.Table
    events: ir.Table | None
    rejects: ir.Table


FieldColumns: TypeAlias = Callable[[str, ir.Column, Dialect], dict[str, ir.Value]]
"""The columns that an engine wants of one field: (field, column as the source has it, dialect) -> name: column."""


def prepare(
    model: ScoringModel,
    leads: RawTable,
    events: RawTable | None,
    dialect: Dialect,
    *,
    at_column: str | None,
    field_columns: FieldColumns,
) -> Prepared:
    """Tell what can be scored from what cannot. Raises InputError if a column is missing that must be there.

    Asks the backend at once whether ids repeat, as only then they cost a pass over all rows.
    """
    sound, rejects = _sound_leads(model, leads, dialect, at_column, field_columns)
    if _has_repeats(sound.lead_id):
        sound, again = _first_of(leads.name, sound, "lead_id", LEAD_AGAIN)
        rejects = rejects.union(again)
    if events is None:
        return Prepared(sound, None, rejects)
    happened, unusable = _sound_events(model, events, dialect, field_columns)
    unknown = _reject_all(events.name, happened.anti_join(sound, "lead_id"), NO_SUCH_LEAD)
    rejects = rejects.union(unusable).union(unknown)
    if "message_id" in happened.columns and _has_repeats(happened.message_id):
        known = happened.semi_join(sound, "lead_id")
        happened, again = _first_of(events.name, known, "message_id", MESSAGE_AGAIN)
        rejects = rejects.union(again)
    return Prepared(sound, happened, rejects)


def _sound_leads(
    model: ScoringModel, raw: RawTable, dialect: Dialect, at_column: str | None, field_columns: FieldColumns
) -> tuple[ir.Table, ir.Table]:
    identity = id_text(raw.require("lead_id"))
    flaws = [(trimmed(identity).isnull(), NO_LEAD_ID)]
    at = {}
    if at_column is not None:
        at = {"at": micros(raw.require(at_column), dialect)}
        flaws.append((at["at"].isnull(), not_a_time(at_column)))
    fields: dict[str, ir.Value] = {}
    for name in model.attribute_fields():
        column = raw.column(name)
        if column is not None:
            fields |= field_columns(name, column, dialect)
    return _split(raw.name, raw.table.select(*_named(row=raw.table["row"], lead_id=identity, **at, **fields, reason=_first_reason(flaws))))


def _sound_events(
    model: ScoringModel, raw: RawTable, dialect: Dialect, field_columns: FieldColumns
) -> tuple[ir.Table, ir.Table]:
    if raw.column("properties") is not None:
        raw = _with_documents(raw, dialect)
    identity, event = id_text(raw.require("lead_id")), raw_text(raw.require("event"))
    occurred = micros(raw.require("occurred_at"), dialect)
    flaws = [
        (trimmed(identity).isnull(), NO_LEAD_ID),
        (trimmed(event).isnull(), NO_EVENT),
        (occurred.isnull(), not_a_time("occurred_at")),
    ]
    if "document" in raw.table.columns:
        flaws.append((raw.table.has_document & raw.table.document.isnull(), NO_OBJECT))
    fields: dict[str, ir.Value] = {}
    for name in model.property_fields():
        column = _property(name, raw, dialect)
        if column is not None:
            fields |= field_columns(name, column, dialect)
    message_id = raw.column("message_id")
    messages = {} if message_id is None else {"message_id": trimmed(id_text(message_id))}
    return _split(raw.name, raw.table.select(*_named(row=raw.table["row"], lead_id=identity, event=event, occurred=occurred, **messages, **fields, reason=_first_reason(flaws))))


def _with_documents(raw: RawTable, dialect: Dialect) -> RawTable:
    text = trimmed(raw_text(raw.require("properties")))
    table = raw.table.mutate(document=dialect.json_object(text), has_document=text.notnull())
    return RawTable(raw.name, table, raw.columns)


def _property(name: str, raw: RawTable, dialect: Dialect) -> ir.Value | None:
    """A member of `properties` that is present wins over the column of its name."""
    column = None if name in EVENT_COLUMNS else raw.column(name)
    if "document" not in raw.table.columns:
        return column
    member = trimmed(dialect.json_text(raw.table.document, name))
    return member if column is None else ibis.coalesce(member, raw_text(column))


def _named(**columns: ir.Value) -> list[ir.Value]:
    return [column.name(name) for name, column in columns.items()]


def _has_repeats(column: ir.StringColumn) -> bool:
    """Whether a present value may stand twice; by 64-bit hashes, so rarely yes where none does, never the reverse."""
    digests = column.as_table().filter(column.notnull()).select(digest=column.hash())
    counts = digests.group_by("digest").agg(times=digests.count())
    return bool((counts.times.max() > 1).to_pyarrow().as_py())


def at_literal(at: datetime) -> ir.IntegerScalar:
    """An instant in the unit of the `at` and `occurred` columns."""
    return ibis.literal(micros_of(at), type="int64")


def _first_reason(flaws: Sequence[tuple[ir.BooleanValue, str]]) -> ir.StringValue:
    return ibis.cases(*flaws, else_=ibis.null("string"))


def _split(name: str, flagged: ir.Table) -> tuple[ir.Table, ir.Table]:
    flawed = flagged.filter(flagged.reason.notnull())
    sound = flagged.filter(flagged.reason.isnull()).drop("reason")
    return sound, flawed.select(file=ibis.literal(name), row=flawed.row, reason=flawed.reason)


def _first_of(name: str, table: ir.Table, key: str, reason: str) -> tuple[ir.Table, ir.Table]:
    keyed = table.select("row", key).filter(ibis._[key].notnull())
    first = keyed.group_by(key).agg(first_row=keyed.row.min(), times=keyed.count())
    repeated = keyed.join(first.filter(first.times > 1), key)
    later = repeated.filter(repeated.row > repeated.first_row).select("row")
    return table.anti_join(later, "row"), _reject_all(name, later, reason)


def _reject_all(name: str, rows: ir.Table, reason: str) -> ir.Table:
    return rows.select(file=ibis.literal(name), row=rows.row, reason=ibis.literal(reason))
