"""The two files of a report, brought together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from reif.integrations.files.reading import open_table
from reif.integrations.files.table import Table
from reif.learning.cells import Listing
from reif.learning.pairing import Pairs, RejectedRows, pair

SCORED_COLUMNS = ("lead_id", "score", "level", "temperature", "probability", "excluded")
OUTCOME_COLUMNS = ("lead_id", "outcome")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The paired leads, and every row of either file that was set aside, unreadable ones first."""

    pairs: Pairs
    scored_rejects: tuple[RejectedRows, ...]
    outcome_rejects: tuple[RejectedRows, ...]


def read_known(scored: str, outcomes: str) -> Known:
    """Read and pair both files. Raises FileError and UnusableColumn for what cannot be used at all."""
    with TemporaryDirectory(prefix="reif-") as first, TemporaryDirectory(prefix="reif-") as second:
        leads = open_table(scored, spool=Path(first), wanted=SCORED_COLUMNS, required=SCORED_COLUMNS[:2])
        results = open_table(outcomes, spool=Path(second), wanted=OUTCOME_COLUMNS, required=OUTCOME_COLUMNS)
        pairs = pair(_listing(leads, SCORED_COLUMNS), _listing(results, OUTCOME_COLUMNS))
        return Known(pairs, _unread(leads) + pairs.scored_rejects, _unread(results) + pairs.outcome_rejects)


def _listing(table: Table, wanted: Iterable[str]) -> Listing:
    """Those of the wanted columns that there are, and the row numbers."""
    names = set(pq.read_schema(table.path).names)
    rows = pq.read_table(table.path, columns=[name for name in (*wanted, table.row_column) if name in names])
    return Listing(table.file, rows, table.row_column)


def _unread(table: Table) -> tuple[RejectedRows, ...]:
    """The rows that could not be read, by reason."""
    by_reason: dict[str, list[int]] = {}
    for row, reason in table.rejects:
        by_reason.setdefault(reason, []).append(row)
    return tuple(RejectedRows(reason, tuple(rows)) for reason, rows in by_reason.items())
