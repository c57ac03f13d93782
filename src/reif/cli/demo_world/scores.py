"""Changes of stage and score of made-up contacts, each with the score as it was then."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reif.cli.demo_world.history import Point
from reif.records.models import Contact, Event, ScoreChange, ScoringModel, StageChange, User
from reif.simulation import world

_SEEN = ("points", "level", "temperature", "grade")
_COLUMNS = ("score", *_SEEN, "fit", "engagement", "probability", "excluded")


def add_scores(
    live: ScoringModel,
    users: Mapping[str, User],
    told: Sequence[tuple[world.Contact, Contact]],
    points: Sequence[Sequence[Point]],
    events: Sequence[Event],
) -> None:
    """Store the moves, and the changes of score that people would have seen."""
    changes: list[ScoreChange] = []
    moves: list[StageChange] = []
    first = 0
    for (of, contact), listed in zip(told, points, strict=True):
        changes.extend(_changes(live, contact, listed, events[first : first + len(of.events)]))
        moves.extend(_moves(live, users, of, contact, listed))
        first += len(of.events)
    ScoreChange.objects.bulk_create(changes)
    StageChange.objects.bulk_create(move for move in moves if move.undoes is None)
    StageChange.objects.bulk_create(move for move in moves if move.undoes is not None)


def _changes(
    live: ScoringModel, contact: Contact, points: Sequence[Point], events: Sequence[Event]
) -> Iterator[ScoreChange]:
    before: Mapping[str, Any] | None = None
    for point in points:
        if before is None or any(before[name] != point.result[name] for name in _SEEN):
            yield ScoreChange(
                contact=contact,
                model=live,
                as_of=point.at,
                cause=point.cause,
                event=None if point.event is None else events[point.event],
                points_before=None if before is None else before["points"],
                **{column: point.result[column] for column in _COLUMNS},
            )
            before = point.result


def _moves(
    live: ScoringModel, users: Mapping[str, User], of: world.Contact, contact: Contact, points: Sequence[Point]
) -> Iterator[StageChange]:
    stored: list[StageChange] = []
    instants = [point.at for point in points]
    for move in of.moves:
        result = points[bisect_right(instants, move.occurred_at) - 1].result
        row = StageChange(
            contact=contact,
            from_stage=move.from_stage,
            to_stage=move.to_stage,
            from_status=move.from_status,
            to_status=move.to_status,
            by=users.get(move.by),
            rule=move.rule or move.reason or "",
            why=move.why,
            channel=contact.channel,
            score=result["score"],
            model=live,
            occurred_at=move.occurred_at,
            undoes=None if move.undoes is None else stored[move.undoes],
        )
        stored.append(row)
        yield row
