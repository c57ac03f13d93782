"""A report for programs: one object on one line, figures unrounded, null for what is not known."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from reif.learning.pairing import RejectedRows
from reif.learning.report import Report
from reif.learning.wording import Wording


def report_json(
    report: Report, wording: Wording, scored: Iterable[RejectedRows], outcomes: Iterable[RejectedRows]
) -> str:
    """The report, its finding in words, and the rows of both files that were set aside."""
    rejects = {"scored": [asdict(rows) for rows in scored], "outcomes": [asdict(rows) for rows in outcomes]}
    return json.dumps({"sentence": wording.sentence(report)} | asdict(report) | {"rejects": rejects}, allow_nan=False)
