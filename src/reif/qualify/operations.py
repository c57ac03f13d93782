"""Writes of stages: what rules and people do. The transaction is the caller's.

Every move is a StageChange with who or by which rule, why, and the score then. What people do raises the contact's
`version` and sets `touched_at`. The given contact gets the columns as they are stored.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import Q

from reif.qualify._moves import (
    AlreadyThere,
    AlreadyUndone,
    CannotMove,
    InThePast,
    NothingProposed,
    NotTheLast,
    locked,
    move,
    save,
    save_many,
    touch,
)
from reif.qualify._retracting import retract as _retract
from reif.qualify._rules import Assessment, LastChanges, propose
from reif.qualify._signs import Signs, signs_in, signs_of
from reif.records.models import Contact, Event, Installation, StageChange, User
from reif.rules.gates import GATE, LOOK_AGAIN, MERGED, REQUEST, RETRACTED
from reif.rules.stages import Disqualification, Stage, Status

__all__ = ["AlreadyThere", "AlreadyUndone", "CannotMove", "InThePast", "NotTheLast", "NothingProposed"]


def assess(*, contacts: Sequence[Contact], at: datetime, news: Mapping[int, Sequence[Event]] | None = None) -> None:
    """Let the rules move and propose, by the contacts' scores as they are now (their rows are locked).

    A suspect who can be reached and shows interest becomes a lead; a lead that passes the gate, or asks for a
    salesperson, is proposed as a prospect, or accepted where the installation is set so; a proposal by the gate lapses
    with it. What a person declined or took back is proposed again only after new interest. `news`: by contact the
    events that came in now; None looks them up.
    """
    may_accept_by_itself = Installation.current().may_accept_by_itself
    moved = [each for each in contacts if each.status != Status.DISQUALIFIED and Stage(each.stage).rank <= 1]
    ids = [contact.pk for contact in moved]
    known = signs_of(ids, at) if news is None else {key: signs_in(news.get(key, ()), at) for key in ids}
    last_changes = LastChanges(ids)
    moves: list[StageChange] = []
    changed = []
    for contact in moved:
        one = Assessment(
            contact=contact,
            at=at,
            signs=known.get(contact.pk, Signs()),
            all_signs=partial(_signs, contact.pk, at),
            last_changes=last_changes,
            may_accept_by_itself=may_accept_by_itself,
            moves=moves,
        )
        if one.run():
            changed.append(contact)
    save_many(changed, moves)


def retract(*, contact_ids: Iterable[int], at: datetime, was_open: Callable[[Contact, StageChange], bool]) -> None:
    """Take back what rules did because of something that, as is held now, no person did (the contacts are locked).

    The last moves that rules made and nobody followed up: to a lead where no sign of interest is left, to a prospect
    where no request is left, or, as `was_open` says of a move, the gate was not open then. Each by a record of its own.
    A proposal because of a request lapses with the last one.
    """
    _retract(contact_ids, at, was_open)


def accept(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Move the contact to the stage that is proposed. Raises NothingProposed."""
    stored = _proposed(contact)
    change = move(stored, at=at, stage=Stage(stored.proposed_stage), by=by, rule=stored.proposed_by_rule, why=why)
    return _done(stored, contact, at, change)


