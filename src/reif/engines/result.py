"""What an engine answers for one lead."""

from dataclasses import dataclass
from datetime import datetime

from reif.rules.scoring_model import Label

BASE = "base"
FIT_BOUND = "fit_bound"
ENGAGEMENT_BOUND = "engagement_bound"
SCORE_BOUND = "score_bound"

BOUND_LABELS = {
    BASE: Label({"en": "Base", "de": "Grundwert"}),
    FIT_BOUND: Label({"en": "Bound of fit", "de": "Grenze der Passung"}),
    ENGAGEMENT_BOUND: Label({"en": "Bound of engagement", "de": "Grenze des Verhaltens"}),
    SCORE_BOUND: Label({"en": "Bound of the score", "de": "Grenze der Reife"}),
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one rule, the base or a bound gave: `value` in points, how many events counted, the newest one's time."""

    rule: str
    label: Label
    value: float
    events: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Score of one lead. `contributions` add up to `score`; `excluded` is a rule's id or empty."""

    score: float
    points: int
    level: int
    temperature: str
    grade: str
    fit: float
    engagement: float
    probability: float | None
    excluded: str
    contributions: tuple[Contribution, ...]
