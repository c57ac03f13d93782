"""A spec on an engine: scores, contributions and rejects as plain rows."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from reif.engines import stream
from reif.engines.evaluation import Evaluation
from reif.engines.model import Model
from reif.engines.prepare import EVENT_COLUMNS
from reif.engines.result import Result
from reif.rules.json_values import read_object
from reif.rules.times import parse_time
from reif.rules.values import is_missing
from tests.spec.specification import Spec, id_of
from tests.spec.tables import value_of

Row = Mapping[str, Any]
REFERENCE = "reference"


@dataclass(frozen=True)
class Answer:
    """What an engine answers: a row per lead, a row per contribution, a row per reject."""

    scores: list[Row]
    contributions: list[Row]
    rejects: list[Row]


def run(spec: Spec, engine: str) -> Answer:
    """`reference` is the stream engine on plain values of Python, without tables around it."""
    return _by_reference(spec) if engine == REFERENCE else _by_tables(spec, engine)


def _by_tables(spec: Spec, engine: str) -> Answer:
    at = None if spec.at_column else instant(spec.at)
    events = spec.event_table.arrow() if spec.events else None
    leads = spec.lead_table.arrow()
    with Model(spec.rules).evaluate(leads, events, at=at, at_column=spec.at_column, engine=engine) as evaluation:
        return answer_of(evaluation)


def answer_of(evaluation: Evaluation) -> Answer:
    """All that an evaluation says. Rejects are asked for only where there are some, as asking takes time."""
    return Answer(
        evaluation.scores().read_all().to_pylist(),
        evaluation.contributions().read_all().to_pylist(),
        evaluation.rejects().read_all().to_pylist() if evaluation.reject_counts else [],
    )


def _by_reference(spec: Spec) -> Answer:
    results = dict(_results(spec))
    return Answer(
        [{"lead_id": lead_id} | asdict(result) for lead_id, result in results.items()],
        [
            {"lead_id": lead_id} | asdict(each) | {"label": each.label.in_language("en")}
            for lead_id, result in results.items()
            for each in result.contributions
        ],
        [],
    )


def _results(spec: Spec) -> Iterator[tuple[str, Result]]:
    rows = spec.event_table.records()
    for lead in spec.lead_table.records():
        at = instant(str(lead[spec.at_column]) if spec.at_column else spec.at)
        lead_id = id_of(lead["lead_id"])
        events = [_event(row) for row in rows if id_of(row["lead_id"]) == lead_id]
        yield lead_id, stream.evaluate(spec.rules, lead, events, at)


def _event(row: Row) -> stream.Event:
    columns = {name: value for name, value in row.items() if name not in EVENT_COLUMNS}
    members = {} if is_missing(row.get("properties")) else read_object(str(row["properties"]))
    properties = columns | {name: value for name, value in members.items() if not is_missing(value)}
    occurred_at = row["occurred_at"]
    message_id = row.get("message_id")
    return stream.Event(
        str(row["event"]),
        occurred_at if isinstance(occurred_at, datetime) else instant(str(occurred_at)),
        properties,
        None if message_id is None else str(message_id),
    )


def instant(text: str) -> datetime:
    found = parse_time(str(value_of(text, "text")))
    assert found is not None, text
    return found
