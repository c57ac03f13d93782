"""What an import will read: columns with samples, and which words are taken for which."""

from collections.abc import Iterator
from itertools import islice

from reif.capture.importing import List
from reif.capture.list_rows import ListReader, UnusableRow
from reif.integrations.files.rows import Row, rows_of
from reif.rules.headers import Column, Kind
from reif.rules.problems import shown

_ROWS = 1_000
_SAMPLES = 3
_MOST_WORDS = 12
_WIDEST = 28


def preview_lines(of: List, reader: ListReader) -> Iterator[str]:
    """A line per column with three samples of the first thousand rows, and the words that are translated."""
    rows = list(islice(rows_of(of.table), _ROWS))
    width = min(max((len(column.header) for column in of.columns), default=0), _WIDEST)
    for column in of.columns:
        yield f"  {shown(column.header, _WIDEST):<{width}}  → {_meaning(column, of.kind)}{_samples(column, rows)}"
    unusable = _read(of, reader, rows)
    for (field, written, meaning), count in reader.translations.counts.most_common(_MOST_WORDS):
        yield f"  {field}: {written} is read as {meaning} ({count:,} of the first {len(rows):,} rows)"
    for reason, count in sorted(unusable.items(), key=lambda each: -each[1])[:_MOST_WORDS]:
        yield f"  {count:,} of the first {len(rows):,} rows cannot be used: {reason}"


def _meaning(column: Column, kind: Kind) -> str:
    if column.field is None:
        return "left out"
    own = "own attribute" if kind is Kind.LEADS else "property"
    return column.field if column.is_known else f"{own} {shown(column.field)}"


def _samples(column: Column, rows: list[Row]) -> str:
    found = dict.fromkeys(str(row.cells[column.header]) for row in rows if column.header in row.cells)
    samples = [shown(text, _WIDEST) for text in islice(found, _SAMPLES)]
    return f"   ({' · '.join(samples)})" if samples else "   (empty)"


def _read(of: List, reader: ListReader, rows: list[Row]) -> dict[str, int]:
    """Read the rows, so that translations are noted; why rows cannot be used, and how many."""
    reasons: dict[str, int] = {}
    for row in rows:
        try:
            match of.kind:
                case Kind.LEADS:
                    reader.lead(row)
                case Kind.EVENTS:
                    reader.event(row, earlier=0)
                case Kind.CHANGES:
                    reader.change(row)
                case Kind.OBJECTIONS:
                    reader.objection(row)
        except UnusableRow as error:
            reasons[str(error)] = reasons.get(str(error), 0) + 1
    return reasons
