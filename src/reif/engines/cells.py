"""Columns as values: the batch engine's side of `reif.rules.values`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from reif.engines.dialect import Dialect
from reif.rules.values import NUMBER_PATTERN

_TEXT = "text_"
_NUMBER = "number_"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column in the forms a condition may ask for: `text` folded for comparison and null if missing; `number`."""

    text: ir.StringValue
    number: ir.FloatingValue


def raw_text(column: ir.Value, dialect: Dialect) -> ir.StringValue:
    """Whatever the column holds as text, null if it is nested or binary: what ids and names are read from."""
    kind = column.type()
    if kind.is_string() or kind.is_uuid() or kind.is_date() or kind.is_timestamp():
        return column.cast("string")
    if kind.is_boolean():
        return ibis.cases((column, "true"), (~column, "false"))
    if kind.is_numeric():
        return _number_text(_finite(column.cast("float64")), dialect)
    return ibis.null("string")


def id_text(column: ir.Value, dialect: Dialect) -> ir.StringValue:
    """An id as text; whole numbers keep all their digits."""
    return column.cast("string") if column.type().is_integer() else raw_text(column, dialect)


def with_cells(table: ir.Table, fields: Mapping[str, str], dialect: Dialect) -> ir.Table:
    """The table with the cells of the fields, each given by the column it is read from.

    Each step is a projection of its own, so that no engine computes a part twice.
    """
    plain, folded = {}, {}
    for field, source in fields.items():
        kind = table[source].type()
        plain[_text_column(field)] = dialect.trimmed(raw_text(table[source], dialect))
        if kind.is_numeric():
            plain[_number_column(field)] = _finite(table[source].cast("float64"))
        elif kind.is_boolean():
            plain[_number_column(field)] = ibis.null("float64")
        else:
            folded[_text_column(field)] = dialect.lower(ibis._[_text_column(field)])
            folded[_number_column(field)] = _read_number(ibis._[_text_column(field)])
    if folded:
        finite = {name: _finite(ibis._[name]) for name in folded if name.startswith(_NUMBER)}
        return table.mutate(**plain).mutate(**folded).mutate(**finite)
    return table.mutate(**plain) if plain else table


def cells_of(table: ir.Table, fields: Sequence[str]) -> dict[str, Cell]:
    """The cells of those fields that the table carries."""
    return {
        field: Cell(table[_text_column(field)], table[_number_column(field)])
        for field in fields
        if _text_column(field) in table.columns
    }


def _text_column(field: str) -> str:
    return f"{_TEXT}{field.encode().hex()}"


def _number_column(field: str) -> str:
    return f"{_NUMBER}{field.encode().hex()}"


def _read_number(text: ir.StringValue) -> ir.FloatingValue:
    # Signs, the point and the digits sort before ":", most other texts do not.
    is_number = ibis.ifelse(text < ":", text.re_search(rf"^{NUMBER_PATTERN}\z"), False)
    return ibis.ifelse(is_number, text.try_cast("float64"), None)


def _finite(number: ir.FloatingValue) -> ir.FloatingValue:
    """NaN is above all numbers to SQL engines; yet DuckDB takes a comparison for decided where the least and the
    largest value of a Parquet file decide it, and these leave NaN out."""
    is_finite = ~number.isnan() & number.between(-sys.float_info.max, sys.float_info.max)
    return ibis.ifelse(is_finite, number, None)


def _number_text(number: ir.FloatingValue, dialect: Dialect) -> ir.StringValue:
    return ibis.ifelse(number == 0, "0", dialect.number_text(number).re_replace(r"\.0\z", ""))
