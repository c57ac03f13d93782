"""What an import will read, as lines: columns with samples, and which words are taken for which."""

from collections.abc import Iterator

from reif.capture.importing import List
from reif.capture.list_rows import ListReader
from reif.capture.previewing import WIDEST, preview
from reif.rules.headers import Column, Kind
from reif.rules.problems import shown


def preview_lines(of: List, reader: ListReader) -> Iterator[str]:
    """A line per column with three samples of the first thousand rows, and the words that are translated."""
    found = preview(of, reader)
    width = min(max((len(column.header) for column in of.columns), default=0), WIDEST)
    for column in of.columns:
        said = " · ".join(found.samples[column.header]) or "empty"
        yield f"  {shown(column.header, WIDEST):<{width}}  → {_meaning(column, of.kind)}   ({said})"
    for (field, written, meaning), count in found.translations:
        yield f"  {field}: {written} is read as {meaning} ({count:,} of the first {found.rows:,} rows)"
    for reason, count in found.unusable:
        yield f"  {count:,} of the first {found.rows:,} rows cannot be used: {reason}"


def _meaning(column: Column, kind: Kind) -> str:
    if column.field is None:
        return "left out"
    own = "own attribute" if kind is Kind.LEADS else "property"
    return column.field if column.is_known else f"{own} {shown(column.field)}"
