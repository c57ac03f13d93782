"""A move: the record, and the contact's columns that follow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from reif.records import bulk
from reif.records.enums import ModelState
from reif.records.models import Contact, ScoringModel, StageChange, User
from reif.rules.stages import Stage, Status

PROPOSAL = ("proposed_stage", "proposed_by_rule", "proposed_at")
_COLUMNS = ("stage", "status", "status_reason", "look_again_on", "declined_at", "touched_at", "version", *PROPOSAL)


class CannotMove(ValueError):
    """The contact is not moved; the message says why."""


class NothingProposed(CannotMove):
    """There is no proposal that could be answered; somebody else may have."""


class AlreadyThere(CannotMove):
    """The contact stands there already."""


class AlreadyUndone(CannotMove):
    """The move was taken back before."""


class NotTheLast(CannotMove):
    """The contact has been moved since; only the last move can be taken back."""


class InThePast(CannotMove):
    """The day to look again is not to come."""


def locked(contact: Contact) -> Contact:
    """The contact as it is stored, kept from others until the transaction ends."""
    return Contact.objects.select_for_update().get(pk=contact.pk)


def move(
    contact: Contact,
    *,
    at: datetime,
    stage: Stage | None = None,
    status: Status | None = None,
    by: User | None = None,
    rule: str = "",
    why: str = "",
    undoes: StageChange | None = None,
) -> StageChange:
    """Record the move and let the contact stand there. What was proposed is settled. Raises CannotMove.

    It never stands before the move that it follows, whatever the clocks of several machines say.
    """
    at = max(at, _last_moved_at(contact) or at)
    change = moved(contact, judged_by(), at=at, stage=stage, status=status, by=by, rule=rule, why=why, undoes=undoes)
    change.save(force_insert=True)
    return change


def judged_by() -> ScoringModel:
    """The version whose scores moves are recorded with. Raises CannotMove."""
    model = ScoringModel.objects.exclude(state=ModelState.DRAFT).order_by("state", "-number").first()
    if model is None:
        raise CannotMove("no scoring model was ever published")
    return model


def moved(
    contact: Contact,
    model: ScoringModel,
    *,
    at: datetime,
    stage: Stage | None = None,
    status: Status | None = None,
    by: User | None = None,
    rule: str = "",
    why: str = "",
    undoes: StageChange | None = None,
) -> StageChange:
    """Let the contact stand there; the record of it, not stored yet."""
    change = StageChange(
        contact=contact,
        from_stage=contact.stage,
        to_stage=stage or contact.stage,
        from_status=contact.status,
        to_status=status or contact.status,
        by=by,
        rule=rule,
        why=why,
        channel=contact.channel,
        score=contact.score,
        model=model,
        occurred_at=at,
        undoes=undoes,
    )
    contact.stage, contact.status = change.to_stage, change.to_status
    if contact.status == Status.ACTIVE:
        contact.status_reason, contact.look_again_on = "", None
    settle(contact)
    return change


def _last_moved_at(contact: Contact) -> datetime | None:
    last: datetime | None = StageChange.objects.filter(contact=contact).aggregate(last=Max("occurred_at"))["last"]
    return last


def settle(contact: Contact) -> None:
    """Nothing is proposed any more."""
    contact.proposed_stage, contact.proposed_by_rule, contact.proposed_at = "", "", None


def touch(contact: Contact, at: datetime) -> None:
    """Somebody of the team acted on the contact."""
    contact.touched_at = at
    contact.version += 1


def save_many(contacts: Sequence[Contact], changes: Sequence[StageChange]) -> None:
    """Store the columns of many, and the records of their moves."""
    StageChange.objects.bulk_create(changes)
    bulk.update(Contact, _COLUMNS, [(*(getattr(each, name) for name in _COLUMNS), each.pk) for each in contacts])


def save(contact: Contact, shown: Contact) -> None:
    """Store the columns, and let the object that the caller has show them."""
    contact.save(update_fields=_COLUMNS)
    for column in _COLUMNS:
        value: Any = getattr(contact, column)
        setattr(shown, column, value)