def decline(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Say no to the proposal: it comes back only after new interest. Recorded as a move that leads nowhere.

    Raises NothingProposed.
    """
    stored = _proposed(contact)
    stored.declined_at = at
    return _done(stored, contact, at, move(stored, at=at, by=by, rule=stored.proposed_by_rule, why=why))


def advance(*, contact: Contact, to: Stage, by: User | None, at: datetime, why: str) -> StageChange:
    """Move the contact to another stage, further or back. Raises AlreadyThere."""
    stored = locked(contact)
    if stored.stage == to:
        raise AlreadyThere(f"the contact is at {to} already")
    return _done(stored, contact, at, move(stored, at=at, stage=to, by=by, why=why))


def disqualify(
    *, contact: Contact, reason: Disqualification, by: User | None, at: datetime, why: str = ""
) -> StageChange:
    """Give the contact up. The reason stands on the contact, and in the record as its `rule`. Raises AlreadyThere."""
    stored = _elsewhere(contact, Status.DISQUALIFIED)
    change = move(stored, at=at, status=Status.DISQUALIFIED, by=by, rule=reason.value, why=why)
    stored.status_reason, stored.look_again_on = reason.value, None
    return _done(stored, contact, at, change)


def recycle(*, contact: Contact, look_again_on: date, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Leave the contact to nurturing until a day. Raises AlreadyThere, InThePast."""
    if look_again_on <= at.date():
        raise InThePast(f"{look_again_on} is not to come")
    stored = _elsewhere(contact, Status.RECYCLED)
    change = move(stored, at=at, status=Status.RECYCLED, by=by, why=why)
    stored.status_reason, stored.look_again_on = "", look_again_on
    return _done(stored, contact, at, change)


def reactivate(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Pursue the contact again. Raises AlreadyThere."""
    stored = _elsewhere(contact, Status.ACTIVE)
    return _done(stored, contact, at, move(stored, at=at, status=Status.ACTIVE, by=by, why=why))


def look_again(*, contact_ids: Iterable[int], today: date, at: datetime) -> list[Contact]:
    """Pursue those again whose day has come. Returns them."""
    due = Contact.objects.select_for_update().filter(
        id__in=list(contact_ids), status=Status.RECYCLED, look_again_on__lte=today
    )
    returned = list(due.order_by("id"))
    for contact in returned:
        move(contact, at=at, status=Status.ACTIVE, rule=LOOK_AGAIN)
        save(contact, contact)
    return returned


def join(*, contact: Contact, stage: str, by: User | None, at: datetime) -> StageChange | None:
    """Let the contact stand where the one does that it took in, if that has come further. What was proposed is settled.

    None: it stays where it is.
    """
    stored = locked(contact)
    to = Stage(stage)
    if to.rank <= Stage(stored.stage).rank:
        return None
    change = move(stored, at=at, stage=to, by=by, rule=MERGED)
    save(stored, contact)
    return change


def part(*, contact: Contact, since: datetime, at: datetime) -> None:
    """Take back the move that came with a merge at `since`, if nothing came after it that stands."""
    stored = locked(contact)
    standing = StageChange.objects.filter(contact=stored, undoes=None, undone_by=None)
    last = standing.order_by("-occurred_at", "-id").first()
    if last is None or last.rule != MERGED or last.occurred_at < since:
        return
    move(stored, at=at, stage=Stage(last.from_stage), rule=RETRACTED, undoes=last)
    save(stored, contact)


def undo(*, change: StageChange, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Take a move back by another record. Raises AlreadyUndone, NotTheLast; CannotMove for what is itself an undo."""
    if change.contact is None:
        raise CannotMove("the contact was erased")
    contact = change.contact
    stored = locked(contact)
    moves = StageChange.objects.filter(contact=stored)
    if moves.filter(undoes=change).exists():
        raise AlreadyUndone("this move was taken back before")
    if change.undoes_id is not None:
        raise CannotMove("what was taken back is not taken back again; make the move anew")
    since = Q(occurred_at__gt=change.occurred_at) | Q(occurred_at=change.occurred_at, id__gt=change.pk)
    if moves.filter(since, undoes=None, undone_by=None).exists():
        raise NotTheLast("the contact has been moved since; only the last move can be taken back")
    taken_back = move(
        stored,
        at=at,
        stage=Stage(change.from_stage),
        status=Status(change.from_status),
        by=by,
        why=why,
        undoes=change,
    )
    _restore(stored, change, at)
    return _done(stored, contact, at, taken_back)


def _restore(contact: Contact, change: StageChange, at: datetime) -> None:
    """What stood beside stage and status before the move: why the contact was given up, and what was proposed."""
    if change.from_status == Status.DISQUALIFIED:
        given_up = StageChange.objects.filter(contact=contact, to_status=Status.DISQUALIFIED, id__lt=change.pk)
        last = given_up.exclude(from_status=Status.DISQUALIFIED).order_by("-id").first()
        contact.status_reason = last.rule if last is not None and last.rule in list(Disqualification) else ""
    if change.by_id is not None and change.rule in (GATE, REQUEST):
        answered = Stage(change.to_stage)
        was_declined = change.from_stage == change.to_stage
        if was_declined:
            contact.declined_at = None
        propose(contact, answered.next or answered if was_declined else answered, change.rule, at)


def _signs(contact_id: int, at: datetime) -> Signs:
    return signs_of([contact_id], at).get(contact_id, Signs())


def _proposed(contact: Contact) -> Contact:
    stored = locked(contact)
    if not stored.proposed_stage:
        raise NothingProposed("nothing is proposed for the contact any more")
    return stored


def _elsewhere(contact: Contact, status: Status) -> Contact:
    stored = locked(contact)
    if stored.status == status:
        raise AlreadyThere(f"the contact is {status} already")
    return stored


def _done(stored: Contact, shown: Contact, at: datetime, change: StageChange) -> StageChange:
    touch(stored, at)
    save(stored, shown)
    return change
