"""Many rows at once, without an object and a statement for each: what long lists are stored by.

The values are those of the model's fields, in the order of the columns named; JSON is made storable. Nothing is checked
but by the database.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model
from django.db.models.expressions import RawSQL

from reif.rules.texts import storable

_UNSTORABLE = ("\\u0000", "\\ud", "NaN", "Infinity")
"""Marks of NUL, surrogates (of which pairs are sound) and numbers that are none."""

_encoded = json.JSONEncoder(default=datetime.isoformat).encode

Rows = Sequence[Sequence[object]]


def insert(model: type[Model], columns: Sequence[str], rows: Rows) -> None:
    """Add the rows; what is not named is null, and the id the next one."""
    if not rows:
        return
    fields = _fields(model, columns)
    table, names = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    stored = _stored(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in stored:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({_marks(fields)})", stored)  # noqa: S608 - our own names


def update(model: type[Model], columns: Sequence[str], rows: Rows) -> None:
    """Set the columns of the rows whose id is each row's last value."""
    if not rows:
        return
    fields = _fields(model, columns)
    key = model._meta.pk
    assert key is not None
    table, of = _quoted(model._meta.db_table), _quoted(key.column)
    names = [field.column for field in (*fields, key)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One document: to take apart an array for each column costs the driver ten times as long.
            given = _json([dict(zip(names, row, strict=True)) for row in rows])
            shape = ", ".join(f"{_quoted(field.column)} {_type(field)}" for field in (*fields, key))
            changes = ", ".join(f"{_quoted(name)} = fresh.{_quoted(name)}" for name in names[:-1])
            cursor.execute(
                f"UPDATE {table} SET {changes} FROM jsonb_to_recordset(%s::jsonb) AS fresh({shape}) "  # noqa: S608 - our own names
                f"WHERE {table}.{of} = fresh.{of}",
                [given],
            )
        else:
            changes = ", ".join(f"{_quoted(name)} = %s" for name in names[:-1])
            cursor.executemany(
                f"UPDATE {table} SET {changes} WHERE {of} = %s",  # noqa: S608 - our own names
                _stored([*fields, key], rows),
            )


def among(values: Collection[str] | Collection[int]) -> RawSQL:
    """Many values for `__in`, as one parameter instead of one for each: not empty, and all of one type."""
    listed = list(values)
    if connection.vendor == "postgresql":
        kind = "bigint" if isinstance(listed[0], int) else "text"
        rows = f"SELECT value::{kind} FROM jsonb_array_elements_text(%s::jsonb)"  # noqa: S608 - of the two kinds above
        return RawSQL(rows, [_json(listed)])  # noqa: S611 - our own words
    return RawSQL("SELECT value FROM json_each(%s)", [_json(listed)])


def _fields(model: type[Model], columns: Collection[str]) -> list["Field[Any, Any]"]:
    known = {field.attname: field for field in model._meta.local_concrete_fields}
    return [known[column] for column in columns]


def _stored(fields: Sequence["Field[Any, Any]"], rows: Rows) -> Sequence[Sequence[Any]]:
    """The rows as the database takes them."""
    converters = [_converter(field) for field in fields]
    if not any(converters):
        return rows
    columns = zip(*rows, strict=True)
    converted = (
        column if convert is None else _converted(column, convert)
        for column, convert in zip(columns, converters, strict=True)
    )
    return list(zip(*converted, strict=True))


def _converted(column: Iterable[Any], convert: Callable[[Any], Any]) -> list[Any]:
    """Of the same object, as one instant in many rows, once."""
    last = last_converted = None
    found = []
    for value in column:
        if value is not last:
            last, last_converted = value, None if value is None else convert(value)
        found.append(last_converted)
    return found


def _converter(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return _json
    if isinstance(field, DateTimeField) and connection.vendor != "postgresql":
        return _in_utc if connection.timezone is UTC else connection.ops.adapt_datetimefield_value
    return None


def _in_utc(at: datetime) -> object:
    """As Django writes it, which takes long to find out that an instant is in UTC."""
    return str(at.replace(tzinfo=None)) if at.tzinfo is UTC else connection.ops.adapt_datetimefield_value(at)


def _json(value: object) -> str:
    """As Django writes it, without what no database stores: looked for in the text, as it is rare."""
    text = _encoded(value)
    return _encoded(storable(value)) if any(mark in text for mark in _UNSTORABLE) else text


def _type(field: "Field[Any, Any]") -> str:
    """Texts without their longest length, to which a cast would cut them in silence."""
    name = str(field.db_type(connection))
    return "text" if name.startswith("varchar") else name


def _marks(fields: Iterable[object]) -> str:
    return ", ".join("%s" for _ in fields)


def _quoted(name: str | None) -> str:
    assert name is not None
    return connection.ops.quote_name(name)
