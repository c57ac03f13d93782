"""The reference engine over tables: each lead with its attributes and events as plain Python."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from reif.engines import stream
from reif.engines.answers import CONTRIBUTION_SCHEMA, SCORE_SCHEMA
from reif.engines.cells import raw_text
from reif.engines.dialect import Dialect
from reif.engines.evaluation import Evaluation, reader
from reif.engines.instants import instant_of
from reif.engines.result import Result

_BATCH_ROWS = 10_000
_FIELD = "field_"


def _with_plain_fields(table: ir.Table, fields: Mapping[str, str], dialect: Dialect) -> ir.Table:
    """The fields as the source has them: numbers, booleans or texts."""
    plain = {f"{_FIELD}{field.encode().hex()}": _plain(table[source], dialect) for field, source in fields.items()}
    return table.mutate(**plain) if plain else table


def _plain(column: ir.Column, dialect: Dialect) -> ir.Value:
    kind = column.type()
    if kind.is_numeric():
        return column.cast("float64")
    return column if kind.is_boolean() else raw_text(column, dialect)


class StreamEvaluation(Evaluation):
    """By the reference engine, lead after lead."""

    with_fields = staticmethod(_with_plain_fields)

    def scores(self) -> pa.RecordBatchReader:
        return self._read(SCORE_SCHEMA, lambda lead_id, result: [_score_row(lead_id, result)])

    def contributions(self) -> pa.RecordBatchReader:
        return self._read(CONTRIBUTION_SCHEMA, self._contribution_rows)

    def _read(
        self, schema: pa.Schema, rows_of: Callable[[str, Result], list[dict[str, object]]]
    ) -> pa.RecordBatchReader:
        def batches() -> Iterator[pa.RecordBatch]:
            for batch in self.backend.batches(self._leads_with_events()):
                rows = [row for lead in batch.to_pylist() for row in rows_of(lead["lead_id"], self._evaluate(lead))]
                for start in range(0, len(rows), _BATCH_ROWS):
                    yield pa.RecordBatch.from_pylist(rows[start : start + _BATCH_ROWS], schema=schema)

        return reader(schema, batches())

    def _leads_with_events(self) -> ir.Table:
        leads, events = self.prepared.leads, self.prepared.events
        if events is None:
            return leads.order_by("row")
        fields = {name: events[name] for name in events.columns if name not in ("row", "lead_id", "message_id")}
        histories = events.group_by("lead_id").agg(events=ibis.struct(fields).collect())
        return leads.left_join(histories, "lead_id").drop("lead_id_right").order_by("row")

    def _evaluate(self, lead: Mapping[str, Any]) -> Result:
        events = (
            stream.Event(event["event"], instant_of(event["occurred"]), _record(event))
            for event in lead.get("events") or ()
        )
        at = self.at if self.at is not None else instant_of(lead["at"])
        return stream.evaluate(self.model, _record(lead), events, at)

    def _contribution_rows(self, lead_id: str, result: Result) -> list[dict[str, object]]:
        return [
            {
                "lead_id": lead_id,
                "rule": each.rule,
                "label": each.label.in_language(self.language),
                "value": each.value,
                "events": each.events,
                "last_at": each.last_at,
            }
            for each in result.contributions
        ]


def _record(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        bytes.fromhex(name.removeprefix(_FIELD)).decode(): value
        for name, value in row.items()
        if name.startswith(_FIELD)
    }


def _score_row(lead_id: str, result: Result) -> dict[str, object]:
    return {"lead_id": lead_id} | {name: getattr(result, name) for name in SCORE_SCHEMA.names if name != "lead_id"}
