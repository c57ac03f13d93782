"""Scores of many contacts at once, by the batch engine."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import pyarrow as pa

from reif.engines import stream
from reif.engines.model import Model
from reif.engines.result import BOUND_LABELS, Contribution, Result
from reif.records.models import Contact, Event
from reif.rules.scoring_model import Label
from reif.rules.scoring_model import ScoringModel as Rules
from reif.rules.values import is_missing, text_of
from reif.score import _happened

AT_ONCE = 10_000
"""How many contacts are read, scored and written at a time: what bounds the memory."""

_INSTANT = pa.timestamp("us", tz="UTC")


def results(rules: Rules, contacts: Sequence[Contact], at: datetime) -> dict[int, Result]:
    """By id what the model says as of `at` of each contact, with its attributes as they are."""
    if not contacts:
        return {}
    if "lead_id" in rules.attribute_fields():  # the batch engine knows a column of that name otherwise
        return _one_by_one(rules, contacts, at)
    labels = {**BOUND_LABELS, **{rule.id: rule.label for rule in (*rules.fit.rules, *rules.engagement.rules)}}
    labels |= {rule.id: rule.label for rule in rules.exclude}
    with Model(rules).evaluate(_leads(rules, contacts), _events(rules, contacts, at), at=at) as evaluation:
        scores = evaluation.scores().read_all().to_pylist()
        given = _contributions(evaluation.contributions(), labels)
    return {
        int(row.pop("lead_id")): Result(contributions=given[key], **row) for row in scores if (key := row["lead_id"])
    }


def _contributions(batches: pa.RecordBatchReader, labels: Mapping[str, Label]) -> dict[str, tuple[Contribution, ...]]:
    given: dict[str, list[Contribution]] = {}
    for batch in batches:
        for row in batch.to_pylist():
            each = Contribution(row["rule"], labels[row["rule"]], row["value"], row["events"], row["last_at"])
            given.setdefault(row["lead_id"], []).append(each)
    return {key: tuple(each) for key, each in given.items()}


def _leads(rules: Rules, contacts: Sequence[Contact]) -> pa.Table:
    columns: dict[str, list[str | None]] = {"lead_id": [str(contact.pk) for contact in contacts]}
    for name in rules.attribute_fields():
        columns[name] = [_text(contact.attributes.get(name)) for contact in contacts]
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _events(rules: Rules, contacts: Sequence[Contact], at: datetime) -> pa.Table:
    fields = rules.property_fields()
    owners: list[str] = []
    names: list[str] = []
    instants: list[datetime] = []
    properties: list[str | None] = []
    rows = Event.objects.filter(contact__in=contacts, occurred_at__lte=at).values_list(
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


def _one_by_one(rules: Rules, contacts: Sequence[Contact], at: datetime) -> dict[int, Result]:
    told = _happened.by_contact(contact.pk for contact in contacts)
    return {
        contact.pk: stream.evaluate(rules, contact.attributes, told.get(contact.pk, ()), at) for contact in contacts
    }
