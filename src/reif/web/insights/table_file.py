"""The figures of a cohort as comma-separated values, for the whole and for each channel."""

from collections.abc import Iterator

from reif.measure.queries import Cohort, Funnel, by_channel, funnel
from reif.web import spreadsheet

COLUMNS = ("channel", "stage", "count", "went_on", "under_way", "lost", "lost_reasons")


def table(of: Cohort) -> str:
    """The heading, then a line per stage: first all channels (`*`), then each."""
    funnels = {"*": funnel(of), **by_channel(of)}
    return "".join(spreadsheet.lines(COLUMNS, (row for name, found in funnels.items() for row in _rows(name, found))))


def _rows(channel: str, of: Funnel) -> Iterator[tuple[object, ...]]:
    for step in of.steps:
        reasons = "; ".join(f"{reason}: {people}" for reason, people in step.reasons)
        yield channel, step.stage.value, step.count, step.on, step.under_way, step.lost, reasons
