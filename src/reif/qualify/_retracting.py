"""Moves of rules that are taken back, because no person did what they rested on."""

from collections.abc import Callable, Iterable
from datetime import datetime

from reif.qualify._moves import move, save, settle
from reif.qualify._signs import Signs, signs_of
from reif.records.models import Contact, StageChange
from reif.rules.gates import GATE, IDENTIFIED, REQUEST, RETRACTED
from reif.rules.stages import Stage, Status


def retract(contact_ids: Iterable[int], at: datetime, was_open: Callable[[Contact, StageChange], bool]) -> None:
    """What `operations.retract` says."""
    contacts = list(Contact.objects.select_for_update().filter(id__in=list(contact_ids)).order_by("id"))
    known = signs_of([contact.pk for contact in contacts], at)
    for contact in contacts:
        signs = known.get(contact.pk, Signs())
        is_changed = contact.proposed_by_rule == REQUEST and signs.request_at is None
        if is_changed:
            settle(contact)
        while (unfounded := _unfounded(contact, signs, was_open)) is not None:
            move(contact, at=at, stage=Stage(unfounded.from_stage), rule=RETRACTED, undoes=unfounded)
            is_changed = True
        if is_changed:
            save(contact, contact)


def _unfounded(contact: Contact, signs: Signs, was_open: Callable[[Contact, StageChange], bool]) -> StageChange | None:
    """The last move that stands, if a rule made it forward and nothing holds it up any more."""
    standing = StageChange.objects.filter(contact=contact, undoes=None, undone_by=None)
    last = standing.order_by("-occurred_at", "-id").first()
    if last is None or last.by_id is not None or last.from_stage == last.to_stage:
        return None
    if contact.status != Status.ACTIVE or last.from_status != last.to_status:
        return None
    holds = {
        IDENTIFIED: lambda: signs.interest_at is not None,
        REQUEST: lambda: signs.request_at is not None,
        GATE: lambda: was_open(contact, last),
    }.get(last.rule)
    return None if holds is None or holds() else last
