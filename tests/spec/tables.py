"""Tables as people write them: aligned text with pipes, typed by their heads.

A head is a name, with the type of the column in brackets if that is not text: `budget (number)`, also `boolean`,
`timestamp` and `nested`. A head that begins with `=` is no input but an answer. An empty cell is missing; a text in
double quotes is read as JSON reads it, so that blanks and odd characters can be seen.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from reif.rules.times import parse_time

ARROW_TYPES = {
    "text": pa.string(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "nested": pa.list_(pa.string()),
}

_HEAD = re.compile(r"(?P<answer>= )?(?P<name>.+?)(?: \((?P<kind>[a-z]+)\))?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its cells as they are written."""

    head: str
    name: str
    kind: str
    is_answer: bool
    cells: tuple[str, ...]

    def values(self) -> list[object]:
        """The cells as the column's type has them; None where missing."""
        return [value_of(cell, self.kind) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length."""

    columns: tuple[Column, ...]

    @property
    def height(self) -> int:
        return len(self.columns[0].cells) if self.columns else 0

    def kinds(self) -> dict[str, str]:
        """The types of the columns that are input."""
        return {column.name: column.kind for column in self.columns if not column.is_answer}

    def given(self) -> dict[str, list[object]]:
        """The values of the columns that are input."""
        return {column.name: column.values() for column in self.columns if not column.is_answer}

    def answers(self) -> dict[str, tuple[str, ...]]:
        """The cells of the columns that are answers."""
        return {column.name: column.cells for column in self.columns if column.is_answer}

    def records(self) -> list[dict[str, object]]:
        """The rows of the columns that are input."""
        given = self.given()
        return [dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True)]

    def arrow(self) -> pa.Table:
        """The columns that are input, each in its type."""
        return pa.table(
            {
                column.name: pa.array(column.values(), ARROW_TYPES[column.kind])
                for column in self.columns
                if not column.is_answer
            }
        )


def table(text: str) -> Table:
    """The table that is written there; no text, no columns."""
    rows = list(_rows(text))
    if not rows:
        return Table(())
    heads, *cells = rows
    assert all(len(row) == len(heads) for row in cells), f"a row has more or fewer cells than the head: {text}"
    return Table(tuple(_column(head, tuple(row[index] for row in cells)) for index, head in enumerate(heads)))


def value_of(cell: str, kind: str) -> object:
    """What a cell means in a column of the type."""
    if not cell:
        return None
    match kind:
        case "text":
            return json.loads(cell) if cell.startswith('"') else cell
        case "number":
            return float(cell)
        case "boolean":
            return {"true": True, "false": False}[cell]
        case "timestamp":
            return parse_time(cell)
        case "nested":
            return json.loads(cell)
    raise AssertionError(kind)


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        line = line.strip()
        assert line.startswith("|"), line
        assert line.endswith("|"), line
        yield [cell.strip(" ") for cell in line[1:-1].split("|")]


def _column(head: str, cells: tuple[str, ...]) -> Column:
    found = _HEAD.fullmatch(head)
    assert found is not None, head
    return Column(head, found["name"], found["kind"] or "text", found["answer"] is not None, cells)
