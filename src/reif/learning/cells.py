"""Columns of a table as texts and numbers, whatever their type in the file was."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from reif.rules.values import BLANKS, NUMBER_PATTERN

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


class UnusableColumn(ValueError):
    """A column is missing, or holds nested values; the message names the list."""


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A table, what to call it, and the column that holds its rows' numbers; without one, positions from 1."""

    name: str
    table: pa.Table
    row_column: str | None = None

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self.table.column_names

    def row_numbers(self) -> NDArray[np.int64]:
        """The number of each row."""
        if self.row_column is None:
            return np.arange(1, len(self.table) + 1)
        numbers: NDArray[np.int64] = self.table[self.row_column].to_numpy()
        return numbers

    def texts(self, column: str) -> pa.Array:
        """The column as texts; null, NaN and blank are null, booleans are `true` and `false`.

        Raises UnusableColumn.
        """
        values = self._values(column)
        if pa.types.is_floating(values.type):
            values = pc.if_else(pc.is_nan(values), pa.scalar(None, values.type), values)
        try:
            texts = values.cast(pa.large_string())
        except pa.ArrowNotImplementedError as error:
            raise UnusableColumn(f"{self.name}: the column {column} holds {values.type}, not plain values") from error
        is_blank = pc.equal(pc.utf8_trim(texts, characters=BLANKS), "")
        return pc.if_else(is_blank, pa.scalar(None, pa.large_string()), texts)

    def words(self, column: str) -> pa.Array:
        """The column as texts, trimmed and in lower case. Raises UnusableColumn."""
        return pc.utf8_lower(pc.utf8_trim(self.texts(column), characters=BLANKS))

    def _values(self, column: str) -> pa.Array:
        if not self.has(column):
            there = ", ".join(self.table.column_names)
            raise UnusableColumn(f"{self.name}: the column {column} is missing; the columns are {there}")
        values = self.table[column].combine_chunks()
        return values.dictionary_decode() if pa.types.is_dictionary(values.type) else values


def numbers_of(words: pa.Array) -> Numbers:
    """Texts as numbers; NaN where one is null or does not read as a number."""
    reads = mask_of(pc.match_substring_regex(words, f"^({NUMBER_PATTERN})$"))
    numbers = np.full(len(words), np.nan)
    numbers[reads] = words.filter(pa.array(reads)).to_numpy(zero_copy_only=False).astype(np.float64)
    return numbers


def mask_of(booleans: pa.Array) -> Mask:
    """Arrow's booleans as numpy's; null is False."""
    mask: Mask = pc.fill_null(booleans, False).to_numpy(zero_copy_only=False)
    return mask


def missing(words: pa.Array) -> Mask:
    """Where a column has no value."""
    mask: Mask = pc.is_null(words).to_numpy(zero_copy_only=False)
    return mask
