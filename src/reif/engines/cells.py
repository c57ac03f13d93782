"""Columns as values: the batch engine's side of `reif.rules.values`."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from reif.engines.dialect import Dialect, trimmed
from reif.rules.values import NUMBER_PATTERN


@dataclass(frozen=True, slots=True)
class Cell:
    """A column in the forms a condition may ask for: `text` folded for comparison and null if missing; `number`."""

    text: ir.StringValue
    number: ir.FloatingValue


def raw_text(column: ir.Value) -> ir.StringValue:
    """Whatever the column holds as text, null if it is nested or binary: what ids and names are read from."""
    kind = column.type()
    if kind.is_string() or kind.is_uuid() or kind.is_date() or kind.is_timestamp():
        return column.cast("string")
    if kind.is_boolean():
        return ibis.cases((column, "true"), (~column, "false"))
    if kind.is_numeric():
        return _number_text(_finite(column.cast("float64")))
    return ibis.null("string")


def id_text(column: ir.Value) -> ir.StringValue:
    """An id as text; whole numbers keep all their digits."""
    return column.cast("string") if column.type().is_integer() else raw_text(column)


def cell(column: ir.Value, dialect: Dialect) -> Cell:
    """The column's cell; of a text the number it reads as, of a number its shortest decimal form."""
    kind = column.type()
    if kind.is_numeric():
        number = _finite(column.cast("float64"))
        return Cell(_number_text(number), number)
    text = trimmed(raw_text(column))
    if kind.is_boolean():
        return Cell(text, ibis.null("float64"))
    return Cell(dialect.lower(text), _read_number(text))


def _read_number(text: ir.StringValue) -> ir.FloatingValue:
    reads_as_number = text.re_search(rf"^{NUMBER_PATTERN}\z")
    return _finite(ibis.ifelse(reads_as_number, text.try_cast("float64"), None))


def _finite(number: ir.FloatingValue) -> ir.FloatingValue:
    return ibis.ifelse(number.isnan() | number.isinf(), None, number)


def _number_text(number: ir.FloatingValue) -> ir.StringValue:
    whole = number.cast("string").re_replace(r"\.0\z", "")
    return ibis.ifelse(number == 0, "0", whole)


def cell_columns(field: str, column: ir.Value, dialect: Dialect) -> dict[str, ir.Value]:
    """The columns that carry a field's cell through the tables of a batch run."""
    found = cell(column, dialect)
    return {_text_column(field): found.text, _number_column(field): found.number}


def cells_of(table: ir.Table, fields: Sequence[str]) -> dict[str, Cell]:
    """The cells of those fields that the table carries."""
    return {
        field: Cell(table[_text_column(field)], table[_number_column(field)])
        for field in fields
        if _text_column(field) in table.columns
    }


def _text_column(field: str) -> str:
    return f"text_{field.encode().hex()}"


def _number_column(field: str) -> str:
    return f"number_{field.encode().hex()}"
