"""From raw tables to leads and events that can be scored, and the rows that cannot, each with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from reif.engines.backends import Backend
from reif.engines.cells import id_text, raw_text
from reif.engines.dialect import Dialect
from reif.engines.instants import micros_of
from reif.engines.raw_table import RawTable
from reif.engines.times import with_micros
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
class Prepared:
    """Leads (`row, lead_id, at` if each has its own), events (`row, lead_id, event, occurred`), both with a column or
    more per field that the model looks at, and `rejects` (`file, row, reason`). Times in microseconds since 1970."""

    leads: ir.Table
    events: ir.Table | None
    rejects: ir.Table


Flaw: TypeAlias = Callable[[ir.Table], ir.BooleanValue]
WithFields: TypeAlias = Callable[[ir.Table, Mapping[str, str], Dialect], ir.Table]
"""How an engine wants the fields: (table, field -> column it is read from, dialect) -> the table with columns added."""


def prepare(
    model: ScoringModel,
    leads: RawTable,
    events: RawTable | None,
    backend: Backend,
    *,
    at_column: str | None,
    with_fields: WithFields,
) -> Prepared:
    """Tell what can be scored from what cannot. Raises InputError if a column is missing that must be there.

    Asks the backend at once whether ids repeat, as only then they cost a pass over all rows.
    """
    sound, rejects = _sound_leads(model, leads, backend, at_column, with_fields)
    if _has_repeats(sound.lead_id, backend):
        sound, again = _first_of(leads.name, sound, "lead_id", LEAD_AGAIN)
        rejects = rejects.union(again)
    if events is None:
        return Prepared(sound, None, rejects)
    happened, unusable = _sound_events(model, events, backend, with_fields)
    unknown = _unknown(events.name, happened.anti_join(sound, "lead_id"), backend.dialect)
    rejects = rejects.union(unusable).union(unknown)
    if "message_id" in happened.columns and _has_repeats(happened.message_id, backend):
        known = happened.semi_join(sound, "lead_id")
        happened, again = _first_of(events.name, known, "message_id", MESSAGE_AGAIN)
        rejects = rejects.union(again)
    return Prepared(sound, happened, rejects)


def _sound_leads(
    model: ScoringModel, raw: RawTable, backend: Backend, at_column: str | None, with_fields: WithFields
) -> tuple[ir.Table, ir.Table]:
    raw.require("lead_id")
    fields = {name: raw.columns[name] for name in model.attribute_fields() if name in raw.columns}
    table = raw.table.mutate(lead_id=id_text(raw.table[raw.columns["lead_id"]], backend.dialect))
    flaws: dict[str, Flaw] = {NO_LEAD_ID: lambda leads: backend.dialect.trimmed(leads.lead_id).isnull()}
    if at_column is not None:
        raw.require(at_column)
        table = with_micros(table, raw.columns[at_column], "at", backend.dialect)
        flaws[not_a_time(at_column)] = lambda leads: leads["at"].isnull()
    return _split(raw, with_fields(table, fields, backend.dialect), flaws, backend)


def _sound_events(
    model: ScoringModel, raw: RawTable, backend: Backend, with_fields: WithFields
) -> tuple[ir.Table, ir.Table]:
    for name in ("lead_id", "event", "occurred_at"):
        raw.require(name)
    table = raw.table.mutate(
        lead_id=id_text(raw.table[raw.columns["lead_id"]], backend.dialect),
        event=raw_text(raw.table[raw.columns["event"]], backend.dialect),
    )
    table = with_micros(table, raw.columns["occurred_at"], "occurred", backend.dialect)
    flaws: dict[str, Flaw] = {
        NO_EVENT: lambda events: backend.dialect.trimmed(events.event).isnull(),
        not_a_time("occurred_at"): lambda events: events.occurred.isnull(),
    }
    if "message_id" in raw.columns:
        table = table.mutate(
            message_id=backend.dialect.trimmed(id_text(table[raw.columns["message_id"]], backend.dialect))
        )
    fields = {
        name: raw.columns[name] for name in model.property_fields() if name in raw.columns and name not in EVENT_COLUMNS
    }
    if "properties" in raw.columns:
        text = backend.dialect.trimmed(raw_text(table[raw.columns["properties"]], backend.dialect))
        table = table.mutate(document=backend.dialect.json_object(text), has_document=text.notnull())
        flaws[NO_OBJECT] = lambda events: events.has_document & events.document.isnull()
        table, fields = _with_members(table, fields, model, backend.dialect)
    return _split(raw, with_fields(table, fields, backend.dialect), flaws, backend)


def _with_members(
    table: ir.Table, fields: Mapping[str, str], model: ScoringModel, dialect: Dialect
) -> tuple[ir.Table, dict[str, str]]:
    """A member of `properties` that is present wins over the column of its name.

    A member is taken out in a projection of its own, for what follows uses it several times.
    """
    sources = {name: f"member_{index}" for index, name in enumerate(model.property_fields())}
    table = table.mutate(**{source: dialect.json_text(table.document, name) for name, source in sources.items()})
    both = {
        sources[name]: ibis.coalesce(dialect.trimmed(table[sources[name]]), raw_text(table[column], dialect))
        for name, column in fields.items()
    }
    return table.mutate(**both) if both else table, sources


def _has_repeats(column: ir.StringColumn, backend: Backend) -> bool:
    """Whether a present value may stand twice; by 64-bit hashes, so rarely yes where none does, never the reverse."""
    digests = column.as_table().filter(column.notnull()).select(digest=column.hash())
    counts = digests.group_by("digest").agg(times=digests.count())
    [found] = backend.few(counts.agg(has=counts.times.max() > 1))
    return bool(found["has"])


def at_literal(at: datetime) -> ir.IntegerScalar:
    """An instant in the unit of the `at` and `occurred` columns."""
    return ibis.literal(micros_of(at), type="int64")


def _split(raw: RawTable, table: ir.Table, flaws: Mapping[str, Flaw], backend: Backend) -> tuple[ir.Table, ir.Table]:
    """Rows without a flaw, with the columns that were added; and those with one, by the first."""
    reason = ibis.cases(*((flaw(table), reason) for reason, flaw in flaws.items()), else_=ibis.null("string"))
    added = [name for name in table.columns if name not in raw.columns.values()]
    flagged = backend.settle(table.select(*added, reason=reason))
    flawed = flagged.filter(flagged.reason.notnull())
    sound = flagged.filter(flagged.reason.isnull()).drop("reason")
    return sound, flawed.select(file=ibis.literal(raw.name), row=flawed.row, reason=flawed.reason)


def _first_of(name: str, table: ir.Table, key: str, reason: str) -> tuple[ir.Table, ir.Table]:
    keyed = table.select("row", key).filter(ibis._[key].notnull())
    first = keyed.group_by(key).agg(first_row=keyed.row.min(), times=keyed.count())
    repeated = keyed.join(first.filter(first.times > 1), key)
    later = repeated.filter(repeated.row > repeated.first_row).select("row")
    return table.anti_join(later, "row"), _reject_all(name, later, reason)


def _unknown(name: str, strangers: ir.Table, dialect: Dialect) -> ir.Table:
    reason = ibis.ifelse(dialect.trimmed(strangers.lead_id).isnull(), NO_LEAD_ID, NO_SUCH_LEAD)
    return strangers.select(file=ibis.literal(name), row=strangers.row, reason=reason)


def _reject_all(name: str, rows: ir.Table, reason: str) -> ir.Table:
    return rows.select(file=ibis.literal(name), row=rows.row, reason=ibis.literal(reason))
