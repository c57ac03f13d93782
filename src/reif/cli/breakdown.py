"""One lead's score taken apart: groups of contributions, and values that add up as they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reif.engines.evaluation import Evaluation
from reif.engines.result import BASE, ENGAGEMENT_BOUND, FIT_BOUND, SCORE_BOUND, Result
from reif.rules.scoring_model import ScoringModel

FIT, ENGAGEMENT, BOUND, EXCLUDE = "fit", "engagement", "bound", "exclude"
SCORES = (
    "score",
    "points",
    "level",
    "temperature",
    "grade",
    "fit",
    "engagement",
    "probability",
    "excluded",
)
_BOUNDS = (FIT_BOUND, ENGAGEMENT_BOUND, SCORE_BOUND)


@dataclass(frozen=True, slots=True)
class Part:
    """What one rule, the base or a bound gave; `group`: base, fit, engagement, bound or exclude."""

    group: str
    rule: str
    label: str
    value: float
    events: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`scores`: the lead's row of scores by column. `parts`: base, fit, engagement, bound of the score."""

    scores: Mapping[str, Any]
    parts: tuple[Part, ...]

    def of(self, group: str) -> tuple[Part, ...]:
        """The parts of a group: the biggest first, deductions after, the group's bound last."""
        return tuple(part for part in self.parts if part.group == group)


def breakdown(model: ScoringModel, evaluation: Evaluation, lead_id: str) -> Breakdown | None:
    """The breakdown of a lead; None if no such lead was scored."""
    scores = _of_lead(evaluation.scores(), lead_id)
    if not scores:
        return None
    rows = _of_lead(evaluation.contributions(), lead_id)
    return _ordered(model, scores[0], rows)


def breakdown_of(model: ScoringModel, lead_id: str, result: Result, language: str) -> Breakdown:
    """The breakdown of a result, named by `lead_id`."""
    scores = {name: getattr(result, name) for name in SCORES} | {"lead_id": lead_id}
    rows = [
        {
            "rule": each.rule,
            "label": each.label.in_language(language),
            "value": each.value,
            "events": each.events,
            "last_at": each.last_at,
        }
        for each in result.contributions
    ]
    return _ordered(model, scores, rows)


def _ordered(model: ScoringModel, scores: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Breakdown:
    groups = _groups(model)
    parts = [
        Part(groups[row["rule"]], row["rule"], row["label"], row["value"], row["events"], row["last_at"])
        for row in rows
    ]
    order = [BASE, FIT, ENGAGEMENT, BOUND, EXCLUDE]
    parts.sort(key=lambda part: (order.index(part.group), part.rule in _BOUNDS, part.value < 0, -abs(part.value)))
    return Breakdown(scores, tuple(parts))


def apportioned(values: Sequence[float], total: int) -> list[int]:
    """Whole tenths of the values that add up to `total` tenths, by largest remainder."""
    tenths = [floor(value * 10) for value in values]
    by_remainder = sorted(range(len(values)), key=lambda index: tenths[index] - values[index] * 10)
    for turn in range(total - sum(tenths)):
        tenths[by_remainder[turn % len(values)]] += 1
    return tenths


def in_tenths(value: float) -> int:
    """The value rounded to whole tenths, half up as points are."""
    return floor(value * 10 + 0.5)


def _groups(model: ScoringModel) -> dict[str, str]:
    return {
        BASE: BASE,
        **{rule.id: FIT for rule in model.fit.rules},
        FIT_BOUND: FIT,
        **{rule.id: ENGAGEMENT for rule in model.engagement.rules},
        ENGAGEMENT_BOUND: ENGAGEMENT,
        SCORE_BOUND: BOUND,
        **{exclusion.id: EXCLUDE for exclusion in model.exclude},
    }


def _of_lead(rows: pa.RecordBatchReader, lead_id: str) -> list[dict[str, Any]]:
    return [row for batch in rows for row in batch.filter(pc.equal(batch["lead_id"], lead_id)).to_pylist()]
