"""Columns of a table as texts and numbers, whatever their type in the file was."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from reif.rules.values import BLANKS, NUMBER_PATTERN

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


class UnusableColumn(ValueError):
    """The column is missing, or holds nested values."""


def texts_of(table: pa.Table, name: str) -> pa.Array:
    """The column as texts; null, NaN and blank are null, booleans are `true` and `false`. Raises UnusableColumn."""
    column = _column(table, name)
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    try:
        texts = column.cast(pa.large_string())
    except pa.ArrowNotImplementedError as error:
        raise UnusableColumn(f"column {name} holds {column.type} and no plain values") from error
    is_blank = pc.equal(pc.utf8_trim(texts, characters=BLANKS), "")
    return pc.if_else(is_blank, pa.scalar(None, pa.large_string()), texts)


def words_of(table: pa.Table, name: str) -> pa.Array:
    """The column as texts, trimmed and in lower case."""
    return pc.utf8_lower(pc.utf8_trim(texts_of(table, name), characters=BLANKS))


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


def _column(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        raise UnusableColumn(f"no column {name}; the columns are {', '.join(table.column_names)}")
    column = table[name].combine_chunks()
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
