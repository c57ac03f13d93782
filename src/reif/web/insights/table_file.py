"""The figures of a cohort as comma-separated values, for the whole and for each channel."""

import csv
from io import StringIO

from reif.measure.queries import Cohort, Funnel, by_channel, funnel
from reif.web.contacts.table_file import harmless

COLUMNS = ("channel", "stage", "count", "went_on", "under_way", "lost", "lost_reasons")


def table(of: Cohort) -> str:
    """The heading, then a line per stage: first all channels (`*`), then each. Begins with a byte order mark."""
    written = StringIO("\ufeff", newline="")
    written.seek(0, 2)
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for name, found in {"*": funnel(of), **by_channel(of)}.items():
        writer.writerows(_lines(name, found))
    return written.getvalue()


def _lines(channel: str, of: Funnel) -> list[list[object]]:
    return [
        [
            harmless(cell)
            for cell in (
                channel,
                step.stage.value,
                step.count,
                step.on,
                step.under_way,
                step.lost,
                "; ".join(f"{reason}: {people}" for reason, people in step.reasons),
            )
        ]
        for step in of.steps
    ]
