"""Scores of many contacts at once, by the batch engine."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from reif.engines import stream
from reif.engines.model import Model
from reif.engines.result import BOUND_LABELS, Contribution, Result
from reif.records.models import Event
from reif.rules.scoring_model import Label
from reif.rules.scoring_model import ScoringModel as Rules
from reif.rules.values import is_missing, text_of
from reif.score import _happened

AT_ONCE = 10_000
"""How many contacts are read, scored and written at a time: what bounds the memory."""

_AT = "as of, for reif"
_INSTANT = pa.timestamp("us", tz="UTC")


class Lead(NamedTuple):
    """Somebody to score: what is known of them, and as of when."""

    contact_id: int
    attributes: Mapping[str, object]
    at: datetime


def results(rules: Rules, leads: Sequence[Lead]) -> dict[int, Result]:
    """By contact what the model says."""
    if not leads:
        return {}
    if "lead_id" in rules.attribute_fields():  # the batch engine knows a column of that name otherwise
        return _one_by_one(rules, leads)
    labels = {**BOUND_LABELS, **{rule.id: rule.label for rule in (*rules.fit.rules, *rules.engagement.rules)}}
    labels |= {rule.id: rule.label for rule in rules.exclude}
    with Model(rules).evaluate(_leads(rules, leads), _events(rules, leads), at_column=_AT) as evaluation:
        scores = evaluation.scores().read_all().to_pylist()
        given = _contributions(evaluation.contributions(), labels)
    return {int(key): Result(contributions=given.get(key, ()), **row) for row in scores if (key := row.pop("lead_id"))}


def _contributions(batches: pa.RecordBatchReader, labels: Mapping[str, Label]) -> dict[str, tuple[Contribution, ...]]:
    given: dict[str, list[Contribution]] = {}
    for batch in batches:
        for row in batch.to_pylist():
            each = Contribution(row["rule"], labels[row["rule"]], row["value"], row["events"], row["last_at"])
            given.setdefault(row["lead_id"], []).append(each)
    return {key: tuple(each) for key, each in given.items()}


def _leads(rules: Rules, leads: Sequence[Lead]) -> pa.Table:
    columns: dict[str, pa.Array] = {"lead_id": pa.array([str(lead.contact_id) for lead in leads], pa.string())}
    for name in rules.attribute_fields():
        columns[name] = pa.array([_text(lead.attributes.get(name)) for lead in leads], pa.string())
    columns[_AT] = pa.array([lead.at for lead in leads], _INSTANT)
    return pa.table(columns)


def _events(rules: Rules, leads: Sequence[Lead]) -> pa.Table:
    fields = rules.property_fields()
    owners: list[str] = []
    names: list[str] = []
    instants: list[datetime] = []
    properties: list[str | None] = []
    happened = Event.objects.by_people().filter(contact_id__in=[lead.contact_id for lead in leads])
    rows = happened.filter(occurred_at__lte=max(lead.at for lead in leads)).values_list(
        "contact_id", "name", "occurred_at", "properties"
    )
    for contact_id, name, occurred_at, given in rows.iterator(chunk_size=10_000):
        owners.append(str(contact_id))
        names.append(name)
        instants.append(occurred_at)
        properties.append(_document(given, fields))
    return pa.table(
        {
            "lead_id": pa.array(owners, pa.string()),
            "event": pa.array(names, pa.string()),
            "occurred_at": pa.array(instants, _INSTANT),
            "properties": pa.array(properties, pa.string()),
        }
    )


def _document(properties: Mapping[str, object], fields: Sequence[str]) -> str | None:
    """What the model looks at, as texts: they mean what the values mean, and each has one type."""
    told = {field: text for field in fields if (text := _text(properties.get(field))) is not None}
    return json.dumps(told, ensure_ascii=False) if told else None


def _text(value: object) -> str | None:
    if is_missing(value):
        return None
    assert isinstance(value, (str, int, float))
    return text_of(value)


def _one_by_one(rules: Rules, leads: Sequence[Lead]) -> dict[int, Result]:
    told = _happened.by_contact(lead.contact_id for lead in leads)
    return {
        lead.contact_id: stream.evaluate(rules, lead.attributes, told.get(lead.contact_id, ()), lead.at)
        for lead in leads
    }
