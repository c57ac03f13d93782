"""A world written down as the files that users have: CSV, JSONL, Parquet."""

import csv
import io
import json
import random
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reif.rules.values import is_missing, text_of
from tests.engines.worlds import ATTRIBUTES, PROPERTIES, Row, World

FORMATS = ("csv", "jsonl", "parquet")
AT_COLUMN = "as_of"
UNREADABLE_TIMES = (
    "yesterday",
    "2023-02-29",
    "2024-13-01",
    "24:00",
    "2024-01-01T10",
    "2024-01-01T10:00+2",
    "",
    "1700000000",
)

_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_COLUMN_PROPERTIES = tuple(name for name in PROPERTIES if name != "event")


def write(world: World, folder: Path, form: str, dice: random.Random) -> tuple[Path, Path]:
    """Leads and events of the world as two files of the form. The dice choose how, never what."""
    leads, events = lead_records(world, dice), event_records(world, dice)
    paths = folder / f"leads.{form}", folder / f"events.{form}"
    for path, records in zip(paths, (leads, events), strict=True):
        {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}[form](path, records, dice)
    return paths


def lead_records(world: World, dice: random.Random) -> list[dict[str, object]]:
    records = []
    for lead_id, attributes in world.leads:
        record: dict[str, object] = {"lead_id": lead_id} | {name: attributes.get(name) for name in ATTRIBUTES}
        if world.each_at is not None:
            record[AT_COLUMN] = time_text(world.each_at[lead_id], dice)
        records.append(record)
    return records


def event_records(world: World, dice: random.Random) -> list[dict[str, object]]:
    place = dice.choice(("columns", "properties", "both"))
    has_messages = any(row.message_id for row in world.events)
    needs_document = place != "columns" or any("event" in row.properties for row in world.events)
    records = []
    for row in world.events:
        record: dict[str, object] = {
            "lead_id": row.lead_id,
            "event": row.event,
            "occurred_at": dice.choice(UNREADABLE_TIMES) if row.time is None else time_text(row.time, dice),
        }
        if has_messages:
            record["message_id"] = row.message_id
        members, columns = _placed(row, place, dice)
        if place != "properties":
            record |= {name: columns.get(name) for name in _COLUMN_PROPERTIES}
        if needs_document:
            record["properties"] = json_object(members, dice) if members or dice.random() < 0.5 else None
        records.append(record)
    return records or [{"lead_id": "nobody", "event": "Page Viewed", "occurred_at": "2024-01-01"}]


def _placed(row: Row, place: str, dice: random.Random) -> tuple[dict[str, object], dict[str, object]]:
    """What stands in `properties` and what in columns; a present member hides a decoy in the column."""
    members: dict[str, object] = {}
    columns: dict[str, object] = {}
    for name, value in row.properties.items():
        if name == "event" or place == "properties" or (place == "both" and dice.random() < 0.5):
            members[name] = value
            if place == "both" and not is_missing(value):
                columns[name] = "decoy"
        else:
            columns[name] = value
    return members, columns


def json_object(members: Mapping[str, object], dice: random.Random) -> str:
    parts = [f"{json.dumps(name)}: {json_value(value, dice)}" for name, value in members.items()]
    return "{" + ", ".join(parts) + "}"


def json_value(value: object, dice: random.Random) -> str:
    if isinstance(value, str):
        is_number = _JSON_NUMBER.fullmatch(value) is not None
        return value if is_number and dice.random() < 0.5 else json.dumps(value, ensure_ascii=dice.random() < 0.5)
    if is_missing(value):
        return dice.choice(("null", '""', '{"nested": 1}', "[1, 2]"))
    assert isinstance(value, bool | int | float)
    return text_of(value)


def time_text(instant: datetime, dice: random.Random) -> str:
    """One of the ways to write the instant that RFC 3339 and its relaxations know."""
    if instant.time() == datetime.min.time() and dice.random() < 0.5:
        return instant.date().isoformat()
    zone = dice.choice((None, "Z", timedelta(hours=1), timedelta(hours=-9, minutes=-30)))
    local = instant.astimezone(timezone(zone)) if isinstance(zone, timedelta) else instant.astimezone(UTC)
    text = local.replace(tzinfo=None).isoformat(sep=dice.choice("T t").strip() or " ", timespec="auto")
    if local.second == 0 and local.microsecond == 0 and dice.random() < 0.5:
        text = text[: len("2024-01-01T00:00")]
    elif local.microsecond:
        text += dice.choice(("", "999"))
    if zone is None:
        return text
    return text + (zone if isinstance(zone, str) else local.isoformat()[-6:])


def write_csv(path: Path, records: list[dict[str, object]], dice: random.Random) -> None:
    buffer = io.StringIO()
    end = dice.choice(("\n", "\r\n"))
    writer = csv.DictWriter(buffer, list(records[0]), delimiter=dice.choice(",;\t"), lineterminator=end)
    writer.writeheader()
    writer.writerows({name: _cell_text(value) for name, value in record.items()} for record in records)
    encoding = dice.choice(("utf-8", "utf-8-sig", "latin-1"))
    try:
        content = buffer.getvalue().encode(encoding)
    except UnicodeEncodeError:
        content = buffer.getvalue().encode()
    path.write_bytes(content)


def write_jsonl(path: Path, records: list[dict[str, object]], dice: random.Random) -> None:
    path.write_text("".join(_json_line(record, dice) + "\n" for record in records), encoding="utf-8", newline="")


def _json_line(record: Mapping[str, object], dice: random.Random) -> str:
    parts = []
    for name, value in record.items():
        if name == "properties" and isinstance(value, str) and dice.random() < 0.5:
            parts.append(f'"properties": {value}')
        elif name in ("lead_id", "event", "message_id", "occurred_at", "properties"):
            parts.append(f"{json.dumps(name)}: {json.dumps(value)}")
        elif value is not None or dice.random() < 0.5:
            parts.append(f"{json.dumps(name)}: {json_value(value, dice)}")
    return "{" + ", ".join(parts) + "}"


def write_parquet(path: Path, records: list[dict[str, object]], dice: random.Random) -> None:
    pq.write_table(arrow_table(records, dice), path)


def arrow_table(records: list[dict[str, object]], dice: random.Random) -> pa.Table:
    """Columns typed where all their values are of one type."""
    return pa.table({name: _array(name, [record[name] for record in records], dice) for name in records[0]})


def _array(name: str, values: list[object], dice: random.Random) -> pa.Array:
    if name == "occurred_at" and not set(values) & set(UNREADABLE_TIMES):
        return _times(values, dice)
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return pa.array(values, pa.bool_())
    if present and all(isinstance(value, int) and not isinstance(value, bool) for value in present):
        return pa.array(values, dice.choice((pa.int64(), pa.float64())))
    if present and all(isinstance(value, int | float) and not isinstance(value, bool) for value in present):
        return pa.array(values, pa.float64())
    texts = pa.array([None if value is None else _cell_text(value) for value in values], pa.string())
    return texts.dictionary_encode() if dice.random() < 0.3 else texts


def _times(texts: Iterable[object], dice: random.Random) -> pa.Array:
    from reif.rules.times import parse_time

    kind = dice.choice((pa.timestamp("us", tz="UTC"), pa.timestamp("us"), pa.timestamp("ns", tz="Europe/Berlin")))
    instants = pa.array([parse_time(str(text)) for text in texts], pa.timestamp("us", tz="UTC"))
    return instants.cast(kind) if kind.tz else instants.cast(pa.int64()).cast(kind)


def _cell_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if is_missing(value) else text_of(value)  # type: ignore[arg-type] # a present value
