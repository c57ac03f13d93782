"""The leads and events that a command is given, read as far as the model looks at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from reif.cli.reading import read_file
from reif.cli.screen import Screen
from reif.engines.prepare import EVENT_COLUMNS
from reif.engines.sources import Source
from reif.integrations.files.table import Table
from reif.rules.scoring_model import ScoringModel

LEADS, EVENTS = "leads", "events"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tables that were read; without events there is none of them."""

    leads: Table
    events: Table | None

    def named(self) -> dict[str, Table]:
        """The tables by the names under which engines know them, leads first."""
        return {LEADS: self.leads} | ({EVENTS: self.events} if self.events else {})

    def sources(self) -> tuple[Source, Source | None]:
        """Leads and events as an engine takes them."""
        leads, *events = (Source(table.path, name, table.row_column) for name, table in self.named().items())
        return leads, next(iter(events), None)


@contextmanager
def opened(
    model: ScoringModel, leads: str, events: str | None, *, at_column: str | None, screen: Screen
) -> Iterator[Inputs]:
    """Read both files and say what they are. What was read lies in a temporary folder that goes with the context.

    Raises FileError for a file that cannot be used; a Parquet file that proves to be damaged later is named as well.
    """
    lead_columns = {"lead_id", *model.attribute_fields(), *([at_column] if at_column else [])}
    event_columns = {*EVENT_COLUMNS, *model.property_fields()}
    with TemporaryDirectory(prefix="reif-") as folder:
        required = ["lead_id"] + ([at_column] if at_column else [])
        lead_table = read_file(leads, Path(folder, LEADS), wanted=lead_columns, required=required, screen=screen)
        event_table = None
        if events is not None:
            required = ["lead_id", "event", "occurred_at"]
            event_table = read_file(
                events,
                Path(folder, EVENTS),
                wanted=event_columns,
                required=required,
                screen=screen,
                nested="properties",
            )
        inputs = Inputs(lead_table, event_table)
        try:
            yield inputs
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            _name_damaged(inputs, error)
            raise


def _name_damaged(inputs: Inputs, error: Exception) -> None:
    """If a file proves damaged, that is what to say. A full disk or an interruption is what it is."""
    from reif.cli.failures import is_interruption, is_lack_of_room
    from reif.integrations.files.read_parquet import check_pages

    if is_interruption(error) or is_lack_of_room(error):
        return
    for table in inputs.named().values():
        if table.row_column is None:
            check_pages(table.file, table.path)
