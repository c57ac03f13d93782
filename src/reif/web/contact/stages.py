"""How far a contact has come as of an instant: since when in each stage, and for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.records.models import Contact, StageChange
from reif.rules.stages import Disqualification, Stage, Status


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: past, here, proposed or ahead. `since`: when it was last entered; `lasted`: all the time spent in it."""

    stage: Stage
    state: str
    since: datetime | None
    lasted: timedelta | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage and status as of an instant, and the steps that led there. `reason`: a Disqualification, or empty."""

    stage: Stage
    status: Status
    reason: str
    steps: Sequence[Step]


def standing(contact: Contact, moves: Sequence[StageChange], at: datetime, *, is_now: bool) -> Standing:
    """Where the contact stood; `moves` in the order of time. A proposal is shown only as of now."""
    done = [move for move in moves if move.occurred_at <= at]
    stage = Stage(moves[0].from_stage) if moves else Stage(contact.stage)
    status = Status(moves[0].from_status) if moves else Status(contact.status)
    entered, spent = {stage: contact.created_at}, dict[Stage, timedelta]()
    since, reason = contact.created_at, ""
    for move in done:
        to = Stage(move.to_stage)
        status = Status(move.to_status)
        if move.from_status != move.to_status:
            reason = move.rule if status is Status.DISQUALIFIED and move.rule in list(Disqualification) else ""
        if to is stage:
            continue
        spent[stage] = spent.get(stage, timedelta(0)) + max(move.occurred_at - since, timedelta(0))
        stage, since = to, move.occurred_at
        entered[stage] = since
    spent[stage] = spent.get(stage, timedelta(0)) + max(at - since, timedelta(0))
    proposed = contact.proposed_stage if is_now else ""
    steps = [Step(each, _state(each, stage, proposed), entered.get(each), spent.get(each)) for each in Stage]
    return Standing(stage, status, contact.status_reason if is_now else reason, steps)


def _state(each: Stage, here: Stage, proposed: str) -> str:
    if each is here:
        return "here"
    if each.rank < here.rank:
        return "past"
    return "proposed" if each == proposed else "ahead"
