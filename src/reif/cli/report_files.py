"""The two files of a report, brought together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from reif.cli.reading import counted, read_file, shown
from reif.cli.screen import Screen
from reif.integrations.files.table import Table
from reif.learning.cells import Listing
from reif.learning.pairing import Pairs, RejectedRows, pair

SCORED_COLUMNS = ("lead_id", "score", "level", "temperature", "probability", "excluded")
OUTCOME_COLUMNS = ("lead_id", "outcome")
_SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The paired leads, and every row of either file that was left out, unreadable ones first."""

    pairs: Pairs
    scored_rejects: tuple[RejectedRows, ...]
    outcome_rejects: tuple[RejectedRows, ...]


def read_known(scored: str, outcomes: str, screen: Screen) -> Known:
    """Read and pair both files; say what they are and which rows are left out.

    Raises FileError and UnusableColumn for what cannot be used at all.
    """
    with TemporaryDirectory(prefix="reif-") as folder:
        leads = read_file(
            scored, Path(folder, "scored"), wanted=SCORED_COLUMNS, required=SCORED_COLUMNS[:2], screen=screen
        )
        results = read_file(
            outcomes, Path(folder, "outcomes"), wanted=OUTCOME_COLUMNS, required=OUTCOME_COLUMNS, screen=screen
        )
        pairs = pair(_listing(leads, SCORED_COLUMNS), _listing(results, OUTCOME_COLUMNS))
        known = Known(pairs, _unread(leads) + pairs.scored_rejects, _unread(results) + pairs.outcome_rejects)
    _say_rejects(scored, known.scored_rejects, screen)
    _say_rejects(outcomes, known.outcome_rejects, screen)
    return known


def _listing(table: Table, wanted: Iterable[str]) -> Listing:
    """Those of the wanted columns that there are, and the row numbers. Raises FileError for damaged Parquet."""
    try:
        names = set(pq.read_schema(table.path).names)
        rows = pq.read_table(table.path, columns=[name for name in (*wanted, table.row_column) if name in names])
    except (pa.ArrowException, OSError):
        from reif.integrations.files.read_parquet import check_pages

        check_pages(table.file, table.path)
        raise
    return Listing(shown(table.file), rows, table.row_column)


def _unread(table: Table) -> tuple[RejectedRows, ...]:
    """The rows that could not be read, by reason."""
    by_reason: dict[str, list[int]] = {}
    for row, reason in table.rejects:
        by_reason.setdefault(reason, []).append(row)
    return tuple(RejectedRows(reason, tuple(rows)) for reason, rows in by_reason.items())


def _say_rejects(file: str, rejects: tuple[RejectedRows, ...], screen: Screen) -> None:
    """How many rows were left out, why, and the first of them; nothing if none were."""
    if not rejects:
        return
    screen.say(f"{shown(file)}: {counted(sum(len(each.rows) for each in rejects), 'row')} rejected")
    for each in rejects:
        named = ", ".join(f"{row}" for row in each.rows[:_SHOWN_ROWS])
        more = ", …" if len(each.rows) > _SHOWN_ROWS else ""
        screen.say(f"{len(each.rows):>8,}  {each.reason} (row {named}{more})")
