"""A breakdown for programs: one object, figures unrounded."""

import json
from datetime import datetime

from reif.cli.breakdown import Breakdown


def breakdown_json(found: Breakdown, *, at: datetime | None, at_column: str | None) -> str:
    """The columns of scores, `at` or `at_column`, and `contributions` that add up to `score`."""
    parts = [
        {
            "group": part.group,
            "rule": part.rule,
            "label": part.label,
            "value": part.value,
            "events": part.events,
            "last_at": _text(part.last_at),
        }
        for part in found.parts
    ]
    as_of = {"at": _text(at), "at_column": at_column}
    return json.dumps({**found.scores, **as_of, "contributions": parts}, ensure_ascii=False, allow_nan=False)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")
