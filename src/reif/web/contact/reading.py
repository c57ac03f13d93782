"""Everything that the page of a contact shows, as of now or of an earlier instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.engines.result import Result
from reif.records.models import Contact, Event, Score, ScoringModel, StageChange
from reif.rules.gates import INTEREST_NAMES
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import queries
from reif.score.queries import Outlook, Point, Told
from reif.web.contact.breakdown import Breakdown, Given, breakdown
from reif.web.contact.next_step import NextStep, next_step
from reif.web.contact.stages import Standing, standing

MOST_SIGNS = 200
_SHORTEST_PICTURE = timedelta(days=14)
_LONGEST_PICTURE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the live model says. `points` … as of the instant, not as the list has them now."""

    model: ScoringModel
    rules: Rules
    points: int
    level: int
    temperature: str
    grade: str
    fit: float
    probability: float | None
    excluded: str
    breakdown: Breakdown


@dataclass(frozen=True, slots=True)
class Picture:
    """The score over time: `points` is a step line from `since` to `until`; `signs`: when interest was shown."""

    since: datetime
    until: datetime
    points: Sequence[Point]
    signs: Sequence[Event]
    moves: Sequence[StageChange]


@dataclass(frozen=True, slots=True)
class Reading:
    """`scored`, `picture`, `outlook`: None where the person is not scored. `outlook`, `next_step`: only as of now.

    `attributes`: what was known then. `last_move`: the one that can be taken back, only as of now.
    """

    contact: Contact
    at: datetime
    is_now: bool
    attributes: Mapping[str, object]
    scored: Scored | None
    picture: Picture | None
    standing: Standing
    outlook: Outlook | None
    next_step: NextStep | None
    last_move: StageChange | None


def reading(contact: Contact, at: datetime, now: datetime, *, is_now: bool) -> Reading:
    """The contact as of `at`."""
    moves = list(contact.stage_changes.order_by("occurred_at", "id"))
    model = queries.live_model()
    is_scored = model is not None and contact.may_be_profiled
    attributes = contact.attributes if is_now else queries.attributes_then(contact, at)
    told = queries.told_of(contact)
    return Reading(
        contact,
        at,
        is_now,
        attributes,
        _scored(contact, model, attributes, at, told, is_now=is_now) if model is not None and is_scored else None,
        _picture(contact, now, moves, queries.rules_of(model), told) if model is not None and is_scored else None,
        standing(contact, moves, at, is_now=is_now),
        queries.outlook(contact, now, model, told) if is_now and is_scored else None,
        next_step(contact, now) if is_now else None,
        moves[-1] if is_now and moves and moves[-1].undoes_id is None else None,
    )


def _scored(
    contact: Contact, model: ScoringModel, attributes: Mapping[str, object], at: datetime, told: Told, *, is_now: bool
) -> Scored:
    """As of now what is stored, so that page and list never differ; else worked out anew."""
    rules = queries.rules_of(model)
    stored = contact.scores.filter(model=model).first() if is_now else None
    result: Score | Result = stored if stored is not None else queries.result_as_of(contact, at, rules, told)
    given: Sequence[Given] = queries.reasons_of(result, rules) if isinstance(result, Score) else result.contributions
    return Scored(
        model,
        rules,
        result.points,
        result.level,
        result.temperature,
        result.grade,
        result.fit,
        result.probability,
        result.excluded,
        breakdown(given, rules, result.score, attributes, at),
    )


def _picture(contact: Contact, now: datetime, moves: Sequence[StageChange], rules: Rules, told: Told) -> Picture:
    first = contact.events.order_by("occurred_at").values_list("occurred_at", flat=True).first()
    begun = min(filter(None, (first, contact.created_at)))
    since = max(min(begun, now - _SHORTEST_PICTURE), now - _LONGEST_PICTURE)
    signs = contact.events.by_people().filter(name__in=INTEREST_NAMES, occurred_at__gt=since, occurred_at__lte=now)
    shown = list(signs.only("contact", "name", "occurred_at").order_by("-occurred_at")[:MOST_SIGNS])
    return Picture(since, now, queries.history(contact, since, now, rules, told), shown[::-1], moves)
