"""The work of `reif export`: rows of the records as tables, all of one moment."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from django.db import connections, transaction

from reif.cli.reading import counted
from reif.cli.screen import Screen
from reif.integrations.files.writing import Outputs
from reif.records.models import AttributeChange, Contact, Event, Objection, Score, StageChange

_AT_ONCE = 2_000
_TIME = pa.timestamp("us", "UTC")
_OWN = ("lead_id",)
_EVENT = ("lead_id", "event", "occurred_at", "message_id", "properties")
_STANDING = ("stage", "status")
_SCORE = ("score", "points", "level", "temperature", "grade", "fit", "engagement", "probability", "excluded")
_SCORE_TYPES = {"points": pa.int64(), "level": pa.int64()} | dict.fromkeys(
    ("score", "fit", "engagement", "probability"), pa.float64()
)

Row = dict[str, Any]


def run(folder: Path, kind: str, told: Screen) -> list[str]:
    """Write the files; a line per file."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    with TemporaryDirectory(prefix="reif-") as scratch, Outputs(Path(scratch)) as outputs, _one_moment():
        for name, schema, rows in _tables():
            output = outputs.open(str(folder / f"{name}.{kind}"))
            with told.task(f"Writing {name}"):
                count = output.write(pa.RecordBatchReader.from_batches(schema, _batches(schema, rows())))
            lines.append(f"{folder / name}.{kind}: {counted(count, 'row')}")
    return lines


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction whose reads all see the same state."""
    with transaction.atomic():
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _tables() -> list[tuple[str, pa.Schema, Callable[[], Iterator[Row]]]]:
    names = _attribute_names()
    return [
        ("contacts", _schema(*_OWN, *names.values()), lambda: _contacts(names)),
        ("events", _schema(*_EVENT, occurred_at=_TIME), lambda: _events(is_human=True)),
        ("machine_events", _schema(*_EVENT, occurred_at=_TIME), lambda: _events(is_human=False)),
        (
            "attribute_changes",
            _schema("lead_id", "attribute", "value", "source", "occurred_at", occurred_at=_TIME),
            _changes,
        ),
        ("scores", _schema("lead_id", *_STANDING, *_SCORE, **_SCORE_TYPES), _scores),
        (
            "reasons",
            _schema("lead_id", "rule", "value", "events", "last_at", value=pa.float64(), events=pa.int64()),
            _reasons,
        ),
        (
            "stage_changes",
            _schema(
                "lead_id",
                "from_stage",
                "to_stage",
                "from_status",
                "to_status",
                "by",
                "rule",
                "why",
                "score",
                "occurred_at",
                score=pa.float64(),
                occurred_at=_TIME,
            ),
            _moves,
        ),
        (
            "objections",
            _schema("lead_id", "is_lifted", "how", "occurred_at", is_lifted=pa.bool_(), occurred_at=_TIME),
            _objections,
        ),
    ]


def _schema(*names: str, **types: pa.DataType) -> pa.Schema:
    return pa.schema([(name, types.get(name, pa.string())) for name in names])


def _attribute_names() -> dict[str, str]:
    """attribute -> column, for every attribute that some contact has; one that is named lead_id gets an underscore."""
    found: dict[str, None] = {"created_at": None}
    for attributes in Contact.objects.values_list("attributes", flat=True).iterator(_AT_ONCE):
        found |= dict.fromkeys(attributes)
    return {name: f"{name}_" if name in _OWN else name for name in sorted(found)}


def _lead_id(number: int, lead_id: str | None) -> str:
    """Whoever has no lead_id is named by the number, so that events find whose they are."""
    return lead_id or f"contact:{number}"


def _contacts(names: dict[str, str]) -> Iterator[Row]:
    for each in Contact.objects.order_by("id").iterator(_AT_ONCE):
        known = {"created_at": each.created_at.isoformat().replace("+00:00", "Z")} | each.attributes
        cells = {names[name]: _text(value) for name, value in known.items()}
        yield cells | {"lead_id": _lead_id(each.pk, each.lead_id)}


def _events(*, is_human: bool) -> Iterator[Row]:
    """Those of programs in a file of their own: whoever scores the others finds what is found here."""
    events = Event.objects.filter(contact__isnull=False, is_human=is_human).select_related("contact", "source")
    for each in events.order_by("id").iterator(_AT_ONCE):
        assert each.contact is not None
        beside = {name: value for name, value in (("channel", each.channel), ("campaign", each.campaign)) if value}
        yield {
            "lead_id": _lead_id(each.contact.pk, each.contact.lead_id),
            "event": each.name,
            "occurred_at": each.occurred_at,
            "message_id": f"{each.source.name}/{each.message_id or each.pk}",
            "properties": json.dumps(beside | each.properties, ensure_ascii=False),
        }


def _changes() -> Iterator[Row]:
    for each in AttributeChange.objects.select_related("contact", "source").order_by("id").iterator(_AT_ONCE):
        yield {
            "lead_id": _lead_id(each.contact.pk, each.contact.lead_id),
            "attribute": each.attribute,
            "value": json.dumps(each.value, ensure_ascii=False),
            "source": each.source.name,
            "occurred_at": each.occurred_at,
        }


def _live_scores() -> Iterator[Score]:
    live = Score.objects.filter(model__state="live").select_related("contact").order_by("contact_id")
    return live.iterator(_AT_ONCE)


def _scores() -> Iterator[Row]:
    for each in _live_scores():
        lead_id = _lead_id(each.contact.pk, each.contact.lead_id)
        standing = {name: getattr(each.contact, name) for name in _STANDING}
        yield {"lead_id": lead_id} | standing | {name: getattr(each, name) for name in _SCORE}


def _reasons() -> Iterator[Row]:
    for each in _live_scores():
        lead_id = _lead_id(each.contact.pk, each.contact.lead_id)
        for reason in each.reasons:
            yield {"lead_id": lead_id} | {name: reason.get(name) for name in ("rule", "value", "events", "last_at")}


def _moves() -> Iterator[Row]:
    moves = StageChange.objects.filter(contact__isnull=False).select_related("contact", "by").order_by("id")
    for each in moves.iterator(_AT_ONCE):
        assert each.contact is not None
        columns = ("from_stage", "to_stage", "from_status", "to_status", "rule", "why", "score", "occurred_at")
        yield {
            "lead_id": _lead_id(each.contact.pk, each.contact.lead_id),
            "by": None if each.by is None else each.by.email,
        } | {name: getattr(each, name) for name in columns}


def _objections() -> Iterator[Row]:
    for each in Objection.objects.select_related("contact").order_by("id").iterator(_AT_ONCE):
        columns = ("is_lifted", "how", "occurred_at")
        yield {"lead_id": _lead_id(each.contact.pk, each.contact.lead_id)} | {
            name: getattr(each, name) for name in columns
        }


def _batches(schema: pa.Schema, rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    waiting = iter(rows)
    while part := list(islice(waiting, _AT_ONCE)):
        yield pa.RecordBatch.from_pylist(part, schema=schema)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
