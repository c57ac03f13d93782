"""What an import will read: samples of its columns, which words are taken for which, and what cannot be used."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from reif.capture.importing import List
from reif.capture.list_rows import ListReader, UnusableRow
from reif.integrations.files.rows import Row, rows_of
from reif.integrations.files.table import Table
from reif.rules.headers import Kind
from reif.rules.problems import shown

ROWS = 1_000
SAMPLES = 3
WIDEST = 28
_MOST = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """Of the first `rows` rows. `samples`: header -> different values; `translations`: (field, word, what it is read
    as) and how often; `unusable`: why rows cannot be used and how many; each the most frequent first."""

    rows: int
    samples: Mapping[str, list[str]]
    translations: list[tuple[tuple[str, str, str], int]]
    unusable: list[tuple[str, int]]


def preview(of: List, reader: ListReader) -> Preview:
    """Read the first thousand rows; nothing is kept."""
    rows = first_rows(of.table)
    unusable = _unusable(rows, _READ[of.kind](reader))
    headers = [column.header for column in of.columns]
    return Preview(len(rows), samples(headers, rows), reader.translations.counts.most_common(_MOST), unusable)


def first_rows(table: Table) -> list[Row]:
    """The first thousand rows that can be read."""
    return list(islice(rows_of(table), ROWS))


def samples(headers: Iterable[str], rows: Iterable[Row]) -> dict[str, list[str]]:
    """Three different values of each column, shortened."""
    rows = list(rows)
    return {header: _sample(header, rows) for header in headers}


def _sample(header: str, rows: list[Row]) -> list[str]:
    found = dict.fromkeys(str(row.cells[header]) for row in rows if header in row.cells)
    return [shown(text, WIDEST) for text in islice(found, SAMPLES)]


_READ: Mapping[Kind, Callable[[ListReader], Callable[[Row], object]]] = {
    Kind.LEADS: lambda reader: reader.lead,
    Kind.EVENTS: lambda reader: lambda row: reader.event(row, earlier=0),
    Kind.CHANGES: lambda reader: reader.change,
    Kind.OBJECTIONS: lambda reader: reader.objection,
}


def _unusable(rows: Iterable[Row], read: Callable[[Row], object]) -> list[tuple[str, int]]:
    reasons: Counter[str] = Counter()
    for row in rows:
        try:
            read(row)
        except UnusableRow as error:
            reasons[str(error)] += 1
    return reasons.most_common(_MOST)
